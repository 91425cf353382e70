"""Room for names: how wide a label is, and things moved apart so that labels do not collide."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.spatial import cKDTree

from kg.viz.layout import Points

FONT_SIZE = 13.0
LINE_LENGTH = 22

_NARROW = frozenset("iljtfrI.,:;'|!()[] ")
_WIDE = frozenset("mwMW@%")


def text_width(text: str, size: float = FONT_SIZE) -> float:
    """Estimate how wide a text is in a sans-serif font, without a font at hand."""
    units = sum(0.32 if c in _NARROW else 0.88 if c in _WIDE else _unit(c) for c in text)
    return units * size


def lines_of(label: str, *, length: int = LINE_LENGTH) -> tuple[str, ...]:
    """Break a name into at most two lines of about `length` characters."""
    if len(label) <= length:
        return (label,)
    cut = label.rfind(" ", 0, length + 1)
    cut = cut if cut > 0 else length
    rest = label[cut:].strip()
    return (label[:cut].strip(), rest if len(rest) <= length else rest[: length - 1] + "…")


def spread(places: Points, radii: Sequence[float], labels: Sequence[str]) -> Points:
    """Move things apart until hardly a label below its thing covers another, keeping the shape.

    Each thing with its label is a box; overlapping boxes part along the shorter way, a little in
    every round, so that the picture stays the one that the layout meant.
    """
    places = places.copy()
    if len(places) < 2:
        return places
    half, down = _boxes(radii, labels)
    for _ in range(120):
        if not _part_boxes(places, half, down):
            break
    return np.round(places, 1)


def _unit(character: str) -> float:
    return 0.68 if character.isupper() else 1.0 if ord(character) > 0x2E7F else 0.56


def _boxes(radii: Sequence[float], labels: Sequence[str]) -> tuple[Points, Points]:
    lines = [lines_of(label) for label in labels]
    radius = np.array(radii, dtype=float)
    width = np.array([max(text_width(line) for line in pair) for pair in lines] or [0.0])
    height = radius * 2 + np.array([len(pair) for pair in lines]) * FONT_SIZE * 1.25 + 6
    half = np.stack([np.maximum(width[: len(radius)] / 2, radius) + 5, height / 2 + 2], 1)
    return half, height / 2 - radius


def _part_boxes(places: Points, half: Points, down: Points) -> bool:
    centre = places + np.stack([np.zeros(len(places)), down], 1)
    scaled = centre / (2 * half.max(0))
    close = cKDTree(scaled).query_pairs(1.0, p=np.inf, output_type="ndarray")
    way = centre[close[:, 0]] - centre[close[:, 1]]
    overlap = half[close[:, 0]] + half[close[:, 1]] - np.abs(way)
    hit = np.flatnonzero((overlap > 0).all(1))
    if not len(hit):
        return False
    (first, second), overlap, way = close[hit].T, overlap[hit], way[hit]
    axis = (overlap[:, 1] <= overlap[:, 0] * 1.2).astype(np.intp)
    rows = np.arange(len(hit))
    push = overlap[rows, axis] * 0.3 * np.where(way[rows, axis] >= 0, 1.0, -1.0)
    np.add.at(places, (first, axis), push)
    np.add.at(places, (second, axis), -push)
    return True
