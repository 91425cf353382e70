"""Shapes of honours: `Top 7`, `Smart50`, `Player of the Year`, `World Book Capital`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from kg.nlp.classes import class_of_place
from kg.nlp.names.tokens import Name, text_of

_RANKING = re.compile(r"\b(?:top|best|global|elite|leading)[ -]?\d{1,3}\b", re.IGNORECASE)


_GLUED_RANKING = re.compile(r"\b[A-Z][A-Za-z]{2,}\d{1,3}\b")


_WORD_AND_NUMBER = re.compile(r"\b([A-Z][A-Za-z]{2,}) (\d{1,3})\b")
_ALSO_CALLED = re.compile(r"\b[A-Za-z]+ ?(\d{1,3}) \(([A-Z][A-Za-z]{2,}) ?\1\)")
_OF_THE_YEAR = re.compile(r"\b(?:[A-Z][\w’'-]+ )+[Oo]f the (?:Year|Decade|Century)\b")
_OF_YEAR = re.compile(r"\b(?:[A-Z][\w’'-]+ ){2,}of (?=(?:19|20)\d\d\b)")
_CAPITAL = re.compile(
    r"\b(?:World|European?|Arab|Islamic|African?|Asian?|American?|Ibero-American|Mediterranean"
    r"|International|National|Commonwealth|[A-Z][\w-]+(?= Capital of Culture\b))"
    r"(?: [A-Z][\w-]+){0,3} Capital(?: (?:of|for) [A-Z][\w-]+(?: and [A-Z][\w-]+)?)?\b(?! [A-Z])"
)
_ORDER = re.compile(
    r"\b(?:[A-Z][\w-]+ )?(?:Order|Legion) of (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*"
    r"(?: (?:of|and)(?: the)? [A-Z][\w-]+)*"
)
_BESTOWED = re.compile(
    r"\b(?:accept|appoint|award|bestow|confer|decorat|given?|gave|grant|honou?r|invest|made|present"
    r"|receiv|companion|commander|dame|grand|insignia|knight|officer)",
    re.IGNORECASE,
)
_PERIODS = ("the Year", "the Decade", "the Century")
_CENTURIES = ("of 19", "of 20")
"""Without one of these no pattern of years is tried: both are slow where capitals abound."""
_SEATED = frozenset({"Country", "Region"})  # they have a capital that is no honour


def rankings(doc: Doc) -> Iterator[Name]:
    """Give the honours that a text names by their shape."""
    text = text_of(doc)
    glued = [*_GLUED_RANKING.finditer(text)]
    for hit in (*_RANKING.finditer(text), *glued, *_coined(text, glued)):
        span = doc.char_span(*hit.span(), alignment_mode="contract")
        if span is not None and span[0].text[:1].isupper():
            yield Name(span.start, _after_ranking(doc, span.end), "Award", "ranking", 0.8)
    for hit in _CAPITAL.finditer(text) if " Capital" in text else ():
        span = doc.char_span(*hit.span())
        if span is not None and class_of_place(span[-1].text) not in _SEATED:
            yield Name(span.start, span.end, "Award", "ranking", 0.8)
    for hit in _ORDER.finditer(text) if " of " in text else ():
        span = doc.char_span(*hit.span())
        if span is not None and _BESTOWED.search(span.sent.text):
            yield Name(*_without_giver(doc, span.start, span.end), "Award", "ranking", 0.8)
    for pattern, telling in ((_OF_THE_YEAR, _PERIODS), (_OF_YEAR, _CENTURIES)):
        for hit in pattern.finditer(text) if any(words in text for words in telling) else ():
            span = doc.char_span(hit.start(), hit.end(), alignment_mode="contract")
            if span is not None:
                start, end = _without_giver(doc, span.start, span.end)
                if doc[end - 1].lower_ == "of":
                    end -= 1
                if end - start > 1 or pattern is _OF_THE_YEAR:
                    yield Name(start, end, "Award", "ranking", 0.8)


def _coined(text: str, glued: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """Give words with a number that the text also writes as one, or says to be a `Top N`."""
    found = [*_WORD_AND_NUMBER.finditer(text)]
    if not found:
        return []
    known = {hit.group().casefold() for hit in glued}
    known |= {f"{hit[2]}{hit[1]}".casefold() for hit in _ALSO_CALLED.finditer(text)}
    return [hit for hit in found if "".join(hit.groups()).casefold() in known]


def _after_ranking(doc: Doc, end: int) -> int:
    """Take in what a ranking ranks: `Top 7` in `Top 7 Intelligent Communities`."""
    limit = end
    while limit < len(doc) and doc[limit].text[:1].isupper() and doc[limit].is_alpha:
        if doc[limit].is_sent_start or doc[limit].text.isupper():
            break
        limit += 1
    plural = limit > end and (
        doc[limit - 1].tag_ in {"NNS", "NNPS"} or doc[limit - 1].lower_.endswith("s")
    )
    if limit > end and (plural or doc[limit - 1].lower_ in {"community", "city", "list"}):
        return limit
    return end


def _without_giver(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Leave an acronym or a determiner before the title of an award outside of it."""
    while start < end - 1 and (
        doc[start].lower_ in {"the", "a", "an"}
        or (doc[start].text.isupper() and len(doc[start]) > 1)
    ):
        start += 1
    return start, end
