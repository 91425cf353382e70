"""When an event was, where no statement about it says so."""

from __future__ import annotations

from kg.datamodel import Article
from kg.relations.extractor import Extractor


def test_the_days_within_the_name_of_an_event_are_its_first_and_its_last(
    extractor: Extractor,
) -> None:
    text = "Mayor Ada Berg praised the Harbour Fair of 3-7 May 2021."
    extraction = extractor.extract(Article("article", text, issued="2021-06-15"))
    fair = next(e for e in extraction.entities if e.name == "Harbour Fair")
    assert dict(fair.attributes) == {"startDate": "2021-05-03", "endDate": "2021-05-07"}
