"""What a graph states, document by document, in the form that is scored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
    """Give what each document states as a fact; what it only plans, claims or denies is left out."""
    attributes = {
        entity.iri: tuple(value for _, value in entity.attributes) for entity in resolution.entities
    }
    claims = find_claims(extractions, resolution, ontology=ontology).accepted
    kinds = {e.article.id: kinds_of(e.mentions) for e in extractions}
    for claim in claims:
        around = attributes[claim.subject] + attributes[claim.object]
        for document, statements in claim.by_document().items():
            facts = [s for s in statements if s.stance == "asserted"]
            if facts:
                yield _stated(document, claim, facts, around, kinds[document])


def _stated(
    document: str,
    claim: Claim,
    facts: Sequence[Statement],
    around: tuple[str, ...],
    kinds: Mapping[tuple[int, int, str], str],
) -> Stated:
    """Take the best confidence; what is credited must not follow from it, or counts would shift."""
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
