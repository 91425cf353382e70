"""Walk an HTML tree and give its text as segments, one for each block that a browser would draw."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml.html import HtmlElement

from kg.datamodel import BlockKind
from kg.ingest.characters import squeeze, words

_SILENT = words(
    """
    audio base button canvas datalist embed head iframe input link map math meta nav noscript object
    option picture script select style svg template textarea title video
    """
)
_INLINE = words(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q ruby s
    samp small span strike strong sub sup time tt u var wbr
    """
)
_HEADINGS = words("h1 h2 h3 h4 h5 h6")
_ROLES = words("navigation banner dialog alertdialog search menu menubar toolbar contentinfo")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DASH = " – "
_DATELINE = re.compile(r"dateline|location|place-?line", re.IGNORECASE)
_CAPTION = re.compile(r"caption|legend|photo-?desc|image-?desc|img-?desc|chu-?thich", re.IGNORECASE)
# Words in the class or id of what stands beside an article, never in it.
_BESIDE = re.compile(
    r"(?:^|[-_\s])(?:ads?|advert\w*|banner|breadcrumbs?|comments?|cookies?|consent|disqus|footer"
    r"|menu|most-?read|nav(?:bar|igation)?|newsletter|outbrain|pagination|popup|promo|recommend\w*"
    r"|related\w*|share\w*|sharing|sidebar|skip(?:-?link)?|social\w*|sponsor\w*|subscri\w+|taboola"
    r"|teasers?|toolbar|trending|widget|sr-only|visually-hidden|screen-reader\w*)(?=$|[-_\s])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Segment:
    """The text of one drawn block, and where in the tree it stands."""

    text: str
    element: HtmlElement
    gap: int
    kind: BlockKind | None
    linked: bool
    beside: HtmlElement | None


class _Place(NamedTuple):
    """Where a text stands: its block, what marks it as beside the article, whether in a link."""

    block: HtmlElement
    beside: HtmlElement | None = None
    in_link: bool = False


def segments(body: HtmlElement) -> list[Segment]:
    """Give the visible segments of a page in document order."""
    walker = _Walker()
    walker.walk(body, _Place(body))
    walker.flush(_Place(body))
    return walker.found


def is_hidden(element: HtmlElement) -> bool:
    """Tell what a browser does not draw, or draws as a menu or a dialogue."""
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return True
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or element.get("role", "") in _ROLES
        or bool(_HIDDEN.search(element.get("style", "")))
    )


class _Walker:
    """Gather text until a block begins or ends, then make a segment of it."""

    def __init__(self) -> None:
        self.found: list[Segment] = []
        self._pieces: list[str] = []
        self._unlinked = False
        self._gap = 1

    def walk(self, element: HtmlElement, place: _Place) -> None:
        """Take in what an element holds, up to its end tag."""
        self._add(element.text, place)
        for child in element:
            if child.tag == "br":
                self.flush(place, gap=0)
            elif not is_hidden(child):
                self._enter(child, place)
            self._add(child.tail, place)

    def flush(self, place: _Place, *, gap: int = 1) -> None:
        """End a segment here; `gap` is that of the next one."""
        text = squeeze("".join(self._pieces))
        if text:
            block, beside, _ = place
            kind = _kind(block)
            linked = not self._unlinked
            self.found.append(Segment(text, block, self._gap, kind, linked, beside))
        self._gap = gap if text else 1
        self._pieces.clear()
        self._unlinked = False

    def _enter(self, child: HtmlElement, place: _Place) -> None:
        beside = place.beside if place.beside is not None else _marked_beside(child)
        in_link = place.in_link or child.tag == "a"
        if child.tag in _INLINE:
            self._part_words(child.text or "")
            self.walk(child, _Place(place.block, beside, in_link))
            self._part_words(_DASH if _names_place(child) else child.tail or "")
            return
        self.flush(place)
        inner = _Place(child, beside, in_link)
        if child.tag == "tr" and _is_row(child):
            self._add(_row(child), inner._replace(in_link=_all_links(child)))
        else:
            self.walk(child, inner)
        self.flush(inner)

    def _add(self, text: str | None, place: _Place) -> None:
        if text:
            self._pieces.append(text)
            spoken = not place.in_link and any(c.isalnum() for c in text)
            self._unlinked = self._unlinked or spoken

    def _part_words(self, following: str) -> None:
        """Put a space between two elements that only a style sheet keeps apart."""
        before = self._pieces[-1][-1:] if self._pieces else ""
        if following == _DASH:
            self._pieces.append(_DASH)
        elif (before.islower() or before in {".", "!", "?"}) and re.match(
            r"[^\W\d_]{2}", following
        ):
            self._pieces.append(" " if following[0].isupper() and following[1].islower() else "")


def _names_place(element: HtmlElement) -> bool:
    """Tell the place of a dateline, whose dash is often in the style sheet."""
    text = element.text_content().strip()
    tail = (element.tail or "").lstrip()
    return bool(
        _DATELINE.search(element.get("class", ""))
        and text
        and text[-1].isalnum()
        and tail[:1].isupper()
    )


def _kind(element: HtmlElement) -> BlockKind | None:
    for node in (element, *element.iterancestors()):
        if node.tag in _HEADINGS:
            return "heading"
        if node.tag in {"figcaption", "caption"} or _CAPTION.search(node.get("class", "")):
            return "caption"
        if node.tag in {"li", "dd", "dt", "tr"}:
            return "list" if node.tag != "tr" or node is element else None
        if node.tag in {"article", "main", "body", "table", "section"}:
            return None
    return None


def _marked_beside(element: HtmlElement) -> HtmlElement | None:
    """Give the element itself where its tag, class or id says that it stands beside the article."""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    beside = element.tag in {"aside", "footer"} or _BESIDE.search(names)
    return element if beside and element.tag not in {"body", "article", "main"} else None


def _is_row(row: HtmlElement) -> bool:
    """Tell a row of figures or names from the row of a layout table."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    return len(cells) > 1 and all(
        len(cell.text_content()) <= 80
        and all(node.tag in _INLINE for node in cell.iterdescendants())
        for cell in cells
    )


def _all_links(row: HtmlElement) -> bool:
    links = "".join(link.text_content() for link in row.iter("a"))
    return len(squeeze(links)) > 0 and len("".join(links.split())) == len(
        "".join(row.text_content().split())
    )


def _row(row: HtmlElement) -> str:
    cells = (squeeze(cell.text_content()) for cell in row if cell.tag in {"td", "th"})
    return " | ".join(filter(None, cells))
