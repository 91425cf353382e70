"""What a graph states, document by document, in the form that is scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.datamodel import Extraction, Resolution, Statement
from kg.evaluation.gold import Name, normalise
from kg.evaluation.scoring import Stated
from kg.ontology import Ontology
from kg.rdf.claims import Claim, find_claims


def names_of(resolution: Resolution) -> dict[str, tuple[Name, ...]]:
    """Give the names of each entity, as they are compared."""
    return {
        entity.iri: tuple(sorted({normalise(name) for name in (entity.label, *entity.names)}))
        for entity in resolution.entities
    }


def stated(
    extractions: Sequence[Extraction], resolution: Resolution, ontology: Ontology
) -> Iterator[Stated]:
    """Give each statement node of each document whose plain triple stands."""
    attributes = {
        entity.iri: tuple(value for _, value in entity.attributes) for entity in resolution.entities
    }
    claims = find_claims(extractions, resolution, ontology=ontology).accepted
    plain = {_triple(claim) for claim in claims if claim.asserted}
    for claim in claims:
        if _triple(claim) in plain:
            around = attributes[claim.subject] + attributes[claim.object]
            for document, statements in claim.by_document().items():
                yield _stated(document, claim, statements, around)


def _triple(claim: Claim) -> tuple[str, str, str]:
    return claim.subject, claim.predicate, claim.object


def _stated(
    document: str, claim: Claim, statements: Iterable[Statement], around: tuple[str, ...]
) -> Stated:
    best = max(statements, key=lambda s: (s.stance == "asserted", s.confidence, s.extractor))
    return Stated(
        document=document,
        subject=claim.subject,
        property=claim.predicate,
        object=claim.object,
        years=tuple(sorted(value[:4] for key, value in claim.qualifiers if key == "year")),
        literals=tuple(value for _, value in claim.qualifiers) + around,
        confidence=best.confidence,
        extractor=best.extractor,
    )
