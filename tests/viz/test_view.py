"""From a store to a view: stances, spans, inferences, figures, and parts of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from graph_sample import resolved, sample
from view_sample import sample_view

from kg.errors import QueryError
from kg.rdf.quads import to_quads
from kg.rdf.store import Store
from kg.reasoning import materialise
from kg.viz.model import Edge, GraphView, years_of
from kg.viz.selection import in_years
from kg.viz.view import view_from_store


@pytest.fixture(scope="module")
def store() -> Store:
    extractions = sample()
    return Store.in_memory(materialise(to_quads(extractions, resolved(extractions))))


@pytest.fixture(scope="module")
def view(store: Store) -> GraphView:
    return view_from_store(store)


def one(view: GraphView, relation: str, **wanted: object) -> Edge:
    found = [
        e
        for e in view.edges
        if e.relation == relation and all(getattr(e, k) == v for k, v in wanted.items())
    ]
    assert len(found) == 1, found
    return found[0]


def test_every_statement_quotes_its_sentence_with_both_names(view: GraphView) -> None:
    edge = one(view, "chaired")
    (quote,) = edge.quotes
    assert quote.subject
    assert quote.object
    assert quote.exact[slice(*quote.subject)] == "Kaisa Virta"
    assert quote.exact[slice(*quote.object)] == "Harbour Forum"
    assert edge.years == (2021, 2021)


def test_each_stance_has_a_line_of_its_own(view: GraphView) -> None:
    stances = {e.stance for e in view.edges if e.relation == "implements"}
    assert stances == {"planned", "negated", "attributed"}
    assert len({e.id for e in view.edges}) == len(view.edges)


def test_independent_documents_raise_confidence_and_are_all_quoted(view: GraphView) -> None:
    edge = one(view, "cooperatesWith")
    assert edge.confidence == 0.94
    assert len(edge.documents) == 3


def test_inferences_name_their_premises_and_repeat_nothing(view: GraphView) -> None:
    edge = one(view, "locatedIn", inferred=True)
    assert (edge.source.rsplit("/", 1)[-1], edge.target.rsplit("/", 1)[-1]) == (
        "logomo-hall",
        "finland",
    )
    assert set(edge.premises) >= {e.id for e in view.edges if e.relation == "locatedIn"} - {edge.id}


def test_a_statement_about_an_event_takes_its_year(view: GraphView) -> None:
    assert one(view, "heldAt").years == (2021, 2021)


def test_figures_names_and_documents_are_read(view: GraphView) -> None:
    turku = next(node for node in view.nodes if node.label == "Turku")
    assert turku.facts[0].value == "2500000"
    assert "Åbo" in turku.names
    assert [d.issued for d in view.documents] == ["2021-05-04", "2021-06", "2021-06"]


def test_focus_by_any_name(store: Store) -> None:
    near = view_from_store(store, focus="bpl")
    assert {n.label for n in near.nodes} == {
        "Baltic Ports League",
        "Turku",
        "Janis Ozols",
        "Baltic Port of the Year",
    }
    assert len(view_from_store(store, focus="region/riga", hops=2).nodes) > 4


def test_years_keep_what_holds_in_them(store: Store) -> None:
    kept = view_from_store(store, years=(2019, 2019))
    assert [e.qualifiers for e in kept.edges] == [(("since", "1999"),), (("year", "2019"),)]
    assert len(view_from_store(store, years=(2020, None)).edges) == 4


@pytest.mark.parametrize(
    ("qualifiers", "years"),
    [
        ((("since", "2016"),), (2016, None)),
        ((("endDate", "2019-03"), ("since", "2016-05-01")), (2016, 2019)),
        ((("former", "true"), ("since", "2016")), (2016, 2016)),
        ((("year", "2020"),), (2020, 2020)),
        ((("role", "Mayor since 2016"),), None),
    ],
)
def test_what_holds_since_a_year_holds_from_then_on_unless_it_is_over(
    qualifiers: tuple[tuple[str, str], ...], years: tuple[int, int | None] | None
) -> None:
    assert years_of(qualifiers) == years


def test_a_membership_since_1999_is_there_in_2005_and_not_in_1998() -> None:
    def relations(first: int, last: int) -> set[str]:
        return {edge.relation for edge in in_years(sample_view(), first, last).edges}

    assert relations(2005, 2006) == {"memberOf"}
    assert relations(1990, 1998) == set()


def test_documents_by_stem(store: Store) -> None:
    kept = view_from_store(store, documents=["102-riga-story-2021-06-01"])
    assert {e.relation for e in kept.edges} == {"cooperatesWith", "founderOf", "implements"}


def test_the_answer_of_a_query_can_be_drawn(store: Store, tmp_path: Path) -> None:
    text = "SELECT ?who ?with { ?who kg:cooperatesWith ?with }"
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    for query in (text, str(tmp_path / "q.rq"), "CONSTRUCT WHERE { ?a kg:cooperatesWith ?b }"):
        kept = view_from_store(store, query=query)
        assert {n.label for n in kept.nodes} == {"Turku", "Riga"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"focus": "Turk"}, "no thing of this graph is called 'Turk'; near it are Turku"),
        ({"documents": ["999"]}, "no document is called '999'; there are 101-harbour"),
        ({"years": (2020, 2019)}, "the years 2020 to 2019 end before they begin"),
        ({"query": "SELECT nonsense"}, "the query does not parse"),
        ({"query": "ASK { ?a ?b ?c }"}, "must be SELECT or CONSTRUCT"),
        ({"query": "SELECT ?x { ?x a kg:Model }"}, "names no thing of the graph"),
        ({"query": "missing.rq"}, r"missing\.rq: the query cannot be read"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(
    store: Store, options: dict[str, object], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        view_from_store(store, **options)  # type: ignore[arg-type]
