"""Which event of a text `the conference`, `the event` or `the talks` points back to."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.nlp.aliases import family, fold
from kg.nlp.local_entities import LocalEntity
from kg.nlp.owners import Place
from kg.nlp.phrases import without_article

_GATHERINGS = frozenset(
    "assembly briefing ceremony conference congress event forum gathering meeting"
    " occasion reception seminar session summit symposium talk talks workshop".split()
)
_POINT_ANYWHERE = frozenset(
    "event meeting reception gathering occasion session ceremony talk discussion debate".split()
)
_EVENTS = family("Event")


def event(
    token: Token,
    span: Span,
    entities: Sequence[LocalEntity],
    mentions: Sequence[Place],
    *,
    definite: bool,
) -> LocalEntity | None:
    """Find the event that `the conference`, `the event` points back to."""
    identical = _identified(token, entities, mentions)
    if identical is not None:
        return identical
    if not definite:
        return None
    lemma = token.lemma_.casefold()
    before = [e for e in entities if family(e.kind) == _EVENTS and e.places[0] < token.i]
    before.sort(key=lambda e: -max(p for p in e.places if p < token.i))
    text = fold(without_article(span))
    alike = next((e for e in before if any(fold(n) == text for n in e.names)), None)
    if alike is not None:
        return alike
    modifiers = {c.lower_ for c in token.children if c.dep_ in {"compound", "amod"}}
    same = [e for e in before if lemma in e.heads and modifiers <= e.heads]
    if same:
        return same[0]
    if modifiers or any(c.dep_ in {"nmod", "acl"} for c in token.children):
        return None
    if lemma in _POINT_ANYWHERE:
        return next((e for e in before if e.heads & _GATHERINGS), None)
    return None


def _identified(
    token: Token, entities: Sequence[LocalEntity], mentions: Sequence[Place]
) -> LocalEntity | None:
    """Read `the fair is the first event of its kind`: the event is the fair."""
    if not any(c.dep_ == "cop" for c in token.children):
        return None
    subjects = [c.i for c in token.children if c.dep_ == "nsubj"]
    kinds = {e.id: e for e in entities if family(e.kind) == _EVENTS}
    return next(
        (kinds[m[2]] for m in mentions for i in subjects if m[0] <= i < m[1] and m[2] in kinds),
        None,
    )
