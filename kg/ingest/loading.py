"""Read one source with the reader of its format."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from kg.datamodel import Article
from kg.errors import InputError
from kg.ingest.names import is_url
from kg.ingest.plaintext import read_text
from kg.ingest.sources import STDIN, name_of

MOST_BYTES = 20_000_000
_READERS: dict[str, Callable[..., list[Article]]] = {"text": read_text}


def load(source: str) -> list[Article]:
    """Read the articles of one source: a path, a web address, or `-` for standard input.

    Raises:
        InputError: the source cannot be read, or holds no article.
        FaultsError: lines of a JSON lines file break the form; the message lists all of them.
        MissingExtraError: the format needs an optional dependency.
    """
    if is_url(source):
        raise InputError(f"{source}: not yet")
    data = _standard_input() if source == STDIN else _file(source)
    return read_text(data, name=name_of(source), source=str(source))


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    return _limited(data, len(data), "standard input")


def _file(source: str) -> bytes:
    path = Path(source)
    try:
        size = path.stat().st_size
        _limited(b"", size, source)
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{source}: cannot be read ({error.strerror})") from error


def _limited(data: bytes, size: int, place: str) -> bytes:
    if size > MOST_BYTES:
        raise InputError(
            f"{place}: {size:,} bytes are more than the {MOST_BYTES:,} of one source; split it"
        )
    return data
