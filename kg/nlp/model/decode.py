"""From scores to structure: one tree for each sentence, and names that do not break."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

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
        allowed = np.asarray([[left == right for right in needed] for left in opened])
        self._allowed = allowed
        self._moves = np.where(allowed, 0.0, _FORBIDDEN).astype(np.float32)
        self._begin = np.where([not need for need in needed], 0.0, _FORBIDDEN).astype(np.float32)
        self._end = np.where([not left for left in opened], 0.0, _FORBIDDEN).astype(np.float32)

    def spans(self, logs: Floats) -> list[tuple[int, int, str, float]]:
        """Return start, end, label and probability of the names in one sentence.

        Args:
            logs: log-probabilities `[words, tags]`.
        """
        if not len(logs):
            return []
        path = self._path(logs)
        found = []
        start = 0
        for index, best in enumerate(path):
            tag = self._tags[best]
            if tag[0] in "BS":
                start = index
            if tag[0] in "ES":
                steps = logs[range(start, index + 1), path[start : index + 1]]
                found.append((start, index + 1, tag[2:], float(np.exp(steps.mean()))))
        return found

    def _path(self, logs: Floats) -> list[int]:
        greedy = logs.argmax(axis=1).tolist()
        sound = self._begin[greedy[0]] == 0 and self._end[greedy[-1]] == 0
        if sound and all(self._allowed[left, right] for left, right in pairwise(greedy)):
            return [int(tag) for tag in greedy]
        return self._viterbi(logs)

    def _viterbi(self, logs: Floats) -> list[int]:
        best = logs[0] + self._begin
        back = []
        for row in logs[1:]:
            options = best[:, None] + self._moves
            chosen = options.argmax(axis=0)
            back.append(chosen)
            best = options[chosen, np.arange(len(row))] + row
        tag = int((best + self._end).argmax())
        path = [tag]
        for chosen in reversed(back):
            tag = int(chosen[tag])
            path.append(tag)
        return path[::-1]
