"""Choose the segments of a page that are its article.

trafilatura says where the article is; what it leaves out *within* that place (captions, short
paragraphs, tables) is kept, unless the page itself marks it as something beside the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from kg.ingest.dom import Segment
from kg.ingest.shapes import is_label, is_prose, word_count

_NO_WORDS = re.compile(r"[\W_]+")
_SHORTEST_PROOF = 12
_LONGEST_LEAD = 8
_SHORTEST_HEADING = 3
_MOST_SEARCHED = 5000


def main_part(found: Sequence[Segment], extracted: str, *, titles: Sequence[str]) -> list[Segment]:
    """Give the article's segments.

    `extracted` is the text that trafilatura holds for the article, `titles` what the page's head
    calls it.
    """
    sure = _confirmed(found, extracted)
    if not sure:
        return [segment for segment in found if segment.beside is None]
    home = _common_ancestor([found[i].element for i in sorted(sure)])
    keepers = {beside for i in sure if (beside := found[i].beside) is not None}
    first, last = min(sure), max(sure)
    whole_page = home.tag in {"html", "body"}
    chosen = {
        i
        for i, segment in enumerate(found)
        if (first < i < last if whole_page else _inside(segment.element, home))
        and _belongs(segment, keepers)
    }
    chosen |= sure
    chosen |= {i for i in _lead(found, min(chosen), titles) if _belongs(found[i], keepers)}
    return [found[i] for i in sorted(chosen)]


def key(text: str) -> str:
    """Reduce a text to its letters and digits, for comparison."""
    return _NO_WORDS.sub("", text).casefold()


def is_title(segment: Segment, titles: Sequence[str]) -> bool:
    """Tell the page's heading: its only `h1`, or what the page's head repeats."""
    if segment.element.tag == "h1":
        return True
    mine = key(segment.text)
    return len(mine) >= _SHORTEST_PROOF and any(mine in key(title) for title in titles)


def _lead(found: Sequence[Segment], start: int, titles: Sequence[str]) -> range:
    """Give what stands between the page's heading and the start of the article: byline, summary.

    Where no heading is known, the lines right above the article that could be one.
    """
    top = found[start : start + _LONGEST_LEAD]
    if any(segment.element.tag == "h1" for segment in top):
        return range(0)
    for index in range(start - 1, max(-1, start - _LONGEST_LEAD), -1):
        if is_title(found[index], titles):
            return range(index, start)
    if any(is_title(segment, titles) for segment in top):
        return range(0)
    index = start
    while index > max(0, start - _LONGEST_LEAD) and _like_a_heading(found[index - 1]):
        index -= 1
    return range(index, start)


def _like_a_heading(segment: Segment) -> bool:
    long_enough = word_count(segment.text) >= _SHORTEST_HEADING
    return is_label(segment.text, longest=30) and long_enough and not segment.linked


def _confirmed(found: Sequence[Segment], extracted: str) -> set[int]:
    """Say which segments trafilatura took; all prose where it took less than a third of that."""
    searching = len(found) <= _MOST_SEARCHED
    whole = key(extracted) if searching else ""
    keys = {key(line) for line in extracted.splitlines()}
    sure = {
        i
        for i, segment in enumerate(found)
        if not (segment.linked and segment.element.tag == "tr")
        and (mine := key(segment.text))
        and (mine in keys or (searching and len(mine) >= _SHORTEST_PROOF and mine in whole))
    }
    prose = {i for i, s in enumerate(found) if s.beside is None and is_prose(s.text)}
    taken = sum(word_count(found[i].text) for i in sure & prose)
    return sure if 3 * taken >= sum(word_count(found[i].text) for i in prose) and sure else prose


def _belongs(segment: Segment, keepers: set[HtmlElement]) -> bool:
    if segment.beside is not None and segment.beside not in keepers:
        return False
    return not segment.linked or is_prose(segment.text) or segment.element.tag == "h1"


def _inside(element: HtmlElement, home: HtmlElement) -> bool:
    return element is home or home in element.iterancestors()


def _common_ancestor(elements: Sequence[HtmlElement]) -> HtmlElement:
    shared = [elements[0], *elements[0].iterancestors()]
    for element in elements[1:]:
        own = {element, *element.iterancestors()}
        shared = [node for node in shared if node in own]
    return shared[0]
