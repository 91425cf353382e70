"""Choose among the matches of all rules, from left to right, and take in the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.nlp.dates import absolute, counts, relative
from kg.nlp.dates.rules import DateContext, DateKind, DateRule, Reader

_FAMILIES: Final = (counts, absolute, relative)
_WINDOW: Final = 48  # characters on either side of a trigger: more than lie between two of a date
_REACH: Final = 48  # characters looked at before a date: longer than what `_AROUND` matches

_AROUND: Final[tuple[tuple[str, DateKind | None], ...]] = (
    (r"(?i:\b(?:the )?(?:early |late )?(?:morning|afternoon|evening|night|eve) of )", None),
    (r"(?i:\b(?:the )?(?:very )?(?:end|beginning|start|middle|turn) of (?:the year )?)", None),
    (r"(?i:\b(?:the )?(?:early|late|mid|end)(?:[ -]|-of-))", None),
    (r"(?i:\b(?:the )?years? )", None),
    (r"(?i:\b(?:ever )?since (?:as early as |around |about )?(?:in )?)", "since"),
    (r"(?i:\b(?:starting|beginning|effective) (?:from|in|on) )", "since"),
    (r"(?i:\b(?:until|till|by|before|no later than) )", "until"),
)
_PREFIXES: Final = tuple((re.compile(pattern + r"\Z"), kind) for pattern, kind in _AROUND)
_ONWARD: Final = re.compile(r"(?i:,? (?:onwards?|on(?=[,.;)])|up to now|until now|to date)\b)")
_FROM: Final = re.compile(r"(?i:\bfrom )\Z")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: where it stands, what it means, and how it is meant.

    `value` is empty where neither text nor reference tell the year. Kinds: `point`; `range` from
    one date to another; `since` and `until` with the date they name; `years`, a range of which
    each year counts; `consecutive`, whose value is a number of years or times (`5`) that ends with
    the year of the statement; `first-time`, without a value.
    """

    start: int
    end: int
    value: str
    kind: DateKind


def find_dates(text: str, *, reference: str) -> list[DateMention]:
    """Find the date expressions of a text in their order; they never overlap.

    Args:
        text: any text; offsets of the answer are code points into it.
        reference: the day on which the text was issued, in ISO 8601, or a month, a year or "".
    """
    context = DateContext.at(reference, text)
    found: list[DateMention] = []
    for match, read in _candidates(text):
        if found and match.start() < found[-1].end:
            continue
        for start, end, value, kind in read(match, context):
            mention = _dressed(text, DateMention(start, end, value, kind), found)
            context.remember(mention.value, mention.kind)
            found.append(mention)
    return found


def _candidates(text: str) -> list[tuple[re.Match[str], Reader]]:
    """Give the matches of all rules from left to right, of one place the longest first."""
    found = [
        (match.start(), -match.end(), order, match, rule.read)
        for order, (rule, window) in enumerate(_searches(text))
        for match in rule.pattern.finditer(text, *window)
    ]
    return [(match, read) for *_, match, read in sorted(found, key=lambda entry: entry[:3])]


def _searches(text: str) -> Iterator[tuple[DateRule, tuple[int, int]]]:
    """Give all rules in order of preference, each with every place to search."""
    for family in _FAMILIES:
        windows = [(w, text[slice(*w)].casefold()) for w in _windows(text, family.TRIGGERS)]
        for rule in family.RULES:
            for window, words in windows:
                if not rule.telling or any(word in words for word in rule.telling):
                    yield rule, window


def _windows(text: str, triggers: tuple[re.Pattern[str], ...]) -> list[tuple[int, int]]:
    """Give the stretches of a text, between spaces, in which a family of rules may find a date."""
    windows: list[tuple[int, int]] = []
    for first, last in sorted(m.span() for trigger in triggers for m in trigger.finditer(text)):
        start = max(0, text.rfind(" ", 0, max(0, first - _WINDOW)))
        end = text.find(" ", last + _WINDOW)
        end = len(text) if end < 0 else end
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows


def _dressed(text: str, mention: DateMention, found: list[DateMention]) -> DateMention:
    """Take in the words around a date that belong to it: `the end of`, `since`, `onwards`."""
    if mention.kind not in ("point", "range"):
        return mention
    floor = found[-1].end if found else 0
    if (onward := _ONWARD.match(text, mention.end)) and mention.kind == "point":
        mention = replace(mention, end=onward.end(), kind="since")
        if start := _FROM.search(text, max(floor, mention.start - _REACH), mention.start):
            mention = replace(mention, start=start.start())
    for pattern, kind in _PREFIXES:
        before = pattern.search(text, max(floor, mention.start - _REACH), mention.start)
        if before and not (kind and mention.kind == "range"):
            mention = replace(mention, start=before.start(), kind=kind or mention.kind)
    return mention
