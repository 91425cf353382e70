"""The families of classes one after the other, each standing on those before it.

Places come first, since bodies are told apart by them; then bodies, since people are; events last.
Within a family, units of one full name come first, and short forms after them, where what is
meant is plain.
"""

from __future__ import annotations

from kg.resolve.bodies import unite_bodies, unite_places
from kg.resolve.clusters import Clusters
from kg.resolve.events import unite_events
from kg.resolve.honours import unite_awards, unite_criteria, unite_plain
from kg.resolve.people import unite_people
from kg.resolve.rules import Rules


def unite(clusters: Clusters, law: Rules) -> None:
    """Unite the units of all families as far as the rules allow."""
    unite_places(clusters, law)
    unite_bodies(clusters, law)
    unite_people(clusters)
    unite_awards(clusters)
    unite_plain(clusters, "model", ("model", "framework"))
    unite_criteria(clusters)
    for family in sorted({u.family for u in clusters.units if u.family.startswith("other ")}):
        unite_plain(clusters, family, ())
    unite_events(clusters, law)
