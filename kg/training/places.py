"""Tell countries and cities, other places, and facilities apart by list and by head noun."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path

GPE, LOC, FAC = "GPE", "LOC", "FAC"
ANY_PLACE = frozenset({GPE, LOC, FAC})
_FAC_HEADS = frozenset(
    """airport bridge stadium hotel museum park street st road rd avenue ave boulevard blvd drive lane
    building tower hall palace castle church cathedral temple mosque abbey monastery station center
    centre square plaza prison jail hospital clinic library theatre theater school house arena gallery
    monument memorial zoo garden gardens highway route railway railroad line dam fort fortress port
    harbor harbour base camp cemetery mall market pier pub restaurant cafe canal tunnel freeway
    parkway expressway interstate courthouse auditorium campus mansion observatory laboratory plant
    factory terminal skyscraper velodrome raceway speedway racecourse circuit academy chapel inn
    lounge club gym studio studios complex ranch farm quarry mine""".split()
)  # fmt: skip
_LOC_HEADS = frozenset(
    """river lake mount mountain mountains sea ocean island islands isle isles valley desert gulf bay
    peninsula creek hills hill coast beach forest woods canyon cape basin glacier strait straits
    plateau delta falls channel reef rainforest range ridge plain plains steppe swamp cove pass
    continent hemisphere pole archipelago volcano crater cave caves trail wilderness rapids""".split()
)  # fmt: skip
_GPE_HEADS = frozenset(
    """county province district city state republic kingdom town village municipality township
    prefecture borough emirate sultanate federation union empire colony territory oblast governorate
    duchy commonwealth parish canton voivodeship""".split()
)  # fmt: skip
_CONTINENTS = frozenset(
    """europe asia africa antarctica oceania america_s middle_east far_east near_east north_america
    south_america latin_america central_america southeast_asia south_asia east_asia central_asia
    eastern_europe western_europe western_asia central_europe northern_europe southern_europe
    sub-saharan_africa north_africa west_africa east_africa southern_africa balkans caribbean
    scandinavia siberia west east north south midwest west_bank earth mars moon venus mercury jupiter
    saturn pluto neptune uranus world milky_way solar_system sahara himalayas alps andes rockies
    pacific atlantic mediterranean arctic antarctic baltic levant maghreb eurasia crimea new_england
    gaza_strip""".split()
)  # fmt: skip
_EXTRA_GPE = frozenset(
    """us u.s. u.s usa u.s.a. uk u.k. uae eu america britain great_britain england scotland wales
    northern_ireland soviet_union ussr holland burma nyc d.c. dc washington_d.c. la nsw uk. drc prc
    roc gdr yugoslavia czechoslovakia prussia persia tibet palestine kosovo taiwan hong_kong macau
    ivory_coast vatican vatican_city confederacy union_of_soviet_socialist_republics korea
    north_korea south_korea russia vietnam laos syria iran moldova tanzania venezuela bolivia brunei
    czech_republic czechia new_york california texas florida virginia pennsylvania""".split()
)  # fmt: skip


class PlaceTypes:
    """Answer which of GPE, LOC and FAC a place name may be."""

    def __init__(self, gazetteers: Path | None) -> None:
        """Read the lists below `gazetteers`; without them only head nouns decide."""
        self._gazetteers = gazetteers

    def allowed(self, words: Sequence[str]) -> frozenset[str]:
        """Return the labels a place name may carry: one where it is clear, else all three."""
        lowered = [word.lower() for word in words if word.lower() != "the"]
        if not lowered:
            return ANY_PLACE
        key = "_".join(lowered)
        if key in _CONTINENTS:
            return frozenset({LOC})
        if key in _EXTRA_GPE or key in self.countries:
            return frozenset({GPE})
        return self._by_head(lowered) or self._by_list(key)

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
        return frozenset(_key(row["UNTERM English Short"].replace(" (the)", "")) for row in
                         self._rows("country-codes/data/country-codes.csv")) | frozenset(
            _key(row["country"]) for row in self._rows("world-cities/data/world-cities.csv"))  # fmt: skip

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


def _key(name: str) -> str:
    return "_".join(name.lower().split())


def read_demonyms() -> frozenset[str]:
    """Return the names of peoples, faiths and parties, singular and plural."""
    text = files("kg.training").joinpath("data/demonyms.txt").read_text(encoding="utf-8")
    words = {word for line in text.splitlines() if line[:1] != "#" for word in line.split()}
    return frozenset(words | {f"{word}s" for word in words if word[-1] not in "shz"})
