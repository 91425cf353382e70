"""Honours, givers and projects that stand beside a name without a verb of their own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.datamodel import Qualifiers
from kg.gazetteer import titles
from kg.nlp.bounds import share_sentence
from kg.nlp.classes import head_class
from kg.nlp.kinds import PLACES, SITES
from kg.relations.arguments import Arguments
from kg.relations.candidates import Candidate
from kg.relations.named import argument_of
from kg.relations.times import Times, When, years_of_honour
from kg.relations.trees import is_passive


def honoured(doc: Doc, arguments: Arguments, times: Times) -> Iterator[Candidate]:
    """Read `AWARD (2011) - NAME`, `AWARD of 2011, NAME`, `NAME (AWARD 2011)`, `NAME, AWARD 2011`."""
    for left, right in itertools.pairwise(arguments.names):
        if left.label_ != "Award" or right.label_ in {"Award", "Person", "Event"}:
            continue
        if right.start - left.end > 7 or not share_sentence(left, right):
            continue
        between = list(doc[left.end : right.start])
        filler = {"(", ")", "-", "–", ",", "of", "the", "in", ":"}
        if any(t.text not in filler and not _in_date(t.i, times) for t in between):
            continue
        if any(t.text in {"-", "–"} for t in between):
            yield from _honours(right, left, times.within(left.start, right.start))


_CALLING = frozenset(["choose", "crown", "declare", "dub", "elect", "make", "name", "vote"])


def called(doc: Doc, arguments: Arguments, times: Times) -> Iterator[Candidate]:
    """Read `named NAME its AWARD in 2018 and 2020`, which parsers take for one long name."""
    for left, right in _before_awards(doc, arguments):
        if left.label_ == "Award" or right.label_ != "Award" or right.start - left.end > 2:
            continue
        verb = left.start - 1 - (doc[left.start - 1].lower_ == "the")
        between = [t.lower_ for t in doc[left.end : right.start]]
        named = (
            verb >= 0
            and doc[verb].lemma_ in _CALLING
            and (between or not is_passive(doc[verb]))  # "was named the FORUM City of the Year"
            and between in (["its"], ["the"], ["a"], ["as"], ["as", "its"], ["their"], [])
        )
        if not named or not share_sentence(left, right):
            continue
        clause = times.of_clause(doc[verb])
        sentence = left.sent
        beside = times.within(right.end, min(right.end + 8, sentence.end))
        years = years_of_honour(beside, clause, times.issued)
        told: list[Qualifiers] = [(("year", y),) for y in years]
        for qualifiers in told or [()]:
            yield Candidate(
                "honoredIn", argument_of(left), argument_of(right), qualifiers, sentence.start,
                sentence.end, 0.85, "appositions/honoredIn.called",
            )  # fmt: skip


_OBJECTS = frozenset(["her", "him", "it", "them"])


def _before_awards(doc: Doc, arguments: Arguments) -> Iterator[tuple[Span, Span]]:
    """Give each award with the name, or `him`, `her`, before it."""
    for left, right in itertools.pairwise(arguments.names):
        beside = arguments.mention(right.start - 1) if right.start else None
        yield (beside if beside is not None and beside.text in _OBJECTS else left), right


def listed_winners(doc: Doc, arguments: Arguments, times: Times) -> Iterator[Candidate]:
    """Read `Harbour Prize for Science (50,000 euros): Professor NAME, …`, a line of a prize list."""
    for award, winner in itertools.pairwise(arguments.names):
        if award.label_ != "Award" or winner.label_ in {"Award", "Event"}:
            continue
        between = doc[award.end : winner.start]
        colon = next((t.i for t in between if t.text.endswith(":")), None)
        if colon is None or _is_sought(doc, award):
            continue
        gap = [t for t in doc[colon + 1 : winner.start] if not _is_style(t)]
        if gap or colon - award.end > 12 or any(t.pos_ == "VERB" for t in doc[award.end : colon]):
            continue
        first = not any(s.label_ == "Award" and s.end <= award.start for s in arguments.names)
        told = times.within(max(0, award.start - 40) if first else award.start, colon)
        years = years_of_honour(told[-1:], [], times.issued) or [times.issued[:4]]
        qualifiers: Qualifiers = (("year", years[0]),) if years[0] else ()
        yield Candidate(
            "honoredIn", argument_of(winner), argument_of(award), qualifiers, award.sent.start,
            winner.sent.end, 0.8, "appositions/honoredIn.list",
        )  # fmt: skip


_SEEKERS = frozenset(
    "candidates contenders entrants entries finalists nominated nominations nominees shortlist"
    " shortlisted".split()
)


def _is_sought(doc: Doc, award: Span) -> bool:
    """Tell a list of those who have not won yet: `the three finalists for the Harbour Prize: …`."""
    before = doc[max(award.sent.start, award.start - 6) : award.start]
    return any(token.lower_ in _SEEKERS for token in before)


_STYLES = frozenset(
    ". city company county district firm municipality of province region the town village".split()
)


def _is_style(token: Token) -> bool:
    return token.lower_.rstrip(".") in titles() or token.lower_ in _STYLES


def _in_date(i: int, times: Times) -> bool:
    return any(w.start <= i < w.end for w in times.all)


def _honours(recipient: Span, award: Span, dated: list[When]) -> Iterator[Candidate]:
    sentence = award.sent
    for when in dated:
        qualifiers: Qualifiers = (("year", when.value[:4]),)
        yield Candidate(
            "honoredIn", argument_of(recipient), argument_of(award), qualifiers, sentence.start,
            sentence.end, 0.85, "appositions/honoredIn.dash",
        )  # fmt: skip


def projects(doc: Doc, arguments: Arguments) -> Iterator[Candidate]:
    """Read `the League's Blue Port Programme`, `its Blue Port Programme`: whose it is runs it."""
    for project in arguments.names:
        i = project.start - 1
        if project.label_ != "Project" or i < 1:
            continue
        i = _before_noun(doc, i)
        owner = arguments.mention(i - 1 if doc[i].lower_ in {"'s", "’s"} else i)
        possessive = doc[i].lower_ in {"'s", "’s", "its"}
        if owner is None or not possessive or owner.label_ not in _OWNERS:
            continue
        sentence = project.sent
        yield Candidate(
            "implements", argument_of(owner), argument_of(project), (), sentence.start, sentence.end,
            0.65, "appositions/implements.possessive",
        )  # fmt: skip


def _before_noun(doc: Doc, i: int) -> int:
    """Step from `its first programme, NAME` to the possessor, over what calls the project one."""
    noun = doc[i - 1] if doc[i].text == "," and i > 1 else doc[i]
    if head_class(noun.text) == "Project" and noun.is_lower:
        i = noun.i - 1
        while i > 0 and doc[i].head == noun and doc[i].dep_ in {"amod", "compound", "nummod"}:
            i -= 1
    return i - (doc[i].lower_ == "own" and i > 0)


_OWNERS = PLACES | frozenset(
    ["Association", "Company", "GovernmentBody", "Institution", "Organization", "University"]
)


def granted(doc: Doc, arguments: Arguments) -> Iterator[Candidate]:
    """Read `FORUM Community of the Year`, `Top 7 FORUM`, `the FORUM's Top 7`, `the Top 7 of FORUM`."""
    bodies = SITES - {"Facility"} | {"GovernmentBody"}
    for left, right in itertools.pairwise(arguments.names):
        if right.label_ == "Award":
            owner = _owned(right, arguments)
            if owner is not None and owner.label_ in bodies:
                yield _grant(right, owner)
        if right.start - left.end > 2 or "Award" not in {left.label_, right.label_}:
            continue
        between = doc[left.end : right.start].text.strip().casefold()
        if left.label_ in bodies and right.label_ == "Award" and between in {"", "'s", "’s"}:
            yield _grant(right, left)
        elif (
            left.label_ == "Award"
            and right.label_ in bodies
            and between in {"", "of", "of the", "by", "by the"}
        ):
            yield _grant(left, right)


def _owned(award: Span, arguments: Arguments) -> Span | None:
    """Give the body spoken of in `the network's Harbour Seal`, `the WPA Ports Prize`."""
    doc = award.doc
    if award.start > 1 and doc[award.start - 1].lower_ in {"'s", "’s"}:
        owner = arguments.mention(award.start - 2)
        return owner if owner is not None and owner.id_ == "nominal" else None
    short = award[0].text
    if not (short.isupper() and len(short) > 2):
        return None
    return next((s for s in arguments.names if s.text == short), None)


def _grant(award: Span, body: Span) -> Candidate:
    sentence = award.sent
    return Candidate(
        "grantedBy", argument_of(award), argument_of(body), (), sentence.start, sentence.end, 0.85,
        "appositions/grantedBy.compound",
    )  # fmt: skip
