"""Precision, recall and F1 of a graph against gold standards, and where its mistakes arose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.datamodel import Extraction, Resolution
from kg.evaluation.calibration import (
    Band,
    Reliability,
    cross_validated,
    reliability,
    write_counts,
)
from kg.evaluation.gold import Gold, GoldStatement, load_gold
from kg.evaluation.scoring import Count, Score, Served, Stated, pooled, score
from kg.evaluation.stages import Diagnosis, Mistake
from kg.evaluation.stated import names_of, stated
from kg.ontology import load_ontology

__all__ = [
    "Band",
    "Count",
    "Evaluation",
    "Gold",
    "GoldStatement",
    "Mistake",
    "Reliability",
    "Score",
    "Served",
    "Stated",
    "cross_validated",
    "evaluate",
    "load_gold",
    "write_counts",
]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The score against one gold standard, and every mistake with its stage."""

    score: Score
    mistakes: tuple[Mistake, ...]

    @property
    def reliability(self) -> Reliability:
        """Compare the confidence of claims with what is right."""
        return reliability(self.score.judged)

    def as_dict(self) -> dict[str, object]:
        """Give everything as plain values that JSON can carry."""
        result = self.score
        right = len(result.qualified) - len(result.misqualified)
        return {
            "name": result.name,
            **_figures(result.overall),
            "forbidden": len(result.forbidden),
            "qualifiers": {"right": right, "of": len(result.qualified)},
            "unscored": result.unscored,
            "absent": list(result.absent),
            "by_property": {name: _figures(c) for name, c in result.by_property().items()},
            "by_document": {name: _figures(c) for name, c in result.by_document().items()},
            "by_pattern": {name: asdict(served) for name, served in result.by_extractor().items()},
            "reliability": [asdict(band) for band in self.reliability.bands()],
            "calibration_error": round(self.reliability.error, 4),
            "mistakes": [
                {"kind": m.kind, "stage": m.stage, "text": m.text, "detail": m.detail}
                for m in self.mistakes
            ],
        }


def evaluate(
    extractions: Sequence[Extraction], resolution: Resolution, gold: str | Path
) -> list[Evaluation]:
    """Score against each gold standard in a folder, then, where there are several, against all.

    Raises:
        DataError: the folder holds no gold standard.
        FaultsError: rows of the gold break its form.
    """
    ontology = load_ontology()
    claims = list(stated(extractions, resolution, ontology))
    names = names_of(resolution)
    documents = [extraction.article.id for extraction in extractions]
    found = []
    for standard in load_gold(gold, ontology):
        absent = tuple(d for d in standard.documents if not any(n.startswith(d) for n in documents))
        result = replace(score(standard, claims, names, ontology), absent=absent)
        diagnosis = Diagnosis(standard, extractions, resolution, names, ontology)
        found.append(Evaluation(result, tuple(diagnosis.mistakes(result))))
    if len(found) > 1:
        together = pooled([one.score for one in found])
        found.append(Evaluation(together, tuple(m for one in found for m in one.mistakes)))
    return found


def _figures(count: Count) -> dict[str, float | int]:
    return {
        "precision": round(count.precision, 4),
        "recall": round(count.recall, 4),
        "f1": round(count.f1, 4),
        "right": count.right,
        "wrong": count.wrong,
        "required": count.required,
        "recalled": count.recalled,
    }
