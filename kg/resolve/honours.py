"""Awards by ranking and giver, criteria by the body that sets them, and models by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from kg.resolve import names, rules
from kg.resolve.blocks import blocks, same_name, units_of
from kg.resolve.clusters import Clusters, Facts


def unite_awards(clusters: Clusters) -> None:
    """Unite awards of one name that nobody else grants."""
    units = units_of(clusters, "award")
    around = _bodies_around(clusters)
    for i, unit in units:
        givers = {clusters.name_of(key) for key in unit.related("grantedBy")}
        facts = Facts(employers=frozenset(givers), context=around[unit.document])
        clusters.learn(i, facts, rules.against_givers)
    for block in blocks((i, rules.award_keys(unit)) for i, unit in units):
        clusters.settle(block, same_name(clusters))


def _bodies_around(clusters: Clusters) -> Mapping[str, frozenset[str]]:
    """Give the bodies that each document speaks of."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for _, unit in units_of(clusters, "body"):
        found[unit.document] |= {clusters.name_of(unit.key)}
    return found


def unite_plain(clusters: Clusters, family: str, endings: tuple[str, ...]) -> None:
    """Unite things of one name, but for an ending that comes and goes."""
    for block in blocks((i, rules.plain_keys(u, *endings)) for i, u in units_of(clusters, family)):
        clusters.settle(block, same_name(clusters))


def unite_criteria(clusters: Clusters) -> None:
    """Unite criteria of one name, then those of one body whose names say the same shorter."""
    units = units_of(clusters, "criterion")
    by_body: dict[str, set[int]] = defaultdict(set)
    told: dict[int, set[str]] = defaultdict(set)
    around = _bodies_around(clusters)
    for i, unit in units:
        facts = Facts(
            employers=frozenset(clusters.name_of(key) for key in unit.linked),
            context=around[unit.document],
            documents=frozenset({unit.document}),
        )
        clusters.learn(i, facts, rules.against_givers)
    unite_plain(clusters, "criterion", ())
    for i, unit in units:
        told[clusters.root(i)].add(" ".join(names.words(unit.name)))
        for key in unit.linked:
            by_body[clusters.name_of(key)].add(clusters.root(i))
    for body in sorted(by_body.keys() - {""}):
        pairs = [p for p in combinations(sorted(by_body[body]), 2) if _is_wording(told, *p)]
        for i, j in pairs:
            rivals = [pair for pair in pairs if _is_rival(clusters, pair, (i, j))]
            if not rivals and not clusters.facts(i).documents & clusters.facts(j).documents:
                clusters.join(i, j, "a shorter wording of a criterion of the same body")


def _is_wording(told: Mapping[int, set[str]], i: int, j: int) -> bool:
    pairs = [(a, b) for a in told[i] for b in told[j]]
    return any(rules.is_narrower(a, b) or rules.is_narrower(b, a) for a, b in pairs)


def _is_rival(clusters: Clusters, other: tuple[int, int], pair: tuple[int, int]) -> bool:
    """Tell whether a third criterion, told beside one of a pair, fits the other as well."""
    thirds, lefts = set(other) - set(pair), set(pair) - set(other)
    if len(thirds) != 1 or len(lefts) != 1:
        return False
    third, left = thirds.pop(), lefts.pop()
    if clusters.root(third) in {clusters.root(i) for i in pair}:
        return False
    return bool(clusters.facts(third).documents & clusters.facts(left).documents)
