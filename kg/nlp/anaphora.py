"""A pronoun in its sentence, and what speaks for and against each place that may be its antecedent.

Features are words such as `he:acts:1` (for a subject pronoun, who acts one clause further out);
`kg.nlp.pronouns` weighs them. Binding theory (Chomsky 1981) is among them: a plain pronoun and a
noun in one clause are of two things, and nobody is their own owner.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from kg.nlp.bounds import sentence_of
from kg.nlp.clauses import (
    OBJECTS,
    SUBJECTS,
    actors,
    clauses_around,
    named_by,
    objects,
    role_of,
    standing_for,
)
from kg.nlp.gender import UNKNOWN, Gender

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
_POSSESSIVE = frozenset({"his", "hers", "its"})
_REFLEXIVE = frozenset({"himself", "herself", "itself"})
PRONOUNS = _MALE | _FEMALE | NEUTER
_REACH = 3
_STEPS = (4, 8, 15, 30, 50)


@dataclass(slots=True)
class Candidate:
    """An entity as a pronoun sees it.

    `places` are those within reach, with how it is spoken of there; `earlier` counts all before
    the pronoun; `pronouns` holds the genders of those that were resolved to it.
    """

    id: str
    kind: str
    gender: Gender = UNKNOWN
    places: list[tuple[Span, str]] = field(default_factory=list)
    earlier: int = 0
    pronouns: set[str] = field(default_factory=set)


def reach_of(token: Token) -> tuple[int, int]:
    """Give the tokens between which the antecedent of a pronoun is looked for."""
    return _sentence_starts(token)[0], sentence_of(token)[1]


def gender_word(word: str) -> str:
    """Give `m`, `f` or `n` for a pronoun."""
    return "m" if word in _MALE else "f" if word in _FEMALE else "n"


class Anaphor:
    """A pronoun; `kind` is the form that its function asks for: he, him, his, it or its."""

    def __init__(self, token: Token) -> None:
        self.token = token
        self.kind = _function(token)
        self._starts, self._end = _sentence_starts(token), sentence_of(token)[1]
        self._owned = token.head if token.dep_ == "nmod:poss" else None
        self._above = {t.i for t in token.ancestors}
        clauses = list(clauses_around(token))[:6]
        self._clause = clauses[0] if clauses else None
        self._actors = [actors(clause) for clause in clauses]
        self._objects = [objects(clause) for clause in clauses]
        self._role = role_of(standing_for(token)[0])
        self._owned_role = role_of(self._owned) if self._owned is not None else ""

    def admits(self, candidate: Candidate) -> bool:
        """Tell `his wife Mary` for Mary, `Ann thanked her` for Ann: none own or thank themselves."""
        return not any(
            self._is_within(span) or self._is_done_to(span)
            for span, _ in candidate.places
            if span.start >= self._starts[-1]
        )

    def _is_done_to(self, span: Span) -> bool:
        """Tell the actor of the clause whose object the pronoun is."""
        if self.token.dep_ not in OBJECTS or self.token.lower_ in _REFLEXIVE or not self._actors:
            return False
        name = named_by(span.root)
        return bool({name.i, standing_for(name)[0].i} & self._actors[0])

    def nowhere(self) -> Iterator[str]:
        """Weigh that nothing named is meant: less likely of what opens a sentence."""
        yield from ("nobody", f"nobody:{self.kind}", f"nobody:{self.kind}:{self._role}")
        if self.token.i <= self._starts[-1] + 1:
            yield f"nobody:{self.kind}:first"

    def features(self, span: Span, how: str) -> tuple[str, ...] | None:
        """Say what speaks for and against a place; None where it cannot be the antecedent."""
        distance = self._sentences(span)
        if span.start <= self.token.i < span.end or distance < 0:
            return None
        name = named_by(span.root)
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
        if not self._starts[0] <= span.start < self._end:
            return -1
        return len(self._starts) - bisect_right(self._starts, span.start)

    def _steps(self, span: Span) -> int:
        return sum(abs(self.token.i - span.start) >= step for step in _STEPS)

    def _is_within(self, span: Span) -> bool:
        owned = self._owned
        if owned is None:
            return False
        name = named_by(span.root)
        beside = name.dep_ in {"appos", "compound", "flat", "nmod:desc"} and name.head == owned
        named_after = owned.dep_ in {"compound", "flat"} and owned.head == name
        return name == owned or beside or named_after or span.start == owned.i + 1

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
    while True:
        start = sentence_of(token)[0]
        starts.insert(0, start)
        if start == 0 or len(starts) > _REACH:
            return starts
        token = token.doc[start - 1]


def _function(token: Token) -> str:
    """Give the form that the function of a pronoun asks for: he, him, his, it or its."""
    neuter = token.lower_ in NEUTER
    if token.dep_ == "nmod:poss" or token.lower_ in _POSSESSIVE:
        return "its" if neuter else "his"
    if neuter:
        return "it"
    return "he" if token.dep_ in SUBJECTS else "him"
