"""Read PDF and DOCX files, with the libraries of the extra `documents`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.datamodel import Article, BlockKind
from kg.errors import InputError, MissingExtraError
from kg.ingest.assembly import assemble
from kg.ingest.blocks import Metadata, RawBlock
from kg.ingest.bylines import is_name
from kg.ingest.characters import clean, squeeze
from kg.ingest.lines import reflow, split_lines

if TYPE_CHECKING:
    from pypdf import PdfReader

_FEWEST_PAGES = 3
_MOST_UNPACKED = 300_000_000


def read_pdf(data: bytes, *, name: str, source: str) -> list[Article]:
    """Give the one article of a PDF; lines that head or foot most of its pages are left out.

    Raises:
        MissingExtraError: pypdf is not installed.
        InputError: the file is damaged, locked by a password, or has pictures for text.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise _missing(source, "PDF") from error
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [clean(page.extract_text() or "").split("\n") for page in reader.pages]
        meta = _pdf_metadata(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise InputError(f"{source}: this PDF cannot be read ({_first_line(error)})") from error
    lines = "\n".join(line for page in _without_running_lines(pages) for line in page)
    if not lines.strip():
        raise InputError(f"{source}: this PDF holds no text, only pictures; run OCR on it first")
    return [assemble(split_lines(lines, ragged=True), meta, name=name, source=source)]


def read_docx(data: bytes, *, name: str, source: str) -> list[Article]:
    """Give the one article of a DOCX file; its styles tell titles, headings, captions and lists.

    Raises:
        MissingExtraError: python-docx is not installed.
        InputError: the file is damaged, or holds no article.
    """
    try:
        from docx import Document
    except ImportError as error:
        raise _missing(source, "DOCX") from error
    try:
        _refuse_bomb(data)
        document = Document(io.BytesIO(data))
        blocks = list(_docx_blocks(document))
    except Exception as error:  # python-docx lets errors of zip and XML through
        raise InputError(f"{source}: this DOCX cannot be read ({_first_line(error)})") from error
    meta = Metadata()
    author = squeeze(clean(document.core_properties.author or ""))
    if is_name(author) and " " in author:
        meta.learn(reporters=[author])
    return [assemble(reflow(blocks), meta, name=name, source=source)]


def _refuse_bomb(data: bytes) -> None:
    """Look at the sizes a DOCX promises before anything in it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
            raise ValueError(f"unpacked it is larger than {_MOST_UNPACKED:,} bytes")


def _missing(source: str, kind: str) -> MissingExtraError:
    return MissingExtraError(
        f"{source}: {kind} needs an extra; install it: pip install 'kg-news[documents]'"
    )


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).split("\n", 1)[0]


def _pdf_metadata(reader: PdfReader) -> Metadata:
    meta = Metadata()
    info = reader.metadata
    author = squeeze(clean(str(info.author or ""))) if info else ""
    if is_name(author) and " " in author:
        meta.learn(reporters=[author])
    return meta


def _without_running_lines(pages: list[list[str]]) -> Iterator[list[str]]:
    """Drop page numbers, and what stands first or last on more than half of the pages."""
    stripped = [[line.strip() for line in page if line.strip()] for page in pages]
    for position in (0, -1):
        edges = [_unnumbered(page[position]) for page in stripped if page]
        for page in stripped:
            if not page:
                continue
            edge = _unnumbered(page[position])
            repeated = len(edges) >= _FEWEST_PAGES and 2 * edges.count(edge) > len(edges)
            if not edge or repeated:
                del page[position]
    yield from stripped


def _unnumbered(line: str) -> str:
    return "".join(c for c in line if not c.isdigit()).strip(" -–—/|").removeprefix("Page").strip()


def _docx_blocks(document: Any) -> Iterator[RawBlock]:
    gap = 0
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                cells = dict.fromkeys(squeeze(clean(cell.text)) for cell in row.cells)
                yield RawBlock(" | ".join(filter(None, cells)), gap, "list")
            continue
        for line in clean(item.text).split("\n"):
            if squeeze(line):
                yield RawBlock(squeeze(line), gap + 1, _docx_kind(item))
                gap = 0
            else:
                gap += 1


def _docx_kind(paragraph: Any) -> BlockKind | None:
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    if style.startswith(("heading", "title", "subtitle")):
        return "heading"
    if style.startswith("caption"):
        return "caption"
    return "list" if style.startswith("list") else None
