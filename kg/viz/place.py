"""The places of a view's things: one layout for the page, for pictures and for notebooks."""

from __future__ import annotations

from kg.viz.labels import spread
from kg.viz.layout import Points, layout
from kg.viz.model import GraphView
from kg.viz.palette import node_size

_ROOM_FOR_NAMES = 240


def place(view: GraphView) -> Points:
    """Give each thing its place, with room for its name where the things are few enough."""
    number = {node.iri: n for n, node in enumerate(view.nodes)}
    pairs = [(number[edge.source], number[edge.target]) for edge in view.edges]
    places = layout(len(view.nodes), pairs)
    if len(view.nodes) > _ROOM_FOR_NAMES:
        return places
    radii = [node_size(view.degrees[node.iri]) for node in view.nodes]
    return spread(places, radii, [node.label for node in view.nodes])
