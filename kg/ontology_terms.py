"""An ontology's Turtle file as plain descriptions of terms, with the faults found in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

import pyoxigraph as ox

from kg.errors import Fault

NAMESPACE = "https://w3id.org/kg/ontology#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

_PREFIXES = {OWL: "owl:", RDF: "rdf:", RDFS: "rdfs:", XSD: "xsd:", NAMESPACE: ""}
_DOCUMENTATION = {
    RDFS + "label": "a label",
    SKOS + "definition": "a definition",
    SKOS + "example": "an example",
}

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Description = dict[str, list[Node]]


@dataclass(frozen=True, slots=True)
class Terms:
    """Every node that an ontology file describes, and what it says of it."""

    about: dict[Node, Description]

    def of_type(self, *types: str) -> Iterator[tuple[str, Description]]:
        """Give, by name, the terms of the own namespace with one of some OWL types."""
        wanted = {OWL + t for t in types}
        named = ((t.value, d) for t, d in self.about.items() if isinstance(t, ox.NamedNode))
        for iri, description in sorted(named, key=lambda pair: pair[0]):
            found = {t.value for t in description.get(RDF + "type", ()) if _is_named(t)}
            if iri.startswith(NAMESPACE) and found & wanted:
                yield iri.removeprefix(NAMESPACE), description

    def classes(self) -> Iterator[tuple[str, Description]]:
        """Give the classes, by name."""
        return self.of_type("Class")

    def properties(self) -> Iterator[tuple[str, Description]]:
        """Give the properties that statements and nodes use, by name."""
        return self.of_type("ObjectProperty", "DatatypeProperty")

    def union(self, description: Description, predicate: str) -> tuple[str, ...]:
        """Give the names of a domain or range: one class, or the members of a union."""
        found: list[str] = []
        for term in description.get(predicate, ()):
            found += [_short(term.value)] if _is_named(term) else self._members(term)
        return tuple(found)

    def _members(self, union: Node) -> list[str]:
        description = self.about.get(union, {})
        lists = description.get(OWL + "unionOf", []) + description.get(OWL + "oneOf", [])
        return [_short(item.value) for head in lists for item in self._items(head)]

    def _items(self, head: Node) -> Iterator[ox.NamedNode | ox.Literal]:
        while head in self.about:
            for first in self.about[head].get(RDF + "first", ()):
                if isinstance(first, ox.NamedNode | ox.Literal):
                    yield first
            head = next(iter(self.about[head].get(RDF + "rest", ())), ox.NamedNode(RDF + "nil"))


def read_terms(path: Path) -> Terms:
    """Read an ontology file.

    Raises:
        OSError: it cannot be read.
        SyntaxError: it is not Turtle; `lineno` and `msg` say where and why.
    """
    about: dict[Node, Description] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        about[quad.subject][quad.predicate.value].append(quad.object)
    return Terms(dict(about))


def text(description: Description, predicate: str) -> str:
    """Give the first literal of a predicate, or nothing."""
    values = (t.value for t in description.get(predicate, ()) if isinstance(t, ox.Literal))
    return next(values, "")


def names(description: Description, predicate: str) -> tuple[str, ...]:
    """Give the named objects of a predicate: local names, or `prefix:name` from elsewhere."""
    found = (t for t in description.get(predicate, ()) if isinstance(t, ox.NamedNode))
    return tuple(_short(term.value) for term in found)


def find_faults(path: Path) -> list[Fault]:
    """Give every fault of an ontology file, in order of line; none means that it can be used."""
    try:
        terms = read_terms(path)
    except SyntaxError as error:
        return [Fault(str(path), error.lineno or 0, f"not Turtle: {error.msg}")]
    except OSError as error:
        return [Fault(str(path), 0, f"cannot be read: {error.strerror}")]
    lines = _lines(path)
    found = (*_undocumented(terms), *_undefined(terms), *_circular(terms))
    faults = [Fault(str(path), lines.get(name, 0), f"kg:{name} {what}") for name, what in found]
    return sorted(faults, key=lambda f: (f.line, f.message))


def _is_named(term: Node) -> TypeGuard[ox.NamedNode]:
    return isinstance(term, ox.NamedNode)


def _short(iri: str) -> str:
    for namespace, prefix in _PREFIXES.items():
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return iri


def _lines(path: Path) -> dict[str, int]:
    """Give the line on which each term of the own namespace is first described."""
    lines: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.match(r"kg:([\w-]+)", line)
        if match:
            lines.setdefault(match[1], number)
    return lines


def _undocumented(terms: Terms) -> Iterator[tuple[str, str]]:
    kinds = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    for name, description in terms.of_type(*kinds):
        for predicate, what in _DOCUMENTATION.items():
            if not text(description, predicate):
                yield name, f"lacks {what}; every term has one"
    for name, description in terms.properties():
        for end in ("domain", "range"):
            if RDFS + end not in description:
                yield name, f"lacks a {end}; every property has one"


def _undefined(terms: Terms) -> Iterator[tuple[str, str]]:
    """Find terms that are used but not described, or described as something else."""
    classes = {name for name, _ in terms.classes()}
    properties = {name for name, _ in terms.properties()}
    for name, description in terms.classes():
        for other in _own(names(description, RDFS + "subClassOf"), classes):
            yield name, f"is narrower than kg:{other}, which is no class of this file"
    for name, description in terms.properties():
        used = names(description, NAMESPACE + "qualifier")
        for other in _own((*used, *names(description, RDFS + "subPropertyOf")), properties):
            yield name, f"names kg:{other}, which is no property of this file"
        for end in ("domain", "range"):
            if "DatatypeProperty" in str(description[RDF + "type"]) and end == "range":
                continue
            for other in _own(terms.union(description, RDFS + end), classes):
                yield name, f"has kg:{other} as {end}, which is no class of this file"


def _own(used: tuple[str, ...], described: set[str]) -> list[str]:
    return [name for name in used if ":" not in name and name not in described]


def _circular(terms: Terms) -> Iterator[tuple[str, str]]:
    """Find classes and properties that are narrower than themselves."""
    broader = {n: set(names(d, RDFS + "subClassOf")) for n, d in terms.classes()}
    broader |= {n: set(names(d, RDFS + "subPropertyOf")) for n, d in terms.properties()}
    for name, direct in broader.items():
        reached: set[str] = set()
        queue = sorted(direct)
        while queue:
            other = queue.pop()
            if other not in reached:
                reached.add(other)
                queue += sorted(broader.get(other, ()))
        if name in reached:
            yield name, "is narrower than itself"
