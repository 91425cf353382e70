"""Whom somebody followed in office: `Ann Lee was elected chairwoman. She replaces Jan Aho.`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.nlp.bounds import sentence_of
from kg.relations.arguments import Argument, Arguments
from kg.relations.candidates import Candidate
from kg.relations.frames import frame_of, lemma_of

_FOLLOWING = frozenset({"replace", "succeed", "take over"})
_APPOINTING = frozenset(
    "appoint assume become choose elect hire install name nominate pick promote select take".split()
)
_GIVEN = "relations/holdsPositionIn."  # what a verb gives: the office that somebody comes into


def successions(doc: Doc, found: Iterable[Candidate], arguments: Arguments) -> Iterator[Candidate]:
    """Give the former position of everybody whose successor's new one is among those found."""
    given = [c for c in found if c.extractor.startswith(_GIVEN) and _appoints(doc, c)]
    for token in doc if given else ():
        lemma = lemma_of(token)
        if token.pos_ != "VERB" or lemma not in _FOLLOWING:
            continue
        frame = frame_of(token)
        new = _people(frame.get("subj"), arguments)
        old = _people(frame.get("from" if lemma == "take over" else "obj"), arguments)
        if frame.get("as"):
            continue  # "succeeds Jan Aho as director": a row of its own
        start, end = sentence_of(token)
        for person in new:
            position = _position(person, given, before=end)
            for before in old if position is not None else ():
                if position is not None and before.entity != person.entity:
                    role = [pair for pair in position.qualifiers if pair[0] == "role"]
                    left = () if _is_to_come(token) else (("former", "true"),)
                    yield Candidate(
                        "holdsPositionIn", before, position.object, (*left, *role), start, end,
                        0.75, "successions/holdsPositionIn.predecessor",
                    )  # fmt: skip


def _appoints(doc: Doc, position: Candidate) -> bool:
    """Tell who comes into an office from who is said to hold one: `who is vice-rector`."""
    return any(t.lemma_.casefold() in _APPOINTING for t in doc[position.start : position.end])


def _people(heads: Iterable[int], arguments: Arguments) -> list[Argument]:
    return [a for head in heads for a in arguments.at(head) if a.kind == "Person"]


def _position(person: Argument, given: Iterable[Candidate], *, before: int) -> Candidate | None:
    """Give the office that somebody was last said to come into."""
    own = [c for c in given if c.subject.entity == person.entity and c.start < before]
    return max(own, key=lambda c: c.start, default=None)


def _is_to_come(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"to", "will", "would"} for c in verb.children)
