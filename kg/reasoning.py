"""What follows from what is stated, with the premises of each conclusion.

The rules are SPARQL updates under `ontology/rules`, applied by Oxigraph until nothing new
follows. They write to `kgg:inferred`, where every inference describes its triple; while they run,
every asserted statement node does so there as well, so that a rule can name its premises. A
premise is a statement node, another inference, or a term of the ontology. Each way in which a
triple follows when it first follows is an inference of its own; later ways add nothing.

A rule asks whether its conclusion is known by the plain triple, in the default graph and in
`kgg:inferred`: that is one look-up, where a search for a node that describes it goes through all
of one property.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from kg.errors import DataError
from kg.rdf import namespaces as ns
from kg.rdf.quads import in_order
from kg.rdf.vocabulary import ontology_quads
from kg.resources import resource

_PREMISES = """
{ GRAPH kgg:inferred {
  ?statement rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object } }
WHERE { GRAPH ?document {
  ?statement a kg:Statement ; kg:stance "asserted" ;
    rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object } }
"""


def materialise(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Give a graph with all that belongs to it: the ontology, and what follows from both."""
    graph = {*quads}
    graph.update(_conclusions(graph), ontology_quads())
    return graph


def infer(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Give what follows from quads, in the graph `kgg:inferred`, sorted.

    No triple of the default graph is repeated there. Each inferred triple is described by at
    least one `kg:Inference` with its rule and premises.

    Raises:
        DataError: a rule is not a SPARQL update.
    """
    return in_order(_conclusions(quads))


def _conclusions(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Apply the rules until nothing new follows, and give what did, in no order."""
    store = ox.Store()
    store.bulk_extend(quad for quad in quads if not _is_evidence(quad))
    store.bulk_extend(ontology_quads(alignments=False))
    store.update(f"INSERT {_PREMISES}", prefixes=ns.PREFIXES)
    before, size = -1, len(store)
    while before != size:
        for name, rule in _rules():
            _apply(store, name, rule)
        before, size = size, len(store)
    store.update(f"DELETE {_PREMISES}", prefixes=ns.PREFIXES)
    return store.quads_for_pattern(None, None, None, ns.INFERRED)


def _is_evidence(quad: ox.Quad) -> bool:
    """Tell what is said of a piece of evidence: a third of a graph, and nothing to reason from."""
    return str(quad.subject).startswith(f"<{ns.KGE}")


@cache
def _rules() -> tuple[tuple[str, str], ...]:
    files = sorted(resource("ontology/rules").glob("*.ru"))
    return tuple((str(file), file.read_text(encoding="utf-8")) for file in files)


def _apply(store: ox.Store, name: str, rule: str) -> None:
    try:
        store.update(rule, prefixes=ns.PREFIXES)
    except SyntaxError as error:
        raise DataError(f"{name}: not a SPARQL update ({error})") from error
