"""The language model against a spaCy CNN pipeline of tok2vec, tagger, parser and ner.

Size, loading and speed need nothing else. With `KG_TRAINING_DATA` naming the folder of the training
data, accuracy on its test files is measured too, the CNN is trained on the same training files
(`KG_BENCH_STEPS` steps, kept under `build/`), and with `KG_FP32_MODEL` naming a model folder
exported in 32 bits, what the 8 bits cost.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from bench.cnn import load_or_train, read_all, train_cnn
from bench.report import Figure, seconds
from kg.nlp.model import load_model, model_folder
from kg.training.config import read_config
from kg.training.corpus import gather
from kg.training.evaluate import (
    NameCounts,
    Parsed,
    Reader,
    measure_names,
    measure_starts,
    measure_trees,
)
from kg.training.harmonise import Harmoniser
from kg.training.places import PlaceTypes
from kg.training.sentences import (
    Name,
    Names,
    RawNames,
    Sentence,
    Tree,
    guess_glue,
    read_names,
    read_treebank,
)

RECIPE = Path("kg/training/teacher.toml")
TREEBANKS = {
    "EWT test": ("treebank/en_ewt-ud-test.conllu", {"LAS": "89.4", "UPOS": "96.8"}),
    "GUM test": ("treebank/en_gum_openlicence-test.conllu", {"LAS": "88.5", "UPOS": "97.3"}),
}


class CnnReader:
    """The CNN pipeline behind the face of `Reader`."""

    def __init__(self, nlp: Language) -> None:
        """Take a trained pipeline."""
        self._nlp = nlp

    def read(self, sentence: Sentence) -> Parsed:
        """Return its reading of one sentence."""
        doc = next(read_all(self._nlp, [sentence]))
        tags = [token.tag_ for token in doc]
        return Parsed(
            upos=tags,
            xpos=tags,
            lemmas=[token.text for token in doc],
            heads=[0 if token.head is token else token.head.i + 1 for token in doc],
            labels=["root" if token.dep_ == "ROOT" else token.dep_ for token in doc],
            names=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
        )


def figures() -> Iterator[Figure]:
    """Yield the figures of the language model."""
    folder = model_folder()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    yield Figure("size of the shipped folder", size / 1e6, "MB", target="35")
    yield Figure("loading", seconds(load_model), "s", target="1")
    data = os.environ.get("KG_TRAINING_DATA")
    cnn = _trained(Path(data)) if data else _sketch()
    yield _speed(cnn)
    if data:
        yield from _trees(Path(data), folder, CnnReader(cnn))
        yield from _names(Path(data), folder, CnnReader(cnn))


def _trained(data: Path) -> Language:
    steps = int(os.environ.get("KG_BENCH_STEPS", "1500"))
    sentences = gather(read_config(RECIPE), data)
    return load_or_train(Path("build", f"bench-cnn-{steps}"), sentences, steps=steps)


def _sketch() -> Language:
    """Return a CNN pipeline trained for its speed alone, on the model's own reading of articles."""
    reader = load_model()
    docs = list(reader.pipe(_paragraphs()))
    sentences = [_sentence(part.as_doc()) for doc in docs for part in doc.sents]
    return train_cnn(sentences, steps=25)


def _sentence(doc: Doc) -> Sentence:
    tree = Tree(
        tuple(token.pos_ for token in doc),
        tuple(token.tag_ for token in doc),
        tuple(token.lemma_ for token in doc),
        tuple(0 if token.head is token else token.head.i + 1 for token in doc),
        tuple(token.dep_ for token in doc),
    )
    names = tuple(Name(ent.start, ent.end, frozenset({ent.label_})) for ent in doc.ents)
    glued = (False, *(not token.whitespace_ for token in doc[:-1]))
    return Sentence(tuple(t.text for t in doc), glued, "", tree, Names(names, frozenset()))


def _paragraphs() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path("data/corpus").glob("*.txt"))]
    return [line for text in texts for line in text.splitlines() if len(line.split()) > 5]


def _speed(cnn: Language) -> Figure:
    nlp = load_model()
    lines = _paragraphs()
    words = sum(len(nlp.make_doc(line)) for line in lines)
    own = seconds(lambda: list(nlp.pipe(lines)))
    other = seconds(lambda: list(cnn.pipe(lines)))
    return Figure(
        "whole pipeline, one core", words / own, "words/s", "CNN", words / other, "as fast"
    )


def _fp32() -> Reader | None:
    folder = os.environ.get("KG_FP32_MODEL")
    return Reader(Path(folder)) if folder else None


def _trees(data: Path, folder: Path, cnn: CnnReader) -> Iterator[Figure]:
    reader, wide = Reader(folder), _fp32()
    for name, (path, targets) in TREEBANKS.items():
        sentences = read_treebank(data / path)
        own, other = measure_trees(reader, sentences), measure_trees(cnn, sentences)
        for kind, value in own.items():
            yardstick = other[kind] if kind in {"UAS", "LAS", "XPOS"} else None
            yield Figure(f"{name} {kind}", value, "%", "CNN", yardstick, targets.get(kind, ""))
        if wide:
            for kind, value in measure_trees(wide, sentences).items():
                lost = value - own[kind]
                yield Figure(f"{name} {kind} lost by 8 bits", lost, "points", target="0.5")
        documents = [list(group) for _, group in groupby(sentences, key=lambda item: item.doc)]
        found = measure_starts(reader, documents)["sentence F1"]
        yield Figure(f"{name} sentence starts, no line breaks", found, "F1")


def _names(data: Path, folder: Path, cnn: CnnReader) -> Iterator[Figure]:
    reader, wide = Reader(folder), _fp32()
    for name, sentences, target in _name_sources(data):
        own, other = measure_names(reader, sentences), measure_names(cnn, sentences)
        for label, row in own.table().items():
            goal = target if label == "all" else ""
            yield Figure(f"{name} {label}", row[2], "F1", "CNN", _score(other, label), goal)
        if wide:
            lost = _score(measure_names(wide, sentences), "all") - _score(own, "all")
            yield Figure(f"{name} lost by 8 bits", lost, "points", target="0.5")


def _score(counts: NameCounts, label: str) -> float:
    row = counts.table().get(label)
    return row[2] if row else 0.0


def _name_sources(data: Path) -> Iterator[tuple[str, list[Sentence], str]]:
    places = PlaceTypes(data / "gazetteers")
    harmoniser, lenient = Harmoniser(places, doubtful=False), Harmoniser(places)
    rows = read_names(data / "ner/wikigold.jsonl")
    yield "wikigold (left out)", [_loose(row, "conll", harmoniser) for row in rows], "78"
    rows = read_names(data / "ner/gum_names_test.jsonl")
    trees = {item.words: item for item in read_treebank(data / TREEBANKS["GUM test"][0])}
    gum = [(row.genre, _joined(row, trees, harmoniser)) for row in rows]
    yield "GUM test news", [item for genre, item in gum if genre == "news"], "82"
    news = [_joined(row, trees, lenient) for row in rows if row.genre == "news"]
    yield "GUM test news, unlisted proper nouns open", news, ""
    yield "GUM test", [item for _, item in gum], ""
    rows = read_names(data / "ner/crossner_politics_test.jsonl")
    yield "CrossNER politics test", [_loose(row, "crossner", harmoniser) for row in rows], ""


def _loose(row: RawNames, style: str, harmoniser: Harmoniser) -> Sentence:
    names = harmoniser.names(row, style)
    return Sentence(row.words, guess_glue(row.words), row.doc, None, names)


def _joined(
    row: RawNames, trees: dict[tuple[str, ...], Sentence], harmoniser: Harmoniser
) -> Sentence:
    known = trees.get(row.words)
    if known is None:
        return _loose(row, "gum", harmoniser)
    return replace(known, names=harmoniser.names(row, "gum", known.tree))
