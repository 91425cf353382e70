from __future__ import annotations

import pytest

from kg.ingest.datelines import read_dateline


@pytest.mark.parametrize(
    ("line", "agency", "issued"),
    [
        ("PORTAL - On Monday", "PORTAL", ""),
        ("Binh Phuoc (VNA) – The", "VNA", ""),
        ("Ho Chi Minh City (VNA) - The", "VNA", ""),
        ("SEOUL, March 4 (Yonhap) -- The", "Yonhap", ""),
        ("(Reuters) - The", "Reuters", ""),
        ("NEW YORK (AP) — The", "AP", ""),
        ("WASHINGTON, D.C., Jan. 5 (AP) — The", "AP", ""),
        ("EINDHOVEN, Netherlands, March 12, 2023 – The", "", "2023-03-12"),
        ("Eindhoven, the Netherlands – 12 March 2023 – The", "", "2023-03-12"),
        ("KOCHI, India, Feb. 5, 2024 /NewsLine/ -- The", "NewsLine", "2024-02-05"),
        ("HANOI — The", "", ""),
        ("Hanoi – The", "", ""),
        ("Đà Nẵng – The", "", ""),
        ("Bogotá, 3 de Mayo - The", None, ""),
        ("June 21, 2022 – The", "", "2022-06-21"),
    ],
)
def test_datelines_end_where_the_article_begins(line: str, agency: str | None, issued: str) -> None:
    paragraph = f"{line} council met on Monday."
    dateline = read_dateline(paragraph)
    if agency is None:
        assert dateline is None
        return
    assert dateline is not None
    assert (dateline.agency, dateline.issued) == (agency, issued)
    assert paragraph[dateline.end :].startswith(("The council", "On Monday"))


@pytest.mark.parametrize(
    "paragraph",
    [
        "ICF - a forum of many cities - met on Monday.",
        "WTA - The association met; WTA is forty years old.",
        "Mr. Le Anh - Director of the school - spoke first.",
        "Many came – The hall was full.",
        "Brainport Eindhoven – The region met its partners.",
        "The Triple Helix model - State, schools, firms - is applied.",
        "Two cities (Lund and Oslo) – The rest stayed away.",
        "Smart21 - The list of the year.",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(paragraph: str) -> None:
    assert read_dateline(paragraph, elsewhere="WTA is old.") is None
