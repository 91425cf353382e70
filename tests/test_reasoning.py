"""What follows, what does not, and that every conclusion names what it rests on."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from graph_sample import Writer, resolved, sample

from kg.ontology import load_ontology
from kg.rdf import namespaces as ns
from kg.rdf.quads import to_quads
from kg.rdf.store import Store
from kg.rdf.vocabulary import ontology_quads
from kg.reasoning import infer, materialise


def stated(extractions):
    return to_quads(extractions, resolved(extractions))


@pytest.fixture(scope="module")
def store():
    return Store.in_memory(materialise(stated(sample())))


def inferred(quads):
    return {(q.subject, q.predicate, q.object) for q in infer(quads)}


def test_both_directions_of_a_symmetric_property_answer(store):
    for city, partner in (("Turku", "Riga"), ("Riga", "Turku")):
        asked = """ASK { ?x rdfs:label ?a ; kg:cooperatesWith ?y . ?y rdfs:label ?b }"""
        assert store.query(asked, values={"a": ox.Literal(city), "b": ox.Literal(partner)})


def test_places_lie_in_what_their_place_lies_in(store):
    assert store.query('ASK { ?h rdfs:label "Logomo Hall" ; kg:locatedIn/rdfs:label "Finland" }')


def test_a_city_is_a_place_and_an_actor_and_an_office_holder_an_official(store):
    assert store.query('ASK { ?x rdfs:label "Turku" ; a kg:City , kg:Place , kg:Actor }')
    assert store.query('ASK { ?x rdfs:label "Kaisa Virta" ; a kg:Official , kg:Person }')
    assert not store.query('ASK { ?x rdfs:label "Janis Ozols" ; a kg:Official }')


def test_no_triple_stands_in_both_graphs_so_nothing_counts_twice(store):
    rows = list(store.query("SELECT ?s ?p ?o { ?s ?p ?o }"))
    assert len(rows) == len({tuple(row) for row in rows})


def test_a_narrower_property_implies_the_broader():
    w = Writer("d", "A title")
    w.entity("a", "Company", "Nokia")
    w.entity("b", "City", "Espoo")
    w.entity("c", "Country", "Finland")
    span = w.sentence("Nokia of Espoo, Finland.")
    w.say(span, "a headquarteredIn b")
    w.say(span, "b locatedIn c")
    found = inferred(stated([w.done()]))
    located = ns.term("locatedIn")
    nokia = ns.entity("company/nokia")
    assert (nokia, located, ns.entity("region/espoo")) in found
    assert (nokia, located, ns.entity("region/finland")) in found


def test_what_is_not_asserted_and_what_is_past_implies_nothing():
    w = Writer("d", "A title")
    for name in "abc":
        w.entity(name, "City", name.upper())
    span = w.sentence("B used to be a part of C.")
    w.say(span, "a locatedIn b")
    w.say(span, "b locatedIn c", former="true")
    w.say(span, "a cooperatesWith c", stance="planned")
    found = inferred(stated([w.done()]))
    a, c = ns.entity("region/a"), ns.entity("region/c")
    assert (a, ns.term("locatedIn"), c) not in found
    assert (c, ns.term("cooperatesWith"), a) not in found


def test_a_circle_ends_and_makes_nothing_part_of_itself():
    w = Writer("d", "A title")
    for name in "abc":
        w.entity(name, "Region", name.upper())
    span = w.sentence("A circle.")
    for pair in ("a locatedIn b", "b locatedIn c", "c locatedIn a"):
        w.say(span, pair)
    located = [t for t in inferred(stated([w.done()])) if t[1] == ns.term("locatedIn")]
    assert len(located) == 3
    assert all(s != o for s, _, o in located)


def test_every_inferred_triple_names_its_rule_and_premises(store):
    unexplained = """SELECT * {
      GRAPH kgg:inferred { ?s ?p ?o
        FILTER(!STRSTARTS(STR(?s), STR(kgi:)))
        FILTER NOT EXISTS { ?i a kg:Inference ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
          kg:rule ?rule ; kg:premise ?premise } } }"""
    assert list(store.query(unexplained)) == []


def test_every_premise_can_be_looked_up(store):
    dangling = """SELECT DISTINCT ?premise {
      GRAPH kgg:inferred { ?i kg:premise ?premise }
      FILTER NOT EXISTS { GRAPH ?any { ?premise a ?class } } }"""
    assert list(store.query(dangling)) == []


def test_the_chain_leads_to_the_sentences(store):
    asked = """SELECT ?exact {
      ?hall rdfs:label "Logomo Hall" . ?land rdfs:label "Finland" .
      GRAPH kgg:inferred { ?i rdf:subject ?hall ; rdf:predicate kg:locatedIn ; rdf:object ?land ;
        kg:rule "transitive property" ; kg:premise ?st }
      GRAPH ?document { ?st kg:evidence/oa:exact ?exact } }"""
    rows = [row["exact"].value for row in store.query(asked)]
    assert rows == ["Logomo Hall is in Turku, and Turku is in Finland."] * 2


def test_any_order_gives_the_same_conclusions():
    quads = stated(sample())
    assert infer(quads) == infer(reversed(quads))
    assert materialise(quads) == materialise(reversed(quads))


def test_inferring_from_what_was_inferred_adds_nothing():
    quads = stated(sample())
    assert {q for q in infer([*quads, *infer(quads)]) if q.predicate == ns.A} == {
        q for q in infer(quads) if q.predicate == ns.A
    }


def test_the_store_describes_its_own_terms(store):
    asked = "ASK { GRAPH kgg:ontology { kg:chaired rdfs:label ?l ; skos:definition ?d } }"
    assert store.query(asked)


def test_alignments_speak_of_our_own_terms_only():
    ontology = load_ontology()
    known = {*ontology.classes, *ontology.properties}
    for quad in ontology_quads():
        if quad.subject.value.startswith(ns.KG) and "Match" in quad.predicate.value:
            assert quad.subject.value.removeprefix(ns.KG) in known


def test_a_merge_that_changes_a_type_changes_what_follows():
    extractions = sample()
    resolution = resolved(extractions)
    changed = replace(
        resolution,
        entities=tuple(
            replace(e, type="Association") if e.label == "Turku City Council" else e
            for e in resolution.entities
        ),
    )
    official = (ns.entity("person/kaisa-virta"), ns.A, ns.term("Official"))
    assert official not in inferred(to_quads(extractions, changed))
