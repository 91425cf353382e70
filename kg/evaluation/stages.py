"""Say at which stage each mistake arose: what a developer mends first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.datamodel import Entity, Extraction, Resolution, Statement
from kg.evaluation.gold import Gold, GoldStatement, Name, normalise
from kg.evaluation.scoring import IDENTIFYING, Score, Stated
from kg.ontology import Ontology

Stage = Literal[
    "mention missed",
    "wrong type",
    "wrong link",
    "relation missed",
    "wrong argument",
    "wrong qualifier",
    "wrong stance",
    "relation made up",
]
Kind = Literal["missed", "wrong", "qualifier"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A gold row that was missed or has wrong qualifiers, or a claim that is wrong."""

    kind: Kind
    stage: Stage
    text: str
    detail: str = ""


class Diagnosis:
    """Assigns the mistakes of a score to their stages."""

    def __init__(
        self,
        gold: Gold,
        extractions: Iterable[Extraction],
        resolution: Resolution,
        names: Mapping[str, Sequence[Name]],
        ontology: Ontology,
    ) -> None:
        """Keep what the graph was made of; `names` holds the names of each IRI."""
        self._gold = gold
        self._resolution = resolution
        self._names = names
        self._ontology = ontology
        self._read: dict[str, list[Extraction]] = {}
        for extraction in extractions:
            document = gold.document_of(extraction.article.id)
            self._read.setdefault(document, []).append(extraction)

    def mistakes(self, score: Score) -> list[Mistake]:
        """Give all mistakes, in the order missed, wrong, wrong qualifiers."""
        return [
            *(self._missed(row) for row in score.missed),
            *(self._wrong(claim) for claim in score.wrong),
            *(Mistake("qualifier", "wrong qualifier", str(row)) for row in score.misqualified),
        ]

    def _missed(self, row: GoldStatement) -> Mistake:
        stage, detail = self._why_missed(row)
        return Mistake("missed", stage, str(row), detail)

    def _why_missed(self, row: GoldStatement) -> tuple[Stage, str]:
        for ids in (row.subject, row.object):
            entities = [pair for pair in self._entities(row.document) if self._is(ids, *pair)]
            if not entities:
                return "mention missed", "|".join(ids)
            if not any(self._type_fits(ids, entity) for _, entity in entities):
                found = ", ".join(sorted({entity.type for _, entity in entities}))
                return "wrong type", f"{'|'.join(ids)} read as {found}"
        return self._why_unrelated(row)

    def _why_unrelated(self, row: GoldStatement) -> tuple[Stage, str]:
        """Look for the statement that comes nearest to the row."""
        near: tuple[Stage, str] = ("relation missed", self._refusal(row))
        for extraction, statement in self._statements(row):
            subject, thing = self._fit(row, extraction, statement)
            if subject and thing:
                if statement.stance != "asserted":
                    return "wrong stance", f"read as {statement.stance}"
                if row.property in IDENTIFYING:
                    return "wrong qualifier", _pairs(statement)
            elif (subject or thing) and not self._is_right(extraction, statement):
                near = self._argument(extraction, statement, of_object=subject)
        return near

    def _wrong(self, claim: Stated) -> Mistake:
        text = f"{claim.document}: {self._label(claim.subject)} {claim.property} "
        text += " ".join([self._label(claim.object), *claim.years])
        stage = self._why_wrong(claim)
        return Mistake("wrong", stage, text, claim.extractor)

    def _why_wrong(self, claim: Stated) -> Stage:
        stage: Stage = "relation made up"
        for row in self._gold.statements:
            if (row.document, row.property) != (claim.document, claim.property):
                continue
            subject = self._gold.is_one_of(row.subject, self._names.get(claim.subject, ()))
            thing = self._gold.is_one_of(row.object, self._names.get(claim.object, ()))
            if subject and thing and row.status != "forbidden":
                return "wrong qualifier"
            if (subject or thing) and row.status != "forbidden":
                stage = "wrong argument"
        return stage

    def _argument(
        self, extraction: Extraction, statement: Statement, *, of_object: bool
    ) -> tuple[Stage, str]:
        """Tell a wrong word in the sentence from a right word that stands for the wrong thing."""
        local = statement.object if of_object else statement.subject
        place = statement.evidence.object if of_object else statement.evidence.subject
        mention = next(
            (m for m in extraction.mentions if m.entity == local and (m.start, m.end) == place),
            None,
        )
        label = self._label(self._resolution.iri(extraction.article.id, local))
        if mention is not None and mention.kind != "name":
            return "wrong link", f"{mention.text!r} taken for {label}"
        return "wrong argument", f"{statement.property} with {label}"

    def _refusal(self, row: GoldStatement) -> str:
        """Give the reason for which a candidate for the row was refused, if one was."""
        for extraction in self._read.get(row.document, ()):
            for candidate in extraction.rejected:
                ends = (candidate.subject, row.subject), (candidate.object, row.object)
                if candidate.property == row.property and all(
                    self._gold.is_one_of(ids, [normalise(name)]) for name, ids in ends
                ):
                    return f"refused: {candidate.reason}"
        return ""

    def _is_right(self, extraction: Extraction, statement: Statement) -> bool:
        """Say whether a statement is what another row of the gold wants."""
        document = self._gold.document_of(extraction.article.id)
        return any(
            all(self._fit(row, extraction, statement))
            for row in self._gold.statements
            if row.document == document
            and row.property == statement.property
            and row.status != "forbidden"
        )

    def _statements(self, row: GoldStatement) -> Iterable[tuple[Extraction, Statement]]:
        for extraction in self._read.get(row.document, ()):
            for statement in extraction.statements:
                prop = self._ontology.properties.get(statement.property)
                broader = prop.broader if prop else ()
                if row.property in (statement.property, *broader):
                    yield extraction, statement

    def _fit(
        self, row: GoldStatement, extraction: Extraction, statement: Statement
    ) -> tuple[bool, bool]:
        """Say whether subject and object are those of the row."""
        document = extraction.article.id
        ends = [
            self._names.get(self._resolution.iri(document, local), ())
            for local in (statement.subject, statement.object)
        ]

        def fits(subject: Sequence[Name], thing: Sequence[Name]) -> tuple[bool, bool]:
            is_one_of = self._gold.is_one_of
            return is_one_of(row.subject, subject), is_one_of(row.object, thing)

        straight = fits(ends[0], ends[1])
        if self._ontology.properties[row.property].symmetric:
            return max(straight, fits(ends[1], ends[0]), key=sum)
        return straight

    def _entities(self, document: str) -> list[tuple[Extraction, Entity]]:
        return [
            (extraction, entity)
            for extraction in self._read.get(document, ())
            for entity in extraction.entities
        ]

    def _is(self, ids: Iterable[str], extraction: Extraction, entity: Entity) -> bool:
        iri = self._resolution.iri(extraction.article.id, entity.id)
        return self._gold.is_one_of(ids, self._names.get(iri, ()))

    def _type_fits(self, ids: Iterable[str], entity: Entity) -> bool:
        is_a = self._ontology.is_a
        wanted = [self._gold.entities[one].type for one in ids]
        return any(is_a(entity.type, one) or is_a(one, entity.type) for one in wanted)

    def _label(self, iri: str) -> str:
        names = [" ".join(name) for name in self._names.get(iri, ())]
        return max(names, key=lambda name: (len(name), name), default=iri.rsplit("/", 1)[-1])


def _pairs(statement: Statement) -> str:
    return " ".join(f"{key}={value}" for key, value in statement.qualifiers) or "no qualifier"
