"""Quantities become observations about the thing they are said of."""

from __future__ import annotations

import pytest

from kg.datamodel import Article
from kg.relations.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lagos has attracted over 4,000 foreign projects.",
            ("Lagos", "foreign projects", "4000", ""),
        ),
        ("The Port Union has 180 members.", ("Port Union", "members", "180", "")),
        (
            "Ghent raised a total capital of 40 billion USD.",
            ("Ghent", "total capital", "40000000000", "USD"),
        ),
    ],
)
def test_a_quantity_is_about_its_subject(
    extractor: Extractor, text: str, expected: tuple[str, str, str, str]
) -> None:
    extraction = extractor.extract(Article("a", text, issued="2023-09-18"))
    name = {e.id: e.name for e in extraction.entities}
    found = [(name[o.about], o.measure, o.value, o.unit) for o in extraction.observations]
    assert found == [expected]
    for o in extraction.observations:
        assert text[o.evidence.start : o.evidence.end] == o.evidence.exact
        assert o.as_of == "2023-09-18"


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 Lagos was old.",
        "Lagos waited for 3 years.",
        "Lagos hopes to attract 500 projects.",
        "Ghent was in the Top 7.",
        "There were 500 guests.",
    ],
)
def test_years_ranks_spans_of_time_and_hopes_are_no_quantities(
    extractor: Extractor, text: str
) -> None:
    assert extractor.extract(Article("a", text, issued="2023-09-18")).observations == ()
