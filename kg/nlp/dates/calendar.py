"""Dates as exact as a text gives them, and the arithmetic that news needs on them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Final

_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
_LEAP_CYCLE: Final = 4


@dataclass(frozen=True, slots=True)
class Partial:
    """A date of which year, month or day may be unknown; `weekday` counts from Monday, 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def iso(self) -> str:
        """Give `2022-06-19`, `2022-06` or `2022`; empty without a year."""
        if self.year is None:
            return ""
        parts = (f"{part:02d}" for part in (self.month, self.day) if part is not None)
        return "-".join((f"{self.year:04d}", *parts))

    @property
    def date(self) -> dt.date | None:
        """Give the calendar day, where all of it is known and it exists."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def is_possible(self) -> bool:
        """Whether the calendar has such a day: 29 February counts when the year is unknown."""
        if self.month is None:
            return self.day is None
        if not 1 <= self.month <= 12:
            return False
        day = self.day if self.day is not None else 1
        return replace(self, year=self.year or 2000, day=day).date is not None

    def to_month(self) -> Partial:
        """Forget the day; empty when there is no month to keep."""
        return Partial(self.year, self.month) if self.month else Partial()

    def to_year(self) -> Partial:
        """Forget month and day."""
        return Partial(self.year)


def of_day(date: dt.date) -> Partial:
    """Make the partial date of a calendar day."""
    return Partial(date.year, date.month, date.day)


def parse_iso(value: str) -> Partial:
    """Read a date, a month or a year in ISO 8601; anything else reads as unknown."""
    match = _ISO.fullmatch(value.strip())
    if match is None:
        return Partial()
    year, month, day = (int(part) if part else None for part in match.groups())
    read = Partial(year, month, day)
    return read if read.is_possible else Partial()


def add_days(start: Partial, days: int) -> Partial:
    """Move a day by a number of days; unknown when it is not an exact day."""
    if start.date is None:
        return Partial()
    try:
        return of_day(start.date + dt.timedelta(days=days))
    except OverflowError:
        return Partial()


def add_months(start: Partial, months: int) -> Partial:
    """Give the month so many months away; unknown when the month is not known."""
    if start.year is None or start.month is None:
        return Partial()
    index = start.year * 12 + start.month - 1 + months
    return Partial(index // 12, index % 12 + 1)


def add_years(start: Partial, years: int) -> Partial:
    """Give the year so many years away."""
    return Partial(start.year + years) if start.year is not None else Partial()


def nearest(partial: Partial, reference: Partial, *, ahead: bool = False) -> Partial:
    """Give a month or a day without a year the year that brings it nearest to a reference.

    With `ahead`, only what does not lie before the reference is looked at. A weekday, where given,
    decides before nearness; of two equally near, the past one is taken.
    """
    if partial.year is not None or reference.year is None:
        return partial
    around = sorted(
        range(reference.year - _LEAP_CYCLE, reference.year + _LEAP_CYCLE + 1),
        key=lambda year: (_distance(replace(partial, year=year), reference), year),
    )
    possible = [replace(partial, year=y) for y in around if replace(partial, year=y).is_possible]
    if ahead:
        possible = [p for p in possible if p.iso >= reference.iso[: len(p.iso)]]
    matching = [p for p in possible[:3] if p.date and p.date.weekday() == partial.weekday]
    return (matching or possible or [partial])[0]


def _distance(partial: Partial, reference: Partial) -> int:
    """Count days, of 31 to the month, no finer than the coarser of the two can tell."""
    if reference.month is None or reference.year is None or partial.year is None:
        return abs((partial.year or 0) - (reference.year or 0))
    months = 12 * (partial.year - reference.year) + (partial.month or 0) - reference.month
    exact = partial.day is not None and reference.day is not None
    days = (partial.day or 0) - (reference.day or 0) if exact else 0
    return abs(31 * months + days)


def weekday_before(reference: Partial, weekday: int, *, today: bool = True) -> Partial:
    """Give the last such weekday up to a day, that day included when `today` is set."""
    if reference.date is None:
        return Partial()
    back = (reference.date.weekday() - weekday) % 7
    return add_days(reference, -(back or (0 if today else 7)))


def weekday_after(reference: Partial, weekday: int) -> Partial:
    """Give the first such weekday after a day."""
    return add_days(weekday_before(reference, weekday), 7)


def week(reference: Partial, weeks: int) -> tuple[Partial, Partial]:
    """Give Monday and Sunday of the week so many weeks away from a day."""
    monday = add_days(weekday_before(reference, 0), 7 * weeks)
    return monday, add_days(monday, 6)
