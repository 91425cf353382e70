"""What names, nouns and plurals speak of, seen in what is read from them."""

from __future__ import annotations

import pytest

from kg.datamodel import Article
from kg.relations.extractor import Extractor

Triple = tuple[str, str, str]


def read(extractor: Extractor, text: str) -> set[Triple]:
    extraction = extractor.extract(Article("example", text, issued="2024-06-15"))
    names = {e.id: e.name for e in extraction.entities}
    return {
        (names[s.subject], s.property, names[s.object])
        for s in extraction.statements
        if s.stance == "asserted"
    }


def kinds(extractor: Extractor, text: str) -> dict[str, str]:
    extraction = extractor.extract(Article("example", text, issued="2024-06-15"))
    return {e.name: e.type for e in extraction.entities}


@pytest.mark.parametrize(
    "plural", ["Both universities are members", "The two universities are members"]
)
def test_a_plural_speaks_of_the_two_that_the_sentence_before_joins(
    extractor: Extractor, plural: str
) -> None:
    text = (
        "On Friday, Makerere University and the University of Porto signed an agreement. "
        f"{plural} of the Cold Coasts Network."
    )
    found = read(extractor, text)
    assert ("Makerere University", "memberOf", "Cold Coasts Network") in found
    assert ("University of Porto", "memberOf", "Cold Coasts Network") in found


def test_a_plural_stays_unresolved_where_three_may_be_meant(extractor: Extractor) -> None:
    text = (
        "Makerere University, Lund University and Queen's University met on Friday. "
        "The two universities are members of the Cold Coasts Network."
    )
    assert not [t for t in read(extractor, text) if t[1] == "memberOf"]


def test_an_adjective_of_nation_tells_which_city_is_meant(extractor: Extractor) -> None:
    text = (
        "Toronto and Nairobi exchanged letters, said the mayor of Nairobi. Nairobi is growing. "
        "The Canadian city joined the Harbour Cities Network in May."
    )
    assert ("Toronto", "memberOf", "Harbour Cities Network") in read(extractor, text)


def test_a_capital_means_the_body_named_first(extractor: Extractor) -> None:
    text = (
        "The University of Porto opened a laboratory with Makerere University on Monday. "
        "Makerere University sent a team. The University joined the Cold Coasts Network in May."
    )
    assert ("University of Porto", "memberOf", "Cold Coasts Network") in read(extractor, text)


def test_the_council_is_no_other_body_than_one_of_that_word(extractor: Extractor) -> None:
    text = "The Lagos Port Authority met on Monday. The council is headed by Ines Duarte, a lawyer."
    assert not [t for t in read(extractor, text) if t[2] == "Lagos Port Authority"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The firm was set up by the hydrographer Graça Muianga.", "Graça Muianga", "Person"),
        ("Jana Rozman, 52, is the founder of Obrat, a cooperative.", "Obrat", "Association"),
        ("The lender Banque du Sahel employs Aminata Diarra.", "Banque du Sahel", "Company"),
    ],
)
def test_the_words_beside_a_name_tell_its_class(
    extractor: Extractor, text: str, name: str, kind: str
) -> None:
    assert kinds(extractor, text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (
            "Dr. Ann Lee, director of the River Laboratory of the University of Porto, agreed.",
            ("Ann Lee", "holdsPositionIn", "River Laboratory"),
        ),
        (
            "On Friday Makerere University signed an agreement with the University of Porto.",
            ("Makerere University", "cooperatesWith", "University of Porto"),
        ),
        (
            "Ms. Ann Lee, Director of Research of ICF, agreed.",
            ("Ann Lee", "holdsPositionIn", "ICF"),
        ),
        (
            "A former director of the Harbour Museum, Ann Lee has long argued for a new hall.",
            ("Ann Lee", "holdsPositionIn", "Harbour Museum"),
        ),
        (
            "LAGOS — Ann Lee, who is 47, was named director of the Harbour Museum on Monday.",
            ("Ann Lee", "holdsPositionIn", "Harbour Museum"),
        ),
        (
            "Raised in Ely, Ann Lee founded the Harbour Foundation in 2011.",
            ("Ann Lee", "founderOf", "Harbour Foundation"),
        ),
    ],
)
def test_names_and_offices_end_where_they_end(
    extractor: Extractor, text: str, triple: Triple
) -> None:
    assert triple in read(extractor, text)


def test_each_winner_of_a_list_keeps_its_own_year(extractor: Extractor) -> None:
    text = (
        "The Green Harbour Award goes to Lagos. Earlier winners are Oslo (Norway) in 2021, "
        "Porto (Portugal) in 2022 and Gdansk, a city in Poland, in 2023."
    )
    extraction = extractor.extract(Article("example", text, issued="2024-06-15"))
    names = {e.id: e.name for e in extraction.entities}
    years = {
        (names[s.subject], dict(s.qualifiers).get("year"))
        for s in extraction.statements
        if s.property == "honoredIn" and names[s.subject] != "Lagos"
    }
    assert years == {("Oslo", "2021"), ("Porto", "2022"), ("Gdansk", "2023")}


def test_the_state_of_an_address_shares_nothing(extractor: Extractor) -> None:
    text = (
        "The cities of Superior, Wisconsin, and Thunder Bay, Ontario, joined the "
        "Harbour Cities Network."
    )
    joined = {t[0] for t in read(extractor, text) if t[1] == "memberOf"}
    assert joined == {"Superior", "Thunder Bay"}


def test_a_firm_may_have_the_name_of_a_town(extractor: Extractor) -> None:
    text = (
        "The start-up Evora has signed a partnership with the University of Porto, said founder "
        "Ann Lee. Evora was founded in Lyon."
    )
    assert kinds(extractor, text)["Evora"] == "Company"
    assert ("Ann Lee", "founderOf", "Evora") in read(extractor, text)


def test_the_awards_are_those_named_before(extractor: Extractor) -> None:
    text = (
        "Ghent took a prize at the Harbour Awards. The awards have been presented by the Ports "
        "Union since 2004."
    )
    assert ("Harbour Awards", "grantedBy", "Ports Union") in read(extractor, text)


def test_who_leads_a_delegation_is_no_part_of_its_name(extractor: Extractor) -> None:
    text = "A delegation of the Dutch Embassy led by Ambassador Ann Lee visited Lyon on 3 June."
    found = read(extractor, text)
    assert ("Ann Lee", "led", "delegation of the Dutch Embassy") in found
    assert ("Ann Lee", "holdsPositionIn", "Dutch Embassy") in found


def test_a_body_may_have_a_name_in_a_language_of_its_own(extractor: Extractor) -> None:
    text = (
        "The women of the Sundar Mahila Kala Kendra paint walls. The Kendra, which is based in "
        "Lima, joined the Harbour League in 2003."
    )
    found = read(extractor, text)
    assert ("Sundar Mahila Kala Kendra", "memberOf", "Harbour League") in found


def test_the_county_library_is_the_one_with_that_word(extractor: Extractor) -> None:
    text = (
        "Ann Lee works at the Kisumu County Library. The African Library Union gave a dinner. "
        "The Lake Books project is new. Lake Books is run by the county library."
    )
    assert ("Kisumu County Library", "implements", "Lake Books project") in read(extractor, text)


def test_a_list_below_its_sentence_is_read_and_shown(extractor: Extractor) -> None:
    text = (
        "The Harbour League met in Lagos.\n\nThe following cities became members of the League:\n\n"
        "- Oran (Algeria)\n- Cuenca (Ecuador)\n\nWith them the League has 96 members."
    )
    extraction = extractor.extract(Article("example", text, issued="2024-06-15"))
    names = {e.id: e.name for e in extraction.entities}
    told = {
        names[s.subject]: text[s.evidence.start : s.evidence.end]
        for s in extraction.statements
        if s.property == "memberOf"
    }
    assert set(told) == {"Oran", "Cuenca"}
    assert told["Cuenca"].startswith("The following")
    assert "Cuenca" in told["Cuenca"]


def test_a_guest_holds_no_office_here(extractor: Extractor) -> None:
    text = (
        "Lagos State is large. Chairman Jan Novak welcomed Governor Ann Lee to Lagos State. "
        "Governor Ann Lee thanked Lagos State."
    )
    assert not [t for t in read(extractor, text) if t[:2] == ("Ann Lee", "holdsPositionIn")]


def test_the_province_is_not_the_guests(extractor: Extractor) -> None:
    text = (
        "Lagos State is large. Lagos State received a delegation of Quezon Province on Monday. "
        "Since 2019, the province has implemented the Green Palm Program."
    )
    assert ("Lagos State", "implements", "Green Palm Program") in read(extractor, text)


def test_what_was_chaired_is_the_event(extractor: Extractor) -> None:
    text = (
        "Acme Trading cancelled in May. A seminar on drought filled the hall on Saturday. "
        "It was chaired by Ann Lee."
    )
    chaired = {t for t in read(extractor, text) if t[1] == "chaired"}
    assert chaired == {("Ann Lee", "chaired", "seminar on drought")}


def test_who_is_congratulated_has_won(extractor: Extractor) -> None:
    found = read(extractor, 'Ann Lee congratulated Ghent on winning the title "Clean Bay".')
    assert ("Ghent", "honoredIn", "Clean Bay") in found
    assert ("Ann Lee", "honoredIn", "Clean Bay") not in found


def test_speakers_beside_a_chair_chair_nothing(extractor: Extractor) -> None:
    text = "The panel was moderated by Ann Lee, with Jan Novak and Tunde Bello as speakers."
    found = read(extractor, text)
    assert {t[0] for t in found if t[1] == "chaired"} == {"Ann Lee"}
    assert {t[0] for t in found if t[1] == "spokeAt"} == {"Jan Novak", "Tunde Bello"}


def test_offices_stand_before_their_holders_through_a_list(extractor: Extractor) -> None:
    text = (
        "Present at the forum were the Consul General of India in Lima, Mr. Jan Novak, and "
        "Director of Acme Corporation, Ms. Ann Lee."
    )
    held = {t for t in read(extractor, text) if t[1] == "holdsPositionIn"}
    assert held == {
        ("Jan Novak", "holdsPositionIn", "India"),
        ("Ann Lee", "holdsPositionIn", "Acme Corporation"),
    }
