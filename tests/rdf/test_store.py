"""A store on disk: replaced in one step, read by many, clear about what is wrong."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from graph_sample import report, resolved, sample
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError
from kg.rdf.namespaces import entity
from kg.rdf.quads import to_quads
from kg.rdf.store import Store

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def quads(extractions):
    return to_quads(extractions, resolved(extractions))


@pytest.fixture(scope="module")
def everything():
    return quads(sample())


def test_what_is_built_comes_back(tmp_path, everything):
    store = Store.build(tmp_path / "store", everything)
    assert store.quads() == everything
    assert len(Store.open(tmp_path / "store")) == len(everything)
    assert [g.value.rsplit("/", 1)[1] for g in store.graphs()] == [
        "101-harbour-forum-2021-05-04",
        "102-riga-story-2021-06-01",
        "103-copied-story",
    ]


def test_a_second_build_replaces_the_first_and_leaves_nothing_else(tmp_path, everything):
    folder = tmp_path / "store"
    old = Store.build(folder, everything)
    new = Store.build(folder, quads([report()]))
    assert len(new) < len(everything)
    assert len(old) == len(everything)
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


def test_an_interrupted_build_leaves_the_old_store(tmp_path, everything):
    folder = tmp_path / "store"
    Store.build(folder, everything)

    def broken():
        yield everything[0]
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        Store.build(folder, broken())
    assert len(Store.open(folder)) == len(everything)
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


def test_a_crash_between_the_renames_is_mended(tmp_path, everything):
    folder = tmp_path / "store"
    Store.build(folder, everything)
    folder.rename(tmp_path / ".store.old")
    assert len(Store.open(folder)) == len(everything)


def test_a_folder_of_something_else_is_not_replaced(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(StoreError, match="is not a store"):
        Store.build(tmp_path, [])
    assert (tmp_path / "thesis.txt").exists()


def test_a_missing_or_damaged_store_is_one_sentence(tmp_path, everything):
    with pytest.raises(StoreError, match="holds no store; build the knowledge base first"):
        Store.open(tmp_path / "nothing")
    Store.build(tmp_path / "store", everything)
    (tmp_path / "store" / "CURRENT").write_text("junk", encoding="utf-8")
    with pytest.raises(StoreError, match="damaged") as caught:
        Store.open(tmp_path / "store")
    assert "\n" not in str(caught.value)


def test_many_readers_at_once(tmp_path, everything):
    folder = tmp_path / "store"
    readers = [Store.build(folder, everything), Store.open(folder), Store.open(folder)]
    assert {len(reader) for reader in readers} == {len(everything)}


def test_a_backup_stands_alone(tmp_path, everything):
    store = Store.build(tmp_path / "store", everything)
    store.backup(tmp_path / "copy")
    assert Store.open(tmp_path / "copy").quads() == everything
    with pytest.raises(StoreError, match="exists already"):
        store.backup(tmp_path / "copy")
    with pytest.raises(StoreError, match="in memory"):
        Store.in_memory([]).backup(tmp_path / "other")


def test_names_are_bound_as_values_and_never_read_as_sparql(everything):
    store = Store.in_memory(everything)
    asked = "SELECT ?x { ?x rdfs:label ?name }"
    [row] = store.query(asked, values={"name": ox.Literal("Turku")})
    assert row["x"].value.endswith("turku")
    evil = 'x" } INSERT DATA { <a:b> <a:c> "'
    assert list(store.query(asked, values={"name": ox.Literal(evil)})) == []
    counted = "SELECT (COUNT(*) AS ?n) { ?x rdfs:label ?name }"
    [row] = store.query(counted, values={"name": ox.Literal("Turku")})
    assert row["n"].value == "1"
    built = "CONSTRUCT { ?x skos:prefLabel ?name } WHERE { ?x rdfs:label ?name }"
    assert len(list(store.query(built, values={"name": ox.Literal("Turku")}))) == 1


@given(st.text())
def test_any_text_can_be_bound_and_comes_back(words):
    asked = "SELECT ?x ?y { BIND(?name AS ?x) BIND(?iri AS ?y) }"
    values = {"name": ox.Literal(words), "iri": entity(words)}
    [row] = Store.in_memory([]).query(asked, values=values)
    assert (row["x"], row["y"]) == (values["name"], values["iri"])


def test_a_bound_variable_must_be_a_name():
    with pytest.raises(ValueError, match="invalid"):
        Store.in_memory([]).query("SELECT * {}", values={"x } DROP ALL": ox.Literal("")})


def test_a_query_that_names_its_dataset_gets_it(everything):
    store = Store.in_memory(everything)
    graph = "https://w3id.org/kg/document/103-copied-story"
    rows = list(store.query(f"SELECT * FROM <{graph}> {{ ?s ?p ?o }}"))
    assert len(rows) == sum(1 for q in everything if str(q.graph_name) == f"<{graph}>")
    assert list(store.query('SELECT ?from { ?from rdfs:label "FROM" } # FROM')) == []


def test_rdflib_reads_the_store_through_oxigraph(everything):
    dataset = Store.in_memory(everything).as_dataset()
    rows = list(dataset.query("SELECT ?x { ?x a kg:Person }"))
    assert len(rows) == 2
    union = Store.in_memory(everything).as_dataset(union=True)
    assert len(list(union.query("SELECT DISTINCT ?st { ?st a kg:Statement }"))) == 13


def test_rdflib_never_falls_back_to_its_own_engine(everything):
    from rdflib.plugins.sparql import prepareQuery

    dataset = Store.in_memory(everything).as_dataset()
    with pytest.raises(QueryError, match="give the query as text"):
        dataset.query(prepareQuery("SELECT * { ?s ?p ?o }"))
    with pytest.raises(QueryError, match="give the query as text"):
        dataset.query("SELECT * { ?s ?p ?o }", use_store_provided=True, DEBUG=True)


def test_the_rdflib_view_is_read_only(everything):
    dataset = Store.in_memory(everything).as_dataset()
    with pytest.raises(StoreError, match="read-only"):
        dataset.update("DELETE WHERE { ?s ?p ?o }")
    with pytest.raises(StoreError, match="read-only"):
        dataset.remove((None, None, None))
