"""Units that become one thing, under constraints, in an order that is their own.

Blocks of units with one key are settled from the unit of which most is known to that of which
least is: each joins the one cluster that nothing speaks against, or, of several, the one that it
shares most with. Nothing depends on the order in which documents came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Final, Self

from kg.resolve.units import Unit

_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a cluster: united when clusters are, compared before they are."""

    types: frozenset[str] = _NONE
    levels: frozenset[str] = _NONE
    countries: frozenset[str] = _NONE
    homes: frozenset[str] = _NONE
    employers: frozenset[str] = _NONE
    context: frozenset[str] = _NONE
    dates: frozenset[tuple[str, str]] = frozenset()
    issued: frozenset[str] = _NONE
    words: frozenset[str] = _NONE
    documents: frozenset[str] = _NONE
    marks: frozenset[str] = _NONE

    def united(self, other: Facts) -> Facts:
        """Give what is known of both together."""
        return Facts(*(getattr(self, name) | getattr(other, name) for name in _FACTS))

    def shared(self, other: Facts) -> int:
        """Count what both have in common, beside their types."""
        return sum(len(getattr(self, n) & getattr(other, n)) for n in _FACTS if n != "types")

    @property
    def richness(self) -> int:
        """Count what is known."""
        return sum(map(len, (self.levels, self.countries, self.homes, self.employers, self.dates)))


_FACTS = tuple(field.name for field in fields(Facts))
_UNKNOWN: Final = Facts()
Against = Callable[[Facts, Facts], str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """That two units were made one, or kept apart, and why."""

    left: int
    right: int
    merged: bool
    reason: str


class Clusters:
    """A partition of units that grows coarser, and the verdicts that made it so."""

    def __init__(self, units: Sequence[Unit]) -> None:
        """Start with every unit alone, and nothing known."""
        self.units = units
        self.verdicts: list[Verdict] = []
        self._parent = list(range(len(units)))
        self._facts = [_UNKNOWN] * len(units)
        self._against: list[Against] = [nothing_against for _ in units]
        self.index = {unit.key: i for i, unit in enumerate(units)}

    @classmethod
    def marked(cls, units: Sequence[Unit], marks: dict[int, frozenset[str]]) -> Self:
        """Start with the marks of a user's corrections: `3+` and `3-` must never be one."""
        clusters = cls(units)
        for i, own in marks.items():
            clusters._facts[i] = Facts(marks=own)
        return clusters

    def root(self, i: int) -> int:
        """Give the representative of a unit's cluster: its least unit."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def facts(self, i: int) -> Facts:
        """Give what is known of a unit's cluster."""
        return self._facts[self.root(i)]

    def name_of(self, key: tuple[str, str]) -> str:
        """Give a name for the cluster of a document's entity, for comparison; empty for none."""
        i = self.index.get(key)
        return "" if i is None else f"#{self.root(i)}"

    def learn(self, i: int, facts: Facts, against: Against) -> None:
        """Say what is known of a unit, and what speaks against two clusters of its family."""
        root = self.root(i)
        known = self._facts[root]
        self._facts[root] = facts if known is _UNKNOWN else known.united(facts)
        self._against[root] = against

    def refusal(self, i: int, j: int) -> str:
        """Say what speaks against uniting two clusters; empty when nothing does."""
        a, b = self.root(i), self.root(j)
        if a == b:
            return ""
        left, right = self._facts[a], self._facts[b]
        return _marked_apart(left, right) or self._against[a](left, right)

    def join(self, i: int, j: int, reason: str, *, forced: bool = False) -> bool:
        """Make two clusters one unless something speaks against it; either way keep the verdict."""
        a, b = sorted((self.root(i), self.root(j)))
        refusal = "" if forced else self.refusal(a, b)
        if a == b and not forced:
            self.verdicts.append(Verdict(i, j, merged=True, reason=reason))
            return True
        self.verdicts.append(Verdict(i, j, merged=not refusal, reason=refusal or reason))
        if refusal or a == b:
            return not refusal
        self._parent[b] = a
        self._facts[a] = self._facts[a].united(self._facts[b])
        return True

    def settle(self, block: Iterable[int], reason: Callable[[int, int], str]) -> None:
        """Unite the units of one key as far as nothing speaks against it."""
        ordered = sorted(set(block), key=lambda i: (-self.facts(i).richness, i))
        placed: list[int] = []
        doubtful: list[int] = []
        for i in ordered:
            if any(self.root(i) == self.root(j) for j in (*placed, *doubtful)):
                continue
            free = [j for j in placed if not self.refusal(i, j)]
            for j in placed if not free else ():
                self.verdicts.append(Verdict(j, i, merged=False, reason=self.refusal(i, j)))
            chosen = self._nearest(i, free)
            if chosen is None and free:
                self._undecided(i, free)
                chosen = next((j for j in doubtful if not self.refusal(i, j)), None)
                doubtful += [i] if chosen is None else []
            elif chosen is None:
                placed.append(i)
            if chosen is not None:
                self.join(chosen, i, reason(chosen, i))

    def settle_one(self, i: int, free: Sequence[int], reason: str) -> None:
        """Join a unit with the one of some clusters that it shares most with, where one does."""
        chosen = self._nearest(i, free)
        if chosen is not None:
            self.join(chosen, i, reason)
            return
        self._undecided(i, free)

    def _undecided(self, i: int, free: Sequence[int]) -> None:
        said = "nothing tells which of several things of this name is meant"
        self.verdicts += [Verdict(j, i, merged=False, reason=said) for j in free]

    def _nearest(self, i: int, free: Sequence[int]) -> int | None:
        """Choose the cluster that shares most with a unit; None where several share as much."""
        if len(free) < 2:
            return free[0] if free else None
        own = self.facts(i)
        scores = [own.shared(self.facts(j)) for j in free]
        best = max(scores)
        return free[scores.index(best)] if scores.count(best) == 1 else None

    def groups(self) -> list[list[int]]:
        """Give the clusters, each sorted, in the order of their least units."""
        found: dict[int, list[int]] = {}
        for i in range(len(self.units)):
            found.setdefault(self.root(i), []).append(i)
        return [found[root] for root in sorted(found)]


def nothing_against(left: Facts, right: Facts) -> str:
    """Find nothing to keep two clusters apart."""
    return ""


def _marked_apart(left: Facts, right: Facts) -> str:
    opposite = {mark[:-1] + ("-" if mark.endswith("+") else "+") for mark in left.marks}
    rows = sorted(mark[:-1] for mark in opposite & right.marks)
    return f"kept apart by {rows[0]}" if rows else ""
