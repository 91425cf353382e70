"""The network: one BERT-like encoder, and heads for tags, lemmas, sentences, trees and names."""

# mypy: disable-error-code="misc,no-any-return"
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.nlp.model.features import FLAGS, SHAPES
from kg.training.config import HEAD_WIDTH, EncoderSize
from kg.training.quantise import rows_to_int8
from kg.training.rounding import QuantisedLinear
from kg.training.size import MERGE

if TYPE_CHECKING:
    from kg.training.vocabulary import Vocabulary

WIDTH = 384
SHAPE_WIDTH, ARC_WIDTH, LABEL_WIDTH, NAME_WIDTH = 32, 256, 192, 256


class Layer(nn.Module):
    """One transformer layer, normalised after each part as BERT does."""

    def __init__(self, size: EncoderSize, dropout: float) -> None:
        """Make the parts; what goes in and out has width `WIDTH`."""
        super().__init__()
        self.heads = size.heads
        mixed = size.heads * HEAD_WIDTH
        self.qkv = QuantisedLinear(WIDTH, 3 * mixed)
        self.out = QuantisedLinear(mixed, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = QuantisedLinear(WIDTH, size.inner)
        self.down = QuantisedLinear(size.inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Map `[batch, pieces, width]` to the same shape; `mask` is added to attention scores."""
        batch, length, _ = hidden.shape
        parts = self.qkv(hidden).view(batch, length, 3, self.heads, HEAD_WIDTH)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, self.heads * HEAD_WIDTH)
        hidden = self.norm1(hidden + self.dropout(self.out(mixed)))
        inner = self.down(functional.gelu(self.up(hidden)))
        return self.norm2(hidden + self.dropout(inner))


class Encoder(nn.Module):
    """Embeddings of pieces, positions, shapes and flags, then the layers.

    After layer `size.merge` a word goes on as one vector, the mean of its first and last subtoken.
    """

    def __init__(self, size: EncoderSize, pieces: int, *, dropout: float) -> None:
        """Make an encoder for a vocabulary of so many `pieces`."""
        super().__init__()
        self.merge: Tensor
        self.register_buffer("merge", torch.tensor(min(size.merge, size.layers)))
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.flags = nn.Embedding(FLAGS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.dropout = nn.Dropout(dropout)
        self.pieces.weight.requires_grad_(False)
        nn.init.normal_(self.shapes.weight, std=0.01)
        nn.init.normal_(self.flags.weight, std=0.01)

    def forward(
        self, pieces: Tensor, shapes: Tensor, flags: Tensor, first: Tensor, last: Tensor
    ) -> Tensor:
        """Encode windows to `[batch, words + 1, width]`, the vector of `[CLS]` first.

        A piece of id 0 is padding, and so is a word whose first subtoken lies at 0.
        """
        hidden = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]]
        hidden = self.dropout(self.norm(hidden + self.shapes(shapes) + self.flags(flags)))
        mask = _mask(pieces == 0, hidden)
        merge = int(self.merge)
        for layer in self.layers[:merge]:
            hidden = layer(hidden, mask)
        hidden = (_take(hidden, rooted(first)) + _take(hidden, rooted(last))) * 0.5
        absent = first == 0
        mask = _mask(torch.cat([torch.zeros_like(absent[:, :1]), absent], dim=1), hidden)
        for layer in self.layers[merge:]:
            hidden = layer(hidden, mask)
        return hidden


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of each word: `[batch, words, classes]`.

    `arcs` is `[batch, words, words + 1]`, its first column the root; `label_dep` and `label_head`
    (one longer, root first) go into `Network.relations`, and `encoded` (likewise) is what the
    heads start from.
    """

    upos: Tensor
    xpos: Tensor
    starts: Tensor
    names: Tensor
    arcs: Tensor
    label_dep: Tensor
    label_head: Tensor
    encoded: Tensor


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        pieces: int = 30522,
        *,
        size: EncoderSize,
        dropout: float = 0.1,
    ) -> None:
        """Make the heads for the classes of a vocabulary."""
        super().__init__()
        self.encoder = Encoder(size, pieces, dropout=dropout)
        self.word_shapes = nn.Embedding(len(SHAPES), SHAPE_WIDTH)
        width = WIDTH + SHAPE_WIDTH
        self.upos = nn.Linear(width, len(vocabulary.upos))
        self.xpos = nn.Linear(width, len(vocabulary.xpos))
        self.starts = nn.Linear(width, 2)
        self.name_hidden = nn.Linear(width, NAME_WIDTH)
        self.names = nn.Linear(NAME_WIDTH, len(vocabulary.name_tags))
        self.arc_dep = nn.Linear(width, ARC_WIDTH)
        self.arc_head = nn.Linear(width, ARC_WIDTH)
        self.arc_mix = nn.Linear(ARC_WIDTH, ARC_WIDTH)
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.label_dep = nn.Linear(width, LABEL_WIDTH)
        self.label_head = nn.Linear(width, LABEL_WIDTH)
        self.relations = nn.Linear(LABEL_WIDTH, len(vocabulary.relations))
        self.dropout = nn.Dropout(0.2)
        self.small_dropout = nn.Dropout(dropout)

    def forward(
        self, pieces: Tensor, shapes: Tensor, flags: Tensor, first: Tensor, last: Tensor
    ) -> Scores:
        """Score the words whose subtokens lie at `first` and `last`."""
        hidden = self.encoder(pieces, shapes, flags, first, last)
        shape = self.word_shapes(torch.gather(shapes, 1, rooted(first)))
        vectors = self.small_dropout(torch.cat([hidden, shape], dim=2))
        words = vectors[:, 1:]
        dep = self.dropout(functional.gelu(self.arc_dep(words)))
        head = self.dropout(functional.gelu(self.arc_head(vectors)))
        arcs = self.arc_mix(dep) @ head.transpose(1, 2) / 16.0 + self.arc_bias(head).transpose(1, 2)
        named = self.dropout(functional.gelu(self.name_hidden(words)))
        return Scores(
            upos=self.upos(words),
            xpos=self.xpos(words),
            starts=self.starts(words),
            names=self.names(named),
            arcs=arcs,
            label_dep=self.label_dep(words),
            label_head=self.label_head(vectors),
            encoded=hidden,
        )

    def quantise(self, *, on: bool = True) -> None:
        """Round the encoder from now on as the exported graph does, or no longer."""
        for module in self.modules():
            if isinstance(module, QuantisedLinear):
                module.quantised = on

    def round_pieces(self) -> None:
        """Round the table of pieces, which is not trained, as the exported graph keeps it."""
        table = self.encoder.pieces.weight
        values, scale = rows_to_int8(table.detach().numpy())
        with torch.no_grad():
            table.copy_(torch.from_numpy(values.astype("float32") * scale))

    def score_relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Score the relations of words to their heads, from the two label vectors of each."""
        scores: Tensor = self.relations(self.dropout(functional.relu(dep + head)))
        return scores


def rooted(index: Tensor) -> Tensor:
    """Put the position of `[CLS]`, which stands for the root, before those of the words."""
    return torch.cat([torch.zeros_like(index[:, :1]), index], dim=1)


def _mask(absent: Tensor, hidden: Tensor) -> Tensor:
    empty = torch.zeros(absent.shape, dtype=hidden.dtype, device=hidden.device)
    return empty.masked_fill(absent, -1e4)[:, None, None, :]


def _take(hidden: Tensor, index: Tensor) -> Tensor:
    return torch.gather(hidden, 1, index[:, :, None].expand(-1, -1, hidden.shape[2]))


def make_network(
    vocabulary: Vocabulary,
    size: EncoderSize | None = None,
    weights: Mapping[str, Tensor] | None = None,
    *,
    dropout: float = 0.0,
) -> Network:
    """Return a network of a size, by default that of the pretrained encoder, with these weights."""
    network = Network(vocabulary, size=size or EncoderSize(), dropout=dropout)
    if weights is not None:
        network.load_state_dict({MERGE: network.encoder.merge, **weights})
    return network


def load_pretrained(network: Network, path: Path) -> None:
    """Copy the weights of a BERT checkpoint (safetensors) into the encoder."""
    from safetensors.torch import load_file  # type: ignore[import-not-found,unused-ignore]

    source = load_file(str(path))
    encoder = network.encoder
    types = source["embeddings.token_type_embeddings.weight"][0]
    target: dict[str, Tensor] = {
        "pieces.weight": source["embeddings.word_embeddings.weight"],
        "positions.weight": source["embeddings.position_embeddings.weight"] + types,
        "norm.weight": source["embeddings.LayerNorm.weight"],
        "norm.bias": source["embeddings.LayerNorm.bias"],
    }
    for index in range(len(encoder.layers)):
        target.update(_layer_weights(source, f"encoder.layer.{index}.", f"layers.{index}."))
    encoder.load_state_dict(target, strict=False)


def _layer_weights(source: dict[str, Tensor], old: str, new: str) -> dict[str, Tensor]:
    parts = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    weights: dict[str, Tensor] = {}
    for kind in ("weight", "bias"):
        joined = [
            source[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")
        ]
        weights[f"{new}qkv.{kind}"] = torch.cat(joined)
        for ours, theirs in parts.items():
            weights[f"{new}{ours}.{kind}"] = source[f"{old}{theirs}.{kind}"]
    return weights
