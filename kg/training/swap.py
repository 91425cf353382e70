"""Put other names into training sentences, and make sentences from templates."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from importlib.resources import files

from kg.training.namebank import NameBank, Words
from kg.training.sentences import Name, Names, Sentence, Tree, guess_glue

_SMALL = frozenset({"van", "de", "von", "bin", "al", "of", "and", "the", "'s", "for"})
_CASE = re.compile(r"[A-Z]")
SWAPPED = {"PERSON": 0.7, "GPE": 0.6, "ORG": 0.35, "FAC": 0.3, "EVENT": 0.15}


class Swapper:
    """Swap names of a sentence for others of their kind."""

    def __init__(self, bank: NameBank) -> None:
        """Take the names to draw from."""
        self._bank = bank

    def swap(self, sentence: Sentence, generator: random.Random) -> Sentence:
        """Return the sentence with some of its names swapped."""
        if sentence.names is None:
            return sentence
        for index in reversed(range(len(sentence.names.spans))):
            name = sentence.names.spans[index]
            label = next(iter(name.allowed)) if len(name.allowed) == 1 else ""
            if generator.random() < SWAPPED.get(label, 0.0):
                sentence = self._put(sentence, index, label, generator)
        return sentence

    def _put(
        self, sentence: Sentence, index: int, label: str, generator: random.Random
    ) -> Sentence:
        if sentence.names is None:
            return sentence
        name = sentence.names.spans[index]
        old = sentence.words[name.start : name.end]
        if not all(_CASE.match(word) or word in _SMALL for word in old):
            return sentence
        words = self._draw(label, name.end - name.start, generator)
        if sentence.tree is None:
            return _replace(sentence, name, words, None)
        if label == "GPE":
            words = words[:1] if name.end - name.start == 1 else ()
        if label not in {"PERSON", "GPE"} or not words:
            return sentence
        tree = _regrow(sentence.tree, name, words)
        return sentence if tree is None else _replace(sentence, name, words, tree)

    def _draw(self, label: str, length: int, generator: random.Random) -> Words:
        if label == "PERSON":
            return self._bank.person(generator, single=length == 1)
        return self._bank.slot(label, generator)[0]


def _replace(sentence: Sentence, name: Name, words: Words, tree: Tree | None) -> Sentence:
    names = sentence.names or Names((), frozenset())
    grown = len(words) - (name.end - name.start)
    spans = [
        Name(name.start, name.start + len(words), name.allowed)
        if span == name
        else _shift(span, grown if span.start >= name.end else 0)
        for span in names.spans
    ]
    glue = (sentence.glued[name.start], *([False] * (len(words) - 1)))
    return replace(
        sentence,
        words=sentence.words[: name.start] + words + sentence.words[name.end :],
        glued=sentence.glued[: name.start] + glue + sentence.glued[name.end :],
        names=Names(tuple(spans), names.silent),
        tree=tree,
    )


def _shift(span: Name, by: int) -> Name:
    return Name(span.start + by, span.end + by, span.allowed)


def _regrow(tree: Tree, name: Name, words: Words) -> Tree | None:
    """Return the tree with a flat name in the place of another, or nothing if that is not flat."""
    start, end = name.start, name.end
    inside = range(start + 1, end + 1)
    first = start + 1
    if any(
        tree.heads[i - 1] != first or tree.labels[i - 1] != "flat" for i in inside if i != first
    ):
        return None
    if tree.upos[start] != "PROPN" or tree.heads[start] in inside:
        return None
    if any(tree.heads[i] in inside and tree.heads[i] != first for i in range(len(tree.heads))):
        return None
    grown = len(words) - (end - start)
    rest = len(words) - 1

    def moved(head: int) -> int:
        return head + grown if head > end else head

    heads = [moved(head) for head in tree.heads]
    return Tree(
        tree.upos[:start] + ("PROPN",) * len(words) + tree.upos[end:],
        tree.xpos[:start] + ("NNP",) * len(words) + tree.xpos[end:],
        tree.lemmas[:start] + words + tree.lemmas[end:],
        (*heads[: start + 1], *([first] * rest), *heads[end:]),
        (*tree.labels[: start + 1], *(["flat"] * rest), *tree.labels[end:]),
    )


class Templates:
    """Made-up sentences of news."""

    def __init__(self, bank: NameBank) -> None:
        """Read the templates that ship."""
        text = files("kg.training").joinpath("data/templates.txt").read_text(encoding="utf-8")
        self._rows = [line.split() for line in text.splitlines() if line and line[0] != "#"]
        self._bank = bank

    def draw(self, generator: random.Random, count: int) -> list[Sentence]:
        """Return so many sentences, each a document of its own."""
        return [self._fill(generator, number) for number in range(count)]

    def _fill(self, generator: random.Random, number: int) -> Sentence:
        words: list[str] = []
        spans: list[Name] = []
        for part in generator.choice(self._rows):
            if part[0] != "{":
                words.append(part)
                continue
            filled, label = self._bank.slot(part[1:-1], generator)
            if label:
                spans.append(Name(len(words), len(words) + len(filled), frozenset({label})))
            words.extend(filled)
        text = tuple(words)
        names = Names(tuple(spans), frozenset())
        return Sentence(text, guess_glue(text), f"template:{number // 2}", None, names)
