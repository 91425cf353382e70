"""Criteria: the items of a list that a noun such as `criteria` or `indicators` opens.

Such lists run on with semicolons, dashes and colons that no parser was trained on, so they are read
from the surface: opener, items, separators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

_OPENING_NOUNS = frozenset(
    [
        "benchmark",
        "criterion",
        "criteria",
        "dimension",
        "factor",
        "indicator",
        "pillar",
        "principle",
        "standard",
        "yardstick",
    ]
)
_SOFT_NOUNS = frozenset(
    ["area", "aspect", "axis", "category", "field", "heading", "question", "theme"]
)
_JUDGING = frozenset(
    [
        "assess",
        "evaluate",
        "grade",
        "judge",
        "mark",
        "measure",
        "rate",
        "score",
        "scrutinise",
        "scrutinize",
        "weigh",
    ]
)
_TELLING = _OPENING_NOUNS | _SOFT_NOUNS | _JUDGING | {"on"}
_OPENERS = (  # the surer first
    frozenset({":"}),
    frozenset({"including", "includes", "include", "included", "namely", "such"}),
    frozenset({"-", "–", "—"}),
    frozenset({"are", "were", "being"}),
)
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
        if token.lower_ not in _TELLING and token.lemma_.casefold() not in _TELLING:
            continue
        if (judged := _judged_on(token)) is not None:
            yield judged
        if not _opens(token):
            continue
        sentence = token.sent
        start = _opener(token, sentence)
        if start is None:
            continue
        items = tuple(_items(doc, start, _end(doc, start, sentence.end)))
        if len(items) >= _FEWEST:
            yield CriteriaList(token.i, items)


def _judged_on(token: Token) -> CriteriaList | None:
    """Read `they rated it on noise, air and water, the three criteria` and `on the basis of …`."""
    judging = token.pos_ == "VERB" and token.lemma_.casefold() in _JUDGING
    if not judging and token.lower_ != "on":
        return None
    doc, sentence = token.doc, token.sent
    if not judging and doc[token.i : token.i + 4].text.casefold() != "on the basis of":
        return None
    start = token.i + 4
    if judging:
        on = next((t.i for t in doc[token.i + 1 : token.i + 5] if t.lower_ in {"on", "for"}), None)
        start = sentence.end if on is None else on + 1
    items = []
    for first, last in _items(doc, start, _end(doc, start, sentence.end)):
        span = doc.char_span(first, last, alignment_mode="expand")
        if span is None or len(span) > _SHORT or any(t.pos_ in _NO_ITEM for t in span):
            break
        items.append((first, last))
    return CriteriaList(token.i, tuple(items)) if len(items) >= _FEWEST else None


_SHORT = 4
_NO_ITEM = frozenset({"AUX", "DET", "NUM", "PRON", "PROPN", "VERB"})


def _opens(token: Token) -> bool:
    """Tell `criteria`, or `areas` in a sentence about judging, or the verb of judging itself."""
    word, lemma = token.lower_, token.lemma_.casefold()
    if word in _OPENING_NOUNS or lemma in _OPENING_NOUNS:
        return True
    soft = word in _SOFT_NOUNS or lemma in _SOFT_NOUNS
    return soft and any(t.lemma_.casefold() in _JUDGING for t in token.sent)


def _opener(noun: Token, sentence: Span) -> int | None:
    """Give the token where the items begin: after a colon, else after the opening word."""
    doc = noun.doc
    reach = range(noun.i + 1, min(noun.i + 14, sentence.end))
    for openers in _OPENERS:
        for i in reach:
            lower = doc[i].is_lower or not doc[i].is_alpha  # "Include" may be a criterion
            if (
                lower
                and doc[i].lower_ in openers
                and (doc[i].text not in {"-", "–"} or doc[i - 1].whitespace_)
            ):
                return i + 2 if i + 1 < sentence.end and doc[i + 1].text in {":", "as"} else i + 1
            aside = doc[i].dep_ == "acl:relcl" and doc[i].head == noun
            if doc[i].pos_ == "VERB" and not doc[i].lower_.startswith("includ") and not aside:
                break
    return None


def _end(doc: Doc, start: int, limit: int) -> int:
    """Give the end of the items: a stop, or the dash that closes what a dash opened."""
    dashed = doc[start - 1].text in {"-", "–", "—"}
    for i in range(start, limit):
        if doc[i].text in {".", ")", "?", "!"} or (dashed and doc[i].text == doc[start - 1].text):
            return i
    return limit


def _items(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    if start >= end:
        return
    base = doc[start].idx
    text = doc[start:end].text
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
