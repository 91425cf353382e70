"""The yardstick of the language model: a spaCy CNN pipeline trained on the same sentences."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.cli.init_config import init_config
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_model_from_config

from kg.training.sentences import Sentence

WORDS_A_STEP = 1000


def train_cnn(sentences: Sequence[Sentence], *, steps: int) -> Language:
    """Train tok2vec, tagger, parser and ner together for so many steps."""
    config = init_config(lang="en", pipeline=["tagger", "parser", "ner"], optimize="efficiency")
    nlp = load_model_from_config(config, auto_fill=True)
    generator = random.Random(1)  # noqa: S311
    known = [example for sentence in sentences if (example := to_example(nlp, sentence))]
    optimizer = nlp.initialize(lambda: generator.sample(known, min(len(known), 3000)))
    batches = _batches(known, generator)
    for _ in range(steps):
        nlp.update(next(batches), sgd=optimizer, drop=0.1)
    return nlp


def _batches(known: list[Example], generator: random.Random) -> Iterator[list[Example]]:
    while True:
        generator.shuffle(known)
        batch: list[Example] = []
        for example in known:
            batch.append(example)
            if sum(len(item.reference) for item in batch) >= WORDS_A_STEP:
                yield batch
                batch = []


def to_example(nlp: Language, sentence: Sentence) -> Example | None:
    """Return what a sentence teaches; names of more than one possible label are left out."""
    spaces = [not near for near in sentence.glued[1:]] + [False]
    annotation: dict[str, object] = {}
    if sentence.tree is not None:
        tree = sentence.tree
        heads = [head - 1 if head else index for index, head in enumerate(tree.heads)]
        annotation |= {"tags": list(tree.xpos), "heads": heads, "deps": list(tree.labels)}
    if sentence.names is not None:
        tags = ["O"] * len(sentence.words)
        for name in sentence.names.spans:
            label = next(iter(name.allowed)) if len(name.allowed) == 1 else ""
            tags[name.start : name.end] = _letters(label, name.end - name.start)
        annotation["entities"] = tags
    if not annotation:
        return None
    return Example.from_dict(Doc(nlp.vocab, list(sentence.words), spaces), annotation)


def _letters(label: str, length: int) -> list[str]:
    if not label:
        return ["-"] * length
    if length == 1:
        return [f"U-{label}"]
    return [f"B-{label}", *[f"I-{label}"] * (length - 2), f"L-{label}"]


def read_all(nlp: Language, sentences: Iterable[Sentence]) -> Iterator[Doc]:
    """Annotate sentences whose words are given."""
    docs = (Doc(nlp.vocab, list(sentence.words)) for sentence in sentences)
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0
        for _, pipe in nlp.pipeline:
            pipe(doc)
        yield doc


def load_or_train(folder: Path, sentences: Sequence[Sentence], *, steps: int) -> Language:
    """Return the pipeline kept in a folder, or train it and keep it there."""
    if folder.exists():
        return spacy.load(folder)
    nlp = train_cnn(sentences, steps=steps)
    nlp.to_disk(folder)
    return nlp
