"""kg query, kg explain, kg export."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg._cli.parameters import KB
from kg._cli.terminal import put, say, table, write
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.answers import Answer
    from kg.explanation import Explanation, Place, Reason


class AnswerFormat(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONLD = "jsonld"
    TURTLE = "turtle"


class GraphFormat(StrEnum):
    """How a graph is written."""

    NQUADS = "nquads"
    TRIG = "trig"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    CSV = "csv"
    PARQUET = "parquet"
    CYPHER = "cypher"


OUTPUT = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="A file; without it, stdout.", show_default=False),
]


def query(
    kb: KB,
    question: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help="SPARQL text, a .rq file, - for stdin, or the name of a saved question.",
            show_default=False,
        ),
    ] = "",
    *,
    answer_format: Annotated[AnswerFormat, typer.Option("--format", "-f")] = AnswerFormat.TABLE,
    output: OUTPUT = None,
) -> None:
    """Ask a question in SPARQL, or a saved one by its name.

    Without QUERY, the saved questions are listed. An ASK that answers no ends with code 1.

    For example:

        kg query kb who-chaired

        kg query kb 'SELECT ?who ?event { ?who kg:chaired ?event }' --format csv
    """
    from kg.graph import KnowledgeGraph

    graph = KnowledgeGraph(kb)
    if not question:
        _list_questions()
        return
    answer = graph.query(sys.stdin.read() if question == "-" else question)
    _show(answer, answer_format, output)
    if answer.columns == ("answer",) and not answer:
        raise typer.Exit(1)


def explain(
    kb: KB,
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="A name or an IRI.", show_default=False)
    ],
    prop: Annotated[
        str | None,
        typer.Argument(metavar="[PROPERTY", help="Such as chaired.", show_default=False),
    ] = None,
    thing: Annotated[
        str | None,
        typer.Argument(metavar="[OBJECT]]", help="A name or an IRI.", show_default=False),
    ] = None,
) -> None:
    """Show why the graph says so: sentences, documents, extractors, merges.

    The names of subject and object stand in brackets in each sentence. Ends with code 1 when the
    graph says nothing of the kind.

    For example:

        kg explain kb "Binh Duong" honoredIn Smart21
    """
    from kg.graph import KnowledgeGraph

    found = KnowledgeGraph(kb).explain(subject, prop, thing)
    for reason in found.reasons:
        _tell_reason(reason)
    _tell_merges(found)
    if not found.reasons:
        say(" ".join(filter(None, ("The graph does not say:", subject, prop or "", thing or ""))))
        raise typer.Exit(1)


def export(
    kb: KB,
    *,
    graph_format: Annotated[GraphFormat, typer.Option("--format", "-f")] = GraphFormat.NQUADS,
    output: OUTPUT = None,
) -> None:
    """Write the whole graph in a format that other tools read.

    For example:

        kg export kb -f turtle -o graph.ttl
    """
    from kg.graph import KnowledgeGraph

    write(KnowledgeGraph(kb).export(graph_format.value), output)


def _show(answer: Answer, answer_format: AnswerFormat, output: Path | None) -> None:
    if answer_format is not AnswerFormat.TABLE:
        write(answer.write(answer_format.value), output)
    elif output is not None:
        raise QueryError(f"{output}: a table goes to stdout; choose another --format for a file")
    elif answer.columns == ("answer",):
        put("yes" if answer else "no")
    else:
        table(answer.columns, [tuple(row.values()) for row in answer])
        say(f"{len(answer)} row(s)")


def _list_questions() -> None:
    from kg.query import questions

    table(("saved question", "asks"), [(saved.name, saved.title) for saved in questions()])


def _tell_reason(reason: Reason) -> None:
    qualifiers = ", ".join(f"{key} {value}" for key, value in reason.claim.qualifiers)
    line = f"{reason.subject.label} {reason.claim.predicate} {reason.object.label}"
    state = "" if reason.claim.asserted else "; stated by no document as a fact"
    put(f"{line}{f' ({qualifiers})' if qualifiers else ''}: {reason.confidence:.2f}{state}")
    for place in reason.places:
        _tell_place(place)
    put("")


def _tell_place(place: Place) -> None:
    article, statement = place.article, place.statement
    dated = f", {article.issued}" if article.issued else ""
    put(f"  {place.marked}")
    put(
        f"    {article.id}{dated}; characters {statement.evidence.start}-{statement.evidence.end}; "
        f"{statement.stance} {statement.confidence:.2f} by {statement.extractor}"
    )


def _tell_merges(found: Explanation) -> None:
    for entity in found.subjects:
        documents = sorted({document for document, _ in entity.members})
        names = ", ".join(sorted({entity.label, *entity.names}))
        put(f"{entity.label} is {entity.iri}, a {entity.type} of {len(documents)} document(s)")
        put(f"  named: {names}")
    for decision in found.decisions:
        verb = "is" if decision.merged else "is not"
        put(f"  {decision.left} {verb} {decision.right}: {decision.reason}")
