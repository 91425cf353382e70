"""Events: those with a name of their own, and those of one day, one kind and one company."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kg.resolve import rules
from kg.resolve.blocks import blocks, same_name, units_of
from kg.resolve.clusters import Against, Clusters, Facts
from kg.resolve.rules import Rules
from kg.resolve.units import Unit


def unite_events(clusters: Clusters, law: Rules) -> None:
    """Unite events by their own names, then by day, kind and company."""
    against: Against = lambda a, b: rules.against_events(a, b, law)  # noqa: E731
    units = units_of(clusters, "event")
    for i, unit in units:
        facts = Facts(
            types=frozenset({unit.type} - {"Event"}),
            dates=frozenset(unit.dates),
            issued=frozenset({unit.issued} - {""}),
            documents=frozenset({unit.document}),
            context=frozenset(clusters.name_of(key) for key in unit.linked),
            homes=frozenset({unit.home.place} - {""}),
        )
        clusters.learn(i, facts, against)
    named = ((i, rules.plain_keys(u)) for i, u in units if _is_named(u))
    for block in blocks(named):
        clusters.settle(block, same_name(clusters))
    for block in blocks((i, _days(unit)) for i, unit in units):
        for _, i, j in sorted(_alike(clusters, block)):
            if clusters.root(i) != clusters.root(j):
                clusters.join(i, j, "one day, one kind of event, and the same place or people")


def _is_named(unit: Unit) -> bool:
    """Tell a name of its own (`Harbour Asia Meeting`) from a noun (`the press conference`)."""
    own = rules.event_words(unit)[1]
    return len(own) > 1 or any(word.isdigit() and len(word) == 4 for word in own)


def _days(unit: Unit) -> list[str]:
    return [start for start, _ in unit.dates if len(start) == 10]


def _alike(clusters: Clusters, block: list[int]) -> Iterator[tuple[int, int, int]]:
    """Give pairs of one day that tell of one event, those that share most first."""
    for i, j in combinations(sorted(block), 2):
        left, right = clusters.units[i], clusters.units[j]
        kinds_a, own_a = rules.event_words(left)
        kinds_b, own_b = rules.event_words(right)
        facts = clusters.facts(i), clusters.facts(j)
        company = len(facts[0].context & facts[1].context)
        home = len(facts[0].homes & facts[1].homes)
        shared = len(own_a & own_b)
        same_kind = kinds_a & kinds_b or (left.type == right.type != "Event")
        if left.document != right.document and same_kind and (company or home or shared > 1):
            yield -(2 * company + shared + home), i, j
