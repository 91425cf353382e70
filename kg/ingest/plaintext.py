"""Read plain text: lines and blank lines are all the layout there is."""

from __future__ import annotations

from kg.datamodel import Article
from kg.ingest.assembly import assemble
from kg.ingest.blocks import Metadata
from kg.ingest.characters import clean
from kg.ingest.encoding import decode
from kg.ingest.lines import split_lines


def read_text(data: bytes, *, name: str, source: str, declared: str = "") -> list[Article]:
    """Give the one article of a text file; `declared` is the encoding that a server names.

    Raises:
        InputError: the bytes are empty, binary, or hold no article.
    """
    return [
        text_article(
            decode(data, place=source, declared=declared), Metadata(), name=name, source=source
        )
    ]


def text_article(text: str, meta: Metadata, *, name: str, source: str, place: str = "") -> Article:
    """Give the article of a text that is decoded already.

    Raises:
        InputError: the text holds no article.
    """
    return assemble(split_lines(clean(text)), meta, name=name, source=source, place=place)
