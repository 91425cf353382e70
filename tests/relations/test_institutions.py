"""A thing that a document uses as a body and as a place keeps the statements of both kinds."""

from __future__ import annotations

import pytest

from kg.datamodel import Article
from kg.relations.coercion import settled
from kg.relations.extractor import Extractor

ORGANIZATION = ("Organization",)
PLACE = ("Place",)
EITHER = ("Place", "Organization")


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The Harbour Summit was held at the Kestrel Museum on 4 May 2021. Ada Berg, director of the Kestrel Museum, spoke at the summit.",
         "Kestrel Museum"),
        ("The Harbour Summit was held at the Institute of Oceanography on 4 May 2021. Ada Berg, director of the Institute of Oceanography, spoke at the summit.",
         "Institute of Oceanography"),
        ("The Harbour Summit was held at the Skyline Center on 4 May 2021. Ada Berg, director of the Skyline Center, spoke at the summit.",
         "Skyline Center"),
    ],
)  # fmt: skip
def test_what_hosts_and_has_a_director_keeps_both_statements(
    extractor: Extractor, text: str, thing: str
) -> None:
    extraction = extractor.extract(Article("article", text, issued="2021-06-15"))
    found = next(e for e in extraction.entities if e.name == thing)
    assert found.type == "Institution"
    objects = {s.property for s in extraction.statements if s.object == found.id}
    assert {"heldAt", "holdsPositionIn"} <= objects
    assert not any(thing in (r.subject, r.object) for r in extraction.rejected)


def test_the_nouns_of_an_institution_point_back_to_it(extractor: Extractor) -> None:
    text = "The Kestrel Museum opened in 1990. The museum's director, Ada Berg, was pleased."
    extraction = extractor.extract(Article("article", text))
    name = {e.id: e.name for e in extraction.entities}
    said = {(name[s.subject], s.property, name[s.object]) for s in extraction.statements}
    assert ("Ada Berg", "holdsPositionIn", "Kestrel Museum") in said


@pytest.mark.parametrize(
    ("kind", "uses", "certain", "wanted"),
    [
        ("Facility", [PLACE, ORGANIZATION], True, "Institution"),
        ("Organization", [ORGANIZATION, ORGANIZATION, PLACE], False, "Institution"),
        ("Facility", [PLACE, EITHER], True, "Facility"),
        ("Organization", [ORGANIZATION, EITHER], True, "Organization"),
        ("Facility", [EITHER, EITHER, ORGANIZATION], False, "Organization"),
        ("Facility", [ORGANIZATION], True, "Institution"),
        ("Association", [ORGANIZATION, PLACE], True, "Association"),
        ("Organization", [("Event",), ("Event",)], False, "Event"),
        ("City", [PLACE, ("Actor",)], True, "City"),
        ("Person", [], True, "Person"),
    ],
)
def test_a_class_is_settled_by_all_uses(
    kind: str, uses: list[tuple[str, ...]], certain: bool, wanted: str
) -> None:
    assert settled(kind, uses, certain=certain) == wanted
    assert settled(kind, uses[::-1], certain=certain) == wanted
