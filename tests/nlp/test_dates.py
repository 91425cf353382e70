"""Dates of news text, case by case: `tests/cases/dates/<case>/{input.txt, expected.tsv}`."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.dates import DateMention, find_dates

CASES = Path(__file__).parents[1] / "cases" / "dates"


def read_case(folder: Path) -> tuple[str, str, list[tuple[str, ...]]]:
    issued, text = (folder / "input.txt").read_text(encoding="utf8").split("\n", 1)
    rows = (folder / "expected.tsv").read_text(encoding="utf8").splitlines()[1:]
    return issued.removeprefix("issued:").strip(), text, [tuple(row.split("\t")) for row in rows]


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda folder: folder.name)
def test_case(case: Path) -> None:
    issued, text, expected = read_case(case)
    found = find_dates(text, reference=issued)
    assert [(text[m.start : m.end], m.value, m.kind) for m in found] == expected


def value(text: str, issued: str) -> str:
    return find_dates(text, reference=issued)[0].value


@pytest.mark.parametrize(
    ("text", "issued", "expected"),
    [
        ("on December 30", "2023-01-02", "2022-12-30"),
        ("on January 2", "2022-12-30", "2023-01-02"),
        ("on February 29", "2023-03-01", "2024-02-29"),
        ("on Monday, June 20", "2023-03-01", "2022-06-20"),
        ("last December", "2022-12-24", "2021-12"),
        ("on Tuesday", "2022-06-21", "2022-06-21"),
        ("last Tuesday", "2022-06-21", "2022-06-14"),
        ("They will leave on Wednesday", "2023-05-23", "2023-05-24"),
        ("The fair runs until Thursday", "2023-08-22", "2023-08-24"),
        ("It will open in January", "2021-06-20", "2022-01"),
        ("It will open on December 9", "2021-03-20", "2021-12-09"),
        ("the first half of this year", "2022-12-24", "2022-01/2022-06"),
        ("the third quarter of last year", "2022-12-24", "2021-07/2021-09"),
        ("next month", "2022-12-24", "2023-01"),
        ("last month", "2022-01", "2021-12"),
    ],
)
def test_the_reference_decides_the_year(text: str, issued: str, expected: str) -> None:
    assert value(text, issued) == expected


def test_the_next_day_is_counted_from_the_last_day_that_was_named() -> None:
    text = "They met on March 11, 2024, as in November 2023. The next day they left."
    assert find_dates(text, reference="2024-03-14")[-1].value == "2024-03-12"


def test_a_text_that_names_a_full_date_tells_the_year_where_the_issue_date_is_missing() -> None:
    text = "Issued 3 May 2021. They met on April 30."
    assert [m.value for m in find_dates(text, reference="")] == ["2021-05-03", "2021-04-30"]


def test_offsets_count_code_points() -> None:
    text = "🙂 Bình Dương, on June 19, 2022"
    found = find_dates(text, reference="")
    assert text[found[0].start : found[0].end] == "June 19, 2022"


@given(st.text(alphabet="0123456789/-., June May 2022 to and of the from since\n()", max_size=80))
def test_any_text_gives_ordered_mentions_that_do_not_overlap(text: str) -> None:
    found = find_dates(text, reference="2022-06-19")
    assert found == sorted(found, key=lambda m: m.start)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(0 <= m.start < m.end <= len(text) for m in found)


def test_the_component_marks_spans_with_value_and_kind() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_dates")
    doc = nlp.make_doc("The city has been a member since 2016 and met the mayor on June 19.")
    doc.user_data["issued"] = "2022-06-20"
    doc = nlp(doc)
    assert [(s.text, s.label_, s.kb_id_, s.id_) for s in doc.spans["dates"]] == [
        ("since 2016", "DATE", "2016", "since"),
        ("June 19", "DATE", "2022-06-19", "point"),
    ]


def test_matching_changes_nothing() -> None:
    nlp = spacy.blank("en")
    finder = nlp.add_pipe("kg_dates")
    doc = nlp.make_doc("in May 2021")
    assert finder.match(doc) == [DateMention(3, 11, "2021-05", "point")]
    assert "dates" not in doc.spans


def test_long_text_is_read_in_time_that_grows_with_its_length() -> None:
    text = "20 and 21 June 2022, from 2019 to 2023 " * 5_000
    assert len(find_dates(text, reference="")) == 10_000


def test_a_date_is_read_alike_alone_and_far_from_all_others() -> None:
    for case in sorted(CASES.iterdir()):
        issued, text, expected = read_case(case)
        padded = "word " * 60 + text
        found = find_dates(padded, reference=issued)
        assert [(padded[m.start : m.end], m.value, m.kind) for m in found] == expected
