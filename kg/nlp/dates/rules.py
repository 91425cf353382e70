"""What a rule for date expressions is, and what the rules share.

A rule is a pattern and a function from its match to readings: places, values and kinds. A reader
gives nothing where the words turn out to be no date (`may`, `2000 people`, `Vision 2030`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, Self

from kg.nlp.dates import calendar as cal
from kg.nlp.dates.calendar import Partial
from kg.nlp.dates.grammar import CALENDAR, read_calendar

DateKind = Literal["point", "range", "since", "until", "years", "consecutive", "first-time"]


class Reading(NamedTuple):
    """What a rule made of a match."""

    start: int
    end: int
    value: str
    kind: DateKind = "point"


@dataclass(slots=True)
class DateContext:
    """What relative dates are counted from: the day of issue, and the dates read so far."""

    reference: Partial
    era: Partial
    days: list[Partial] = field(default_factory=list)
    months: list[Partial] = field(default_factory=list)
    years: list[Partial] = field(default_factory=list)

    @classmethod
    def at(cls, reference: str, text: str) -> Self:
        """Begin a text; its first full date tells the year where the reference does not."""
        issued = cal.parse_iso(reference)
        return cls(issued, issued if issued.year else _first_full_date(text))

    def remember(self, value: str, kind: DateKind) -> None:
        """Keep a date for `the same day` and `that year` further on."""
        if kind not in ("point", "range"):
            return
        date = cal.parse_iso(value.split("/", maxsplit=1)[0])
        for known, kept in (
            (date.day, self.days),
            (date.month, self.months),
            (date.year, self.years),
        ):
            if known is not None:
                kept.append(date)

    def last(self, unit: str) -> Partial:
        """Give the last date that is at least as exact as `day`, `month` or `year`."""
        kept = {"day": self.days, "month": self.months, "year": self.years}[unit]
        return kept[-1] if kept else Partial()


def _first_full_date(text: str) -> Partial:
    """Give the first day of the text that is written with its year; unknown without one."""
    readings = (read_calendar(match[0]) for match in CALENDAR.finditer(text))
    return cal.parse_iso(next((reading.iso for reading in readings if reading.date), ""))


Reader = Callable[[re.Match[str], DateContext], Iterator[Reading]]


@dataclass(frozen=True, slots=True)
class DateRule:
    """A pattern and what it means."""

    pattern: re.Pattern[str]
    read: Reader
    telling: tuple[str, ...] = ()


def rule(pattern: str, read: Reader, *telling: str) -> DateRule:
    """Make a rule; words of the pattern that may be written either way say so by `(?i:…)`.

    No match is without one of the words `telling`, where some are given in small letters: where
    none of them stands, the pattern is not tried.
    """
    return DateRule(re.compile(pattern), read, telling)


def whole(match: re.Match[str], value: str, kind: DateKind = "point") -> Iterator[Reading]:
    """Read the whole match as one date."""
    yield Reading(match.start(), match.end(), value, kind)


_AHEAD: Final = re.compile(
    r"\b(?i:will|shall|(?:is|are|due|set|scheduled|expected|plans?) to)\b[^.!?\n]*\Z"
    r"|\b(?i:until|till|by) \Z"
)


def is_ahead(match: re.Match[str]) -> bool:
    """Whether the words of the sentence before a date speak of what is to come."""
    return bool(_AHEAD.search(match.string, max(0, match.start() - 160), match.start()))


def span(first: Partial, last: Partial) -> tuple[str, DateKind]:
    """Write a range; both ends alike are a point, an unknown end makes it unknown."""
    if first.iso == last.iso or not (first.iso and last.iso):
        return (first.iso if first.iso == last.iso else ""), "point"
    return f"{first.iso}/{last.iso}", "range"
