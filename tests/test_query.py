"""What people ask, how answers look, and what bad queries are told."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pyoxigraph as ox
import pytest
from graph_sample import Writer, report, resolved, sample
from rdflib import Graph

from kg.errors import QueryError
from kg.query import answer, question, questions
from kg.rdf.quads import to_quads
from kg.rdf.store import Store
from kg.reasoning import materialise

NAMES = [q.name for q in questions()]


def build(extractions):
    return Store.in_memory(materialise(to_quads(extractions, resolved(extractions))))


@pytest.fixture(scope="module")
def store():
    return build(sample())


EXPECTED = {
    "who-chaired-what": ["Kaisa Virta,Harbour Forum,2021-05-03,2021-05-04"],
    "who-was-honoured-when": [
        "Turku,Baltic Port of the Year,2019,Baltic Ports League",
        "Turku,Baltic Port of the Year,2020,Baltic Ports League",
    ],
    "who-cooperates-with-whom": ["Riga,Turku,cooperates with,2,0.94"],
    "who-holds-which-office": ["Kaisa Virta,Vice Chair,Turku City Council,2021-05-04"],
    "who-held-office-before": ["Kaisa Virta,,Turku City Council,"],
    "what-happened-where": [
        "Harbour Forum,Logomo Hall,Finland,2021-05-03,2021-05-04",
        "Harbour Forum,Logomo Hall,Turku,2021-05-03,2021-05-04",
    ],
    "who-founded-what": ["Janis Ozols,Baltic Ports League,1991"],
    "who-is-a-member-since-when": ["Turku,Baltic Ports League,1999"],
    "which-quantities": [
        "Turku,cargo handled,2500000,t,2020,The port handled 2.5 million tonnes in 2020."
    ],
    "what-do-several-sources-say": ["Riga,cooperates with,Turku,2,0.94"],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_saved_questions_are_answered(name, store):
    written = answer(store, name).csv().splitlines()
    assert written[1:] == EXPECTED[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_saved_question_explains_itself_and_runs(name, store):
    found = question(name)
    assert found.title.endswith("?")
    assert found.text
    assert "ORDER BY" in found.query
    assert answer(store, name).columns


def test_a_dozen_questions_are_saved():
    assert len(NAMES) >= 12


def test_claims_are_told_by_stance(store):
    rows = {(r["stance"], r["sentence"]) for r in answer(store, "what-was-claimed-only")}
    assert ("planned", "Turku plans to build the Harbour Tram with Riga.") in rows
    assert ("negated", "Turku will not build the Harbour Tram.") in rows
    assert ("attributed", "Critics say Turku runs the Harbour Tram already.") in rows


def test_every_statement_has_its_sentence(store):
    rows = list(answer(store, "which-sentence-supports"))
    assert len(rows) == 12 + 4 + 4
    assert all(row["sentence"] for row in rows)


def test_disagreements_name_both_sides():
    w = Writer("201-other", "Another view")
    w.entity("t", "City", "Turku")
    w.entity("b", "Association", "Baltic Ports League")
    span = w.sentence("Turku joined the Baltic Ports League in 2001.")
    w.say(span, "t memberOf b", since="2001")
    span = w.sentence("It handled 2 million tonnes.")
    w.count(span, "t", "cargo handled", "2000000", unit="t", as_of="2020")
    rows = list(answer(build([*sample(), w.done()]), "where-do-statements-disagree"))
    found = {(r["kind"], r["one"], r["other"]) for r in rows}
    assert ("time", "1999", "2001") in found
    assert ("value", "2000000", "2500000") in found
    assert ("stance", "planned", "negated") in found


def test_what_was_inferred_leads_to_sentences(store):
    rows = [r for r in answer(store, "what-was-inferred") if r["object"] == "Finland"]
    assert {r["sentence"] for r in rows} == {"Logomo Hall is in Turku, and Turku is in Finland."}


def test_sparql_text_needs_no_prefixes(store):
    found = answer(store, 'SELECT ?x { ?x rdfs:label "Riga" }')
    assert [row["x"] for row in found] == ["kgr:region/riga"]


def test_a_file_is_read(store, tmp_path):
    file = tmp_path / "mine.rq"
    file.write_text("SELECT (COUNT(*) AS ?n) { ?x a kg:City }", encoding="utf-8")
    assert [row["n"] for row in answer(store, str(file))] == ["2"]
    assert [row["n"] for row in answer(store, file)] == ["2"]


def test_what_is_inferred_can_be_left_out(store):
    asked = "SELECT ?x { ?x a kg:Place }"
    assert len(answer(store, asked)) > 0
    assert len(answer(store, asked, inferred=False)) == 0


def test_names_are_given_as_values(store):
    asked = "SELECT ?type { ?x rdfs:label ?name ; a ?type }"
    found = answer(store, asked, values={"name": "Turku"}, inferred=False)
    assert [row["type"] for row in found] == ["kg:City"]
    evil = answer(store, asked, values={"name": 'x" } #'}, inferred=False)
    assert len(evil) == 0


def test_rows_without_an_order_are_sorted():
    rows = [build(e).quads() for e in (sample(), sample()[::-1])]
    found = [
        answer(Store.in_memory(r), "SELECT ?s ?p ?o { ?s ?p ?o }").csv()
        for r in (rows[0], rows[1][::-1])
    ]
    assert found[0] == found[1]


def test_an_order_is_kept(store):
    found = answer(store, "SELECT ?l { ?x a kg:City ; rdfs:label ?l } ORDER BY DESC(?l)")
    assert [row["l"] for row in found] == ["Turku", "Riga"]


def test_yes_or_no(store):
    assert answer(store, "ASK { ?x a kg:City }")
    assert not answer(store, "ASK { ?x a kg:Robot }")
    assert answer(store, "ASK { ?x a kg:City }").csv() == "answer\ntrue\n"


def test_csv_and_json_hold_full_terms(store):
    asked = 'SELECT ?x ?d ?none { ?x rdfs:label "Harbour Forum" ; kg:startDate ?d }'
    [row] = csv.DictReader(io.StringIO(answer(store, asked).write("csv")))
    assert row == {
        "x": "https://w3id.org/kg/resource/event/harbour-forum",
        "d": "2021-05-03",
        "none": "",
    }
    bound = json.loads(answer(store, asked).write("json"))["results"]["bindings"]
    assert bound[0]["d"]["datatype"].endswith("#date")
    assert "none" not in bound[0]


def test_graphs_are_written_as_turtle_and_jsonld(store):
    found = answer(store, "CONSTRUCT WHERE { ?x kg:cooperatesWith ?y }")
    assert len(Graph().parse(data=found.write("turtle"), format="turtle")) == 2
    nodes = json.loads(found.write("jsonld"))["@graph"]
    assert {n["@id"] for n in nodes} >= {"kgr:region/riga", "kgr:region/turku"}
    assert len(list(csv.reader(io.StringIO(found.write("csv"))))) == 3


def test_a_data_frame_has_numbers_as_numbers(store):
    frame = answer(store, "which-quantities").dataframe()
    assert frame["value"].sum() == 2_500_000
    assert frame["about"].tolist() == ["Turku"]
    assert answer(store, "SELECT ?x { ?x a kg:Robot }").dataframe().empty


def test_notebook_tables_are_escaped():
    first = report()
    named = replace(first.entities[0], name="<script>alert(1)</script>")
    shown = build([replace(first, entities=(named, *first.entities[1:]))])
    html = answer(shown, "SELECT ?l { ?x a kg:Person ; rdfs:label ?l }")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * {\n  ?s ?p }", r"line 2, column 10, after '\?s \?p }'"),
        (
            "SELECT * {\n  ?s foo:x ?o }",
            r"line 2.*prefix is not declared; declared are dc",
        ),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", r"neither grouped nor aggregated"),
        ("SELECT (COUNT(?s) AS ?n { ?s ?p ?o }", r"column 25, after.*expected \"\)\""),
        ("SELECT * { ?s ?p ?o", r"line 1, column 20, after"),
        ("INSERT DATA { kgr:a a kg:City }", r"INSERT would change the graph"),
        ("PREFIX x: <y:z> DELETE WHERE { ?s ?p ?o }", r"DELETE would change the graph"),
        ("# nothing\n ", r"query is empty"),
        ("", r"query is empty"),
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", r"only the knowledge base"),
        ("who-chaired-wat", r"no saved question 'who-chaired-wat'; there is who-chaired-what"),
        ("none.rq", r"none\.rq: cannot be read"),
    ],
)
def test_a_bad_query_is_told_in_one_sentence(query, told, store):
    with pytest.raises(QueryError, match=told) as caught:
        answer(store, query)
    assert "\n" not in str(caught.value)


def test_a_fault_in_a_file_names_the_file(store, tmp_path):
    file = tmp_path / "mine.rq"
    file.write_text("SELECT * { ?s }", encoding="utf-8")
    with pytest.raises(QueryError, match=r"mine\.rq: syntax error in line 1"):
        answer(store, file)
    file.write_bytes(b"SELECT * { ?s ?p '\xff' }")
    with pytest.raises(QueryError, match="not UTF-8"):
        answer(store, file)


def test_a_format_that_does_not_fit_is_told(store):
    found = answer(store, "SELECT * { ?s a kg:City }")
    with pytest.raises(QueryError, match="CONSTRUCT"):
        found.write("turtle")
    with pytest.raises(QueryError, match="allowed: csv, json"):
        found.write("xml")


def test_terms_come_as_terms(store):
    found = answer(store, "SELECT ?x { ?x a kg:City } ORDER BY ?x")
    assert found.rows[0] == (ox.NamedNode("https://w3id.org/kg/resource/region/riga"),)
