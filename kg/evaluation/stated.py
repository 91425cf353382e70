"""What a graph states, document by document, in the form that is scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.datamodel import Extraction, Resolution, Statement
from kg.evaluation.gold import Name, normalise
from kg.evaluation.scoring import Stated
from kg.ontology import Ontology
from kg.rdf.claims import Claim, find_claims
from kg.relations.calibration import kinds_of, reading_of


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
    kinds = {e.article.id: kinds_of(e.mentions) for e in extractions}
    plain = {_triple(claim) for claim in claims if claim.asserted}
    for claim in claims:
        if _triple(claim) in plain:
            around = attributes[claim.subject] + attributes[claim.object]
            for document, statements in claim.by_document().items():
                yield _stated(document, claim, statements, around, kinds[document])


def _triple(claim: Claim) -> tuple[str, str, str]:
    return claim.subject, claim.predicate, claim.object


def _stated(
    document: str,
    claim: Claim,
    statements: Iterable[Statement],
    around: tuple[str, ...],
    kinds: Mapping[tuple[int, int, str], str],
) -> Stated:
    """Take the best confidence; what is credited must not follow from it, or counts would shift."""
    facts = [s for s in statements if s.stance == "asserted"] or list(statements)
    credited = min(facts, key=lambda s: (reading_of(s, kinds), s.evidence.start))
    return Stated(
        document=document,
        subject=claim.subject,
        property=claim.predicate,
        object=claim.object,
        years=tuple(sorted(value[:4] for key, value in claim.qualifiers if key == "year")),
        literals=tuple(value for _, value in claim.qualifiers) + around,
        confidence=max(s.confidence for s in facts),
        reading=reading_of(credited, kinds),
        sentence=credited.evidence.start,
    )
