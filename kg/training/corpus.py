"""Gather the training sentences of a configuration and cut them into windows."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from kg.errors import Fault, FaultsError
from kg.training.config import NameSet, TrainingConfig
from kg.training.harmonise import LABELS, OWN, Harmoniser
from kg.training.places import PlaceTypes
from kg.training.sentences import (
    RawNames,
    Sentence,
    guess_glue,
    read_names,
    read_texts,
    read_treebank,
)

Row = TypeVar("Row")


def gather(config: TrainingConfig, data: Path, *, dev: bool = False) -> list[Sentence]:
    """Read all sets of a configuration; names join the treebank sentences of the same words.

    Raises:
        FaultsError: with the broken lines of all files, and the files that cannot be read.
    """
    harmoniser = Harmoniser(PlaceTypes(data / config.gazetteers))
    faults: list[Fault] = []
    sentences: list[Sentence] = []
    for name in config.dev_treebanks if dev else config.treebanks:
        sentences.extend(_collected(read_treebank, data / name, faults))
    by_words = {sentence.words: index for index, sentence in enumerate(sentences)}
    for name_set in config.dev_name_sets if dev else config.name_sets:
        labels = frozenset(LABELS) if name_set.style == OWN else None
        read = partial(read_names, labels=labels)
        for raw in _collected(read, data / name_set.path, faults):
            index = by_words.get(raw.words) if name_set.style == "gum" else None
            if index is None:
                loose = _loose(raw, name_set, harmoniser)
                sentences.extend([loose] * name_set.repeat)
            else:
                tree = sentences[index].tree
                names = harmoniser.names(raw, name_set.style, tree)
                sentences[index] = replace(sentences[index], names=names)
    for text_set in () if dev else config.texts:
        read_set = partial(read_texts, field_name=text_set.field)
        for path in sorted(data.glob(text_set.path)) or [data / text_set.path]:
            sentences.extend(_collected(read_set, path, faults))
    if faults:
        raise FaultsError(faults)
    return sentences


def _collected(read: Callable[[Path], list[Row]], path: Path, faults: list[Fault]) -> list[Row]:
    try:
        return read(path)
    except FaultsError as error:
        faults.extend(error.faults)
    except OSError as error:
        faults.append(Fault(str(path), 0, error.strerror or "cannot be read"))
    except UnicodeDecodeError as error:
        faults.append(Fault(str(path), 0, f"no UTF-8: byte {error.start}"))
    return []


def _loose(raw: RawNames, name_set: NameSet, harmoniser: Harmoniser) -> Sentence:
    names = harmoniser.names(raw, name_set.style)
    doc = f"{name_set.path}:{raw.doc}"
    return Sentence(raw.words, guess_glue(raw.words), doc, None, names)


def windows(
    sentences: Iterable[Sentence], generator: random.Random, *, single: float, most: int
) -> Iterator[list[Sentence]]:
    """Cut each document into runs of consecutive sentences, at random anew in each epoch.

    Args:
        sentences: in the order of the text.
        generator: the source of chance.
        single: the share of windows that hold one sentence only.
        most: the words a window of several sentences holds at most.
    """
    for _, group in groupby(sentences, key=lambda sentence: sentence.doc):
        rest = list(group)
        while rest:
            count = 1
            if generator.random() >= single:
                count = _fit(rest, generator.randint(15, most))
            yield rest[:count]
            del rest[:count]


def _fit(sentences: Sequence[Sentence], limit: int) -> int:
    total = 0
    for index, sentence in enumerate(sentences):
        total += len(sentence.words)
        if total > limit:
            return max(1, index)
    return len(sentences)
