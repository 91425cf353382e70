"""Statement nodes as reifiers of RDF 1.2, and back: `rdf:reifies <<( s p o )>>`.

A projection for stores that read RDF 1.2; everything else about a statement stays as it is, so
the way back loses nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

import pyoxigraph as ox

from kg.rdf import namespaces as ns

REIFIES = ox.NamedNode(ns.RDF + "reifies")
_PARTS = (ns.SUBJECT, ns.PREDICATE, ns.OBJECT)

_Node = tuple[object, object]


def to_reifiers(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Put triple terms in place of subjects, predicate and object of each statement or inference."""
    parts: dict[_Node, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        if quad.predicate in _PARTS:
            parts[quad.subject, quad.graph_name].append(quad)
        else:
            yield quad
    for found in parts.values():
        yield from _reified(found)


def from_reifiers(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Put subject, predicate and object in place of each triple term, each once."""
    given: set[ox.Quad] = set()
    for quad in quads:
        if quad.predicate == REIFIES and isinstance(quad.object, ox.Triple):
            terms = zip(_PARTS, quad.object, strict=True)
            found = {ox.Quad(quad.subject, part, term, quad.graph_name) for part, term in terms}
            yield from found - given
            given |= found
        else:
            yield quad


def _reified(parts: list[ox.Quad]) -> Iterator[ox.Quad]:
    """Give a triple term for each subject; what is no whole description stays as it is."""
    subjects, predicates, objects = ([q for q in parts if q.predicate == p] for p in _PARTS)
    terms = [
        ox.Triple(one.object, predicate.object, object_.object)
        for one, predicate, object_ in product(subjects, predicates, objects)
        if isinstance(one.object, ox.NamedNode | ox.BlankNode)
        and isinstance(predicate.object, ox.NamedNode)
    ]
    if len(terms) != len(subjects) or len(terms) != len(parts) - 2:
        yield from parts
        return
    for term in terms:
        yield ox.Quad(parts[0].subject, REIFIES, term, parts[0].graph_name)
