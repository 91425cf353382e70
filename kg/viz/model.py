"""What a page or a picture shows: things, statements and the sentences behind them.

A `GraphView` is plain data. It knows nothing of stores, browsers or colours, so that a view can be
made from a store, from a query's rows or by hand, and drawn by whatever draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

Qualifiers = tuple[tuple[str, str], ...]
Span = tuple[int, int]
Years = tuple[int, int | None]
"""The first and the last year in which a statement holds; None where no document says it ended."""

_DATED = ("year", "date", "startDate", "endDate", "since")


@dataclass(frozen=True, slots=True)
class Source:
    """A document: `issued` is an ISO 8601 date or empty, `source` the path or URL as given."""

    iri: str
    title: str
    issued: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document; the spans of the two names count from its first character."""

    document: str
    exact: str
    subject: Span | None = None
    object: Span | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A quantity that a document gives about a thing."""

    measure: str
    value: str
    unit: str = ""
    as_of: str = ""
    confidence: float = 1.0
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the graph; `type` is the local name of its most specific class."""

    iri: str
    label: str
    type: str
    names: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    attributes: Qualifiers = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement between two things; `relation` is the local name of its property.

    `years` are those it speaks of, taken from its qualifiers or, for a statement about an event,
    from the event: what holds "since 2016" holds from then on. `premises` are the identifiers of
    the statements that an inferred one follows from.
    """

    id: str
    source: str
    target: str
    relation: str
    label: str = ""
    qualifiers: Qualifiers = ()
    stance: str = "asserted"
    inferred: bool = False
    confidence: float = 1.0
    quotes: tuple[Quote, ...] = ()
    years: Years | None = None
    premises: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """Give the documents that say so, each once, in the order of the quotes."""
        return tuple(dict.fromkeys(quote.document for quote in self.quotes))


@dataclass(frozen=True)
class GraphView:
    """The part of a graph that is shown: `notice` says what was left out, if anything was."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    documents: tuple[Source, ...] = ()
    notice: str = ""

    @cached_property
    def by_iri(self) -> Mapping[str, Node]:
        """Look up things by their IRI."""
        return MappingProxyType({node.iri: node for node in self.nodes})

    @cached_property
    def degrees(self) -> Mapping[str, int]:
        """Count the statements at each thing."""
        counts = dict.fromkeys((node.iri for node in self.nodes), 0)
        for edge in self.edges:
            counts[edge.source] += 1
            counts[edge.target] += edge.source != edge.target
        return MappingProxyType(counts)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Draw the view in a notebook."""
        from kg.viz.notebook import mimebundle

        return mimebundle(self)

    def keep_edges(self, wanted: Callable[[Edge], bool], *, notice: str = "") -> GraphView:
        """Keep the statements that are wanted, and the things and documents they touch."""
        edges = tuple(edge for edge in self.edges if wanted(edge))
        touched = {iri for edge in edges for iri in (edge.source, edge.target)}
        return _part(self, touched, edges, notice)

    def keep_nodes(self, wanted: Iterable[str], *, notice: str = "") -> GraphView:
        """Keep the things that are wanted, and every statement between two of them."""
        kept = set(wanted)
        edges = tuple(e for e in self.edges if e.source in kept and e.target in kept)
        return _part(self, kept, edges, notice)


def years_of(qualifiers: Iterable[tuple[str, str]]) -> Years | None:
    """Give the first and the last year that dates among the qualifiers or attributes name.

    What is said to hold since a year has no last one, unless it is over.
    """
    said = list(qualifiers)
    years = [
        int(value[:4])
        for key, value in said
        if key in _DATED and len(value) >= 4 and value[:4].isascii() and value[:4].isdigit()
    ]
    if not years:
        return None
    keys = {key for key, _ in said}
    lasts = "since" in keys and "endDate" not in keys and ("former", "true") not in said
    return min(years), None if lasts else max(years)


def holds_in(years: Years, first: int, last: int) -> bool:
    """Tell whether a statement of these years holds in some year of the span."""
    return years[0] <= last and (years[1] is None or years[1] >= first)


def date_edges(nodes: Iterable[Node], edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Give each statement its years: its own, else those of the event it is about."""
    events = {node.iri: years_of(node.attributes) for node in nodes}
    return tuple(
        replace(
            edge,
            years=edge.years
            or years_of(edge.qualifiers)
            or events.get(edge.target)
            or events.get(edge.source),
        )
        for edge in edges
    )


def _part(view: GraphView, nodes: set[str], edges: tuple[Edge, ...], notice: str) -> GraphView:
    kept = tuple(node for node in view.nodes if node.iri in nodes)
    said = {document for edge in edges for document in edge.documents}
    said |= {quote.document for node in kept for fact in node.facts for quote in fact.quotes}
    return GraphView(
        nodes=kept,
        edges=edges,
        documents=tuple(d for d in view.documents if d.iri in said),
        notice=" ".join(filter(None, (view.notice, notice))),
    )
