"""Knowledge bases to files that others read, and such files back to quads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError
from kg.rdf import namespaces as ns
from kg.rdf.cypher import write_cypher
from kg.rdf.graphml import read_graphml, write_graphml
from kg.rdf.quads import in_order
from kg.rdf.rdf12 import from_reifiers, to_reifiers
from kg.rdf.store import Store
from kg.rdf.table import Row, read_table, table_quads
from kg.rdf.table_files import read_csv, read_parquet, write_csv, write_parquet


@dataclass(frozen=True, slots=True)
class Format:
    """How one format is written and, where it can be, read.

    `lossless` formats carry every quad; the others carry the statements with their evidence.
    """

    suffix: str
    write: Callable[[Store], bytes]
    read: Callable[[bytes], list[ox.Quad]] | None = None
    lossless: bool = False


def export(store: Store, format: str) -> bytes:  # noqa: A002 (the word of the command line)
    """Write a store in one of `FORMATS`; the same graph gives the same bytes.

    Raises:
        InputError: there is no such format.
        MissingExtraError: the format needs an optional dependency.
    """
    return _format(format).write(store)


def read(source: Path, *, format: str | None = None) -> list[ox.Quad]:  # noqa: A002
    """Read a file that was exported, or made elsewhere, as sorted quads.

    The format follows from the suffix unless it is given.

    Raises:
        InputError: the file cannot be read, or its format is unknown or only written.
        FaultsError: rows of a table break its form.
    """
    name = format or format_of(source)
    found = _format(name)
    if found.read is None:
        raise InputError(f"{source}: {name} is only written; these are read: {_readable()}")
    try:
        return found.read(source.read_bytes())
    except OSError as error:
        raise InputError(f"{source}: cannot be read ({error.strerror})") from error
    except SyntaxError as error:
        raise InputError(f"{source}:{error.lineno or 0}: not {name}: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: not UTF-8 (byte {error.start})") from error


def format_of(path: Path) -> str:
    """Give the format that a file's suffix stands for.

    Raises:
        InputError: it stands for none.
    """
    for name, found in FORMATS.items():
        if path.suffix.lower() == found.suffix:
            return name
    allowed = ", ".join(f.suffix for f in FORMATS.values())
    raise InputError(f"{path}: the suffix {path.suffix!r} names no format; allowed: {allowed}")


def turtle(triples: Iterable[ox.Triple]) -> bytes:
    """Write triples as Turtle, in the order given, with the usual prefixes."""
    return _with_sorted_prefixes(_serialize(triples, ox.RdfFormat.TURTLE))


def compact_jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """Write compact JSON-LD: prefixed names, plain strings, single values without a list."""
    expanded = json.loads(_serialize(quads, ox.RdfFormat.JSON_LD))
    document = {"@context": ns.PREFIXES, "@graph": _compact(expanded)}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise InputError(f"{name!r} is no format; allowed: {', '.join(FORMATS)}")
    return FORMATS[name]


def _readable() -> str:
    return ", ".join(name for name, found in FORMATS.items() if found.read)


def _write_nquads(store: Store) -> bytes:
    return _serialize(store.quads(), ox.RdfFormat.N_QUADS)


def _write_trig(store: Store) -> bytes:
    return _with_sorted_prefixes(_serialize(store.quads(), ox.RdfFormat.TRIG))


def _write_rdf12(store: Store) -> bytes:
    """Write TriG of RDF 1.2, with triple terms in place of subject, predicate and object."""
    reified = in_order(to_reifiers(store.quads()))
    return _with_sorted_prefixes(_serialize(reified, ox.RdfFormat.TRIG))


def _read_rdf12(data: bytes) -> list[ox.Quad]:
    return in_order(set(from_reifiers(ox.parse(data, format=ox.RdfFormat.TRIG))))


def _write_turtle(store: Store) -> bytes:
    """Write what is stated, with its evidence, as one graph; evidence names its document."""
    apart = (ns.INFERRED, ns.ONTOLOGY)
    stated = (quad for quad in store.quads() if quad.graph_name not in apart)
    triples = dict.fromkeys(sorted((q.triple for q in stated), key=str))
    return turtle(triples)


def _serialize(what: Iterable[ox.Quad] | Iterable[ox.Triple], format_: ox.RdfFormat) -> bytes:
    return ox.serialize(what, format=format_, prefixes=ns.PREFIXES) or b""


def _with_sorted_prefixes(written: bytes) -> bytes:
    """Put the prefix lines, which come in any order, into one."""
    lines = written.splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix")), len(lines))
    return b"".join(sorted(lines[:count]) + lines[count:])


def _write_jsonld(store: Store) -> bytes:
    return compact_jsonld(store.quads())


def _compact(node: Any) -> Any:
    if isinstance(node, list):
        return [_compact(item) for item in node]
    if not isinstance(node, dict):
        return node
    if set(node) == {"@value"}:
        return node["@value"]
    compact: dict[str, Any] = {}
    for key, value in node.items():
        short = "@type" if key == ns.A.value else ns.shorten(key)
        if short == "@id" or (short == "@type" and isinstance(value, str)):
            compact[short] = ns.shorten(value)
        elif short == "@type":
            compact[short] = [ns.shorten(v["@id"]) if isinstance(v, dict) else v for v in value]
        else:
            inner = _compact(value)
            alone = isinstance(inner, list) and len(inner) == 1 and key != "@graph"
            compact[short] = inner[0] if alone else inner
    return compact


def _reader(format_: ox.RdfFormat) -> Callable[[bytes], list[ox.Quad]]:
    return lambda data: in_order(set(ox.parse(data, format=format_)))


def _of_table(write: Callable[[list[Row]], bytes]) -> Callable[[Store], bytes]:
    return lambda store: write(read_table(store))


def _to_quads(
    read_rows: Callable[[bytes], list[Row]], row: str
) -> Callable[[bytes], list[ox.Quad]]:
    return lambda data: table_quads(read_rows(data), source=row)


FORMATS = {
    "nquads": Format(".nq", _write_nquads, _reader(ox.RdfFormat.N_QUADS), lossless=True),
    "trig": Format(".trig", _write_trig, _reader(ox.RdfFormat.TRIG), lossless=True),
    "turtle": Format(".ttl", _write_turtle, _reader(ox.RdfFormat.TURTLE)),
    "jsonld": Format(".jsonld", _write_jsonld, _reader(ox.RdfFormat.JSON_LD), lossless=True),
    "rdf12": Format(".trig12", _write_rdf12, _read_rdf12, lossless=True),
    "graphml": Format(".graphml", _of_table(write_graphml), _to_quads(read_graphml, "edge")),
    "csv": Format(".csv", _of_table(write_csv), _to_quads(read_csv, "row")),
    "parquet": Format(".parquet", _of_table(write_parquet), _to_quads(read_parquet, "row")),
    "cypher": Format(".cypher", _of_table(write_cypher)),
}
"""Every format by its name on the command line."""
