"""What a text and a list of given names tell of a person's gender, so that pronouns may agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Span

from kg.gazetteer import fold, given_names, surnames, titles

_MALE = frozenset(
    "boy boyfriend brother emperor father grandfather husband king man nephew prince son uncle"
    " widower".split()
)
_FEMALE = frozenset(
    "actress aunt daughter empress girl girlfriend grandmother mother niece princess queen sister"
    " widow wife woman".split()
)
_MIDDLE = {"thi": "f", "van": "m"}


@dataclass(frozen=True, slots=True)
class Gender:
    """`m`, `f` or nothing, and what tells: a `title` or noun beside a name, or a `name`."""

    value: str = ""
    source: str = ""


UNKNOWN = Gender()


def gender_of(spans: Iterable[Span]) -> Gender:
    """Read the gender of a person off the places where the person is named."""
    spans = list(spans)
    told = next((g for s in spans if (g := _by_words(s))), "")
    if told:
        return Gender(told, "title")
    full = next((g for s in spans if len(s) > 1 and (g := _by_name(s))), "")
    if full:
        return Gender(full, "name")
    short = next((g for s in spans if len(s) == 1 and (g := _by_name(s))), "")
    return Gender(short, "word" if short else "")


def _by_words(span: Span) -> str:
    """Read `Mr. X`, `his wife X`, `X, daughter of …`."""
    before = span.doc[max(0, span.start - 2) : span.start]
    beside = [*span[:-1], *before[-1:], *(c for t in span for c in t.children if c.dep_ == "appos")]
    courtesy = [*before, *span[:-1]]
    told = (titles().get(t.lower_.rstrip("."), "") for t in courtesy)
    return next((g for g in (*told, *(_by_noun(t.lower_) for t in beside)) if g), "")


def _by_noun(word: str) -> str:
    return "m" if word in _MALE else "f" if word in _FEMALE else ""


def _by_name(span: Span) -> str:
    words = [fold(t.text) for t in span]
    while words and (words[0] in titles() or not words[0]):
        words = words[1:]
    if len(words) > 2 and words[0] in surnames():
        return _MIDDLE.get(words[1], "")
    return given_names().get(words[0], "") if words else ""
