"""The path that all formats share: from the pieces of a page to an `Article`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.datamodel import Article, Block
from kg.errors import InputError
from kg.ingest.blocks import Metadata, RawBlock
from kg.ingest.characters import squeeze
from kg.ingest.datelines import read_dateline
from kg.ingest.footer import strip_footer
from kg.ingest.header import strip_header
from kg.ingest.layout import name_blocks
from kg.ingest.names import date_in_name
from kg.ingest.sentences import unglue
from kg.ingest.shapes import is_prose


def assemble(
    blocks: Sequence[RawBlock], meta: Metadata, *, name: str, source: str, place: str = ""
) -> Article:
    """Remove the frame from the pieces of a page and put what stays into an `Article`.

    A date in the source's own name (`…-2022-06-21.txt`) serves where the page gives none.

    Raises:
        InputError: nothing is left to read.
    """
    kept = strip_footer(strip_header(list(blocks), meta), meta)
    kept = _without_dateline(name_blocks(kept, meta), meta)
    kept = [replace(block, text=unglue(squeeze(block.text))) for block in kept]
    kept = [block for block in kept if block.text]
    if not any(c.isalnum() for block in kept for c in block.text):
        raise InputError(f"{place or source}: no text of an article was found in it")
    text, spans = _join(kept)
    return Article(
        id=name,
        text=text,
        title=kept[0].text if kept[0].kind == "title" else "",
        issued=meta.issued or date_in_name(source),
        source=source,
        agency=meta.agency or meta.publisher,
        reporters=tuple(meta.reporters),
        translators=tuple(meta.translators),
        blocks=spans,
    )


def _without_dateline(blocks: list[RawBlock], meta: Metadata) -> list[RawBlock]:
    for index, block in enumerate(blocks):
        if block.kind == "paragraph" and is_prose(block.text):
            others = " ".join(b.text for b in blocks if b is not block)
            dateline = read_dateline(block.text, elsewhere=others)
            if dateline:
                meta.learn(issued=dateline.issued, agency=dateline.agency)
                blocks[index] = replace(block, text=block.text[dateline.end :])
            break
    return blocks


def _join(blocks: Sequence[RawBlock]) -> tuple[str, tuple[Block, ...]]:
    spans: list[Block] = []
    start = 0
    for block in blocks:
        end = start + len(block.text)
        spans.append(Block(start, end, block.kind or "paragraph"))
        start = end + 2
    return "\n\n".join(block.text for block in blocks), tuple(spans)
