"""Change training sentences at random: case, missing full stops, glued sentences."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from kg.training.config import Augmentation
from kg.training.sentences import Sentence, Tree
from kg.training.swap import Swapper


class Augmenter:
    """Apply the changes of a configuration."""

    def __init__(self, config: Augmentation, swapper: Swapper) -> None:
        """Take the share of each change, and what swaps names."""
        self._config = config
        self._swapper = swapper

    def change(self, window: Sequence[Sentence], generator: random.Random) -> list[Sentence]:
        """Return a changed copy of a window; most windows come back as they were."""
        config = self._config
        changed = list(window)
        if generator.random() < config.names:
            changed = [self._swapper.swap(sentence, generator) for sentence in changed]
        if generator.random() < config.unfinished:
            changed = [without_stop(sentence) for sentence in changed]
        kind = self._casing(generator)
        if kind:
            changed = [recased(sentence, kind) for sentence in changed]
        if generator.random() < config.glued:
            changed = changed[:1] + [_glue(sentence) for sentence in changed[1:]]
        return changed

    def _casing(self, generator: random.Random) -> str:
        draw = generator.random()
        for kind in ("upper", "lower", "title"):
            share: float = getattr(self._config, kind)
            if draw < share:
                return kind
            draw -= share
        return ""


def without_stop(sentence: Sentence) -> Sentence:
    """Return a sentence without its last full stop, as headlines are."""
    last = len(sentence.words) - 1
    tree, names = sentence.tree, sentence.names
    if last < 1 or sentence.words[last] != ".":
        return sentence
    if tree is not None:
        if last + 1 in tree.heads or tree.heads[last] == 0:
            return sentence
        tree = Tree(
            tree.upos[:last], tree.xpos[:last], tree.lemmas[:last], tree.heads[:last],
            tree.labels[:last],
        )  # fmt: skip
    if names is not None and any(span.end > last for span in names.spans):
        return sentence
    return replace(
        sentence, words=sentence.words[:last], glued=sentence.glued[:last], tree=tree, names=names
    )


def recased(sentence: Sentence, kind: str) -> Sentence:
    """Return a sentence in `upper`, `lower` or `title` case; lemmas stay as they were."""
    if kind == "title":
        words = tuple(
            word[:1].upper() + word[1:] if len(word) > 3 else word for word in sentence.words
        )
    else:
        words = tuple(word.upper() if kind == "upper" else word.lower() for word in sentence.words)
    tree = sentence.tree
    if tree is None or kind != "upper":
        return replace(sentence, words=words)
    lemmas = tuple(
        lemma.upper() if tag == "PROPN" else lemma
        for lemma, tag in zip(tree.lemmas, tree.upos, strict=True)
    )
    return replace(sentence, words=words, tree=replace(tree, lemmas=lemmas))


def _glue(sentence: Sentence) -> Sentence:
    return replace(sentence, glued=(True, *sentence.glued[1:]))
