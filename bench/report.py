"""What a measurement says, and how long something takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value, beside the yardstick it was measured with, and the target if there is one.

    `value` and `yardstick` have the unit `unit`; the ratio is theirs.
    """

    what: str
    value: float
    unit: str
    against: str = ""
    yardstick: float | None = None
    target: str = ""

    @property
    def ratio(self) -> str:
        """Give value over yardstick, or nothing."""
        return f"{self.value / self.yardstick:.2f}" if self.yardstick else ""


def seconds(work: Callable[[], object], *, times: int = 3) -> float:
    """Give the shortest of several runs: what the machine can do when nothing disturbs it."""
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        durations.append(time.perf_counter() - start)
    return min(durations)


def medians(*works: Callable[[], object], rounds: int = 5) -> list[float]:
    """Give the median processor time of each work, all run in turns, so that ratios hold.

    A machine that slows down for a while slows every side; others' work is not counted.
    """
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for durations, work in zip(spent, works, strict=True):
            start = time.process_time()
            work()
            durations.append(time.process_time() - start)
    return [median(durations) for durations in spent]
