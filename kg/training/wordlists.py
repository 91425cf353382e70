"""The word lists that ship with the recipe."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def read_word_lists() -> dict[str, frozenset[str]]:
    """Return the lists of `data/words.toml`, lower-cased, by name."""
    text = files("kg.training").joinpath("data/words.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


@cache
def read_demonyms() -> frozenset[str]:
    """Return the names of peoples, faiths and parties, singular and plural."""
    text = files("kg.training").joinpath("data/demonyms.txt").read_text(encoding="utf-8")
    words = {word for line in text.splitlines() if line[:1] != "#" for word in line.split()}
    return frozenset(words | {f"{word}s" for word in words if word[-1] not in "shz"})
