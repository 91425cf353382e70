"""The table of statements as CSV and Parquet files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from kg.errors import MissingExtraError
from kg.rdf.table import COLUMNS, Row

_MISSING = "Parquet needs pyarrow: pip install 'kg-news[parquet]'"
_FORMULA = re.compile("'*[=+\\-@\t\r]")
"""Cells that a spreadsheet would run; an apostrophe before them says that they are text."""


def write_csv(rows: Sequence[Row]) -> bytes:
    """Write rows as UTF-8 CSV that no spreadsheet takes for formulas."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (row[name] for name in COLUMNS)
        writer.writerow("'" + c if _FORMULA.match(c) else c for c in cells)
    return text.getvalue().encode()


def read_csv(data: bytes) -> list[Row]:
    """Read CSV, written by `write_csv` or by hand.

    Raises:
        UnicodeDecodeError: it is not UTF-8.
    """
    rows: list[Row] = []
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        cells = {k: v or "" for k, v in row.items() if isinstance(k, str)}
        rows.append({k: v[1:] if _is_quoted(v) else v for k, v in cells.items()})
    return rows


def _is_quoted(cell: str) -> bool:
    return cell.startswith("'") and bool(_FORMULA.match(cell))


def write_parquet(rows: Sequence[Row]) -> bytes:
    """Write rows as Parquet, with numbers as numbers and what is not said as null."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(_MISSING) from error
    columns: dict[str, Sequence[object]] = {n: [r[n] or None for r in rows] for n in COLUMNS}
    columns["confidence"] = [float(r["confidence"]) for r in rows]
    for name in ("start", "end"):
        columns[name] = [int(r[name]) for r in rows]
    types = {"confidence": pa.float64(), "start": pa.int64(), "end": pa.int64()}
    schema = pa.schema([(n, types.get(n, pa.string())) for n in COLUMNS])
    sink = io.BytesIO()
    parquet.write_table(pa.table(columns, schema=schema), sink)
    return sink.getvalue()


def read_parquet(data: bytes) -> list[Row]:
    """Read Parquet with the columns of the table."""
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(_MISSING) from error
    found = parquet.read_table(io.BytesIO(data)).to_pylist()
    return [{k: "" if v is None else str(v) for k, v in row.items()} for row in found]
