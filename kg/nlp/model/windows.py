"""Read a line of any length through windows that overlap, and decide where sentences start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kg.nlp.model.session import Network, WindowScores

SOFT_PIECES = 120
HARD_PIECES = 480
THRESHOLD = 0.5
UNMARKED = 0.9  # where no punctuation ends a sentence: menus, titles
_OPEN = frozenset("a an and are by is of or the was were with".split())  # they end no sentence
_STOPS = frozenset({".", "!", "?"})


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """One sentence: its words `start:end` in the line, and where it lies in its window."""

    start: int
    end: int
    offset: int
    scores: WindowScores


def read_line(
    network: Network, words: Sequence[str], glued: Sequence[bool]
) -> Iterator[SentenceScores]:
    """Yield the sentences of one line in order.

    A window that does not reach the end of the line gives away its last sentence, which the next
    window reads whole. A sentence longer than the largest window is cut where the window ends.
    """
    lengths = [len(look.ids) for look in network.encoder.lookup(words)]
    start, limit = 0, SOFT_PIECES
    while start < len(words):
        end = _reach(lengths, start, limit)
        scores = network.run(words[start:end], glued[start:end])
        found = set((np.flatnonzero(scores.starts[1:] > THRESHOLD) + 1).tolist())
        found = {i for i in found if _may_end(words[start + i - 1], scores.starts[i])}
        bounds = [0, *sorted(found | _stops(words[start:end])), end - start]
        if end < len(words):
            if len(bounds) == 2 and limit < HARD_PIECES:
                limit = HARD_PIECES
                continue
            if len(bounds) > 2:
                bounds.pop()
        for low, high in pairwise(bounds):
            yield SentenceScores(start + low, start + high, low, scores)
        start += bounds[-1]
        limit = SOFT_PIECES


def _may_end(word: str, probability: float) -> bool:
    """Tell whether a word may end a sentence: in `In 2019 Lagos …`, networks take 2019 for one."""
    return word not in _OPEN and (probability > UNMARKED or not word[-1].isalnum())


def _stops(words: Sequence[str]) -> set[int]:
    """Return where a sentence starts by its typography: a stop of its own, then a capital.

    The tokenizer leaves the stop of an abbreviation on its word, so a stop that stands alone ends
    a sentence; an initial (`J . Smith`) is the exception.
    """
    return {
        index
        for index in range(2, len(words))
        if words[index - 1] in _STOPS
        and words[index][:1].isupper()
        and (len(words[index - 2]) > 1 or not words[index - 2].isupper())
    }


def _reach(lengths: Sequence[int], start: int, limit: int) -> int:
    total, end = 0, start
    while end < len(lengths) and (total + lengths[end] <= limit or end == start):
        total += lengths[end]
        end += 1
    return end
