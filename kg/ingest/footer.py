"""Read and remove what stands below an article: counters, forms, credits, marks of the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.ingest import framewords
from kg.ingest.blocks import Metadata, RawBlock
from kg.ingest.bylines import cut_credits, is_acronym, read_byline, read_columns
from kg.ingest.contacts import contact_blocks
from kg.ingest.dates import date_line
from kg.ingest.shapes import (
    is_counter,
    is_dangling_label,
    is_doubled,
    is_label,
    is_prose,
    last_prose,
    word_count,
)

_FEWEST_LABELS = 5
_SLASH_END = re.compile(r"\.?\s*[./]?/\.?\s*(?:\(?(?P<agency>[A-Z]{2,8})\)?)?\s*$")
_SIGNED = re.compile(r"(?P<stop>[.!?][\"”’]?)\s*(?:[-–—]{1,2}\s*|\()(?P<agency>[A-Z]{2,8})\)?$")


def strip_footer(blocks: Sequence[RawBlock], meta: Metadata) -> list[RawBlock]:
    """Give the blocks without the frame below the article."""
    kept = _strip_tail(_cut(list(blocks)), meta)
    contacts = contact_blocks(kept, headed=True) | _late_contacts(kept)
    kept = [b for i, b in enumerate(kept) if i not in contacts and not _end_mark(b)]
    kept = _strip_tail(kept, meta)
    last = last_prose(kept)
    kept = [_unsigned(block, meta, last=i == last) for i, block in enumerate(kept)]
    return [block for block in kept if block.text]


def _cut(blocks: list[RawBlock]) -> list[RawBlock]:
    """Cut at the view counter or share line below which nothing but labels stands."""
    last = last_prose(blocks)
    for index in range(last + 1, len(blocks)):
        known = _known_frame(blocks[index].text)
        if known or (is_counter(blocks[index].text) and _like_a_form(blocks[index + 1 :])):
            return blocks[:index]
    return [b for i, b in enumerate(blocks) if i < 1 or not _known_frame(b.text)]


def _known_frame(text: str) -> bool:
    return bool(framewords.VIEW_COUNTER.match(text) or framewords.SHARE_LINE.match(text))


def _like_a_form(blocks: Sequence[RawBlock]) -> bool:
    """Tell the field names of a content system from a list that belongs to the article."""
    texts = [b.text for b in blocks]
    if len(texts) < _FEWEST_LABELS or not all(is_label(text, longest=8) for text in texts):
        return False
    short = sum(word_count(text) <= 4 for text in texts)
    empty = any(is_dangling_label(text) or is_doubled(text) for text in texts)
    return empty and 3 * short >= 2 * len(texts)


def _strip_tail(blocks: list[RawBlock], meta: Metadata) -> list[RawBlock]:
    """Take credits off the end, one after the other; a byline may stand anywhere below the text."""
    first = next((i for i, b in enumerate(blocks) if is_prose(b.text)), len(blocks))
    last = last_prose(blocks)
    kept = [
        b
        for i, b in enumerate(blocks)
        if i <= first or (i < last and b.text[:3].lower() == "by ") or not _byline(b.text, meta)
    ]
    while len(kept) > first + 1 and _credit(kept[-1].text, meta):
        kept.pop()
    return kept


def _byline(text: str, meta: Metadata) -> bool:
    byline = read_byline(text)
    if byline:
        meta.learn(reporters=byline.reporters, translators=byline.translators)
    return byline is not None


_SHAPES = (
    framewords.TAG_LINE,
    framewords.TEASERS,
    framewords.COPYRIGHT,
    framewords.PHOTO_LINE,
    framewords.END_MARK,
)


def _credit(text: str, meta: Metadata) -> bool:
    if source := framewords.SOURCE_LINE.match(text):
        meta.learn(agency=source["name"])
        return True
    if issued := date_line(text):
        meta.learn(issued=issued)
        return True
    if columns := read_columns(text):
        meta.learn(issued=columns.issued, reporters=columns.reporters, agency=columns.agency)
        return True
    if word_count(text) <= 2 and framewords.ADDRESS.fullmatch(text.strip("()<> ")):
        return True
    return any(shape.match(text) for shape in _SHAPES)


def _end_mark(block: RawBlock) -> bool:
    return bool(framewords.PRINTED_END.match(block.text))


def _late_contacts(blocks: Sequence[RawBlock]) -> set[int]:
    """Find contact lines without a heading, below the last paragraph or a mark of the end."""
    last = last_prose(blocks)
    if last < 0:
        return set()
    marks = [i for i, b in enumerate(blocks) if _end_mark(b)]
    start = min([last + 1, *(i + 1 for i in marks)])
    return {start + i for i in contact_blocks(blocks[start:], headed=False)}


def _unsigned(block: RawBlock, meta: Metadata, *, last: bool) -> RawBlock:
    """Take `./.`, an agency's signature and a wire's credits off the end of a paragraph."""
    text, reporters = cut_credits(block.text)
    if text != block.text:
        meta.learn(reporters=reporters)
        return replace(block, text=text)
    if text.endswith("/.") or re.search(r"/\.\s*\(?[A-Z]{2,8}\)?$", text):
        match = _SLASH_END.search(text)
        if match:
            meta.learn(agency=match["agency"] or "")
            return replace(block, text=text[: match.start()].rstrip() + ".")
    signed = _SIGNED.search(text, max(0, len(text) - 40)) if last else None
    if signed and is_acronym(signed["agency"]):
        meta.learn(agency=signed["agency"])
        return replace(block, text=text[: signed.end("stop")])
    return block
