"""The gazetteer: what a user may look up, and how faults of its tables are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, FaultsError
from kg.gazetteer import check, demonyms, fold, heads, offices, places, surnames, titles
from kg.gazetteer.tables import HEAD_KINDS, HeadRow, read_table
from kg.ontology import load_ontology


def test_the_tables_of_the_package_have_no_faults() -> None:
    assert check() == []


def test_every_head_announces_a_class_of_the_ontology() -> None:
    classes = load_ontology().classes
    assert {cls for kind in HEAD_KINDS for cls in heads(kind).values()} <= set(classes)


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Viet Nam", "Country", "VN"),
        ("Việt Nam", "Country", "VN"),
        ("the Netherlands", "Country", "NL"),
        ("Korea", "Country", "KR"),
        ("UK", "Country", "GB"),
        ("U.S.", "Country", "US"),
        ("USA", "Country", "US"),
        ("Singapore", "Country", "SG"),
        ("Georgia", "Country", "GE"),
        ("Binh Duong", "Region", "VN"),
        ("Province of Bình Dương", "Region", "VN"),
        ("Thu Dau Mot City", "City", "VN"),
        ("THỦ DẦU MỘT", "City", "VN"),
        ("Saigon", "City", "VN"),
        ("New York", "City", "US"),
        ("New York State", "Region", "US"),
        ("Ohio", "Region", "US"),
        ("Utrecht", "City", "NL"),
        ("Utrecht province", "Region", "NL"),
        ("Eindhoven city", "City", "NL"),
    ],
)
def test_the_place_most_likely_meant_comes_first(name: str, kind: str, country: str) -> None:
    first = places().lookup(name)[0]
    assert (first.type, first.country) == (kind, country)


def test_places_of_one_name_are_all_given() -> None:
    assert {(p.type, p.country) for p in places().lookup("Georgia")} >= {
        ("Country", "GE"),
        ("Region", "US"),
    }
    assert {p.country for p in places().lookup("Kochi")} == {"IN", "JP"}


def test_countries_carry_identifiers() -> None:
    vietnam = places().country("Vietnam")
    assert vietnam is not None
    assert (vietnam.geonameid, vietnam.wikidata) == (1562822, "Q881")


@pytest.mark.parametrize("name", ["", "the", "Brainport", "city of", "Binh Duong City"])
def test_what_is_no_known_place_gives_nothing(name: str) -> None:
    assert places().lookup(name) == ()


def test_words_of_names() -> None:
    assert heads("organization")["committee"] == "GovernmentBody"
    assert heads("event")["press conference"] == "PressConference"
    assert offices()["consul general"] == "diplomacy"
    assert titles()["mrs"] == "f"
    assert surnames()["nguyen"] == "Nguyễn"
    assert demonyms()["dutch"] == "NL"
    with pytest.raises(KeyError, match="there are award, event"):
        heads("river")


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_all_faults_of_a_table_are_told_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "heads.tsv"
    path.write_text(
        "word\tclass\ncouncil\tGovernmentBody\nClub\tRiver\nbank\tCompany\tx\n", "utf-8"
    )
    with pytest.raises(FaultsError) as caught:
        read_table(path, HeadRow)
    assert [(f.line, f.message.split("`")[1]) for f in caught.value.faults] == [
        (3, "class"),
        (3, "word"),
        (4, "beyond the header"),
    ]


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"missing\.tsv"):
        read_table(tmp_path / "missing.tsv", HeadRow)
    (tmp_path / "utf16.tsv").write_bytes("word\tclass\n".encode("utf-16"))
    with pytest.raises(DataError, match="not UTF-8"):
        read_table(tmp_path / "utf16.tsv", HeadRow)
