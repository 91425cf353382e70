"""Rules for years and times in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.nlp.dates.grammar import COUNT, DASH, MONTH, NTH, YEAR, literals, number
from kg.nlp.dates.rules import DateContext, Reading, rule, whole

_FOR: Final = r"(?:\b(?i:for )?(?i:the )?(?i:past |last )?)"
_ROW: Final = r"(?i:in a row|in succession|running(?=[,.;:)\]]|$| in\b| and\b| \())"
_STRAIGHT: Final = r"(?i:consecutive|straight|successive)"
_UNIT: Final = r"(?i:years?|times?)"
_DURATION: Final = rf"(?:(?P<n>{COUNT}) (?:{_STRAIGHT} {_UNIT}|{_UNIT} {_ROW}))"
_NTH: Final = rf"(?:(?P<n>{NTH}) (?:{_STRAIGHT} {_UNIT}|{_UNIT} {_ROW}))"
_LIST: Final = rf"(?P<years>{YEAR}(?:, {YEAR})*,? (?:and|&) {YEAR})"
_RANGE: Final = rf"(?P<a>{YEAR})(?:{DASH}| to | and | until | through )(?P<b>{YEAR})"
_LEAD: Final = r"(?:,? ?\(|[,:] | )(?i:in the years |in |from |between )?"


def _each_year(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `5 consecutive years (2019-2023)`: each of the years counts."""
    if match["a"] < match["b"]:
        yield from whole(match, f"{match['a']}/{match['b']}", "years")


def _listed_years(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `three years running, in 2019, 2020 and 2021` when the list is as long as it says."""
    years = [int(year) for year in re.findall(r"\d{4}", match["years"])]
    if years == list(range(years[0], years[0] + number(match["n"]))):
        yield from whole(match, f"{years[0]}/{years[-1]}", "years")


def _in_a_row(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read a number of years or times that ends with the year of the statement."""
    count = number(match["n"])
    if 2 <= count <= 99:
        yield from whole(match, str(count), "consecutive")


def _twice(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    yield from whole(match, "2", "consecutive")


def _first_time(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    yield from whole(match, "", "first-time")


def _first_since(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `for the first time since 2019` as no date: nothing began or lasted since then."""
    yield from whole(match, "")


def _every_year(match: re.Match[str], context: DateContext) -> Iterator[Reading]:
    """Read `every year since 2019`: each year up to that of issue counts."""
    last = context.reference.year
    if last is not None and int(match["a"]) < last:
        yield from whole(match, f"{match['a']}/{last}", "years")


TRIGGERS: Final = (
    literals(
        ["consecutive", "straight", "success", "in a row", "running", "back-to-back", "first time"]
    ),
    literals(["every", "each"]),
)
RULES: Final = (
    rule(rf"{_FOR}{_DURATION}{_LEAD}{_RANGE}\)?(?!\w)", _each_year),
    rule(rf"{_FOR}{_NTH}{_LEAD}{_RANGE}\)?(?!\w)", _each_year),
    rule(rf"{_FOR}{_DURATION}{_LEAD}{_LIST}\)?(?!\w)", _listed_years),
    rule(rf"{_FOR}{_DURATION}(?!\w)", _in_a_row),
    rule(rf"{_FOR}{_NTH}(?!\w)", _in_a_row),
    rule(r"\b(?i:twice in (?:a row|succession)|(?:two )?back-to-back years)\b", _twice),
    rule(r"\b(?i:for the (?:very )?first time)\b", _first_time),
    rule(rf"\b(?i:for the first time since )(?:{MONTH} )?{YEAR}(?!\w)", _first_since),
    rule(rf"\b(?i:(?:every|each) (?:single )?year since )(?P<a>{YEAR})(?!\w)", _every_year),
)
