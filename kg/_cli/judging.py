"""kg stats, kg check, kg validate."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg._cli.parameters import FORMAT, KB, ReportFormat
from kg._cli.terminal import put, table
from kg.errors import FaultsError

if TYPE_CHECKING:
    from kg.validation import Finding


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


def _finding(row: Finding) -> tuple[str, ...]:
    return row.severity, row.focus, row.path, row.value, row.message
