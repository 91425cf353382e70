"""Where an office is held whose own words name no place and no body: `the Mayor`, `Director`.

A mayor's is the city the article is about, a minister's its country; what a page introduces its
staff for is the body that the page is of.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Span

from kg.gazetteer import demonyms, fold, offices, places
from kg.nlp.classes import class_of_place
from kg.nlp.kinds import LOCATED, PLACES
from kg.nlp.nominals import GROUPS
from kg.nlp.office_words import RANKS
from kg.relations.arguments import Arguments

BODIES = LOCATED - PLACES | {"GovernmentBody"}


class Homes:
    """What a document says elsewhere of who holds which office where."""

    def __init__(self, doc: Doc, arguments: Arguments) -> None:
        """Keep the document; nothing is read before an office asks."""
        self._doc = doc
        self._arguments = arguments

    @cached_property
    def _said(self) -> dict[tuple[str, str], Span]:
        """Give the place or body of each holder and noun of office that the text itself joins."""
        said: dict[tuple[str, str], Span] = {}
        for office in self._doc.user_data.get("offices", []):
            if -1 in (office["person"][0], office["body"][0]):
                continue
            holder = self._arguments.mention(office["person"][0])
            where = self._arguments.mention(office["body"][0])
            if holder is not None and where is not None:
                said.setdefault((holder.kb_id_, self._noun(office)), where)
        return said

    def _noun(self, office: dict[str, Any]) -> str:
        head: int = office["head"]
        return self._doc[head].lower_

    def of_holder(self, office: dict[str, Any]) -> Span | None:
        """Give where the same person holds this office in other words: `Mayor NAME of Lagos`."""
        holder = self.holder(office)
        return self._said.get((holder.kb_id_, self._noun(office))) if holder is not None else None

    def holder(self, office: dict[str, Any]) -> Span | None:
        """Give the mention of who holds an office."""
        return self._arguments.mention(office["person"][0])

    def on_the_page(self, doc: Doc, office: dict[str, Any]) -> Span | None:
        """Give the body whose page presents its people: `NAME, Director.`, in a row of such."""
        if self._body_of_page is None or not introduces(doc, office):
            return None
        return self._body_of_page

    def of_election(self, office: dict[str, Any]) -> Span | None:
        """Give the body whose other officers were elected right before: `Lee was elected treasurer`."""
        if self._doc[office["root"]].head.lemma_ not in _ELECTING:
            return None
        for other in reversed(self._doc.user_data.get("offices", [])):
            near = 0 < office["start"] - other["end"] < _REACH_OF_ELECTION
            verb = self._doc[other["root"]].head
            if near and verb.lemma_ in _ELECTING:
                electing = (c.i for c in verb.lefts if c.dep_ == "nsubj")
                told = other["body"][0] if other["body"][0] >= 0 else next(electing, -1)
                body = self._arguments.mention(told)
                if body is not None and body.label_ in BODIES:
                    return body
        return None

    @cached_property
    def guests(self) -> frozenset[str]:
        """The people whom somebody welcomes here: they hold their offices elsewhere."""
        people = (s for s in self._doc.spans["mentions"] if s.label_ == "Person")
        return frozenset(
            s.kb_id_
            for s in people
            if s.root.dep_ in {"obj", "nsubj:pass"} and s.root.head.lemma_ in _WELCOMING
        )

    @cached_property
    def country(self) -> Span | None:
        """Give the country that the document is at home in, read once for all its ministers."""
        return _country(self._arguments.names)

    @cached_property
    def _body_of_page(self) -> Span | None:
        """Give the body that a page with several such lines speaks of most, if it opens with it."""
        found = self._doc.user_data.get("offices", [])
        if sum(introduces(self._doc, o) for o in found) < _FEWEST_LINES:
            return None
        bodies = [s for s in self._doc.spans["mentions"] if s.label_ in BODIES]
        counts = Counter(s.kb_id_ for s in bodies)
        named = [s for s in self._arguments.names if s.label_ in BODIES and s.start < _DATELINE]
        return max(named, key=lambda s: (counts[s.kb_id_], -s.start), default=None)


_WELCOMING = frozenset({"greet", "receive", "welcome"})
_ELECTING = frozenset({"appoint", "choose", "elect", "name", "re-elect", "reelect"})
_REACH_OF_ELECTION = 60  # tokens
_FEWEST_LINES = 2


def introduces(doc: Doc, office: dict[str, Any]) -> bool:
    """Tell a line that is a name and an office and no more: `Dr NAME, Head of Workshops`."""
    person = office["person"]
    if not 0 <= person[1] == office["start"] - 1 or doc[person[1]].text not in {",", "-", "–", "—"}:
        return False
    line = doc[person[0]].sent
    opens = person[0] - line.start <= _TITLES_BEFORE and office["end"] - line.start < _LONGEST_LINE
    politics = offices().get(doc[office["head"]].lower_) == "politics"
    return opens and not politics and not any(t.pos_ in {"VERB", "AUX"} for t in line)


_TITLES_BEFORE = 3
_LONGEST_LINE = 20


def home(doc: Doc, office: dict[str, Any], names: list[Span], homes: Homes) -> Span | None:
    """Give the place an office without one belongs to: `the Mayor`, `Minister of Health`."""
    word, role = doc[office["head"]].lower_, office["role"].casefold()
    municipal = role.split()[0] == "city" and role != word
    wanted = _AT_HOME.get(word) or (_CITY_LIKE if municipal else None)
    if "county" in role.split() and word not in _AT_HOME:
        return _county(names, office["start"])
    if wanted is None:
        return _only_firm(names, office["start"]) if _runs_firm(word, role) else None
    if (
        word in {"minister", "secretary"}
        and "prime" not in role
        and (ministry := _only_ministry(names, office["start"], role))
    ):
        return ministry
    if wanted is _NATIONAL:
        return homes.country
    holder = homes.holder(office)
    if holder is not None and holder.kb_id_ in homes.guests:
        return None
    named = [s for s in names if s.label_ in wanted and _is_at_home(s)]
    if wanted is _ACADEMIC:
        first = doc[office["start"]].lower_  # "Makerere Vice-Chancellor" is of another
        ranked = first in RANKS or first in offices() or first == "pro"
        return named[0] if named and ranked else None  # a university's own news names it first
    counts = Counter(s.kb_id_ for s in named)
    if wanted is _REGIONAL:
        here = homes.country
        nation = _code(here) if here is not None else ""
        named = [s for s in named if _may_be_governed(s, counts[s.kb_id_])]
        named = [s for s in named if not nation or _code(s) in {"", nation}]
    most = max(counts.values(), default=0)
    return next((s for s in named if counts[s.kb_id_] > most * _NEARLY), None)


def _is_at_home(place: Span) -> bool:
    """Tell a place from where guests are from, and from one that somebody travels to."""
    from_there = place.root.head.lemma_.casefold() in GROUPS or place.text.casefold() in demonyms()
    return not from_there and place.doc[place.start - 1].lower_ != "to"


def _county(names: list[Span], before: int) -> Span | None:
    """Give the county that a text named last."""
    counties = (s for s in reversed(names) if s.end <= before and s[-1].lower_ == "county")
    return next(counties, None)


def _runs_firm(word: str, role: str) -> bool:
    return word in _OF_FIRMS or role in {"chief executive", "managing director"}


def _only_firm(names: list[Span], before: int) -> Span | None:
    """Give the one firm that a text has named so far: its founder needs no more words."""
    found = {s.kb_id_: s for s in reversed(names) if s.end <= before and s.label_ in _FIRMS}
    return next(iter(found.values())) if len(found) == 1 else None


def _may_be_governed(place: Span, times: int) -> bool:
    """Tell a province or state from a district, and from a place named once that no table knows."""
    small = place[-1].lower_ in {"commune", "district", "ward"}
    return not small and (times > 1 or place.label_ != "GeopoliticalEntity")


def _country(names: list[Span]) -> Span | None:
    """Give the country that most names of a text stand in, its towns and its people counted."""
    counts: Counter[str] = Counter()
    for name in names:
        if name.label_ in _TELLING and (code := _code(name)):
            counts[code] += 1 if name.text.casefold() in demonyms() else _OF_A_NAME
    countries = [s for s in names if s.label_ in _NATIONAL]
    most = max(counts.values(), default=0)
    leading = [s for s in countries if most and counts[_code(s)] == most]
    leading.sort(key=lambda s: s.text.casefold() in demonyms())  # a name before an adjective
    sure = leading and (most >= _MANY or leading[0].text.casefold() not in demonyms())
    second = counts.most_common(2)[1][1] if len(counts) > 1 else 0
    if sure and most >= second * _CLEARLY:
        return leading[0]
    opening = [s for s in countries if s.start < _DATELINE and class_of_place(s.text) == "Country"]
    tied = most and len({s.kb_id_ for s in opening}) == 1 and opening[0] in leading
    return opening[0] if tied else None


_CLEARLY = 1.5  # times what tells of the next country
_OF_A_NAME = 2  # adjectives tell less: goods and guests are Danish, too
_LARGER = 5  # times: Lagos is in Nigeria, though Portugal has one
_MANY = 8  # the weight of names in a country that the text itself has only as an adjective
_NEARLY = 0.8  # of two cities that a text is about, the one named first is its own
_TELLING = frozenset({"City", "Country", "GeopoliticalEntity", "Region"})


def _code(name: Span) -> str:
    """Give the code of the country that a place is, or most likely lies in; empty for none."""
    if code := demonyms().get(fold(name.text)):
        return code
    known = places().lookup(name.text)
    rival = next((p.population for p in known if p.country != known[0].country), 0)
    plain = bool(known) and (known[0].type != "City" or known[0].population > rival * _LARGER)
    return known[0].country if plain else ""


def _only_ministry(names: list[Span], before: int, role: str) -> Span | None:
    """Give the one ministry that a text has named so far: its minister needs no more words."""
    kinds = {"Ministry"} if "minister" in role else {"Ministry", "Department"}
    found = {s.kb_id_: s for s in reversed(names) if s.end <= before and s.text.split()[0] in kinds}
    only = next(iter(found.values())) if len(found) == 1 else None
    field = role.partition(" of ")[2] or role.partition(" for ")[2]
    if only is None or not field:
        return only
    return only if field.split()[0] in only.text.casefold() else None


_DATELINE = 60  # tokens: what title and dateline name, an article is about
_CITY_LIKE = frozenset({"City", "Region", "GeopoliticalEntity"})
_REGIONAL = frozenset({"Region", "GeopoliticalEntity"})
_NATIONAL = frozenset({"Country"})
_ACADEMIC = frozenset({"University"})
_FIRMS = frozenset({"Association", "Company", "Institution", "Organization"})
_OF_FIRMS = frozenset({"ceo", "co-founder", "cofounder", "founder"})
_AT_HOME = {
    "mayor": _CITY_LIKE, "governor": _REGIONAL, "mayoress": _CITY_LIKE, "councillor": _CITY_LIKE,
    "councilor": _CITY_LIKE, "minister": _NATIONAL, "premier": _NATIONAL, "ambassador": _NATIONAL,
    "chancellor": _ACADEMIC, "provost": _ACADEMIC, "rector": _ACADEMIC,
}  # fmt: skip
