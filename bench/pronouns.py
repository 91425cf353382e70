"""Pronouns on the development set of GAP, against its syntactic-parallelism baseline.

Needs `KG_TRAINING_DATA`, the folder of the training data. Half of the rows helped to learn the
weights of the ranking; the figures of the other half are those of text that nothing was fitted to.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.report import Figure
from kg.datamodel import Article
from kg.nlp.pipeline import make_pipeline, read
from kg.training.gap import FITTED, PATH, Count, Row, answers, read_gap, score, together

PARALLELISM = 66.9
"""F1 of the strongest baseline of the paper that reads only the text, in its Table 7."""

Given = Sequence[tuple[bool, bool]]


def figures() -> Iterator[Figure]:
    """Yield the scores of all rows, and of those that nothing was learned from."""
    data = os.environ.get("KG_TRAINING_DATA")
    if not data:
        return
    rows = read_gap(Path(data) / PATH)
    nlp = make_pipeline()
    given = [answers(row, read(nlp, Article(row.id, row.text))) for row in rows]
    yield from _scores("GAP", rows, given)
    yield from _scores("GAP, rows not learned from", rows[FITTED:], given[FITTED:])


def _scores(name: str, rows: Sequence[Row], given: Given) -> Iterator[Figure]:
    masculine, feminine = score(rows, given)
    total: Count = together([masculine, feminine])
    yield Figure(f"{name}: F1", total.f1, "", "parallelism", PARALLELISM)
    yield Figure(f"{name}: precision", total.precision, "%")
    yield Figure(f"{name}: recall", total.recall, "%")
    yield Figure(f"{name}: F1 of masculine pronouns", masculine.f1, "")
    yield Figure(f"{name}: F1 of feminine pronouns", feminine.f1, "")
    yield Figure(f"{name}: bias", feminine.f1 / masculine.f1, "")
