"""Names told by what stands beside them: a title, an office, quotation marks; and nations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.gazetteer import demonyms, offices
from kg.nlp.classes import class_of_place, head_class
from kg.nlp.names.tokens import Name, is_title

_QUOTED = re.compile(r"[\"“](?P<name>[A-Z][^\"“”\n]{2,60}?)[,.]?[\"”]")


_TITLED = frozenset({"Project", "Conference", "Event", "Award", "Model", "Meeting", "Ceremony"})


_SEATED = frozenset(["mayor", "mayoress", "governor"])


_NO_SEAT = frozenset(
    [
        "vice",
        "deputy",
        "lord",
        "former",
        "first",
        "acting",
        "lieutenant",
        "ex",
        "state",
        "federal",
        "mr",
        "the",
        "his",
        "her",
        "our",
    ]
)


_PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "al",
        "el",
        "bin",
        "ibn",
        "ter",
        "ten",
    ]
)


def nationalities(doc: Doc) -> Iterator[Name]:
    """Read an adjective of nation as its country: `the Peruvian delegation`; not `the Peruvians`."""
    known = demonyms()
    for token in doc:
        if (
            token.text[:1].isupper() and token.tag_ not in {"NNS", "NNPS"} and token.lower_ in known
        ) or (
            token.text[:1].isupper()
            and token.ent_type_ == ""
            and class_of_place(token.text) == "Country"
        ):
            yield Name(token.i, token.i + 1, "Country", "demonym", 0.7)


def quoted(doc: Doc) -> Iterator[Name]:
    """Read `the "Blue Port" project`, `a programme called Bright Harbours`, `project "Blue Port"`."""
    for hit in _QUOTED.finditer(doc.text):
        span = doc.char_span(*hit.span("name"), alignment_mode="contract")
        if span is None or not 1 <= len(span) <= 10:
            continue
        beside = [doc[i] for i in (span.end + 1, span.start - 2) if 0 <= i < len(doc)]
        kinds = [k for t in beside if (k := head_class(t.text)) in _TITLED]
        if kinds:
            yield Name(span.start, span.end, kinds[0], "head", 0.8)
    for token in doc[:-2]:
        kind = head_class(token.text)
        if kind in _TITLED and token.nbor().lower_ in {
            "called",
            "named",
            "dubbed",
            "titled",
            "entitled",
        }:
            end = start = token.i + 2
            while end < len(doc) and doc[end].text[:1].isupper() and not doc[end].is_sent_start:
                end += 1
            if end > start:
                yield Name(start, end, kind, "head", 0.8)


def seats(doc: Doc) -> Iterator[Name]:
    """Read the place before or after an office that is held over one: `Tartu Mayor`, `Mayor of X`."""
    for token in doc:
        if token.lower_ not in _SEATED:
            continue
        start = token.i
        while start > token.sent.start and _seat_word(doc[start - 1]):
            start -= 1
        if start < token.i:
            yield Name(start, token.i, _seat_class(doc, start, token.i), "head", 0.8)
        end = first = token.i + 2
        if first < len(doc) and doc[token.i + 1].lower_ == "of":
            while end < token.sent.end and _seat_word(doc[end]) and doc[end].ent_type_ != "PERSON":
                end += 1
            if end > first:
                yield Name(first, end, _seat_class(doc, first, end), "head", 0.8)


def _seat_word(token: Token) -> bool:
    known = token.lower_ in _NO_SEAT or is_title(token) or token.lower_ in demonyms()
    return (
        token.text[:1].isupper()
        and token.is_alpha
        and not known
        and token.pos_ in {"PROPN", "NOUN", "ADJ"}
        and (token.lower_ not in offices())
    )


def _seat_class(doc: Doc, start: int, end: int) -> str:
    return class_of_place(doc[start:end].text) or "City"


def titled(doc: Doc) -> Iterator[Name]:
    """Give the people that a courtesy title or an office introduces."""
    for token in doc:
        office = (
            token.lower_ in offices()
            and token.text[:1].isupper()
            and token.dep_ in {"nmod:desc", "compound"}
        )
        if not (is_title(token) or office) or token.i + 1 >= len(doc):
            continue
        start = token.i + 1
        if office and doc[start].ent_type_ not in {"", "PERSON"}:
            continue
        if doc[start].text == ".":
            start += 1
        while start < len(doc) and is_title(doc[start]):
            start += 1
        end = start
        while end < len(doc) and _part_of_person(doc[end], first=end == start):
            end += 1
        if end > start and (not office or 2 <= end - start <= 4):
            yield Name(start, end, "Person", "title", 0.9)


def _part_of_person(token: Token, *, first: bool) -> bool:
    if not first and (token.is_sent_start or token.lower_ in offices()):
        return False
    if token.text[:1].isupper() and (
        token.is_alpha or "-" in token.text or token.text.endswith(".")
    ):
        return True
    if token.text == "-":
        tight = not first and not token.whitespace_ and not token.nbor(-1).whitespace_
        return tight and token.nbor().text[:1].isalpha()
    if not first and token.nbor(-1).text == "-" and token.is_alpha:
        return True
    return not first and token.lower_ in _PARTICLES
