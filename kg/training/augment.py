"""Change training sentences at random: case, missing full stops, glued sentences, other names."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from kg.training.config import Augmentation
from kg.training.sentences import Names, Sentence, Tree


class Augmenter:
    """Apply the changes of a configuration."""

    def __init__(self, config: Augmentation) -> None:
        """Take the share of each change."""
        self._config = config

    def change(self, window: Sequence[Sentence], generator: random.Random) -> list[Sentence]:
        """Return a changed copy of a window; most windows come back as they were."""
        config = self._config
        changed = list(window)
        if generator.random() < config.unfinished:
            changed = [without_stop(sentence) for sentence in changed]
        draw = generator.random()
        if draw < config.upper:
            changed = [_cased(sentence, "upper") for sentence in changed]
        elif draw < config.upper + config.lower:
            changed = [_cased(sentence, "lower") for sentence in changed]
        elif draw < config.upper + config.lower + config.title:
            changed = [_cased(sentence, "title") for sentence in changed]
        if generator.random() < config.glued:
            changed = changed[:1] + [_glue(sentence) for sentence in changed[1:]]
        return changed


def without_stop(sentence: Sentence) -> Sentence:
    """Return a sentence without its last full stop, as headlines are."""
    last = len(sentence.words) - 1
    tree, names = sentence.tree, sentence.names
    if last < 1 or sentence.words[last] != ".":
        return sentence
    if tree is not None:
        if last + 1 in tree.heads or tree.heads[last] == 0:
            return sentence
        tree = Tree(tree.upos[:last], tree.xpos[:last], tree.lemmas[:last], tree.heads[:last], tree.labels[:last])  # fmt: skip
    if names is not None:
        if any(span.end > last for span in names.spans):
            return sentence
        names = Names(names.spans, names.silent)
    return Sentence(sentence.words[:last], sentence.glued[:last], sentence.doc, tree, names)


def _cased(sentence: Sentence, kind: str) -> Sentence:
    if kind == "title":
        words = tuple(w[:1].upper() + w[1:] if len(w) > 3 else w for w in sentence.words)
    else:
        words = tuple(word.upper() if kind == "upper" else word.lower() for word in sentence.words)
    tree = sentence.tree
    if tree is not None and words != sentence.words:
        lemmas = (
            lemma.upper() if kind == "upper" and tag == "PROPN" and len(lemma) > 1 else lemma
            for lemma, tag in zip(tree.lemmas, tree.upos, strict=True)
        )
        tree = replace(tree, lemmas=tuple(lemmas)) if kind == "upper" else tree
    return replace(sentence, words=words, tree=tree)


def _glue(sentence: Sentence) -> Sentence:
    return replace(sentence, glued=(True, *sentence.glued[1:]))
