"""Turn words into what the encoder reads: subtokens, shapes and flags.

Training and run time share this module, so that a word looks the same to both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

SHAPES = (
    "none", "lower", "title", "upper", "capital", "mixed", "number", "punct", "symbol", "alnum",
    "upper-alnum", "caseless", "title-dotted",
)  # fmt: skip
FLAGS = 4
MAX_PIECES = 8
_SHAPE_IDS = {name: index for index, name in enumerate(SHAPES)}


def shape_of(word: str) -> int:
    """Return the index in `SHAPES` of a word's casing and make-up."""
    return _SHAPE_IDS[_shape_name(word)]


def _shape_name(word: str) -> str:
    if word.isalpha():
        return _letter_shape(word)
    if any(char.isdigit() for char in word):
        return _digit_shape(word)
    if any(char.isalpha() for char in word):
        return _dotted_shape(word)
    return "punct" if all(unicodedata.category(char)[0] == "P" for char in word) else "symbol"


def _letter_shape(word: str) -> str:
    if word.islower():
        return "lower"
    if word.isupper():
        return "upper" if len(word) > 1 else "capital"
    if word[0].isupper() and word[1:].islower():
        return "title"
    return "mixed" if any(char.isupper() for char in word) else "caseless"


def _digit_shape(word: str) -> str:
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return "number"
    return "upper-alnum" if letters[0].isupper() else "alnum"


def _dotted_shape(word: str) -> str:
    letters = "".join(char for char in word if char.isalpha())
    if letters.islower():
        return "lower"
    if letters.isupper():
        return "upper"
    return "title-dotted" if word[0].isupper() else "mixed"


def flags_of(word: str, *, glued: bool) -> int:
    """Return two bits: 1 if no space stands before the word, 2 if it bears a diacritic."""
    marked = not word.isascii() and any(
        char in "đĐøØłŁ" or unicodedata.decomposition(char) for char in word if char.isalpha()
    )
    return int(glued) + 2 * int(marked)


class Look(NamedTuple):
    """What a word looks like: its subtoken ids, its shape, and its flags where a space precedes."""

    ids: tuple[int, ...]
    shape: int
    flags: int


@dataclass(frozen=True, slots=True)
class Encoded:
    """One window of words as the arrays that the encoder takes.

    Attributes:
        pieces: subtoken ids, `[CLS]` first and `[SEP]` last.
        shapes: the shape of the word of each subtoken, 0 for the two special ones.
        flags: the flags of the word of each subtoken.
        first: for each word, the position of its first subtoken.
        last: for each word, the position of its last subtoken.
    """

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    flags: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


class WordEncoder:
    """Split words into subtokens, remembering the words seen."""

    def __init__(self, path: Path, *, cache_size: int = 50_000) -> None:
        """Read a `tokenizer.json`; keep at most `cache_size` words in memory."""
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._cache: dict[str, Look] = {}
        self._cache_size = cache_size
        names = ("[CLS]", "[SEP]", "[UNK]")
        self._cls, self._sep, self._unknown = (
            self._tokenizer.token_to_id(name) or 0 for name in names
        )

    def lookup(self, words: Sequence[str]) -> list[Look]:
        """Return what each word looks like, in at most `MAX_PIECES` subtokens."""
        cache = self._cache
        missing = sorted({word for word in words if word not in cache})
        if len(cache) + len(missing) > self._cache_size:
            cache.clear()
            missing = sorted(set(words))
        if missing:
            self._learn(missing)
        return [cache[word] for word in words]

    def _learn(self, words: list[str]) -> None:
        texts = [word[:100] for word in words]
        encodings = self._tokenizer.encode_batch(texts, add_special_tokens=False)
        for word, encoding in zip(words, encodings, strict=True):
            ids: tuple[int, ...] = tuple(encoding.ids) or (self._unknown,)
            if len(ids) > MAX_PIECES:
                ids = ids[: MAX_PIECES - 2] + ids[-2:]
            self._cache[word] = Look(ids, shape_of(word), flags_of(word, glued=False))

    def encode(self, words: Sequence[str], glued: Sequence[bool]) -> Encoded:
        """Return the arrays of one window of words."""
        looks = self.lookup(words)
        counts = np.asarray([len(look.ids) for look in looks], dtype=np.int64)
        last = counts.cumsum()
        pieces, shapes, flags = np.zeros((3, int(counts.sum()) + 2), dtype=np.int64)
        pieces[0], pieces[-1] = self._cls, self._sep
        pieces[1:-1] = list(chain.from_iterable(look.ids for look in looks))
        shapes[1:-1] = np.repeat([look.shape for look in looks], counts)
        own = np.asarray([look.flags for look in looks]) + np.asarray(glued, dtype=np.int64)
        flags[1:-1] = np.repeat(own, counts)
        return Encoded(pieces, shapes, flags, last - counts + 1, last)
