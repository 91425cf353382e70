"""The names of the graph: namespaces, prefixes, and how IRIs are made from strangers' text.

Every name that text can influence passes through `quote`, so that no file name, slug or label
can end an IRI early or be read as SPARQL or Turtle.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from urllib.parse import quote

import pyoxigraph as ox

KG = "https://w3id.org/kg/ontology#"
KGR = "https://w3id.org/kg/resource/"
KGD = "https://w3id.org/kg/document/"
KGS = "https://w3id.org/kg/statement/"
KGO = "https://w3id.org/kg/observation/"
KGE = "https://w3id.org/kg/evidence/"
KGI = "https://w3id.org/kg/inference/"
KGG = "https://w3id.org/kg/graph/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"

PREFIXES = {
    "dcterms": DCTERMS,
    "kg": KG,
    "kgd": KGD,
    "kge": KGE,
    "kgg": KGG,
    "kgi": KGI,
    "kgo": KGO,
    "kgr": KGR,
    "kgs": KGS,
    "oa": OA,
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}
"""Declared in every query and every file that is written."""

DEFAULT = ox.DefaultGraph()
INFERRED = ox.NamedNode(KGG + "inferred")
ONTOLOGY = ox.NamedNode(KGG + "ontology")

A = ox.NamedNode(RDF + "type")
SUBJECT = ox.NamedNode(RDF + "subject")
PREDICATE = ox.NamedNode(RDF + "predicate")
OBJECT = ox.NamedNode(RDF + "object")
LABEL = ox.NamedNode(RDFS + "label")
ALT_LABEL = ox.NamedNode(SKOS + "altLabel")
EXACT_MATCH = ox.NamedNode(SKOS + "exactMatch")
SAME_AS = ox.NamedNode(OWL + "sameAs")


_PARTS = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


@lru_cache(maxsize=1024)
def term(name: str) -> ox.NamedNode:
    """Give the class or property of the ontology with a local name."""
    return ox.NamedNode(KG + quote(name, safe=""))


@lru_cache(maxsize=4096)
def entity(local: str) -> ox.NamedNode:
    """Give the IRI of an entity from its local name, such as `person/marie-curie`."""
    return ox.NamedNode(KGR + _quoted(local, keep="/"))


@lru_cache(maxsize=1024)
def document(identifier: str) -> ox.NamedNode:
    """Give the IRI of a document, which is also the name of its graph."""
    return ox.NamedNode(KGD + _quoted(identifier, keep=""))


def hashed(namespace: str, *parts: object) -> ox.NamedNode:
    """Name a node by what it says, so that every build gives it the same name."""
    text = _PARTS.encode(parts)
    return ox.NamedNode(namespace + hashlib.sha256(text.encode()).hexdigest()[:24])


def shorten(iri: str) -> str:
    """Write an IRI with its prefix where one is declared: `kg:chaired`, `kgr:person/x`."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def expand(name: str) -> str:
    """Give the IRI that a prefixed name stands for; other text is returned as it is."""
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name


def _quoted(text: str, *, keep: str) -> str:
    return quote(text, safe=keep, errors="surrogatepass")
