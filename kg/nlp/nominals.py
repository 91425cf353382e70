"""Find common nouns that stand for things: `the province`, `the meeting`, `a delegation of X`.

They name nothing, yet statements hang on them. An event noun or a delegation may be a thing of its
own; any other definite noun points back to a name and is resolved by coreference.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.nlp.aliases import family
from kg.nlp.classes import head_class
from kg.nlp.kinds import PLACES

GROUPS = frozenset(["delegation", "jury", "mission", "squad", "task-force", "team"])
_GATHERINGS_FIRST = frozenset({"assembly", "forum", "congress", "convention"})
_NAMING = frozenset({"about", "between", "for", "from", "of", "on", "to", "with"})
_POINTERS = frozenset({"the", "this", "that", "its", "their", "both"})
_SKIPPED = frozenset(
    [
        "program",
        "plan",
        "day",
        "week",
        "city-state",
        "title",
        "programme",
        "idea",
        "model",
        "project",
    ]
)
_EVENTS = family("Event")
_PLURAL = frozenset({"NNS", "NNPS"})
_SPANS = frozenset({"day", "month", "season", "week", "year"})  # `last week` is no event
_PLURAL_EVENTS = frozenset({"consultations", "negotiations", "talks"})
_EXTRA_POINTERS = {
    "locality": "GeopoliticalEntity",
    "country": "Country",
    "nation": "Country",
    "capital": "City",
    "municipality": "City",
    "organisation": "Organization",
    "organization": "Organization",
    "body": "Organization",
    "institution": "Organization",
    "firm": "Company",
    "school": "University",
    "community": "GeopoliticalEntity",
    "accolade": "Award",
    "award": "Award",
    "distinction": "Award",
    "prize": "Award",
    "title": "Award",
    "list": "Award",
    "ranking": "Award",
    "project": "Project",
    "programme": "Project",
    "program": "Project",
    "scheme": "Project",
    "initiative": "Project",
    "official": "Person",
    "minister": "Person",
}


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase in tokens `[start, end)` around a head, its class, and whether it points back."""

    start: int
    end: int
    head: int
    kind: str
    definite: bool


def match(doc: Doc) -> list[Nominal]:
    """Find the nominals of a document that no name covers, in order of the text."""
    named = {i for span in doc.spans["names"] for i in range(span.start, span.end)}
    return [n for n in _nominals(doc, named) if n.head not in named]


def _nominals(doc: Doc, named: set[int]) -> Iterator[Nominal]:
    plurals = {
        s[-1].lower_: s.label_
        for s in doc.spans["names"]
        if s[-1].tag_ in _PLURAL and (s.label_ == "Award" or family(s.label_) == _EVENTS)
    }
    opened = {s.start: s.label_ for s in doc.spans["names"]}
    for token in doc:
        if token.pos_ not in {"NOUN", "PROPN"} or token.i in named:
            continue
        again = token.tag_ in _PLURAL and is_definite(token)  # "the awards", the Harbour Awards
        kind = plurals.get(token.lower_) if again else None
        kind = kind or kind_of(token)
        if kind is None or token.dep_ == "compound":
            continue
        if kind == "Award" and opened.get(_after_quote(token)) == kind:
            continue  # `the title "Clean Bay"` is what its name names
        start = _left_edge(token)
        yield Nominal(start, _right_edge(token, kind), token.i, kind, is_definite(token))


def _after_quote(token: Token) -> int:
    """Give the place of the word behind, past an opening quotation mark."""
    behind = token.i + 1
    quoted = behind < len(token.doc) and token.doc[behind].text in {'"', "“", "‘", "'", "«"}
    return behind + quoted


def kind_of(token: Token) -> str | None:
    """Give the class of what a common noun speaks of, or None where it is no thing of ours."""
    lemma = token.lemma_.casefold()
    if lemma in GROUPS:
        return "Organization"
    if lemma in _GATHERINGS_FIRST or (lemma == "panel" and _is_debate(token)):
        return "Conference"
    if token.lower_ in _PLURAL_EVENTS:
        return "Meeting"
    if token.tag_ in _PLURAL:
        return None
    compound = next((c.lower_ for c in token.children if c.dep_ == "compound"), "")
    if not compound and lemma in _SPANS and not _points_back(token):
        return None
    pair = head_class(f"{compound} {lemma}") if compound else None
    kind = pair or _EXTRA_POINTERS.get(lemma) or head_class(lemma)
    return None if lemma in _SKIPPED and kind is None else kind


def _points_back(span: Token) -> bool:
    """Tell `the week`, spoken of before, from `last week` and `the past week`."""
    return [c.lower_ for c in span.children if c.dep_ in {"amod", "det", "nummod"}] == ["the"]


def _is_debate(panel: Token) -> bool:
    """Tell a panel that is held, `moderated a panel on water`, from one that judges."""
    about = any(_has_case(c, {"about", "on"}) for c in panel.children if c.dep_ == "nmod")
    moderated = {panel.head.lemma_, *(c.lemma_ for c in panel.children)} & {"moderate", "moderator"}
    return about or bool(moderated) or _has_case(panel, {"at"})


def _has_case(noun: Token, words: Container[str]) -> bool:
    return any(c.dep_ == "case" and c.lower_ in words for c in noun.children)


def is_definite(token: Token) -> bool:
    """Tell whether a noun phrase points to something known: `the`, `this`, a possessive."""
    return any(
        c.lower_ in _POINTERS and c.dep_ in {"det", "nmod:poss"} and c.i < token.i
        for c in token.children
    )


def _left_edge(token: Token) -> int:
    start = token.i
    for child in reversed(list(token.lefts)):
        if child.dep_ in _PREMODIFIERS and start - child.right_edge.i <= _NEAR:
            start = min(start, child.left_edge.i)
    return start


_PREMODIFIERS = frozenset({"amod", "compound", "det", "nmod", "nmod:poss", "nummod"})
_NEAR = 3  # tokens: what a parser hung there from afar is no part of the phrase


def _right_edge(token: Token, kind: str) -> int:
    """Take in what belongs to the name of an event or group: `of X`, `on Y`, `to honour Z`.

    In `the city of X and Y University` only X belongs to the city.
    """
    end = token.i + 1
    tails = {"nmod"} if token.lemma_.casefold() in GROUPS else {"nmod", "acl"}
    for child in token.children:
        adjacent = child.i > token.i and child.left_edge.i == end
        if child.dep_ == "nmod" and token.doc[child.left_edge.i].lower_ not in _NAMING:
            continue
        if child.dep_ == "acl" and child.tag_ == "VBN":
            continue  # "ceremony chaired by X": told of it, no part of its name
        if adjacent and child.dep_ in tails and child.right_edge.i - token.i < 15:
            end = _end_of_name(child, without_conjuncts=kind in PLACES)
    stop = (t.i for t in token.doc[token.i + 1 : end] if t.text in {"(", "-", "–", ","})
    return min([end, *stop])


def _end_of_name(token: Token, *, without_conjuncts: bool) -> int:
    """Give where a phrase ends, without `led by X`: `of the Embassy` in `of the Embassy led by X`."""
    rest = [
        c.right_edge.i
        for c in token.rights
        if not (c.dep_ == "acl" and c.tag_ == "VBN")
        and not (without_conjuncts and c.dep_ == "conj")
    ]
    return max([token.i, *rest]) + 1


def set_annotations(doc: Doc, nominals: Iterable[Nominal]) -> None:
    """Write the nominals to `doc.spans["nominals"]`; the id holds the head and definiteness."""
    doc.spans["nominals"] = [
        Span(doc, n.start, n.end, label=n.kind, span_id=f"{n.head}:{int(n.definite)}")
        for n in nominals
    ]


@Language.component("kg_nominals", assigns=["doc.spans"], requires=["token.dep", "doc.spans"])
def component(doc: Doc) -> Doc:
    """Find the nominals of a document (a spaCy component)."""
    set_annotations(doc, match(doc))
    return doc
