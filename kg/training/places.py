"""Tell countries and cities, other places, and facilities apart by list and by head noun."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from kg.training.wordlists import read_word_lists

GPE, LOC, FAC = "GPE", "LOC", "FAC"
ANY_PLACE = frozenset({GPE, LOC, FAC})
_LISTS = read_word_lists()
_FAC_HEADS = _LISTS["facility_heads"]
_LOC_HEADS = _LISTS["location_heads"]
_GPE_HEADS = _LISTS["government_heads"]
_CONTINENTS = _LISTS["regions"]
_EXTRA_GPE = _LISTS["governments"]


class PlaceTypes:
    """Answer which of GPE, LOC and FAC a place name may be."""

    def __init__(self, gazetteers: Path | None) -> None:
        """Read the lists below `gazetteers`; without them only head nouns decide."""
        self._gazetteers = gazetteers

    def allowed(self, words: Sequence[str]) -> frozenset[str]:
        """Return the labels a place name may carry: one where it is clear, else all three."""
        lowered = _bare(words)
        if not lowered:
            return ANY_PLACE
        key = "_".join(lowered)
        if key in _CONTINENTS:
            return frozenset({LOC})
        if self.is_country(words):
            return frozenset({GPE})
        return self._by_head(lowered) or self._by_list(key)

    def is_country(self, words: Sequence[str]) -> bool:
        """Return whether words name a country, or one of the states and cities known as widely."""
        key = "_".join(_bare(words))
        return key in _EXTRA_GPE or key in self.countries

    @staticmethod
    def _by_head(lowered: list[str]) -> frozenset[str]:
        head = lowered[lowered.index("of") - 1] if "of" in lowered[1:] else lowered[-1]
        for label, heads in ((FAC, _FAC_HEADS), (LOC, _LOC_HEADS), (GPE, _GPE_HEADS)):
            if head in heads and (len(lowered) > 1):
                return frozenset({label})
        if lowered[0] in {"lake", "mount", "mt", "mt.", "cape", "gulf"} and len(lowered) > 1:
            return frozenset({LOC})
        return frozenset()

    def _by_list(self, key: str) -> frozenset[str]:
        return frozenset({GPE}) if key in self.cities else ANY_PLACE

    @cached_property
    def countries(self) -> frozenset[str]:
        """Lower-cased country names, words joined by `_`."""
        codes = self._rows("country-codes/data/country-codes.csv")
        cities = self._rows("world-cities/data/world-cities.csv")
        names = [row["UNTERM English Short"].replace(" (the)", "") for row in codes]
        return frozenset(map(_key, names + [row["country"] for row in cities]))

    @cached_property
    def cities(self) -> frozenset[str]:
        """Lower-cased names of cities and of their provinces, words joined by `_`."""
        rows = self._rows("world-cities/data/world-cities.csv")
        return frozenset(_key(row[part]) for row in rows for part in ("name", "subcountry"))

    def _rows(self, name: str) -> list[dict[str, str]]:
        if self._gazetteers is None or not (self._gazetteers / name).exists():
            return []
        with (self._gazetteers / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))


def _bare(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words if word.lower() != "the"]


def _key(name: str) -> str:
    return "_".join(name.lower().split())
