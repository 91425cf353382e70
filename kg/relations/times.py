"""When a statement holds: the dates of its clause, and the years of an honour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.datamodel import Qualifiers
from kg.gazetteer import offices
from kg.nlp.bounds import sentence_of
from kg.relations.trees import clause_head, says_who

_SINCE = frozenset({"memberOf", "implements", "supports", "applies"})
_ONGOING = frozenset({"cooperatesWith", "sisterCityOf"})
_LASTING = frozenset({"applies", "supports"})  # a bare year does not tell when they began
_EVENTFUL = frozenset({"chaired", "led", "attended", "spokeAt", "organized", "heldAt", "visited"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_RUN = 40
_BESIDE = 6  # tokens
_UP_TO = frozenset({"until", "till", "through", "to"})
_COUNTED = frozenset({"consecutive", "first-time"})
_NO_BEGINNING = _COUNTED | {"until"}  # `extended their cooperation until 2030`
_VAGUE = frozenset({"consecutive", "first-time", "since"})


@dataclass(frozen=True, slots=True)
class When:
    """A resolved date expression; `kind` is as in `kg.nlp.dates`.

    `yearly` tells `three years in a row` from `three times in a row`.
    """

    start: int
    end: int
    value: str
    kind: str
    yearly: bool = False

    @property
    def exact(self) -> bool:
        """Tell a day or month from a bare year."""
        return len(self.value) > 4 and self.kind != "consecutive"


class Times:
    """The dates of one document."""

    def __init__(self, doc: Doc) -> None:
        """Read the dates that `kg_dates` left on the document."""
        self.doc = doc
        self.issued = str(doc.user_data.get("issued", ""))
        self.all = [_when(span) for span in doc.spans.get("dates", []) if not _excluded(span)]
        awards = [s for s in doc.spans.get("mentions", []) if s.label_ == "Award"]
        named = {i for s in awards for i in range(s.start - 1, s.root.i)}  # "the 2021 Prize"
        self._clause = {
            w: w.start if w.start in named else _clause_of(_anchor(doc, w)).i for w in self.all
        }

    def within(self, start: int, end: int) -> list[When]:
        """Give the dates between two tokens."""
        return [w for w in self.all if start <= w.start and w.end <= end]

    def of_clause(self, predicate: Token) -> list[When]:
        """Give the dates that modify a predicate, or the verbs it completes, nearest first."""
        heads = {t.i for t in _chain(predicate)}
        own = [w for w in self.all if self._clause[w] in heads]
        own.sort(key=lambda w: (abs(w.start - predicate.i), w.start))
        return own or list(self._opening(predicate)) or self._beside(predicate)

    def _opening(self, predicate: Token) -> Iterator[When]:
        """A date that opens a sentence holds for every coordinated verb after it."""
        start, end = sentence_of(predicate)
        top = _top_of_coordination(predicate)
        for when in self.within(start, end):
            if when.end <= start + 8 and self._clause[when] == top.i:
                yield when

    def _beside(self, predicate: Token) -> list[When]:
        """Give back a date that a parser gave to the clause before: `…, which joined it in 2018,`."""
        near = [
            w
            for w in self.all
            if self._clause[w] < predicate.i
            and max(w.start - predicate.i, predicate.i - w.end) <= _BESIDE
            and sentence_of(self.doc[w.start]) == sentence_of(predicate)
        ]
        between = ((w, sorted([w.start, w.end, predicate.i, predicate.i + 1])[1:3]) for w in near)
        return [w for w, (a, b) in between if not any(map(_parts, self.doc[a:b]))]


def _anchor(doc: Doc, when: When) -> Token:
    """Give the word of a date that tells its clause: in parentheses, that right before them.

    Parsers may hang `(2019-2023)` of `five years running (2019-2023)` elsewhere: the first counts.
    """
    if when.start > 1 and doc[when.start - 1].text == "(":
        return doc[when.start - 2]
    span = doc[when.start : when.end]
    return next((t for t in span if not when.start <= t.head.i < when.end), span.root)


def _parts(token: Token) -> bool:
    """Tell what parts a verb from a date beside it: another clause, or punctuation."""
    return token.is_punct or token.pos_ in {"VERB", "SCONJ", "CCONJ"}


def _clause_of(date: Token) -> Token:
    """Give the head of a date's clause, which the verb of `three years running` is not.

    Nor is it that of the verb in `Ann Lee, president since 2019, spoke`: the date is the office's,
    as in `Ghent, a twin of Lagos since 1999,` it is the noun's.
    """
    head = date.head if date.pos_ == "VERB" else date
    above = head
    while above.dep_ in {"nmod", "obl"} and above.head != above:
        above = above.head
        office = above.lower_ in offices() and above.dep_ in {"appos", "conj"}
        if office or (above.dep_ == "appos" and above.pos_ == "NOUN"):
            return above
    return clause_head(head)


def _excluded(span: Span) -> bool:
    """Tell the year that a text takes out: `in 2018 and 2019, but not in 2020`."""
    before = span.doc[max(0, span.start - 2) : span.start]
    return any(t.lower_ == "not" for t in before) and any(
        t.lower_ in {"in", "for", "not"} for t in before[-1:]
    )


def _when(span: Span) -> When:
    kind = span.id_ or "point"
    before = [token.lower_ for token in span.doc[max(0, span.start - 2) : span.start]]
    if kind == "point" and not _UP_TO.isdisjoint(before[-1:]) and "back" not in before:
        kind = "until"
    return When(span.start, span.end, span.kb_id_, kind, "year" in span.text.casefold())


def _chain(token: Token) -> Iterator[Token]:
    """Give a predicate and those that it completes: `began to host`, `was the first to host`."""
    yield clause_head(token)
    yield token
    for _ in range(4):
        token = clause_head(token)
        if not (token.dep_ in {"xcomp", "ccomp"} or says_who(token)) or token.head == token:
            return
        token = token.head
        yield token


def _top_of_coordination(token: Token) -> Token:
    token = clause_head(token)
    while token.dep_ in {"conj", "xcomp"} and token.head != token:
        token = clause_head(token.head)
    return token


def qualifiers(prop: str, dates: list[When]) -> Qualifiers:
    """Turn the dates of a clause into the qualifiers that a property takes."""
    if not dates:
        return ()
    ruled_out = _NO_BEGINNING if prop in _ONGOING | _SINCE else _COUNTED
    told = [d for d in dates if d.kind not in ruled_out and d.value]
    if not told:
        return ()
    first = next((d for d in told if d.exact), told[0])
    if prop in _ONGOING and first.kind == "since":
        return (("since", first.value.split("/")[0]),)
    if prop in _SINCE:
        since = next((d for d in told if d.kind == "since"), None if prop in _LASTING else first)
        return (("since", since.value.split("/")[0]),) if since is not None else ()
    if "/" in first.value:
        start, end = first.value.split("/", 1)
        return (("endDate", end), ("startDate", start))
    return (("date", first.value),)


def nearest(
    dates: list[When], award: tuple[int, int], rivals: list[tuple[int, int]], doc: Doc
) -> list[When]:
    """Give the dates that stand nearer to an award than to its rivals; all where none does."""
    own = [d for d in dates if min(rivals, key=lambda r: (_gap(d, r, doc), r)) == award]
    return own or dates


def _gap(when: When, award: tuple[int, int], doc: Doc) -> int:
    """Count the words between a date and an award; a conjunction between counts for more."""
    between = doc[when.end : award[0]] if when.end <= award[0] else doc[award[1] : when.start]
    return len(between) + 6 * sum(t.lower_ in {"and", ",", ";", "while"} for t in between)


def years_of_honour(inner: list[When], clause: list[When], issued: str) -> list[str]:
    """Give every year an honour was for: those named with the award first, else the clause's.

    `for 5 consecutive years (2019-2023)` is five years, `for the third year in a row` counts back
    from the year of the clause or, where it has none, of the article. No date at all: no year.
    """
    told = [w for w in inner if w.kind not in _VAGUE and w.value]
    told = told or [w for w in clause if w.kind not in _VAGUE]
    listed = [w for w in inner + clause if w.kind == "years"]
    if listed:
        return sorted({y for w in listed for y in _span_of_years(w.value)})
    years = sorted({y for w in told for y in _span_of_years(w.value)})
    count = next((w.value for w in inner + clause if w.kind == "consecutive" and w.yearly), "")
    if count.isdigit() and 1 < int(count) <= _LONGEST_RUN:
        last = years[-1] if years else issued[:4]
        if last and len(years) <= 1:
            return [str(int(last) - back) for back in reversed(range(int(count)))]
    since = next((w.value[:4] for w in inner + clause if w.kind == "since"), "")
    return years or ([since] if since else [])


def _span_of_years(value: str) -> list[str]:
    found = [m.group() for part in value.split("/") if (m := _YEAR.match(part))]
    if len(found) == 2 and 0 <= int(found[1]) - int(found[0]) <= _LONGEST_RUN:
        return [str(y) for y in range(int(found[0]), int(found[1]) + 1)]
    return found


def is_eventful(prop: str) -> bool:
    """Tell properties whose date is the date of their event."""
    return prop in _EVENTFUL
