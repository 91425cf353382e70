"""Bodies that are named by whose they are: `the Danish embassy`, `Kenya's health ministry`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.gazetteer import demonyms
from kg.nlp.classes import class_of_place, head_class
from kg.nlp.names.tokens import Name, tokens_in

_WHOLE = frozenset("chapter consulate embassy parliament police senate".split())
_PARTS = frozenset(  # which of them, other words must tell: `the port authority of Valencia`
    "agency authority bureau commission committee council court department directorate faculty"
    " inspectorate ministry secretariat".split()
)
_LONGEST_OWNER = 5
_MODIFIERS = frozenset({"amod", "compound"})
_VAGUE = frozenset("former local main new old other own same various".split())
_INDEFINITE = frozenset({"a", "an", "another", "any", "each", "every", "no", "some"})


def owned(doc: Doc) -> Iterator[Name]:
    """Give the bodies of a place or institution that a common noun names together with it."""
    for token in tokens_in(doc, _WHOLE | _PARTS):
        if not token.is_lower or token.tag_ != "NN" or token.dep_ == "compound":
            continue
        start = _modified(doc, token.i)
        told = start < token.i or token.lower_ in _WHOLE
        kind = head_class(token.text) or "Organization"
        following = doc[token.i + 1 : token.i + 2].text
        if following[:1].isupper() and not token.is_sent_end:
            continue  # "the Danish development agency Danida"
        if told and (owner := _owner_before(doc, start)) is not None:
            if token.lower_ == "department" and not _is_place(doc, owner, start):
                continue  # "Acme's research department": who heads it is with Acme
            yield Name(owner, token.i + 1, kind, "head", 0.8)
        elif token.lower_ != "chapter" and (
            (end := _owner_behind(doc, start, token.i, told=told)) is not None
        ):
            yield Name(start, end, kind, "head", 0.8)


def _modified(doc: Doc, head: int) -> int:
    """Give where the words begin that say which: `health` ministry."""
    start = head
    while (
        start > max(0, head - 3)
        and doc[start - 1].is_lower
        and doc[start - 1].pos_ in {"NOUN", "ADJ"}
        and doc[start - 1].dep_ in _MODIFIERS
        and doc[start - 1].lower_ not in _VAGUE
    ):
        start -= 1
    return start


def _owner_before(doc: Doc, start: int) -> int | None:
    """Give where the owner's name begins: `Kenya's`, `the Danish`, `the Valencia`."""
    end = start - 1 if start and doc[start - 1].lower_ in {"'s", "’s"} else start
    first = end
    while first > max(0, end - _LONGEST_OWNER) and _names(doc, first - 1, end):
        first -= 1
    while first < end and not doc[first].text[:1].isupper():
        first += 1
    before = doc[first - 1].lower_ if first else ""
    if first == end or before in _INDEFINITE or not _may_own(doc, first, end):
        return None
    adjective = doc[first:end].text.casefold() in demonyms()
    return first if end < start or adjective or class_of_place(doc[first:end].text) else None


def _names(doc: Doc, i: int, end: int) -> bool:
    inner = doc[i].lower_ in {"of", "the"} and i < end - 1 and doc[i + 1].text[:1].isupper()
    return (doc[i].text[:1].isupper() and doc[i].is_alpha and doc[i].lower_ != "the") or (
        inner and i > 0 and (doc[i - 1].text[:1].isupper() or doc[i - 1].lower_ == "of")
    )


def _owner_behind(doc: Doc, start: int, head: int, *, told: bool) -> int | None:
    """Give where the owner's name ends: `the port authority of Valencia`."""
    if not start or doc[start - 1].lower_ != "the":
        return None
    of = head + 1
    if of + 2 < len(doc) and doc[of].lower_ == "of" and doc[of + 1].is_lower and not told:
        told, of = True, of + 2  # "the ministry of health of Ghana"
    if not told or of + 1 >= len(doc) or doc[of].lower_ != "of":
        return None
    first = of + 1 + (doc[of + 1].lower_ == "the")
    end = first
    while end < min(len(doc), first + _LONGEST_OWNER) and doc[end].text[:1].isupper():
        end += 1
    return end if end > first and _may_own(doc, first, end) else None


def _is_place(doc: Doc, owner: int, start: int) -> bool:
    end = start - (doc[start - 1].lower_ in {"'s", "’s"})
    name = doc[owner:end].text
    return name.casefold() in demonyms() or class_of_place(name) is not None


def _may_own(doc: Doc, start: int, end: int) -> bool:
    """Tell a place or a body from a person."""
    text = doc[start:end].text
    if text.casefold() in demonyms() or class_of_place(text) or head_class(doc[end - 1].text):
        return True
    return all(doc[i].ent_type_ in {"GPE", "ORG", "LOC"} for i in range(start, end))
