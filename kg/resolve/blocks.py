"""Units that a key brings together, and what their documents have around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from kg.resolve import names, rules
from kg.resolve.clusters import Clusters
from kg.resolve.units import Unit


def units_of(clusters: Clusters, *families: str) -> list[tuple[int, Unit]]:
    """Give the units of some families, each with its index."""
    return [(i, unit) for i, unit in enumerate(clusters.units) if unit.family in families]


def blocks(keyed: Iterable[tuple[int, Iterable[str]]]) -> list[list[int]]:
    """Group units by key; keys of more words come first, since they say more."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, keys in keyed:
        for key in keys:
            found[key].append(i)
    ordered = sorted(found, key=lambda key: (-len(key.split()), key))
    return [found[key] for key in ordered if len(found[key]) > 1]


def around(clusters: Clusters) -> dict[str, frozenset[str]]:
    """Give the full names of people and bodies that each document speaks of."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, unit in units_of(clusters, "person", "body"):
        for name in unit.full:
            if len(names.words(name)) > 1:
                found[unit.document].add(" ".join(names.words(name)))
    return defaultdict(frozenset, {key: frozenset(value) for key, value in found.items()})


def same_name(clusters: Clusters) -> Callable[[int, int], str]:
    """Say how the names of two units are alike."""

    def reason(i: int, j: int) -> str:
        left, right = clusters.units[i], clusters.units[j]
        folded = {" ".join(names.words(name)) for name in left.names}
        if folded & {" ".join(names.words(name)) for name in right.names}:
            return "the same name"
        homes = sorted(clusters.facts(i).homes)
        if left.family in ("body", "project") and homes:
            return f"the same words, and both belong to {rules.listed(homes)}"
        return "forms of one name"

    return reason
