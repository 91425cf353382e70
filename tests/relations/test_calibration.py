"""Confidence is the share that was right of what is like it, as far as the gold can tell."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from kg.datamodel import Article, Evidence, Mention, Statement
from kg.relations.calibration import (
    TABLE,
    Apart,
    Calibration,
    Ends,
    Reading,
    Tally,
    kinds_of,
    read_tallies,
    reading_of,
    shipped,
    write_tallies,
)
from kg.relations.extractor import Extractor
from kg.resources import resource

GOOD, BAD = "relations/chaired.verb", "relations/chaired.noun"


def counted(*rows: tuple[Reading, int, int], unseen: bool = True) -> Calibration:
    return Calibration(Tally(reading, unseen, right, wrong) for reading, right, wrong in rows)


def test_a_pattern_that_is_right_more_often_is_surer() -> None:
    found = counted((Reading(GOOD), 40, 1), (Reading(BAD), 20, 20))
    good, bad = found.confidence(Reading(GOOD)), found.confidence(Reading(BAD))
    assert 0.85 < good < 0.99
    assert 0.5 < bad < 0.7


def test_one_statement_makes_neither_certain_nor_impossible() -> None:
    common = (Reading("relations/led.verb"), 80, 20)
    for right, wrong in ((1, 0), (0, 1)):
        found = counted(common, (Reading(GOOD), right, wrong))
        assert found.confidence(Reading(GOOD)) == pytest.approx(0.8, abs=0.06)


def test_a_pattern_without_counts_has_the_share_of_its_property() -> None:
    found = counted((Reading("relations/led.verb"), 50, 50), (Reading(GOOD), 95, 5))
    new = Reading("relations/chaired.written-today")
    other = Reading("relations/visited.written-today")
    assert found.confidence(new) > found.confidence(other)
    assert found.confidence(new) == pytest.approx(0.9, abs=0.04)


def test_without_any_counts_everything_is_equally_sure() -> None:
    assert Calibration().confidence(Reading(GOOD)) == pytest.approx(0.8)


def test_pronouns_are_never_surer_than_nouns_nor_nouns_than_names() -> None:
    name, nominal, pronoun = (
        Reading(GOOD),
        Reading(GOOD, "nominal"),
        Reading(GOOD, "pronoun"),
    )
    found = counted((name, 30, 5), (nominal, 30, 1), (pronoun, 30, 0))
    sure = [found.confidence(reading) for reading in (name, nominal, pronoun)]
    assert sure == sorted(sure, reverse=True)


def test_development_articles_do_not_promise_what_new_ones_will_not_keep() -> None:
    seen = [Tally(Reading(GOOD), False, 95, 5)]
    unseen = [Tally(Reading(GOOD), True, 80, 20)]
    both = Calibration([*seen, *unseen]).confidence(Reading(GOOD))
    assert both == pytest.approx(0.8, abs=0.02)
    assert Calibration(seen).confidence(Reading(GOOD)) > 0.9


def test_counts_are_kept_as_they_were_written(tmp_path: Path) -> None:
    tallies = [Tally(Reading(BAD, "pronoun", "far"), True, 1, 2), Tally(Reading(GOOD), False, 3, 0)]
    path = tmp_path / "counts.tsv"
    write_tallies(tallies, path)
    assert sorted(read_tallies(path), key=lambda t: t.reading) == tallies[:]
    before = path.read_bytes()
    write_tallies(read_tallies(path)[::-1], path)
    assert path.read_bytes() == before


def test_a_statement_is_read_through_the_weaker_of_its_ends() -> None:
    evidence = Evidence(0, 90, "x" * 90, (0, 2), (70, 80))
    statement = Statement("e1", "chaired", "e2", (), evidence, 0.5, GOOD)
    kinds = kinds_of(
        [Mention(0, 2, "He", "pronoun", "e1"), Mention(70, 80, "the forum", "nominal", "e2")]
    )
    assert reading_of(statement, kinds) == Reading(GOOD, "pronoun", "apart")


def test_what_a_pronoun_stands_for_is_less_sure_than_what_is_named(extractor: Extractor) -> None:
    texts = (
        "Anna Keller chaired the Harbour Forum in Riga.",
        "Anna Keller came to Riga. She chaired the Harbour Forum.",
    )
    named, pronoun = (
        next(
            s.confidence
            for s in extractor.extract(Article("text", text)).statements
            if s.property == "chaired"
        )
        for text in texts
    )
    assert pronoun < named


def test_the_counts_that_come_with_the_package_are_sound() -> None:
    tallies = read_tallies(resource(TABLE))
    assert len({(t.reading, t.unseen) for t in tallies}) == len(tallies)
    for tally in tallies:
        assert tally.reading.ends in get_args(Ends)
        assert tally.reading.apart in get_args(Apart)
        assert 0.2 < shipped().confidence(tally.reading) < 1
