"""Read and remove what stands above an article: dates, buttons, byline, title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.ingest import framewords
from kg.ingest.blocks import Metadata, RawBlock
from kg.ingest.bylines import (
    Byline,
    date_column,
    is_name,
    read_byline,
    read_columns,
    read_dated_byline,
)
from kg.ingest.contacts import contact_blocks
from kg.ingest.datelines import known_place
from kg.ingest.dates import date_label, date_line, find_date
from kg.ingest.shapes import ends_with_stop, is_prose, word_count

_LONGEST_HEADER = 16
_LONGEST_TITLE = 250
_BREADCRUMBS = re.compile(r"\s*[>»›]\s*")
_LABELS = {
    "title": "title", "headline": "title", "subject": "title", "tiêu đề": "title",
    "author": "reporters", "reporter": "reporters", "correspondent": "reporters",
    "from": "reporters", "tác giả": "reporters", "phóng viên": "reporters",
    "source": "agency", "agency": "agency", "nguồn": "agency",
    "translator": "translators", "người dịch": "translators",
}  # fmt: skip


def strip_header(blocks: Sequence[RawBlock], meta: Metadata) -> list[RawBlock]:
    """Give the blocks without the frame above the article; the title, if found, comes first."""
    end = next((i for i, b in enumerate(blocks) if is_prose(b.text)), len(blocks))
    if end > _LONGEST_HEADER or end == len(blocks):
        end = min(end, 3)
    contact = contact_blocks(blocks[:end], headed=True)
    upper = [b for i, b in enumerate(blocks[:end]) if i not in contact]
    head: list[RawBlock] = []
    for block in upper:
        if not _read(block, meta, titled=bool(head or meta.title)):
            head.append(block)
    body = list(blocks[end:])
    if body:
        body[0] = _dated(body[0], meta)
    return _titled(head, body, meta)


def _titled(head: list[RawBlock], body: list[RawBlock], meta: Metadata) -> list[RawBlock]:
    if not meta.title:
        index = _title_index(head, has_body=bool(body))
        if index is None and not meta.page_title:
            return [*head, *body]
        meta.title = meta.page_title if index is None else head.pop(index).text
    else:
        head = [b for b in head if not _repeats(b.text, meta.title)]
        body = body[1:] if body and _repeats(body[0].text, meta.title) else body
    return [RawBlock(meta.title, 0, "title"), *head, *body]


def _repeats(text: str, title: str) -> bool:
    return text.casefold().rstrip(" .") == title.casefold().rstrip(" .")


def _title_index(head: Sequence[RawBlock], *, has_body: bool) -> int | None:
    """Find the first line that can be a title; a rubric of two words gives way to a longer one."""
    sentence = next((i for i, b in enumerate(head) if ends_with_stop(b.text)), len(head))
    able = [
        i
        for i, b in enumerate(head[: sentence + 1])
        if b.kind in {None, "heading"}
        and len(b.text) <= _LONGEST_TITLE
        and not b.text.endswith((":", ";", ","))
        and (i < sentence or (has_body and i == 0))
    ]
    longer = [i for i in able if word_count(head[i].text) > 2]
    return next(iter(longer or able), None)


def _read(block: RawBlock, meta: Metadata, *, titled: bool) -> bool:
    """Learn from a line of the frame and tell that it is one.

    Before the title, words beside a date (`Press Conference | 20 June 2022`) may be the title.
    """
    text = block.text
    if issued := date_line(text):
        meta.learn(issued=issued)
        return True
    byline = read_columns(text) or read_byline(text) or read_dated_byline(text)
    if byline is None:
        meta.learn(issued=date_column(text))
    elif not titled and _may_be_title(text, byline):
        meta.learn(issued=byline.issued)
    else:
        meta.learn(
            issued=byline.issued,
            agency=byline.agency,
            reporters=byline.reporters,
            translators=byline.translators,
        )
        return True
    return _labelled(text, meta) or _place_and_date(text, meta) or _button(text)


def _may_be_title(text: str, byline: Byline) -> bool:
    """Tell a line whose words come before its date and are named as no one's byline."""
    first = re.split(r"\s[-–—]\s|[|•·]", text, maxsplit=1)[0].strip()
    unnamed = read_byline(first) is None and read_dated_byline(text) is None
    return bool(byline.issued and byline.reporters and not date_line(first) and unnamed)


def _labelled(text: str, meta: Metadata) -> bool:
    match = framewords.LABELLED.match(text)
    if not match:
        return False
    meaning, value = _LABELS[match["label"].lower()], match["value"].strip()
    if meaning == "title" and not meta.title:
        meta.title = value
        return True
    if meaning == "agency":
        meta.learn(agency=value)
        return True
    names = [name.strip() for name in re.split(r",|;|&|\band\b", value)]
    if meaning == "title" or not all(is_name(name) for name in names):
        return False
    if meaning == "translators":
        meta.learn(translators=names)
    else:
        meta.learn(reporters=names)
    return True


def _place_and_date(text: str, meta: Metadata) -> bool:
    """Read a line such as `Accra, 30 June 2023`."""
    found = find_date(text) if len(text) <= 80 else None
    if found is None:
        return False
    issued, start, end = found
    if not known_place((text[:start] + text[end:]).strip(" ,;:-–—|()").split(",", maxsplit=1)[0]):
        return False
    meta.learn(issued=issued)
    return True


def _button(text: str) -> bool:
    crumbs = _BREADCRUMBS.split(text)
    if len(crumbs) > 2 and all(word_count(crumb) <= 5 for crumb in crumbs):
        return True
    shapes = (
        framewords.FONT_SIZE,
        framewords.RELEASE_LINE,
        framewords.SHARE_LINE,
        framewords.VIEW_COUNTER,
        framewords.PHOTO_LINE,
    )
    return any(shape.search(text) for shape in shapes)


def _dated(block: RawBlock, meta: Metadata) -> RawBlock:
    """Take a leading ` date 2022-06-21 ` off the first paragraph."""
    found = find_date(block.text[:60])
    if found is None:
        return block
    issued, start, end = found
    rest = block.text[end:].lstrip(" :|–—-,")
    label = block.text[:start]
    lead = re.fullmatch(r"\d{4}-\d\d-\d\d", block.text[start:end]) is not None
    if not lead or not date_label(label) or label.strip() == "On" or not rest[:1].isupper():
        return block
    meta.learn(issued=issued)
    return replace(block, text=rest)
