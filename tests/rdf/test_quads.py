"""What stands in which graph, and that nothing but what is said decides it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph_sample import copied_story, report, resolved, sample, story
from hypothesis import given
from hypothesis import strategies as st

from kg.datamodel import Resolution
from kg.errors import DataError, OntologyError
from kg.rdf import namespaces as ns
from kg.rdf.claims import find_claims
from kg.rdf.corroboration import combined_confidence
from kg.rdf.export import read
from kg.rdf.quads import to_quads
from kg.rdf.store import Store

CASES = Path(__file__).parents[1] / "cases" / "rdf"
DOC = ns.document("101-harbour-forum-2021-05-04")
STORY = ns.document("102-riga-story-2021-06-01")
TURKU, RIGA = ns.entity("region/turku"), ns.entity("region/riga")
TRAM = ns.entity("project/harbour-tram")


def build(extractions):
    return to_quads(extractions, resolved(extractions))


def ask(quads, text):
    return bool(Store.in_memory(quads).query(f"ASK {{ {text} }}"))


def test_a_simple_query_sees_plain_triples_types_and_labels():
    quads = build(sample())
    assert ask(
        quads,
        """?person a kg:Person ; rdfs:label "Kaisa Virta" ; kg:chaired ?event .
           ?event a kg:Conference ; kg:startDate "2021-05-03"^^xsd:date ; kg:heldAt ?hall .
           ?hall kg:locatedIn ?city . ?city rdfs:label "Turku" ; skos:altLabel "Åbo" .""",
    )


def test_a_statement_node_is_in_the_form_of_the_contract():
    quads = build(sample())
    assert ask(
        quads,
        """GRAPH kgd:101-harbour-forum-2021-05-04 {
             ?st a kg:Statement ; rdf:predicate kg:honoredIn ;
                 rdf:subject ?city ; rdf:object ?award ;
                 kg:year "2019"^^xsd:gYear ; kg:confidence 0.9 ; kg:stance "asserted" ;
                 kg:extractor "relations/honoredIn.by-hand" ; kg:evidence ?evidence .
             ?evidence oa:exact ?exact ; oa:start ?start ; oa:end ?end ;
                 kg:subjectStart ?a ; kg:subjectEnd ?b . }
           FILTER(STRLEN(?exact) = ?end - ?start)
           FILTER(SUBSTR(?exact, ?a - ?start + 1, ?b - ?a) = "Turku")""",
    )


def test_one_statement_a_year():
    nodes = {
        q.subject for q in build(sample()) if q.predicate == ns.PREDICATE and q.graph_name == DOC
    }
    honours = [
        q for q in build(sample()) if q.predicate == ns.PREDICATE and "honoredIn" in str(q.object)
    ]
    assert len(honours) == 2
    assert {q.subject for q in honours} <= nodes


def test_what_is_planned_denied_or_claimed_is_no_plain_triple():
    quads = build(sample())
    implements = ns.term("implements")
    assert ox.Quad(TURKU, implements, TRAM) not in quads
    stances = {
        (q.graph_name, q.object.value)
        for q in quads
        if q.predicate == ns.term("stance")
        and ox.Quad(q.subject, ns.PREDICATE, implements, q.graph_name) in quads
    }
    assert stances >= {(DOC, "planned"), (STORY, "negated"), (STORY, "attributed")}


def test_what_has_no_value_is_not_said():
    first = report()
    said = replace(first.statements[0], qualifiers=(("date", ""), ("role", "Chair")))
    entities = tuple(replace(e, attributes=(("startDate", ""),)) for e in first.entities)
    quads = build([replace(first, statements=(said,), entities=entities)])
    assert not any(q.object == ox.Literal("") for q in quads)
    assert any(q.predicate == ns.term("role") for q in quads)


def test_the_form_is_that_of_the_contract_to_the_letter():
    first = report()
    chosen = replace(first, statements=first.statements[:2] + first.statements[-2:-1])
    expected = CASES / "harbour" / "expected.trig"
    assert set(build([chosen])) == set(read(expected))


def test_one_denial_leaves_another_documents_assertion_standing():
    own = report()
    said = replace(own.statements[-2], stance="asserted")
    quads = build([replace(own, statements=(*own.statements[:-2], said)), story()])
    assert ox.Quad(TURKU, ns.term("implements"), TRAM) in quads


def test_a_symmetric_statement_is_one_node_whichever_end_is_named_first():
    quads = build(sample())
    nodes = {
        q.subject
        for q in quads
        if q.predicate == ns.PREDICATE and q.object == ns.term("cooperatesWith")
    }
    assert len(nodes) == 1
    plain = [q for q in quads if q.predicate == ns.term("cooperatesWith")]
    assert plain == [ox.Quad(RIGA, ns.term("cooperatesWith"), TURKU)]


def test_the_spans_of_a_symmetric_statement_follow_its_ends():
    rows = Store.in_memory(build(sample())).query(
        """SELECT (SUBSTR(?exact, ?a - ?start + 1, ?b - ?a) AS ?words) {
             GRAPH ?g { ?st rdf:predicate kg:cooperatesWith ; kg:evidence ?e .
               ?e oa:exact ?exact ; oa:start ?start ; kg:subjectStart ?a ; kg:subjectEnd ?b } }"""
    )
    assert {row["words"].value for row in rows} == {"Riga"}


def test_a_copied_story_corroborates_nothing():
    alone = confidence_of_cooperation([report(), story()])
    copied = confidence_of_cooperation(sample())
    assert alone == copied == ("0.94", "2")


def confidence_of_cooperation(extractions):
    [row] = Store.in_memory(build(extractions)).query(
        """SELECT DISTINCT ?c ?n { GRAPH ?g { ?st rdf:predicate kg:cooperatesWith }
             ?st kg:combinedConfidence ?c ; kg:independentSources ?n }"""
    )
    return row["c"].value, row["n"].value


def test_combined_confidence_is_that_of_at_least_one_right_source():
    assert combined_confidence([0.9]) == pytest.approx(0.9)
    assert combined_confidence([0.5, 0.5]) == pytest.approx(0.75)
    assert combined_confidence([1.2, -3]) == 1


def test_what_sources_share_keeps_them_from_certainty():
    assert combined_confidence([0.9] * 5) == pytest.approx(0.99)


def test_a_story_that_was_cut_and_reworded_corroborates_nothing():
    paper = story("103-paper")
    text = paper.article.text.replace("long worked together", "worked together for years")
    end = text.index("Critics")
    cut = replace(paper, article=replace(paper.article, text=text[:end]))
    mended = [
        replace(s, evidence=replace(s.evidence, exact=text[s.evidence.start : s.evidence.end]))
        for s in cut.statements
    ]
    reworded = replace(cut, statements=tuple(mended))
    assert confidence_of_cooperation([report(), story(), reworded]) == ("0.94", "2")


def test_documents_carry_what_is_known_of_them():
    assert ask(
        build(sample()),
        """kgd:101-harbour-forum-2021-05-04 a kg:Document ; dcterms:title ?title ;
             dcterms:issued "2021-05-04"^^xsd:date ; dcterms:source "harbour.txt" ;
             kg:reportedBy "Aino Laine" ; kg:translatedBy "Tom Byrne" ; kg:agency "Harbour News" .
           kgd:102-riga-story-2021-06-01 dcterms:issued "2021-06"^^xsd:gYearMonth .""",
    )


def test_quantities_are_observations_with_evidence():
    assert ask(
        build(sample()),
        """?o a kg:Observation ; kg:about ?city ; kg:measure "cargo handled" ;
             kg:value 2500000.0 ; kg:unit "t" ; kg:asOf "2020"^^xsd:gYear .
           GRAPH ?doc { ?o kg:evidence/oa:exact ?exact ; kg:confidence 0.8 }""",
    )


def test_a_document_that_goes_takes_its_statements_and_leaves_what_others_say():
    with_story, without = build([report(), story()]), build([report()])
    assert ask(with_story, "?x kg:founderOf ?y")
    assert not ask(without, "?x kg:founderOf ?y")
    assert ask(without, "?x kg:cooperatesWith ?y")


def test_what_the_ontology_refuses_after_resolution_stays_out_with_its_reason():
    wrong = report()
    city_chairs = replace(wrong.statements[0], subject="turku")
    odd_qualifier = replace(wrong.statements[3], qualifiers=(("role", "Host"),))
    itself = replace(wrong.statements[0], property="cooperatesWith", subject="riga", object="riga")
    wrong = replace(wrong, statements=(city_chairs, odd_qualifier, itself))
    claims = find_claims([wrong], resolved([wrong]))
    assert claims.accepted == ()
    reasons = sorted(rejected.reason for _, rejected in claims.refused)
    assert reasons == [
        "chaired takes a Person as subject, not a City.",
        "cooperatesWith joins two things, and both ends are region/riga.",
        "locatedIn takes since, former as qualifier, not role.",
    ]


def test_a_record_that_breaks_the_contract_is_named():
    with pytest.raises(DataError, match=r"101-harbour-forum.*'laine'"):
        to_quads([report()], Resolution())
    bad = replace(resolved([report()]).entities[0], type="Martian")
    with pytest.raises(OntologyError, match="Martian"):
        to_quads([], Resolution((bad,)))
    bad = replace(bad, type="City", attributes=(("weight", "3"),))
    with pytest.raises(OntologyError, match="weight"):
        to_quads([], Resolution((bad,)))
    bad = replace(bad, attributes=(), same_as=("no IRI > at all",))
    with pytest.raises(DataError, match="not an IRI"):
        to_quads([], Resolution((bad,)))


def test_any_order_gives_the_same_quads():
    extractions = sample()
    wanted = build(extractions)
    for seed in range(5):
        shuffled = [
            replace(
                e, statements=tuple(random.Random(seed).sample(e.statements, len(e.statements)))
            )
            for e in random.Random(seed).sample(extractions, len(extractions))
        ]
        assert build(shuffled) == wanted


def test_any_hash_seed_gives_the_same_bytes():
    script = (
        "import sys, pyoxigraph as ox\n"
        "from graph_sample import sample, resolved\n"
        "from kg.rdf.quads import to_quads\n"
        "s = sample()\n"
        "quads = to_quads(s[::int(sys.argv[1])], resolved(s))\n"
        "sys.stdout.buffer.write(ox.serialize(quads, format=ox.RdfFormat.N_QUADS))\n"
    )
    here = Path(__file__).parents[1]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, step],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}:{here.parent}"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, step in (("0", "1"), ("1", "-1"), ("4711", "1"))
    }
    assert len(outputs) == 1


HOSTILE = [
    "a> . <x:y> <x:z> <x:w",
    'quote " and \\ backslash',
    "two\nlines\r\nand\ttabs",
    "} } ; DROP ALL #",
    "nul \x00 bell \x07",
    "\u202eright to left\u2028 line",
    "half \ud800 pair",
    "%3E%2F../..",
    "",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_survive_as_words_and_do_nothing_else(words):
    first = report()
    article = replace(first.article, id=words, title=words, source=words, reporters=(words,))
    entities = tuple(replace(e, name=words + e.id, names=(words,)) for e in first.entities)
    extraction = replace(first, article=article, entities=entities)
    quads = build([extraction])
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert set(ox.parse(written, format=ox.RdfFormat.N_QUADS)) == set(quads)
    assert written.count(b"\n") == len(quads)
    assert len(quads) >= len(build([first])) - 10


@given(st.text(min_size=1))
def test_any_text_makes_a_valid_iri(words):
    for iri in (ns.entity(words), ns.document(words), ns.term(words)):
        line = f"{iri} <x:p> {iri} .".encode()
        [quad] = ox.parse(line, format=ox.RdfFormat.N_QUADS)
        assert quad.subject == iri


def test_a_copied_story_has_a_graph_of_its_own():
    quads = build([copied_story()])
    assert {q.graph_name for q in quads} == {ox.DefaultGraph(), ns.document("103-copied-story")}


def test_short_names_and_iris_go_both_ways():
    iri = TURKU.value
    assert ns.shorten(iri) == "kgr:region/turku"
    assert ns.expand("kgr:region/turku") == iri
    assert ns.expand("https://example.org/") == "https://example.org/"
