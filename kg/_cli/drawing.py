"""kg show: the graph, or a part of it, as a page or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg._cli.parameters import KB
from kg._cli.terminal import say

DRAWING = Annotated[
    Path, typer.Option("--output", "-o", help="A .html page, or a .svg or .png picture.")
]
TITLE = Annotated[
    str | None,
    typer.Option(help="What stands above it; else the name of KB.", show_default=False),
]
FOCUS = Annotated[
    str | None, typer.Option(help="Only what surrounds this entity.", show_default=False)
]
HOPS = Annotated[int, typer.Option(min=1, help="How far around the focus.")]
QUERY = Annotated[
    str | None, typer.Option("--query", help="Only what this query answers.", show_default=False)
]
DOCUMENTS = Annotated[
    list[str] | None,
    typer.Option(help="Only what these documents say; may be repeated.", show_default=False),
]
FIRST = Annotated[
    int | None,
    typer.Option(
        "--from",
        help="Only what holds in this year or later; undated is left out.",
        show_default=False,
    ),
]
LAST = Annotated[
    int | None,
    typer.Option(
        "--to",
        help="Only what holds in this year or earlier; undated is left out.",
        show_default=False,
    ),
]


def show(
    kb: KB,
    output: DRAWING = Path("graph.html"),
    *,
    title: TITLE = None,
    focus: FOCUS = None,
    hops: HOPS = 1,
    question: QUERY = None,
    documents: DOCUMENTS = None,
    first: FIRST = None,
    last: LAST = None,
) -> None:
    """Draw the graph as one self-contained page that opens offline, or as a picture.

    For example:

        kg show kb -o graph.html

        kg show kb --focus "Binh Duong" --hops 2 --from 2019 --to 2023 -o graph.svg
    """
    from kg.graph import KnowledgeGraph

    KnowledgeGraph(kb).show(
        output,
        title=title,
        focus=focus,
        hops=hops,
        query=question,
        documents=documents or None,
        years=None if first is None and last is None else (first, last),
    )
    say(f"Wrote {output}")
