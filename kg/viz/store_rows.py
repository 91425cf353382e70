"""What a store holds, read for the eye: things, statements, inferences, figures, documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.rdf.store import Store
from kg.viz.model import Fact, Node, Qualifiers, Quote, Source, Span

Row = dict[str, str]
Key = tuple[str, str]

_THINGS = "SELECT ?thing ?type ?label { ?thing rdfs:label ?label OPTIONAL { ?thing a ?type } }"
_NAMES = "SELECT ?thing ?name { ?thing rdfs:label ?label ; skos:altLabel ?name }"
_LINKS = "SELECT ?thing ?link { ?thing rdfs:label ?label ; owl:sameAs|skos:exactMatch ?link }"
_ATTRIBUTES = """SELECT ?thing ?key ?value { ?thing rdfs:label ?label ; ?key ?value
  FILTER(isLiteral(?value) && STRSTARTS(STR(?key), STR(kg:))) }"""
_DOCUMENTS = """SELECT ?document ?title ?issued ?source { ?document a kg:Document
  OPTIONAL { ?document dcterms:title ?title } OPTIONAL { ?document dcterms:issued ?issued }
  OPTIONAL { ?document dcterms:source ?source } }"""
_STATEMENTS = """SELECT DISTINCT ?node ?subject ?property ?object ?combined {
  GRAPH ?document { ?node a kg:Statement ; rdf:subject ?subject ; rdf:predicate ?property ;
    rdf:object ?object } OPTIONAL { ?node kg:combinedConfidence ?combined } }"""
_QUALIFIERS = """SELECT DISTINCT ?node ?key ?value {
  GRAPH ?document { ?node a kg:Statement ; ?key ?value }
  FILTER(isLiteral(?value) && STRSTARTS(STR(?key), STR(kg:))
    && ?key NOT IN (kg:confidence, kg:stance, kg:extractor)) }"""
_EVIDENCE = """SELECT ?node ?document ?exact ?start ?confidence ?stance
    ?subjectStart ?subjectEnd ?objectStart ?objectEnd {
  GRAPH ?document { ?node kg:evidence ?evidence . ?evidence oa:exact ?exact ; oa:start ?start
    OPTIONAL { ?evidence kg:confidence ?confidence } OPTIONAL { ?evidence kg:stance ?stance }
    OPTIONAL { ?evidence kg:subjectStart ?subjectStart ; kg:subjectEnd ?subjectEnd }
    OPTIONAL { ?evidence kg:objectStart ?objectStart ; kg:objectEnd ?objectEnd } } }"""
_INFERENCES = """SELECT ?node ?subject ?property ?object ?premise {
  GRAPH kgg:inferred { ?node a kg:Inference ; rdf:subject ?subject ; rdf:predicate ?property ;
    rdf:object ?object ; kg:premise ?premise } }"""
_FIGURES = """SELECT ?node ?thing ?measure ?value ?unit ?asOf {
  ?node a kg:Observation ; kg:about ?thing ; kg:measure ?measure ; kg:value ?value
  OPTIONAL { ?node kg:unit ?unit } OPTIONAL { ?node kg:asOf ?asOf } }"""


@dataclass(frozen=True, slots=True)
class Testimony:
    """One piece of evidence: how a document puts a statement, and how surely it was read."""

    stance: str
    confidence: float
    quote: Quote


@dataclass
class Stated:
    """A statement node with all that the documents say in support of it, or against it."""

    subject: str
    property: str
    object: str
    combined: float | None = None
    qualifiers: Qualifiers = ()
    testimonies: list[Testimony] = field(default_factory=list)
    premises: tuple[str, ...] = ()


def documents(store: Store) -> tuple[Source, ...]:
    """Give the documents, oldest first."""
    found = {
        row["document"]: Source(
            row["document"], row.get("title", ""), row.get("issued", ""), row.get("source", "")
        )
        for row in _rows(store, _DOCUMENTS)
    }
    return tuple(sorted(found.values(), key=lambda d: (d.issued or "9999", d.iri)))


def things(store: Store) -> tuple[Node, ...]:
    """Give the things that have a label, in the order of their IRIs."""
    types: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    for row in _rows(store, _THINGS):
        labels[row["thing"]] = min(row["label"], labels.get(row["thing"], row["label"]))
        types[row["thing"]].add(local_name(row.get("type", "Thing")))
    names, links = _lists(store, _NAMES, "name"), _lists(store, _LINKS, "link")
    attributes = _pairs(store, _ATTRIBUTES, "thing")
    figures = _figures(store)
    return tuple(
        Node(
            iri=iri,
            label=label,
            type=min(types[iri]),
            names=names.get(iri, ()),
            links=links.get(iri, ()),
            attributes=attributes.get(iri, ()),
            facts=figures.get(iri, ()),
        )
        for iri, label in sorted(labels.items())
    )


def statements(store: Store) -> dict[str, Stated]:
    """Give the statement nodes by IRI, in the order of their IRIs, with their evidence."""
    qualifiers = _pairs(store, _QUALIFIERS, "node")
    testimonies = _testimonies(store)
    found = {}
    for row in sorted(_rows(store, _STATEMENTS), key=lambda r: r["node"]):
        node = row["node"]
        found[node] = Stated(
            subject=row["subject"],
            property=local_name(row["property"]),
            object=row["object"],
            combined=_number(row.get("combined")),
            qualifiers=qualifiers.get(node, ()),
            testimonies=testimonies.get(node, []),
        )
    return found


def inferences(store: Store) -> dict[str, Stated]:
    """Give the inferences between things by IRI, in the order of their IRIs."""
    found: dict[str, Stated] = {}
    for row in sorted(_rows(store, _INFERENCES), key=lambda r: (r["node"], r["premise"])):
        made = found.setdefault(
            row["node"], Stated(row["subject"], local_name(row["property"]), row["object"])
        )
        made.premises = (*made.premises, row["premise"])
    return found


def local_name(iri: str) -> str:
    """Give the part of an IRI after its last `#` or `/`."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _figures(store: Store) -> dict[str, tuple[Fact, ...]]:
    testimonies = _testimonies(store)
    found: dict[str, list[Fact]] = defaultdict(list)
    for row in sorted(_rows(store, _FIGURES), key=lambda r: (r["measure"], r["value"], r["node"])):
        said = testimonies.get(row["node"], [])
        found[row["thing"]].append(
            Fact(
                measure=row["measure"],
                value=row["value"],
                unit=row.get("unit", ""),
                as_of=row.get("asOf", ""),
                confidence=max((t.confidence for t in said), default=1.0),
                quotes=tuple(t.quote for t in said),
            )
        )
    return {thing: tuple(facts) for thing, facts in found.items()}


def _testimonies(store: Store) -> dict[str, list[Testimony]]:
    found: dict[str, list[Testimony]] = defaultdict(list)
    for row in sorted(_rows(store, _EVIDENCE), key=_place):
        first = int(row["start"])
        quote = Quote(
            document=row["document"],
            exact=row["exact"],
            subject=_span(row, "subject", first),
            object=_span(row, "object", first),
        )
        confidence = _number(row.get("confidence"))
        found[row["node"]].append(
            Testimony(
                row.get("stance", "asserted"), 1.0 if confidence is None else confidence, quote
            )
        )
    return found


def _place(row: Row) -> tuple[str, int, str]:
    return row["document"], int(row["start"]), row["node"]


def _span(row: Row, end: str, first: int) -> Span | None:
    if f"{end}Start" not in row:
        return None
    start, stop = int(row[f"{end}Start"]) - first, int(row[f"{end}End"]) - first
    return (start, stop) if 0 <= start < stop <= len(row["exact"]) else None


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def _lists(store: Store, query: str, column: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows(store, query):
        found[row["thing"]].add(row[column])
    return {thing: tuple(sorted(values)) for thing, values in found.items()}


def _pairs(store: Store, query: str, column: str) -> dict[str, Qualifiers]:
    found: dict[str, set[Key]] = defaultdict(set)
    for row in _rows(store, query):
        found[row[column]].add((local_name(row["key"]), row["value"]))
    return {thing: tuple(sorted(values)) for thing, values in found.items()}


def _rows(store: Store, query: str) -> Iterator[Row]:
    results = store.select(query, inferred=False)
    names = [variable.value for variable in results.variables]
    for solution in results:
        terms = ((name, solution[name]) for name in names)
        yield {name: _text(term) for name, term in terms if term is not None}


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)
