"""The joint loss over all heads."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from kg.training.batches import IGNORE, Batch
from kg.training.network import Network, Scores

WEIGHTS = {
    "upos": 0.5, "xpos": 0.5, "starts": 0.4, "names": 1.2, "arcs": 1.0,
    "relations": 0.8,
}  # fmt: skip


def losses(network: Network, scores: Scores, batch: Batch) -> dict[str, Tensor]:
    """Return the mean loss of each head over the words that teach it."""
    found = {
        name: _cross_entropy(getattr(scores, name), getattr(batch, name))
        for name in ("upos", "xpos", "starts")
    }
    found["names"] = _marginal(scores.names, batch.names)
    known = batch.heads != IGNORE
    if bool(known.any()):
        found["arcs"] = _arcs(scores.arcs, batch)[known].mean()
        dep = scores.label_dep[known]
        head = _heads_of(scores.label_head, batch.heads)[known]
        found["relations"] = _cross_entropy(
            network.score_relations(dep, head), batch.relations[known]
        )
    return found


def total(parts: dict[str, Tensor]) -> Tensor:
    """Return the weighted sum of the heads' losses."""
    return torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    flat, wanted = scores.flatten(0, -2), targets.flatten()
    if not bool((wanted != IGNORE).any()):
        return flat.sum() * 0.0
    return functional.cross_entropy(flat, wanted, ignore_index=IGNORE)


def _marginal(scores: Tensor, allowed: Tensor) -> Tensor:
    """Return minus the log of the probability that an allowed tag is chosen."""
    known = ~allowed.all(dim=2)
    if not bool(known.any()):
        return scores.sum() * 0.0
    logs = functional.log_softmax(scores[known], dim=1)
    return -logs.masked_fill(~allowed[known], -1e9).logsumexp(dim=1).mean()


def _arcs(arcs: Tensor, batch: Batch) -> Tensor:
    same = batch.sentence[:, :, None] == batch.sentence[:, None, :]
    root = torch.ones_like(same[:, :, :1])
    masked = arcs.masked_fill(~torch.cat([root, same], dim=2), -1e9)
    return functional.cross_entropy(
        masked.transpose(1, 2), batch.heads, ignore_index=IGNORE, reduction="none"
    )


def _heads_of(vectors: Tensor, heads: Tensor) -> Tensor:
    index = heads.clamp(min=0)[:, :, None].expand(-1, -1, vectors.shape[2])
    return torch.gather(vectors, 1, index)
