"""The saved questions, asked of data/corpus; KG_WRITE_EXPECTED=1 writes the rows anew."""

from __future__ import annotations

import os

import pytest

from kg.query import answer, question, questions
from kg.rdf.store import Store


@pytest.mark.parametrize("name", [q.name for q in questions()])
def test_the_corpus_answers(name, corpus_kb):
    saved = question(name)
    found = answer(Store.open(corpus_kb / "store"), name).csv()
    if os.environ.get("KG_WRITE_EXPECTED"):
        saved.expected.write_text(found, encoding="utf-8")
    if not saved.expected.exists():
        pytest.skip("no rows are expected yet; write them with KG_WRITE_EXPECTED=1")
    assert found.splitlines() == saved.expected.read_text(encoding="utf-8").splitlines()
