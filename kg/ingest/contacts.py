"""Find the contact blocks of press releases: short lines around an address or a number."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ingest import framewords
from kg.ingest.blocks import RawBlock
from kg.ingest.shapes import has_stop, is_prose, word_count

_MOST_LINES = 10


def contact_blocks(blocks: Sequence[RawBlock], *, headed: bool) -> set[int]:
    """Give the indices of lines that say whom to call.

    A heading such as `Media contact:` opens a run; without `headed`, lines with an e-mail address
    or a telephone number among short lines that no blank line parts make a run too.
    """
    found: set[int] = set()
    index = 0
    while index < len(blocks):
        end = _run(blocks, index, headed=headed)
        found.update(range(index, end))
        index = max(end, index + 1)
    return found


def _run(blocks: Sequence[RawBlock], start: int, *, headed: bool) -> int:
    """Give the end of the contact block that starts here; `start` where none does."""
    text = blocks[start].text
    heading = bool(framewords.CONTACT_HEADING.match(text)) and not is_prose(text)
    if not heading and (headed or not _short(blocks[start])):
        return start
    end, addresses = start + 1, _has_address(blocks[start])
    while (
        end < len(blocks)
        and end - start < _MOST_LINES
        and _belongs(blocks[end], heading=heading, addressed=addresses)
    ):
        addresses = addresses or _has_address(blocks[end])
        end += 1
    if heading:
        return end if addresses else start
    return end if addresses and end - start > 1 else start


def _belongs(block: RawBlock, *, heading: bool, addressed: bool) -> bool:
    if _has_address(block) and word_count(block.text) <= 25:
        return block.gap == 0 or heading
    if not _short(block) or block.kind in {"title", "heading"}:
        return False
    return block.gap == 0 or (heading and not addressed)


def _short(block: RawBlock) -> bool:
    return (
        word_count(block.text) <= 10
        and not is_prose(block.text)
        and (_has_address(block) or not has_stop(block.text))
    )


def _has_address(block: RawBlock) -> bool:
    return bool(framewords.ADDRESS.search(block.text))
