"""The forms in which English news writes dates: regular expressions over text, and their reading.

A calendar form (`June 19, 2022`, `19/06/2022`, `2022`) is matched by `CALENDAR` and read by
`read_calendar`. What may stand around one (`since`, `from … to …`) is the business of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kg.nlp.dates.calendar import Partial

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_ORDINALS: Final = (
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_CARDINALS: Final = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


def _abbreviations(name: str) -> list[str]:
    short = [name[:3], name[:3].upper(), *(["Sept"] if name == "September" else [])]
    return [name, name.upper(), *(form + r"\.?" for form in short if name != "May")]


MONTH_STARTS: Final = tuple(name[:3] for name in MONTHS)
DASH: Final = r"\s?[-‐‑‒–—−]\s?"
MONTH: Final = _any(form for name in MONTHS for form in _abbreviations(name))
WEEKDAY: Final = _any(f"{n}|{n.upper()}" for n in _WEEKDAYS)
DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)(?!\d|[.,]\d|%)"
COUNT: Final = "(?i:" + _any([*_CARDINALS[1:], r"\d{1,2}"]) + ")"
NTH: Final = "(?i:" + _any([*_ORDINALS[1:], r"\d{1,2}(?:st|nd|rd|th)"]) + ")"
_WEEK: Final = rf"(?:{WEEKDAY}(?: (?:morning|afternoon|evening))?,? (?:the )?)?"

_FORMS: Final = (
    rf"{_WEEK}{MONTH} {DAY}(?:,? (?:of )?{YEAR})?",
    rf"{_WEEK}{DAY} (?:of )?{MONTH}(?:,? (?:of )?{YEAR})?",
    rf"{MONTH},? (?:of )?{YEAR}",
    r"(?<![\d/.-])\d{4}-\d\d-\d\d(?:T[\d:]+Z?)?(?![\d/-])",
    r"(?<![\d/.-])\d{4}/\d\d/\d\d(?![\d/-])",
    r"(?<![\d/.-])\d{1,2}([/.-])\d{1,2}\1\d{4}(?![\w/-])",
    r"(?<![\d/.-])(?:0?[1-9]|1[0-2])/20\d\d(?![\w/-])",
    r"(?<![\d/.-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\d/-])",
)
_NUMERIC: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_BIG_ENDIAN: Final = re.compile(r"(\d{4})[-/](\d\d)(?:[-/](\d\d))?(?:T.*)?")


def literals(words: Iterable[str]) -> re.Pattern[str]:
    """Give a fast expression for words as given, with a first capital, and in capitals."""
    forms = {form for w in words for form in (w, w[:1].upper() + w[1:], w.upper())}
    return re.compile("|".join(sorted(forms)))


def calendar(group: str) -> str:
    """Give the expression of all calendar forms but the bare year and month, as a named group."""
    numbered = [form.replace(r"([/.-])", f"(?P<{group}_s>[/.-])") for form in _FORMS]
    joined = "|".join(form.replace(r"\1", f"(?P={group}_s)") for form in numbered)
    return rf"(?P<{group}>{joined})"


CALENDAR: Final = re.compile(rf"(?<!\w){calendar('form')}")


def read_calendar(text: str) -> Partial:
    """Read a calendar form, or a bare year or month; unknown when there is no such day.

    Day before month (`05/09/2023` is in September) unless only the other order is possible.
    """
    if match := _NUMERIC.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        readings = (Partial(year, second, first), Partial(year, first, second))
        return next((reading for reading in readings if reading.is_possible), Partial())
    if match := _BIG_ENDIAN.fullmatch(text):
        return _checked(Partial(*(int(part) if part else None for part in match.groups())))
    return _checked(_read_words(text))


def _read_words(text: str) -> Partial:
    found: dict[str, int] = {}
    for word in re.findall(r"[^\W\d_]+|\d+", text):
        if word.isdigit():
            is_year = len(word) == 4
            slot = "year" if is_year else "month" if "/" in text else "day"
            found[slot] = int(word)
        elif word.title() in _WEEKDAYS:
            found["weekday"] = weekday(word)
        elif month_of(word):
            found["month"] = month_of(word)
    return Partial(**found)


def _checked(partial: Partial) -> Partial:
    return partial if partial.is_possible else Partial()


def month_of(word: str) -> int:
    """Give the number of a month's name or abbreviation; 0 when it is none."""
    start = word[:3].title()
    return next((n for n, name in enumerate(MONTHS, 1) if name.startswith(start)), 0)


def weekday(word: str) -> int:
    """Give the number of a weekday, from Monday, 0."""
    return _WEEKDAYS.index(word.title())


def number(word: str) -> int:
    """Read a cardinal or an ordinal up to twelve in words, or any in digits."""
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits[0])
    known = _CARDINALS if word.lower() in _CARDINALS else _ORDINALS
    return known.index(word.lower())


def quarter(word: str) -> int:
    """Read `first` to `fourth`, `last`, `Q3` or `3rd` as 1 to 4; 0 when it is none."""
    digits = re.search(r"[1-4]", word)
    return int(digits[0]) if digits else _QUARTERS.get(word.lower(), 0)
