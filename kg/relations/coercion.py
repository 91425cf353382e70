"""Which classes one name may wear: a forum is a body or a gathering, a university a body or a place.

The class of a name is settled by how a document uses it. A statement whose argument has a
neighbouring class is kept if the document's other statements do not speak against the change.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.ontology import load_ontology

_NEIGHBOURS: tuple[tuple[str, str], ...] = (
    ("Association", "Conference"),
    ("Organization", "Event"),
    ("Event", "Organization"),
    ("Conference", "Association"),
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
_GUESSED = frozenset({"Organization", "Event", "Place", "GeopoliticalEntity", "Facility"})


def fits(kind: str, wanted: Iterable[str]) -> bool:
    """Tell whether a class is among those wanted or narrower."""
    ontology = load_ontology()
    return any(ontology.is_a(kind, w) for w in wanted)


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
        ("Facility", "Organization"),
        ("Organization", "Facility"),
        ("Project", "Event"),
    }
)
