"""What a united thing is called, what it is, and under which IRI it stands."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from anyascii import anyascii

from kg.gazetteer import places, titles
from kg.ontology import Ontology
from kg.resolve import names
from kg.resolve.units import Unit

FOLDERS: Final = (
    ("Person", "person"),
    ("Organization", "organization"),
    ("Country", "country"),
    ("Region", "region"),
    ("City", "city"),
    ("Facility", "facility"),
    ("Place", "place"),
    ("Event", "event"),
    ("Award", "award"),
    ("Project", "project"),
    ("Criterion", "criterion"),
    ("Model", "model"),
)
_BOTH: Final = "Institution"
_HALVES: Final = ("Facility", "Organization")
_SINGLE: Final = frozenset({"startDate", "endDate"})
_LONGEST_SLUG: Final = 60
_LONGEST_LABEL: Final = 120


@dataclass(frozen=True, slots=True)
class Thing:
    """What units make together; `place` is whose it is, where its label does not say so."""

    type: str
    label: str
    units: Sequence[Unit]
    attributes: Mapping[str, str]
    place: str = ""


def choose_type(types: Sequence[str], ontology: Ontology) -> str:
    """Choose the class that most units agree with, a broader vote counting for all below it.

    Of several, the narrowest, then the one that was itself chosen most often.
    """
    votes = Counter(types)
    if len(votes) == 1:  # most things stand in one document: nothing to weigh
        return types[0]

    def rank(cls: str) -> tuple[int, int, int, str]:
        agreeing = sum(n for other, n in votes.items() if ontology.is_a(cls, other))
        return (-agreeing, -len(ontology.ancestors(cls)), -votes[cls], cls)

    return min(votes, key=rank)


def choose_class(types: Sequence[str], units: Sequence[Unit], ontology: Ontology) -> str:
    """Choose a class by the votes of `types`, and widen it where the units' statements need more.

    A building to one document and a body to another is an institution, where its class by votes
    would have the statements of either refused.
    """
    chosen = choose_type(types, ontology)
    if chosen not in _HALVES or _admits(chosen, units, ontology):
        return chosen
    return min(
        (chosen, _BOTH, *(half for half in _HALVES if half in types)),
        key=lambda cls: (not _admits(cls, units, ontology), cls != chosen, cls == _BOTH),
    )


def _admits(cls: str, units: Sequence[Unit], ontology: Ontology) -> bool:
    """Tell whether a class may stand in all the statements of some units."""
    known = ontology.properties
    wanted = {known[p].domain for unit in units for p in unit.subject_of if p in known}
    wanted |= {known[p].range for unit in units for p in unit.object_of if p in known}
    return all(any(ontology.is_a(cls, other) for other in classes) for classes in wanted)


def choose_label(units: Sequence[Unit]) -> str:
    """Choose the name to show: a full one, as most documents write it, with its diacritics."""
    family = units[0].family
    if family == "place" and (country := _country(units)):
        return country
    counts: Counter[str] = Counter()
    for unit in units:
        counts.update({_shown(unit, name) for name in unit.names})
        counts[_shown(unit, unit.name)] += 1
    if len(counts) == 1:
        return next(iter(counts))
    cut = _cut_short(counts) if family == "body" else frozenset()
    return min(
        counts,
        key=lambda name: (*_faults(name, family), name in cut, -counts[name], *_looks(name)),
    )


def _cut_short(told: Iterable[str]) -> frozenset[str]:
    """Find names with which another begins that says more: `Becker` beside `Becker Tools`."""
    core = {name: [w for w in names.words(name) if w not in names.LEGAL_FORMS] for name in told}
    return frozenset(
        name
        for name, words in core.items()
        if any(len(more) > len(words) and more[: len(words)] == words for more in core.values())
    )


def _country(units: Sequence[Unit]) -> str:
    """Give the usual name of a country, the same whichever its documents use."""
    codes = {names.place_name(name).bare for unit in units for name in unit.full}
    code = codes.pop() if len(codes) == 1 else ""
    known = places().country_of_code(code.removeprefix("iso ")) if code.startswith("iso ") else None
    return known.name if known is not None else ""


def place_label(bare: str) -> str:
    """Write the bare name of a place, or the code of a country, for a reader."""
    country = places().country_of_code(bare.removeprefix("iso ")) if bare[:4] == "iso " else None
    return country.name if country is not None else bare.title()


def _shown(unit: Unit, name: str) -> str:
    """Take articles, titles and brackets off a name."""
    told = (names.variants(name) or (name,))[0].split()
    if told[0] == "The" and any(place.name == name for place in places().lookup(name)):
        return name  # The Hague
    while len(told) > 1 and (
        told[0].casefold() in ("the", "a", "an")
        or (unit.family == "person" and told[0].casefold().rstrip(".") in titles())
    ):
        told.pop(0)
    return " ".join(told)


def _faults(name: str, family: str) -> tuple[int, ...]:
    """Count what speaks against showing a name, gravest first."""
    short = int(names.is_acronym(name) or len(name) > _LONGEST_LABEL)
    shouted = int(name.isupper() and len(name) > 4)
    if family == "person":
        return (short, shouted, int(len(name.split()) < 2))
    if family == "place":
        return (short, shouted, int(bool(names.place_name(name).type) and _has_kind(name)))
    parts = names.body_name(name) if family in ("body", "project") else names.BodyName(())
    if family == "award":
        plain = "".join(names.words(name)) == names.award_key(name).replace(" ", "")
        return (int(bool(names.GIVER.match(name))), int(not plain))
    return (short, shouted, int(bool(parts.level) and not parts.place and len(parts.core) > 1))


def _has_kind(name: str) -> bool:
    return not names.place_name(name).bare.startswith("iso ")


def _looks(name: str) -> tuple[int, int, int, str]:
    """Prefer diacritics, then a capital, then length up to a point, then the alphabet."""
    return (int(name.isascii()), int(not name[:1].isupper()), abs(len(name) - 40), name)


def choose_attributes(units: Sequence[Unit]) -> tuple[tuple[str, str], ...]:
    """Unite attributes; of several dates of one kind the most exact, then the most often told."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in units:
        for name, value in unit.attributes:
            votes[name][value] += 1
    found = []
    for name in sorted(votes):
        ranked = sorted(votes[name], key=lambda v: (-len(v), -votes[name][v], v))
        found += [(name, value) for value in (ranked[:1] if name in _SINGLE else sorted(ranked))]
    return tuple(found)


def slug(text: str) -> str:
    """Give a name as part of an IRI: lower case, ASCII, words joined by hyphens.

    >>> slug("Thủ Dầu Một"), slug("People's Committee"), slug("北京")
    ('thu-dau-mot', 'peoples-committee', 'bei-jing')
    """
    plain = re.sub(r"['’‘]", "", text)
    plain = re.sub(r"[^a-z0-9]+", "-", _latin(plain).casefold()).strip("-")
    if len(plain) > _LONGEST_SLUG:
        plain = plain[:_LONGEST_SLUG].rpartition("-")[0] or plain[:_LONGEST_SLUG]
    return plain or "unnamed"


def _latin(text: str) -> str:
    """Write in Latin letters; syllables of scripts without spaces are parted."""
    return (
        "".join(
            char if char.isascii() else (f" {new} " if len(new := anyascii(char)) > 1 else new)
            for char in text
        )
        if any(ord(char) > 0x2E80 for char in text)
        else anyascii(text)
    )


def choose_iris(things: Sequence[Thing], ontology: Ontology) -> list[str]:
    """Name things `<folder>/<slug>`; a body that many places have bears its place in front.

    Of several with one name, the one in the first document bears it plain, and the others a hash
    of their first document. An event bears its date in front; without one, or where nothing is
    named, it always bears that hash.
    """
    plain = [_iri(thing, ontology) for thing in things]
    first = [min(unit.key for unit in thing.units) for thing in things]
    taken: dict[str, int] = {}
    chosen = [""] * len(things)
    for i in sorted(range(len(things)), key=lambda i: first[i]):
        wanted = plain[i]
        if _is_anyones(things[i], wanted) or wanted in taken:
            wanted = f"{wanted}-{_hash(first[i][0])}"
        number = taken.get(wanted, 0) + 1
        taken[wanted] = number
        chosen[i] = wanted if number == 1 else f"{wanted}-{number}"
    return chosen


def _is_anyones(thing: Thing, iri: str) -> bool:
    """Tell a thing without a name of its own: an undated event, `the delegation`."""
    undated = iri.startswith("event/") and not thing.attributes.get("startDate")
    return undated or not any(unit.named for unit in thing.units)


def _iri(thing: Thing, ontology: Ontology) -> str:
    label = thing.label
    folder = next((f for cls, f in FOLDERS if ontology.is_a(thing.type, cls)), thing.type.lower())
    if folder == "award":
        return f"{folder}/{slug(names.award_key(label))}"
    date = thing.attributes.get("startDate", "") if folder == "event" else ""
    if not date:
        return f"{folder}/{slug(f'{thing.place} {label}' if thing.place else label)}"
    return f"{folder}/{date}-{slug(label).removeprefix(f'{date[:4]}-')}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]
