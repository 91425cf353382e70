"""What the ontology says about the classes and relations that a page lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.errors import OntologyError
from kg.ontology import load_ontology
from kg.viz.palette import Family, family_of
from kg.viz.words import relation_label, split_name


@dataclass(frozen=True, slots=True)
class Term:
    """A class or relation as a legend shows it; unknown ones have no definition."""

    name: str
    label: str
    definition: str
    symmetric: bool = False


@lru_cache(maxsize=512)
def class_term(name: str) -> Term:
    """Describe a class."""
    known = load_ontology().classes.get(name)
    label = known.label if known else split_name(name)
    return Term(name, label[:1].upper() + label[1:], known.definition if known else "")


@lru_cache(maxsize=512)
def relation_term(name: str) -> Term:
    """Describe a relation."""
    known = load_ontology().properties.get(name)
    definition, symmetric = (known.definition, known.symmetric) if known else ("", False)
    return Term(name, relation_label(name), definition, symmetric)


@lru_cache(maxsize=512)
def class_family(name: str) -> Family:
    """Give the family a class is drawn in."""
    try:
        return family_of(name, load_ontology().ancestors(name))
    except OntologyError:
        return family_of(name)
