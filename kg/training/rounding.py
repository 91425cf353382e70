"""Linear layers that learn under the rounding of the exported graph."""

# mypy: disable-error-code="misc,no-any-return"
from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.training.quantise import WEIGHT_BITS

REACH_KEPT = 0.99


class _Rounded(torch.autograd.Function):
    """Values as the 8-bit graph will see them; gradients pass as if nothing had happened."""

    @staticmethod
    def forward(_context: Any, values: Tensor, low: Tensor, scale: Tensor, top: int) -> Tensor:
        """Round to the steps of `scale`, from `low` up to `low + top` steps."""
        steps = torch.round(values / scale)
        zero = torch.round(low / scale)
        return torch.clamp(steps, zero, zero + top) * scale

    @staticmethod
    def backward(_context: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        """Hand the gradient through."""
        return gradients[0], None, None, None


class QuantisedLinear(nn.Linear):
    """A linear layer that, once `quantised`, rounds as the exported graph does.

    A few of its inputs go much further than the rest, and the step of the rounding, which is one
    for all, would follow them. So training remembers the `reach` of each input; those that reach
    further than twice the median are divided by `shrink`, and their weights multiplied by it.
    """

    quantised = False

    def __init__(self, inputs: int, outputs: int) -> None:
        """Make a layer that has not seen any input."""
        super().__init__(inputs, outputs)
        self.reach: Tensor
        self.shrink: Tensor
        self.register_buffer("reach", torch.ones(inputs))
        self.register_buffer("shrink", torch.ones(inputs))

    def forward(self, source: Tensor) -> Tensor:
        """Map the last dimension; windows are rounded each by its own range."""
        if self.training:
            self._remember(source.detach())
        if not self.quantised:
            return functional.linear(source, self.weight, self.bias)
        source, matrix = source / self.shrink, self.weight * self.shrink
        with torch.no_grad():
            around = tuple(range(1, source.dim()))
            low = source.amin(dim=around, keepdim=True).clamp(max=0.0)
            high = source.amax(dim=around, keepdim=True).clamp(min=0.0)
            scale = ((high - low) / 255).clamp(min=1e-9)
            top = 2 ** (WEIGHT_BITS - 1) - 1
            step = matrix.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / top
        rounded: Tensor = _Rounded.apply(source, low, scale, 255)
        weight: Tensor = _Rounded.apply(matrix, -top * step, step, 2 * top)
        return functional.linear(rounded, weight, self.bias)

    def _remember(self, source: Tensor) -> None:
        furthest = source.abs().flatten(0, -2).amax(dim=0)
        self.reach.copy_(torch.maximum(self.reach * REACH_KEPT, furthest))
        usual = 2.0 * self.reach.median()
        self.shrink.copy_((self.reach / usual).clamp(min=1.0))
