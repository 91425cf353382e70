"""Fixtures that many tests share; the corpus is read once, however many processes test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def corpus_kb(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A knowledge base of data/corpus; never change it, copy it (`own_corpus_kb`)."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    kb = shared / "corpus-kb"
    with FileLock(shared / "corpus-kb.lock"):
        if not kb.exists():
            from kg.pipeline import build

            report = build([str(ROOT / "data" / "corpus")], kb)
            assert not report.left_out, report.left_out
    return kb


@pytest.fixture
def own_corpus_kb(corpus_kb: Path, tmp_path: Path) -> Path:
    """A copy of the knowledge base of data/corpus, for tests that change it."""
    return Path(shutil.copytree(corpus_kb, tmp_path / "corpus-kb"))


@pytest.fixture(scope="session")
def small_kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base of three short documents, read by `line_reader`; never change it."""
    from line_reader import NEWS, line_reader

    from kg.pipeline import build

    folder = tmp_path_factory.mktemp("small")
    for name, text in NEWS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build([str(folder)], folder / "kb", reader=line_reader)
    return folder / "kb"
