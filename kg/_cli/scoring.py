"""kg evaluate."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg._cli.parameters import FORMAT, KB, ReportFormat
from kg._cli.terminal import put, say, table

if TYPE_CHECKING:
    from kg.evaluation import Evaluation, Reliability

_Rows = Iterable[tuple[object, ...]]

GOLD = Annotated[
    Path,
    typer.Argument(
        metavar="GOLD",
        help="A folder with entities.tsv and statements.tsv, or one of such folders.",
        show_default=False,
    ),
]
MISSES = Annotated[
    bool, typer.Option("--misses", help="List every mistake and the stage it arose at.")
]
BY_PATTERN = Annotated[
    bool, typer.Option("--by-pattern", help="Count the gold sentences each pattern serves.")
]
CALIBRATE = Annotated[
    Path | None,
    typer.Option(
        "--calibrate",
        metavar="FILE",
        help="Write to FILE how often each pattern is right: what confidence is computed from.",
        show_default=False,
    ),
]
AT_LEAST = Annotated[
    float | None,
    typer.Option(
        "--at-least", min=0, max=1, help="End with code 1 below this F1.", show_default=False
    ),
]


def evaluate(
    kb: KB,
    gold: GOLD,
    *,
    misses: MISSES = False,
    by_pattern: BY_PATTERN = False,
    calibrate: CALIBRATE = None,
    at_least: AT_LEAST = None,
    report_format: FORMAT = ReportFormat.TABLE,
) -> None:
    """Score the graph against a gold standard: precision, recall and F1.

    For example:

        kg evaluate kb data/gold --misses
    """
    from kg.graph import KnowledgeGraph

    found = KnowledgeGraph(kb).evaluate(gold)
    if calibrate:
        _write_counts(found, calibrate)
    if report_format is ReportFormat.JSON:
        put(json.dumps([one.as_dict() for one in found], ensure_ascii=False, indent=1))
    else:
        _tell(found, misses=misses, by_pattern=by_pattern)
        if calibrate:
            _tell_checked(found)
    total = found[-1].score.overall.f1
    if at_least is not None and total < at_least:
        say(f"F1 is {total:.3f}, below {at_least}")
        raise typer.Exit(1)


def _write_counts(found: list[Evaluation], path: Path) -> None:
    from kg.evaluation import write_counts

    write_counts([one.score for one in found[:-1] or found], path)
    say(f"Wrote {path}")


def _tell_checked(found: list[Evaluation]) -> None:
    """Tell how well counts do on documents that they were not counted on."""
    from kg.evaluation import cross_validated

    put("")
    put("by the counts of all other documents:")
    _reliability(cross_validated([one.score for one in found[:-1] or found]))


def _tell(found: list[Evaluation], *, misses: bool, by_pattern: bool) -> None:
    columns = ("gold", "precision", "recall", "F1", "found", "wrong", "forbidden", "qualifiers")
    table(columns, [_summary(one) for one in found])
    total = found[-1]
    for names, rows in _parts(total):
        put("")
        table(names, rows)
    put("")
    _reliability(total.reliability)
    if total.score.absent:
        say(f"of the gold, not in the knowledge base: {', '.join(total.score.absent)}")
    if by_pattern:
        _patterns(total)
    if misses:
        mistakes = [(m.kind, m.stage, m.text, m.detail) for m in total.mistakes]
        put("")
        table(("mistake", "stage", "statement", "detail"), mistakes)


def _summary(one: Evaluation) -> tuple[object, ...]:
    count = one.score.overall
    right = len(one.score.qualified) - len(one.score.misqualified)
    return (
        one.score.name,
        count.precision,
        count.recall,
        count.f1,
        f"{count.recalled}/{count.required}",
        count.wrong,
        len(one.score.forbidden),
        f"{right}/{len(one.score.qualified)}",
    )


def _parts(one: Evaluation) -> Iterator[tuple[tuple[str, ...], _Rows]]:
    """Give columns and rows of each table of details."""
    figures = ("precision", "recall", "F1", "found", "required", "wrong")
    parts = {"property": one.score.by_property(), "document": one.score.by_document()}
    for title, counts in parts.items():
        yield (
            (title, *figures),
            [
                (name, c.precision, c.recall, c.f1, c.recalled, c.required, c.wrong)
                for name, c in counts.items()
            ],
        )
    stages = Counter(mistake.stage for mistake in one.mistakes)
    yield ("stage of mistakes", "count"), stages.most_common()


def _reliability(found: Reliability) -> None:
    columns = ("confidence from", "to", "statements", "mean confidence", "right")
    rows = [(b.low, b.high, b.claims, b.confidence, b.right) for b in found.bands()]
    table(columns, rows)
    put(f"expected calibration error {found.error:.3f}, Brier score {found.brier:.3f}")


def _patterns(one: Evaluation) -> None:
    """Tell what each pattern serves, then those that a review should look at first."""
    from kg.relations.patterns import load_patterns

    served = one.score.by_extractor()
    columns = ("pattern", "gold sentences", "gold statements", "wrong")
    put("")
    table(columns, [(name, s.sentences, s.statements, s.wrong) for name, s in served.items()])
    rows = [row.extractor for row in load_patterns()]
    counts = {name: served[name].sentences if name in served else 0 for name in rows}
    for number, what in ((1, "one gold sentence"), (0, "no gold sentence")):
        few = [name for name, count in counts.items() if count == number]
        put("")
        put(f"{len(few)} of {len(rows)} patterns serve {what}{':' if few else ''}")
        for name in few:
            put(f"  {name}")
