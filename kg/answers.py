"""What a query gives back: rows, yes or no, or a graph; and how it is written."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf.export import compact_jsonld, turtle
from kg.rdf.namespaces import XSD, shorten
from kg.rdf.store import Results

if TYPE_CHECKING:
    import pandas as pd

Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
FORMATS = ("csv", "json", "jsonld", "turtle")

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one query.

    SELECT gives `columns` and `rows`; ASK gives the one row `true` or `false` in the column
    `answer`; CONSTRUCT and DESCRIBE give rows of subject, predicate and object, and `is_graph`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_graph: bool = False

    @classmethod
    def of(cls, results: Results, *, ordered: bool = False) -> Self:
        """Take all of a store's results; sort them unless they are `ordered`."""
        if isinstance(results, ox.QueryBoolean):
            return cls(("answer",), ((_boolean(bool(results)),),))
        if isinstance(results, ox.QueryTriples):
            triples = sorted(set(results), key=str)
            rows = tuple((t.subject, t.predicate, t.object) for t in triples)
            return cls(("subject", "predicate", "object"), rows, is_graph=True)
        columns = tuple(variable.value for variable in results.variables)
        solutions = [tuple(solution[name] for name in columns) for solution in results]
        return cls(columns, tuple(solutions if ordered else sorted(solutions, key=_order)))

    def __bool__(self) -> bool:
        """Tell whether there is an answer; for ASK, what it is."""
        if self.columns == ("answer",) and self.rows == ((_boolean(False),),):
            return False
        return bool(self.rows)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Mapping[str, str]]:
        """Give each row as plain text by column: prefixed names, values of literals, or nothing."""
        for row in self.rows:
            yield {name: plain(cell) for name, cell in zip(self.columns, row, strict=True)}

    def write(self, format: str) -> str:  # noqa: A002 (the word of the command line)
        """Write the answer as `csv`, `json`, `jsonld` or `turtle`.

        `csv` and `json` are the SPARQL 1.1 result formats, with full IRIs. The other two need
        a graph.

        Raises:
            QueryError: there is no such format, or the answer is not a graph.
        """
        if format not in FORMATS:
            raise QueryError(f"{format!r} is no format of answers; allowed: {', '.join(FORMATS)}")
        if format == "csv":
            return self.csv()
        if format == "json":
            return self.json()
        triples = self._triples(format)
        if format == "turtle":
            return turtle(triples).decode()
        return compact_jsonld(ox.Quad(*t) for t in triples).decode()

    def csv(self) -> str:
        """Write SPARQL 1.1 CSV, with plain line ends."""
        return _csv([self.columns, *([_value(c) for c in row] for row in self.rows)])

    def json(self) -> str:
        """Write SPARQL 1.1 JSON."""
        bindings = [
            {n: _json(c) for n, c in zip(self.columns, row, strict=True) if c is not None}
            for row in self.rows
        ]
        document = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(document, ensure_ascii=False, indent=1)

    def dataframe(self) -> pd.DataFrame:
        """Give a pandas data frame with prefixed names and columns of the types they hold."""
        import pandas as pd

        written = _csv([self.columns, *([plain(c) for c in row] for row in self.rows)])
        return pd.read_csv(io.StringIO(written), keep_default_na=False, na_values=[""])

    def _repr_html_(self) -> str:
        """Show the first rows as a table in a notebook; every cell is escaped."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(plain(c))}</td>" for c in row) + "</tr>"
            for row in self.rows[:_SHOWN]
        )
        more = len(self.rows) - _SHOWN
        foot = f"<p>… and {more} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}"

    def _triples(self, format_: str) -> list[ox.Triple]:
        if not self.is_graph:
            raise QueryError(
                f"{format_} is for graphs; ask with CONSTRUCT or DESCRIBE, or choose csv or json"
            )
        return [ox.Triple(*row) for row in self.rows]  # type: ignore[arg-type]


def plain(cell: Cell) -> str:
    """Write a term for people: a prefixed name, the value of a literal, or nothing."""
    return shorten(cell.value) if isinstance(cell, ox.NamedNode) else _value(cell)


def _value(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, ox.BlankNode | ox.Triple):
        return str(cell)
    return cell.value


def _csv(lines: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def _json(cell: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict[str, str]:
    if isinstance(cell, ox.NamedNode):
        return {"type": "uri", "value": cell.value}
    if not isinstance(cell, ox.Literal):
        return {"type": "bnode", "value": str(cell).removeprefix("_:")}
    found = {"type": "literal", "value": cell.value}
    if cell.language:
        found["xml:lang"] = cell.language
    elif cell.datatype.value != XSD + "string":
        found["datatype"] = cell.datatype.value
    return found


def _boolean(value: bool) -> ox.Literal:
    return ox.Literal(value)


def _order(row: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell) for cell in row)
