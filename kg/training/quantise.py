"""Weights in 8 bits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

WEIGHT_BITS = 7


@dataclass(frozen=True, slots=True)
class Weights:
    """A matrix in 8 bits, its scale and zero point by column."""

    values: NDArray[np.int8]
    scale: NDArray[np.float32]
    zero: NDArray[np.int8]


def dynamic_weights(matrix: NDArray[Any], *, bits: int = WEIGHT_BITS) -> Weights:
    """Quantise a matrix `[inputs, outputs]` symmetrically, each output by itself.

    Seven bits keep the sums of two products within 16 bits, which processors without VNNI
    instructions add up in saturating arithmetic: the result is the same on every machine.
    """
    top = 2 ** (bits - 1) - 1
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8) / top
    values = np.clip(np.rint(matrix / scale), -top, top).astype(np.int8)
    return Weights(values, scale.astype(np.float32), np.zeros(matrix.shape[1], dtype=np.int8))


def rows_to_int8(table: NDArray[Any]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Quantise an embedding table, each row by itself; return values and scales `[rows, 1]`."""
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
    return np.rint(table / scale).astype(np.int8), scale.astype(np.float32)
