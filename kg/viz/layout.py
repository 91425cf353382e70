"""Where things stand: a force-directed layout, the same at every build.

Fruchterman and Reingold's forces, begun from a spread by distances to a few pivots instead of from
chance. Up to `_EXACT` things every pair repels; above it near ones do (found by a k-d tree) and far
ones act through the centre of their grid cell, so that 10,000 things take seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, shortest_path
from scipy.spatial import cKDTree

Points = NDArray[np.float64]
Pairs = NDArray[np.intp]

_EXACT = 500
_PIVOTS = 24
_BLOCK = 256
"""So many rows at once stay in the processor's cache."""
_DENSITY = 0.6
_PULL = 8.0
_ASPECT = 1.15
_GOLDEN = np.pi * (3.0 - np.sqrt(5.0))


def layout(count: int, edges: Sequence[tuple[int, int]], *, spacing: float = 72.0) -> Points:
    """Place `count` things so that linked ones are near, about `spacing` apart.

    Parts that no statement joins are laid out one by one and set side by side, largest in the
    middle. Returns an array of shape (count, 2) whose centre is the origin.
    """
    if count == 0:
        return np.zeros((0, 2))
    pairs, links = _simple_pairs(edges)
    _, component = connected_components(_adjacency(count, pairs), directed=False)
    places = np.zeros((count, 2))
    parts = [np.flatnonzero(component == c) for c in _by_size(component)]
    single = np.concatenate([p for p in parts if len(p) == 1] or [np.zeros(0, dtype=np.intp)])
    joined = [part for part in parts if len(part) > 1]
    for part in joined:
        places[part] = _component(part, pairs, links, component) * spacing
    _set_side_by_side(places, joined, spacing)
    _set_around(places, single.astype(np.intp), joined, spacing)
    return np.round(places, 1)


def _simple_pairs(edges: Sequence[tuple[int, int]]) -> tuple[Pairs, Points]:
    """Give each linked pair once, and how many links it has."""
    counts = Counter((min(a, b), max(a, b)) for a, b in edges if a != b)
    pairs = sorted(counts)
    links = np.array([counts[pair] for pair in pairs], dtype=float)
    return np.array(pairs, dtype=np.intp).reshape(-1, 2), links


def _adjacency(count: int, pairs: Pairs) -> csr_array:
    ones = np.ones(len(pairs))
    return csr_array(coo_array((ones, (pairs[:, 0], pairs[:, 1])), shape=(count, count)))


def _by_size(component: NDArray[np.int32]) -> list[int]:
    sizes = np.bincount(component)
    return sorted(range(len(sizes)), key=lambda c: (-int(sizes[c]), c))


def _component(part: Pairs, pairs: Pairs, links: Points, component: NDArray[np.int32]) -> Points:
    if len(part) == 2:
        return np.array([[0.0, -0.5], [0.0, 0.5]]) * _distance_of_two(pairs, links, part)
    own = component[pairs[:, 0]] == component[part[0]]
    local = np.searchsorted(part, pairs[own])
    degrees = np.bincount(local.ravel(), minlength=len(part)).astype(float)
    start = _spread(_adjacency(len(part), local), degrees)
    return _relax(start, local, links[own], degrees)


def _distance_of_two(pairs: Pairs, links: Points, part: Pairs) -> float:
    """Give the distance of two things that only speak of one another: lines need room to fan."""
    count = float(links[np.flatnonzero(pairs[:, 0] == part[0])[0]])
    return 0.8 + min(count - 1.0, 5.0) * 0.45


def _spread(adjacency: csr_array, degrees: Points) -> Points:
    """Place by distances to pivots (pivot MDS): near in the graph is near on the page."""
    count = len(degrees)
    pivots, nearest = [int(np.argmax(degrees))], np.full(count, np.inf)
    rows = []
    for _ in range(min(_PIVOTS, count)):
        row = shortest_path(adjacency, directed=False, unweighted=True, indices=pivots[-1])
        rows.append(row)
        nearest = np.minimum(nearest, row)
        pivots.append(int(np.argmax(nearest)))
    distances = np.array(rows).T ** 2
    centred = -0.5 * (distances - distances.mean(0) - distances.mean(1)[:, None] + distances.mean())
    left, values, _ = np.linalg.svd(centred, full_matrices=False)
    places = np.zeros((count, 2))
    usable = min(2, left.shape[1])
    places[:, :usable] = left[:, :usable] * np.sqrt(values[:usable])
    places *= np.sign(places[np.abs(places).argmax(0), [0, 1]] + 1e-300)
    angles = np.arange(count) * _GOLDEN
    jitter = np.stack([np.cos(angles), np.sin(angles)], 1) * np.sqrt(np.arange(count) + 1)[:, None]
    scale = np.sqrt(count) / max(float(np.abs(places).max()), 1e-9)
    return np.asarray(places * scale + jitter * 0.25)


def _relax(places: Points, pairs: Pairs, links: Points, degrees: Points) -> Points:
    """Cool from big steps to small ones.

    Repulsion falls with distance and gravity grows with it, which together fill a disc evenly,
    at `_DENSITY` things in a unit square; attraction along statements shapes it. Things
    with several statements between them keep a distance in which the lines can fan out.
    """
    count = len(places)
    rounds = min(60 + 4 * count, 240) if count <= _EXACT else 140 if count <= 1500 else 80
    mass = 1.0 + np.log1p(degrees)
    pull = _PULL / (1.0 + np.log1p(np.minimum(degrees[pairs[:, 0]], degrees[pairs[:, 1]])))
    rest = np.minimum(links - 1.0, 5.0) * 0.9
    heat = max(0.5, 0.12 * np.sqrt(count))
    gravity = _DENSITY * np.pi * mass.mean() * mass[:, None] * np.array([0.9, 1.1])
    for step in range(rounds):
        force = _repel(places, mass) - places * gravity
        delta = places[pairs[:, 0]] - places[pairs[:, 1]]
        far = np.linalg.norm(delta, axis=1)
        strength = delta * np.where(far < rest, (far - rest) * 8.0, far * pull)[:, None]
        _add_at(force, pairs[:, 0], -strength)
        _add_at(force, pairs[:, 1], strength)
        length = np.maximum(np.linalg.norm(force, axis=1), 1e-9)
        limit = heat * (1.0 - step / rounds) ** 1.5 + 0.01
        places = places + force * (np.minimum(length, limit) / length)[:, None]
    return _part_neighbours(places - places.mean(0))


def _add_at(target: Points, rows: Pairs, values: Points) -> None:
    for axis in (0, 1):
        target[:, axis] += np.bincount(rows, values[:, axis], minlength=len(target))


def _repel(places: Points, mass: Points) -> Points:
    if len(places) <= _EXACT:
        return _push(places, places, mass, floor=0.01) * mass[:, None]
    return _repel_far(places, mass) + _repel_near(places, mass)


def _push(places: Points, others: Points, weight: Points, *, floor: float) -> Points:
    """Sum over the others of weight times difference over squared distance."""
    own, theirs = (places**2).sum(1), (others**2).sum(1)
    force = np.empty_like(places)
    for first in range(0, len(places), _BLOCK):
        rows = slice(first, first + _BLOCK)
        square = (-2.0 * places[rows]) @ others.T
        square += own[rows, None]
        square += theirs
        np.maximum(square, floor, out=square)
        share = np.divide(weight, square, out=square)
        force[rows] = places[rows] * share.sum(1)[:, None] - share @ others
    return force


def _repel_near(places: Points, mass: Points, radius: float = 1.5) -> Points:
    force = np.zeros_like(places)
    close = cKDTree(places).query_pairs(radius, output_type="ndarray")
    delta = places[close[:, 0]] - places[close[:, 1]]
    square = np.maximum((delta**2).sum(1), 0.01)
    push = delta * (mass[close[:, 0]] * mass[close[:, 1]] / square)[:, None]
    _add_at(force, close[:, 0], push)
    _add_at(force, close[:, 1], -push)
    return force


def _repel_far(places: Points, mass: Points) -> Points:
    """Let the centre of each grid cell stand for all that lies in it."""
    cells = min(max(int(np.sqrt(len(places)) / 2.6), 8), 24)
    low, high = places.min(0), places.max(0)
    index = ((places - low) / np.maximum(high - low, 1e-9) * (cells - 1e-6)).astype(np.intp)
    cell = index[:, 0] * cells + index[:, 1]
    weight = np.asarray(np.bincount(cell, mass, minlength=cells * cells), dtype=float)
    used = np.flatnonzero(weight)
    sums = [np.bincount(cell, places[:, a] * mass, minlength=cells * cells)[used] for a in (0, 1)]
    centre = np.stack(sums, 1) / weight[used][:, None]
    return _push(places, centre, weight[used], floor=2.0) * mass[:, None]


def _part_neighbours(places: Points, gap: float = 0.75, rounds: int = 40) -> Points:
    """Push apart things nearer than `gap`, so that no two lie on one another."""
    for _ in range(rounds):
        close = cKDTree(places).query_pairs(gap, output_type="ndarray")
        if not len(close):
            break
        delta = places[close[:, 0]] - places[close[:, 1]]
        length = np.linalg.norm(delta, axis=1)
        delta[length < 1e-6] = (1e-6, 0.0)
        push = delta * ((gap - length) * 0.5 / np.maximum(length, 1e-6))[:, None]
        _add_at(places, close[:, 0], push)
        _add_at(places, close[:, 1], -push)
    return places


def _set_side_by_side(places: Points, parts: list[Pairs], spacing: float) -> None:
    """Set the parts beside one another, each where all of them then need least room."""
    discs = np.zeros((0, 3))
    for part in parts:
        centre = (places[part].max(0) + places[part].min(0)) / 2
        radius = float(np.linalg.norm(places[part] - centre, axis=1).max()) + spacing * 0.35
        spot = _free_spot(radius, discs) if len(discs) else np.zeros(2)
        places[part] += spot - centre
        discs = np.vstack([discs, [*spot, radius]])


def _free_spot(radius: float, discs: Points) -> Points:
    """Give the place, among many that touch the discs from outside, that keeps all compact."""
    angles = np.arange(36) * (np.pi / 18)
    ways = np.stack([np.cos(angles), np.sin(angles)], 1)
    far = (discs[:, 2] + radius)[:, None, None] * ways
    spots = (discs[:, None, :2] + far).reshape(-1, 2)
    gaps = [np.subtract.outer(spots[:, axis], discs[:, axis]) ** 2 for axis in (0, 1)]
    spots = spots[(gaps[0] + gaps[1] >= (discs[:, 2] + radius - 1e-6) ** 2).all(1)]
    low = np.minimum((discs[:, :2] - discs[:, 2:]).min(0), spots - radius)
    high = np.maximum((discs[:, :2] + discs[:, 2:]).max(0), spots + radius)
    room = np.maximum((high - low)[:, 0] / _ASPECT, (high - low)[:, 1])
    return np.asarray(spots[np.lexsort((np.hypot(*spots.T).round(3), room.round(3)))[0]])


def _set_around(places: Points, single: Pairs, joined: list[Pairs], spacing: float) -> None:
    """Set things without statements in rows below the rest."""
    if not len(single):
        return
    drawn = places[np.concatenate(joined)] if joined else np.zeros((1, 2))
    width = max(int(np.ptp(drawn[:, 0]) / spacing), int(np.sqrt(len(single)) * 1.6), 1)
    row, column = np.divmod(np.arange(len(single)), width)
    columns = min(width, len(single))
    places[single, 0] = drawn[:, 0].mean() + (column - (columns - 1) / 2) * spacing
    places[single, 1] = drawn[:, 1].max() + (1.5 + row) * spacing
