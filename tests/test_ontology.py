"""What the shipped ontology promises, and what a broken one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import FaultsError, OntologyError
from kg.ontology import check_ontology, load_ontology

CONTRACT = [
    "chaired",
    "led",
    "attended",
    "spokeAt",
    "organized",
    "heldAt",
    "holdsPositionIn",
    "founderOf",
    "memberOf",
    "honoredIn",
    "grantedBy",
    "hasCriterion",
    "cooperatesWith",
    "supports",
    "inspiredBy",
    "implements",
    "applies",
    "evaluates",
    "visited",
    "locatedIn",
    "headquarteredIn",
    "partOf",
    "reportedBy",
    "translatedBy",
    "startDate",
    "endDate",
    "about",
    "measure",
    "value",
    "unit",
    "asOf",
    "stance",
    "confidence",
    "extractor",
    "evidence",
    "role",
    "former",
    "year",
    "since",
    "date",
]

CLASSES = [
    "Actor",
    "Person",
    "Official",
    "Organization",
    "Company",
    "GovernmentBody",
    "Association",
    "Institution",
    "University",
    "GeopoliticalEntity",
    "Country",
    "Region",
    "City",
    "Place",
    "Facility",
    "Event",
    "Conference",
    "Meeting",
    "Ceremony",
    "PressConference",
    "Visit",
    "Award",
    "Project",
    "Criterion",
    "Model",
    "Document",
    "Statement",
    "Observation",
]


def test_every_promised_term_is_there():
    ontology = load_ontology()
    assert set(CLASSES) <= set(ontology.classes)
    assert set(CONTRACT) <= set(ontology.properties)


def test_the_shipped_file_has_no_fault():
    assert check_ontology() == []


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_explains_itself(name):
    found = load_ontology().classes[name]
    assert found.label
    assert found.definition.endswith(".")
    assert found.example


def test_a_city_acts_and_is_a_place():
    ontology = load_ontology()
    assert ontology.is_a("City", "Actor")
    assert ontology.is_a("City", "Place")
    assert not ontology.is_a("Facility", "Actor")
    assert ontology.ancestors("City")[0] == "GeopoliticalEntity"


def test_narrower_terms_are_found_from_the_broader():
    ontology = load_ontology()
    assert ontology.descendants("GeopoliticalEntity") == ("City", "Country", "Region")
    assert ontology.descendants("locatedIn") == ("headquarteredIn",)
    assert ontology.is_a("sisterCityOf", "cooperatesWith")


@pytest.mark.parametrize(
    ("prop", "subject", "object_"),
    [
        ("chaired", "Official", "PressConference"),
        ("led", "Person", "GovernmentBody"),
        ("led", "Person", "Visit"),
        ("organized", "City", "Conference"),
        ("holdsPositionIn", "Person", "Country"),
        ("honoredIn", "Region", "Award"),
        ("cooperatesWith", "City", "University"),
        ("supports", "Company", "Project"),
        ("locatedIn", "Company", "City"),
        ("partOf", "City", "Region"),
        ("partOf", "Conference", "Event"),
    ],
)
def test_what_the_ontology_allows(prop, subject, object_):
    assert load_ontology().refusal(prop, subject, object_) is None


@pytest.mark.parametrize(
    ("prop", "subject", "object_", "reason"),
    [
        ("chaired", "City", "Meeting", "chaired takes a Person as subject, not a City."),
        (
            "led",
            "Person",
            "Award",
            "led takes an Organization or an Event as object, not an Award.",
        ),
        (
            "partOf",
            "City",
            "Event",
            "partOf joins things of one kind, not a City and an Event.",
        ),
        ("married", "Person", "Person", "married is not a property of the ontology."),
        ("chaired", "Robot", "Event", "Robot is not a class of the ontology."),
        ("year", "Person", "Person", "year takes a literal as value, not a Person."),
    ],
)
def test_what_it_refuses_and_why(prop, subject, object_, reason):
    assert load_ontology().refusal(prop, subject, object_) == reason


def test_qualifiers_are_part_of_the_law():
    ontology = load_ontology()
    assert ontology.qualifier_refusal("honoredIn", "year") is None
    assert ontology.qualifier_refusal("holdsPositionIn", "former") is None
    assert "not role" in (ontology.qualifier_refusal("locatedIn", "role") or "")


def test_symmetric_and_transitive_properties():
    properties = load_ontology().properties
    assert [n for n, p in properties.items() if p.symmetric] == [
        "cooperatesWith",
        "signedAgreementWith",
        "sisterCityOf",
    ]
    assert [n for n, p in properties.items() if p.transitive] == ["locatedIn", "partOf"]


def test_an_unknown_term_is_named():
    with pytest.raises(OntologyError, match="Martian"):
        load_ontology().ancestors("Martian")


def test_all_faults_of_a_file_are_given_with_their_lines(tmp_path: Path):
    file = tmp_path / "broken.ttl"
    file.write_text(
        """@prefix kg: <https://w3id.org/kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
kg:Thing1 a owl:Class ; rdfs:label "x" ; rdfs:subClassOf kg:Thing2 .
kg:Thing2 a owl:Class ; rdfs:subClassOf kg:Thing1 .
kg:knows a owl:ObjectProperty ; rdfs:domain kg:Nobody ; kg:qualifier kg:never .
""",
        encoding="utf-8",
    )
    faults = check_ontology(file)
    texts = [str(f).removeprefix(f"{file}:") for f in faults]
    assert "4: kg:Thing1 is narrower than itself" in texts
    assert "5: kg:Thing2 lacks a label; every term has one" in texts
    assert "6: kg:knows has kg:Nobody as domain, which is no class of this file" in texts
    assert "6: kg:knows names kg:never, which is no property of this file" in texts
    assert "6: kg:knows lacks a range; every property has one" in texts
    with pytest.raises(FaultsError):
        load_ontology(file)


def test_a_syntax_error_has_its_line(tmp_path: Path):
    file = tmp_path / "broken.ttl"
    file.write_text("<a:b> <a:c> <a:d> .\n<a:b> <a:c .\n", encoding="utf-8")
    [fault] = check_ontology(file)
    assert (fault.line, fault.message.split(":")[0]) == (2, "not Turtle")


def test_a_missing_file_is_a_fault(tmp_path: Path):
    [fault] = check_ontology(tmp_path / "none.ttl")
    assert "cannot be read" in fault.message
