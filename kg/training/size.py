"""The size of the encoder that weights belong to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.training.config import HEAD_WIDTH, EncoderSize

MERGE = "encoder.merge"  # among the weights, the layer after which a word goes on as one vector


def size_of(weights: Mapping[str, Any]) -> EncoderSize:
    """Return the size of an encoder from the shapes of its weights, by their PyTorch names."""
    layers = sum(name.endswith(".qkv.weight") for name in weights)
    return EncoderSize(
        layers=layers,
        heads=weights["encoder.layers.0.out.weight"].shape[1] // HEAD_WIDTH,
        inner=weights["encoder.layers.0.down.weight"].shape[1],
        merge=int(weights.get(MERGE, layers)),
    )
