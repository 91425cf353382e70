"""Decoders against brute force."""

from itertools import product

import numpy as np
import pytest

from kg.nlp.model.consistency import agree
from kg.nlp.model.decode import NameDecoder, best_tree
from kg.nlp.model.features import SHAPES, flags_of, shape_of
from kg.nlp.model.lemma import Lemmatizer, apply_script, script_of

TAGS = ("O", "B-X", "I-X", "E-X", "S-X", "B-Y", "I-Y", "E-Y", "S-Y")


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        seen, word = set(), start
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_trees_are_the_best_with_one_root(size: int) -> None:
    generator = np.random.default_rng(size)
    trees = [heads for heads in product(range(size + 1), repeat=size) if is_tree(heads)]
    for _ in range(60):
        scores = generator.normal(size=(size, size + 1)).astype(np.float32) * 3
        np.fill_diagonal(scores[:, 1:], -1e9)
        found = tuple(best_tree(scores).tolist())
        assert is_tree(found)
        totals = [scores[range(size), heads].sum() for heads in trees]
        assert scores[range(size), found].sum() == pytest.approx(max(totals), abs=1e-4)


def test_a_long_cycle_is_broken() -> None:
    scores = np.full((50, 51), -5.0, dtype=np.float32)
    for word in range(50):
        scores[word, (word + 1) % 50 + 1] = 5.0
    assert is_tree(tuple(best_tree(scores).tolist()))


def well_formed(path: tuple[int, ...]) -> bool:
    label = ""
    for tag in (TAGS[index] for index in path):
        needed = tag[2:] if tag[0] in "IE" else ""
        if needed != label:
            return False
        label = tag[2:] if tag[0] in "BI" else ""
    return not label


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_names_are_the_best_well_formed(size: int) -> None:
    generator = np.random.default_rng(size)
    decoder = NameDecoder(TAGS)
    paths = [path for path in product(range(len(TAGS)), repeat=size) if well_formed(path)]
    for _ in range(30):
        logs = generator.normal(size=(size, len(TAGS))).astype(np.float32)
        best = max(paths, key=lambda path: logs[range(size), path].sum())
        expected, start = [], 0
        for index, tag in enumerate(TAGS[tag] for tag in best):
            start = index if tag[0] in "BS" else start
            if tag[0] in "ES":
                expected.append((start, index + 1, tag[2:]))
        assert [span[:3] for span in decoder.spans(logs)] == expected


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("cities", "city"),
        ("was", "be"),
        ("Paris", "Paris"),
        ("n't", "not"),
        ("ran", "run"),
        ("%", "%"),
    ],
)
def test_lemma_scripts_come_back(form: str, lemma: str) -> None:
    assert apply_script(form, script_of(form, lemma)) == lemma


def test_a_script_that_does_not_fit_leaves_the_form() -> None:
    assert apply_script("ab", "5|x") == "ab"


def test_lemmas_come_from_exceptions_then_known_words_then_endings() -> None:
    lemmatizer = Lemmatizer(
        {
            "exceptions": {"went|VBD": "go"},
            "endings": {"VBD|ed": ["2|", "1|"], "NNS|s": ["1|"], "JJ|": ["0|"]},
            "known": ["announce", "walk"],
        }
    )
    assert lemmatizer.lemma("Went", "VERB", "VBD") == "go"
    assert lemmatizer.lemma("announced", "VERB", "VBD") == "announce"
    assert lemmatizer.lemma("WALKED", "VERB", "VBD") == "walk"
    assert lemmatizer.lemma("blorked", "VERB", "VBD") == "blork"
    assert lemmatizer.lemma("Lagos", "PROPN", "NNP") == "Lagos"
    assert lemmatizer.lemma("Korean", "ADJ", "JJ") == "Korean"
    assert lemmatizer.lemma("Green", "ADJ", "JJ", initial=True) == "green"


@pytest.mark.parametrize(
    ("word", "shape"),
    [("the", "lower"), ("The", "title"), ("NATO", "upper"), ("A", "capital"), ("iPad", "mixed"),
     ("21", "number"), ("1.5", "number"), (",", "punct"), ("€", "symbol"), ("smart21", "alnum"),
     ("B12", "upper-alnum"), ("市长", "caseless"), ("Mr.", "title-dotted"), ("U.S.", "upper")],
)  # fmt: skip
def test_shapes(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape


def test_flags_tell_glue_and_diacritics() -> None:
    assert [
        flags_of("Đức", glued=False),
        flags_of("Duc", glued=True),
        flags_of("é", glued=True),
    ] == [2, 1, 3]


def test_mentions_of_a_text_agree_where_one_label_is_clearly_likelier() -> None:
    texts = ["Kandar", "Kandar", "Kandar", "Lund", "Lund"]
    entities = [
        (0, 1, "GPE", 0.9), (1, 2, "GPE", 0.8), (2, 3, "PERSON", 0.7),
        (3, 4, "GPE", 0.6), (4, 5, "PERSON", 0.7),
    ]  # fmt: skip
    assert [row[2] for row in agree(entities, texts)] == ["GPE", "GPE", "GPE", "GPE", "PERSON"]
