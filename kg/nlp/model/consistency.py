"""Let the mentions of a text agree: a name that is nearly always a place is a place each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

Entity = tuple[int, int, str, float]
RATIO = 1.5


def agree(entities: Sequence[Entity], texts: Sequence[str]) -> list[Entity]:
    """Give each name the label that its mentions in the text bear with the most probability.

    A label stays where the other is not at least `RATIO` times as probable in sum.

    Args:
        entities: start, end, label and probability, in tokens.
        texts: the tokens of the whole text.
    """
    votes: defaultdict[tuple[str, ...], defaultdict[str, float]]
    votes = defaultdict(lambda: defaultdict(float))
    for start, end, label, probability in entities:
        votes[tuple(texts[start:end])][label] += probability
    agreed = []
    for start, end, label, probability in entities:
        counts = votes[tuple(texts[start:end])]
        best = max(sorted(counts), key=counts.__getitem__)
        wins = counts[best] >= RATIO * counts[label]
        agreed.append((start, end, best if wins else label, probability))
    return agreed
