"""Name the pieces of an article by their shape: title, heading, paragraph, caption, list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.datamodel import BlockKind
from kg.ingest import framewords
from kg.ingest.blocks import Metadata, RawBlock
from kg.ingest.bylines import is_acronym
from kg.ingest.shapes import ends_with_stop, is_prose, word_count

_LONGEST_HEADING = 20
_LONGEST_CAPTION = 60
_LONGEST_CREDIT = 140
_IN_THE_PICTURE = re.compile(
    r"\b(?:speaks?|speaking|presents?|hands? over|shakes? hands|pose[sd]?|posing|photo|picture"
    r"|pictured|illustrat\w+|discuss(?:es)?|attends?|visits?|cuts? the ribbon|delivers?"
    r"|addresses|addressing)\b"
    r"|\((?:left|right|middle|cent(?:er|re)|first|second|third|fourth|\d(?:st|nd|rd|th)|front|back"
    r"|standing|seated|file)\b"
    r"|^(?:overview|an overview|view|a view|a scene|scene|panorama|delegates|participants) ",
    re.IGNORECASE,
)


def name_blocks(blocks: Sequence[RawBlock], meta: Metadata) -> list[RawBlock]:
    """Give every block its kind; photo credits are taken off captions."""
    usual = _usual_gap(blocks)
    credited = [_credited(block, meta) for block in blocks]
    runs = _runs(credited)
    named: list[RawBlock] = []
    for index, block in enumerate(credited):
        kind = block.kind or _kind(credited, index, usual, named, in_run=index in runs)
        named.append(replace(block, kind=kind))
    return named


def _usual_gap(blocks: Sequence[RawBlock]) -> int:
    gaps = Counter(b.gap for b in blocks[1:] if b.gap)
    return min(gaps, key=lambda gap: (-gaps[gap], gap), default=1)


def _credited(block: RawBlock, meta: Metadata) -> RawBlock:
    """Make a text that ends with a photo credit a caption, and learn an agency from the credit."""
    start = max(0, len(block.text) - _LONGEST_CREDIT)
    credit = framewords.PHOTO_CREDIT.search(block.text, start)
    if not credit and word_count(block.text[:1000]) <= _LONGEST_CAPTION:
        credit = framewords.TRAILING_CREDIT.search(block.text, start)
    if not credit or not block.text[: credit.start()].strip() or block.kind == "title":
        return block
    if is_acronym(credit["name"]):
        meta.publisher = meta.publisher or credit["name"]
    return replace(block, text=block.text[: credit.start()].rstrip(), kind="caption")


def _kind(
    blocks: Sequence[RawBlock],
    index: int,
    usual: int,
    named: Sequence[RawBlock],
    *,
    in_run: bool,
) -> BlockKind:
    text = blocks[index].text
    if is_prose(text) or ends_with_stop(text) or word_count(text) > _LONGEST_HEADING:
        return "paragraph"
    if text.endswith(":"):
        return "heading"
    after_caption = bool(named) and named[-1].kind == "caption" and index > 0
    if blocks[index].gap > usual or (_IN_THE_PICTURE.search(text) and not text.isupper()):
        return "caption"
    if in_run:
        return "list"
    before_prose = index + 1 < len(blocks) and is_prose(blocks[index + 1].text)
    if after_caption and not before_prose:
        return "caption"
    return "heading" if index + 1 < len(blocks) else "paragraph"


def _runs(blocks: Sequence[RawBlock]) -> set[int]:
    """Give the indices of short lines that stand three or more on end."""
    found: set[int] = set()
    start = 0
    for index in range(len(blocks) + 1):
        if index == len(blocks) or not _bare(blocks[index]):
            if index - start >= 3:
                found.update(range(start, index))
            start = index + 1
    return found


def _bare(block: RawBlock) -> bool:
    return (
        block.kind in {None, "list"}
        and not ends_with_stop(block.text)
        and not block.text.endswith(":")
        and word_count(block.text) <= _LONGEST_HEADING
    )
