"""Names that a plural announces and a colon opens, in the sentence or in the lines below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from kg.gazetteer import titles
from kg.nlp.bounds import sentence_of

_BULLETS = frozenset("-–—•*·")


def after_colon(noun: Token, names: Sequence[Span]) -> list[Span]:
    """Read `four bodies were admitted: A, B (Benin) and C`: the names that fill in a plural."""
    if noun.tag_ not in {"NNS", "NNPS"} or not _is_counted(noun):
        return []
    doc, (_, end) = noun.doc, sentence_of(noun)
    colon = next((t.i for t in doc[noun.i : end] if t.text == ":"), None)
    if colon is None:
        return []
    listed = [s for s in names if colon < s.start < end and _opens_item(doc, s, colon)]
    listed = listed or list(_bulleted(doc, colon, names))
    return [s for s in listed if s.label_ == listed[0].label_]


def _is_counted(noun: Token) -> bool:
    told = any(c.dep_ == "nummod" or c.lower_ == "following" for c in noun.lefts)
    return told or any(t.text == ":" for t in noun.doc[noun.i + 1 : noun.i + 3])


def _opens_item(doc: Doc, span: Span, colon: int) -> bool:
    """Tell the first name of an item from those that describe it."""
    i = span.start - 1
    while i > colon and (doc[i].lower_ == "the" or doc[i].lower_.rstrip(".") in titles()):
        i -= 1
    return i == colon or doc[i].lower_ in {",", ";", "and"}


def _bulleted(doc: Doc, colon: int, names: Sequence[Span]) -> Iterator[Span]:
    """Give the name that opens each line of a list: `- Oran (Algeria)`."""
    opened = {s.start: s for s in names}
    for i in range(colon + 1, len(doc)):
        if doc[i].is_space or "\n" not in doc[i - 1].text:
            continue
        if doc[i].text not in _BULLETS:
            return
        first = i + 1 + (doc[i + 1 : i + 2].text.lower() == "the")
        if first in opened:
            yield opened[first]
