"""From clusters to the things of the graph, and from verdicts to decisions a reader understands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.datamodel import Decision, Resolution, ResolvedEntity
from kg.resolve import choosing, names
from kg.resolve.choosing import Thing
from kg.resolve.clusters import Clusters, Verdict
from kg.resolve.links import links
from kg.resolve.rules import Rules

_MOST_NAMED = 3  # documents that a reason names before it counts


def assemble(clusters: Clusters, rules: Rules) -> Resolution:
    """Give one entity for each cluster, sorted by IRI, and the decisions that led there."""
    groups = clusters.groups()
    found = [_thing(group, clusters, rules) for group in groups]
    iris = choosing.choose_iris(found, rules.ontology)
    things = _told_apart(found)
    entities = [
        _entity(iri, thing, clusters.facts(group[0]).countries)
        for iri, group, thing in zip(iris, groups, things, strict=True)
    ]
    labels = {clusters.root(g[0]): thing.label for g, thing in zip(groups, things, strict=True)}
    decisions = sorted(set(_decisions(clusters, labels)), key=_order)
    return Resolution(tuple(sorted(entities, key=lambda e: e.iri)), tuple(decisions))


def _thing(group: Sequence[int], clusters: Clusters, rules: Rules) -> Thing:
    units = [clusters.units[i] for i in group]
    label = choosing.choose_label(units)
    homes = clusters.facts(group[0]).homes
    place = ""
    if units[0].family in ("body", "project") and len(homes) == 1:
        named = names.body_name(label, rules.known_places).place
        place = "" if named else choosing.place_label(min(homes))
    return Thing(
        type=choosing.choose_class(_types(group, clusters), units, rules.ontology),
        label=label,
        units=units,
        attributes=dict(choosing.choose_attributes(units)),
        place=place,
    )


def _told_apart(things: Sequence[Thing]) -> list[Thing]:
    """Add the place to the labels of bodies that several places have."""
    homes: dict[str, set[str]] = defaultdict(set)
    for thing in things:
        homes[thing.label].add(thing.place)
    return [
        replace(thing, label=f"{thing.label} ({thing.place})")
        if thing.place and len(homes[thing.label]) > 1
        else thing
        for thing in things
    ]


def _types(group: Sequence[int], clusters: Clusters) -> list[str]:
    """Give the classes that vote: for a place as it was settled, else as it was read."""
    settled = clusters.facts(group[0]).types
    types = []
    for i in group:
        unit = clusters.units[i]
        broad = unit.family == "place" and unit.type not in settled
        types.append(min(settled) if broad and len(settled) == 1 else unit.type)
    return types


def _entity(iri: str, thing: Thing, countries: frozenset[str]) -> ResolvedEntity:
    units = thing.units
    told = {name for unit in units for name in unit.names} | {thing.label}
    codes = frozenset(country.removeprefix("iso ") for country in countries)
    same_as, exact = links(thing.type, sorted(told), codes)
    return ResolvedEntity(
        iri=iri,
        type=thing.type,
        label=thing.label,
        names=tuple(sorted(told)),
        attributes=choosing.choose_attributes(units),
        members=tuple(sorted(unit.key for unit in units)),
        same_as=tuple(same_as),
        exact_match=tuple(exact),
    )


def _order(decision: Decision) -> tuple[str, str, bool, str]:
    return (decision.left, decision.right, decision.merged, decision.reason)


def _decisions(clusters: Clusters, labels: dict[int, str]) -> Iterator[Decision]:
    """Tell the verdicts once for each pair of names, and refusals once for each pair of things."""
    merged: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for verdict in clusters.verdicts:
        left, right = clusters.units[verdict.left], clusters.units[verdict.right]
        if verdict.merged:
            label = labels[clusters.root(verdict.right)]
            other = [unit.name for unit in (right, left) if unit.name != label]
            name = other[0] if other else label
            merged[name, label, verdict.reason] |= {left.document, right.document}
        elif clusters.root(verdict.left) != clusters.root(verdict.right):
            yield _refusal(clusters, verdict, labels)
    for (name, label, reason), documents in merged.items():
        yield Decision(name, label, merged=True, reason=f"{reason} ({_named(documents)})")


def _refusal(clusters: Clusters, verdict: Verdict, labels: dict[int, str]) -> Decision:
    pair = sorted((clusters.root(verdict.left), clusters.root(verdict.right)))
    first, second = (clusters.units[i] for i in pair)
    left, right = (labels[i] for i in pair)
    where = f"{first.document} and {second.document}"
    return Decision(left, right, merged=False, reason=f"{verdict.reason} ({where})")


def _named(documents: set[str]) -> str:
    """Name a few documents, and count many."""
    told = sorted(documents)
    if len(told) <= _MOST_NAMED:
        return " and ".join(told) if len(told) < 3 else ", ".join(told)
    return f"{', '.join(told[:_MOST_NAMED])} and {len(told) - _MOST_NAMED} more"
