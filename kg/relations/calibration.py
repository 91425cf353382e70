"""Confidence as the share of statements of a kind that were right, counted on the gold.

A pattern has served a handful of gold statements at most, so its share is drawn towards that of all
patterns of its property, and that towards the share of all statements: a Beta prior worth
`_PATTERN` statements, Cestnik's m-estimate ("Estimating Probabilities: A Crucial Task in Machine
Learning", ECAI 1990). A pattern without counts has the share of its property. What it was read
through multiplies the odds: that an end is a noun or pronoun, and how far apart both ends stand.

Patterns are written with development articles at hand and do better on them than on others. Where
the gold holds articles of both kinds, a right statement of a development article counts for less
than one, so that the odds of both kinds agree: confidence is what a new article may expect.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

from kg.datamodel import Evidence, Mention, Statement
from kg.errors import DataError
from kg.resources import resource

Ends = Literal["name", "nominal", "pronoun"]
Apart = Literal["near", "apart", "far"]
TABLE: Final = "patterns/calibration.tsv"
_COLUMNS: Final = ("extractor", "ends", "apart", "text", "right", "wrong")
_PATTERN: Final = 16.0
_TRAIT: Final = 4.0
_UNCOUNTED: Final = 0.8
_MOST: Final = 0.99
_NEAR, _FAR = 50, 100  # characters
_ORDER: Final[tuple[Ends, ...]] = ("name", "nominal", "pronoun")


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """How a statement was read: by what, through what, over what distance."""

    extractor: str
    ends: Ends = "name"
    apart: Apart = "near"

    @property
    def family(self) -> str:
        """Give the property that the extractor reads."""
        return self.extractor.rpartition("/")[2].partition(".")[0]


UNREAD: Final = Reading("")


@dataclass(frozen=True, slots=True)
class Tally:
    """How often statements of one reading were right and wrong; `unseen` on held-out articles."""

    reading: Reading
    unseen: bool
    right: int
    wrong: int


def reading_of(statement: Statement, kinds: Mapping[tuple[int, int, str], str]) -> Reading:
    """Say how a statement was read; `kinds` is what `kinds_of` gives for its document."""
    evidence = statement.evidence
    ends = {
        kinds.get((*span, entity), "name")
        for span, entity in (
            (evidence.subject, statement.subject),
            (evidence.object, statement.object),
        )
        if span is not None
    }
    worst = max((kind for kind in _ORDER if kind in ends), key=_ORDER.index, default=_ORDER[0])
    return Reading(statement.extractor, worst, _apart(evidence))


def kinds_of(mentions: Iterable[Mention]) -> dict[tuple[int, int, str], str]:
    """Index the kinds of mentions by place and entity."""
    return {(m.start, m.end, m.entity): m.kind for m in mentions}


def _apart(evidence: Evidence) -> Apart:
    if evidence.subject is None or evidence.object is None:
        return "near"
    left, right = sorted((evidence.subject, evidence.object))
    gap = right[0] - left[1]
    return "near" if gap < _NEAR else "apart" if gap < _FAR else "far"


class Calibration:
    """Confidence from counts; without any, the same for all statements."""

    def __init__(self, tallies: Iterable[Tally] = ()) -> None:
        """Add up the counts."""
        tallies = list(tallies)
        self._discount = _discount(tallies)
        self._counts: dict[str, tuple[float, float]] = {}
        for tally in tallies:
            for key in _levels(tally.reading):
                right, wrong = self._counts.get(key, (0.0, 0.0))
                self._counts[key] = right + self._weight(tally), wrong + tally.wrong
        self._odds: dict[str, float] = {}
        self._odds |= self._multipliers(tallies, lambda reading: reading.ends)
        for better, worse in pairwise(_ORDER):
            self._odds[worse] = min(self._odds.get(worse, 1.0), self._odds.get(better, 1.0))
        self._odds |= self._multipliers(tallies, lambda reading: reading.apart)

    def confidence(self, reading: Reading) -> float:
        """Give the probability that a statement is right, below 1."""
        odds = _odds(self._share(reading))
        odds *= self._odds.get(reading.ends, 1.0) * self._odds.get(reading.apart, 1.0)
        return min(odds / (1 + odds), _MOST)

    def _weight(self, tally: Tally) -> float:
        return tally.right * (1.0 if tally.unseen else self._discount)

    def _share(self, reading: Reading) -> float:
        """Draw each share towards that of what is like it, never towards its own counts."""
        levels = [self._counts.get(key, (0.0, 0.0)) for key in _levels(reading)]
        share = _UNCOUNTED
        for (right, wrong), (own_right, own_wrong) in pairwise([*levels, (0.0, 0.0)]):
            others = right - own_right, wrong - own_wrong
            share = (others[0] + _PATTERN * share) / (sum(others) + _PATTERN)
        return share

    def _multipliers(
        self, tallies: Iterable[Tally], trait: Callable[[Reading], str]
    ) -> dict[str, float]:
        """Compare the odds of statements with a trait with what their patterns let expect."""
        found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
        for tally in tallies:
            right, wrong = self._weight(tally), float(tally.wrong)
            expected = (right + wrong) * self.confidence(tally.reading)
            counts = right, wrong, expected, right + wrong - expected
            for i, count in enumerate(counts):
                found[trait(tally.reading)][i] += count
        return {
            name: (right + _TRAIT) / (wrong + _TRAIT) * (miss + _TRAIT) / (hit + _TRAIT)
            for name, (right, wrong, hit, miss) in sorted(found.items())
        }


def _levels(reading: Reading) -> tuple[str, str, str]:
    return "all", f"property {reading.family}", f"pattern {reading.extractor}"


def _discount(tallies: Iterable[Tally]) -> float:
    """Give what a right statement of a development article counts for."""
    odds = {}
    for unseen in (True, False):
        of_kind = [tally for tally in tallies if tally.unseen == unseen]
        if not of_kind:
            return 1.0
        odds[unseen] = (1 + sum(t.right for t in of_kind)) / (1 + sum(t.wrong for t in of_kind))
    return min(1.0, odds[True] / odds[False])


def _odds(share: float) -> float:
    return share / (1 - share)


@cache
def shipped() -> Calibration:
    """Give the calibration by the counts that come with the package."""
    return Calibration(read_tallies(resource(TABLE)))


def read_tallies(path: Path) -> list[Tally]:
    """Read counts that `write_tallies` wrote."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Tally(
                Reading(row["extractor"], row["ends"], row["apart"]),  # type: ignore[arg-type]
                row["text"] == "unseen",
                int(row["right"]),
                int(row["wrong"]),
            )
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def write_tallies(tallies: Iterable[Tally], path: Path) -> None:
    """Write counts, one row for each reading and kind of article, sorted.

    Raises:
        DataError: the file cannot be written.
    """
    counts: dict[tuple[Reading, bool], list[int]] = defaultdict(lambda: [0, 0])
    for tally in tallies:
        counts[tally.reading, tally.unseen][0] += tally.right
        counts[tally.reading, tally.unseen][1] += tally.wrong
    lines = ["\t".join(_COLUMNS)]
    for (reading, unseen), (right, wrong) in sorted(counts.items()):
        text = "unseen" if unseen else "seen"
        cells = (reading.extractor, reading.ends, reading.apart, text, right, wrong)
        lines.append("\t".join(map(str, cells)))
    try:
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    except OSError as error:
        raise DataError(f"{path}: cannot be written ({error.strerror})") from error
