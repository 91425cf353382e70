"""Criteria: the items of a list that a noun such as `criteria` or `indicators` opens.

Such lists run on with semicolons, dashes and colons that no parser was trained on, so they are read
from the surface: opener, items, separators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

_OPENING_NOUNS = frozenset("criterion criteria dimension factor indicator pillar principle".split())
_OPENERS = ("including", "includes", "include", "included", "namely", "such as", "are", "being", ":", "-", "–")
_SEPARATOR = re.compile(r"\s*(?:;|,(?!\d)|\s+and\s+|,?\s+and\s+|&(?=\s))\s*")
_LONGEST_ITEM = 6
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class CriteriaList:
    """A list of criteria: the opening noun, and the items as character spans."""

    noun: int
    items: tuple[tuple[int, int], ...]


def criteria_lists(doc: Doc) -> Iterator[CriteriaList]:
    """Find the lists of criteria in a document."""
    for token in doc:
        if token.lemma_.casefold() not in _OPENING_NOUNS and token.lower_ not in _OPENING_NOUNS:
            continue
        sentence = token.sent
        start = _opener(token, sentence)
        if start is None:
            continue
        items = tuple(_items(doc, start, _end(doc, start, sentence.end)))
        if len(items) >= _FEWEST:
            yield CriteriaList(token.i, items)


def _opener(noun: Token, sentence: Span) -> int | None:
    """Give the token where the items begin: after a colon, else after the opening word."""
    doc = noun.doc
    for i in range(noun.i + 1, min(noun.i + 12, sentence.end)):
        if doc[i].text == ":":
            return i + 1
        if doc[i].lower_ in _OPENERS and doc[i].lower_ != ":":
            if i + 1 < sentence.end and doc[i + 1].text in {":", "as"}:
                return i + 2 if doc[i + 1].text == ":" else i + 2
            if doc[i].text in {"-", "–"} and not doc[i - 1].whitespace_:
                continue
            return i + 1
        if doc[i].pos_ == "VERB" and doc[i].lower_ not in _OPENERS:
            return None
    return None


def _end(doc: Doc, start: int, limit: int) -> int:
    for i in range(start, limit):
        if doc[i].text in {".", ")", "?", "!"} or (doc[i].text in {"-", "–"} and doc[i - 1].whitespace_ and i - start > 4):
            return _not_inside_item(doc, start, i)
    return limit


def _not_inside_item(doc: Doc, start: int, i: int) -> int:
    """A dash inside `Support - encouragement` does not end the list; one before a clause does."""
    following = doc[i + 1 : i + 4]
    if doc[i].text in {"-", "–"} and not any(t.pos_ in {"AUX", "VERB", "DET"} for t in following):
        return _end(doc, i + 1, doc[start].sent.end)
    return i


def _items(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    if start >= end:
        return
    base = doc[start].idx
    text = doc.text[base : doc[end - 1].idx + len(doc[end - 1])]
    position = 0
    for hit in [*_SEPARATOR.finditer(text), None]:
        stop = hit.start() if hit else len(text)
        piece = text[position:stop]
        left = len(piece) - len(piece.lstrip(" \"“'"))
        clean = piece.strip(" \"“”'.")
        words = clean.split()
        if clean and len(words) <= _LONGEST_ITEM and clean.casefold() not in {"etc", "so on"}:
            yield base + position + left, base + position + left + len(clean)
        elif len(words) > _LONGEST_ITEM:
            return
        position = hit.end() if hit else stop
