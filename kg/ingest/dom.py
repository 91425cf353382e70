"""Walk an HTML tree and give its text as segments, one for each block that a browser would draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from kg.datamodel import BlockKind
from kg.ingest.characters import squeeze
from kg.ingest.words import words

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


@dataclass(slots=True)
class _Walk:
    pieces: list[str] = field(default_factory=list)
    unlinked: bool = False
    gap: int = 1


def segments(body: HtmlElement) -> list[Segment]:
    """Give the visible segments of a page in document order."""
    return list(_walk(body, body, None, _Walk(), in_link=False))


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


def _walk(
    element: HtmlElement,
    block: HtmlElement,
    beside: HtmlElement | None,
    walk: _Walk,
    *,
    in_link: bool,
) -> Iterator[Segment]:
    """Yield the segments inside an element; what it leaves open stays in `walk`."""
    _add(walk, element.text, in_link=in_link)
    for child in element:
        if isinstance(child.tag, str) and child.tag == "br":
            yield from _flush(walk, block, beside, gap=0)
        elif not is_hidden(child):
            inner = beside if beside is not None else _marked_beside(child)
            linking = in_link or child.tag == "a"
            if child.tag in _INLINE:
                yield from _walk(child, block, inner, walk, in_link=linking)
            elif child.tag == "tr" and _is_row(child):
                yield from _flush(walk, block, beside)
                walk.pieces.append(_row(child))
                walk.unlinked = not _all_links(child)
                yield from _flush(walk, child, inner)
            else:
                yield from _flush(walk, block, beside)
                yield from _walk(child, child, inner, walk, in_link=linking)
                yield from _flush(walk, child, inner)
        _add(walk, child.tail, in_link=in_link)
    if element is block:
        yield from _flush(walk, block, beside)


def _add(walk: _Walk, text: str | None, *, in_link: bool) -> None:
    if text:
        walk.pieces.append(text)
        walk.unlinked = walk.unlinked or (not in_link and any(c.isalnum() for c in text))


def _flush(
    walk: _Walk, block: HtmlElement, beside: HtmlElement | None, *, gap: int = 1
) -> Iterator[Segment]:
    text = squeeze("".join(walk.pieces))
    if text:
        yield Segment(text, block, walk.gap, _kind(block), not walk.unlinked, beside)
        walk.gap = gap
    else:
        walk.gap = 1
    walk.pieces.clear()
    walk.unlinked = False


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
