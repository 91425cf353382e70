"""A graph as built conforms; each way of breaking it is found, and told in words."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from graph_sample import Writer, resolved, sample

from kg.errors import DataError
from kg.ontology import load_ontology
from kg.ontology_docs import property_shapes, reference
from kg.rdf import namespaces as ns
from kg.rdf.literals import text, typed
from kg.rdf.quads import to_quads
from kg.rdf.store import Store
from kg.reasoning import materialise
from kg.resources import resource
from kg.validation import validate

QUADS = materialise(to_quads(sample(), resolved(sample())))
DOC = ns.document("101-harbour-forum-2021-05-04")
TURKU = ns.entity("region/turku")


def messages(quads):
    return {row.message: row for row in validate(Store.in_memory(quads)).rows}


def first(predicate, graph=DOC):
    return next(q for q in QUADS if q.predicate == predicate and q.graph_name == graph)


def changed(old, **new):
    parts = {"s": old.subject, "p": old.predicate, "o": old.object, "g": old.graph_name} | new
    return [q for q in QUADS if q != old] + [ox.Quad(*parts.values())]


def test_what_is_built_conforms():
    report = validate(Store.in_memory(QUADS))
    assert report.conforms
    assert report.rows == ()


def test_an_empty_graph_conforms():
    assert validate(Store.in_memory([])).conforms


EXACT, START = ox.NamedNode(ns.OA + "exact"), ox.NamedNode(ns.OA + "start")
BREAKS = {
    "The quotation is not as long as its place": changed(first(EXACT), o=text("shortened")),
    "Evidence has one start": changed(first(START), o=text("12")),
    "A confidence is a decimal from 0 to 1.": changed(
        first(ns.term("confidence")), o=typed("1.5", ("xsd:decimal",))
    ),
    "A statement has a stance": [q for q in QUADS if q.predicate != ns.term("stance")],
    "Evidence has one stance": changed(first(ns.term("stance")), o=text("shouted")),
    "The year of a statement is one xsd:gYear.": changed(first(ns.term("year")), o=text("soon")),
    "A date is an xsd:date, xsd:gYearMonth or xsd:gYear.": changed(
        first(ns.term("since")), o=text("long ago")
    ),
    "An entity has exactly one label": [q for q in QUADS if q.predicate != ns.LABEL],
    "The subject of chaired is a Person.": [
        *QUADS,
        ox.Quad(TURKU, ns.term("chaired"), ns.entity("event/harbour-forum")),
    ],
    "A plain triple kg:visited to kgr:region/riga is asserted by no document.": [
        *QUADS,
        ox.Quad(TURKU, ns.term("visited"), ns.entity("region/riga")),
    ],
    "An asserted statement stands as a plain triple": [
        q for q in QUADS if q.predicate != ns.term("memberOf")
    ],
    "A statement of kg:locatedIn takes no qualifier kg:role.": [
        *QUADS,
        *(
            ox.Quad(q.subject, ns.term("role"), text("Host"), q.graph_name)
            for q in QUADS
            if q.predicate == ns.PREDICATE and q.object == ns.term("locatedIn")
        ),
    ],
    "A statement has a sentence as evidence.": [
        q for q in QUADS if q.predicate != ns.term("evidence")
    ],
    "A quantity has exactly one value, a decimal.": [
        q for q in QUADS if q.predicate != ns.term("value")
    ],
}


@pytest.mark.parametrize("message", BREAKS)
def test_a_broken_graph_is_found_out(message):
    store = Store.in_memory(BREAKS[message])
    report = validate(store)
    assert not report.conforms
    found = [row for row in report.rows if row.message.startswith(message)]
    assert found, [row.message for row in report.rows]
    assert found[0].severity == "violation"
    assert ":" in found[0].focus


def test_documents_that_disagree_are_a_warning_and_still_conform():
    w = Writer("201-other", "Another view")
    w.entity("f", "Conference", "Harbour Forum", startDate="2021-05-05")
    extractions = [*sample(), w.done()]
    quads = to_quads(extractions, resolved(extractions))
    report = validate(Store.in_memory(quads))
    warnings = [row for row in report.rows if row.severity == "warning"]
    assert [row.message for row in warnings] == ["Documents give an event more than one beginning."]
    assert [row.message for row in report.rows if row.severity == "violation"] == [
        "An event ends (2021-05-04) before it begins (2021-05-05)."
    ]


def test_own_shapes_can_be_used(tmp_path):
    file = tmp_path / "mine.ttl"
    file.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix kg: <https://w3id.org/kg/ontology#> .
<x:cities> a sh:NodeShape ; sh:targetClass kg:City ;
  sh:property [ sh:path kg:population ; sh:minCount 1 ; sh:message "How many live there?" ] .
""",
        encoding="utf-8",
    )
    report = validate(Store.in_memory(QUADS), shapes=file)
    assert [(r.focus, r.path, r.message) for r in report.rows] == [
        ("kgr:region/riga", "kg:population", "How many live there?"),
        ("kgr:region/turku", "kg:population", "How many live there?"),
    ]


def test_shapes_that_cannot_be_used_are_told(tmp_path):
    file = tmp_path / "mine.ttl"
    with pytest.raises(DataError, match="cannot be read"):
        validate(Store.in_memory([]), shapes=file)
    file.write_text("<x:a> <x:b> .", encoding="utf-8")
    with pytest.raises(DataError, match=r"mine\.ttl:1: not Turtle"):
        validate(Store.in_memory([]), shapes=file)
    file.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
<x:s> a sh:NodeShape ; sh:targetClass <x:c> ; sh:property [ sh:minCount 1 ] .""".replace(
            "x:c", ns.KG + "City"
        ),
        encoding="utf-8",
    )
    with pytest.raises(DataError, match="cannot be used"):
        validate(Store.in_memory(QUADS), shapes=file)


@pytest.mark.parametrize(
    ("name", "make"), [("reference.md", reference), ("property-shapes.ttl", property_shapes)]
)
def test_what_is_generated_from_the_ontology_has_not_drifted(name, make):
    written = resource(f"ontology/{name}").read_text(encoding="utf-8")
    assert written == make(load_ontology()), "run: python -m kg.ontology_docs"
