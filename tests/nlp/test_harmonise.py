"""Names of several sets brought to one set of labels."""

from pathlib import Path

import pytest

from kg.training.harmonise import Harmoniser
from kg.training.places import PlaceTypes
from kg.training.sentences import RawNames, Tree


@pytest.fixture(scope="module")
def harmoniser() -> Harmoniser:
    return Harmoniser(PlaceTypes(None))


def harmonised(harmoniser: Harmoniser, text: str, span: tuple[int, int, str], style: str) -> set:
    words = tuple(text.split())
    names = harmoniser.names(RawNames(words, (span,), "d", ""), style)
    return {(" ".join(words[name.start : name.end]), *sorted(name.allowed)) for name in names.spans}


@pytest.mark.parametrize(
    ("text", "span", "style", "expected"),
    [
        ("President Ana Sousa spoke", (0, 3, "person"), "gum", {("Ana Sousa", "PERSON")}),
        ("the German team won", (1, 2, "LOC"), "redocred", {("German", "NORP")}),
        ("in the United Kingdom", (1, 4, "LOC"), "redocred", {("United Kingdom", "GPE")}),
        ("in the Zabra", (1, 3, "LOC"), "redocred", {("Zabra", "GPE", "FAC", "LOC")}),
        ("near Heathrow Airport", (1, 3, "LOC"), "conll", {("Heathrow Airport", "FAC")}),
        ("by Lake Victoria", (1, 3, "location"), "crossner", {("Lake Victoria", "LOC")}),
        ("the 2004 Dutch general election", (1, 5, "election"), "crossner",
         {("2004 Dutch general election", "EVENT")}),
        ("he won two medals", (2, 3, "NUM"), "redocred", set()),
        ("said the President today", (2, 3, "person"), "gum", {("President",)}),
        ("Acme Ltd grew", (0, 2, "ORG"), "own", {("Acme Ltd", "ORG")}),
    ],
)  # fmt: skip
def test_sets_come_to_one_set_of_labels(
    harmoniser: Harmoniser, text: str, span: tuple[int, int, str], style: str, expected: set
) -> None:
    found = harmonised(harmoniser, text, span, style)
    assert {(row[0], *sorted(row[1:])) for row in found} == {
        (row[0], *sorted(row[1:])) for row in expected
    }


def parsed(text: str) -> tuple[tuple[str, ...], Tree]:
    """Read words with their parts of speech, heads and relations: `Ana/PROPN/2/nsubj`."""
    words, upos, heads, labels = zip(*(item.split("/") for item in text.split()), strict=True)
    xpos = tuple(
        "NNPS" if word.endswith("s") and tag == "PROPN" else "NNP"
        for word, tag in zip(words, upos, strict=True)
    )
    return words, Tree(upos, xpos, words, tuple(map(int, heads)), labels)


PHRASES = {
    "a title with a country": (
        "Peru/PROPN/2/compound President/PROPN/3/nmod:desc Ana/PROPN/0/root Sousa/PROPN/3/flat",
        [(0, 1, "place"), (0, 4, "person")],
        {"Peru": "GPE", "Ana Sousa": "PERSON"},
    ),
    "a word that only the tree knows for a title": (
        "Novelist/PROPN/2/nmod:desc Ana/PROPN/0/root Sousa/PROPN/2/flat",
        [(0, 3, "person")],
        {"Ana Sousa": "PERSON"},
    ),
    "letters after a name": (
        "Ana/PROPN/0/root Sousa/PROPN/1/flat ,/PUNCT/4/punct QC/PROPN/1/appos",
        [(0, 4, "person")],
        {"Ana Sousa": "PERSON"},
    ),
    "where somebody is": (
        "Sousa/PROPN/0/root in/ADP/3/case Peru/PROPN/1/nmod",
        [(0, 3, "person"), (2, 3, "place")],
        {"Sousa": "PERSON", "Peru": "GPE"},
    ),
    "where something stands": (
        "Fish/PROPN/2/compound Stadium/PROPN/0/root in/ADP/4/case Peru/PROPN/2/nmod",
        [(0, 4, "place"), (3, 4, "place")],
        {"Fish Stadium": "FAC", "Peru": "GPE"},
    ),
    "a place within a name": (
        "University/PROPN/0/root of/ADP/3/case Peru/PROPN/1/nmod at/ADP/5/case Lima/PROPN/1/nmod",
        [(0, 5, "organization"), (2, 3, "place"), (4, 5, "place")],
        {"University of Peru at Lima": "ORG"},
    ),
    "two bodies in one phrase": (
        "Acme/PROPN/0/root and/CCONJ/3/cc Zorb/PROPN/1/conj",
        [(0, 3, "organization"), (0, 1, "organization"), (2, 3, "organization")],
        {"Acme": "ORG", "Zorb": "ORG"},
    ),
    "part of a longer name": (
        "Ana/PROPN/3/compound Sousa/PROPN/1/flat Prize/PROPN/0/root",
        [(0, 3, "abstract"), (0, 2, "person")],
        {},
    ),
    "part of a longer name, after of": (
        "College/PROPN/0/root of/ADP/3/case Peru/PROPN/1/nmod ,/PUNCT/6/punct where/ADV/6/advmod"
        " taught/VERB/1/acl:relcl",
        [(0, 6, "organization"), (2, 3, "place")],
        {},
    ),
    "a person in an office": (
        "Peru/PROPN/0/root 's/PART/1/case President/PROPN/4/nmod:desc Sousa/PROPN/1/nmod",
        [(0, 1, "place"), (2, 4, "person")],
        {"Peru": "GPE", "Sousa": "PERSON"},
    ),
    "a group": ("Senators/PROPN/2/nsubj spoke/VERB/0/root", [(0, 1, "person")], {}),
    "an office alone": (
        "the/DET/3/det Fleet/PROPN/3/compound Administrator/PROPN/0/root", [(1, 3, "person")], {},
    ),
    "a country as a team": ("Peru/PROPN/2/nsubj won/VERB/0/root", [(0, 1, "organization")],
                            {"Peru": "GPE ORG"}),
    "a museum as a body": (
        "Fish/PROPN/2/compound Museum/PROPN/3/nsubj grew/VERB/0/root", [(0, 2, "organization")],
        {"Fish Museum": "FAC ORG"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=PHRASES.keys())
def test_what_of_a_phrase_of_gum_is_a_name(
    phrase: tuple[str, list[tuple[int, int, str]], dict[str, str]], tmp_path: Path
) -> None:
    text, spans, expected = phrase
    cities = tmp_path / "world-cities/data/world-cities.csv"
    cities.parent.mkdir(parents=True)
    cities.write_text("name,country,subcountry,geonameid\nLima,Peru,Lima,1\n")
    codes = tmp_path / "country-codes/data/country-codes.csv"
    codes.parent.mkdir(parents=True)
    codes.write_text("UNTERM English Short\nPeru\n")
    words, tree = parsed(text)
    raw = RawNames(words, tuple(spans), "d", "news")
    names = Harmoniser(PlaceTypes(tmp_path), doubtful=False).names(raw, "gum", tree)
    found = {
        " ".join(words[name.start : name.end]): " ".join(sorted(name.allowed))
        for name in names.spans
        if name.allowed
    }
    assert found == expected


def test_proper_nouns_that_gum_left_out_are_open_not_outside() -> None:
    words, tree = parsed("Ana/PROPN/3/nsubj Sousa/PROPN/1/flat saw/VERB/0/root Lagos/PROPN/3/obj")
    raw = RawNames(words, ((0, 2, "person"),), "d", "news")
    lenient = Harmoniser(PlaceTypes(None)).names(raw, "gum", tree)
    strict = Harmoniser(PlaceTypes(None), doubtful=False).names(raw, "gum", tree)
    assert [(name.start, name.end, set(name.allowed)) for name in lenient.spans] == [
        (0, 2, {"PERSON"}),
        (3, 4, set()),
    ]
    assert [(name.start, name.end) for name in strict.spans] == [(0, 2)]
