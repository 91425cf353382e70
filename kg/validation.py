"""A graph held against its SHACL shapes.

What is checked is an in-memory copy of what is stated, all graphs together with the ontology.
pySHACL checks the core constraints on it. The SPARQL constraints of our own shapes, which
pySHACL would parse and run anew for every node, are put to Oxigraph once for all nodes.
What is inferred is left out: the shapes follow the hierarchy of classes by themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
import rdflib
from pyshacl import validate as shacl_validate
from pyshacl.errors import ReportableRuntimeError, ShapeLoadError
from rdflib.namespace import SH

from kg.answers import plain
from kg.errors import DataError
from kg.rdf import namespaces as ns
from kg.rdf.store import Store
from kg.rdf.vocabulary import ontology_quads
from kg.resources import resource

Severity = Literal["violation", "warning", "info"]
_SEVERITIES: dict[str, Severity] = {str(SH.Warning): "warning", str(SH.Info): "info"}
_SPARQL = ox.NamedNode(SH.sparql)
_CONSTRAINTS = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?constraint ?target ?select ?message ?severity {
  ?shape sh:targetClass ?target ; sh:sparql ?constraint .
  ?constraint sh:select ?select ; sh:message ?message .
  OPTIONAL { ?constraint sh:severity ?severity } }
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a shape found; names are prefixed, `path` and `value` may be empty."""

    focus: str
    path: str
    message: str
    severity: Severity
    value: str


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found; warnings alone leave a graph conforming."""

    conforms: bool
    rows: tuple[Finding, ...]


def validate(store: Store, *, shapes: Path | None = None) -> Report:
    """Hold a store against our shapes, or those of a Turtle file in their place.

    Findings are sorted, violations first.

    Raises:
        DataError: a shapes file cannot be read, or is not SHACL.
    """
    stated = _stated(store)
    if shapes:
        rows = list(_by_pyshacl(stated, _shapes(shapes), shapes))
    else:
        ours = [q for f in ("", "property-") for q in _shapes(resource(f"ontology/{f}shapes.ttl"))]
        core = [quad for quad in ours if quad.predicate != _SPARQL]
        rows = [*_by_pyshacl(stated, core, Path("shapes.ttl")), *_by_oxigraph(stated, ours)]
    found = sorted(set(rows), key=lambda r: (_rank(r), r.focus, r.path, r.message, r.value))
    return Report(all(row.severity != "violation" for row in found), tuple(found))


def _stated(store: Store) -> list[ox.Triple]:
    quads = (*store, *ontology_quads(alignments=False))
    return list({quad.triple for quad in quads if quad.graph_name != ns.INFERRED})


def _shapes(file: Path) -> list[ox.Quad]:
    try:
        return list(ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE))
    except OSError as error:
        raise DataError(f"{file}: cannot be read ({error.strerror})") from error
    except SyntaxError as error:
        raise DataError(f"{file}:{error.lineno or 0}: not Turtle: {error.msg}") from error


def _by_pyshacl(
    stated: Iterable[ox.Triple], shapes: Iterable[ox.Quad], file: Path
) -> Iterator[Finding]:
    wanted = _rdflib(quad.triple for quad in shapes)
    try:
        _, found, _ = shacl_validate(_rdflib(stated), shacl_graph=wanted, inplace=True)
    except (ReportableRuntimeError, ShapeLoadError) as error:
        text = " ".join(str(error).split())
        raise DataError(f"{file}: these shapes cannot be used: {text}") from error
    if not isinstance(found, rdflib.Graph):
        raise DataError(f"{file}: these shapes cannot be used: {found!r}")
    return _findings(found)


def _by_oxigraph(stated: Iterable[ox.Triple], shapes: Iterable[ox.Quad]) -> Iterator[Finding]:
    """Check SPARQL constraints on classes, each for all nodes of its classes at once."""
    data, wanted = Store.in_memory(ox.Quad(*t) for t in stated), Store.in_memory(shapes)
    targets: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in wanted.select(_CONSTRAINTS):
        severity = row["severity"].value if row["severity"] else ""
        key = row["select"].value, row["message"].value, severity
        targets[key].append(str(row["target"]))
    for (select, message, severity), classes in targets.items():
        text = (
            f"SELECT DISTINCT * {{ VALUES ?target {{ {' '.join(sorted(classes))} }} "
            f"?this a/rdfs:subClassOf* ?target . {{ {select} }} }}"
        )
        solutions = data.select(text)
        names = [variable.value for variable in solutions.variables]
        for found in solutions:
            values = {name: plain(found[name]) for name in names}
            yield Finding(
                focus=values["this"],
                path="",
                message=_filled(message, values),
                severity=_SEVERITIES.get(severity, "violation"),
                value="",
            )


def _filled(message: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{[?$](\w+)\}", lambda match: values.get(match[1], ""), message)


def _rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype.value == ns.XSD + "string":
            return rdflib.Literal(term.value)  # to rdflib, one with the datatype is another
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    return rdflib.BNode(term.value if isinstance(term, ox.BlankNode) else str(term))


def _findings(report: rdflib.Graph) -> Iterator[Finding]:
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        yield Finding(
            focus=_name(report.value(result, SH.focusNode)),
            path=_name(report.value(result, SH.resultPath)),
            message=" ".join(sorted(str(m) for m in report.objects(result, SH.resultMessage))),
            severity=_SEVERITIES.get(str(report.value(result, SH.resultSeverity)), "violation"),
            value=_name(report.value(result, SH.value)),
        )


def _name(term: rdflib.term.Node | None) -> str:
    if isinstance(term, rdflib.URIRef):
        return ns.shorten(str(term))
    return "" if term is None or isinstance(term, rdflib.BNode) else str(term)


def _rank(row: Finding) -> int:
    return ("violation", "warning", "info").index(row.severity)
