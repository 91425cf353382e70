"""Whole sources in, whole articles out: one folder a layout under `tests/cases/ingest`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from kg.datamodel import Article
from kg.ingest import load

CASES = sorted((Path(__file__).parents[1] / "cases" / "ingest").iterdir())


def told(article: Article) -> dict[str, object]:
    record = asdict(article)
    blocks = [[b["kind"], article.text[b["start"] : b["end"]]] for b in record["blocks"]]
    kept = ("id", "issued", "agency", "reporters", "translators", "title")
    return {**{key: record[key] for key in kept}, "blocks": blocks}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_source_becomes_the_expected_articles(case: Path) -> None:
    source = next(case.glob("input.*"))
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    got = json.loads(json.dumps([told(article) for article in load(str(source))]))
    assert got == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_blocks_cover_the_text_and_the_title_comes_first(case: Path) -> None:
    for article in load(str(next(case.glob("input.*")))):
        pieces = [article.text[block.start : block.end] for block in article.blocks]
        assert "\n\n".join(pieces) == article.text
        assert all(piece.strip() == piece and piece for piece in pieces)
        titles = [block for block in article.blocks if block.kind == "title"]
        assert [article.text[b.start : b.end] for b in titles] == [article.title] * bool(
            article.title
        )
        assert not titles or titles[0].start == 0
