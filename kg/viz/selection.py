"""Parts of a view: the surroundings of a thing, some documents, some years, the best connected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from kg.errors import QueryError
from kg.viz.model import GraphView, Node, Source, holds_in


def around(view: GraphView, centres: Iterable[str], *, hops: int = 1) -> GraphView:
    """Keep what lies within so many statements of the given things."""
    neighbours = _neighbours(view)
    reached = set(centres)
    edge_of_reach = reached
    for _ in range(hops):
        edge_of_reach = {n for iri in edge_of_reach for n in neighbours[iri]} - reached
        reached |= edge_of_reach
    return view.keep_nodes(reached)


def find(view: GraphView, name: str) -> tuple[str, ...]:
    """Find things by IRI, by the end of the IRI, or by one of their names, whatever its case.

    Raises:
        QueryError: nothing has this name; the message lists the nearest ones.
    """
    wanted = name.casefold()
    for test in (_is_iri, _is_label, _has_name):
        if found := tuple(node.iri for node in view.nodes if test(node, wanted)):
            return found
    raise QueryError(f"no thing of this graph is called {name!r}{_nearest(view, wanted)}")


def in_documents(view: GraphView, documents: Collection[str]) -> GraphView:
    """Keep what the given documents say; each is named by IRI, file stem, source or title.

    Raises:
        QueryError: there is no such document.
    """
    kept: set[str] = set()
    for wanted in documents:
        hits = {d.iri for d in view.documents if wanted in _names_of(d)}
        if not hits:
            known = ", ".join(d.iri.rsplit("/", 1)[-1] for d in view.documents[:5])
            raise QueryError(f"no document is called {wanted!r}; there are {known or 'none'}")
        kept |= hits
    return view.keep_edges(lambda edge: not kept.isdisjoint(edge.documents))


def in_years(view: GraphView, first: int | None, last: int | None) -> GraphView:
    """Keep statements that hold in some year of the span; undated ones are left out.

    Raises:
        QueryError: the span ends before it begins.
    """
    low, high = first if first is not None else -9999, last if last is not None else 9999
    if low > high:
        raise QueryError(f"the years {first} to {last} end before they begin")
    return view.keep_edges(lambda edge: edge.years is not None and holds_in(edge.years, low, high))


def most_connected(view: GraphView, *, limit: int) -> GraphView:
    """Keep at most `limit` things, those with most statements, and say so."""
    if len(view.nodes) <= limit:
        return view
    ranked = sorted(view.nodes, key=lambda node: (-view.degrees[node.iri], node.iri))
    notice = (
        f"This page shows the {limit:,} things with most statements, of {len(view.nodes):,}; "
        "draw a part with --focus, --query, --documents or --from and --to to see the others."
    )
    return view.keep_nodes((node.iri for node in ranked[:limit]), notice=notice)


def _neighbours(view: GraphView) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for edge in view.edges:
        found[edge.source].add(edge.target)
        found[edge.target].add(edge.source)
    return found


def _is_iri(node: Node, wanted: str) -> bool:
    iri = node.iri.casefold()
    return iri == wanted or ("/" in wanted and iri.endswith("/" + wanted))


def _is_label(node: Node, wanted: str) -> bool:
    return node.label.casefold() == wanted


def _has_name(node: Node, wanted: str) -> bool:
    return any(name.casefold() == wanted for name in node.names)


def _nearest(view: GraphView, wanted: str) -> str:
    near = [n.label for n in view.nodes if wanted in n.label.casefold()][:5]
    return f"; near it are {', '.join(near)}" if near else ""


def _names_of(document: Source) -> set[str]:
    stem = document.iri.rsplit("/", 1)[-1]
    return {document.iri, stem, document.source, document.title}
