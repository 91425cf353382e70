"""What a line looks like, told without reading what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.ingest.blocks import RawBlock

_STOP = re.compile(r"[.!?…。]+[\"”’»)\]]*(?=\s|$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|Inc|Ltd|Co|Corp|Gen|Sen|Gov))\.$"
)
_COUNTER = re.compile(
    r"^(?:[^\d.!?:|]{1,40}:\s*){1,3}\d[\d.,  ]*$"  # `Lượt xem: Views: 63`
    r"|^\d[\d.,]*\s*[kKmM]?\s+[^\d\s.!?:]{2,20}$"  # `1,204 views`
)
_DANGLING_LABEL = re.compile(r"^[^\d.!?:]{2,40}:$")


def word_count(text: str) -> int:
    """Count what stands between spaces."""
    return len(text.split())


def is_prose(text: str) -> bool:
    """Tell a sentence or more from a title, a heading, a label."""
    words = word_count(text)
    return words >= 30 or (words >= 8 and has_stop(text))


def last_prose(blocks: Sequence[RawBlock]) -> int:
    """Give the index of the last block that is prose, or -1."""
    return next((i for i in range(len(blocks) - 1, -1, -1) if is_prose(blocks[i].text)), -1)


def has_stop(text: str) -> bool:
    """Tell whether a sentence ends in the text."""
    return any(
        not _ABBREVIATED.search(text[max(0, stop.start() - 8) : stop.start() + 1])
        or stop.end() == len(text)
        for stop in _STOP.finditer(text)
    )


def ends_with_stop(text: str) -> bool:
    """Tell whether the text's last characters close a sentence."""
    return bool(re.search(r"[.!?…。][\"”’»)\]]*$", text))


def is_label(text: str, *, longest: int = 12) -> bool:
    """Tell a short line without a sentence, as menus, forms and headings have."""
    return word_count(text) <= longest and not ends_with_stop(text)


def is_counter(text: str) -> bool:
    """Tell a line that is a label and a number."""
    return bool(_COUNTER.match(text))


def is_dangling_label(text: str) -> bool:
    """Tell a label whose value is missing (`Tags:`)."""
    return bool(_DANGLING_LABEL.match(text))


def is_doubled(text: str) -> bool:
    """Tell a text written twice in one, as hidden copies for screen readers are."""
    half = len(text) // 2
    return len(text) >= 6 and len(text) % 2 == 0 and text[:half] == text[half:]
