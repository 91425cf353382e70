"""Rules for dates that are counted from the day of issue or from a date read before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.nlp.dates import calendar as cal
from kg.nlp.dates.calendar import Partial
from kg.nlp.dates.grammar import (
    COUNT,
    MONTH,
    MONTH_STARTS,
    WEEKDAY,
    calendar,
    literals,
    number,
    read_calendar,
    weekday,
)
from kg.nlp.dates.rules import DateContext, Reading, is_ahead, rule, span, whole

_STEPS: Final = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0}
_NEAR: Final = {"yesterday": -1, "last": -1, "tomorrow": 1}
_NOT_TODAY: Final = re.compile(r"['’]s\b")


def _move(start: Partial, unit: str, steps: int) -> Partial:
    """Go so many days, weeks, months or years from a date, in the exactness of the unit."""
    if unit in ("day", "week"):
        return cal.add_days(start, steps * (7 if unit == "week" else 1))
    return cal.add_months(start, steps) if unit == "month" else cal.add_years(start, steps)


def _step(word: str) -> int:
    return _STEPS.get(word.lower(), 1)


def _period(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `last year`, `this month`, `next week`; a week is a range of seven days."""
    unit, step = match["unit"].lower(), _step(match["step"])
    if unit == "week":
        value, kind = span(*cal.week(context.reference, step))
        yield from whole(match, value, kind)
        return
    yield from whole(match, _move(context.reference, unit, step).iso)


def _end_of_period(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    yield from whole(match, _move(context.reference, match["unit"].lower(), 0).iso)


def _near_day(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `yesterday`, `today`, `this morning`, `last night`."""
    if not _NOT_TODAY.match(match.string, match.end()):
        steps = _NEAR.get(re.split(r"\W", match[0].lower())[0], 0)
        yield from whole(match, cal.add_days(context.reference, steps).iso)


def _weekday(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read a weekday: the last one up to the day of issue, or the next where it lies ahead."""
    day, reference = weekday(match["day"]), context.reference
    match (match["step"] or "").lower():
        case "next":
            date = cal.weekday_after(reference, day)
        case "last":
            date = cal.weekday_before(reference, day, today=False)
        case "this" | "coming" | "this coming":
            date = cal.weekday_after(cal.add_days(reference, -1), day)
        case _ if is_ahead(match):
            date = cal.weekday_after(reference, day)
        case _:
            date = cal.weekday_before(reference, day)
    yield from whole(match, date.iso)


def _month(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `last October`, `this June`, `next May`."""
    month, reference, step = (
        read_calendar(match["a"]).month,
        context.reference,
        _step(match["step"]),
    )
    if month is None or reference.year is None or reference.month is None:
        yield from whole(match, "")
        return
    late = {-1: month >= reference.month, 0: False, 1: month <= reference.month}[step]
    yield from whole(match, Partial(reference.year + step * late, month).iso)


def _dated_year(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `June 20 this year`, `October last year`."""
    year = cal.add_years(context.reference, _step(match["step"])).year
    date = read_calendar(match["a"])
    if date.year is None:
        yield from whole(match, Partial(year, date.month, date.day).iso)


def _same(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `the same day`, `that year`, `the next day`, `the following month`, from the text."""
    unit = {"morning": "day", "afternoon": "day", "evening": "day"}.get(
        match["unit"], match["unit"]
    )
    steps = {"same": 0, "that": 0, "next": 1, "following": 1}.get(
        (match["step"] or "that").lower(), -1
    )
    if unit != "week":
        yield from whole(match, _move(context.last(unit), unit, steps).iso)


def _away(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `two days later` from the text, `a year ago` from the day of issue."""
    unit, count = match["unit"].lower(), match["count"].lower()
    steps = 1 if count in ("a", "an") else number(count)
    if match["way"].lower() == "ago":
        yield from whole(match, _move(context.reference, unit, -steps).iso)
        return
    back = match["way"].lower() in ("earlier", "before")
    start = context.last("day" if unit == "week" else unit)
    yield from whole(match, _move(start, unit, -steps if back else steps).iso)


_STEP: Final = r"(?P<step>(?i:last|this|next|the current|the coming))"
_WITHIN: Final = r"(?i:(?:earlier|later|early|late|in early|in late|at the end of|the end of) )?"
_CAPITALISED: Final = r"(?! [A-Z][a-z])"

_UNITS: Final = ("day", "week", "month", "year", "morrow", "night", "morning", "noon", "evening")
TRIGGERS: Final = (literals(_UNITS), literals(MONTH_STARTS))
RULES: Final = (
    rule(
        rf"\b{calendar('a')},? (?i:of )?(?P<step>(?i:this|last|next)) (?i:year)\b",
        _dated_year,
        " year",
    ),
    rule(
        rf"\b(?P<a>{MONTH}),? (?i:of )?(?P<step>(?i:this|last|next)) (?i:year)\b",
        _dated_year,
        " year",
    ),
    rule(
        rf"\b{_WITHIN}(?P<step>(?i:last|this|next|current|coming)) "
        r"(?P<unit>(?i:year|month|week))\b",
        _period,
    ),
    rule(r"\b(?i:the (?:end|beginning) of the )(?P<unit>(?i:year|month))\b(?! of)", _end_of_period),
    rule(
        r"\b(?:(?i:yesterday|tonight|this (?:morning|afternoon|evening)|last night)|today|tomorrow)"
        r"(?: (?:morning|afternoon|evening|night))?\b",
        _near_day,
    ),
    rule(
        rf"\b(?:(?P<step>(?i:last|this coming|this|next|coming)) )?(?P<day>{WEEKDAY})"
        rf"(?: (?:morning|afternoon|evening|night))?\b(?!['’]s [A-Z]){_CAPITALISED}",
        _weekday,
    ),
    rule(rf"\b{_STEP} (?P<a>{MONTH})(?!\w)", _month),
    rule(
        r"\b(?i:later )?(?:(?i:the )(?P<step>(?i:same|next|following|previous))|(?i:that)) "
        r"(?P<unit>day|morning|afternoon|evening|month|year)\b",
        _same,
    ),
    rule(
        rf"\b(?P<count>(?i:an?|{COUNT})) (?P<unit>(?i:day|week|month|year))s? "
        r"(?P<way>(?i:ago|later|earlier))\b",
        _away,
        " ago",
        " later",
        " earlier",
    ),
)
