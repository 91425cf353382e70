"""Find the antecedent of a pronoun by weighing what is known of each place that may be it.

A log-linear ranking of mentions, in the tradition of Lappin and Leass (1994), "An Algorithm for
Pronominal Anaphora Resolution", with weights that were learned (`kg.training.antecedents`) in place
of set by hand: distance, function in the clause, who acts in the clauses around the pronoun,
agreement, and what earlier pronouns were resolved to. That there is no named antecedent competes
as a candidate of its own.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Span, Token

from kg.nlp.clauses import (
    SUBJECTS,
    actors,
    clauses_around,
    named_by,
    objects,
    role_of,
    standing_for,
)
from kg.nlp.gender import UNKNOWN, Gender
from kg.resources import resource

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_POSSESSIVE = frozenset({"his", "hers", "its"})
_REFLEXIVE = frozenset({"himself", "herself", "itself"})
PRONOUNS = _MALE | _FEMALE | _NEUTER
_THINGS = frozenset(
    "Association City Company Country Facility GeopoliticalEntity GovernmentBody Organization"
    " Project Region University Model Award Event Conference Meeting Ceremony".split()
)
_REACH = 3
_STEPS = (4, 8, 15, 30, 50)
NOBODY = ""
"""The id of the option that a pronoun points to nothing named."""


@dataclass(slots=True)
class Candidate:
    """An entity with its places in order (tokens and how it is spoken of) and its earlier pronouns."""

    id: str
    kind: str
    gender: Gender = UNKNOWN
    places: list[tuple[Span, str]] = field(default_factory=list)
    pronouns: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a pronoun may point back to, and what speaks for or against it."""

    entity: str
    features: tuple[str, ...]


def gender_word(word: str) -> str:
    """Give `m`, `f` or `n` for a pronoun."""
    return "m" if word in _MALE else "f" if word in _FEMALE else "n"


def is_expletive(token: Token) -> bool:
    """Tell `it is known that`, `it rains`: subjects that point nowhere."""
    if token.dep_ == "expl":
        return True
    return token.dep_ in SUBJECTS and any(
        c.dep_ in {"csubj", "csubj:pass", "ccomp", "csubj:outer"}
        and c.i > token.head.i
        and token.head.pos_ != "VERB"
        for c in token.head.children
    )


def resolve_pronoun(token: Token, candidates: Iterable[Candidate]) -> str:
    """Give the id of the entity a pronoun points back to, or `NOBODY`."""
    if token.lower_ in _NEUTER and is_expletive(token):
        return NOBODY
    table = weights()
    scored = [(sum(table.get(f, 0.0) for f in o.features), o) for o in options(token, candidates)]
    return max(scored, key=lambda pair: pair[0])[1].entity


def options(token: Token, candidates: Iterable[Candidate]) -> list[Option]:
    """Give all places a pronoun may point to, with their features; first, that it points nowhere."""
    place = _Place(token)
    found = [
        (candidate, span, features)
        for candidate in candidates
        if _may_be(token.lower_, candidate.kind)
        for span, how in candidate.places
        if (features := place.features(span, how)) is not None
    ]
    order = _by_recency(token, [(c.id, s) for c, s, _ in found])
    nowhere = Option(NOBODY, ("nobody", f"nobody:{place.kind}"))
    return [nowhere] + [
        Option(c.id, (*features, *_of_entity(token, c), *_rank(order, c.id)))
        for c, _, features in found
    ]


@cache
def weights() -> Mapping[str, float]:
    """Read the learned weight of each feature; those that are missing weigh nothing."""
    with resource("patterns/antecedents.tsv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t")
        return {row["feature"]: float(row["weight"]) for row in rows}


def _may_be(word: str, kind: str) -> bool:
    return kind in _THINGS if word in _NEUTER else kind == "Person"


def _by_recency(token: Token, places: Sequence[tuple[str, Span]]) -> list[str]:
    """Give entities from the one last named before the pronoun backwards."""
    last: dict[str, int] = {}
    for entity, span in places:
        if span.start < token.i:
            last[entity] = max(last.get(entity, -1), span.start)
    return sorted(last, key=lambda entity: -last[entity])


def _rank(order: list[str], entity: str) -> tuple[str, ...]:
    return (f"rank:{min(order.index(entity), 3)}",) if entity in order else ()


def _of_entity(token: Token, candidate: Candidate) -> Iterator[str]:
    """Give what speaks for an entity as a whole: agreement, earlier pronouns, how often named."""
    own = gender_word(token.lower_)
    kind = "thing" if own == "n" else "person"
    earlier = sum(1 for span, _ in candidate.places if span.start < token.i)
    yield f"{kind}:places:{min(earlier, 4)}"
    if candidate.gender.value:
        agrees = "agrees" if candidate.gender.value == own else "clashes"
        yield f"{candidate.gender.source}:{agrees}"
    if candidate.pronouns:
        yield f"{kind}:same-pronoun" if own in candidate.pronouns else f"{kind}:other-pronoun"


class _Place:
    """A pronoun in its sentence."""

    def __init__(self, token: Token) -> None:
        self.token = token
        self.kind = _function(token)
        self._starts = _sentence_starts(token)
        self._owned = token.head if token.dep_ == "nmod:poss" else None
        self._above = {t.i for t in token.ancestors}
        clauses = list(clauses_around(token))[:6]
        self._clause = clauses[0] if clauses else None
        self._actors = [actors(clause) for clause in clauses]
        self._objects = [objects(clause) for clause in clauses]
        self._role = role_of(standing_for(token)[0])
        self._owned_role = role_of(self._owned) if self._owned is not None else ""

    def features(self, span: Span, how: str) -> tuple[str, ...] | None:
        """Say what speaks for and against a place; None where it cannot be the antecedent."""
        distance = self._sentences(span)
        if span.start <= self.token.i < span.end or distance < 0:
            return None
        name = named_by(span.root)
        if self._is_within(name):
            return None
        base, coordinated = standing_for(name)
        found = [f"how:{how}", f"distance:{self._steps(span)}"]
        found += ["coordinated"] if coordinated else []
        found += [label for label in ("appos", "nmod:poss") if name.dep_ == label]
        if distance == 0:
            found += self._in_clause({name.i, base.i}, base)
        if span.start > self.token.i:
            found += self._cataphoric({name.i, base.i}, coordinated=coordinated)
        else:
            found += self._anaphoric(name, base, distance)
        return tuple(found)

    def _sentences(self, span: Span) -> int:
        """Count the sentences back to a place; -1 for a place in a later or much earlier one."""
        if not self._starts[0] <= span.start < self.token.sent.end:
            return -1
        return len(self._starts) - bisect_right(self._starts, span.start)

    def _steps(self, span: Span) -> int:
        return sum(abs(self.token.i - span.start) >= step for step in _STEPS)

    def _is_within(self, name: Token) -> bool:
        """Tell `his wife Mary` for Mary: a thing is not its own owner."""
        owned = self._owned
        if owned is None:
            return False
        beside = name.dep_ in {"appos", "compound", "flat", "nmod:desc"} and name.head == owned
        return (
            name == owned or beside or (owned.dep_ in {"compound", "flat"} and owned.head == name)
        )

    def _in_clause(self, heads: set[int], base: Token) -> Iterator[str]:
        """Give what binding theory says of two that share a clause."""
        if self.token.lower_ in _REFLEXIVE or self._clause is None or self._owned is not None:
            return
        if self.kind in {"him", "it"} and self._actors and heads & self._actors[0]:
            yield "bound"
        elif base.head == self._clause and role_of(base) != "owner":
            yield "beside"

    def _cataphoric(self, heads: set[int], *, coordinated: bool) -> Iterator[str]:
        """Weigh a name after its pronoun: `In his speech, X …`."""
        yield from ("after", f"{self.kind}:after")
        level = self._level(heads)
        if level is not None:
            yield f"after:acts:{min(level, 1)}"
            if not coordinated:
                yield f"{self.kind}:after:acts"

    def _anaphoric(self, name: Token, base: Token, distance: int) -> Iterator[str]:
        role = role_of(base)
        yield f"{self.kind}:sentences:{distance}"
        yield f"{self.kind}:{role}"
        if distance == 1:
            yield f"{self.kind}:before:{role}"
        if distance == 0:
            yield from self._commanding({name.i, base.i}, name)
        if role == (self._role if self._owned is None else self._owned_role):
            yield f"{self.kind}:parallel"

    def _commanding(self, heads: set[int], name: Token) -> Iterator[str]:
        level = self._level(heads)
        if level is not None:
            yield f"{self.kind}:acts:{min(level, 2)}"
        if any(heads & found for found in self._objects[1:]):
            yield f"{self.kind}:acted-on"
        if heads & self._above:
            yield f"{self.kind}:contains"
        if self._owned is not None and self._owned.dep_ == "conj" and self._owned.head == name:
            yield "owner-beside"

    def _level(self, heads: set[int]) -> int | None:
        """Count the clauses up to the one in which somebody acts."""
        return next((n for n, found in enumerate(self._actors) if heads & found), None)


def _sentence_starts(token: Token) -> list[int]:
    """Give the first tokens of the sentences within reach, up to the pronoun's own."""
    starts: list[int] = []
    sentence = token.sent
    while True:
        starts.insert(0, sentence.start)
        if sentence.start == 0 or len(starts) > _REACH:
            return starts
        sentence = token.doc[sentence.start - 1].sent


def _function(token: Token) -> str:
    """Give the form that the function of a pronoun asks for: he, him, his, it or its."""
    neuter = token.lower_ in _NEUTER
    if token.dep_ == "nmod:poss" or token.lower_ in _POSSESSIVE:
        return "its" if neuter else "his"
    if neuter:
        return "it"
    return "he" if token.dep_ in SUBJECTS else "him"
