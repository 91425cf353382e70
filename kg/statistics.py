"""Counts of what a knowledge base holds, and of what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.datamodel import Extraction, Rejected, Resolution
from kg.rdf.claims import find_claims


@dataclass(frozen=True, slots=True)
class Refused:
    """A candidate statement that is not in the graph: where it stands and why it was refused."""

    document: str
    rejected: Rejected
    text: str

    @property
    def row(self) -> tuple[str, ...]:
        """Give a row of a table: document, characters, property, names, reason, text."""
        found = self.rejected
        place = f"{found.start}-{found.end}"
        names = found.property, found.subject, found.object
        return (self.document, place, *names, found.reason, " ".join(self.text.split()))


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts by class, property, document and reason; each mapping has its largest count first.

    `statements` counts distinct statements, `attestations` the places that make them.
    """

    documents: int
    entities: int
    statements: int
    attestations: int
    observations: int
    merges: int
    by_class: dict[str, int]
    by_property: dict[str, int]
    by_stance: dict[str, int]
    by_document: dict[str, int]
    refused: tuple[Refused, ...]

    @property
    def totals(self) -> tuple[tuple[str, int], ...]:
        """Give the counts over everything."""
        return (
            ("documents", self.documents),
            ("entities", self.entities),
            ("merges", self.merges),
            ("statements", self.statements),
            ("attestations", self.attestations),
            ("quantities", self.observations),
            ("refused candidates", len(self.refused)),
        )

    @property
    def groups(self) -> dict[str, dict[str, int]]:
        """Give the counts of each kind by what they are grouped by."""
        return {
            "class": self.by_class,
            "property": self.by_property,
            "stance": self.by_stance,
            "document": self.by_document,
            "reason of refusal": self.by_reason,
        }

    @property
    def by_reason(self) -> dict[str, int]:
        """Count the refused candidates by reason."""
        return _ranked(refused.rejected.reason for refused in self.refused)


def statistics(extractions: Sequence[Extraction], resolution: Resolution) -> Statistics:
    """Count what the extractions and their resolution hold."""
    claims = find_claims(extractions, resolution)
    attestations = [a for claim in claims.accepted for a in claim.attestations]
    return Statistics(
        documents=len(extractions),
        entities=len(resolution.entities),
        statements=len(claims.accepted),
        attestations=len(attestations),
        observations=sum(len(extraction.observations) for extraction in extractions),
        merges=sum(len(entity.members) - 1 for entity in resolution.entities if entity.members),
        by_class=_ranked(entity.type for entity in resolution.entities),
        by_property=_ranked(claim.predicate for claim in claims.accepted),
        by_stance=_ranked(attestation.statement.stance for attestation in attestations),
        by_document=_ranked(
            (attestation.document for attestation in attestations),
            known=[extraction.article.id for extraction in extractions],
        ),
        refused=tuple(_refused(extractions, claims.refused)),
    )


def _refused(
    extractions: Sequence[Extraction], by_ontology: Iterable[tuple[str, Rejected]]
) -> list[Refused]:
    """Join what the language stage refused with what the ontology refused afterwards."""
    texts = {extraction.article.id: extraction.article.text for extraction in extractions}
    pairs = [(e.article.id, rejected) for e in extractions for rejected in e.rejected]
    pairs += _with_names(extractions, by_ontology)
    found = [
        Refused(
            document, rejected, " ".join(texts[document][rejected.start : rejected.end].split())
        )
        for document, rejected in pairs
    ]
    return sorted(found, key=lambda r: (r.document, r.rejected.start, r.rejected.end, repr(r)))


def _with_names(
    extractions: Sequence[Extraction], pairs: Iterable[tuple[str, Rejected]]
) -> list[tuple[str, Rejected]]:
    """Put names in the place of the local ids that a refused statement carries."""
    names = {(e.article.id, entity.id): entity.name for e in extractions for entity in e.entities}

    def name(document: str, local: str) -> str:
        return names.get((document, local), local)

    return [
        (document, replace(r, subject=name(document, r.subject), object=name(document, r.object)))
        for document, r in pairs
    ]


def _ranked(values: Iterable[str], *, known: Iterable[str] = ()) -> dict[str, int]:
    counts = Counter(values)
    for name in known:
        counts.setdefault(name, 0)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
