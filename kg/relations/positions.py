"""Positions that the phrases of offices state, and where those that name no body are held.

`kg_offices` reads role, body and holder off the order of words; what `its mayor`, `the delegation led
by Deputy Minister X` or `On behalf of the League, president X` mean takes the text before them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Doc, Span, Token

from kg.datamodel import Qualifiers
from kg.gazetteer import demonyms, offices
from kg.nlp.bounds import share_sentence
from kg.nlp.classes import class_of_place, head_class
from kg.nlp.kinds import LOCATED, PLACES, SITES
from kg.nlp.nominals import GROUPS
from kg.nlp.office_words import is_owned, is_profession
from kg.relations.arguments import Arguments
from kg.relations.candidates import Candidate
from kg.relations.coercion import fits
from kg.relations.envoys import counterparts
from kg.relations.homes import BODIES, Homes, home
from kg.relations.named import argument_of

_FOUNDING = ("founder", "co-founder", "cofounder")


def positions(doc: Doc, arguments: Arguments) -> Iterator[Candidate]:
    """Give the position of each holder of an office, and what a founder founded."""
    homes = Homes(doc, arguments)
    known: dict[tuple[str, str], Span] = {}  # where who was said to hold which office
    for office in doc.user_data.get("offices", []):
        person, body = tuple(office["person"]), tuple(office["body"])
        if person == (-1, -1):
            continue
        holder = arguments.mention(person[0])
        where = arguments.mention(body[0]) if body != (-1, -1) else None
        where = _university_of(doc, office, where, arguments.names)
        if body != (-1, -1) and _is_nationality(doc, office, body):
            continue  # "the Danish engineer X": where X is from, no position there
        if where is None and (body == (-1, -1) or doc[body[0] : body[1]].text == "Board"):
            where = _in_short(doc, office, arguments.names)
            where = where or known.get((holder.kb_id_ if holder else "", office["role"]))
            where = where or _implied(doc, office, arguments.names, homes)
        if holder is None or where is None or where.kb_id_ == holder.kb_id_:
            continue
        known.setdefault((holder.kb_id_, office["role"]), where)
        leads = list(_leads(holder, where, doc[office["head"]]))
        yield from leads or _held(holder, where, office)
    yield from _affiliated(doc, arguments.names)
    yield from _counterparts(doc, arguments.names)


def _university_of(
    doc: Doc, office: dict[str, Any], where: Span | None, names: list[Span]
) -> Span | None:
    """Give the university that `Makerere vice-chancellor` names in short, if the text has it."""
    short = where is not None and where.label_ in {*PLACES, "Organization"}
    if where is None or not short or doc[office["head"]].lower_ not in _ACADEMIC:
        return where
    known = (s for s in names if s.label_ == "University" and where.text in s.text)
    return next(known, where)


_ACADEMIC = frozenset({"chancellor", "dean", "professor", "provost", "rector", "vice-chancellor"})


def without_portfolios(doc: Doc, found: Iterable[Candidate]) -> list[Candidate]:
    """Drop what a role is for and not held in: `she is Minister for Arica and Pica Affairs`."""
    return [
        c
        for c in found
        if c.property != "holdsPositionIn"
        or doc[c.object.start : c.object.end].text
        not in dict(c.qualifiers).get("role", "").partition(" for ")[2]
    ]


def _counterparts(doc: Doc, names: list[Span]) -> Iterator[Candidate]:
    """Give the place of a counterpart's office, whose name no text tells."""
    for person, place in counterparts(doc, names):
        yield Candidate(
            "holdsPositionIn", argument_of(person), argument_of(place), (), person.sent.start,
            person.sent.end, 0.8, "appositions/holdsPositionIn.counterpart",
        )  # fmt: skip


_AFFILIATING = frozenset(["of", "from", "of the", "from the", ", of", ", of the", ", from the"])
_AFFILIATES = SITES - {"Facility"} | {"GovernmentBody"}


def _affiliated(doc: Doc, names: list[Span]) -> Iterator[Candidate]:
    """Read `NAME of the Harbour Bank said`: belongs to the bank, as what the text does not say."""
    for person, body in itertools.pairwise(names):
        if person.label_ != "Person" or body.label_ not in _AFFILIATES or len(body.text) < 2:
            continue  # "(R)", on the right of the picture
        if body.start - person.end > 3 or not share_sentence(person, body):
            continue
        between = " ".join(doc[person.end : body.start].text.split())
        aside = between == "(" and doc[body.end : body.end + 1].text == ")"
        if between not in _AFFILIATING and not aside:
            continue
        if aside or (
            len(person) > 1 and doc[body.start : body.end].root.dep_ in {"nmod", "obl", "appos"}
        ):
            sentence = person.sent
            yield Candidate(
                "holdsPositionIn", argument_of(person), argument_of(body), (), sentence.start,
                sentence.end, 0.7, "appositions/holdsPositionIn.affiliated",
            )  # fmt: skip


def _implied(doc: Doc, office: dict[str, Any], names: list[Span], homes: Homes) -> Span | None:
    """Give the body or place of an office whose own words name none."""
    return (
        _owner(doc, office, names)
        or _where(doc, office, names)
        or _set_before(doc, office, names)
        or _sent_by(doc, office, names)
        or homes.of_holder(office)
        or home(doc, office, names, homes)
        or homes.on_the_page(doc, office)
        or homes.of_election(office)
    )


_REACH_IN_SHORT = 80


def _in_short(doc: Doc, office: dict[str, Any], names: list[Span]) -> Span | None:
    """Give the body that a noun before the office names in short: `League president NAME`."""
    start = office["start"]
    inside = start < office["head"] and head_class(doc[start].text) in _SHORT
    word = doc[start] if inside else doc[max(0, start - 1)]
    kind = head_class(word.text)
    chairs = doc[office["head"]].lower_.removeprefix("co-") in _HEADING
    if kind not in (_SHORT | _GATHERINGS if chairs else _SHORT) or word.dep_ != "compound":
        return None
    before = [s for s in reversed(names) if s.end <= start]
    near = [s for s in before if s.end > start - _REACH_IN_SHORT] if kind == "Company" else []
    firms = (s for s in near if s.label_ in {"Company", "Organization"})
    return next((s for s in before if _noun(s) == word.lower_), None) or next(firms, None)


def _noun(name: Span) -> str:
    """Give what a name says its bearer is, in small letters: `league`, of `League of Ports`."""
    words = [t.lower_ for t in name]
    joint = next((i for i, word in enumerate(words) if i and word in {"for", "of"}), len(words))
    return words[joint - 1]


_GATHERINGS = frozenset({"Conference", "Event", "Meeting"})  # "Conference chairperson NAME"
_SHORT = frozenset(["Association", "Company", "GovernmentBody", "Organization", "University"])


def _set_before(doc: Doc, office: dict[str, Any], names: list[Span]) -> Span | None:
    """Read `On behalf of the League, president X`, `At the Port, manager X`, `the League, under X`."""
    start = office["start"]
    colon = doc[office["end"] : office["end"] + 1].text == ":"
    if office["person"][0] != office["end"] + colon or start < 2 or doc[start].is_sent_start:
        return None
    end = start - 1 - (doc[start - 1].lower_ == "under")
    if doc[end].text == "(":  # "the League (president: X)"
        return next((s for s in names if s.end == end and s.label_ in BODIES), None)
    if doc[end].text != ",":
        return None
    before = next((s for s in names if s.end == end), None)
    politics = offices().get(doc[office["head"]].lower_) == "politics"
    if before is None or before.label_ not in (PLACES if politics else BODIES):
        return None
    if end < start - 1:
        return None if politics else before
    first = max(doc[before.start].sent.start, before.start - _LONGEST_OPENING)
    words = [t.lower_ for t in doc[first : before.start]]
    words = words[words.index(";") + 1 :] if ";" in words else words
    at = not politics and words[:1] in (["at"], ["from"])
    return before if at or words[:1] == ["for"] or words[:3] == ["on", "behalf", "of"] else None


_LONGEST_OPENING = 5  # tokens: "On behalf of the"


def _where(doc: Doc, office: dict[str, Any], names: list[Span]) -> Span | None:
    """Give the house in `went to the Harbour Museum, where the curator, NAME, received them`."""
    start = office["start"]
    if start < 3 or [t.lower_ for t in doc[start - 3 : start]] != [",", "where", "the"]:
        return None
    return next((s for s in names if s.end == start - 3 and s.label_ in SITES), None)


def _is_nationality(doc: Doc, office: dict[str, Any], body: tuple[int, int]) -> bool:
    """Tell `Danish engineer` from `Danish minister`: a profession is held in no country."""
    if not is_profession(doc[office["head"]]):
        return False
    before = body[1] <= office["head"] and doc[office["head"]].lower_ not in _OF_CITIES
    town = before and class_of_place(doc[body[0] : body[1]].text) is not None
    return town or doc[body[0] : body[1]].text.casefold() in demonyms()


_OF_CITIES = frozenset(  # "Lagos lawyer" says where from, "Lagos planner" for whom
    "adviser advisor architect coach inspector officer official planner spokesman spokesperson"
    " spokeswoman".split()
)


def _sent_by(doc: Doc, office: dict[str, Any], names: list[Span]) -> Span | None:
    """Give where a delegation is from, for the office of who leads it: its own names no body."""
    sender = _represented(doc, office, names) or _sender(doc, office, names)
    free = doc[office["head"]].lower_ in _FREE_OF_PLACE
    return None if sender is not None and free and sender.label_ in PLACES else sender


def _sender(doc: Doc, office: dict[str, Any], names: list[Span]) -> Span | None:
    """Give who `Kenya sent Deputy Minister X` and `a delegation of Y led by Z` say sent somebody."""
    sending = doc[max(0, office["start"] - 1)]
    if sending.lemma_ in {"dispatch", "send"}:  # "Kenya sent Deputy Minister X"
        senders = [c.i for c in sending.lefts if c.dep_ == "nsubj"]
        return next((s for s in names if s.root.i in senders and s.label_ in LOCATED), None)
    start = max(doc[office["start"]].sent.start, office["start"] - 30)
    verbs = [t.lemma_.casefold() for t in doc[start : office["start"]] if t.pos_ == "VERB"]
    led = verbs[-1:] in (["lead"], ["head"])
    for token in doc[start : office["start"]]:
        if led and token.lemma_.casefold() in GROUPS:
            origins = [s for s in names if s.root.head == token and s.end == token.i]
            origins += [
                s for s in names
                if token.i < s.start < office["start"] and s.label_ in LOCATED | {"GovernmentBody"}
                and doc[s.start - 1].lower_ in {"of", "from", "the"}
            ]  # fmt: skip
            return origins[0] if origins else None
    return None


def _represented(doc: Doc, office: dict[str, Any], names: list[Span]) -> Span | None:
    """Give the body in `The city government was represented by deputy mayor NAME`."""
    told = [doc[i] for i in (office["head"], office["person"][0]) if i >= 0]
    verb = next((token.head for token in told if token.dep_ == "obl:agent"), None)
    if verb is None or verb.lemma_ != "represent" or is_profession(doc[office["head"]]):
        return None
    said = [c.i for c in verb.children if c.dep_ == "nsubj:pass"]
    return next((s for s in names if s.root.i in said and s.label_ in LOCATED), None)


_FREE_OF_PLACE = frozenset(
    "admiral ambassador captain colonel consul engineer expert general professor".split()
)


def _owner(doc: Doc, office: dict[str, Any], names: list[Span]) -> Span | None:
    """Give whom `its mayor`, `whose chairman` points to.

    That is the body or place named last, but a body that `its` stands for before a place that the
    text only names in passing.
    """
    start = office["start"]
    if start > 1 and doc[start - 1].lower_ in {"'s", "’s"}:
        said = [s for s in doc.spans["mentions"] if s.end == start - 1 and s.label_ in LOCATED]
        return said[0] if said else None
    if start and doc[start - 1].lower_ == "our":
        said = [s for s in doc.spans["mentions"] if s.start == start - 1]
        return said[0] if said else None
    if not is_owned(doc, start):
        return None
    whole = doc[office["head"]].lower_ == "director" and office["role"].casefold() in _DIRECTORS
    of_body = whole or doc[office["head"]].lower_ in _OF_BODIES
    wanted = LOCATED - PLACES if of_body else LOCATED
    reach = 25 if wanted is LOCATED else _REACH_OF_BODIES
    named = [
        s for s in names
        if s.label_ in wanted and start - reach < s.end <= start and doc[s.start - 1].text != "("
    ]  # fmt: skip
    nearest = max(named, key=lambda s: s.end, default=None)
    if nearest is not None and (
        nearest.label_ not in PLACES
        or nearest.end > doc[start].sent.start  # "Ghent and Lagos, represented by its mayor"
        or offices().get(doc[office["head"]].lower_) == "politics"
    ):
        return nearest
    meant = (s for s in doc.spans["mentions"] if s.start == start - 1 and s.label_ in wanted)
    return next(meant, nearest)


_REACH_OF_BODIES = 60
_DIRECTORS = frozenset(["director", "executive director", "managing director"])  # a port has others
_OF_BODIES = frozenset(  # places have mayors and presidents, but none of these
    "ceo chair chairman chairperson chairwoman curator dean executive founder general"
    " rector treasurer".split()
)


_HEADING = frozenset(
    "chair chairman chairperson chairwoman chief facilitator head leader moderator president".split()
)


_SPEAKING = frozenset(["panelist", "panellist", "speaker"])


def _leads(holder: Span, where: Span, head: Token) -> Iterator[Candidate]:
    """Read `head of the delegation`, `chair of the Ocean Summit`: a part played, no position."""
    group = where.root.lemma_.casefold() in GROUPS
    speaks = head.lower_ in _SPEAKING and not group
    heading = speaks or head.lower_.removeprefix("co-") in _HEADING
    prop = "led" if group else "spokeAt" if speaks else "chaired"
    if heading and (group or fits(where.label_, ("Event",))):
        sentence = holder.sent
        yield Candidate(
            prop, argument_of(holder), argument_of(where), (), sentence.start, sentence.end, 0.8,
            f"appositions/{prop}.office",
        )  # fmt: skip


def _held(holder: Span, where: Span, office: dict[str, Any]) -> Iterator[Candidate]:
    sentence = holder.sent
    role = " ".join(office["role"].split())
    first, _, rest = role.partition(" ")
    if rest and first.casefold() == _noun(where) and where.label_ not in PLACES:
        role = rest  # "League president": the League, in short
    qualifiers: Qualifiers = (("role", role),)
    if office["former"]:
        qualifiers = (("former", "true"), *qualifiers)
    yield Candidate(
        "holdsPositionIn", argument_of(holder), argument_of(where), qualifiers, sentence.start,
        sentence.end, 0.9, "appositions/holdsPositionIn.office",
    )  # fmt: skip
    if role.casefold().replace(" ", "").endswith(_FOUNDING):
        yield Candidate(
            "founderOf", argument_of(holder), argument_of(where), (), sentence.start, sentence.end,
            0.9, "appositions/founderOf.office",
        )  # fmt: skip
