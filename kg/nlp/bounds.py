"""Where sentences begin and end, asked of many tokens: cheaper than a `Span` for each answer."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Span, Token


def sentence_of(token: Token) -> tuple[int, int]:
    """Give the first token of the sentence that a token stands in, and the one after its last."""
    return _bounds(token.doc)[token.i]


def share_sentence(left: Span, right: Span) -> bool:
    """Tell whether two phrases begin in one sentence."""
    bounds = _bounds(left.doc)
    return bounds[left.start] == bounds[right.start]


@lru_cache(maxsize=1)  # the stages ask of one document at a time
def _bounds(doc: Doc) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for sentence in doc.sents:
        found += [(sentence.start, sentence.end)] * len(sentence)
    return found
