"""Plurals that point back to two things: `both institutions`, `the two cities`, `the two sides`.

The two are those that a sentence before joins by `and`, else the only two of the kind that it
names. Where neither is so, the plural stays unresolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.nlp.aliases import family
from kg.nlp.classes import head_class

OPENERS = frozenset({"both", "two"})
_PARTIES = frozenset({"both", "party", "partner", "side", "two"})
_KINDS = {
    "agency": "Organization", "body": "Organization", "country": "Country", "firm": "Company",
    "institution": "Organization", "locality": "Place", "municipality": "City", "nation": "Country",
    "organisation": "Organization", "organization": "Organization", "school": "University",
    "state": "Country",
}  # fmt: skip
_ALIKE = {
    "City": frozenset({"City", "GeopoliticalEntity", "Place"}),
    "Region": frozenset({"GeopoliticalEntity", "Region"}),
    "Country": frozenset({"Country"}),
    "University": frozenset({"University"}),
    "Company": frozenset({"Company", "Organization"}),
    "Place": frozenset({"City", "GeopoliticalEntity", "Place", "Region"}),
}
_AWARDS = frozenset({"Award"})
_BODIES = 2
_PLACES = 1
_SENTENCES = 3
_OFTEN = 4
_NO_PARTIES = frozenset({"Facility", "Place"})
_LINKS = frozenset({"and", "the", "&", "with", ","})


@dataclass(frozen=True, slots=True)
class Named:
    """A place where a thing is named, in tokens `[start, end)`."""

    start: int
    end: int
    entity: str
    kind: str


def heads(openers: Iterable[Token]) -> Iterator[Token]:
    """Give the head of each plural that one of the openers begins: `cities` of `the two cities`."""
    for token in openers:
        noun = token.head if token.dep_ in {"det", "nummod", "cc:preconj", "det:predet"} else token
        alone = noun == token and token.dep_.startswith("nsubj")
        if not alone and noun.tag_ not in {"NNS", "NNPS"}:
            continue
        known = token.lower_ == "both" or (token.i and token.nbor(-1).lower_ in {"the", "these"})
        if known and not any(c.dep_.startswith(("nmod", "acl", "conj")) for c in noun.children):
            yield noun


def pointed(noun: Token, named: Sequence[Named]) -> tuple[str, ...]:
    """Give the ids of the two entities that a plural points back to, or nothing.

    `named` are the places of all names in order of the text.
    """
    wanted = _wanted(noun.lemma_.casefold())
    if wanted is None:
        return ()
    before = [n for n in named if n.end <= noun.i and _fits(n.kind, wanted)]
    end, sentences = noun.i, 0
    while end > 0 and sentences < _SENTENCES:
        start = noun.doc[end - 1].sent.start
        until = noun.i if wanted == _AWARDS else end  # each award has a sentence of its own
        inside = [n for n in before if start <= n.start < until]
        if two := _joined(noun.doc, inside) or (_only(inside) if wanted else ()):
            return two
        if len({n.entity for n in inside}) > 1:
            return ()
        end, sentences = start, sentences + 1
    return _most_named(named, wanted) if wanted else ()


def _most_named(named: Sequence[Named], wanted: frozenset[str]) -> tuple[str, ...]:
    """Give the two of a kind that an article is about: both named often, all others seldom."""
    counts = Counter(n.entity for n in named if _fits(n.kind, wanted)).most_common(3)
    two = len(counts) > 1 and counts[1][1] >= _OFTEN
    rival = counts[2][1] if len(counts) > 2 else 0
    return tuple(sorted(e for e, _ in counts[:2])) if two and 2 * rival <= counts[1][1] else ()


def _wanted(lemma: str) -> frozenset[str] | None:
    """Give the classes a noun may stand for; none at all for sides and parties, which may be any."""
    if lemma in _PARTIES:
        return frozenset()
    kind = _KINDS.get(lemma) or head_class(lemma)
    if kind == "Award":
        return _AWARDS
    if kind is None or family(kind) not in {_PLACES, _BODIES}:
        return None
    return _ALIKE.get(kind, frozenset({kind, "Organization"}))


def _fits(kind: str, wanted: frozenset[str]) -> bool:
    if not wanted:
        return family(kind) in {_PLACES, _BODIES} and kind not in _NO_PARTIES
    general = "Organization" in wanted and "Company" not in wanted and len(wanted) == 1
    return kind in wanted or (general and family(kind) == _BODIES)


def _joined(doc: Doc, inside: Sequence[Named]) -> tuple[str, ...]:
    """Give the last two that `and` joins, and no third: `Ghent and the province of Lagos`."""
    for left, right in zip(inside[-2::-1], inside[:0:-1], strict=False):
        between = doc[left.end : right.start]
        words = [t.lower_ for t in between if not _aside(t, left, right)]
        linked = "and" in words and all(w in _LINKS for w in words) and len(words) <= 3
        alike = left.entity != right.entity and family(left.kind) == family(right.kind)
        if linked and alike and not _is_listed(doc, left, inside):
            return left.entity, right.entity
    return ()


def _is_listed(doc: Doc, left: Named, inside: Sequence[Named]) -> bool:
    """Tell a third before the two: `Accra, Ghent and Lagos`."""
    before = [n for n in inside if n.end < left.start]
    return bool(before) and all(t.lower_ in {",", "the"} for t in doc[before[-1].end : left.start])


def _aside(token: Token, left: Named, right: Named) -> bool:
    """Tell what stands in parentheses between two names."""
    inner = token.doc[left.end : right.start]
    opened = [t.i for t in inner if t.text == "("]
    closed = [t.i for t in inner if t.text == ")"]
    return bool(opened and closed) and opened[0] <= token.i <= closed[-1]


def _only(inside: Sequence[Named]) -> tuple[str, ...]:
    entities = tuple(dict.fromkeys(n.entity for n in inside))
    return entities if len(entities) == 2 else ()
