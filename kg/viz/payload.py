"""The data of a page as rows of plain values, small enough to travel in one file.

`frontend/src/payload.ts` declares the same rows; `VERSION` changes with them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.viz.layout import Points
from kg.viz.model import Edge, GraphView, Node, Quote
from kg.viz.palette import BACKGROUND, FAMILIES, INK, LINE, node_size
from kg.viz.terms import class_family, class_term, relation_term
from kg.viz.words import date_in_words, split_name, wording

VERSION = 2
Row = list[Any]

_FAMILY_ORDER = {family.name: number for number, family in enumerate(FAMILIES)}


@dataclass
class _Pool:
    """Strings or quotes that rows name by their number."""

    values: list[Any] = field(default_factory=list)
    index: dict[Any, int] = field(default_factory=dict)

    def __call__(self, value: Any) -> int:
        if value not in self.index:
            self.index[value] = len(self.values)
            self.values.append(value)
        return self.index[value]


def payload(view: GraphView, places: Points, *, title: str) -> dict[str, Any]:
    """Give everything the page shows, as values that JSON can carry."""
    nodes = {node.iri: number for number, node in enumerate(view.nodes)}
    documents = {document.iri: number for number, document in enumerate(view.documents)}
    classes, relations = _sorted_names(view.nodes, view.edges)
    words, quotes = _Pool(), _Pool()
    quote = _quote_writer(quotes, documents)
    edges = [_edge_row(edge, nodes, relations, words, quote) for edge in view.edges]
    rows = [
        _node_row(node, places[number], classes, view.degrees[node.iri], quote)
        for number, node in enumerate(view.nodes)
    ]
    return {
        "version": VERSION,
        "title": title,
        "notice": view.notice,
        "theme": {"background": BACKGROUND, "ink": INK, "line": LINE},
        "families": [[f.name, f.label, f.shape, f.light, f.dark] for f in FAMILIES],
        "classes": [_class_row(name) for name in classes],
        "relations": [_relation_row(name) for name in relations],
        "documents": [[d.iri, d.title, d.issued, d.source] for d in view.documents],
        "words": words.values,
        "quotes": quotes.values,
        "nodes": rows,
        "edges": edges,
    }


def to_json(value: object) -> str:
    """Write JSON that may stand in a `script` element: no `<`, `>` or `&`, no line separators."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029\x7f"})


def _sorted_names(
    nodes: Iterable[Node], edges: Iterable[Edge]
) -> tuple[dict[str, int], dict[str, int]]:
    named = {node.type for node in nodes}
    classes = sorted(named, key=lambda c: (_FAMILY_ORDER[class_family(c).name], c))
    relations = sorted({edge.relation for edge in edges})
    return _numbered(classes), _numbered(relations)


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _class_row(name: str) -> Row:
    term = class_term(name)
    return [name, term.label, _FAMILY_ORDER[class_family(name).name], term.definition]


def _relation_row(name: str) -> Row:
    term = relation_term(name)
    return [name, term.label, term.definition, int(term.symmetric)]


def _quote_writer(pool: _Pool, documents: dict[str, int]) -> Callable[[Quote], int]:
    def write(quote: Quote) -> int:
        spans = (*(quote.subject or (-1, -1)), *(quote.object or (-1, -1)))
        return pool((documents.get(quote.document, -1), quote.exact, *spans))

    return write


def _node_row(
    node: Node, place: Points, classes: dict[str, int], degree: int, quote: Callable[[Quote], int]
) -> Row:
    names = sorted({name for name in node.names if name != node.label})
    facts = [
        [f.measure, f.value, f.unit, f.as_of, _short(f.confidence), [quote(q) for q in f.quotes]]
        for f in node.facts
    ]
    attributes = [[split_name(key), date_in_words(value)] for key, value in node.attributes]
    spot = [float(place[0]), float(place[1]), node_size(degree)]
    return [
        node.iri,
        node.label,
        classes[node.type],
        *spot,
        names,
        list(node.links),
        attributes,
        facts,
    ]


def _edge_row(
    edge: Edge,
    nodes: dict[str, int],
    relations: dict[str, int],
    words: _Pool,
    quote: Callable[[Quote], int],
) -> Row:
    said = wording(edge)
    return [
        edge.id,
        nodes[edge.source],
        nodes[edge.target],
        relations[edge.relation],
        [words(part) for part in (said.lead, said.phrase, said.tail, said.mark)],
        edge.stance,
        int(edge.inferred),
        _short(edge.confidence),
        list(edge.years) if edge.years else None,
        [quote(q) for q in edge.quotes],
        list(edge.premises),
    ]


def _short(confidence: float) -> float:
    """Round a confidence, but never to certainty."""
    return confidence if confidence >= 1.0 else min(round(confidence, 3), 0.999)
