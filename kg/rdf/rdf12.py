"""Statement nodes as reifiers of RDF 1.2, and back: `rdf:reifies <<( s p o )>>`.

A projection for stores that read RDF 1.2; everything else about a statement stays as it is, so
the way back loses nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.rdf import namespaces as ns

REIFIES = ox.NamedNode(ns.RDF + "reifies")
_PARTS = (ns.SUBJECT, ns.PREDICATE, ns.OBJECT)

_Node = tuple[object, object]


def to_reifiers(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Put one triple term in place of subject, predicate and object of each statement."""
    parts: dict[_Node, dict[ox.NamedNode, ox.Quad]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate in _PARTS:
            parts[quad.subject, quad.graph_name][quad.predicate] = quad
        else:
            yield quad
    for found in parts.values():
        yield from _reified(found) if len(found) == len(_PARTS) else found.values()


def from_reifiers(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Put subject, predicate and object in place of each triple term."""
    for quad in quads:
        if quad.predicate == REIFIES and isinstance(quad.object, ox.Triple):
            triple = quad.object
            for part, term in zip(_PARTS, triple, strict=True):
                yield ox.Quad(quad.subject, part, term, quad.graph_name)
        else:
            yield quad


def _reified(parts: dict[ox.NamedNode, ox.Quad]) -> Iterator[ox.Quad]:
    subject, predicate, object_ = (parts[part].object for part in _PARTS)
    if isinstance(subject, ox.NamedNode | ox.BlankNode) and isinstance(predicate, ox.NamedNode):
        one = parts[ns.SUBJECT]
        yield ox.Quad(one.subject, REIFIES, ox.Triple(subject, predicate, object_), one.graph_name)
    else:
        yield from parts.values()
