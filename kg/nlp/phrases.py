"""Noun phrases: what belongs to them, what names them, and the class that several names vote for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Span, Token

from kg.nlp.aliases import RANKING, clean, country_of


def names_next(token: Token) -> bool:
    """Tell `the world organization United Cities`: the name says which, nothing before does."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    tied = token.head == following or token in {following.head, following.head.head}
    return following.pos_ == "PROPN" and tied


def names_model(token: Token, kind: str) -> bool:
    """Tell `the circular district model`, which its words name, from `the model`."""
    return kind == "Model" and any(c.dep_ == "compound" for c in token.children)


def is_aside(token: Token) -> bool:
    """Tell what a comma sets off: `the province, which …` is no other than `the province`."""
    start = token.left_edge.i
    return "," in {t.text for t in token.doc[max(0, start - 1) : start + 1]}


def says_which(noun: Token) -> bool:
    """Tell a noun that needs no other to point to: `the city of Lagos`, `the best young company`."""
    described = any(
        c.dep_ in {"nmod", "compound", "acl:relcl", "acl"} and c.i > noun.i and not is_aside(c)
        for c in noun.children
    )
    return described or any(c.tag_ == "JJS" for c in noun.lefts)


def says_which_place(noun: Token) -> bool:
    """Tell a place that no table tells: `the Nordic city`, `the school district`."""
    if noun.lemma_.casefold() == "district" and any(c.dep_ == "compound" for c in noun.lefts):
        return True
    return any(c.dep_ == "amod" and c.text.istitle() and not country_of(c.text) for c in noun.lefts)


def core_of(token: Token) -> str:
    """Give a head with the words before it: `business delegation` of `a delegation to Lima`."""
    before = [
        c.i for c in token.children if c.i < token.i and c.dep_ in {"compound", "amod", "nummod"}
    ]
    start = min([token.i, *(c.left_edge.i for c in token.children if c.i in before)])
    return " ".join(token.doc[start : token.i + 1].text.split())


def without_article(span: Span) -> str:
    """Give a noun phrase on one line, without its article."""
    start = 1 if span[0].pos_ in {"DET", "PRON"} and len(span) > 1 else 0
    return " ".join(span[start:].text.split())


def shorter(spans: list[Span]) -> set[str]:
    """Give the bare form of a ranking beside its long one: `Top 7` of `Top 7 Communities`."""
    awards = [s for s in spans if s.label_ == "Award"]
    hits = (RANKING.match(clean(s.text)) for s in awards)
    given = {f"{s.doc[s.start - 1].text} {clean(s.text)}" for s in awards if _after_acronym(s)}
    return {hit.group() for hit in hits if hit} | given


def _after_acronym(span: Span) -> bool:
    """Tell an award named with its giver: `FORUM Community of the Year`."""
    before = span.doc[span.start - 1].text if span.start else ""
    return len(before) > 1 and before.isupper() and before.isalpha()


def voted_class(spans: list[Span]) -> str:
    """Choose the class of a thing from its names: head nouns outvote labels, exact outvotes broad."""
    votes: Counter[str] = Counter()
    full = [s for s in spans if len(s) > 1]
    for span in full or spans:  # what an acronym is called elsewhere says nothing
        source, confidence = span.id_.split(":")
        weight = {"head": 3.0, "ranking": 3.0, "title": 3.0}.get(source, 1.0) * float(confidence)
        votes[span.label_] += round(weight * 1000)
    for exact, broad in _NARROWER:
        if votes[exact]:
            votes[exact] += votes[broad]
    return min(votes, key=lambda c: (-votes[c], c))


_NARROWER = (
    ("University", "Institution"), ("Institution", "Facility"), ("Institution", "Organization"),
    ("Country", "GeopoliticalEntity"), ("Region", "GeopoliticalEntity"), ("City", "GeopoliticalEntity"),
    ("City", "Place"), ("Region", "Place"), ("Company", "Organization"),
    ("GovernmentBody", "Organization"), ("Association", "Organization"), ("University", "Organization"),
    ("Conference", "Event"), ("Meeting", "Event"), ("Ceremony", "Event"), ("Facility", "Organization"),
)  # fmt: skip


def relative_of(spans: Iterable[Span]) -> Span | None:
    """Give who shares a family name with the first of `the brothers Joseph and Paul Mensah`."""
    for span in spans:
        doc = span.doc
        if len(span) > 1 or not span.start or doc[span.start - 1].lower_ not in _RELATIVES:
            continue
        joined = doc[span.end : span.end + 1].text == "and"
        beside = (s for s in doc.spans["names"] if joined and s.start == span.end + 1)
        return next((s for s in beside if len(s) > 1 and s.label_ == "Person"), None)
    return None


_RELATIVES = frozenset({"brothers", "couple", "siblings", "sisters", "spouses", "twins"})
