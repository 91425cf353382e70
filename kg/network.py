"""The graph for networkx: things as nodes, statements as edges."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from kg.datamodel import Extraction, Resolution
from kg.rdf.claims import Claim, find_claims
from kg.rdf.corroboration import combined_confidence, independent_sources
from kg.rdf.namespaces import entity as entity_iri


def to_networkx(
    extractions: Sequence[Extraction], resolution: Resolution, *, asserted_only: bool = True
) -> nx.MultiDiGraph:
    """Give the graph of all statements, or of those alone that some document states as a fact.

    Nodes are IRIs with `label`, `type`, `names` and attributes such as `startDate`. The key of an
    edge is its property, followed by the qualifiers where there are any, so that two honours of two
    years stay two edges. Edges carry `property`, `label`, the qualifiers, `confidence`, `asserted`,
    `documents` and `evidence`, the sentences in the order of documents.
    """
    network = nx.MultiDiGraph()
    for entity in resolution.entities:
        network.add_node(
            entity_iri(entity.iri).value,
            **dict(entity.attributes),
            label=entity.label,
            type=entity.type,
            names=list(entity.names),
        )
    for claim in find_claims(extractions, resolution).accepted:
        if claim.asserted or not asserted_only:
            ends = entity_iri(claim.subject).value, entity_iri(claim.object).value
            network.add_edge(*ends, key=_key(claim), **_data(claim))
    return network


def _key(claim: Claim) -> str:
    return " ".join([claim.predicate, *(f"{key}={value}" for key, value in claim.qualifiers)])


def _data(claim: Claim) -> dict[str, object]:
    attestations = claim.attestations
    asserted = [a for a in attestations if a.statement.stance == "asserted"]
    return {
        **dict(claim.qualifiers),
        "property": claim.predicate,
        "label": claim.predicate,
        "confidence": combined_confidence(independent_sources(asserted or attestations)),
        "asserted": claim.asserted,
        "documents": sorted({attestation.document for attestation in attestations}),
        "evidence": [attestation.statement.evidence.exact for attestation in attestations],
    }
