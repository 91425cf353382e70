"""What a name is while names are being looked for, and what the readings share."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.gazetteer import offices, titles
from kg.nlp.classes import head_class

_ROYAL = frozenset({"king", "prince", "princess", "queen", "sir"})
_TRUST = {"ranking": 3, "head": 2, "title": 2, "model": 1, "demonym": 0, "repeated": 0}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in tokens `[start, end)`, its class, and who says so."""

    start: int
    end: int
    kind: str
    source: str
    confidence: float

    @property
    def rank(self) -> tuple[int, int, int]:
        """Order of preference where names overlap: source, then length, then place."""
        return (-_TRUST[self.source], self.start - self.end, self.start)


@lru_cache(maxsize=1)  # the readings of one document ask in turns
def words_of(doc: Doc) -> tuple[str, ...]:
    """Give the words of a document."""
    return tuple(token.text for token in doc)


@lru_cache(maxsize=1)  # spaCy puts a text together anew for each who asks
def text_of(doc: Doc) -> str:
    """Give the text of a document."""
    return doc.text


def tokens_in(doc: Doc, wanted: Container[str]) -> Iterator[Token]:
    """Give the tokens whose words, in small letters, are among those wanted."""
    for i, word in enumerate(words_of(doc)):
        if word.lower() in wanted:
            yield doc[i]


_NO_LONGER = frozenset({"Former", "Then"})  # `Former Harbour Bank director X`


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Cut articles, courtesy titles, possessive marks and stray punctuation off a span."""
    while start < end and (
        (is_title(doc[start]) and not opens_royal(doc[start]))
        or (doc[start].text in _NO_LONGER and doc[start].is_sent_start)
        or doc[start].lower_ in {"the", "a", "an", ".", "-"}
    ):
        start += 1
    while end > start and (
        prefixes_office(doc[end - 1])
        or doc[end - 1].lower_ in {"'s", "’s", "’", "'"}
        or _loose_punct(doc[end - 1])
    ):
        end -= 1
    return start, end


def _loose_punct(token: Token) -> bool:
    return (token.is_punct and token.text not in {")", "."}) or (
        token.text == "." and len(token) == 1
    )


def is_title(token: Token) -> bool:
    """Tell a courtesy title that is written as one."""
    return token.lower_.rstrip(".") in titles() and token.text[:1].isupper()


def opens_royal(token: Token) -> bool:
    """Tell the title in the name of a thing: `Queen Elizabeth Hall`, `King Saud University`."""
    if token.lower_ not in _ROYAL:
        return False
    end = token.i + 1
    while end < len(token.doc) and token.doc[end].text[:1].isupper():
        end += 1
    return end - token.i > 2 and head_class(token.doc[end - 1].text) is not None


def is_worldwide(first: Token) -> bool:
    """Tell the first word of a body's name that ends like a project's: `World Food Programme`."""
    return first.lower_ in {"un", "united", "world"}


def prefixes_office(token: Token) -> bool:
    """Tell the `Co` of `Co-founder`, which is no `Co.` of a company."""
    if token.lower_ not in {"co", "ex", "vice"} or token.i + 2 >= len(token.doc):
        return False
    return token.nbor().text == "-" and token.nbor(2).lower_ in offices()
