"""Pronouns are resolved by who acts, by agreement and by what grammar forbids."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.datamodel import Article
from kg.nlp.pipeline import make_pipeline, read
from kg.training.gap import Row, answers, score, together


@pytest.fixture(scope="module")
def nlp() -> Language:
    return make_pipeline()


def antecedents(nlp: Language, text: str) -> list[str]:
    """Give the name that each resolved pronoun of a text stands for."""
    doc = read(nlp, Article("text", text))
    names = {entity["id"]: entity["name"] for entity in doc.user_data["entities"]}
    return [names[s.kb_id_] for s in doc.spans["mentions"] if s.id_ == "pronoun"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Anna Keller met Maria Rossi in Riga. Keller praised her.",
            ["Maria Rossi"],
            id="nobody praises herself with a plain pronoun",
        ),
        pytest.param(
            "Ellen Ward opened the school with her aunt Mary Payne.",
            ["Ellen Ward"],
            id="an aunt is not her own aunt",
        ),
        pytest.param(
            "In her speech, Ellen Ward praised the builders.",
            ["Ellen Ward"],
            id="a name may follow its pronoun",
        ),
        pytest.param(
            "Robert Olsen asked Karen Holt to open the fair. She thanked him.",
            ["Karen Holt", "Robert Olsen"],
            id="given names tell who she is and who he is",
        ),
        pytest.param(
            "The notice from Mr. Fulton caused Tom Becker to question his motives.",
            ["Tom Becker"],
            id="whoever is caused to question has the motives",
        ),
        pytest.param(
            "Mrs. Duval opened the hall. Later she thanked the builders.",
            ["Duval"],
            id="a title tells a woman",
        ),
        pytest.param("It is known that Anna Keller lives in Riga.", [], id="it of nothing"),
    ],
)
def test_a_pronoun_finds_its_name(nlp: Language, text: str, names: list[str]) -> None:
    assert antecedents(nlp, text) == names


def test_gap_asks_of_each_name_whether_the_pronoun_means_it(nlp: Language) -> None:
    text = "Robert Olsen asked Karen Holt to open the fair. She agreed."
    row = Row("1", text, (48, 51), (((0, 12), False), ((19, 29), True)))
    assert answers(row, read(nlp, Article("text", text))) == (False, True)


def test_gap_scores_are_over_both_names_of_all_rows() -> None:
    row = Row("1", "She met Ann and Eve.", (0, 3), (((8, 11), True), ((16, 19), False)))
    his = Row("2", "He met Al and Ed.", (0, 2), (((7, 9), False), ((14, 16), False)))
    masculine, feminine = score([row, row, his], [(True, False), (False, True), (False, True)])
    assert (feminine.precision, feminine.recall, feminine.f1) == (50, 50, 50)
    assert (masculine.right, masculine.wrong, masculine.missed) == (0, 1, 0)
    total = together([masculine, feminine])
    assert (round(total.precision, 1), total.recall) == (33.3, 50)
