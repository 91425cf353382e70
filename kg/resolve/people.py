"""People: full names first, then shorter forms among the same people and bodies."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from kg.resolve import names, rules
from kg.resolve.blocks import around, blocks, same_name, units_of
from kg.resolve.clusters import Clusters, Facts
from kg.resolve.units import Unit


def unite_people(clusters: Clusters) -> None:
    """Unite people by their full names, then by shorter ones."""
    units = units_of(clusters, "person")
    company = around(clusters)
    for i, unit in units:
        keys = unit.related("holdsPositionIn", "memberOf", "founderOf", "led")
        own = {" ".join(names.words(name)) for name in unit.full}
        facts = Facts(
            employers=frozenset(clusters.name_of(key) for key in keys),
            homes=frozenset({unit.home.place} - {""}),
            context=frozenset(company[unit.document] - own),
        )
        clusters.learn(i, facts, rules.against_people)
    for block in blocks((i, rules.person_keys(unit)) for i, unit in units):
        clusters.settle(block, same_name(clusters))
    _short_people(clusters, units)


def _short_people(clusters: Clusters, units: list[tuple[int, Unit]]) -> None:
    """Join `Lou` with `Louis`, and a last name with a full one, among the same people."""
    by_last: dict[str, set[int]] = defaultdict(set)
    told = {i: sorted(rules.person_keys(unit)) for i, unit in units}
    for i, keys in told.items():
        for key in keys:
            by_last[key.split()[-1]].add(i)
    for last in sorted(by_last):
        named = sorted({(clusters.root(i), key) for i in by_last[last] for key in told[i]})
        for (i, a), (j, b) in combinations(named, 2):
            alike = _same_person(a.split(), b.split())
            if alike and clusters.root(i) != clusters.root(j) and are_near(clusters, i, j):
                clusters.join(i, j, "forms of one name, among the same people and bodies")
    for i, unit in units:
        single = {names.person_words(name) for name in unit.full} if not told[i] else set()
        for words in sorted(single):
            roots = sorted({clusters.root(j) for j in by_last.get("".join(words), ())})
            near = [j for j in roots if are_near(clusters, i, j)]
            if len(near) == 1:
                said = f"the only {unit.name} among the same people and bodies"
                clusters.join(near[0], i, said)


def are_near(clusters: Clusters, i: int, j: int) -> bool:
    """Tell whether two people share a body of theirs, or two names of those around them."""
    left, right = clusters.facts(i), clusters.facts(j)
    return bool(left.employers & right.employers) or len(left.context & right.context) > 1


def _same_person(a: list[str], b: list[str]) -> bool:
    """Tell `lou marino` and `louis marino`, or a name with its middle left out."""
    if a[-1] != b[-1] or a == b:
        return False
    short, long = sorted((a[0], b[0]), key=len)
    if len(a) == len(b) == 2:
        return len(short) > 2 and long.startswith(short)
    return a[0] == b[0] and (set(a) <= set(b) or set(b) <= set(a))
