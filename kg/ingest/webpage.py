"""Read HTML pages: trafilatura finds the article and the metadata, the tree gives the blocks."""

from __future__ import annotations

import logging
import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from kg.datamodel import Article
from kg.errors import InputError
from kg.ingest.assembly import assemble
from kg.ingest.blocks import Metadata, RawBlock
from kg.ingest.bylines import is_name
from kg.ingest.characters import clean, squeeze
from kg.ingest.dom import Segment, segments
from kg.ingest.encoding import decode
from kg.ingest.lines import reflow
from kg.ingest.mainpart import is_title, main_part

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_DESK = re.compile(
    r"\b(?:office|press|team|desk|staff|editors?|editorial|newsroom|agency|news|online|web|admin)\b",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"\b(?:author|byline|signature|right)\b", re.IGNORECASE)
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def read_html(data: bytes, *, name: str, source: str, declared: str = "") -> list[Article]:
    """Give the one article of an HTML page; `declared` is the encoding of the HTTP header.

    Raises:
        InputError: the bytes are empty, binary, or hold no article.
    """
    in_page = _DECLARED.search(data[:4096])
    declared = declared or (in_page[1].decode("ascii") if in_page else "")
    text = clean(decode(data, place=source, declared=declared))
    try:
        tree = _parse(text, source)
        meta, titles = _metadata(tree)
        chosen = _article_segments(tree, titles)
    except RecursionError as error:
        raise InputError(f"{source}: the elements of this page are nested too deeply") from error
    meta.title = next((s.text for s in chosen[:12] if is_title(s, titles)), meta.title)
    _take_signature(chosen, meta)
    blocks = reflow([RawBlock(s.text, s.gap, s.kind) for s in chosen])
    return [assemble(blocks, meta, name=name, source=source)]


def _parse(text: str, source: str) -> HtmlElement:
    parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(_XML_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise InputError(f"{source}: this is no HTML page with an article in it") from error


def _article_segments(tree: HtmlElement, titles: list[str]) -> list[Segment]:
    from trafilatura import bare_extraction

    body = tree.find("body")
    found = segments(tree if body is None else body)
    _quiet()
    document = bare_extraction(
        etree.fromstring(etree.tostring(tree), HTMLParser(huge_tree=True)),
        favor_recall=True,
        include_comments=False,
        include_tables=True,
    )
    extracted = getattr(document, "body", None)
    texts = [] if extracted is None else [squeeze(" ".join(e.itertext())) for e in extracted]
    return main_part(found, "\n".join(texts), titles=titles)


def _metadata(tree: HtmlElement) -> tuple[Metadata, list[str]]:
    """Read the page's head; the second part is all that it gives as title."""
    from trafilatura import extract_metadata

    _quiet()
    found = extract_metadata(tree, date_config=dict(_DATES), extensive=False)
    meta = Metadata(publisher=squeeze(found.sitename or ""))
    stated = tree.xpath("//meta[@property='og:title' or @name='twitter:title']/@content")
    in_head = squeeze(tree.findtext("head/title") or "")
    titles = [squeeze(str(title)) for title in (*stated, in_head, found.title or "")]
    meta.learn(title=titles[0] if stated else "", issued=found.date or "")
    meta.page_title = squeeze(found.title or "") or in_head
    for author in re.split(r"\s*;\s*", squeeze(clean(found.author or ""))):
        if author and _DESK.search(author):
            meta.publisher = meta.publisher or author
        elif is_name(author) and " " in author:
            meta.learn(reporters=[author])
    return meta, [title for title in titles if title]


def _take_signature(chosen: list[Segment], meta: Metadata) -> None:
    """Read a name that stands alone, set to the right or marked as the author's, at the end."""
    last = chosen[-1] if chosen else None
    if last is None or not is_name(last.text) or " " not in last.text:
        return
    drawn = f"{last.element.get('class', '')} {last.element.get('style', '')}"
    if _SIGNATURE.search(f"{drawn} {last.element.get('align', '')}"):
        meta.learn(reporters=[last.text])
        chosen.pop()


def _quiet() -> None:
    """Keep the libraries' own remarks about pages off the screen."""
    for library in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
