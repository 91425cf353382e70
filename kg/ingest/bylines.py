"""Read who reported, translated and issued an article from the lines that say so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.ingest.characters import words
from kg.ingest.dates import date_line, find_date, only_time

_ROLES = re.compile(
    r"(?:^|(?<=[\s,;|/–—.-]))(?:"
    r"(?P<reporter>(?:reported|reporting|written|words|story|text|compiled)(?:\s+by\b\s*:?|\s*:)"
    r"|by\b\s*:?|(?:authors?|reporters?|bài|tin|tin[,\s/&-]+bài|thực hiện|tác giả)\s*:)"
    r"|(?P<translator>(?:translated|translation)(?:\s+by\b\s*:?|\s*:)"
    r"|(?:translators?|dịch|người dịch|biên dịch)\s*:)"
    r"|(?P<other>(?:photos?|photographs?|pictures?|images?|videos?|graphics|editing|edited|editors?"
    r"|ảnh|hình ảnh|biên tập)(?:\s+by\b\s*:?|\s*:)))\s*",
    re.IGNORECASE,
)
_WIRE_CREDITS = re.compile(
    r"\s*\((?P<credits>(?:(?:additional|further)\s+)?(?:reporting|writing|editing|compiled)\s+by\s"
    r"[^()]{3,200})\)\s*$",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"\s*(?:(?:additional|further)\s+)?(?:reporting|writing)\s+by\s", re.IGNORECASE
)
_SEPARATORS = " \t-–—|/;,.·•"
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;&/+|·•]|\s[-–—]\s|\band\b|\bvà\b)\s*")
_PARTICLES = words("van von de der den ter ten da dos di la le bin al el y")
_READING_TIME = re.compile(r"\d+\s*-?\s*min(?:ute)?s?(?:\s+(?:to\s+)?read)?", re.IGNORECASE)
_NEVER_IN_NAMES = words(
    """
    and of the for in at on to by with from
    agency correspondent desk editor media news newsroom office press reporter staff team writer
    """
)
_COLUMN = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")


@dataclass(frozen=True, slots=True)
class Byline:
    """The names a byline gives, and the date if it has one."""

    reporters: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    issued: str = ""
    agency: str = ""


def read_byline(line: str) -> Byline | None:
    """Read a line that holds nothing but roles and names; `None` for any other line."""
    if len(line) > 200 or not _ROLES.match(line):
        return None
    marks = list(_ROLES.finditer(line))
    found: dict[str, list[str]] = {"reporter": [], "translator": [], "other": []}
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    for mark, end in zip(marks, ends, strict=True):
        names = _names(line[mark.end() : end].strip(_SEPARATORS))
        if not names:
            return None
        found[mark.lastgroup or "other"] += names
    return Byline(tuple(found["reporter"]), tuple(found["translator"]))


def cut_credits(text: str) -> tuple[str, tuple[str, ...]]:
    """Cut `(Reporting by Ann Lee in Rome; editing by Vo Minh)` off a text's end; give the reporters."""
    found = _WIRE_CREDITS.search(text)
    if found is None:
        return text, ()
    names = [
        place.split(" in ")[0].strip(_SEPARATORS)
        for part in found["credits"].split(";")
        if (written := _WRITTEN.match(part))
        for place in _BETWEEN_NAMES.split(part[written.end() :])
    ]
    return text[: found.start()].rstrip(), tuple(name for name in names if is_name(name))


def read_dated_byline(line: str) -> Byline | None:
    """Read a byline with a date before or after its names: `By Ann Lee 3 February 2020`."""
    found = find_date(line) if len(line) <= 160 else None
    if found is None:
        return None
    issued, start, end = found
    around = [part.strip(_SEPARATORS) for part in (line[:start], line[end:])]
    parts = [part for part in around if part and not only_time(part)]
    byline = read_byline(parts[0]) if len(parts) == 1 else None
    return replace(byline, issued=issued) if byline else None


def read_columns(line: str) -> Byline | None:
    """Read a line such as `29/10/2019 | Nguyen Trang`: a date beside names, rubric or agency."""
    columns = [column for column in _COLUMN.split(line) if column]
    dates = [date_line(column) for column in columns]
    if len(line) > 160 or len(columns) < 2 or not any(dates):
        return None
    others = [column for column, dated in zip(columns, dates, strict=True) if not dated]
    if not all(_beside_a_date(column) for column in others):
        return None
    names: list[str] = []
    agency = ""
    for column in others:
        byline = read_byline(column)
        if byline:
            names += byline.reporters
        elif is_acronym(column):
            agency = agency or column
        elif len(column.split()) > 1 and is_name(column):
            names.append(column)
    return Byline(tuple(names), issued=next(filter(None, dates)), agency=agency)


def date_column(line: str) -> str:
    """Give the date that stands in a column of its own; else ``""``."""
    return next(filter(None, map(date_line, _COLUMN.split(line[:160]))), "")


def _beside_a_date(column: str) -> bool:
    """Tell a name, a rubric, an agency or a time to read from words of an article."""
    if _READING_TIME.fullmatch(column) or read_byline(column):
        return True
    return is_name(column) or len(column.split()) == 1


def is_acronym(text: str) -> bool:
    """Tell `VNA` or `PORTAL` from a name in mixed case."""
    return bool(re.fullmatch(r"[^\W\d_]{2,12}", text)) and text.isupper()


def is_name(text: str) -> bool:
    """Tell whether the words could be one person's name."""
    words = text.split()
    if not 1 <= len(words) <= 6 or not words[0][:1].isupper():
        return False
    return all(_name_word(word) for word in words)


def _name_word(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "").replace("'", "").replace("’", "")
    if word.lower() in _NEVER_IN_NAMES:
        return False
    return letters.isalpha() and (word[0].isupper() or word.lower() in _PARTICLES)


def _names(text: str) -> list[str]:
    """Split `Jane Doe, An Le and Vo Minh`; what is not a name ends the list."""
    names: list[str] = []
    for piece in _BETWEEN_NAMES.split(text):
        if not is_name(piece):
            break
        names.append(piece)
    return names
