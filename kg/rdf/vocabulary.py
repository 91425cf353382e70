"""The ontology and its alignments as quads, so that a knowledge base describes itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.rdf.namespaces import ONTOLOGY
from kg.resources import resource


@cache
def ontology_quads(*, alignments: bool = True) -> tuple[ox.Quad, ...]:
    """Give what the ontology says of named terms, in the graph `kgg:ontology`.

    Unions of classes, which need blank nodes, stay in `kg.ttl`.

    Raises:
        OntologyError: a file is not Turtle.
    """
    files = [resource("ontology/kg.ttl")]
    if alignments:
        files.append(resource("ontology/alignments.ttl"))
    return tuple(quad for file in files for quad in _named(file))


def _named(file: Path) -> Iterator[ox.Quad]:
    try:
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE):
            if not any(isinstance(t, ox.BlankNode) for t in (quad.subject, quad.object)):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY)
    except SyntaxError as error:
        raise OntologyError(f"{file}:{error.lineno or 0}: not Turtle: {error.msg}") from error
