"""Score what a graph states against a gold standard.

A statement counts as stated by a document when the document's graph describes it and the plain
triple stands. Precision and recall are over document, subject, property and object, and for honours
over the year too. Qualifiers are scored apart, on what was found.
"""

from __future__ import annotations

import builtins
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.evaluation.gold import Gold, GoldStatement, Name
from kg.ontology import Ontology
from kg.relations.calibration import UNREAD, Reading

IDENTIFYING = {"honoredIn": "year"}
"""Qualifiers that tell two gold rows of one triple apart."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of the graph in one document; subject and object are IRIs.

    `literals` are all literals at the statement, its subject and its object; `years` those at the
    statement that are years. `sentence` is where the evidence begins.
    """

    document: str
    subject: str
    property: str
    object: str
    years: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()
    confidence: float = 1.0
    reading: Reading = UNREAD
    sentence: int = 0

    @builtins.property
    def extractor(self) -> str:
        """Give what read it."""
        return self.reading.extractor


@dataclass(frozen=True, slots=True)
class Count:
    """Counts that precision, recall and F1 follow from, and that can be added up."""

    right: int = 0
    wrong: int = 0
    required: int = 0
    recalled: int = 0

    def __add__(self, other: Count) -> Count:
        """Pool two counts."""
        return Count(
            self.right + other.right,
            self.wrong + other.wrong,
            self.required + other.required,
            self.recalled + other.recalled,
        )

    @property
    def precision(self) -> float:
        """Give the share of what was stated that is right; 0 where nothing is."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Give the share of what had to be stated that was; 0 where nothing had to be."""
        return self.recalled / self.required if self.required else 0.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim and the gold rows that it fits; none means that it is wrong."""

    claim: Stated
    rows: tuple[GoldStatement, ...]

    @property
    def statuses(self) -> frozenset[str]:
        """Give the statuses of the rows."""
        return frozenset(row.status for row in self.rows)

    @property
    def wrong(self) -> bool:
        """Say whether the claim should not have been made."""
        return self.statuses <= {"forbidden"}


@dataclass(frozen=True, slots=True)
class Served:
    """The sentences and the statements of the gold that an extractor serves, and its wrong claims."""

    sentences: int = 0
    statements: int = 0
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """How a graph does against one gold standard, or against several together."""

    name: str
    judged: tuple[Judged, ...] = ()
    required: tuple[GoldStatement, ...] = ()
    found: Mapping[GoldStatement, tuple[Stated, ...]] = field(default_factory=dict)
    unscored: int = 0
    absent: tuple[str, ...] = ()

    @property
    def overall(self) -> Count:
        """Count over everything."""
        return self._count(self.judged, self.required)

    @property
    def missed(self) -> tuple[GoldStatement, ...]:
        """Give the required rows that nothing states."""
        return tuple(row for row in self.required if row not in self.found)

    @property
    def wrong(self) -> tuple[Stated, ...]:
        """Give the claims that should not have been made."""
        return tuple(judged.claim for judged in self.judged if judged.wrong)

    @property
    def forbidden(self) -> tuple[Stated, ...]:
        """Give the claims that the gold forbids in so many words."""
        return tuple(judged.claim for judged in self.judged if "forbidden" in judged.statuses)

    @property
    def qualified(self) -> tuple[GoldStatement, ...]:
        """Give the required rows that were found and carry qualifiers."""
        return tuple(row for row in self.required if row in self.found and row.qualifiers)

    @property
    def misqualified(self) -> tuple[GoldStatement, ...]:
        """Give those of them whose qualifiers no finding has right."""
        return tuple(
            row
            for row in self.qualified
            if not any(_qualifiers_hold(row, claim) for claim in self.found[row])
        )

    def by_property(self) -> dict[str, Count]:
        """Count for each property, in the order of names."""
        names = {row.property for row in self.required} | {j.claim.property for j in self.judged}
        return {
            name: self._count(
                [judged for judged in self.judged if judged.claim.property == name],
                [row for row in self.required if row.property == name],
            )
            for name in sorted(names)
        }

    def by_document(self) -> dict[str, Count]:
        """Count for each document, in the order of names."""
        names = {row.document for row in self.required} | {j.claim.document for j in self.judged}
        return {
            name: self._count(
                [judged for judged in self.judged if judged.claim.document == name],
                [row for row in self.required if row.document == name],
            )
            for name in sorted(names)
        }

    def by_extractor(self) -> dict[str, Served]:
        """Count what of the gold each extractor serves, and its wrong claims."""
        rows: Counter[str] = Counter()
        sentences: dict[str, set[tuple[str, int]]] = {}
        for row, claims in self.found.items():
            if row.status != "forbidden":
                rows.update({claim.extractor for claim in claims})
                for claim in claims:
                    place = claim.document, claim.sentence
                    sentences.setdefault(claim.extractor, set()).add(place)
        wrong = Counter(claim.extractor for claim in self.wrong)
        return {
            name: Served(len(sentences.get(name, ())), rows[name], wrong[name])
            for name in sorted(rows.keys() | wrong.keys())
        }

    def _count(self, judged: Iterable[Judged], required: Iterable[GoldStatement]) -> Count:
        judged, required = list(judged), list(required)
        return Count(
            right=sum(not one.wrong and "required" in one.statuses for one in judged),
            wrong=sum(one.wrong for one in judged),
            required=len(required),
            recalled=sum(row in self.found for row in required),
        )


def score(
    gold: Gold,
    claims: Iterable[Stated],
    names: Mapping[str, Sequence[Name]],
    ontology: Ontology,
) -> Score:
    """Judge the claims of the gold's documents; `names` holds the names of each IRI."""
    judged: list[Judged] = []
    found: dict[GoldStatement, list[Stated]] = {}
    unscored = 0
    for claim in _scored(gold, claims, ontology):
        if claim.property not in gold.properties:
            unscored += 1
            continue
        rows = _fitting(gold, claim, names, ontology)
        judged.append(Judged(claim, rows))
        for row in rows:
            if _identified(row, claim):
                found.setdefault(row, []).append(claim)
    return Score(
        name=gold.name,
        judged=tuple(judged),
        required=tuple(row for row in gold.statements if row.status == "required"),
        found={row: tuple(claims) for row, claims in found.items()},
        unscored=unscored,
    )


def pooled(scores: Sequence[Score]) -> Score:
    """Give the score over several gold standards together."""
    return Score(
        name="all",
        judged=tuple(judged for one in scores for judged in one.judged),
        required=tuple(row for one in scores for row in one.required),
        found={row: claims for one in scores for row, claims in one.found.items()},
        unscored=sum(one.unscored for one in scores),
        absent=tuple(document for one in scores for document in one.absent),
    )


def _scored(gold: Gold, claims: Iterable[Stated], ontology: Ontology) -> Iterable[Stated]:
    """Give each distinct claim once, under the gold's names of its document and property."""
    seen: set[tuple[str, str, str, str, tuple[str, ...]]] = set()
    for claim in claims:
        document = gold.document_of(claim.document)
        key = (document, claim.subject, claim.property, claim.object, claim.years)
        if document and key not in seen:
            seen.add(key)
            name = _scored_property(gold, claim.property, ontology)
            yield replace(claim, document=document, property=name)


def _scored_property(gold: Gold, name: str, ontology: Ontology) -> str:
    """Give the property, or the nearest broader one, that the gold scores."""
    if name in gold.properties or name not in ontology.properties:
        return name
    broader = ontology.properties[name].broader
    return next((one for one in broader if one in gold.properties), name)


def _fitting(
    gold: Gold, claim: Stated, names: Mapping[str, Sequence[Name]], ontology: Ontology
) -> tuple[GoldStatement, ...]:
    """Give the gold rows that a claim fits, by year where it and the rows have one."""
    subject, thing = names.get(claim.subject, ()), names.get(claim.object, ())
    pairs = [(subject, thing)]
    if ontology.properties[claim.property].symmetric:
        pairs.append((thing, subject))
    rows = [
        row
        for row in gold.statements
        if row.document == claim.document
        and row.property == claim.property
        and any(gold.is_one_of(row.subject, a) and gold.is_one_of(row.object, b) for a, b in pairs)
    ]
    year = IDENTIFYING.get(claim.property)
    if year and claim.years:
        rows = [row for row in rows if (row.qualifier(year) or claim.years[0]) in claim.years]
    return tuple(rows)


def _identified(row: GoldStatement, claim: Stated) -> bool:
    """Say whether a claim that fits a row also finds it: it must give the identifying year."""
    wanted = row.qualifier(IDENTIFYING.get(claim.property, ""))
    return not wanted or wanted in claim.years


def _qualifiers_hold(row: GoldStatement, claim: Stated) -> bool:
    """Say whether each wanted value stands, or begins a literal, around the statement."""
    around = [literal.casefold() for literal in claim.literals]
    return all(
        any(literal.startswith(value.casefold()) for literal in around)
        for _, value in row.qualifiers
    )
