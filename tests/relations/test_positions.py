"""Who holds which office where, in the many shapes that newspapers give it."""

from __future__ import annotations

import pytest

from kg.datamodel import Article
from kg.relations.extractor import Extractor

HELD = [
    ("As rector of Lagos University, Josephine Banda opened the year.", "Lagos University", "rector"),
    ("Grace Mwangi, 45, director of the Nairobi Water Trust, signed.", "Nairobi Water Trust", "director"),
    ("Grace Mwangi, PhD, director of the Nairobi Water Trust, signed.", "Nairobi Water Trust", "director"),
    ("Grace Mwangi, Permanent Secretary, Ministry of Water, spoke.", "Ministry of Water", "Permanent Secretary"),
    ("Anna Lind, a marine biologist at the University of Tartu, spoke.", "University of Tartu", "marine biologist"),
    ("On behalf of the Baltic Cities Union, secretary general Anna Lind spoke.", "Baltic Cities Union", "secretary general"),
    ("The Nairobi Water Trust, under director Grace Mwangi, has dug wells.", "Nairobi Water Trust", "director"),
    ("Maji Tech CEO and founder Grace Mwangi signed.", "Maji Tech", "CEO"),
    ("Liisa Aho, elected mayor of Tampere in 2020, agreed.", "Tampere", "mayor"),
    ("Tampere's deputy mayor for culture, Liisa Aho, agreed.", "Tampere", "deputy mayor for culture"),
    ("President of the Harbour League: Mr. Jan Novak", "Harbour League", "President"),
    ("Kenya's national librarian, Grace Mwangi, died in Nakuru.", "Kenya", "national librarian"),
    ("Grace Mwangi was promoted to director of the Nairobi Water Trust.", "Nairobi Water Trust", "director"),
    ("Grace Mwangi held the post of treasurer at the Nairobi Water Trust.", "Nairobi Water Trust", "treasurer"),
    ("The Harbour League met in Lagos. League president Grace Mwangi spoke.", "Harbour League", "president"),
    ("The Harbour League met, and its chairman, Lagos Mayor Grace Mwangi, spoke.", "Harbour League", "chairman"),
    ("The mayor of Oruro in Bolivia, Grace Mwangi, also came.", "Oruro", "mayor"),
    ("Grace Mwangi is director of the Lima office of the Nairobi Water Trust.", "Nairobi Water Trust", "director"),
    ("The summit was held in Lagos. Kenya sent Deputy Transport Minister Grace Mwangi.", "Kenya", "Deputy Transport Minister"),
    ("Grace Mwangi was elected the Harbour League's first president.", "Harbour League", "president"),
    ("Grace Mwangi has been appointed director-general of the Harbour Institute.", "Harbour Institute", "director-general"),
    ("Harbour League Secretary General Grace Mwangi spoke.", "Harbour League", "Secretary General"),
    ("The rector of Lagos University, Associate Professor Grace Mwangi, spoke.", "Lagos University", "rector"),
    ("Guests were the Director of the Health Bureau Dr Grace Mwangi, Jan Novak and others.", "Health Bureau", "Director"),
    ("Seychelles' Minister of Fisheries, Grace Mwangi, spoke.", "Seychelles", "Minister of Fisheries"),
    ("Grace Mwangi, director of the Nile Commission's secretariat, spoke.", "Nile Commission", "director"),
    ("The Harbour League of Africa met. Then league chairman Grace Mwangi spoke.", "Harbour League of Africa", "chairman"),
    ("Grace Mwangi is the founder of the Clyde Valley coach firm Maji Travel.", "Maji Travel", "founder"),
    ("Grace Mwangi, head of the Valencia port authority, spoke.", "Valencia port authority", "head"),
    ("Lagos won the Harbour Prize. Grace Mwangi, the city's mayor, was proud.", "Lagos", "mayor"),
    ("The Lagos City Government was represented by deputy mayor Grace Mwangi.", "Lagos City Government", "deputy mayor"),
    ("Grace Mwangi, chair of the Board of Directors of Harbour Bank, spoke.", "Harbour Bank", "chair of the Board of Directors"),
    ("Grace Mwangi, Head of the Management Board of the Lagos Industrial Zones, spoke.", "Management Board of the Lagos Industrial Zones", "Head"),
    ("The Harbour League's president, Kenyan economist Grace Mwangi, spoke.", "Harbour League", "president"),
    ("Chairwoman of the Harbour League, Grace Mwangi, spoke.", "Harbour League", "Chairwoman"),
    ("The National Museum of Ghent named Grace Mwangi its new director.", "National Museum of Ghent", "director"),
    ("The Harbour League met in Lagos. Grace Mwangi, its secretary general, spoke.", "Harbour League", "secretary general"),
    ("The Harbour League met in Lagos. Grace Mwangi, its general manager, spoke.", "Harbour League", "general manager"),
    ("The Harbour League unanimously re-elected Grace Mwangi president.", "Harbour League", "president"),
    ("Grace Mwangi won a second term as president of the Harbour League.", "Harbour League", "president"),
    ("The Harbour League elected Jan Novak as president. Grace Mwangi, head of transport in Ghent, was elected treasurer.", "Harbour League", "treasurer"),
    ("They went to the Harbour Museum, where the curator, Grace Mwangi, met them.", "Harbour Museum", "curator"),
    ("UNESCO's representative to Nepal, Grace Mwangi, spoke.", "UNESCO", "representative to Nepal"),
    ("The Minister of Local Government of Sierra Leone, Dr Grace Mwangi, spoke.", "Sierra Leone", "Minister of Local Government"),
    ("Makerere University won. Makerere vice-chancellor Grace Mwangi spoke.", "Makerere University", "vice-chancellor"),
    ("Former Harbour Bank director Grace Mwangi spoke.", "Harbour Bank", "director"),
]  # fmt: skip

NOT_HELD = [
    "Grace Mwangi was asked to head the Harbour Bank.",
    "Grace Mwangi was nominated as director of the Harbour Bank.",
    "Grace Mwangi will become director of the Harbour Bank in May.",
    "At the Harbour Museum, mayor Grace Mwangi opened the show.",
    "Grace Mwangi met the director, Harbour Bank officials said.",
    "Grace Mwangi, a friend of the director of the Harbour Bank, signed.",
    "Under pressure from Grace Mwangi, the Harbour Bank closed.",
    "Senator Grace Mwangi, who is Minister for Arica and Parinacota Affairs, agreed.",
    "Grace Mwangi, the mayor-elect of Lagos, agreed.",
    "City Environment and Natural Resources Officer Grace Mwangi agreed.",
]


def held(extractor: Extractor, text: str) -> set[tuple[str, str, str]]:
    """All asserted positions of a text: who, where, as what."""
    extraction = extractor.extract(Article("a", text, issued="2024-06-15"))
    names = {e.id: e.name for e in extraction.entities}
    return {
        (names[s.subject], names[s.object], dict(s.qualifiers).get("role", ""))
        for s in extraction.statements
        if s.property == "holdsPositionIn" and s.stance == "asserted"
    }


@pytest.mark.parametrize(("text", "where", "role"), HELD)
def test_an_office_is_read_with_its_body_and_role(
    extractor: Extractor, text: str, where: str, role: str
) -> None:
    assert (where, role) in {(body, said) for _, body, said in held(extractor, text)}


@pytest.mark.parametrize("text", NOT_HELD)
def test_what_is_not_yet_or_not_theirs_is_no_office(extractor: Extractor, text: str) -> None:
    assert not held(extractor, text)


FORMER = [
    "Grace Mwangi stepped down as director of the Harbour Bank.",
    "Grace Mwangi was director of the Harbour Bank until 2019.",
    "Grace Mwangi was director of the Harbour Bank from 2010 to 2019.",
    "Grace Mwangi used to be director of the Harbour Bank.",
    "Anna Lind was named director of the Harbour Bank. She replaces Grace Mwangi.",
    "Anna Lind became director of the Harbour Bank in May, succeeding Grace Mwangi.",
    "Anna Lind replaced Grace Mwangi as director of the Harbour Bank.",
    "Grace Mwangi served as director of the Harbour Bank from 2010 to 2019.",
    "Grace Mwangi previously served as director of the Harbour Bank.",
    "Grace Mwangi was sacked as director of the Harbour Bank.",
    "Grace Mwangi, who was director of the Harbour Bank before Anna Lind, spoke.",
]


@pytest.mark.parametrize("text", FORMER)
def test_who_has_left_an_office_is_its_former_holder(extractor: Extractor, text: str) -> None:
    extraction = extractor.extract(Article("a", text, issued="2024-06-15"))
    names = {e.id: e.name for e in extraction.entities}
    said = [
        (names[s.object], dict(s.qualifiers))
        for s in extraction.statements
        if s.property == "holdsPositionIn" and names[s.subject] == "Grace Mwangi"
    ]
    assert said == [("Harbour Bank", {"former": "true", "role": "director"})]


def test_a_successor_who_holds_another_office_too_is_followed_in_the_new_one(
    extractor: Extractor,
) -> None:
    text = (
        "The Harbour League elected Anna Lind as its president. Lind, who is rector of Lagos "
        "University, succeeds Grace Mwangi."
    )
    assert ("Grace Mwangi", "Harbour League", "president") in held(extractor, text)
    assert ("Grace Mwangi", "Lagos University", "rector") not in held(extractor, text)


def test_offices_in_the_plural_are_shared_out(extractor: Extractor) -> None:
    text = "The mayors of Quito, María Paz Cárdenas, and Cali, Jorge Iván Ospina, agreed."
    assert held(extractor, text) == {
        ("María Paz Cárdenas", "Quito", "mayor"),
        ("Jorge Iván Ospina", "Cali", "mayor"),
    }


def test_a_counterpart_holds_office_in_the_place_named(extractor: Extractor) -> None:
    text = (
        "Zambian Transport Minister Mutale Phiri and his Botswanan counterpart, Kagiso Tau, agreed."
    )
    assert ("Kagiso Tau", "Botswana", "") in held(extractor, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "LÜDERITZ, Namibia - The ambassadors of South Africa and Angola came to Lüderitz from "
            "Swakopmund. The South Africa Trust paid. The Minister of Fisheries, Anna Lind, spoke.",
            ("Anna Lind", "Namibia", "Minister of Fisheries"),
        ),
        (
            "Mayor Anna Lind of Turku met Mayor Jan Novak of Lima. Lima is large, and Lima grows. "
            "Mayor Anna Lind signed.",
            ("Anna Lind", "Turku", "Mayor"),
        ),
        (
            "The Harbour Institute\n\nThe Harbour Institute teaches. Our people\n\n"
            "Anna Lind, Director.\n\nJan Novak, Head of Workshops.\n\n",
            ("Jan Novak", "Harbour Institute", "Head of Workshops"),
        ),
        (
            "Anna Lind, Head of Research at the Harbour Institute, spoke.",
            ("Anna Lind", "Harbour Institute", "Head of Research"),
        ),
    ],
)
def test_an_office_without_a_body_is_held_where_the_text_is_at_home(
    extractor: Extractor, text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in held(extractor, text)


def test_an_office_is_held_nowhere_where_two_countries_are_at_home(extractor: Extractor) -> None:
    text = "Lima, Quito, Peru and Ecuador agreed. The Minister of Health, Anna Lind, was glad."
    assert not held(extractor, text)


def test_so_did_says_the_same_of_another(extractor: Extractor) -> None:
    text = "The Ocean Summit was held in Lagos. Ann Lee attended, and so did the poet Jan Novak."
    extraction = extractor.extract(Article("a", text, issued="2024-06-15"))
    names = {e.id: e.name for e in extraction.entities}
    present = {names[s.subject] for s in extraction.statements if s.property == "attended"}
    assert present == {"Ann Lee", "Jan Novak"}


def test_a_delegation_is_led_and_not_its_reception(extractor: Extractor) -> None:
    text = "Ms. Ann Lee chaired a reception for the delegation of Turku city led by Mr. Jan Novak."
    extraction = extractor.extract(Article("a", text, issued="2024-06-15"))
    names = {e.id: e.name for e in extraction.entities}
    said = {(names[s.subject], s.property) for s in extraction.statements}
    assert ("Jan Novak", "led") in said
    assert ("Jan Novak", "chaired") not in said
