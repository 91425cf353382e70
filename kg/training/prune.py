"""Cut a network down to a smaller size, keeping what its losses depend on most.

The importance of a unit is the change of the loss that its removal would bring to the first order,
after Michel et al. (2019), "Are Sixteen Heads Really Better than One?", and Molchanov et al. (2019),
"Importance Estimation for Neural Network Pruning". Whole layers are judged by leaving them out.
"""

# mypy: disable-error-code="misc,no-any-return"
from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from kg.training.batches import Batch
from kg.training.config import HEAD_WIDTH, EncoderSize
from kg.training.loss import losses, total
from kg.training.network import Layer, Network

State = dict[str, Tensor]


def prune(network: Network, size: EncoderSize, batches: Sequence[Batch]) -> State:
    """Return the weights of a smaller network, for `Network(..., size=size)`.

    Args:
        network: the network to cut; it loses the layers that are left out.
        size: what is kept; no part of it may exceed the network's own.
        batches: sentences by which importance is judged.
    """
    network.eval()
    encoder = network.encoder
    encoder.merge.fill_(min(size.merge, len(encoder.layers)))
    while len(encoder.layers) > size.layers:
        _drop_layer(network, size.merge, batches)
    importance = _importance(network, batches)
    state = network.state_dict()
    for index, layer in enumerate(encoder.layers):
        heads, inner = importance[index]
        cut = _cut(layer, _best(heads, size.heads), _best(inner, size.inner))
        state.update({f"encoder.layers.{index}.{name}": part for name, part in cut.items()})
    return state


def _drop_layer(network: Network, merge: int, batches: Sequence[Batch]) -> None:
    """Take out the layer whose absence raises the loss least."""
    encoder = network.encoder
    layers = list(encoder.layers)
    found = []
    for index in range(len(layers)):
        encoder.layers = nn.ModuleList(layers[:index] + layers[index + 1 :])
        encoder.merge.fill_(min(merge, len(encoder.layers)))
        with torch.no_grad():
            found.append((sum(_loss(network, batch).item() for batch in batches), index))
    worst = min(found)[1]
    encoder.layers = nn.ModuleList(layers[:worst] + layers[worst + 1 :])
    encoder.merge.fill_(min(merge, len(encoder.layers)))


def _loss(network: Network, batch: Batch) -> Tensor:
    scores = network(batch.pieces, batch.shapes, batch.flags, batch.first, batch.last)
    return total(losses(network, scores, batch))


def _importance(network: Network, batches: Sequence[Batch]) -> list[tuple[Tensor, Tensor]]:
    """Return for each layer the importance of its heads and of its inner units."""
    layers = list(network.encoder.layers)
    found = [(torch.zeros(layer.heads), torch.zeros(layer.down.in_features)) for layer in layers]
    seen: dict[nn.Module, Tensor] = {}
    hooks = [
        part.register_forward_pre_hook(_keeper(seen)) for layer in layers
        for part in (layer.out, layer.down)
    ]  # fmt: skip
    for batch in batches:
        network.zero_grad(set_to_none=True)
        _loss(network, batch).backward()
        for layer, (of_heads, of_inner) in zip(layers, found, strict=True):
            by_head = _effect(seen[layer.out]).view(-1, layer.heads, HEAD_WIDTH).sum(dim=2)
            of_heads.add_(by_head.abs().sum(dim=0))
            of_inner.add_(_effect(seen[layer.down]).abs().sum(dim=0))
    for hook in hooks:
        hook.remove()
    return found


def _keeper(seen: dict[nn.Module, Tensor]) -> Callable[[nn.Module, tuple[Tensor]], None]:
    def keep(module: nn.Module, inputs: tuple[Tensor]) -> None:
        inputs[0].retain_grad()
        seen[module] = inputs[0]

    return keep


def _effect(activation: Tensor) -> Tensor:
    assert activation.grad is not None
    return (activation.detach() * activation.grad).flatten(0, -2)


def _best(importance: Tensor, count: int) -> Tensor:
    return importance.topk(min(count, len(importance))).indices.sort().values


def _cut(layer: Layer, heads: Tensor, inner: Tensor) -> State:
    units = (heads[:, None] * HEAD_WIDTH + torch.arange(HEAD_WIDTH)).flatten()
    rows = torch.cat([units + part * layer.heads * HEAD_WIDTH for part in range(3)])
    whole = layer.state_dict()
    return {
        "qkv.weight": whole["qkv.weight"][rows],
        "qkv.bias": whole["qkv.bias"][rows],
        "up.weight": whole["up.weight"][inner],
        "up.bias": whole["up.bias"][inner],
        **{f"out.{kind}": whole[f"out.{kind}"][..., units] for kind in ("weight", *_BUFFERS)},
        **{f"down.{kind}": whole[f"down.{kind}"][..., inner] for kind in ("weight", *_BUFFERS)},
    }


_BUFFERS = ("reach", "shrink")
