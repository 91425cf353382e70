"""Rules for dates by the calendar: days, months, years, and ranges and lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.nlp.dates import calendar as cal
from kg.nlp.dates.calendar import Partial
from kg.nlp.dates.grammar import (
    DASH,
    DAY,
    MONTH,
    MONTH_STARTS,
    YEAR,
    calendar,
    literals,
    number,
    quarter,
    read_calendar,
)
from kg.nlp.dates.rules import DateContext, Reading, is_ahead, rule, span, whole

_START: Final = r"(?<![\w$€£#+])"
_TO: Final = rf"(?:{DASH}| (?:to|until|till|through) )"
_BARE_MONTH: Final = re.compile(
    r"(?i:\b(?:in|during|since|until|till|through|throughout|(?:end|beginning|start|middle) of"
    r"|early(?: in)?|late(?: in)?|mid) |\b(?:mid|end)-)\Z"
)
_IN_YEAR: Final = re.compile(
    r"(?i:\b(?:in|since|during|years?|until|till|throughout|in early|in late) )\Z"
)
_OF_YEAR: Final = re.compile(
    r"(?i:\b(?:of|for|from|to|by|before|after|through|between|early|late|the|its|their|our|this) "
    r"|['’]s |\b(?:mid|end|pre|post|early|late)-)\Z"
)
_NUMBERED: Final = re.compile(
    r"(?i:\b(?:no\.?|number|usd|us\$|vnd|eur|iso|route|highway|room|decree|decision|circular"
    r"|resolution|agenda|vision|horizon|strategy|page|code|model) |[$€£#] ?|\d{3}[ .-])\Z"
)
_ABOUT: Final = re.compile(
    r"(?i:\b(?:nearly|about|over|some|than|least|around|approximately|almost|up to|total of) )\Z"
)
_COUNTED: Final = re.compile(
    r"(?i: ?(?:%|[$€£]|usd|vnd|eur|dong|dollars|euros|percent|per cent|million|billion|trillion"
    r"|people|hectares?|ha|km|m|m2|kw|mw|kwh|tons?|tonnes?|hours|hrs|square)\b)"
)
_THINGS: Final = re.compile(r" (?:[a-z]+ )?[a-z]{3,}s\b")
_NO_THINGS: Final = re.compile(
    r" (?:was|is|has|as|its|this|thus|across|towards|[a-z]+ (?:was|is|has|as|its)"
    r"|(?:[a-z]+ly )?(?:belongs|closes|comes|ends|follows|goes|hono[u]?rs|marks|opens|recogni[sz]es"
    r"|sees|starts|takes))\b"
)
_PHONE: Final = re.compile(r"[ .-]\d{3}|-?\d|[-/]\w|\w")


def _point(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read one calendar form; a day without a year is the one nearest to the reference."""
    date = read_calendar(match["a"])
    if date == Partial():
        return
    if date.year is None and _is_month_of_things(match):
        yield Reading(
            match.start(),
            match.start() + match["a"].index(" "),
            _year(match, date.to_month(), context).iso,
        )
        return
    yield from whole(match, _year(match, date, context).iso)


def _is_month_of_things(match: re.Match[str]) -> bool:
    """Tell `In June 21 cities …` from a day."""
    before = match.string[max(0, match.start() - 3) : match.start()]
    after = match.string[match.end() : match.end() + 40]
    if before.lower() != "in " or not match["a"][0].isalpha():
        return False
    return bool(_THINGS.match(after)) and not _NO_THINGS.match(after)


def _year(match: re.Match[str], date: Partial, context: DateContext) -> Partial:
    return cal.nearest(date, context.era, ahead=date.year is None and is_ahead(match))


def _range(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read two calendar forms; the first takes its year from the second."""
    first, last = _end(match["a"]), _end(match["b"])
    if first == Partial() or last == Partial() or (first.month is None) != (last.month is None):
        return
    if first.year is None:
        last = _year(match, last, context)
        first = replace(first, year=last.year)
        if last.year is not None and (first.month or 0, first.day or 0) > (
            last.month or 0,
            last.day or 0,
        ):
            first = replace(first, year=last.year - 1)
    elif last.year is None:
        last = replace(last, year=first.year)
    if first.iso <= last.iso and first.is_possible:
        value, kind = span(first, last)
        yield from whole(match, value, kind)


def _end(text: str) -> Partial:
    return read_calendar(text)


def _years(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `2019-2023` or `2019-23`."""
    first = int(match["a"])
    last = int(match["b"]) if len(match["b"]) == 4 else first - first % 100 + int(match["b"])
    after = match.string[match.end() : match.end() + 12]
    before = match.string[max(0, match.start() - 16) : match.start()]
    if not first < last <= first + 100 or _COUNTED.match(after) or _NUMBERED.search(before):
        return
    yield from whole(match, f"{first}/{last}", "range")


def _open(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `from 2019 until now`."""
    date = _year(match, read_calendar(match["a"]), context)
    if date.iso:
        yield from whole(match, date.iso, "since")


def _days(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `June 20 and 21, 2022`, `19-21 June`: days in a row are one range, others are points."""
    numbers = [number(day) for day in re.findall(r"\d+", match["days"])]
    shared = read_calendar(f"{match['month']} {match['year'] or ''}".strip())
    dates = [_year(match, replace(shared, day=day), context) for day in numbers]
    if not all(date.is_possible for date in dates) or numbers != sorted(set(numbers)):
        return
    is_list = re.search(r"[,&]|and|or", match["days"])
    if not is_list or numbers == list(range(numbers[0], numbers[-1] + 1)):
        value, kind = span(dates[0], dates[-1])
        yield from whole(match, value, kind)
        return
    for place, date in zip(_places(match), dates, strict=True):
        yield Reading(*place, date.iso)


def _places(match: re.Match[str]) -> list[tuple[int, int]]:
    """Give each day of a list its place; the outer ones take month and year in."""
    start = match.start("days")
    places = [(start + d.start(), start + d.end()) for d in re.finditer(r"\d+\w*", match["days"])]
    places[0] = (min(match.start(), places[0][0]), places[0][1])
    places[-1] = (places[-1][0], max(match.end(), places[-1][1]))
    return places


def _bare_month(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read a month alone where a preposition shows that it is one."""
    if _BARE_MONTH.search(match.string, max(0, match.start() - 16), match.start()):
        yield from whole(match, _year(match, read_calendar(match["a"]), context).iso)


def _bare_year(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read four digits as a year unless they number or count something."""
    year = int(match["a"])
    before = match.string[max(0, match.start() - 24) : match.start()]
    after = match.string[match.end() : match.end() + 40]
    if _NUMBERED.search(before) or _COUNTED.match(after) or _PHONE.match(after):
        return
    counts = bool(_THINGS.match(after)) and not _NO_THINGS.match(after)
    stands = (
        bool(_IN_YEAR.search(before))
        or (bool(_OF_YEAR.search(before)) and not (counts and year == 2000))
        or (year >= 1900 and not counts)
    )
    if stands and not (_ABOUT.search(before) and (counts or year == 2000)):
        yield from whole(match, match["a"])


def _part_of_year(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read quarters, halves and first months as ranges of months."""
    year = (
        int(match["year"])
        if match["year"]
        else cal.add_years(context.reference, -1 if match["last"] else 0).year
    )
    part, unit = match["q"] or match["nth"], (match["unit"] or "quarter").lower()
    if unit.endswith("months"):
        first, last = 1, number(unit.split()[0])
    else:
        length = 6 if unit == "half" else 3
        nth = 2 if (unit, part.lower()) == ("half", "last") else quarter(part)
        first, last = (nth - 1) * length + 1, nth * length
    if 1 <= first <= last <= 12:
        value, kind = span(Partial(year, first), Partial(year, last)) if year else ("", "range")
        yield from whole(match, value, kind)


def _decade(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    first = int(match["a"])
    yield from whole(match, f"{first}/{first + 9}", "range")


def _same(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read the named year and nothing finer: `summer 2020`."""
    yield from whole(match, match["a"])


_SEASONS: Final = "spring|summer|autumn|fall|winter"
_MONTHS_PART: Final = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2}) months"
_PART: Final = (
    rf"{_START}(?:(?P<q>Q[1-4])|(?i:(?:the )?(?P<nth>first|second|third|fourth|last"
    rf"|[1-4](?:st|nd|rd|th))) (?P<unit>quarter|half|{_MONTHS_PART}))"
    rf"(?i:(?:,? (?:of |in )?|/)(?:(?P<year>{YEAR})|(?:this|(?P<last>last)|the) year))(?!\w)"
)
_DAY_LIST: Final = rf"{DAY}(?:, {DAY})*,?(?: and | or | & ){DAY}"
_DAY_RANGE: Final = rf"(?:from )?{DAY}(?:{DASH}| to | until ){DAY}"
_CLOSE: Final = rf"(?:,? (?:of )?(?P<year>{YEAR}))?(?!\w)"

TRIGGERS: Final = (re.compile("[0-9]+"), literals((*MONTH_STARTS, "quarter", "half", "months")))
RULES: Final = (
    rule(rf"{_START}(?i:from )?(?P<a>{YEAR}){_TO}(?i:now|today|the present|present|date)\b", _open),
    rule(
        rf"{_START}(?i:from ){calendar('a')} (?i:to|until|till) (?i:now|today|the present|date)\b",
        _open,
        "from ",
    ),
    rule(
        rf"{_START}(?i:from )?(?:the )?{calendar('a')}{_TO}(?:the )?{calendar('b')}(?!\w)", _range
    ),
    rule(rf"{_START}(?i:between ){calendar('a')} and {calendar('b')}(?!\w)", _range, "between "),
    rule(rf"{_START}(?i:from )?(?P<a>{MONTH}){_TO}(?P<b>{MONTH},? {YEAR})(?!\w)", _range),
    rule(rf"{_START}(?P<a>{MONTH}) and (?P<b>{MONTH},? {YEAR})(?!\w)", _range, " and "),
    rule(
        rf"{_START}(?i:between )(?P<a>{MONTH}) and (?P<b>{MONTH}(?:,? {YEAR})?)(?!\w)",
        _range,
        "between ",
    ),
    rule(
        rf"{_START}(?i:from )(?P<a>{MONTH})(?i: to | until | through )(?P<b>{MONTH})(?!\w)",
        _range,
        "from ",
    ),
    rule(rf"{_START}(?i:from )(?:the )?(?P<a>{YEAR}){_TO}(?P<b>{YEAR})(?!\w)", _years, "from "),
    rule(rf"{_START}(?P<a>{YEAR}) through (?P<b>{YEAR})(?!\w)", _years, "through"),
    rule(rf"{_START}(?i:between )(?P<a>{YEAR}) and (?P<b>{YEAR})(?!\w)", _years, "between "),
    rule(rf"(?<![\w/.-])(?P<a>{YEAR})(?:{DASH}|/)(?P<b>{YEAR})(?![\w/]|-\w)", _years),
    rule(rf"(?<![\w/.-])(?P<a>{YEAR})[-–/](?P<b>1[3-9]|[2-9]\d)(?![\w/]|-\w)", _years),
    rule(rf"{_START}(?P<month>{MONTH}) (?P<days>{_DAY_LIST}|{_DAY_RANGE}){_CLOSE}", _days),
    rule(rf"{_START}(?P<days>{_DAY_LIST}|{_DAY_RANGE}) (?:of )?(?P<month>{MONTH}){_CLOSE}", _days),
    rule(_PART, _part_of_year, "quarter", "half", "months", "q1", "q2", "q3", "q4"),
    rule(
        rf"{_START}(?i:the )?(?i:early |late |mid-)?(?P<a>(?:1[89]|20)\d0)['’]?s\b",
        _decade,
        "0s",
        "0's",
        "0’s",
    ),
    rule(
        rf"{_START}(?i:(?:the )?(?:{_SEASONS})(?: of)? |FY ?)(?P<a>{YEAR})(?!\w)",
        _same,
    ),
    rule(rf"{_START}{calendar('a')}(?!\w)", _point),
    rule(rf"{_START}(?P<a>{MONTH})(?!\w|\.\w)", _bare_month),
    rule(
        rf"(?:(?<=[\s(\[\"'“‘])|(?<=(?i:mid-|end-))|(?<=(?i:early-))|^)(?P<a>{YEAR})(?!\w)",
        _bare_year,
    ),
)
