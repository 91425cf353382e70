from __future__ import annotations

import pytest

from kg.ingest.bylines import cut_credits, read_byline, read_columns, read_dated_byline
from kg.ingest.dates import date_line, find_date


@pytest.mark.parametrize(
    ("line", "reporters", "translators"),
    [
        ("Reported by Le Anh- Translated by Vo Binh", ["Le Anh"], ["Vo Binh"]),
        ("Reported by Le Anh, Ho Mai – Photo: Tran An", ["Le Anh", "Ho Mai"], []),
        ("By Jane Doe", ["Jane Doe"], []),
        ("By Jane Doe and Joris van den Berg", ["Jane Doe", "Joris van den Berg"], []),
        ("By JANE DOE, Associated Press", ["JANE DOE"], []),
        ("Reporting by Amy Stone; Editing by Raj Patel", ["Amy Stone"], []),
        ("Bài: Lê Anh - Ảnh: Hồ Mai", ["Lê Anh"], []),
        ("Photo: Per Lie", [], []),
    ],
)  # fmt: skip
def test_bylines_name_reporters_and_translators_not_photographers(
    line: str, reporters: list[str], translators: list[str]
) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert (list(byline.reporters), list(byline.translators)) == (reporters, translators)


@pytest.mark.parametrize(
    ("credit", "reporters"),
    [
        ("(Reporting by Amy Stone in Rome and Per Lie in Oslo; Editing by Raj Patel)", ("Amy Stone", "Per Lie")),
        ("(Additional reporting by Amy Stone; writing by Le Anh)", ("Amy Stone", "Le Anh")),
        ("(Editing by Raj Patel)", ()),
    ],
)  # fmt: skip
def test_a_wire_s_credits_end_no_article(credit: str, reporters: tuple[str, ...]) -> None:
    assert cut_credits(f"The port closed. {credit}") == ("The port closed.", reporters)


@pytest.mark.parametrize(
    "text", ["The port closed (reported by the council as lost).", "Reporting by Amy is prized."]
)
def test_other_endings_are_kept(text: str) -> None:
    assert cut_credits(text) == (text, ())


@pytest.mark.parametrize(
    "line",
    [
        "By 2030 the city will be green",
        "By the lake",
        "Reported by the council as lost",
        "The story was written by Jane Doe.",
        "Standby Power",
        "Photo of the hall",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("line", "reporters", "agency", "issued"),
    [
        ("29/10/2019 | Le Anh", ("Le Anh",), "", "2019-10-29"),
        ("Le Anh • 29.10.2019", ("Le Anh",), "", "2019-10-29"),
        ("By Ann Lee | Thursday, September 15, 2022", ("Ann Lee",), "", "2022-09-15"),
        (
            "Ann Lee · Posted: Jan 16, 2024 10:11 PM AST · 3 min read",
            ("Ann Lee",),
            "",
            "2024-01-16",
        ),
        ("VNA - 5 June 2020", (), "VNA", "2020-06-05"),
        ("2020-06-05 14:30 | Politics", (), "", "2020-06-05"),
    ],
)
def test_columns_beside_a_date_are_read(
    line: str, reporters: tuple[str, ...], agency: str, issued: str
) -> None:
    byline = read_columns(line)
    assert byline is not None
    assert (byline.reporters, byline.agency, byline.issued) == (reporters, agency, issued)


def test_words_of_an_article_beside_a_date_stay() -> None:
    assert read_columns("The vote of the council | 5 June 2020") is None
    assert read_columns("Festival programme - 5 June 2020") is None
    assert read_columns("STATEMENTS AND RELEASES • 5 June 2020") is None


def test_a_byline_may_hold_its_date_without_a_column() -> None:
    byline = read_dated_byline("By Ann Lee 3 February 2020")
    assert byline is not None
    assert (byline.reporters, byline.issued) == (("Ann Lee",), "2020-02-03")
    assert read_dated_byline("Elected on 3 February 2020") is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Thứ 2, Ngày 05/08/2019, 09:00", "2019-08-05"),
        ("Published: 12 March 2023, 14:05 GMT+7", "2023-03-12"),
        ("Updated on Sept. 1st, 2021 at 9.30 p.m.", "2021-09-01"),
        ("Montag, 03.02.2020 10:15 Uhr", "2020-02-03"),
        ("Pirmdiena, 03.02.2020, 10:15", "2020-02-03"),
        ("2022-06-21T08:00:00Z", "2022-06-21"),
        ("Monday 3 February", ""),
        ("Festival week 3 February 2020", ""),
        ("The council met on 3 February 2020.", ""),
    ],
)
def test_date_lines_hold_a_date_and_nothing_of_the_article(line: str, date: str) -> None:
    assert date_line(line) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("31/12/2020", "2020-12-31"),
        ("12/31/2020", "2020-12-31"),
        ("05/06/2020", "2020-06-05"),
        ("31/02/2020 and 1/3/2020", "2020-03-01"),
        ("on October 22nd, 2019", "2019-10-22"),
        ("the 3rd of May 2018", "2018-05-03"),
        ("ngày 5 tháng 9 năm 2023", "2023-09-05"),
        ("2023/09/05", "2023-09-05"),
        ("room 2020-2021, call 05 06 2020", ""),
        ("May 2020", ""),
    ],
)
def test_dates_are_found_as_pages_write_them(text: str, date: str) -> None:
    found = find_date(text)
    assert (found[0] if found else "") == date
