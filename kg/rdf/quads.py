"""Extractions and their resolution as quads, in the statement form of the ontology.

- The default graph holds, once each: types, names and attributes of entities, the plain triple
  of every claim that some document asserts, its confidence over all independent documents, what
  quantities say, and what is known of the documents.
- The named graph of each document holds the statement nodes and observations it attests, with
  stance, confidence, extractor and evidence.
- A claim of a symmetric property stands once, its ends in the order of their names; the other
  direction is inferred (`kg.reasoning`).

No blank node is used. A blank node's name is valid in one file only and a store may change it;
evidence named by a hash of what it says stays the same in every build, file and store, so
that two exports can be compared byte for byte and evidence can be cited from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.datamodel import (
    Article,
    Evidence,
    Extraction,
    Observation,
    Resolution,
    ResolvedEntity,
    Statement,
)
from kg.errors import DataError, OntologyError
from kg.ontology import Ontology, load_ontology
from kg.rdf import literals
from kg.rdf import namespaces as ns
from kg.rdf.claims import Claim, find_claims
from kg.rdf.corroboration import combined_confidence, independent_sources

_SOURCE, _EXACT, _START, _END = (
    ox.NamedNode(ns.OA + name) for name in ("hasSource", "exact", "start", "end")
)


def to_quads(
    extractions: Sequence[Extraction],
    resolution: Resolution,
    *,
    ontology: Ontology | None = None,
) -> list[ox.Quad]:
    """Give the quads of a set of extractions, each once, sorted as their N-Quads lines are.

    The parameters and errors are those of `stated`.
    """
    return in_order(stated(extractions, resolution, ontology=ontology))


def stated(
    extractions: Sequence[Extraction],
    resolution: Resolution,
    *,
    ontology: Ontology | None = None,
) -> set[ox.Quad]:
    """Give what a set of extractions states, in no order; that is all a store needs.

    The result is a function of the set: neither its order nor the hash seed matters.

    Raises:
        DataError: a record names what is not there, or an IRI that is none.
        OntologyError: an entity has a type or attribute that the ontology lacks.
    """
    law = ontology or load_ontology()
    claims = find_claims(extractions, resolution, ontology=law).accepted
    quads: set[ox.Quad] = set()
    for entity in resolution.entities:
        quads.update(_entity(entity, law))
    for claim in claims:
        quads.update(_claim(claim, law))
    for extraction in extractions:
        quads.update(_document(extraction.article, extraction, resolution))
        quads.update(_observations(extraction, resolution, law))
    return quads


def in_order(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Sort quads by graph, the default graph first, then as their N-Quads lines sort."""
    return sorted(quads, key=lambda q: (_graph_key(q.graph_name), str(q)))


def statement_node(claim: Claim) -> ox.NamedNode:
    """Name the node of a claim by a hash of subject, property, object and qualifiers."""
    return ns.hashed(ns.KGS, claim.subject, claim.predicate, claim.object, claim.qualifiers)


def _graph_key(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str:
    return "" if isinstance(graph, ox.DefaultGraph) else str(graph)


def _entity(entity: ResolvedEntity, law: Ontology) -> Iterator[ox.Quad]:
    node = ns.entity(entity.iri)
    if entity.type not in law.classes:
        raise OntologyError(
            f"{entity.label!r} has the type {entity.type!r}, which is no class of the ontology"
        )
    yield ox.Quad(node, ns.A, ns.term(entity.type))
    yield ox.Quad(node, ns.LABEL, literals.text(entity.label))
    for name in {*entity.names} - {entity.label}:
        yield ox.Quad(node, ns.ALT_LABEL, literals.text(name))
    for name, value in entity.attributes:
        if value:
            yield ox.Quad(node, ns.term(name), _value(name, value, law))
    for predicate, links in ((ns.SAME_AS, entity.same_as), (ns.EXACT_MATCH, entity.exact_match)):
        for link in links:
            yield ox.Quad(node, predicate, _link(entity.label, link))


def _link(label: str, iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise DataError(f"{label!r} is linked to {iri!r}, which is not an IRI") from error


def _value(name: str, value: str, law: Ontology) -> ox.Literal:
    if name not in law.properties or not law.properties[name].literal:
        raise OntologyError(
            f"{name!r} is used with the value {value!r}, but is no literal property of the ontology"
        )
    return literals.typed(value, law.properties[name].range)


def _claim(claim: Claim, law: Ontology) -> Iterator[ox.Quad]:
    node = statement_node(claim)
    triple = ns.entity(claim.subject), ns.term(claim.predicate), ns.entity(claim.object)
    if claim.asserted:
        yield ox.Quad(*triple)
        asserted = [a for a in claim.attestations if a.statement.stance == "asserted"]
        sources = independent_sources(asserted)
        combined = literals.decimal(combined_confidence(sources))
        yield ox.Quad(node, ns.term("combinedConfidence"), combined)
        yield ox.Quad(node, ns.term("independentSources"), literals.integer(len(sources)))
    for document, statements in claim.by_document().items():
        graph = ns.document(document)
        yield ox.Quad(node, ns.A, ns.term("Statement"), graph)
        for place, end in zip((ns.SUBJECT, ns.PREDICATE, ns.OBJECT), triple, strict=True):
            yield ox.Quad(node, place, end, graph)
        for name, value in claim.qualifiers:
            yield ox.Quad(node, ns.term(name), _value(name, value, law), graph)
        for name, literal in _attested(statements):
            yield ox.Quad(node, ns.term(name), literal, graph)
        for statement in statements:
            said = [("stance", literals.text(statement.stance)), *_made(statement)]
            yield from _evidence(node, document, statement.evidence, said)


def _attested(statements: Sequence[Statement]) -> Iterator[tuple[str, ox.Literal]]:
    """Give what a document's statements say together: every stance, the best confidence."""
    best = [s for s in statements if s.stance == "asserted"] or statements
    yield "confidence", literals.decimal(max(s.confidence for s in best))
    for statement in statements:
        yield "stance", literals.text(statement.stance)
        yield "extractor", literals.text(statement.extractor)


def _evidence(
    node: ox.NamedNode, document: str, evidence: Evidence, said: list[tuple[str, ox.Literal]]
) -> Iterator[ox.Quad]:
    graph = ns.document(document)
    spans = [*_spans(evidence)]
    place = [document, evidence.start, evidence.end, [v for _, v in spans]]
    name = ns.hashed(ns.KGE, node.value, *place, [literal.value for _, literal in said])
    yield ox.Quad(node, ns.term("evidence"), name, graph)
    yield ox.Quad(name, ns.A, ns.term("Evidence"), graph)
    yield ox.Quad(name, _SOURCE, graph, graph)
    yield ox.Quad(name, _EXACT, literals.text(evidence.exact), graph)
    for side, offset in ((_START, evidence.start), (_END, evidence.end)):
        yield ox.Quad(name, side, literals.integer(offset), graph)
    for edge, offset in spans:
        yield ox.Quad(name, ns.term(edge), literals.integer(offset), graph)
    for predicate, literal in said:
        yield ox.Quad(name, ns.term(predicate), literal, graph)


def _spans(evidence: Evidence) -> Iterator[tuple[str, int]]:
    for end, span in (("subject", evidence.subject), ("object", evidence.object)):
        if span:
            yield f"{end}Start", span[0]
            yield f"{end}End", span[1]


def _observations(
    extraction: Extraction, resolution: Resolution, law: Ontology
) -> Iterator[ox.Quad]:
    graph = ns.document(extraction.article.id)
    best: dict[ox.NamedNode, float] = {}
    for observation in extraction.observations:
        about = _about(extraction.article.id, observation, resolution)
        said = _quantity(observation)
        node = ns.hashed(ns.KGO, about, said)
        best[node] = max(best.get(node, 0.0), observation.confidence)
        for home in (ns.DEFAULT, graph):
            yield ox.Quad(node, ns.A, ns.term("Observation"), home)
            yield ox.Quad(node, ns.term("about"), ns.entity(about), home)
            for name, value in said.items():
                yield ox.Quad(node, ns.term(name), _value(name, value, law), home)
        yield ox.Quad(node, ns.term("extractor"), literals.text(observation.extractor), graph)
        yield from _evidence(node, extraction.article.id, observation.evidence, _made(observation))
    for node, confidence in best.items():
        yield ox.Quad(node, ns.term("confidence"), literals.decimal(confidence), graph)


def _about(document: str, observation: Observation, resolution: Resolution) -> str:
    try:
        return resolution.iri(document, observation.about)
    except KeyError as error:
        raise DataError(
            f"{document}: the observation of {observation.measure!r} is about entity "
            f"{observation.about!r}, which was not resolved"
        ) from error


def _quantity(observation: Observation) -> dict[str, str]:
    said = {
        "measure": observation.measure,
        "value": observation.value,
        "unit": observation.unit,
        "asOf": observation.as_of,
    }
    return {name: value for name, value in said.items() if value}


def _made(made: Statement | Observation) -> list[tuple[str, ox.Literal]]:
    """Give how something was read, for its evidence."""
    return [
        ("confidence", literals.decimal(made.confidence)),
        ("extractor", literals.text(made.extractor)),
    ]


def _document(
    article: Article, extraction: Extraction, resolution: Resolution
) -> Iterator[ox.Quad]:
    node = ns.document(article.id)
    yield ox.Quad(node, ns.A, ns.term("Document"))
    for predicate, literal in _metadata(article):
        yield ox.Quad(node, ox.NamedNode(predicate), literal)
    for entity in extraction.entities:
        try:
            iri = resolution.iri(article.id, entity.id)
        except KeyError:
            continue  # resolved away, such as by a user's curation
        yield ox.Quad(node, ns.term("mentions"), ns.entity(iri))


def _metadata(article: Article) -> Iterator[tuple[str, ox.Literal]]:
    if article.title:
        yield ns.DCTERMS + "title", literals.text(article.title)
    if article.issued:
        yield ns.DCTERMS + "issued", literals.dated(article.issued)
    if article.source:
        yield ns.DCTERMS + "source", literals.text(article.source)
    if article.agency:
        yield ns.KG + "agency", literals.text(article.agency)
    for name, people in (("reportedBy", article.reporters), ("translatedBy", article.translators)):
        for person in people:
            yield ns.KG + name, literals.text(person)
