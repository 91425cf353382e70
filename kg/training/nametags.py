"""Which name tags a word may carry, given what its set says and what it keeps silent about."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.training.sentences import Names


def allowed_tags(
    names: Names, length: int, tags: Sequence[str], index: dict[str, int]
) -> NDArray[np.bool_]:
    """Return which tags each word may carry."""
    silent = [tag == "O" or tag[2:] in names.silent for tag in tags]
    allowed = np.tile(np.asarray(silent, dtype=np.bool_), (length, 1))
    for name in names.spans:
        allowed[name.start : name.end] = not name.allowed
        for position in range(name.start, name.end):
            letter = _letter(position, name.start, name.end)
            for label in name.allowed:
                allowed[position, index[f"{letter}-{label}"]] = True
    return allowed


def _letter(position: int, start: int, end: int) -> str:
    if end - start == 1:
        return "S"
    if position == start:
        return "B"
    return "E" if position == end - 1 else "I"
