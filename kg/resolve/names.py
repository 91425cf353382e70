"""What of a name tells things apart, with what comes and goes taken out.

Spelling, diacritics, articles, legal forms and the order of words come and go; `Province` and
`City` tell what kind of place is meant, and a place within a name tells whose body it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.gazetteer import demonyms, fold, heads, places, titles

SMALL: Final = frozenset({
    "a", "an", "and", "at", "by", "de", "den", "der", "for", "in", "of", "on", "the", "to",
    "van", "von",
})  # fmt: skip
LEGAL_FORMS: Final = frozenset({
    "ab", "ag", "bhd", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated",
    "jsc", "limited", "llc", "ltd", "nv", "oy", "plc", "pte", "sa",
})  # fmt: skip
LEVELS: Final = {
    "provincial": "Region", "province": "Region", "region": "Region", "regional": "Region",
    "state": "Region", "prefecture": "Region", "prefectural": "Region", "county": "Region",
    "city": "City", "municipal": "City", "municipality": "City", "town": "City",
    "metropolitan": "City", "national": "Country", "central": "Country",
    "district": "District", "ward": "Ward",
}  # fmt: skip
_ADJECTIVES: Final = frozenset({"provincial", "prefectural", "municipal"})
_BEFORE_PEOPLE: Final = frozenset({"people", "party", "council", "hall", "government", "mayor"})
_BRITISH: Final = {
    "centre": "center", "theatre": "theater", "programme": "program", "harbour": "harbor",
    "labour": "labor", "defence": "defense", "honour": "honor", "colour": "color",
    "neighbourhood": "neighborhood", "licence": "license",
}  # fmt: skip
_ACRONYM: Final = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z0-9][A-Za-z0-9&.-]{1,9}")
GIVER: Final = re.compile(r"^[A-Z]{2,8} (?![0-9]|of\b)")  # `ICF Community of the Year`
_PARENTHESIS: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_QUOTES: Final = "\"'“”‘’«»„ \t\n"
_LONGEST_PLACE: Final = 5  # words of a place name looked for within a name


@lru_cache(maxsize=65_536)
def words(name: str) -> tuple[str, ...]:
    """Give the comparable words of a name: folded, American, singular, without titles."""
    found = [_word(word) for word in fold(name).split()]
    while len(found) > 1 and (found[0] in ("the", "a", "an") or found[0] in titles()):
        found.pop(0)
    return tuple(found)


def _word(word: str) -> str:
    word = _BRITISH.get(word, word)
    if word.endswith(("isation", "isations")):
        word = word.replace("isation", "ization")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return _BRITISH.get(word[:-1], word[:-1]) if is_plural else word


@lru_cache(maxsize=65_536)
def is_acronym(name: str) -> bool:
    """Tell whether a name is one word of capitals, such as `ICF` or `WTC-B`."""
    return bool(_ACRONYM.fullmatch(name)) and sum(c.isupper() for c in name) * 2 > len(name)


def initials(name: str) -> frozenset[str]:
    """Give the acronyms that a full name may have: of all its words, and without small ones."""
    told = fold(_PARENTHESIS.sub(" ", name)).split()
    plain = [word for word in told if word not in SMALL]
    return frozenset("".join(w[0] for w in some) for some in (told, plain) if len(some) > 1)


@lru_cache(maxsize=65_536)
def variants(name: str) -> tuple[str, ...]:
    """Take `Full Name (SHORT)` apart, and strip quotation marks."""
    inner = [part.strip(_QUOTES) for part in _PARENTHESIS.findall(name)]
    outer = _PARENTHESIS.sub(" ", name).strip(_QUOTES)
    return tuple(dict.fromkeys(part for part in (outer, *inner) if part))


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place's name without the word for its kind, and the class that this word tells."""

    bare: str
    type: str = ""


@lru_cache(maxsize=65_536)
def place_name(name: str) -> PlaceName:
    """Read `Binh Duong Province`, `the city of X`; a country gives its code: `iso vn`.

    So does the adjective of a nation that stands for its country, such as `Vietnamese`.
    """
    told = [word for word in fold(name).split() if word not in ("the",)]
    country = places().country(" ".join(told))
    code = country.country if country is not None else demonyms().get(" ".join(told))
    if code:
        return PlaceName(f"iso {code.lower()}", "Country")
    kinds = heads("place")
    if len(told) > 2 and told[1] == "of" and told[0] in kinds:
        return PlaceName(" ".join(told[2:]), kinds[told[0]])
    if len(told) > 1 and told[-1] in kinds and told[-2] not in ("new", "smart", "old"):
        return PlaceName(" ".join(told[:-1]), kinds[told[-1]])
    return PlaceName(" ".join(told))


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's name in parts: what it is, whose it is, and on which level it stands.

    `core` are the sorted words; `place` is the bare name of a place within the name.
    """

    core: tuple[str, ...]
    place: str = ""
    level: str = ""


@lru_cache(maxsize=65_536)
def body_name(name: str, known_places: frozenset[str] = frozenset()) -> BodyName:
    """Take a name apart, whatever the order of its words.

    `People's Committee of Binh Duong province` and `Binh Duong Provincial People's Committee` have
    the same parts. `known_places` are bare names to be found besides those of the gazetteer.
    """
    told = [word for word in fold(name).split() if word not in ("the", "a", "an")]
    while len(told) > 1 and told[-1] in LEGAL_FORMS:
        told.pop()
    place, level, rest = _without_place(told, known_places)
    if not level and rest:
        level, rest = _without_level(rest)
    core = tuple(sorted({_body_word(word) for word in rest if word not in SMALL}))
    return BodyName(core, place, level) if core else BodyName(tuple(sorted(set(told))))


def _body_word(word: str) -> str:
    """Read a word of a body's name; of heads the number counts: `World Trade Centers` are many."""
    single = _word(word)
    is_head = single in heads("facility") or single in heads("organization")
    return f"{single}s" if single != word and word.endswith("s") and is_head else single


def _without_place(told: list[str], known: frozenset[str]) -> tuple[str, str, list[str]]:
    """Cut the longest place name out, with `province` behind it or `city of` before it."""
    for length in range(min(_LONGEST_PLACE, len(told) - 1), 0, -1):
        for start in range(len(told) - length + 1):
            bare = _place_within(" ".join(told[start : start + length]), known)
            if bare:
                before, after = told[:start], told[start + length :]
                level = ""
                if after and after[0] in LEVELS:
                    level = LEVELS[after.pop(0)]
                elif len(before) > 1 and before[-1] == "of" and before[-2] in LEVELS:
                    level = LEVELS[before[-2]]
                    before = before[:-2]
                return bare, level, before + after
    return "", "", told


@lru_cache(maxsize=65_536)
def _place_within(text: str, known: frozenset[str]) -> str:
    """Give the bare name of a place, where these words name one for certain."""
    if text in known:
        return text
    country = demonyms().get(text)
    if country:
        return f"iso {country.lower()}"
    found = places().region_or_country(text)
    if found is None:
        return ""
    return f"iso {found.country.lower()}" if found.type == "Country" else fold(found.name)


def _without_level(told: list[str]) -> tuple[str, list[str]]:
    """Cut `Provincial` out, and `City` where it stands before `People's Committee`."""
    for i, word in enumerate(told):
        if word in _ADJECTIVES:
            return LEVELS[word], told[:i] + told[i + 1 :]
    if len(told) > 1 and told[0] in LEVELS and told[1] in _BEFORE_PEOPLE:
        return LEVELS[told[0]], told[1:]
    return "", told


def award_key(name: str) -> str:
    """Read `Smart 21`, `Smart21 Communities` and `TOP 21` by word and number."""
    told = words(name)
    joined = re.sub(r"\b([a-z]+) (\d+)\b", r"\1\2", " ".join(told))
    ranking = re.match(r"[a-z]+\d+\b", joined)
    if ranking:
        return ranking[0]
    return " ".join(word for word in joined.split() if word not in ("award", "title", "prize"))


def person_words(name: str) -> tuple[str, ...]:
    """Give the words of a person's name without titles, initials and additions."""
    told = [word for word in fold(name.split(",", maxsplit=1)[0]).split() if word not in titles()]
    full = [word for word in told if len(word) > 1 and word not in ("jr", "sr", "ii", "iii")]
    return tuple(full)


def slug_words(names: Iterable[str]) -> frozenset[str]:
    """Give all words of some names, for what they share."""
    return frozenset(word for name in names for word in words(name) if word not in SMALL)
