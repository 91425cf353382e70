"""What the ontology says, in plain strings: its classes, its properties, and what it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg import ontology_terms as turtle
from kg.errors import Fault, FaultsError, OntologyError
from kg.ontology_terms import NAMESPACE, RDF, RDFS, SKOS
from kg.resources import resource

_THING = "owl:Thing"


@dataclass(frozen=True, slots=True)
class Class:
    """A class; `kind` marks those of which both ends of a property such as partOf share one."""

    name: str
    label: str
    definition: str
    example: str
    broader: tuple[str, ...] = ()
    kind: bool = False


@dataclass(frozen=True, slots=True)
class Property:
    """A property; any one class of `domain` and of `range` will do.

    `literal` tells properties with numbers, dates or strings as values (then `range` holds
    datatypes such as `xsd:date`) from those between entities. `qualifiers` names what a statement
    may say beside subject and object.
    """

    name: str
    label: str
    definition: str
    example: str
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    symmetric: bool = False
    transitive: bool = False
    same_kind: bool = False
    literal: bool = False
    broader: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    inverse_label: str = ""


@dataclass(frozen=True, slots=True)
class Ontology:
    """Classes and properties by local name, each mapping sorted by name."""

    classes: Mapping[str, Class]
    properties: Mapping[str, Property]
    _ancestors: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def ancestors(self, name: str) -> tuple[str, ...]:
        """Give the superclasses of a class, or superproperties of a property, nearest first.

        Raises:
            OntologyError: there is no such class or property.
        """
        if name not in self._ancestors:
            found: dict[str, None] = {}
            queue = list(self._broader(name))
            while queue:
                broader = queue.pop(0)
                if broader not in found:
                    found[broader] = None
                    queue += self._broader(broader)
            self._ancestors[name] = tuple(found)
        return self._ancestors[name]

    def is_a(self, name: str, ancestor: str) -> bool:
        """Tell whether a class (or property) is another, or narrower than it."""
        return ancestor in (name, _THING) or ancestor in self.ancestors(name)

    def descendants(self, name: str) -> tuple[str, ...]:
        """Give all classes, or properties, narrower than this one, sorted."""
        home: Mapping[str, Class | Property] = (
            self.classes if name in self.classes else self.properties
        )
        return tuple(n for n in home if n != name and name in self.ancestors(n))

    def kinds(self, cls: str) -> tuple[str, ...]:
        """Give the classes marked as kinds that a class belongs to, sorted."""
        return tuple(sorted(n for n in (cls, *self.ancestors(cls)) if self.classes[n].kind))

    def refusal(self, prop: str, subject_class: str, object_class: str) -> str | None:
        """Say in one sentence why a statement must not be made; None where it may.

        An unknown property or class is a refusal too, so that no caller need ask twice.
        """
        unknown = self._unknown(prop, subject_class, object_class)
        if unknown:
            return unknown
        found = self.properties[prop]
        if found.literal:
            return f"{prop} takes a literal as value, not {_one(object_class)}."
        if not any(self.is_a(subject_class, c) for c in found.domain):
            return f"{prop} takes {_any(found.domain)} as subject, not {_one(subject_class)}."
        if not any(self.is_a(object_class, c) for c in found.range):
            return f"{prop} takes {_any(found.range)} as object, not {_one(object_class)}."
        if found.same_kind and not set(self.kinds(subject_class)) & set(self.kinds(object_class)):
            return (
                f"{prop} joins things of one kind, not {_one(subject_class)} "
                f"and {_one(object_class)}."
            )
        return None

    def qualifier_refusal(self, prop: str, qualifier: str) -> str | None:
        """Say in one sentence why a statement must not carry a qualifier; None where it may."""
        if prop not in self.properties:
            return f"{prop} is not a property of the ontology."
        allowed = self.properties[prop].qualifiers
        if qualifier in allowed:
            return None
        return f"{prop} takes {', '.join(allowed) or 'nothing'} as qualifier, not {qualifier}."

    def _broader(self, name: str) -> tuple[str, ...]:
        found = self.classes.get(name) or self.properties.get(name)
        if found is None:
            raise OntologyError(f"{name!r} is neither a class nor a property of the ontology")
        return found.broader

    def _unknown(self, prop: str, subject_class: str, object_class: str) -> str | None:
        if prop not in self.properties:
            return f"{prop} is not a property of the ontology."
        for cls in (subject_class, object_class):
            if cls not in self.classes:
                return f"{cls} is not a class of the ontology."
        return None


@cache
def load_ontology(path: Path | None = None) -> Ontology:
    """Read an ontology, by default the package's own `kg.ttl`; read once, then remembered.

    Raises:
        FaultsError: all faults of the file, with line numbers.
    """
    faults = check_ontology(path)
    if faults:
        raise FaultsError(faults)
    terms = turtle.read_terms(path or resource("ontology/kg.ttl"))
    classes = {name: _class(name, d) for name, d in terms.classes()}
    properties = {name: _property(name, d, terms) for name, d in terms.properties()}
    return Ontology(MappingProxyType(classes), MappingProxyType(properties))


def check_ontology(path: Path | None = None) -> list[Fault]:
    """Give every fault of an ontology file, in order of line; none means that it can be used."""
    return turtle.find_faults(path or resource("ontology/kg.ttl"))


def _class(name: str, description: turtle.Description) -> Class:
    return Class(
        name=name,
        label=turtle.text(description, RDFS + "label"),
        definition=turtle.text(description, SKOS + "definition"),
        example=turtle.text(description, SKOS + "example"),
        broader=turtle.names(description, RDFS + "subClassOf"),
        kind=turtle.text(description, NAMESPACE + "kind") == "true",
    )


def _property(name: str, description: turtle.Description, terms: turtle.Terms) -> Property:
    types = turtle.names(description, RDF + "type")
    return Property(
        name=name,
        label=turtle.text(description, RDFS + "label"),
        definition=turtle.text(description, SKOS + "definition"),
        example=turtle.text(description, SKOS + "example"),
        domain=terms.union(description, RDFS + "domain"),
        range=terms.union(description, RDFS + "range"),
        symmetric="owl:SymmetricProperty" in types,
        transitive="owl:TransitiveProperty" in types,
        same_kind=turtle.text(description, NAMESPACE + "sameKind") == "true",
        literal="owl:DatatypeProperty" in types,
        broader=turtle.names(description, RDFS + "subPropertyOf"),
        qualifiers=turtle.names(description, NAMESPACE + "qualifier"),
        inverse_label=turtle.text(description, NAMESPACE + "inverseLabel"),
    )


def _any(names: tuple[str, ...]) -> str:
    """Write `a Person` or `an Organization or an Event`."""
    return " or ".join(_one(name) for name in names)


def _one(name: str) -> str:
    return f"{'an' if name[:1].upper() in 'AEIO' else 'a'} {name}"
