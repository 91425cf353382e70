"""The statements of a graph as one flat table: a row for each sentence that makes one.

The table goes out as CSV and Parquet, is what GraphML and Cypher are made of, and comes back in
as statements with their evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args
from urllib.parse import unquote

import pyoxigraph as ox

from kg.datamodel import (
    Article,
    Entity,
    Evidence,
    Extraction,
    Resolution,
    ResolvedEntity,
    Stance,
    Statement,
)
from kg.errors import Fault, FaultsError
from kg.ontology import load_ontology
from kg.rdf import namespaces as ns
from kg.rdf.quads import to_quads
from kg.rdf.store import Store

QUALIFIERS = ("year", "date", "startDate", "endDate", "since", "role", "former")
COLUMNS = (
    *("subject", "subjectLabel", "subjectType", "property", "object", "objectLabel", "objectType"),
    *QUALIFIERS,
    *("stance", "confidence", "extractor", "document", "title", "issued"),
    *("start", "end", "exact", "subjectStart", "subjectEnd", "objectStart", "objectEnd"),
    "statement",
)
"""The columns, in order; entities, documents and statement nodes stand as prefixed names."""

Row = Mapping[str, str]

_EDGES = ("subjectStart", "subjectEnd", "objectStart", "objectEnd")

_Node = dict[str, list[str]]


def read_table(store: Store) -> list[Row]:
    """Give a row for each evidence of each statement, sorted by document and place."""
    graphs = _nodes(store)
    stated = graphs.get("", {})
    rows: list[Row] = []
    for graph, nodes in graphs.items():
        for name, node in nodes.items():
            if graph and "rdf:subject" in node:
                about = _about(name, node, graph, stated)
                rows += [_row(about, nodes.get(e, {})) for e in node.get("kg:evidence", ())]
    return sorted(rows, key=lambda r: (r["document"], int(r["start"]), sorted(r.items())))


def _nodes(store: Store) -> dict[str, dict[str, _Node]]:
    """Give, by graph and subject, what is stated of each node; names are prefixed.

    One pass over the quads: a query for so many optional parts takes a thousand times longer.
    """
    found: dict[str, dict[str, _Node]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for quad in store:
        if quad.graph_name not in (ns.INFERRED, ns.ONTOLOGY):
            graph = "" if quad.graph_name == ns.DEFAULT else _plain(quad.graph_name)
            node = found[graph][_plain(quad.subject)]
            node[ns.shorten(quad.predicate.value)].append(_plain(quad.object))
    return found


def _about(name: str, node: _Node, graph: str, stated: Mapping[str, _Node]) -> dict[str, str]:
    """Give the columns that all rows of a statement in one document share."""
    about = {column: _one(node, f"kg:{column}") for column in QUALIFIERS}
    about |= {"statement": name, "document": graph}
    about["property"] = _one(node, "rdf:predicate").removeprefix("kg:")
    document = stated.get(graph, {})
    about |= {column: _one(document, f"dcterms:{column}") for column in ("title", "issued")}
    for end in ("subject", "object"):
        entity = stated.get(_one(node, f"rdf:{end}"), {})
        about[end] = _one(node, f"rdf:{end}")
        about[f"{end}Label"] = _one(entity, "rdfs:label")
        about[f"{end}Type"] = _one(entity, "rdf:type").removeprefix("kg:")
    return about


def _row(about: Mapping[str, str], evidence: _Node) -> Row:
    said = {name: _one(evidence, f"kg:{name}") for name in ("stance", "confidence", "extractor")}
    said |= {name: _one(evidence, f"oa:{name}") for name in ("start", "end", "exact")}
    said |= {name: _one(evidence, f"kg:{name}") for name in COLUMNS if name.endswith(_EDGES)}
    return {name: about.get(name) or said.get(name, "") for name in COLUMNS}


def _one(node: _Node, predicate: str) -> str:
    return min(node.get(predicate, ("",)))


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph) -> str:
    return ns.shorten(term.value) if isinstance(term, ox.NamedNode) else getattr(term, "value", "")


def table_quads(rows: Sequence[Row], *, source: str = "table") -> list[ox.Quad]:
    """Give the quads that rows stand for: as those of a build, with names and titles as known.

    Columns may be missing but for subject, property and object; a missing stance is
    `asserted`, a missing confidence 1.

    Raises:
        FaultsError: all rows that break the form, by their number from 1.
    """
    faults: list[Fault] = []
    entities: dict[str, ResolvedEntity] = {}
    documents: dict[str, tuple[Article, list[Statement]]] = {}
    for number, row in enumerate(rows, 1):
        try:
            ends = [_end(row, "subject", entities), _end(row, "object", entities)]
            article = _article(row)
            documents.setdefault(article.id, (article, []))[1].append(_statement(row, *ends))
        except ValueError as error:
            faults.append(Fault(source, number, str(error)))
    if faults:
        raise FaultsError(faults)
    extractions = [_extraction(article, made) for article, made in documents.values()]
    return to_quads(extractions, _resolution(entities, extractions))


def _end(row: Row, end: str, entities: dict[str, ResolvedEntity]) -> str:
    """Note the entity at one end of a row; give its local name."""
    iri = ns.expand(_required(row, end))
    if not iri.startswith(ns.KGR):
        raise ValueError(f"{end} is {row[end]!r}; an entity is written as kgr:class/name")
    local = unquote(iri.removeprefix(ns.KGR))
    kind = row.get(f"{end}Type") or "Actor"
    if kind not in load_ontology().classes:
        raise ValueError(f"{end}Type is {kind!r}, which is no class of the ontology")
    label = row.get(f"{end}Label") or local.rsplit("/", 1)[-1]
    entities.setdefault(local, ResolvedEntity(local, kind, label, (label,)))
    return local


def _article(row: Row) -> Article:
    iri = ns.expand(row.get("document") or "kgd:table")
    identifier = unquote(iri.removeprefix(ns.KGD))
    return Article(identifier, "", title=row.get("title", ""), issued=row.get("issued", ""))


def _statement(row: Row, subject: str, object_: str) -> Statement:
    stance = row.get("stance") or "asserted"
    if stance not in get_args(Stance):
        raise ValueError(f"stance is {stance!r}; allowed: {', '.join(get_args(Stance))}")
    exact = row.get("exact", "")
    start = _number(row, "start", 0)
    evidence = Evidence(
        start=start,
        end=_number(row, "end", start + len(exact)),
        exact=exact,
        subject=_span(row, "subject"),
        object=_span(row, "object"),
    )
    return Statement(
        subject=subject,
        property=_property(row),
        object=object_,
        qualifiers=tuple((name, row[name]) for name in sorted(QUALIFIERS) if row.get(name)),
        evidence=evidence,
        confidence=_confidence(row),
        extractor=row.get("extractor") or "table",
        stance=stance,  # type: ignore[arg-type]
    )


def _property(row: Row) -> str:
    name = _required(row, "property")
    if name not in load_ontology().properties:
        raise ValueError(f"property is {name!r}, which is no property of the ontology")
    return name


def _confidence(row: Row) -> float:
    value = row.get("confidence") or "1"
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise ValueError(f"confidence is {value!r}; allowed is a number from 0 to 1")
    return number


def _span(row: Row, end: str) -> tuple[int, int] | None:
    if not row.get(f"{end}Start"):
        return None
    start = _number(row, f"{end}Start", 0)
    return start, _number(row, f"{end}End", start)


def _number(row: Row, column: str, default: int) -> int:
    value = row.get(column)
    try:
        return int(value) if value else default
    except ValueError:
        raise ValueError(f"{column} is {value!r}; allowed is a whole number") from None


def _required(row: Row, column: str) -> str:
    value = row.get(column)
    if not value:
        raise ValueError(f"{column} is empty; every row has one")
    return value


def _extraction(article: Article, statements: Sequence[Statement]) -> Extraction:
    named = sorted({end for s in statements for end in (s.subject, s.object)})
    entities = tuple(Entity(local, "Actor", local) for local in named)
    return Extraction(article, entities, statements=tuple(statements))


def _resolution(
    entities: Mapping[str, ResolvedEntity], extractions: Sequence[Extraction]
) -> Resolution:
    members: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for extraction in extractions:
        for entity in extraction.entities:
            members[entity.id].append((extraction.article.id, entity.id))
    return Resolution(
        tuple(replace(entities[name], members=tuple(members[name])) for name in sorted(entities))
    )
