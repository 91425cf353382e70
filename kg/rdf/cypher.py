"""Statements as a Cypher script, for Neo4j, Memgraph and other property graphs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from kg.ontology import load_ontology
from kg.rdf.table import COLUMNS, Row

_NUMBERS = {"confidence", "start", "end", "subjectStart", "subjectEnd", "objectStart", "objectEnd"}
_ENDS = ("subject", "object")
_ON_EDGES = tuple(
    c
    for c in COLUMNS
    if c != "property" and (not c.startswith(_ENDS) or c.endswith(("Start", "End")))
)


def write_cypher(rows: Sequence[Row]) -> bytes:
    """Write a script that may run more than once: everything is merged by its name.

    Labels of a node are its class and all broader classes, so that `(:Actor)` finds a city.
    """
    return ("\n".join(_lines(rows)) + "\n").encode()


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    yield "CREATE CONSTRAINT entity IF NOT EXISTS FOR (e:Entity) REQUIRE e.iri IS UNIQUE;"
    nodes = {row[end]: (row[f"{end}Label"], row[f"{end}Type"]) for row in rows for end in _ENDS}
    for iri, (label, kind) in sorted(nodes.items()):
        classes = "".join(f":{_name(c)}" for c in (kind, *load_ontology().ancestors(kind)))
        yield f"MERGE (e:Entity {{iri: {_text(iri)}}}) SET e{classes}, e.name = {_text(label)};"
    for row in rows:
        ends = ", ".join(f"({e[0]}:Entity {{iri: {_text(row[e])}}})" for e in _ENDS)
        kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", row["property"]).upper()
        key = ", ".join(f"{k}: {_value(k, row[k])}" for k in ("statement", "document", "start"))
        values = ", ".join(f"{k}: {_value(k, row[k])}" for k in _ON_EDGES if row[k])
        yield f"MATCH {ends} MERGE (s)-[r:{_name(kind)} {{{key}}}]->(o) SET r += {{{values}}};"


def _value(name: str, value: str) -> str:
    return value if name in _NUMBERS else _text(value)


def _text(value: str) -> str:
    """Write a string literal; JSON's ASCII form is one that Cypher reads, whatever it holds."""
    return json.dumps(value, ensure_ascii=True)


def _name(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
