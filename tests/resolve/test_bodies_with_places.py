"""A museum is a body and a place: what one document calls a building another lets act."""

from __future__ import annotations

from itertools import permutations

from small_documents import CASES, read_documents

from kg.datamodel import Extraction, Resolution
from kg.rdf.claims import find_claims
from kg.resolve import resolve


def documents() -> list[Extraction]:
    return read_documents((CASES / "institutions" / "input.txt").read_text(encoding="utf8"))


def types(resolution: Resolution) -> dict[str, str]:
    return {entity.iri.split("/")[1]: entity.type for entity in resolution.entities}


def test_a_thing_that_acts_in_one_document_and_is_visited_in_another_is_an_institution() -> None:
    found = types(resolve(documents()))
    assert found["kestrel-house"] == "Institution"
    assert found["skyline-forge"] == "Institution"
    assert found["ghent-city-library"] == "Institution"


def test_a_narrower_class_outvotes_institution() -> None:
    assert types(resolve(documents()))["deccan-institute-of-agronomy"] == "University"


def test_the_graph_refuses_none_of_the_statements_in_any_order_of_documents() -> None:
    for order in permutations(documents()):
        claims = find_claims(order, resolve(order))
        assert claims.refused == ()
        assert len(claims.accepted) == 6


def test_a_building_to_all_is_a_building_and_what_only_acts_is_a_body() -> None:
    text = (
        "== 1\ne1  Facility  Heron Gate\ne2  Person  Ada Berg\ne2 visited e1\n"
        "== 2\ne1  Organization  Heron Gate\n"
        "== 3\ne1  Facility  Kite Yard\n"
        "== 4\ne1  Facility  Kite Yard\n"
        "== 5\ne1  Organization  Kite Yard\ne2  Person  Ada Berg\ne2 holdsPositionIn e1\n"
    )
    found = types(resolve(read_documents(text)))
    assert found["heron-gate"] == "Facility"
    assert found["kite-yard"] == "Organization"
