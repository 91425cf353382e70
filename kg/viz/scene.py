"""A picture as plain shapes in pixels: what the writers of SVG and PNG both draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kg.viz.geometry import Line, Point, bends, corners, line
from kg.viz.labels import lines_of, text_width
from kg.viz.layout import Points
from kg.viz.model import Edge, GraphView
from kg.viz.palette import BACKGROUND, FAMILIES, INK, LINE, Family, node_size
from kg.viz.place import place
from kg.viz.terms import class_family, relation_term
from kg.viz.words import sentence

MARGIN = 70.0
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200e\u200f\ufffe\uffff]")
_DASHES: dict[str, tuple[float, ...]] = {
    "asserted": (),
    "inferred": (9.0, 5.0),
    "attributed": (2.0, 4.0),
    "planned": (8.0, 4.0, 2.0, 4.0),
    "hedged": (4.0, 4.0),
    "negated": (1.0, 4.0),
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """A statement's line, its arrowhead, and the sentence it stands for."""

    line: Line
    dash: tuple[float, ...]
    head: tuple[Point, Point, Point] | None
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing's shape: corners, or a circle where there are none."""

    centre: Point
    radius: float
    points: list[Point] | None
    colour: str
    title: str


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text, centred on `at`, or beginning there."""

    at: Point
    lines: tuple[str, ...]
    size: float
    strong: bool = False
    start: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture, from back to front."""

    width: float
    height: float
    background: str
    ink: str
    line: str
    strokes: tuple[Stroke, ...]
    marks: tuple[Mark, ...]
    texts: tuple[Text, ...]


def scene(
    view: GraphView,
    *,
    width: int,
    height: int,
    theme: str,
    labels: int,
    places: Points | None = None,
) -> Scene:
    """Lay out a view on a picture of this size; `places` are those of the page, if known."""
    view, places = _spoken_of(view, place(view) if places is None else places)
    spots, scale = _fitted(places, width, height - 24)
    radii = [max(node_size(view.degrees[node.iri]) * scale, 2.0) for node in view.nodes]
    legend_marks, legend_texts = _legend(view, height, theme)
    return Scene(
        width=width,
        height=height,
        background=BACKGROUND[theme],
        ink=INK[theme],
        line=LINE[theme],
        strokes=tuple(_strokes(view, spots, radii, scale)),
        marks=(*_marks(view, spots, radii, theme), *legend_marks),
        texts=(*_names(view, spots, radii, labels), *legend_texts),
    )


def _spoken_of(view: GraphView, places: Points) -> tuple[GraphView, Points]:
    """Leave out things without statements, unless there is nothing else."""
    if not view.edges:
        return view, places
    kept = [n for n, node in enumerate(view.nodes) if view.degrees[node.iri]]
    return view.keep_nodes(view.nodes[n].iri for n in kept), places[kept]


def clean(text: str) -> str:
    """Make a text fit to be drawn: no control, direction or separator characters."""
    return _UNSAFE.sub(" ", text).strip()


def _fitted(places: Points, width: float, height: float) -> tuple[list[Point], float]:
    if not len(places):
        return [], 1.0
    low, high = places.min(0), places.max(0)
    room = np.array([width - 2 * MARGIN, height - 2 * MARGIN])
    scale = float(np.min(np.append(room / np.maximum(high - low, 1.0), 1.6)))
    shift = np.array([width, height]) / 2 - (low + high) / 2 * scale
    return [(float(x), float(y)) for x, y in places * scale + shift], scale


def _strokes(
    view: GraphView, spots: list[Point], radii: list[float], scale: float
) -> Iterator[Stroke]:
    number = {node.iri: n for n, node in enumerate(view.nodes)}
    heads = len(view.edges) <= 700
    for edge, bend in zip(view.edges, bends(view.edges), strict=True):
        source, target = number[edge.source], number[edge.target]
        drawn = line(spots[source], spots[target], bend * scale)
        arrow = heads and source != target and not relation_term(edge.relation).symmetric
        yield Stroke(
            line=drawn,
            dash=_dash(edge),
            head=drawn.arrow(radii[target], max(7 * scale, 4.0)) if arrow else None,
            title=clean(sentence(edge, view.nodes[source].label, view.nodes[target].label)),
        )


def _dash(edge: Edge) -> tuple[float, ...]:
    return _DASHES.get("inferred" if edge.inferred else edge.stance, (2.0, 4.0))


def _marks(view: GraphView, spots: list[Point], radii: list[float], theme: str) -> Iterator[Mark]:
    for node, spot, radius in zip(view.nodes, spots, radii, strict=True):
        yield _mark(class_family(node.type), spot, radius, theme, clean(node.label))


def _mark(family: Family, spot: Point, radius: float, theme: str, title: str) -> Mark:
    points = corners(family.shape, radius)
    moved = [(spot[0] + x, spot[1] + y) for x, y in points] if points else None
    return Mark(spot, radius, moved, family.dark if theme == "dark" else family.light, title)


def _names(view: GraphView, spots: list[Point], radii: list[float], budget: int) -> list[Text]:
    """Write names greedily, the best connected first, where they cover none written before."""
    order = sorted(range(len(spots)), key=lambda n: (-view.degrees[view.nodes[n].iri], n))
    taken: list[tuple[float, float, float, float]] = []
    texts: list[Text] = []
    for n in order:
        if len(texts) >= budget:
            break
        (x, y), gap = spots[n], radii[n] + 4
        strong = len(texts) < 12
        size = 13.5 if strong else 12.0
        lines = lines_of(clean(view.nodes[n].label))
        half = max(text_width(part, size) for part in lines) / 2 * (1.06 if strong else 1.0)
        tall = len(lines) * size * 1.2
        spread = ((x, y + gap), (x, y - gap - tall), (x + gap + half, y - tall / 2))
        for cx, top in (*spread, (x - gap - half, y - tall / 2)):
            box = (cx - half, top, cx + half, top + tall)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                texts.append(Text((cx, top + size * 0.6), lines, size, strong))
                break
        taken.append((x - gap, y - gap, x + gap, y + gap))
    return texts


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def _legend(view: GraphView, height: float, theme: str) -> tuple[list[Mark], list[Text]]:
    used = {class_family(node.type).name for node in view.nodes}
    marks, texts, x = [], [], 24.0
    for family in (f for f in FAMILIES if f.name in used):
        marks.append(_mark(family, (x, height - 22), 6.5, theme, family.label))
        texts.append(Text((x + 13, height - 22), (family.label,), 12.0, start=True))
        x += 36 + text_width(family.label, 12.0)
    return marks, texts
