"""From scores to structure: one tree for each sentence, and names that do not break."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_FORBIDDEN = -1e9
_MOST_ROOTS = 40


def best_tree(scores: Floats) -> Ints:
    """Return each word's head in the best tree with one root.

    Args:
        scores: `[words, words + 1]`, the first column for the root; higher is better.

    Returns:
        Heads that count from 1; 0 is the root.
    """
    heads = scores.argmax(axis=1)
    if _is_tree(heads):
        return np.asarray(heads, dtype=np.int64)
    return _best_by_root(scores.astype(np.float64))


def _best_by_root(scores: NDArray[np.float64]) -> Ints:
    """Try each word as the root, the most promising first, until no other can be better."""
    count = len(scores)
    inner = scores[:, 1:].copy()
    np.fill_diagonal(inner, _FORBIDDEN)
    highest = inner.max(axis=1) if count > 1 else np.zeros(1)
    bounds = scores[:, 0] + highest.sum() - highest
    best, found = -np.inf, np.zeros(count, dtype=np.int64)
    for root in np.argsort(-bounds, kind="stable")[:_MOST_ROOTS]:
        if bounds[root] <= best:
            break
        square = np.full((count + 1, count + 1), _FORBIDDEN * 10, dtype=np.float64)
        square[1:, 1:] = inner
        square[root + 1] = _FORBIDDEN * 10
        square[root + 1, 0] = scores[root, 0]
        heads = _arborescence(square)[1:]
        total = scores[np.arange(count), heads].sum()
        if total > best:
            best, found = total, heads
    return found


def _is_tree(heads: NDArray[np.intp]) -> bool:
    """Return whether exactly one word hangs on the root and every word reaches it."""
    above = heads.tolist()
    if above.count(0) != 1:
        return False
    state = [0] * (len(above) + 1)
    state[0] = 2
    for start in range(1, len(above) + 1):
        path, word = [], start
        while not state[word]:
            state[word] = 1
            path.append(word)
            word = above[word - 1]
        if state[word] == 1:
            return False
        for seen in path:
            state[seen] = 2
    return True


def _arborescence(scores: NDArray[np.float64]) -> Ints:
    """Return the best heads by Chu, Liu and Edmonds; `scores[dependent, head]`, node 0 the root."""
    heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return np.asarray(heads, dtype=np.int64)
    inside = np.asarray(cycle)
    outside = np.setdiff1d(np.arange(len(scores)), inside)
    kept = scores[inside, heads[inside]]
    entering = scores[np.ix_(inside, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, inside)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _FORBIDDEN * 10, dtype=np.float64)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(axis=0)
    smaller[:size, size] = leaving.max(axis=1)
    smaller[size, size] = _FORBIDDEN * 100
    solved = _arborescence(smaller)
    return _expand(heads, inside, outside, entering, leaving, solved)


def _expand(
    heads: NDArray[np.intp],
    inside: Ints,
    outside: Ints,
    entering: NDArray[np.float64],
    leaving: NDArray[np.float64],
    solved: Ints,
) -> Ints:
    size = len(outside)
    result = heads.astype(np.int64)
    for position, node in enumerate(outside):
        if node == 0:
            continue
        head = solved[position]
        result[node] = inside[leaving[position].argmax()] if head == size else outside[head]
    result[inside[entering[:, solved[size]].argmax()]] = outside[solved[size]]
    return result


def _find_cycle(heads: NDArray[np.intp]) -> list[int]:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while not state[node]:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


class NameDecoder:
    """Find the best sequence of B, I, E, S and O tags that is well formed."""

    def __init__(self, tags: Sequence[str]) -> None:
        """Work out which tag may follow which."""
        self._tags = tuple(tags)
        opened = [tag[2:] if tag[0] in "BI" else "" for tag in tags]
        needed = [tag[2:] if tag[0] in "IE" else "" for tag in tags]
        self._allowed = np.asarray([[left == right for right in needed] for left in opened])
        self._first = np.asarray([not need for need in needed])
        self._last = np.asarray([not left for left in opened])
        self._closed = np.flatnonzero(self._first & self._last)
        number = {tag: index for index, tag in enumerate(tags)}
        labels = [tag[2:] for tag in tags if tag[0] == "B"]
        self._parts = [tuple(number[f"{part}-{label}"] for part in "BIE") for label in labels]

    def spans(self, logs: Floats) -> list[tuple[int, int, str, float]]:
        """Return start, end, label and probability of the names in one sentence.

        Args:
            logs: log-probabilities `[words, tags]`.
        """
        if not len(logs):
            return []
        path = self._path(logs)
        steps: list[float] = logs[np.arange(len(path)), path].tolist()
        found = []
        start = 0
        for index, best in enumerate(path):
            tag = self._tags[best]
            if tag[0] in "BS":
                start = index
            if tag[0] in "ES":
                end = index + 1
                mean = sum(steps[start:end]) / (end - start)
                found.append((start, end, tag[2:], math.exp(mean)))
        return found

    def _path(self, logs: Floats) -> list[int]:
        greedy = logs.argmax(axis=1)
        sound = self._first[greedy[0]] and self._last[greedy[-1]]
        if sound and self._allowed[greedy[:-1], greedy[1:]].all():
            whole: list[int] = greedy.tolist()
            return whole
        return self._viterbi(logs)

    def _viterbi(self, logs: Floats) -> list[int]:
        """Return the best path: after each word either no name is open, or one of some label."""
        outside = self._closed[logs[:, self._closed].argmax(axis=1)].tolist()
        closed = 0.0
        opened = [_FORBIDDEN] * len(self._parts)
        back: list[tuple[int, list[bool]]] = []
        for row, tag in zip(logs.tolist(), outside, strict=True):
            ending, best = -1, closed + row[tag]
            goes_on = []
            for label, (begin, inside, end) in enumerate(self._parts):
                before = opened[label]
                if before + row[end] > best:
                    ending, best = label, before + row[end]
                starting, staying = closed + row[begin], before + row[inside]
                goes_on.append(staying > starting)
                opened[label] = max(staying, starting)
            closed = best
            back.append((ending, goes_on))
        return self._trace(outside, back)

    def _trace(self, outside: list[int], back: list[tuple[int, list[bool]]]) -> list[int]:
        path, label = [], -1
        for tag, (ending, goes_on) in zip(reversed(outside), reversed(back), strict=True):
            if label >= 0:
                path.append(self._parts[label][1 if goes_on[label] else 0])
                label = label if goes_on[label] else -1
            else:
                path.append(tag if ending < 0 else self._parts[ending][2])
                label = ending
        return path[::-1]
