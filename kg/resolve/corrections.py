"""What a user's corrections do to a resolution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.datamodel import Decision, Resolution, ResolvedEntity
from kg.ontology import Ontology
from kg.resolve.clusters import Clusters
from kg.resolve.curation import Correction, Curation, iri_name, is_iri, named_alike
from kg.resolve.names import variants
from kg.resolve.units import Unit


def corrected_clusters(
    units: Sequence[Unit], corrections: Curation, uncorrected: Resolution
) -> Clusters:
    """Start clusters with what the user said is one thing, or never is."""
    marks: dict[int, set[str]] = defaultdict(set)
    for row in corrections.of("different"):
        left, right = _sides(row, units, uncorrected)
        for side, sign in ((left, "+"), (right, "-")):
            for i in side if left and right else ():
                marks[i].add(f"{row.where}{sign}")
    clusters = Clusters.marked(units, {i: frozenset(own) for i, own in marks.items()})
    for row in corrections.of("same"):
        both = sorted({i for thing in row.arguments for i in _named(thing, units, uncorrected)})
        for i in both[1:]:
            clusters.join(both[0], i, f"made one by {row.where}")
    return clusters


def _sides(
    row: Correction, units: Sequence[Unit], uncorrected: Resolution
) -> tuple[set[int], set[int]]:
    """Give both sides of `different`; a side within the other is set apart from the rest."""
    left, right = (set(_named(thing, units, uncorrected)) for thing in row.arguments)
    if left < right:
        right -= left
    elif right <= left:
        left -= right
    return left - right, right


def _named(thing: str, units: Sequence[Unit], uncorrected: Resolution) -> list[int]:
    """Find the units that a row names."""
    if is_iri(thing):
        wanted = iri_name(thing)
        members = {m for e in uncorrected.entities if e.iri == wanted for m in e.members}
        return [i for i, unit in enumerate(units) if unit.key in members]
    document, hash_, name = thing.rpartition("#")
    wanted = name if hash_ else thing
    here = [(i, unit) for i, unit in enumerate(units) if not hash_ or unit.document == document]
    called = [i for i, unit in here if named_alike(wanted, (unit.name, variants(unit.name)[0]))]
    return called or [i for i, unit in here if named_alike(wanted, unit.names)]


def apply_corrections(
    resolution: Resolution, corrections: Curation, uncorrected: Resolution, ontology: Ontology
) -> Resolution:
    """Rename and retype; tell which rows of `same` and `different` did nothing."""
    entities = list(resolution.entities)
    decisions = list(resolution.decisions)
    for row in corrections.of("rename", "retype"):
        for i, entity in enumerate(entities):
            if _is_meant(row.arguments[0], entity, uncorrected):
                entities[i] = _changed(entity, row)
                said = f"{row.action}d to {row.arguments[1]} by {row.where}"
                decisions.append(Decision(entity.label, row.arguments[1], merged=True, reason=said))
    return Resolution(tuple(entities), tuple(decisions))


def _is_meant(thing: str, entity: ResolvedEntity, uncorrected: Resolution) -> bool:
    if is_iri(thing):
        wanted = iri_name(thing)
        before = {m for e in uncorrected.entities if e.iri == wanted for m in e.members}
        return entity.iri == wanted or bool(before & set(entity.members))
    document, hash_, name = thing.rpartition("#")
    if hash_ and document not in {member[0] for member in entity.members}:
        return False
    return named_alike(name if hash_ else thing, entity.names)


def _changed(entity: ResolvedEntity, row: Correction) -> ResolvedEntity:
    if row.action == "retype":
        return replace(entity, type=row.arguments[1])
    names = tuple(sorted({*entity.names, row.arguments[1]}))
    return replace(entity, label=row.arguments[1], names=names)
