"""Outlines of things and lines that bend: the same geometry as `frontend/src/shapes.ts`."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.viz.model import Edge

Point = tuple[float, float]

_STEP = 34.0


@dataclass(frozen=True, slots=True)
class Line:
    """The drawn line of a statement; `control` is the point a bent one bends towards."""

    start: Point
    end: Point
    control: Point | None

    @property
    def middle(self) -> Point:
        """Give the point half-way along the line."""
        (x0, y0), (x1, y1) = self.start, self.end
        if self.control is None:
            return (x0 + x1) / 2, (y0 + y1) / 2
        return (x0 + 2 * self.control[0] + x1) / 4, (y0 + 2 * self.control[1] + y1) / 4

    def arrow(self, radius: float, size: float) -> tuple[Point, Point, Point]:
        """Give the head of an arrow that ends at the rim of the target."""
        from_x, from_y = self.control or self.start
        angle = math.atan2(self.end[1] - from_y, self.end[0] - from_x)
        x = self.end[0] - (radius + 2) * math.cos(angle)
        y = self.end[1] - (radius + 2) * math.sin(angle)
        left, right = (
            (x - size * math.cos(angle + turn), y - size * math.sin(angle + turn))
            for turn in (-0.42, 0.42)
        )
        return (x, y), left, right


def corners(shape: str, radius: float) -> list[Point] | None:
    """Give the corners of a shape round the origin; None stands for a circle."""
    if shape == "square":
        return [(-radius, -radius), (radius, -radius), (radius, radius), (-radius, radius)]
    if shape == "diamond":
        return [(0, -radius), (radius, 0), (0, radius), (-radius, 0)]
    if shape == "hexagon":
        return [_turn(radius, math.pi / 2 + n * math.pi / 3) for n in range(6)]
    if shape == "star":
        long, short = radius * 0.82 * 1.3, radius * 0.82 * 0.5
        down = radius * 0.082
        return [_turn(short if n % 2 else long, n * math.pi / 5, down) for n in range(10)]
    if shape == "triangle":
        far, down = radius * 1.15 * 2 / math.sqrt(3), radius * 1.15 * 0.275
        return [_turn(far, n * 2 * math.pi / 3, down) for n in range(3)]
    return None


def bends(edges: Sequence[Edge]) -> list[float]:
    """Fan out the statements between the same two things, year by year.

    Gives how far each bends, 0 for straight.
    """
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, edge in enumerate(edges):
        pairs[min(edge.source, edge.target), max(edge.source, edge.target)].append(number)
    found = [0.0] * len(edges)
    for members in pairs.values():
        in_time = sorted(members, key=lambda n: (_first_year(edges[n]), n))
        for place, number in enumerate(in_time):
            offset = place - (len(members) - 1) / 2
            found[number] = offset if edges[number].source <= edges[number].target else -offset
    return found


def _first_year(edge: Edge) -> int:
    return edge.years[0] if edge.years else 9999


def line(start: Point, end: Point, bend: float) -> Line:
    """Give the line between two things, bent as vis-network bends it."""
    dx, dy = end[0] - start[0], start[1] - end[1]
    length = math.hypot(dx, dy)
    if not bend or not length:
        return Line(start, end, None)
    part = min(abs(bend) * _STEP / (0.785 * length), 0.9) * 0.5 + 0.5
    angle = math.atan2(dy, dx) + (part if bend > 0 else 1 - part) * math.pi
    far = part * length
    return Line(start, end, (start[0] + far * math.sin(angle), start[1] + far * math.cos(angle)))


def _turn(radius: float, angle: float, down: float = 0.0) -> Point:
    return radius * math.sin(angle), down - radius * math.cos(angle)
