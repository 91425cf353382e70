"""Statements as GraphML, for Gephi, yEd, Cytoscape and networkx, and back.

A node is an entity with its label and class, an edge one row of the table, so parallel relations
and each of several sentences stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from kg.errors import InputError
from kg.rdf.table import COLUMNS, Row

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_ENDS = ("subject", "object")
_ON_EDGES = tuple(c for c in COLUMNS if not c.startswith(_ENDS) or c.endswith(("Start", "End")))
_NUMBERS = {"confidence": "double", "start": "int", "end": "int"}
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(rows: Sequence[Row]) -> bytes:
    """Write rows of the table; characters that XML cannot hold become U+FFFD."""
    return ("\n".join(_lines(rows)) + "\n").encode()


def read_graphml(data: bytes) -> list[Row]:
    """Give the rows of a file that `write_graphml` or networkx wrote.

    Raises:
        InputError: it is not GraphML, or declares entities of its own.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise InputError("the GraphML declares a document type; only plain GraphML is read")
    try:
        root = ET.fromstring(data)  # noqa: S314 (no document type, so nothing expands)
    except ET.ParseError as error:
        raise InputError(f"not GraphML: {error}") from error
    names = {k.get("id"): k.get("attr.name", "") for k in root.iter(f"{{{_NAMESPACE}}}key")}
    nodes = {n.get("id", ""): _data(n, names) for n in root.iter(f"{{{_NAMESPACE}}}node")}
    return [_row(edge, nodes, names) for edge in root.iter(f"{{{_NAMESPACE}}}edge")]


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{_NAMESPACE}">'
    for name in ("label", "type"):
        yield f'  <key id="{name}" for="node" attr.name="{name}" attr.type="string"/>'
    for name in _ON_EDGES:
        kind = _NUMBERS.get(name, "string")
        yield f'  <key id="e_{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>'
    yield '  <graph edgedefault="directed">'
    nodes = {row[end]: (row[f"{end}Label"], row[f"{end}Type"]) for row in rows for end in _ENDS}
    for node, (label, kind) in sorted(nodes.items()):
        data = _datum("label", label) + _datum("type", kind)
        yield f"    <node id={_attribute(node)}>{data}</node>"
    for number, row in enumerate(rows):
        data = "".join(_datum(f"e_{name}", row[name]) for name in _ON_EDGES if row[name])
        ends = f"source={_attribute(row['subject'])} target={_attribute(row['object'])}"
        yield f'    <edge id="{number}" {ends}>{data}</edge>'
    yield "  </graph>\n</graphml>"


def _datum(key: str, value: str) -> str:
    return f'<data key="{key}">{escape(_clean(value), {chr(13): "&#13;"})}</data>'


def _attribute(value: str) -> str:
    return quoteattr(_clean(value))


def _clean(value: str) -> str:
    return _ILLEGAL.sub("\ufffd", value)


def _data(element: ET.Element, names: dict[str | None, str]) -> dict[str, str]:
    found = element.iter(f"{{{_NAMESPACE}}}data")
    return {names.get(d.get("key"), ""): d.text or "" for d in found}


def _row(
    edge: ET.Element, nodes: dict[str, dict[str, str]], names: dict[str | None, str]
) -> dict[str, str]:
    row = _data(edge, names)
    for end, attribute in (("subject", "source"), ("object", "target")):
        node = edge.get(attribute, "")
        row[end] = node
        row[f"{end}Label"] = nodes.get(node, {}).get("label", "")
        row[f"{end}Type"] = nodes.get(node, {}).get("type", "")
    return row
