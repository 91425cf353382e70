"""Names whose head noun comes first, as in Romance and Malay: `Universidad de Chile`, `Teatro Colón`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from kg.gazetteer import heads, offices
from kg.gazetteer.folding import fold
from kg.nlp.classes import class_of_place, head_class
from kg.nlp.names.tokens import Name, tokens_in

PARTICLES = frozenset(["da", "das", "de", "del", "della", "des", "di", "do", "dos", "du", "e", "y"])
_ACRONYM = range(2, 6)  # letters: "BBC Radio Cymru"
_ARTICLES = frozenset(["el", "il", "la", "las", "le", "les", "los"])


@cache
def _leading() -> dict[str, str]:
    """Give the head nouns that open a name, with and without their diacritics."""
    known = heads("leading")
    return {**{fold(word): kind for word, kind in known.items()}, **known}


def headed(doc: Doc) -> Iterator[Name]:
    """Give the names that such a head noun opens."""
    table = _leading()
    for token in tokens_in(doc, table):
        if not token.text[0].isupper() or class_of_place(token.text) == "Country":
            continue
        end = _end(doc, token)
        if token.lower_ == "city" and token.i and doc[token.i - 1].text.istitle():
            continue  # "Thuan An City of Binh Duong province"
        if token.lower_ == "county" and head_class(doc[end - 1].text):
            continue  # "County Council"
        before = doc[token.i - 1] if token.i > token.sent.start else None
        start = token.i - (before is not None and before.is_upper and len(before) in _ACRONYM)
        if end > token.i + 1 and class_of_place(doc[token.i : end].text) is None:
            yield Name(start, end, table[token.lower_], "head", 0.85)


def _end(doc: Doc, head: Token) -> int:
    """Give the end of the name: capitalised words, and the particles between them."""
    end, limit = head.i + 1, head.sent.end
    while end < limit:
        step = end
        while step < limit and doc[step].lower_ in PARTICLES | _ARTICLES:
            step += 1
        if step == limit or not _continues(doc[step], head):
            break
        end = step + 1
    return end


def _continues(token: Token, head: Token) -> bool:
    """Tell a further word of the name from an office behind it: `Radio Director`, `Banco X Chair`."""
    if not token.text[:1].isupper() or not token.is_alpha or token.ent_type_ == "DATE":
        return False
    first = token.i == head.i + 1 and head_class(head.text) is None  # "Universidad Mayor"
    return first or token.lower_ not in offices()
