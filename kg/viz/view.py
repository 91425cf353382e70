"""From a store to a view: all of a graph, or the part that somebody asks for."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf.store import Store
from kg.viz import store_rows
from kg.viz.model import Edge, GraphView, Node, Quote, Source, date_edges
from kg.viz.selection import around, find, in_documents, in_years
from kg.viz.store_rows import Stated, Testimony

__all__ = ["Edge", "GraphView", "Node", "Quote", "Source", "view_from_store"]


def view_from_store(
    store: Store,
    *,
    focus: str | None = None,
    hops: int = 1,
    query: str | None = None,
    documents: Collection[str] | None = None,
    years: tuple[int | None, int | None] | None = None,
) -> GraphView:
    """Read a view out of a store; each option keeps a part, and they may be combined.

    `focus` is a thing, by name or IRI, and `hops` how many statements around it; `query` is
    SPARQL text or the path of a `.rq` file, of which the things and triples in its answer stay;
    `years` are the first and the last, either of which may be open.

    Raises:
        QueryError: an option names what is not there, or the query is at fault.
    """
    view = whole(store)
    if documents is not None:
        view = in_documents(view, documents)
    if years is not None:
        view = in_years(view, *years)
    if query is not None:
        view = _answering(view, store, query)
    if focus is not None:
        view = around(view, find(view, focus), hops=hops)
    return view


def whole(store: Store) -> GraphView:
    """Read all things, statements, inferences and documents."""
    nodes = store_rows.things(store)
    known = {node.iri for node in nodes}
    stated = store_rows.statements(store)
    edges = [edge for iri, s in stated.items() for edge in _edges(iri, s)]
    edges += _inferred(store_rows.inferences(store), stated)
    edges = [edge for edge in edges if edge.source in known and edge.target in known]
    return GraphView(
        nodes=nodes, edges=date_edges(nodes, edges), documents=store_rows.documents(store)
    )


def _edges(iri: str, stated: Stated) -> list[Edge]:
    """Give a line for each stance that documents take on a statement, the assertion first."""
    stances = sorted(
        {t.stance for t in stated.testimonies} or {"asserted"},
        key=lambda stance: (stance != "asserted", stance),
    )
    return [
        Edge(
            id=iri if number == 0 else f"{iri}#{stance}",
            source=stated.subject,
            target=stated.object,
            relation=stated.property,
            qualifiers=stated.qualifiers,
            stance=stance,
            confidence=_confidence(stated, stance),
            quotes=tuple(t.quote for t in _taking(stated, stance)),
        )
        for number, stance in enumerate(stances)
    ]


def _taking(stated: Stated, stance: str) -> list[Testimony]:
    return [t for t in stated.testimonies if t.stance == stance]


def _confidence(stated: Stated, stance: str) -> float:
    if stance == "asserted" and stated.combined is not None:
        return stated.combined
    return max((t.confidence for t in _taking(stated, stance)), default=1.0)


def _inferred(inferences: dict[str, Stated], stated: dict[str, Stated]) -> list[Edge]:
    """Give a line for each inference but those that only say a statement once more.

    `A cooperates with B` needs no second line for the way back, nor does `A has its
    headquarters in B` one for being located there.
    """
    known = {**stated, **inferences}
    edges: dict[tuple[str, str, str], Edge] = {}
    for iri, made in inferences.items():
        ends = {made.subject, made.object}
        premises = [known[p] for p in made.premises if p in known]
        if any({p.subject, p.object} == ends for p in premises):
            continue
        confidence = min((_confidence(p, "asserted") for p in premises), default=1.0)
        edges.setdefault(
            (made.subject, made.property, made.object),
            Edge(
                id=iri,
                source=made.subject,
                target=made.object,
                relation=made.property,
                inferred=True,
                confidence=confidence,
                premises=made.premises,
            ),
        )
    return list(edges.values())


def _answering(view: GraphView, store: Store, query: str) -> GraphView:
    """Keep the things of an answer, and the statements between those of one row or triple."""
    text = _query_text(query)
    try:
        results = store.query(text)
        if isinstance(results, ox.QueryBoolean):
            raise QueryError("a query to draw must be SELECT or CONSTRUCT, not ASK")
        rows = [_things_of(row, view) for row in results]
    except SyntaxError as error:
        raise QueryError(f"the query does not parse: {error}") from error
    things = {iri for row in rows for iri in row}
    if not things:
        raise QueryError("the answer of the query names no thing of the graph: nothing to draw")
    pairs = {pair for row in rows for pair in combinations(sorted(row), 2)}
    if not pairs:
        return view.keep_nodes(things)
    joined = view.keep_edges(lambda e: (min(e.source, e.target), max(e.source, e.target)) in pairs)
    return joined if len(joined.nodes) == len(things) else view.keep_nodes(things)


def _things_of(row: ox.QuerySolution | ox.Triple, view: GraphView) -> set[str]:
    terms = (row.subject, row.object) if isinstance(row, ox.Triple) else tuple(row)
    return {t.value for t in terms if isinstance(t, ox.NamedNode) and t.value in view.by_iri}


def _query_text(query: str) -> str:
    if not query.endswith(".rq"):
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{query}: the query cannot be read ({error})") from error
