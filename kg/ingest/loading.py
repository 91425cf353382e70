"""Read one source with the reader of its format."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from kg.datamodel import Article
from kg.errors import InputError
from kg.ingest.names import is_url
from kg.ingest.sources import STDIN, name_of

MOST_BYTES = 10_000_000
"""How large one text, page or document may be: about 1.6 million words."""

MOST_BYTES_OF_MANY = 1_000_000_000
"""How large a file of JSON lines may be."""

_BY_SUFFIX = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
_PAGE = re.compile(rb"^\s*<(?:!doctype html|html|head|body|article|\?xml|!--)", re.IGNORECASE)
_OBJECT = re.compile(rb"^\s*\{\s*\"")


def load(source: str) -> list[Article]:
    """Read the articles of one source: a path, a web address, or `-` for standard input.

    The suffix tells the format; without a known one the first bytes do. `issued` is the date that
    the page gives as that of its publication, else a date in the source's own name
    (`…-2022-06-21.txt`), else empty.

    Raises:
        InputError: the source cannot be read, is too large, or holds no article.
        FaultsError: lines of a JSON lines file break the form; the message lists all of them.
        MissingExtraError: the format needs an optional dependency.
    """
    name, place = name_of(source), str(source)
    declared = ""
    if is_url(place):
        from kg.ingest.web import fetch

        page = fetch(place, most_bytes=MOST_BYTES)
        data, kind, declared = page.data, page.format, page.charset
    else:
        data = _standard_input() if place == STDIN else _file(place)
        kind = _BY_SUFFIX.get(Path(place).suffix.lower()) or _sniff(data)
    return _read(data, kind, name=name, source=place, declared=declared)


def _read(data: bytes, kind: str, *, name: str, source: str, declared: str) -> list[Article]:
    """Hand the bytes to their reader, which is imported only now."""
    if kind == "html":
        from kg.ingest.webpage import read_html

        return read_html(data, name=name, source=source, declared=declared)
    if kind == "jsonl":
        from kg.ingest.jsonlines import read_json_lines

        return read_json_lines(data, name=name, source=source)
    if kind in {"pdf", "docx"}:
        from kg.ingest.documents import read_docx, read_pdf

        return (read_pdf if kind == "pdf" else read_docx)(data, name=name, source=source)
    from kg.ingest.plaintext import read_text

    return read_text(data, name=name, source=source, declared=declared)


def _sniff(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") and b"word/" in data[:4096] + data[-65536:]:
        return "docx"
    head = data.removeprefix(b"\xef\xbb\xbf")[:1024]
    if _OBJECT.match(head):
        return "jsonl"
    return "html" if _PAGE.match(head) else "text"


def _standard_input() -> bytes:
    stream = sys.stdin.buffer
    data = stream.read(MOST_BYTES + 1)
    most = MOST_BYTES
    if len(data) > most and _sniff(data) == "jsonl":
        most = MOST_BYTES_OF_MANY
        data += stream.read(most + 1 - len(data))
    return _limited(data, len(data), most, "standard input")


def _file(source: str) -> bytes:
    path = Path(source)
    many = path.suffix.lower() in {".jsonl", ".ndjson"}
    most = MOST_BYTES_OF_MANY if many else MOST_BYTES
    try:
        if path.is_dir():
            raise InputError(f"{source}: this is a folder; an article was expected")
        _limited(b"", path.stat().st_size, most, source)
        with path.open("rb") as file:
            return _limited(data := file.read(most + 1), len(data), most, source)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{source}: cannot be read ({reason})") from error


def _limited(data: bytes, size: int, most: int, place: str) -> bytes:
    if size > most:
        raise InputError(
            f"{place}: larger than the {most:,} bytes that one source may have; split it"
        )
    return data
