"""What all documents say together: the same statement of several documents as one claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.datamodel import Extraction, Qualifiers, Rejected, Resolution, Statement
from kg.errors import DataError
from kg.ontology import Ontology, load_ontology
from kg.rdf.corroboration import original_texts


@dataclass(frozen=True, slots=True)
class Attestation:
    """That one document makes a statement in one place; `text` is the document it was copied from."""

    document: str
    statement: Statement
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement between resolved entities, with every place that makes it.

    `subject` and `object` are local names of IRIs. Those of a symmetric property stand in the
    order of their names, so that both readings are one claim.
    """

    subject: str
    predicate: str
    object: str
    qualifiers: Qualifiers
    attestations: tuple[Attestation, ...]

    @property
    def asserted(self) -> bool:
        """Whether at least one document states it as a fact."""
        return any(a.statement.stance == "asserted" for a in self.attestations)

    def by_document(self) -> dict[str, list[Statement]]:
        """Give the statements of each document, in the order of the text."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for attestation in self.attestations:
            found[attestation.document].append(attestation.statement)
        return dict(found)


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims, sorted, and the statements that the ontology refused after resolution."""

    accepted: tuple[Claim, ...]
    refused: tuple[tuple[str, Rejected], ...]


def find_claims(
    extractions: Iterable[Extraction],
    resolution: Resolution,
    *,
    ontology: Ontology | None = None,
) -> Claims:
    """Join the statements of all documents into claims.

    A statement is refused where the types of the resolved entities, or its qualifiers, break
    the ontology, or where both ends have become one thing.

    Raises:
        DataError: a statement names an entity that the resolution does not know.
    """
    law = ontology or load_ontology()
    extractions = list(extractions)
    texts = original_texts(extraction.article for extraction in extractions)
    types = {e.iri: e.type for e in resolution.entities}
    found: dict[tuple[str, str, str, Qualifiers], set[Attestation]] = defaultdict(set)
    refused: list[tuple[str, Rejected]] = []
    for document, statement in _statements(extractions):
        subject, object_ = _ends(document, statement, resolution)
        reason = _refusal(statement, (subject, object_), types, law)
        if reason:
            refused.append((document, _rejected(statement, reason)))
            continue
        if law.properties[statement.property].symmetric and subject > object_:
            subject, object_ = object_, subject
            statement = _turned(statement)  # noqa: PLW2901
        key = (subject, statement.property, object_, _qualifiers(statement))
        found[key].add(Attestation(document, statement, texts[document]))
    claims = tuple(Claim(*key, _in_order(found[key])) for key in sorted(found))
    return Claims(claims, tuple(sorted(refused, key=repr)))


def _statements(extractions: Iterable[Extraction]) -> list[tuple[str, Statement]]:
    return [(e.article.id, s) for e in extractions for s in e.statements]


def _ends(document: str, statement: Statement, resolution: Resolution) -> tuple[str, str]:
    try:
        return (
            resolution.iri(document, statement.subject),
            resolution.iri(document, statement.object),
        )
    except KeyError as error:
        raise DataError(
            f"{document}: a statement of {statement.property} names entity {error.args[0]!r}, "
            "which was not resolved; every subject and object is an entity of its document"
        ) from error


def _refusal(
    statement: Statement, ends: tuple[str, str], types: dict[str, str], law: Ontology
) -> str | None:
    subject, object_ = ends
    if subject == object_:
        return f"{statement.property} joins two things, and both ends are {subject}."
    refusal = law.refusal(statement.property, types[subject], types[object_])
    for qualifier, _ in statement.qualifiers:
        refusal = refusal or law.qualifier_refusal(statement.property, qualifier)
    return refusal


def _qualifiers(statement: Statement) -> Qualifiers:
    """Give each qualifier once, sorted; one without a value says nothing."""
    return tuple(sorted({(name, value) for name, value in statement.qualifiers if value}))


def _rejected(statement: Statement, reason: str) -> Rejected:
    return Rejected(
        property=statement.property,
        subject=statement.subject,
        object=statement.object,
        reason=reason,
        start=statement.evidence.start,
        end=statement.evidence.end,
        extractor=statement.extractor,
    )


def _turned(statement: Statement) -> Statement:
    """Give a symmetric statement read from its other end, so that the spans follow."""
    evidence = statement.evidence
    return replace(
        statement,
        subject=statement.object,
        object=statement.subject,
        evidence=replace(evidence, subject=evidence.object, object=evidence.subject),
    )


def _in_order(attestations: set[Attestation]) -> tuple[Attestation, ...]:
    if len(attestations) == 1:
        return tuple(attestations)

    def place(attestation: Attestation) -> tuple[str, int, int, str]:
        evidence = attestation.statement.evidence
        return attestation.document, evidence.start, evidence.end, repr(attestation)

    return tuple(sorted(attestations, key=place))
