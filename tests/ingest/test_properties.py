"""What holds for any text, not for the examples only."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.ingest.characters import clean
from kg.ingest.plaintext import read_text
from kg.ingest.sentences import unglue

SETTINGS = settings(deadline=None, max_examples=80, derandomize=True)
NOUNS = (
    "mayor",
    "bridge",
    "school",
    "Lund",
    "Ida Holm",
    "WHO",
    "council",
    "the U.S.",
    "v2.1",
    "März",
)
VERBS = ("opened", "visits", "will chair", "has joined", "did not support")
MIDDLES = (
    "on Monday",
    "in 2019 - its first year -",
    "(see page 4)",
    "at 9 a.m.",
    "“at last”",
    "5% of",
)
STOPS = (".", "?", "!", ".”", ".")

words = st.tuples(
    *(st.sampled_from(kind) for kind in (NOUNS, VERBS, MIDDLES, NOUNS, MIDDLES, VERBS))
)
sentences = st.builds(
    lambda parts, stop: "The " + " ".join(parts) + " again" + stop, words, st.sampled_from(STOPS)
)
paragraphs = st.lists(sentences, min_size=1, max_size=5).map(" ".join)
labels = st.sampled_from(
    ["What came next", "A view of the hall", "Kisumu, Kenya", "Voters: 12", "- one"]
)
articles = st.lists(paragraphs | labels, min_size=1, max_size=8)


def read(text: str) -> str:
    return read_text(text.encode("utf-8"), name="a", source="a.txt")[0].text


def counted(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@SETTINGS
@given(st.lists(paragraphs, min_size=1, max_size=6))
def test_no_word_of_plain_paragraphs_is_lost(pieces: list[str]) -> None:
    assert counted(read("\n\n".join(pieces))) == counted(" ".join(pieces))


@SETTINGS
@given(articles, paragraphs)
def test_headings_captions_and_lists_between_paragraphs_stay(pieces: list[str], last: str) -> None:
    pieces = [*pieces, last]
    assert counted(read("\n\n".join(pieces))) == counted(" ".join(pieces))


@SETTINGS
@given(articles)
def test_reading_what_was_read_changes_nothing(pieces: list[str]) -> None:
    once = read("\n\n".join(pieces))
    assert read(once) == once


@SETTINGS
@given(st.lists(paragraphs, min_size=1, max_size=4), st.integers(50, 90))
def test_a_margin_leaves_the_words_in_their_order(pieces: list[str], width: int) -> None:
    wrapped = "\n\n".join(
        "\n".join(textwrap.wrap(p, width, break_on_hyphens=False)) for p in pieces
    )
    assert read(wrapped).split() == read("\n\n".join(pieces)).split()


@SETTINGS
@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once.encode("utf-8").decode() == once


@SETTINGS
@given(st.text(alphabet='aBc.Of The12"”“!?)( \u0301'))
def test_ungluing_only_adds_spaces_and_is_done_at_once(text: str) -> None:
    apart = unglue(text)
    assert apart.replace(" ", "") == text.replace(" ", "")
    assert unglue(apart) == apart


@SETTINGS
@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_one_sentence(data: bytes) -> None:
    try:
        told = read_text(data, name="a", source="a.txt")[0].text
    except InputError as error:
        told = str(error)
        assert "\n" not in told
    assert told.encode("utf-8")
