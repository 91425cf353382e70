"""Find calendar dates as pages write them, and lines that hold nothing but a date."""

from __future__ import annotations

import re
from datetime import date

from kg.ingest.characters import words

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:18|19|20)\d\d"
_FORMS = (
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)(?!\d)",
    rf"(?P<ymd>{_YEAR}[./]\d\d?[./]\d\d?)(?!\d)",
    rf"(?<!\d)(?P<dmy>\d\d?\s?[./-]\s?\d\d?\s?[./-]\s?{_YEAR})(?!\d)",
    rf"{_MONTH.format('m1')}\s+(?P<d1>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<y1>{_YEAR})(?!\d)",
    rf"(?<!\d)(?P<d2>\d\d?)(?:st|nd|rd|th)?\.?(?:\s+of)?\s+{_MONTH.format('m2')},?\s+(?P<y2>{_YEAR})(?!\d)",
    rf"(?<!\d)(?P<d3>\d\d?)\s+tháng\s+(?P<m3>\d\d?),?\s+(?:năm\s+)?(?P<y3>{_YEAR})(?!\d)",
)
_DATE = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)
_MONTH_DAY = re.compile(
    rf"\b{_MONTH.format('m1')}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH.format('m2')}(?!\w)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE
)
_TIME = re.compile(
    r"(?<!\d)\d{1,2}\.\d{2}\s*[ap]\.?m\.?|(?<!\d)\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?(?!\d)"
    r"|(?<!\w)(?:gmt|utc|ict|cet|cest|est|edt|kst)?\s*[+-]\d{1,2}(?::?\d{2})?(?!\d)|(?<=\d)Z\b",
    re.IGNORECASE,
)
# Words that stand beside the date in lines of a page's frame, in the languages met most.
_DATE_WORDS = words(
    """
    date dated published posted updated update created issued release released modified last on at
    time publication edited first hrs am pm
    gmt utc ict cet cest est edt cst cdt mst mdt pst pdt ast adt bst ist jst kst eat wat
    mon tue wed thu fri sat sun tues thur thurs
    monday tuesday wednesday thursday friday saturday sunday
    thứ hai ba tư năm sáu bảy chủ nhật cn ngày lúc giờ cập đăng xuất bản t2 t3 t4 t5 t6 t7
    montag dienstag mittwoch donnerstag freitag samstag sonntag datum stand uhr veröffentlicht am
    lundi mardi mercredi jeudi vendredi samedi dimanche publié le mis à jour
    lunes martes miércoles jueves viernes sábado domingo fecha publicado actualizado el
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag geplaatst gepubliceerd op om
    data pubblicato il
    """
)
_WORD = re.compile(r"[^\W_]+")


def find_date(text: str) -> tuple[str, int, int] | None:
    """Give the first full date as ISO 8601 with its start and end, or `None`.

    Numbers read day, month, year, unless only month, day, year makes a date.
    """
    for match in _DATE.finditer(text):
        found = _iso(match)
        if found:
            return found, match.start(), match.end()
    return None


def date_line(line: str) -> str:
    """Give the date of a line that holds a date and what goes with it; else ``""``."""
    found = find_date(line) if len(line) <= 120 else None
    if found is None:
        return ""
    rest = _DATE.sub(" ", line)
    untimed = _TIME.sub(" ", rest)
    others = _WORD.findall(untimed)
    unknown = sum(word.lower() not in _DATE_WORDS and not _small(word) for word in others)
    most_unknown = 2 if untimed != rest else 0  # a weekday in a language not listed
    return found[0] if unknown <= most_unknown and len(others) <= 8 else ""


def only_time(text: str) -> bool:
    """Tell whether the text is a time of day and words that go with it."""
    return date_label(_TIME.sub(" ", text))


def date_label(text: str) -> bool:
    """Tell whether these words only introduce a date, as `date` or `Last updated on` do."""
    return all(word.lower() in _DATE_WORDS for word in _WORD.findall(text))


def _small(word: str) -> bool:
    return word.isdigit() and len(word) <= 2


def _iso(match: re.Match[str]) -> str:
    part = match.groupdict()
    if part["iso"] or part["ymd"]:
        year, month, day = _numbers(part["iso"] or part["ymd"])
    elif part["dmy"]:
        day, month, year = _numbers(part["dmy"])
        if month > 12 >= day:
            day, month = month, day
    elif part["m3"]:
        day, month, year = int(part["d3"]), int(part["m3"]), int(part["y3"])
    else:
        index = "1" if part["m1"] else "2"
        day, year = int(part["d" + index]), int(part["y" + index])
        month = _MONTHS.index(part["m" + index][:3].lower()) + 1
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def without_dates(text: str) -> tuple[str, bool]:
    """Take dates, with or without a year, and weekdays out; tell whether there was any."""
    rest = _WEEKDAY.sub(" ", _MONTH_DAY.sub(" ", _DATE.sub(" ", text)))
    return rest, rest != text
