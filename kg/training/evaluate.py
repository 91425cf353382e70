"""Measure a model folder on files it was not trained on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from kg.nlp.model import files
from kg.nlp.model.decode import NameDecoder, best_tree
from kg.nlp.model.lemma import Lemmatizer
from kg.nlp.model.session import Network, WindowScores
from kg.nlp.model.windows import read_line
from kg.training.sentences import Names, Sentence

COARSE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The model's reading of one sentence."""

    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    heads: list[int]
    labels: list[str]
    names: list[Span]


class Reads(Protocol):
    """Whatever reads a sentence whose words are given."""

    def read(self, sentence: Sentence) -> Parsed:
        """Return its reading."""


class Reader:
    """Read sentences whose words and borders are given."""

    def __init__(self, folder: Path) -> None:
        """Load a model folder."""
        files.check_folder(folder)
        self.network = Network(folder)
        self._classes = files.read_json(folder / files.VOCABULARY)
        self._lemmatizer = Lemmatizer(files.read_json(folder / files.LEMMAS))
        self._names = NameDecoder(self._classes["name_tags"])

    def read(self, sentence: Sentence) -> Parsed:
        """Return the reading of one sentence, run as a window of its own."""
        scores = self.network.run(sentence.words, sentence.glued)
        return self.decode(sentence.words, scores)

    def decode(self, words: Sequence[str], scores: WindowScores) -> Parsed:
        """Decode the scores of a window that holds one sentence."""
        heads = best_tree(scores.arcs)
        relations = self.network.relations(scores, np.arange(len(words)), heads)
        upos = [self._classes["upos"][index] for index in scores.upos]
        xpos = [self._classes["xpos"][index] for index in scores.xpos]
        labels = [self._classes["relations"][index] for index in relations]
        return Parsed(
            upos=upos,
            xpos=xpos,
            lemmas=self._lemmas(words, upos, xpos),
            heads=heads.tolist(),
            labels=[
                "root" if not head else label for head, label in zip(heads, labels, strict=True)
            ],
            names=[(start, end, label) for start, end, label, _ in self._names.spans(scores.names)],
        )

    def _lemmas(self, words: Sequence[str], upos: list[str], xpos: list[str]) -> list[str]:
        rows = enumerate(zip(words, upos, xpos, strict=True))
        return [self._lemmatizer.lemma(*row, initial=not index) for index, row in rows]


def measure_trees(reader: Reads, sentences: Iterable[Sentence]) -> dict[str, float]:
    """Return the accuracies in per cent over all words, given gold words and sentences."""
    hits: Counter[str] = Counter()
    for sentence in sentences:
        tree = sentence.tree
        if tree is None:
            continue
        found = reader.read(sentence)
        hits["words"] += len(sentence.words)
        hits["UPOS"] += _same(found.upos, tree.upos)
        hits["XPOS"] += _same(found.xpos, tree.xpos)
        hits["lemma"] += _same(found.lemmas, tree.lemmas)
        hits["UAS"] += _same(found.heads, tree.heads)
        pairs = zip(found.heads, found.labels, strict=True)
        hits["LAS"] += _same(list(pairs), list(zip(tree.heads, tree.labels, strict=True)))
    total = hits.pop("words")
    return {name: round(100 * count / total, 2) for name, count in hits.items()}


def _same(left: Sequence[object], right: Sequence[object]) -> int:
    return sum(a == b for a, b in zip(left, right, strict=True))


@dataclass(slots=True)
class NameCounts:
    """Names found, right and wanted, by label."""

    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)

    def table(self) -> dict[str, tuple[float, float, float, int]]:
        """Return precision, recall, F1 in per cent and the number wanted, by label and for all."""
        labels = sorted(self.wanted)
        rows = {label: self._row([label]) for label in labels}
        rows["all"] = self._row(labels)
        return rows

    def _row(self, labels: Sequence[str]) -> tuple[float, float, float, int]:
        found, right, wanted = (
            sum(counts[label] for label in labels)
            for counts in (self.found, self.right, self.wanted)
        )
        precision, recall = right / max(1, found), right / max(1, wanted)
        score = 2 * precision * recall / max(1e-9, precision + recall)
        return round(100 * precision, 1), round(100 * recall, 1), round(100 * score, 1), wanted


def measure_names(
    reader: Reads, sentences: Iterable[Sentence], *, coarse: bool = True
) -> NameCounts:
    """Count names found, right and wanted.

    Words of which the set says nothing count neither way, nor does a name of a type on which the
    set keeps silent. A name that may be of several types is right with any. An article in front is
    no part of a name: the sets disagree on it.

    Args:
        reader: the model.
        sentences: those with names.
        coarse: count PER, ORG and LOC only, LOC for GPE, LOC and FAC.
    """
    counts = NameCounts()
    for sentence in sentences:
        if sentence.names is None:
            continue
        unknown, gold = _expected(sentence.words, sentence.names, coarse=coarse)
        for labels in gold.values():
            counts.wanted.update(_first(labels))
        for start, end, label in reader.read(sentence).names:
            if unknown.intersection(range(start, end)):
                continue
            kind = _label(label, coarse=coarse)
            wanted = gold.get(_bare(sentence.words, start, end), frozenset())
            if not kind or (not wanted and label in sentence.names.silent):
                continue
            right = kind in wanted
            counted = _first(wanted) if right else [kind]
            counts.found.update(counted)
            counts.right.update(counted if right else [])
    return counts


def _expected(
    words: Sequence[str], names: Names, *, coarse: bool
) -> tuple[set[int], dict[tuple[int, int], frozenset[str]]]:
    """Return the words of which a set says nothing, and the labels that each name may have."""
    unknown = {i for name in names.spans if not name.allowed for i in range(name.start, name.end)}
    gold = {
        _bare(words, name.start, name.end): frozenset(
            _label(one, coarse=coarse) for one in name.allowed
        )
        for name in names.spans
        if name.allowed
    }
    return unknown, gold


def _bare(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    return start + (end - start > 1 and words[start].lower() == "the"), end


def _label(label: str, *, coarse: bool) -> str:
    return COARSE.get(label, "") if coarse else label


def _first(labels: frozenset[str]) -> list[str]:
    known = sorted(labels - {""})
    return ["place" if len(known) > 1 else known[0]] if known else []


def measure_starts(reader: Reader, documents: Iterable[Sequence[Sentence]]) -> dict[str, float]:
    """Return the F1 of sentence starts over documents read as one line each."""
    right = found = wanted = 0
    for document in documents:
        words = [word for sentence in document for word in sentence.words]
        glued = [near for sentence in document for near in sentence.glued]
        gold, offset = set(), 0
        for sentence in document:
            gold.add(offset)
            offset += len(sentence.words)
        starts = {part.start for part in read_line(reader.network, words, glued)}
        right += len(gold & starts)
        found += len(starts)
        wanted += len(gold)
    return {"sentence F1": round(200 * right / max(1, found + wanted), 2)}
