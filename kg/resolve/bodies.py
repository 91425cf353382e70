"""Places, and the bodies, facilities and projects that are told apart by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.gazetteer import common_words
from kg.resolve import names, rules
from kg.resolve.blocks import around, blocks, same_name, units_of
from kg.resolve.clusters import Against, Clusters, Facts
from kg.resolve.rules import Rules
from kg.resolve.units import Unit


def unite_places(clusters: Clusters, law: Rules) -> None:
    """Unite places by their bare names."""
    against: Against = lambda a, b: rules.against_places(a, b, law)  # noqa: E731
    units = units_of(clusters, "place")
    for i, unit in units:
        clusters.learn(i, rules.place_facts(unit, law, _countries(clusters, unit)), against)
    for block in blocks((i, rules.place_keys(unit, law)) for i, unit in units):
        clusters.settle(block, same_name(clusters))


def _countries(clusters: Clusters, unit: Unit) -> frozenset[str]:
    """Give the countries that the text says a place lies in."""
    keys = unit.related("locatedIn", "partOf", "headquarteredIn")
    objects = (clusters.units[clusters.index[key]] for key in keys if key in clusters.index)
    bare = (names.place_name(name).bare for thing in objects for name in thing.full)
    return frozenset(name for name in bare if name.startswith("iso "))


def unite_bodies(clusters: Clusters, law: Rules) -> None:
    """Unite bodies, facilities and projects by what they are and whose."""
    against: Against = lambda a, b: rules.against_bodies(a, b, law)  # noqa: E731
    units = units_of(clusters, "body", "project")
    company = around(clusters)
    for i, unit in units:
        facts = rules.body_facts(unit, law)
        own = {" ".join(names.words(name)) for name in unit.full}
        known = Facts(
            context=frozenset(company[unit.document] - own),
            documents=frozenset({unit.document}),
        )
        clusters.learn(i, facts.united(known), against)
    for family in ("body", "project"):
        keyed = ((i, rules.body_keys(u, law)) for i, u in units if u.family == family)
        for block in blocks(keyed):
            clusters.settle(block, same_name(clusters))
    _acronyms(clusters, [(i, unit) for i, unit in units if unit.family == "body"])
    _first_words(clusters, [(i, unit) for i, unit in units if unit.family == "body"])


def _acronyms(clusters: Clusters, units: list[tuple[int, Unit]]) -> None:
    """Join what a document calls by an acronym alone with the body that others give it to."""
    explicit: dict[str, set[int]] = defaultdict(set)
    spelled: dict[str, set[int]] = defaultdict(set)
    for i, unit in units:
        if unit.acronyms:
            for name in unit.acronyms:
                explicit[_letters(name)].add(clusters.root(i))
        for name in unit.full if not _is_short(unit) else ():
            for letters in names.initials(name):
                spelled[letters].add(clusters.root(i))
    for i, unit in units:
        if _is_short(unit):
            for name in unit.names:
                letters = _letters(name)
                _one_of(clusters, i, explicit[letters], f"{name} is given as its short form")
                near = [j for j in spelled[letters] if _is_near(clusters, i, j, len(letters))]
                _one_of(clusters, i, near, f"{name} are the initials of its name")


def _is_near(clusters: Clusters, i: int, j: int, letters: int) -> bool:
    """Tell whether initials are enough: in one document, or many enough and in one company."""
    left, right = clusters.facts(i), clusters.facts(j)
    if left.documents & right.documents:
        return True
    return letters > 2 and bool(left.context & right.context)


def _is_short(unit: Unit) -> bool:
    return all(names.is_acronym(name) for name in unit.names)


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _one_of(clusters: Clusters, i: int, found: Iterable[int], reason: str) -> None:
    """Join a unit with the only fitting cluster, or with the one that shares most with it."""
    roots = sorted({clusters.root(j) for j in found} - {clusters.root(i)})
    free = [j for j in roots if not clusters.refusal(i, j)]
    if free and not any(clusters.root(i) == clusters.root(j) for j in found):
        clusters.settle_one(i, free, reason)


def _first_words(clusters: Clusters, units: list[tuple[int, Unit]]) -> None:
    """Join `Becker` with the only body whose name begins so, among the same people and bodies."""
    longer: dict[str, set[int]] = defaultdict(set)
    for i, unit in units:
        for name in unit.full:
            parts = names.body_name(name)
            if len(parts.core) > 1 and not parts.place:
                longer[names.words(name)[0]].add(clusters.root(i))
    for i, unit in units:
        told = names.words(unit.name)
        if len(told) != 1 or _is_short(unit) or told[0] in common_words():
            continue
        roots = {clusters.root(j) for j in longer[told[0]]} - {clusters.root(i)}
        near = [j for j in sorted(roots) if clusters.facts(i).context & clusters.facts(j).context]
        if len(roots) == 1 and near:
            clusters.join(near[0], i, f"{unit.name} is the first word of its name")
