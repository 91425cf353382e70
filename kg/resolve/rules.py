"""For each family of classes: the keys that bring units together, and what speaks against it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from kg.gazetteer import common_words, heads, places
from kg.ontology import Ontology
from kg.resolve import names
from kg.resolve.clusters import Facts
from kg.resolve.units import Unit

_APART_DAYS: Final = 200  # within which undated tellings of an event of one name are of one event
_PARTS_OF_BODIES: Final = frozenset({
    "board", "delegation", "director", "governor", "jury", "leadership", "management", "panel",
    "secretariat", "staff", "team", "trustee", "working", "group", "branch", "office",
})  # fmt: skip
_CIRCLES: Final = frozenset({
    "association", "bar", "business", "chamber", "chess", "commerce", "club", "cooperative",
    "entrepreneur", "farmer", "federation", "football", "industry", "investor", "journalist",
    "labor", "lawyer", "league", "network", "society", "student", "teacher", "trade", "union",
    "veteran", "volunteer", "woman", "women", "worker", "writer", "young", "youth",
})  # fmt: skip
_WORLDWIDE: Final = frozenset({
    "world", "global", "international", "united", "union", "european", "asian", "african",
    "american",
})  # fmt: skip
_BROAD_PLACES: Final = frozenset({"GeopoliticalEntity", "Place"})


class Rules:
    """What the rules need to know of the whole set of documents."""

    def __init__(self, units: Sequence[Unit], ontology: Ontology) -> None:
        """Collect the bare names of places, to be found within names of bodies."""
        self.ontology = ontology
        told: dict[str, set[str]] = defaultdict(set)
        for unit in units:
            for name in unit.full if unit.type in ("Region", "City") else ():
                told[names.place_name(name).bare].add(unit.type)
        self._kinds = {bare: min(types) for bare, types in told.items() if len(types) == 1}
        self.known_places = frozenset(
            bare for bare in told if bare and not set(bare.split()) & common_words()
        )
        self._abbreviated = {
            names.body_name(name, self.known_places).core
            for unit in units
            for name in (unit.full if unit.acronyms else ())
        }
        self._named: dict[tuple[str, tuple[str, ...]], set[names.BodyName]] = defaultdict(set)
        for unit in units:
            for name in unit.full if unit.family in ("body", "project") else ():
                parts = names.body_name(name, self.known_places)
                if parts.place:
                    self._named[unit.document, parts.core].add(parts)

    def disagree(self, left: frozenset[str], right: frozenset[str]) -> str:
        """Say which classes of two things exclude each other; empty when some do not."""
        pairs = [(a, b) for a in self._narrowest(left) for b in self._narrowest(right)]
        is_a = self.ontology.is_a
        if not pairs or any(is_a(a, b) or is_a(b, a) for a, b in pairs):
            return ""
        return f"one is a {pairs[0][0]}, the other a {pairs[0][1]}"

    def _narrowest(self, types: frozenset[str]) -> list[str]:
        is_a = self.ontology.is_a
        return sorted(t for t in types if not any(o != t and is_a(o, t) for o in types))

    def body_name(self, unit: Unit, name: str) -> names.BodyName:
        """Take the name of a body, facility or project apart; add the place it is understood of."""
        parts = names.body_name(name, self.known_places)
        if parts.place or not self.is_local(unit, parts):
            return parts
        home = self._home_in_text(unit, parts) or self._home_on(unit, parts)
        return names.BodyName(parts.core, home, parts.level)

    def _home_in_text(self, unit: Unit, parts: names.BodyName) -> str:
        """Give the only place whose body of this kind and level the document names."""
        fitting = {
            other.place
            for other in self._named.get((unit.document, parts.core), ())
            if parts.level in ("", other.level or self._kinds.get(other.place, parts.level))
        }
        return fitting.pop() if len(fitting) == 1 else ""

    def is_local(self, unit: Unit, parts: names.BodyName) -> bool:
        """Tell a name that many places have (`Provincial People's Committee`) from one's own."""
        if parts.level:
            return True
        if unit.type == "GovernmentBody":
            return not _WORLDWIDE & set(parts.core)
        built = unit.type == "Institution" and not set(parts.core).isdisjoint(heads("facility"))
        if built or unit.type in ("Facility", "Place", "Project"):
            return set(parts.core) <= common_words()
        if unit.type not in ("Association", "Institution", "Organization"):
            return False
        return set(parts.core) <= _CIRCLES and parts.core not in self._abbreviated

    def _home_on(self, unit: Unit, parts: names.BodyName) -> str:
        """Give the place of a document that a local name is understood of."""
        if {"ministry", "ministers", "minister"} & set(parts.core) or parts.level == "Country":
            return unit.home.country
        if parts.level == "City":
            return unit.home.city or unit.home.place
        return unit.home.place


def place_keys(unit: Unit, rules: Rules) -> set[str]:
    """Give the bare names of a place; a name such as `New City` with the place it lies in."""
    found = set()
    for name in unit.full:
        read = names.place_name(name)
        own = set(read.bare.split())
        if unit.type == "Place" and own and own <= common_words():
            parts = rules.body_name(unit, name)
            found.add(f"{' '.join(parts.core)} | {parts.place}")
        elif unit.type == "Place" and (parts := rules.body_name(unit, name)).place:
            found.add(f"{' '.join(parts.core)} | {parts.place}")
        else:
            found.add(read.bare)
    return found - {""}


def place_facts(unit: Unit, rules: Rules, countries: frozenset[str]) -> Facts:
    """Settle of which kind a place is: by its words, else the gazetteer, else as it was read."""
    told = {read.type for name in unit.full if (read := names.place_name(name)).type}
    types = told & {"Country", "Region", "City"}
    if len(types) > 1:
        types &= {unit.type}
    if not types and unit.type in _BROAD_PLACES:
        known = places().lookup(unit.name)
        types = {known[0].type} if known else set()
    if not types:
        types = {unit.type} - _BROAD_PLACES
    return Facts(types=frozenset(types), countries=countries)


def against_places(left: Facts, right: Facts, rules: Rules) -> str:
    """Keep a city and a province of one name apart, and cities of different countries."""
    disagreement = rules.disagree(left.types, right.types)
    if disagreement:
        return disagreement
    if left.countries and right.countries and not left.countries & right.countries:
        return f"one lies in {listed(left.countries)}, the other in {listed(right.countries)}"
    return ""


def body_keys(unit: Unit, rules: Rules) -> set[str]:
    """Give the parts of a body's full names: what it is, and whose.

    A part of a body that is not named (`Board of Directors`) has none: it may be any body's.
    """
    parts = [rules.body_name(unit, name) for name in unit.full if unit.named]
    named = [part for part in parts if not set(part.core) <= _PARTS_OF_BODIES]
    return {f"{' '.join(part.core)} | {part.place}" for part in named}


def body_facts(unit: Unit, rules: Rules) -> Facts:
    """Give level and, of a body with a name of one word, the class."""
    parts = [rules.body_name(unit, name) for name in unit.full]
    levels = frozenset(part.level for part in parts if part.level)
    single = all(len(part.core) == 1 and not part.place for part in parts)
    known = unit.type not in ("Organization", "Facility", "Institution", "Place")
    types = {unit.type} if single and known and unit.family == "body" else set()
    local = frozenset(part.place for part in parts if part.place)
    return Facts(types=frozenset(types), levels=levels, homes=local)


def against_bodies(left: Facts, right: Facts, rules: Rules) -> str:
    """Keep a city's committee and a province's of one name apart."""
    if left.levels and right.levels and not left.levels & right.levels:
        return f"one is of a {listed(left.levels)}, the other of a {listed(right.levels)}"
    if left.homes and right.homes and not left.homes & right.homes:
        return f"one belongs to {listed(left.homes)}, the other to {listed(right.homes)}"
    return rules.disagree(left.types, right.types)


def person_keys(unit: Unit) -> set[str]:
    """Give the full names of a person; a single name is no key between documents."""
    told = [names.person_words(name) for name in unit.full]
    return {" ".join(words) for words in told if len(words) > 1}


def against_people(left: Facts, right: Facts) -> str:
    """Keep two people of one name apart only where bodies, places and all around them differ."""
    if not (left.employers and right.employers and left.homes and right.homes):
        return ""
    if left.employers & right.employers or left.homes & right.homes:
        return ""
    if len(left.context & right.context) > 1:
        return ""
    where = f"{listed(left.homes)} and {listed(right.homes)}"
    return f"other bodies, other places ({where}) and hardly anyone in common"


def award_keys(unit: Unit) -> set[str]:
    """Give the names of an award without the words that come and go."""
    told = {names.GIVER.sub("", name) for name in unit.names} | set(unit.names)
    return {names.award_key(name) for name in told} - {""}


def against_givers(left: Facts, right: Facts) -> str:
    """Keep awards and criteria of one name apart that different bodies grant or set.

    A giver that the other's document speaks of too may go by another name there.
    """
    if not (left.employers and right.employers) or left.employers & right.employers:
        return ""
    if left.employers & right.context or right.employers & left.context:
        return ""
    return "they are granted or set by different bodies"


def is_narrower(short: str, long: str) -> bool:
    """Tell whether all words of a name begin words of another: `sustain`, `Digital Equality`."""
    stems = [
        [w.rstrip("e") for w in names.words(name) if w not in names.SMALL] for name in (short, long)
    ]
    return bool(stems[0]) and all(
        any(min(len(a), len(b)) > 3 and (a.startswith(b) or b.startswith(a)) for b in stems[1])
        for a in stems[0]
    )


def plain_keys(unit: Unit, *endings: str) -> set[str]:
    """Give the comparable words of all names, without an ending that comes and goes."""
    told = [names.words(name) for name in unit.names]
    return {" ".join(w[:-1] if len(w) > 1 and w[-1] in endings else w) for w in told} - {""}


def event_words(unit: Unit) -> tuple[frozenset[str], frozenset[str]]:
    """Give the head words of an event (`conference`) and all the others of its names."""
    told = names.slug_words(unit.full)
    kinds = frozenset(word for word in told if word in heads("event"))
    return kinds, told - kinds


def against_events(left: Facts, right: Facts, rules: Rules) -> str:
    """Keep events of different dates, kinds or documents apart."""
    if left.documents & right.documents:
        return "one document tells of both"
    disagreement = rules.disagree(left.types, right.types)
    if disagreement:
        return disagreement
    if left.dates and right.dates:
        if any(_overlap(a, b) for a in left.dates for b in right.dates):
            return ""
        return f"one was on {listed(d[0] for d in left.dates)}, the other on " + listed(
            d[0] for d in right.dates
        )
    if _far(left.issued, right.issued):
        return "undated, and told more than half a year apart"
    return ""


def _overlap(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Compare spans of dates as finely as the coarser of their ends tells."""
    n = min(len(a[0]), len(b[0]))
    return a[0][:n] <= b[1][:n] and b[0][:n] <= a[1][:n]


def _far(left: frozenset[str], right: frozenset[str]) -> bool:
    days = [[_day(text) for text in side if len(text) >= 10] for side in (left, right)]
    if not all(days):
        return False
    return min(abs((a - b).days) for a in days[0] for b in days[1]) > _APART_DAYS


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return dt.date.min


def listed(values: Iterable[str]) -> str:
    """Write values for a reader."""
    return " or ".join(sorted({_shown(value) for value in values}))


def _shown(value: str) -> str:
    if value.startswith("iso "):
        return value.removeprefix("iso ").upper()
    return value.title() if value.islower() else value
