"""kg build, kg add, kg remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg._cli.parameters import CURATION, KB, SOURCES, WORKERS
from kg._cli.terminal import progress, put, say

if TYPE_CHECKING:
    from kg.pipeline import BuildReport


def build(
    sources: SOURCES,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="KB", help="Where the knowledge base goes."),
    ],
    *,
    workers: WORKERS = 0,
    curation: CURATION = None,
) -> None:
    """Build a knowledge base out of articles.

    Documents that have not changed since the last build are not read again. An interrupted or
    failed build leaves the knowledge base as it was. What could not be read is left out and named
    at the end.

    For example:

        kg build articles/ https://example.org/news.html -o kb
    """
    from kg.pipeline import build as build_kb

    with progress("Reading") as on_progress:
        report = build_kb(
            sources, output, workers=workers, curation=curation, on_progress=on_progress
        )
    _tell(report)


def add(
    kb: KB,
    sources: SOURCES,
    *,
    workers: WORKERS = 0,
    curation: CURATION = None,
) -> None:
    """Add articles to a knowledge base, or read them anew where they have changed.

    The result equals a fresh build of the old and new articles together.

    For example:

        kg add kb tuesday.txt
    """
    from kg.pipeline import add as add_to_kb

    with progress("Reading") as on_progress:
        report = add_to_kb(kb, sources, workers=workers, curation=curation, on_progress=on_progress)
    _tell(report)


def remove(
    kb: KB,
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT", help="Ids or sources.", show_default=False),
    ],
) -> None:
    """Remove documents; statements that others make stay.

    For example:

        kg remove kb tuesday
    """
    from kg.pipeline import remove as remove_from_kb

    _tell(remove_from_kb(kb, documents))


def _tell(report: BuildReport) -> None:
    put(
        f"{report.kb}: {report.documents} documents ({report.read} read, {report.reused} "
        f"unchanged), {report.entities} entities, {report.statements} statements, "
        f"{report.observations} quantities, {report.rejected} candidates refused"
    )
    for fault in report.left_out:
        say(f"left out: {fault.reason}")
