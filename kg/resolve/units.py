"""The local entities of all documents, as resolution looks at them.

A unit is one entity of one document with what speaks for and against its being one with others:
the place its document is about, what it is connected with there, dates, and givers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.datamodel import Entity, Extraction
from kg.gazetteer import national_names, places
from kg.ontology import Ontology
from kg.resolve.names import is_acronym, place_name, variants, words

FAMILIES: Final = (
    ("Person", "person"),
    ("GeopoliticalEntity", "place"),
    ("Facility", "body"),
    ("Organization", "body"),
    ("Place", "place"),
    ("Event", "event"),
    ("Award", "award"),
    ("Project", "project"),
    ("Criterion", "criterion"),
    ("Model", "model"),
)


_ACTS: Final = ("chaired", "led", "spokeAt", "holdsPositionIn", "founderOf")


@dataclass(frozen=True, slots=True)
class Home:
    """The places a document is about, by bare name: most often named region, city and country."""

    region: str = ""
    city: str = ""
    country: str = ""

    @property
    def place(self) -> str:
        """Give the region, or the city where no region is named."""
        return self.region or self.city


@dataclass(frozen=True, slots=True)
class Unit:
    """An entity of one document.

    `full` are names that are no acronym. `named` tells a name from a noun such as `the delegation`,
    which means another thing in every document. `linked` are the keys of entities that statements
    connect it with, `objects` those of which it is the subject, each with the property. `subject_of`
    and `object_of` are the properties of all statements about it. `dates` are pairs of start and end
    in ISO 8601.
    """

    key: tuple[str, str]
    type: str
    family: str
    name: str
    names: tuple[str, ...]
    full: tuple[str, ...]
    acronyms: tuple[str, ...]
    home: Home
    issued: str
    named: bool
    linked: frozenset[tuple[str, str]]
    objects: frozenset[tuple[str, tuple[str, str]]]
    dates: tuple[tuple[str, str], ...]
    attributes: tuple[tuple[str, str], ...]
    subject_of: frozenset[str] = frozenset()
    object_of: frozenset[str] = frozenset()

    @property
    def document(self) -> str:
        """Give the id of the document."""
        return self.key[0]

    def related(self, *properties: str) -> frozenset[tuple[str, str]]:
        """Give the keys of the objects of some properties."""
        return frozenset(key for name, key in self.objects if name in properties)

    @property
    def label(self) -> str:
        """Name the unit and its document, for a reader."""
        return f"{self.name} ({self.document})"


def family_of(type_: str, ontology: Ontology) -> str:
    """Give the family of classes within which things may be one."""
    return next((f for cls, f in FAMILIES if ontology.is_a(type_, cls)), f"other {type_}")


def read_units(extractions: Iterable[Extraction], ontology: Ontology) -> list[Unit]:
    """Give the units of all documents, in order of document and entity id."""
    units = [
        unit
        for extraction in sorted(extractions, key=lambda e: e.article.id)
        for unit in _of_document(extraction, ontology)
    ]
    known = {place_name(name).bare for u in units if u.family == "place" for name in u.full}
    people = [u for u in units if u.family == "person" and (u.related(*_ACTS) or " " in u.name)]
    known -= {word for unit in people for name in unit.full for word in words(name)}
    told = {(unit.document, words(unit.name)): unit for unit in units if unit.linked}
    return [_reread(unit, known, told) for unit in units]


def _reread(
    unit: Unit,
    known: set[str],
    told: Mapping[tuple[str, tuple[str, ...]], Unit],
) -> Unit:
    """Correct the class of a place that was read as a person, and of a name nothing is said of.

    The latter takes the class of what its document says something of under the same name.
    """
    if _is_place_misread(unit, known):
        return _no_person(unit)
    other = told.get((unit.document, words(unit.name)))
    if other is None or unit.linked or other.family == unit.family:
        return unit
    if unit.family == "place" and _known_type(unit.name):
        return unit
    return replace(unit, type=other.type, family=other.family)


def _is_place_misread(unit: Unit, known: set[str]) -> bool:
    """Tell a place that was read as a person: other texts and the gazetteer know it, no act is."""
    if unit.family != "person" or unit.related(*_ACTS):
        return False
    return all(place_name(name).bare in known and _known_type(name) for name in unit.full)


def _no_person(unit: Unit) -> Unit:
    return replace(unit, type=_known_type(unit.full[0]), family="place")


def _known_type(name: str) -> str:
    """Give the class of a place that the gazetteer knows, by name or adjective; empty for none."""
    known = places().lookup(name)
    return place_name(name).type or (known[0].type if known else "")


def _of_document(extraction: Extraction, ontology: Ontology) -> list[Unit]:
    counts = Counter(mention.entity for mention in extraction.mentions)
    kinds: dict[str, set[str]] = defaultdict(set)
    for mention in extraction.mentions:
        kinds[mention.entity] |= {mention.kind} - {"pronoun"}
    home = _home(extraction.entities, counts)
    linked, objects, dates = _connections(extraction)
    subject_of, object_of = _parts(extraction)
    units = []
    for entity in sorted(extraction.entities, key=lambda e: e.id):
        names = _names(entity)
        full = tuple(name for name in names if not is_acronym(name)) or names
        units.append(
            Unit(
                key=(extraction.article.id, entity.id),
                type=entity.type,
                family=family_of(entity.type, ontology),
                name=entity.name,
                names=names,
                full=full,
                acronyms=tuple(name for name in names if name not in full),
                home=home,
                issued=extraction.article.issued,
                named=kinds[entity.id] != {"nominal"},
                linked=frozenset(linked[entity.id]),
                objects=frozenset(objects[entity.id]),
                dates=_dates(entity, dates[entity.id]),
                attributes=entity.attributes,
                subject_of=frozenset(subject_of[entity.id]),
                object_of=frozenset(object_of[entity.id]),
            )
        )
    return units


def _parts(extraction: Extraction) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Give the properties of all statements by their subject, and by their object."""
    subject_of: dict[str, set[str]] = defaultdict(set)
    object_of: dict[str, set[str]] = defaultdict(set)
    for statement in extraction.statements:
        subject_of[statement.subject].add(statement.property)
        object_of[statement.object].add(statement.property)
    return subject_of, object_of


def _names(entity: Entity) -> tuple[str, ...]:
    told = sorted({" ".join(name.split()) for name in (entity.name, *entity.names)} - {""})
    return tuple(dict.fromkeys(part for name in told for part in variants(name)))


def _home(entities: Sequence[Entity], counts: Mapping[str, int]) -> Home:
    """Find what a document is about; a city tells its country, a region too."""
    best: dict[str, tuple[int, str, str]] = {}
    for entity in entities:
        slot = {"Region": "region", "GeopoliticalEntity": "region", "City": "city"}.get(
            entity.type, "country" if entity.type == "Country" else ""
        )
        if slot == "region" and entity.name in national_names():
            slot = "country"
        if entity.type == "GeopoliticalEntity" and not places().lookup(entity.name):
            continue  # a guess of the model's is nobody's home
        if slot:
            key = (-counts[entity.id], entity.id, place_name(entity.name).bare)
            best[slot] = min(best.get(slot, key), key)
    found = {slot: key[2] for slot, key in best.items()}
    country = _country_of(found.get("region", "")) or _country_of(found.get("city", ""))
    return Home(found.get("region", ""), found.get("city", ""), country or found.get("country", ""))


def _country_of(bare: str) -> str:
    """Give the country of a place, where all places of the name lie in one."""
    codes = {place.country for place in places().lookup(bare)} if bare else set()
    return f"iso {codes.pop().lower()}" if len(codes) == 1 else ""


_Linked = dict[str, set[tuple[str, str]]]
_Objects = dict[str, set[tuple[str, tuple[str, str]]]]


def _connections(extraction: Extraction) -> tuple[_Linked, _Objects, dict[str, set[str]]]:
    """Give what statements connect each entity with: all, by property, and with which dates."""
    linked: _Linked = defaultdict(set)
    objects: _Objects = defaultdict(set)
    dates: dict[str, set[str]] = defaultdict(set)
    document = extraction.article.id
    for statement in extraction.statements:
        if statement.stance == "negated":
            continue
        linked[statement.subject].add((document, statement.object))
        linked[statement.object].add((document, statement.subject))
        objects[statement.subject].add((statement.property, (document, statement.object)))
        for name, value in statement.qualifiers:
            if name == "date":
                dates[statement.subject].add(value)
                dates[statement.object].add(value)
    return linked, objects, dates


def _dates(entity: Entity, said: set[str]) -> tuple[tuple[str, str], ...]:
    told = dict(entity.attributes)
    start = told.get("startDate") or told.get("date") or ""
    if start:
        return ((start, told.get("endDate") or start),)
    return tuple((date, date) for date in sorted(said))
