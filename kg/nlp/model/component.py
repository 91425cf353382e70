"""The spaCy component: tags, lemmas, trees, sentences and names from one pass."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import (  # type: ignore[import-not-found,unused-ignore]
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IS_SPACE,
    LEMMA,
    POS,
    SPACY,
    TAG,
)
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.nlp.model import files
from kg.nlp.model.consistency import agree
from kg.nlp.model.decode import NameDecoder, best_tree
from kg.nlp.model.lemma import Lemmatizer
from kg.nlp.model.session import Network
from kg.nlp.model.windows import SentenceScores, read_line

FACTORY = "kg_language_model"
PROBABILITIES = "entity_probabilities"
_BREAKS = frozenset("\n\r\u2028\u2029\x0b\x0c\x85")
_ATTRIBUTES = [TAG, POS, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE]


@dataclass(slots=True)
class Annotation:
    """The annotation of a Doc as plain lists, one entry for each token."""

    tags: list[str]
    pos: list[str]
    lemmas: list[str]
    deps: list[str]
    heads: list[int]
    entities: list[tuple[int, int, str, float]] = field(default_factory=list)


class LanguageModel:
    """Annotate a Doc with all that the network knows."""

    def __init__(self, name: str = FACTORY, *, threads: int = 1) -> None:
        """Make a component that waits for `from_disk`."""
        self.name = name
        self._threads = threads
        self._folder: Path | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc in place."""
        if len(doc):
            self.set_annotations(doc, self.predict(doc))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Annotate Docs one by one: a batch would change nothing."""
        for doc in stream:
            yield self(doc)

    def predict(self, doc: Doc) -> Annotation:
        """Return the annotation of a Doc without touching it."""
        if self._folder is None:
            message = f"the component {self.name!r} has no model: load the pipeline from its folder"
            raise ModelError(message)
        size = len(doc)
        texts = [token.text for token in doc]
        result = Annotation(["_SP"] * size, ["SPACE"] * size, texts, ["dep"] * size, [-1] * size)
        spaced = doc.to_array([IS_SPACE, SPACY]).tolist()
        for line in _lines(texts, spaced):
            words = [texts[index] for index in line]
            for sentence in read_line(self._network, words, _glued(line, spaced)):
                self._read(sentence, line[sentence.start : sentence.end], texts, result)
        _attach_spaces(result.heads)
        result.entities = agree(result.entities, texts)
        return result

    def _read(
        self, sentence: SentenceScores, tokens: list[int], texts: list[str], result: Annotation
    ) -> None:
        scores = sentence.scores
        low, high = sentence.offset, sentence.offset + len(tokens)
        arcs = scores.arcs[low:high]
        heads = best_tree(np.concatenate([arcs[:, :1], arcs[:, low + 1 : high + 1]], axis=1))
        places = np.where(heads > 0, heads + low, 0)
        relations = self._network.relations(scores, np.arange(low, high), places)
        rows = zip(
            tokens, heads.tolist(), relations.tolist(), scores.upos[low:high].tolist(),
            scores.xpos[low:high].tolist(), strict=True,
        )  # fmt: skip
        for token, head, relation, upos, xpos in rows:
            result.pos[token] = self._upos[upos]
            result.tags[token] = self._xpos[xpos]
            result.heads[token] = tokens[head - 1] if head else token
            result.deps[token] = _relation(self._relations[relation], rooted=not head)
            result.lemmas[token] = self._lemmatizer.lemma(
                texts[token], self._upos[upos], self._xpos[xpos], initial=token == tokens[0]
            )
        for start, end, label, probability in self._names.spans(scores.names[low:high]):
            span = (tokens[start], tokens[end - 1] + 1, label, round(probability, 4))
            result.entities.append(span)

    def set_annotations(self, doc: Doc, annotation: Annotation) -> None:
        """Write an annotation to its Doc."""
        strings = doc.vocab.strings
        array = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
        for column, values in enumerate(
            (annotation.tags, annotation.pos, annotation.lemmas, annotation.deps)
        ):
            codes = {value: strings.add(value) for value in dict.fromkeys(values)}
            array[:, column] = [codes[value] for value in values]
        heads = np.asarray(annotation.heads, dtype=np.int64) - np.arange(len(doc))
        array[:, 4] = heads.astype(np.uint64)
        array[:, 5] = 2
        for start, end, label, _ in annotation.entities:
            array[start:end, 5] = 1
            array[start, 5] = 3
            array[start:end, 6] = strings.add(label)
        doc.from_array(_ATTRIBUTES, array)  # type: ignore[arg-type]
        doc.user_data[PROBABILITIES] = {
            f"{start}:{end}": probability for start, end, _, probability in annotation.entities
        }

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Copy the model's files to a folder."""
        target = Path(path)
        target.mkdir(parents=True, exist_ok=True)
        if self._folder is not None:
            for name in (*files.REQUIRED, files.MANIFEST):
                shutil.copyfile(self._folder / name, target / name)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> LanguageModel:
        """Load the model from a folder.

        Raises:
            ModelError: if a file is missing or damaged.
        """
        folder = Path(path)
        files.check_folder(folder)
        classes = files.read_json(folder / files.VOCABULARY)
        self._upos, self._xpos = classes["upos"], classes["xpos"]
        self._relations = classes["relations"]
        self._lemmatizer = Lemmatizer(files.read_json(folder / files.LEMMAS))
        self._names = NameDecoder(classes["name_tags"])
        self._network = Network(folder, threads=self._threads)
        self._folder = folder
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Let another process load the network again."""
        return _restore, (self.name, self._threads, self._folder)


def _restore(name: str, threads: int, folder: Path | None) -> LanguageModel:
    component = LanguageModel(name, threads=threads)
    return component if folder is None else component.from_disk(folder)


def _relation(label: str, *, rooted: bool) -> str:
    if rooted:
        return "ROOT"
    return "dep" if label == "root" else label


def _lines(texts: Sequence[str], spaced: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield the token numbers of each line, white space left out.

    Args:
        texts: the tokens.
        spaced: for each token, whether it is white space, and whether a space follows it.
    """
    line: list[int] = []
    for index, (white, _) in enumerate(spaced):
        if not white:
            line.append(index)
        elif line and not _BREAKS.isdisjoint(texts[index]):
            yield line
            line = []
    if line:
        yield line


def _glued(line: Sequence[int], spaced: Sequence[Sequence[int]]) -> list[bool]:
    near = (right == left + 1 and not spaced[left][1] for left, right in pairwise(line))
    return [False, *near]


def _attach_spaces(heads: list[int]) -> None:
    """Hang white space on the token before it, or, at the start, on the first word."""
    first = next((index for index, head in enumerate(heads) if head >= 0), 0)
    for index, head in enumerate(heads):
        if head < 0:
            heads[index] = first if index <= first else index - 1


@Language.factory(
    FACTORY,
    assigns=[
        "token.tag", "token.pos", "token.lemma", "token.dep", "token.head", "token.is_sent_start",
        "doc.ents", "doc.sents",
    ],
    default_config={"threads": 1},
)  # fmt: skip
def make_language_model(nlp: Language, name: str, threads: int) -> LanguageModel:
    """Make the component for a pipeline; it is empty until the pipeline is loaded."""
    return LanguageModel(name, threads=threads)
