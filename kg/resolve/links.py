"""Links to GeoNames and Wikidata, where it is certain which place is meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.gazetteer import Place, places

GEONAMES: Final = "https://sws.geonames.org/{}/"
WIKIDATA: Final = "http://www.wikidata.org/entity/{}"


def links(
    type_: str, names: Iterable[str], countries: frozenset[str]
) -> tuple[list[str], list[str]]:
    """Give the GeoNames and Wikidata IRIs of a place.

    Args:
        type_: its class; only countries, regions and cities are linked.
        names: all its names; the place must be the same whichever is looked up.
        countries: lower-case codes of the countries that documents say it lies in.
    """
    if type_ not in ("Country", "Region", "City"):
        return [], []
    fitting = [_fitting(type_, name, countries) for name in names]
    known = [set(found) for found in fitting if found]
    common = set.intersection(*known) if known else set()
    if len(common) != 1:
        return [], []
    place = common.pop()
    same_as = [GEONAMES.format(place.geonameid)] if place.geonameid else []
    return same_as, [WIKIDATA.format(place.wikidata)] if place.wikidata else []


def _fitting(type_: str, name: str, countries: frozenset[str]) -> list[Place]:
    found = [place for place in places().lookup(name) if place.type == type_]
    told = [place for place in found if place.country.lower() in countries]
    return told if countries else found
