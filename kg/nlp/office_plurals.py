"""Offices that several hold: `the mayors of Quito, NAME, and Cali, NAME`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.gazetteer import offices
from kg.nlp.office_phrases import Office
from kg.nlp.office_words import FORMER, INSTITUTIONS, SEATS, is_title_at, name_ending, name_starting

_BODIES = frozenset([*INSTITUTIONS, *SEATS, "Country", "GeopoliticalEntity"])
_BETWEEN = frozenset(["(", ")", ",", ";", "and", "from", "of", "respectively", "the"])
_MOST = 12


def shared_offices(doc: Doc) -> Iterator[Office]:
    """Give each holder of an office in the plural, with the body named for that holder."""
    for token in doc:
        if token.tag_ in {"NNS", "NNPS"} and _is_office(token):
            for body, person in _pairs(doc, token):
                yield Office(
                    token.i + 1, token.i + 1, token.i, token.lemma_,
                    former=token.i > 0 and doc[token.i - 1].lower_ in FORMER,
                    body=(body.start, body.end), person=(person.start, person.end),
                )  # fmt: skip


def _is_office(token: Token) -> bool:
    return token.lemma_.casefold() in offices() and token.lower_ not in offices()


def _pairs(doc: Doc, plural: Token) -> list[tuple[Span, Span]]:
    """Pair bodies with persons; nothing where they don't come out even."""
    after = _names_after(doc, plural.i + 1)
    persons = [n for n in after if n.label_ == "Person"]
    bodies = [n for n in after if n.label_ != "Person"]
    if not persons and doc[plural.i + 1 : plural.i + 2].text in {"of", "from"}:
        persons = _persons_before(doc, plural.i)  # "NAME and NAME, mayors of Quito and Cali"
    even = len(persons) == len(bodies) > 1
    alternate = all(
        (left.label_ == "Person") != (right.label_ == "Person")
        for left, right in zip(after[::2], after[1::2], strict=False)
    )
    mixed = any(n.label_ == "Person" for n in after)
    return list(zip(bodies, persons, strict=True)) if even and (alternate or not mixed) else []


def _names_after(doc: Doc, i: int) -> list[Span]:
    """Give the persons and bodies that follow with nothing but separators between."""
    found: list[Span] = []
    while i < len(doc) and len(found) < _MOST:
        named = name_starting(doc, i)
        if named is not None and (named.label_ == "Person" or named.label_ in _BODIES):
            found.append(named)
            i = named.end
        elif doc[i].lower_ in _BETWEEN or is_title_at(doc, i):
            i += 1
        else:
            break
    return found


def _persons_before(doc: Doc, i: int) -> list[Span]:
    """Give the persons listed right before `, mayors of …`, in order of the text."""
    found: list[Span] = []
    while i > 0 and len(found) < _MOST:
        named = name_ending(doc, i)
        if named is not None and named.label_ == "Person":
            found.append(named)
            i = named.start
        elif doc[i - 1].lower_ in {",", "and", "the"} or is_title_at(doc, i - 1):
            i -= 1
        else:
            break
    return found[::-1]
