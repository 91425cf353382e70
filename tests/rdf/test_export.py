"""What goes out, and that it comes back whole where the format can carry it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest
from graph_sample import report, resolved, sample
from rdflib import Dataset, Graph

from kg.errors import FaultsError, InputError
from kg.rdf import namespaces as ns
from kg.rdf.export import FORMATS, export, format_of, read
from kg.rdf.quads import to_quads
from kg.rdf.store import Store
from kg.reasoning import materialise

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

TABLES = ("csv", "graphml", "parquet")
LOSSLESS = [name for name, found in FORMATS.items() if found.lossless]


def build(extractions):
    return materialise(to_quads(extractions, resolved(extractions)))


@pytest.fixture(scope="module")
def store():
    return Store.in_memory(build(sample()))


def hostile():
    words = "x> \" ' \\ \n\r\t =1+1 </data><!-- ]]> } ) ` $ \u2028 é"
    first = report()
    entities = tuple(replace(e, name=e.id + words, names=(words,)) for e in first.entities)
    article = replace(first.article, id="'=" + words, title="=HYPERLINK(1)" + words)
    statements = tuple(
        replace(
            s,
            evidence=replace(s.evidence, exact=words),
            qualifiers=(("role", "@" + words),) if s.property == "holdsPositionIn" else (),
        )
        for s in first.statements
    )
    return Store.in_memory(
        build([replace(first, article=article, entities=entities, statements=statements)])
    )


@pytest.mark.parametrize("name", LOSSLESS)
def test_everything_comes_back(name, store, tmp_path):
    for whole in (store, hostile()):
        file = tmp_path / f"graph{FORMATS[name].suffix}"
        file.write_bytes(export(whole, name))
        assert read(file) == whole.quads()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_brings_back_statements_with_their_evidence(name, store, tmp_path):
    for whole in (store, hostile()):
        file = tmp_path / f"graph{FORMATS[name].suffix}"
        file.write_bytes(export(whole, name))
        stated, back = of_statements(whole.quads()), of_statements(read(file))
        assert len(stated) > 100
        assert stated <= back


def of_statements(quads):
    """Give what is said of statements, of their evidence and of entities' types and labels."""
    stated = [q for q in quads if q.graph_name not in (ns.INFERRED, ns.ONTOLOGY)]
    nodes = {q.subject for q in stated if q.object == ns.term("Statement")}
    nodes |= {q.object for q in stated if q.predicate == ns.term("evidence") and q.subject in nodes}
    ends = {q.object for q in stated if q.predicate in (ns.SUBJECT, ns.OBJECT)}
    simple = (ns.A, ns.LABEL)
    return {
        q for q in stated if q.subject in nodes or (q.subject in ends and q.predicate in simple)
    }


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(name, store):
    again = Store.in_memory(reversed(store.quads()))
    assert export(store, name) == export(again, name)


def test_turtle_reads_in_rdflib_with_statements_and_evidence(store):
    graph = Graph().parse(data=export(store, "turtle"), format="turtle")
    rows = graph.query(
        """SELECT ?exact { ?st a kg:Statement ; rdf:predicate kg:chaired ;
             kg:evidence [ oa:exact ?exact ; oa:hasSource ?document ] }"""
    )
    assert [str(row.exact) for row in rows] == [
        "Kaisa Virta chaired the Harbour Forum at Logomo Hall on 3 and 4 May."
    ]


@pytest.mark.parametrize("name", ["nquads", "trig"])
def test_rdflib_reads_the_same_quads(name, store):
    dataset = Dataset()
    dataset.parse(data=export(store, name), format=name)
    assert sum(1 for _ in dataset.quads()) == len(store)


def test_rdf12_names_what_a_statement_reifies(store):
    written = export(store, "rdf12").decode()
    assert "rdf:reifies <<( kgr:region\\/turku kg:honoredIn " in written
    assert "rdf:subject" not in written


def test_jsonld_is_pleasant_to_read(store):
    document = json.loads(export(store, "jsonld"))
    assert document["@context"]["kg"] == ns.KG
    [turku] = [n for n in document["@graph"] if n["@id"] == "kgr:region/turku"]
    assert turku["rdfs:label"] == "Turku"
    assert turku["@type"] == ["kg:City"]


def test_csv_opens_in_a_spreadsheet_without_running_anything():
    rows = list(csv.DictReader(io.StringIO(export(hostile(), "csv").decode())))
    assert rows
    assert not any(cell[:1] in {"=", "+", "-", "@"} for row in rows for cell in row.values())


def test_csv_has_a_row_for_each_sentence(store):
    rows = list(csv.DictReader(io.StringIO(export(store, "csv").decode())))
    cooperation = [r for r in rows if r["property"] == "cooperatesWith"]
    assert len(cooperation) == 3
    assert {r["subjectLabel"] for r in cooperation} == {"Riga"}
    honours = sorted(r["year"] for r in rows if r["property"] == "honoredIn")
    assert honours == ["2019", "2020"]


def test_graphml_opens_in_networkx_with_parallel_edges_apart(store, tmp_path):
    file = tmp_path / "graph.graphml"
    file.write_bytes(export(store, "graphml"))
    graph = nx.read_graphml(file, force_multigraph=True)
    turku, prize = "kgr:region/turku", "kgr:award/baltic-port-of-the-year"
    assert graph.nodes[turku] == {"label": "Turku", "type": "City"}
    assert sorted(e["year"] for e in graph[turku][prize].values()) == ["2019", "2020"]
    assert all(isinstance(e["confidence"], float) for e in graph[turku][prize].values())


def test_graphml_with_hostile_names_is_well_formed():
    ET.fromstring(export(hostile(), "graphml"))


def test_graphml_that_declares_entities_is_refused(tmp_path):
    file = tmp_path / "bomb.graphml"
    file.write_text('<!DOCTYPE x [<!ENTITY a "b">]><graphml/>', encoding="utf-8")
    with pytest.raises(InputError, match="document type"):
        read(file)


def test_cypher_holds_one_statement_a_line_whatever_the_names():
    script = export(hostile(), "cypher").decode()
    lines = script.split("\n")
    assert lines.pop() == ""
    assert all(line.endswith(";") for line in lines)
    assert script.isascii()
    assert "MERGE (s)-[r:`COOPERATES_WITH`" in script


def test_a_table_made_by_hand_becomes_statements(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(
        "subject,subjectLabel,subjectType,property,object,objectLabel,objectType,year\n"
        "kgr:person/ada,Ada Byron,Person,founderOf,"
        "kgr:company/ae,Analytical Engines,Company,1843\n",
        encoding="utf-8",
    )
    found = Store.in_memory(read(file))
    asked = 'ASK { ?x rdfs:label "Ada Byron" ; kg:founderOf/rdfs:label "Analytical Engines" }'
    assert found.query(asked)


def test_all_broken_rows_are_told_together(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(
        "subject,property,object,stance,confidence,start,objectType\n"
        "Ada,founderOf,kgr:a/b,,,,\n"
        "kgr:a/b,married,kgr:c/d,,,,\n"
        "kgr:a/b,founderOf,kgr:c/d,shouted,,,\n"
        "kgr:a/b,founderOf,kgr:c/d,,high,,\n"
        "kgr:a/b,founderOf,kgr:c/d,,,soon,\n"
        "kgr:a/b,founderOf,kgr:c/d,,,,Martian\n"
        "kgr:a/b,,kgr:c/d,,,,\n",
        encoding="utf-8",
    )
    with pytest.raises(FaultsError) as caught:
        read(file)
    assert [f.line for f in caught.value.faults] == [1, 2, 3, 4, 5, 6, 7]


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.nq")
    with pytest.raises(InputError, match="names no format"):
        format_of(tmp_path / "graph.docx")
    with pytest.raises(InputError, match="only written"):
        read(tmp_path / "graph.cypher")
    with pytest.raises(InputError, match="'xls' is no format; allowed: nquads"):
        export(Store.in_memory([]), "xls")
    broken = tmp_path / "broken.nq"
    broken.write_text("<a:b> <a:c> <a:d> .\n<a:b> .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.nq:2: not nquads"):
        read(broken)


def test_an_empty_graph_exports_in_every_format():
    for name in FORMATS:
        export(Store.in_memory([]), name)


def test_import_finds_the_same_statement_nodes_as_a_build(store, tmp_path):
    file = tmp_path / "graph.csv"
    file.write_bytes(export(store, "csv"))
    nodes = {q.subject for q in read(file) if q.predicate == ns.PREDICATE}
    assert nodes == {
        q.subject
        for q in store.quads()
        if q.predicate == ns.PREDICATE and q.graph_name != ns.INFERRED
    }
    assert all(isinstance(node, ox.NamedNode) for node in nodes)
