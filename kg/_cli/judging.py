"""kg stats, kg check, kg validate, kg evaluate."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg._cli.parameters import KB
from kg._cli.terminal import put, say, table
from kg.errors import FaultsError

if TYPE_CHECKING:
    from kg.evaluation import Evaluation
    from kg.validation import Finding


class ReportFormat(StrEnum):
    """How a report is written."""

    TABLE = "table"
    JSON = "json"


FORMAT = Annotated[ReportFormat, typer.Option("--format", "-f")]


def stats(
    kb: KB,
    *,
    documents: Annotated[bool, typer.Option("--documents", help="Count by document too.")] = False,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="List every refused candidate and its reason.")
    ] = False,
    report_format: FORMAT = ReportFormat.TABLE,
) -> None:
    """Count what the graph holds, by class and property, and what was refused.

    For example:

        kg stats kb --rejected
    """
    from kg.graph import KnowledgeGraph

    found = KnowledgeGraph(kb).stats()
    if report_format is ReportFormat.JSON:
        put(json.dumps(asdict(found), ensure_ascii=False, indent=1))
        return
    if rejected:
        columns = ("document", "characters", "property", "subject", "object", "reason", "text")
        table(columns, [refused.row for refused in found.refused])
        return
    table(("", "count"), found.totals)
    for name, counts in found.groups.items():
        if counts and (documents or name != "document"):
            put("")
            table((name, "count"), counts.items())


def check(
    *,
    patterns: Annotated[
        Path | None,
        typer.Option(help="A folder of pattern rows, in place of our own.", show_default=False),
    ] = None,
) -> None:
    """Check ontology, patterns and gazetteers, and name all faults at once.

    Ends with code 2 where there are any.
    """
    from kg.checking import check_data

    faults = check_data(patterns=patterns)
    if faults:
        raise FaultsError(faults)
    put("ontology, patterns and gazetteers are in order")


def validate(
    kb: KB,
    *,
    shapes: Annotated[
        Path | None,
        typer.Option(help="A Turtle file of shapes, in place of our own.", show_default=False),
    ] = None,
    report_format: FORMAT = ReportFormat.TABLE,
) -> None:
    """Hold the graph against its SHACL shapes.

    Ends with code 0 when it conforms, 1 when it does not, 2 when that could not be found out.

    For example:

        kg validate kb
    """
    from kg.graph import KnowledgeGraph

    report = KnowledgeGraph(kb).validate(shapes=shapes)
    if report_format is ReportFormat.JSON:
        put(json.dumps(asdict(report), ensure_ascii=False, indent=1))
    else:
        if report.rows:
            table(("severity", "thing", "property", "value", "found"), map(_finding, report.rows))
        put("conforms" if report.conforms else "does not conform")
    if not report.conforms:
        raise typer.Exit(1)


def evaluate(
    kb: KB,
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="A folder with entities.tsv and statements.tsv, or one of such folders.",
            show_default=False,
        ),
    ],
    *,
    misses: Annotated[
        bool, typer.Option("--misses", help="List every mistake and the stage it arose at.")
    ] = False,
    by_pattern: Annotated[
        bool, typer.Option("--by-pattern", help="Count the gold statements each pattern serves.")
    ] = False,
    at_least: Annotated[
        float | None,
        typer.Option(
            "--at-least", min=0, max=1, help="End with code 1 below this F1.", show_default=False
        ),
    ] = None,
    report_format: FORMAT = ReportFormat.TABLE,
) -> None:
    """Score the graph against a gold standard: precision, recall and F1.

    For example:

        kg evaluate kb data/gold --misses
    """
    from kg.graph import KnowledgeGraph

    found = KnowledgeGraph(kb).evaluate(gold)
    if report_format is ReportFormat.JSON:
        put(json.dumps([one.as_dict() for one in found], ensure_ascii=False, indent=1))
    else:
        _tell(found, misses=misses, by_pattern=by_pattern)
    total = found[-1].score.overall.f1
    if at_least is not None and total < at_least:
        say(f"F1 is {total:.3f}, below {at_least}")
        raise typer.Exit(1)


def _finding(row: Finding) -> tuple[str, ...]:
    return row.severity, row.focus, row.path, row.value, row.message


def _tell(found: list[Evaluation], *, misses: bool, by_pattern: bool) -> None:
    columns = ("gold", "precision", "recall", "F1", "found", "wrong", "forbidden", "qualifiers")
    table(columns, [_summary(one) for one in found])
    total = found[-1]
    for names, rows in _parts(total):
        put("")
        table(names, rows)
    if total.score.absent:
        say(f"of the gold, not in the knowledge base: {', '.join(total.score.absent)}")
    if by_pattern:
        served = [(name, *counts) for name, counts in total.score.by_extractor().items()]
        put("")
        table(("pattern", "gold statements served", "wrong"), served)
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


_Rows = Iterable[tuple[object, ...]]


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
    columns = ("confidence from", "to", "statements", "mean confidence", "right")
    yield columns, one.score.reliability()
