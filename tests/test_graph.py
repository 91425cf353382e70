from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import KnowledgeGraph
from kg.errors import InputError, QueryError, StoreError

ANN = "https://w3id.org/kg/resource/person/ann-lee"


@pytest.fixture
def graph(small_kb: Path) -> KnowledgeGraph:
    return KnowledgeGraph(small_kb)


def test_it_says_what_it_holds(graph: KnowledgeGraph) -> None:
    assert graph.documents == ("harbour", "river", "week")
    assert "3 documents, " in repr(graph)


def test_opening_what_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        KnowledgeGraph.open(tmp_path / "none")


def test_questions_are_answered_as_rows_and_as_a_data_frame(graph: KnowledgeGraph) -> None:
    question = "SELECT ?who ?event { ?who kg:chaired ?event } ORDER BY ?who"
    assert [row["who"] for row in graph.query(question)] == ["kgr:person/ann-lee"]
    frame = graph.query_as_df(question)
    assert list(frame.columns) == ["who", "event"]
    assert len(frame) == 1


def test_values_are_bound_and_never_read_as_sparql(graph: KnowledgeGraph) -> None:
    question = "SELECT ?thing { ?thing rdfs:label ?name }"
    assert len(graph.query(question, name="Ann Lee")) == 1
    assert len(graph.query(question, name='" } DROP ALL #')) == 0


def test_a_faulty_query_is_an_error_of_ours(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="line 1"):
        graph.query("SELECT ?x { ?x")


def test_explanations_end_at_exact_sentences(graph: KnowledgeGraph) -> None:
    (reason,) = graph.explain("Ann Lee", "chaired").reasons
    assert [place.article.id for place in reason.places] == ["harbour", "week"]
    for place in reason.places:
        evidence = place.statement.evidence
        assert place.article.text[evidence.start : evidence.end] == evidence.exact


def test_networkx_keeps_keys_data_and_stance(graph: KnowledgeGraph) -> None:
    network = graph.to_networkx()
    assert network.nodes[ANN]["label"] == "Ann Lee"
    edges = {
        (data["label"], key) for _, _, key, data in network.out_edges(ANN, keys=True, data=True)
    }
    assert edges == {("chaired", "chaired"), ("attended", "attended")}
    data = next(
        data for _, _, data in network.out_edges(ANN, data=True) if data["label"] == "chaired"
    )
    assert data["documents"] == ["harbour", "week"]
    assert data["evidence"] == ["Ann Lee chaired Harbour Forum."] * 2
    everything = graph.to_networkx(asserted_only=False)
    assert len(everything.edges) == len(network.edges) + 1


def test_export_gives_bytes_and_writes_a_file(graph: KnowledgeGraph, tmp_path: Path) -> None:
    data = graph.export("turtle", tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == data
    with pytest.raises(InputError, match="nquads"):
        graph.export("msword")


def test_removing_shows_at_once(small_kb: Path, tmp_path: Path) -> None:
    graph = KnowledgeGraph(shutil.copytree(small_kb, tmp_path / "kb"))
    before = len(graph.query("SELECT ?x { ?x a kg:Person }"))
    report = graph.remove("river")
    assert report.documents == 2
    assert graph.report is report
    assert len(graph.query("SELECT ?x { ?x a kg:Person }")) == before - 1


def test_the_page_of_a_part_leaves_the_rest_out(graph: KnowledgeGraph, tmp_path: Path) -> None:
    page = graph.show(tmp_path / "graph.html", focus="Bo Olsen", hops=1)
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    labels = {node.label for node in graph.view(focus="Bo Olsen", hops=1).nodes}
    assert labels == {"Bo Olsen", "Harbour Forum"}


def test_pictures_are_chosen_by_suffix(graph: KnowledgeGraph, tmp_path: Path) -> None:
    assert b"<svg" in graph.show(tmp_path / "graph.svg").read_bytes()
    assert graph.show(tmp_path / "graph.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(InputError, match=r"\.svg"):
        graph.show(tmp_path / "graph.gif")


def test_a_drawing_is_headed_by_what_it_shows(graph: KnowledgeGraph, tmp_path: Path) -> None:
    name = graph.path.name.replace("-", " ").capitalize()

    def title(**options: object) -> str:
        text = graph.show(tmp_path / "graph.svg", **options).read_text(encoding="utf-8")
        return text.partition("<title>")[2].partition("</title>")[0]

    assert title().lower() == ("knowledge graph" if graph.path.name == "kb" else name.lower())
    assert title(focus="bo olsen").startswith("Bo Olsen \u00b7 ")
    assert title(title="Ports <1>") == "Ports &lt;1&gt;"


def test_a_notebook_shows_a_picture_and_text(graph: KnowledgeGraph) -> None:
    bundle = graph._repr_mimebundle_()
    assert "text/html" in bundle
    assert "Ann Lee" in bundle["text/html"] or "data:image" in bundle["text/html"]
