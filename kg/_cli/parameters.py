"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

KB = Annotated[
    Path, typer.Argument(metavar="KB", help="The folder of a knowledge base.", show_default=False)
]
SOURCES = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Files (.txt, .html, .jsonl, .pdf, .docx), folders, globs, URLs, or - for stdin.",
        show_default=False,
    ),
]
WORKERS = Annotated[
    int,
    typer.Option(
        "--workers", "-w", min=0, help="Processes to read with; 0 chooses one for each core."
    ),
]
CURATION = Annotated[
    Path | None,
    typer.Option(
        "--curation",
        help="A file of corrections (same, different, rename, retype, reject); it is kept in the "
        "knowledge base and obeyed by every later build.",
        show_default=False,
    ),
]


class ReportFormat(StrEnum):
    """How a report is written."""

    TABLE = "table"
    JSON = "json"


FORMAT = Annotated[ReportFormat, typer.Option("--format", "-f")]
