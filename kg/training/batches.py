"""Windows of sentences as padded tensors with their targets."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kg.nlp.model.features import Encoded, WordEncoder
from kg.training.nametags import allowed_tags
from kg.training.sentences import Sentence
from kg.training.vocabulary import Vocabulary

IGNORE = -100
MOST_PIECES = 300


@dataclass(frozen=True, slots=True)
class Example:
    """One window: its input, and targets for each word (`IGNORE` where nothing is known).

    Attributes:
        heads: the position of the head in the window plus one; 0 is the root.
        sentence: the number of each word's sentence within the window.
        names: `[words, name tags]`, true where a tag is allowed.
    """

    encoded: Encoded
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    starts: NDArray[np.int64]
    heads: NDArray[np.int64]
    relations: NDArray[np.int64]
    sentence: NDArray[np.int64]
    names: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples as tensors, `[windows, pieces]` or `[windows, words]`."""

    pieces: Tensor
    shapes: Tensor
    flags: Tensor
    first: Tensor
    last: Tensor
    upos: Tensor
    xpos: Tensor
    starts: Tensor
    heads: Tensor
    relations: Tensor
    sentence: Tensor
    names: Tensor

    def to(self, device: str) -> Batch:
        """Return the batch on another device."""
        return Batch(*(getattr(self, item.name).to(device) for item in fields(self)))


class ExampleMaker:
    """Turn windows of sentences into examples."""

    def __init__(self, encoder: WordEncoder, vocabulary: Vocabulary) -> None:
        """Index the classes of the vocabulary."""
        self._encoder = encoder
        self._index = {
            name: {label: index for index, label in enumerate(getattr(vocabulary, name))}
            for name in ("upos", "xpos", "relations", "name_tags")
        }
        self._tags = vocabulary.name_tags

    def make(self, window: Sequence[Sentence]) -> Example:
        """Return the example of one window; several sentences teach where sentences start."""
        words = [word for sentence in window for word in sentence.words]
        glued = [near for sentence in window for near in sentence.glued]
        columns = [self._columns(sentence, offset) for sentence, offset in _offsets(window)]
        parts = [np.concatenate(part) for part in zip(*columns, strict=True)]
        starts = np.zeros(len(words), dtype=np.int64)
        for _, offset in _offsets(window):
            starts[offset] = 1
        if len(window) == 1 and window[0].tree is None:
            starts[:] = IGNORE
        number = np.repeat(np.arange(len(window)), [len(sentence.words) for sentence in window])
        names = np.concatenate([self._allowed(sentence) for sentence in window])
        upos, xpos, heads, relations = parts
        encoded = self._encoder.encode(words, glued)
        return Example(encoded, upos, xpos, starts, heads, relations, number, names)

    def _columns(self, sentence: Sentence, offset: int) -> list[NDArray[np.int64]]:
        tree = sentence.tree
        if tree is None:
            return [np.full(len(sentence.words), IGNORE, dtype=np.int64)] * 4
        columns: list[list[int]] = [
            [self._index["upos"].get(tag, IGNORE) for tag in tree.upos],
            [self._index["xpos"].get(tag, IGNORE) for tag in tree.xpos],
            [head + offset if head else 0 for head in tree.heads],
            [self._index["relations"].get(label, IGNORE) for label in tree.labels],
        ]
        return [np.asarray(column, dtype=np.int64) for column in columns]

    def _allowed(self, sentence: Sentence) -> NDArray[np.bool_]:
        names = sentence.names
        if names is None:
            return np.ones((len(sentence.words), len(self._tags)), dtype=np.bool_)
        return allowed_tags(names, len(sentence.words), self._tags, self._index["name_tags"])


def _offsets(window: Sequence[Sentence]) -> list[tuple[Sentence, int]]:
    pairs, offset = [], 0
    for sentence in window:
        pairs.append((sentence, offset))
        offset += len(sentence.words)
    return pairs


def group(
    examples: Iterable[Example], generator: random.Random, *, pieces: int
) -> list[list[Example]]:
    """Group examples of like length so that a padded batch holds about `pieces` subtokens."""
    fitting = [example for example in examples if len(example.encoded.pieces) <= MOST_PIECES]
    fitting.sort(key=lambda example: len(example.encoded.pieces) + generator.random() * 4)
    groups: list[list[Example]] = [[]]
    for example in fitting:
        if groups[-1] and len(example.encoded.pieces) * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(example)
    generator.shuffle(groups)
    return groups


def collate(examples: Sequence[Example]) -> Batch:
    """Pad examples to one batch."""
    columns: dict[str, Any] = {}
    for name in ("pieces", "shapes", "flags"):
        columns[name] = _pad([getattr(example.encoded, name) for example in examples], 0)
    for name in ("first", "last"):
        columns[name] = _pad([getattr(example.encoded, name) for example in examples], 0)
    for name in ("upos", "xpos", "starts", "heads", "relations"):
        columns[name] = _pad([getattr(example, name) for example in examples], IGNORE)
    columns["sentence"] = _pad([example.sentence for example in examples], -1)
    longest = columns["sentence"].shape[1]
    tags = examples[0].names.shape[1]
    names = np.ones((len(examples), longest, tags), dtype=np.bool_)
    for row, example in enumerate(examples):
        names[row, : len(example.names)] = example.names
    columns["names"] = torch.from_numpy(names)
    return Batch(**columns)


def _pad(arrays: Sequence[NDArray[np.int64]], fill: int) -> Tensor:
    padded = np.full((len(arrays), max(map(len, arrays))), fill, dtype=np.int64)
    for row, array in enumerate(arrays):
        padded[row, : len(array)] = array
    return torch.from_numpy(padded)
