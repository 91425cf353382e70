"""Learn from a larger network: what its heads say and what its encoder makes of each word.

After Hinton et al. (2015), "Distilling the Knowledge in a Neural Network", and, for the encoder's
vectors, Jiao et al. (2020), "TinyBERT".
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from kg.training.batches import Batch
from kg.training.loss import WEIGHTS
from kg.training.network import Network, Scores, rooted

VECTORS = 1.0


class Teacher:
    """A trained network whose readings a smaller one learns, but where the labels say otherwise."""

    def __init__(self, network: Network) -> None:
        """Take the network; it is not trained any more."""
        self._network = network.eval().requires_grad_(False)

    def to(self, device: str) -> Teacher:
        """Move the network to a device."""
        self._network.to(device)
        return self

    def losses(self, student: Network, scores: Scores, batch: Batch) -> dict[str, Tensor]:
        """Return how far the student is from the teacher: of each head, and of the vectors."""
        with torch.no_grad():
            wanted = self._network(batch.pieces, batch.shapes, batch.flags, batch.first, batch.last)
        words = batch.first > 0
        found = {
            name: _divergence(getattr(scores, name)[words], getattr(wanted, name)[words])
            for name in ("upos", "xpos", "starts")
        }
        unopposed = words & _allowed(wanted.names, batch.names)
        found["names"] = _divergence(scores.names[unopposed], wanted.names[unopposed])
        wanted_arcs, arcs = (_within(item.arcs, batch)[words] for item in (wanted, scores))
        found["arcs"] = _divergence(arcs, wanted_arcs)
        best = _within(wanted.arcs, batch).argmax(dim=2)
        found["relations"] = _divergence(
            _relations(student, scores, best)[words],
            _relations(self._network, wanted, best)[words],
        )
        known = rooted(batch.first) > 0
        known[:, 0] = True
        target = wanted.encoded[known]
        found["vectors"] = functional.mse_loss(scores.encoded[known], target) / target.var()
        return found


def distance(parts: dict[str, Tensor]) -> Tensor:
    """Return the weighted sum of the distances from the teacher."""
    return torch.stack([WEIGHTS.get(name, VECTORS) * part for name, part in parts.items()]).sum()


def _divergence(scores: Tensor, wanted: Tensor) -> Tensor:
    return functional.kl_div(
        scores.log_softmax(dim=1), wanted.log_softmax(dim=1), reduction="batchmean", log_target=True
    )


def _allowed(scores: Tensor, allowed: Tensor) -> Tensor:
    """Tell where the labels allow the tag that the teacher takes for the best."""
    return torch.gather(allowed, 2, scores.argmax(dim=2, keepdim=True))[:, :, 0]


def _within(arcs: Tensor, batch: Batch) -> Tensor:
    """Rule out heads in other sentences of the window."""
    same = batch.sentence[:, :, None] == batch.sentence[:, None, :]
    return arcs.masked_fill(~torch.cat([torch.ones_like(same[:, :, :1]), same], dim=2), -1e4)


def _relations(network: Network, scores: Scores, heads: Tensor) -> Tensor:
    index = heads[:, :, None].expand(-1, -1, scores.label_head.shape[2])
    return network.score_relations(scores.label_dep, torch.gather(scores.label_head, 1, index))
