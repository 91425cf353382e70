"""A whole build against the language model alone, and a second build against the first."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.report import Figure, seconds
from kg import ingest, load_pipeline
from kg.pipeline import build
from kg.reading import standard_reader

CORPUS = "data/corpus"


def figures() -> list[Figure]:
    """Measure builds of the corpus, each side warmed up once."""
    texts = [article.text for source in ingest.find([CORPUS]) for article in ingest.load(source)]
    words = sum(len(text.split()) for text in texts)
    nlp = load_pipeline()
    standard_reader()
    with tempfile.TemporaryDirectory() as folder:
        fresh = iter(Path(folder, f"kb{number}") for number in range(100))
        alone = seconds(lambda: [nlp(text) for text in texts])
        whole = seconds(lambda: build([CORPUS], next(fresh)))
        kept = Path(folder, "kept")
        build([CORPUS], kept)
        again = seconds(lambda: build([CORPUS], kept))
    return [
        Figure("whole build", whole, "s", "language model alone", alone, "at most 1.5"),
        Figure("build of unchanged articles", again, "s", "first build", whole),
        Figure("language model", words / alone, "words/s"),
    ]
