"""GAP: pronouns between two names that fit, and how answers to it are scored.

Webster, Recasens, Axelrod and Baldridge (2018), "Mind the GAP: A Balanced Corpus of Gendered
Ambiguous Pronouns". Each of the two names of a row is a yes-no question: does the pronoun speak of
it? Precision, recall and F1 are over all these questions; the bias is the F1 of feminine pronouns
over that of masculine ones.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

PATH = "coreference/gap-development.tsv"
FITTED = 1000
"""The first rows are learned from (`kg.training.antecedents`); the others are left for checking."""

_FEMININE = frozenset({"she", "her", "hers"})
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A text, its pronoun, and the two names with whether the pronoun speaks of them."""

    id: str
    text: str
    pronoun: Span
    names: tuple[tuple[Span, bool], tuple[Span, bool]]

    @property
    def feminine(self) -> bool:
        """Whether the pronoun is one of women."""
        return self.text[slice(*self.pronoun)].lower() in _FEMININE


@dataclass(slots=True)
class Count:
    """Counts of answers, and the measures that follow from them, in percent."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, *, truth: bool, answer: bool) -> None:
        """Count one answer; a right no counts for nothing."""
        self.right += truth and answer
        self.wrong += answer and not truth
        self.missed += truth and not answer

    @property
    def precision(self) -> float:
        """Give the share of yeses that are right."""
        return 100 * self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Give the share of right names that were found."""
        return 100 * self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        return 200 * self.right / max(2 * self.right + self.wrong + self.missed, 1)


def read_gap(path: Path) -> list[Row]:
    """Read the rows of a file of GAP."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [_row(cells) for cells in csv.DictReader(stream, delimiter="\t", quoting=3)]


def _row(cells: dict[str, str]) -> Row:
    def span(column: str) -> Span:
        start = int(cells[f"{column}-offset"])
        return start, start + len(cells[column])

    a, b = ((span(side), cells[f"{side}-coref"].upper() == "TRUE") for side in "AB")
    return Row(cells["ID"], cells["Text"], span("Pronoun"), (a, b))


def answers(row: Row, doc: Doc) -> tuple[bool, bool]:
    """Say of each name whether coreference ties the pronoun to it.

    The offsets of the names serve only to look up what was found without them: the entity of the
    pronoun must be named by a mention of ours that overlaps the name.
    """
    mentions = list(doc.spans["mentions"])
    pronoun = [s.kb_id_ for s in mentions if (s.start_char, s.end_char) == row.pronoun]
    named = [s for s in mentions if s.id_ == "name" and s.kb_id_ in pronoun]
    a, b = (
        any(s.start_char < end and start < s.end_char for s in named)
        for (start, end), _ in row.names
    )
    return a, b


def score(rows: Iterable[Row], given: Iterable[tuple[bool, bool]]) -> tuple[Count, Count]:
    """Count the answers to rows with masculine and with feminine pronouns."""
    masculine, feminine = Count(), Count()
    for row, pair in zip(rows, given, strict=True):
        count = feminine if row.feminine else masculine
        for (_, truth), answer in zip(row.names, pair, strict=True):
            count.add(truth=truth, answer=answer)
    return masculine, feminine


def together(counts: Iterable[Count]) -> Count:
    """Add counts up."""
    total = Count()
    for count in counts:
        total.right += count.right
        total.wrong += count.wrong
        total.missed += count.missed
    return total
