"""What a text says is not so, not yet so, or only claimed."""

from __future__ import annotations

import pytest

from kg.datamodel import Article
from kg.relations.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Lagos did not host the Ocean Summit.", "negated"),
        ("Lagos has never hosted the Ocean Summit.", "negated"),
        ("Lagos hopes to host the Ocean Summit.", "planned"),
        ("Lagos plans to host the Ocean Summit.", "planned"),
        ("Lagos could host the Ocean Summit.", "hedged"),
        ("Lagos has not made up its mind about hosting the Ocean Summit.", "hedged"),
        ("If Lagos hosts the Ocean Summit, hotels will be full.", "hedged"),
        ("Has Lagos hosted the Ocean Summit?", "hedged"),
        ("Critics believe that Lagos hosted the Ocean Summit.", "attributed"),
        ("Reports that Lagos hosted the Ocean Summit are false.", "negated"),
        ("The rumour that Lagos hosted the Ocean Summit is unfounded.", "negated"),
        ("It is not true that Lagos hosted the Ocean Summit.", "negated"),
        ("It is not the case that Lagos hosted the Ocean Summit.", "negated"),
        ("There is no truth in the story that Lagos hosted the Ocean Summit.", "negated"),
        ("It was wrongly reported that Lagos hosted the Ocean Summit.", "negated"),
        ("Lagos has yet to host the Ocean Summit.", "negated"),
        ("Lagos is yet to host the Ocean Summit.", "negated"),
        ("Lagos was prevented from hosting the Ocean Summit.", "negated"),
        ("Lagos no longer hosts the Ocean Summit.", "negated"),
        ("Lagos built a port rather than host the Ocean Summit.", "negated"),
        ("Lagos was to have hosted the Ocean Summit.", "planned"),
        ("Had Lagos hosted the Ocean Summit, it would have won.", "hedged"),
    ],
)
def test_what_is_not_said_as_fact_is_kept_apart(
    extractor: Extractor, text: str, stance: str
) -> None:
    extraction = extractor.extract(Article("article", text, issued="2024-06-15"))
    assert {s.stance for s in extraction.statements if s.property == "organized"} == {stance}
