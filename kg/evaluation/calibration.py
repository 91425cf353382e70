"""How well confidence matches what is right, and the counts that confidence follows from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.evaluation.scoring import Judged, Score
from kg.relations.calibration import Calibration, Tally, write_tallies

_UNSEEN = "held-out"
_BINS = 10


@dataclass(frozen=True, slots=True)
class Band:
    """The claims of a band of confidence: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    claims: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """What claims were said to be, and what they are."""

    forecasts: tuple[tuple[float, bool], ...]

    def bands(self, *, bins: int = _BINS) -> list[Band]:
        """Part the claims into equal bands of confidence; empty ones are left out."""
        groups: dict[int, list[tuple[float, bool]]] = {}
        for confidence, right in self.forecasts:
            band = min(int(confidence * bins), bins - 1)
            groups.setdefault(band, []).append((confidence, right))
        return [
            Band(
                band / bins,
                (band + 1) / bins,
                len(group),
                sum(confidence for confidence, _ in group) / len(group),
                sum(right for _, right in group) / len(group),
            )
            for band, group in sorted(groups.items())
        ]

    @property
    def error(self) -> float:
        """Give the expected calibration error: the mean distance of confidence and share right.

        Naeini, Cooper and Hauskrecht (2015), with ten equal bands.
        """
        apart = sum(band.claims * abs(band.confidence - band.right) for band in self.bands())
        return apart / max(len(self.forecasts), 1)

    @property
    def brier(self) -> float:
        """Give the mean squared distance of confidence from what is so."""
        squares = sum((confidence - right) ** 2 for confidence, right in self.forecasts)
        return squares / max(len(self.forecasts), 1)


def reliability(judged: Iterable[Judged]) -> Reliability:
    """Take confidence as the graph states it."""
    return Reliability(tuple((one.claim.confidence, not one.wrong) for one in judged))


def cross_validated(scores: Sequence[Score]) -> Reliability:
    """Take the confidence that each document's claims have by the counts of all other documents."""
    tallies = _by_document(scores)
    forecasts = []
    for document, own in sorted(tallies.items()):
        others = Calibration(t for name, ts in tallies.items() if name != document for t in ts)
        forecasts += [(others.confidence(t.reading), t.right == 1) for t in own]
    return Reliability(tuple(forecasts))


def write_counts(scores: Sequence[Score], path: Path) -> None:
    """Write the counts of the scores; those of gold folders called `held-out…` as of unseen text."""
    write_tallies((t for ts in _by_document(scores).values() for t in ts), path)


def _by_document(scores: Sequence[Score]) -> dict[tuple[str, str], list[Tally]]:
    found: dict[tuple[str, str], list[Tally]] = {}
    for score in scores:
        for one in score.judged:
            right = int(not one.wrong)
            tally = Tally(one.claim.reading, score.name.startswith(_UNSEEN), right, 1 - right)
            found.setdefault((score.name, one.claim.document), []).append(tally)
    return found
