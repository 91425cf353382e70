"""Which classes one name may wear: a forum is a body or a gathering, a museum a body and a place.

The class of a name is settled by how a document uses it. A statement whose argument has a
neighbouring class is kept if the document's other statements do not speak against the change; where
a document uses a thing as a body and as a place, it is both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from kg.ontology import load_ontology

_NEIGHBOURS: tuple[tuple[str, str], ...] = (
    ("Association", "Conference"),
    ("Organization", "Event"),
    ("Event", "Organization"),
    ("Conference", "Association"),
    ("GovernmentBody", "Conference"),
    ("Facility", "Organization"),
    ("Place", "Organization"),
    ("Organization", "Facility"),
    ("Company", "Facility"),
    ("Association", "Facility"),
    ("GeopoliticalEntity", "Organization"),
    ("Organization", "GeopoliticalEntity"),
    ("Place", "GeopoliticalEntity"),
    ("Project", "Organization"),
    ("Event", "Project"),
    ("Project", "Event"),
    ("Organization", "Model"),
    ("Project", "Model"),
)


def fits(kind: str, wanted: Iterable[str]) -> bool:
    """Tell whether a class is among those wanted or narrower."""
    ontology = load_ontology()
    return any(ontology.is_a(kind, w) for w in wanted)


@cache
def coerced(kind: str, wanted: tuple[str, ...], *, certain: bool) -> str | None:
    """Give the class a name of class `kind` can wear to be one of `wanted`, or None.

    `certain` says that a head noun announced the class; then only twins of one word are allowed.
    """
    if fits(kind, wanted):
        return kind
    for own, other in _NEIGHBOURS:
        if own == kind and fits(other, wanted) and (not certain or (own, other) in _TWINS):
            return other
    return None


_TWINS = frozenset(
    {
        ("Association", "Conference"),
        ("Conference", "Association"),
        ("GovernmentBody", "Conference"),
        ("Facility", "Organization"),
        ("Organization", "Facility"),
        ("Project", "Event"),
    }
)


_BOTH = "Institution"
_HALVES = ("Facility", "Organization")


def settled(kind: str, uses: Sequence[tuple[str, ...]], *, certain: bool) -> str:
    """Give the class of a thing that a document introduces as one of class `kind`.

    `uses` are the classes that each of its statements asks for; most of them decide. What cannot
    be a mere place or a mere body for all of them is an institution; so is what a head noun
    announced as the one (`certain`) and statements use as the other.
    """
    votes = Counter(coerced(kind, wanted, certain=certain) or kind for wanted in uses)
    best = min(votes, key=lambda k: (-votes[k], k != kind, k), default=kind)
    if kind not in _HALVES or best not in _HALVES:
        return best if votes[best] > votes[kind] else kind
    admitted = {k: sum(fits(k, wanted) for wanted in uses) for k in (*_HALVES, _BOTH)}
    if admitted[kind] == admitted[_BOTH]:
        return kind
    other = _HALVES[1 - _HALVES.index(kind)]
    return other if admitted[other] == admitted[_BOTH] and not certain else _BOTH
