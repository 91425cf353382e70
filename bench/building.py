"""A whole build against the language model alone on the same text, and where its time goes.

Processor time of one process, the sides in turns, the median of several rounds: what else the
machine does meanwhile hardly shows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import process_time
from typing import ParamSpec, TypeVar

from bench.report import Figure, medians
from kg import ingest, load_pipeline
from kg.datamodel import Article
from kg.pipeline import build
from kg.rdf.quads import stated
from kg.rdf.store import Store
from kg.reasoning import materialise
from kg.relations.extractor import Extractor
from kg.resolve import resolve

CORPUS = "data/corpus"
ROUNDS = 3

P = ParamSpec("P")
T = TypeVar("T")


def figures() -> Iterator[Figure]:
    """Measure builds of the corpus, each side warmed up once."""
    texts = [article.text for article in _articles()]
    words = sum(len(text.split()) for text in texts)
    nlp = load_pipeline()
    with tempfile.TemporaryDirectory() as folder:
        fresh = iter(Path(folder, f"kb{number}") for number in range(100))
        kept = next(fresh)
        build([CORPUS], kept)
        alone, whole, again = medians(
            lambda: [nlp(text) for text in texts],
            lambda: build([CORPUS], next(fresh)),
            lambda: build([CORPUS], kept),
            rounds=ROUNDS,
        )
    yield Figure("whole build", whole, "s", "language model alone", alone, "at most 1.5")
    yield from _shares()
    yield Figure("build of unchanged articles", again, "s", "first build", whole)
    yield Figure("language model", words / alone, "words/s")


def _articles() -> list[Article]:
    return [article for source in ingest.find([CORPUS]) for article in ingest.load(source)]


def _shares() -> Iterator[Figure]:
    """Give the time of each stage, in the order of a build, beside the sum of all."""
    extractor = Extractor()
    runs = [_stages(extractor) for _ in range(ROUNDS)]
    middle = {stage: median(run[stage] for run in runs) for stage in runs[0]}
    total = sum(middle.values())
    for stage, spent in middle.items():
        yield Figure(f"  {stage}", spent, "s", f"{spent / total:.0%}")


def _stages(extractor: Extractor) -> dict[str, float]:
    """Run the stages of a build one after the other, and give the processor time of each."""
    spent: dict[str, float] = {}

    def clocked(stage: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        start = process_time()
        result = work(*args, **kwargs)
        spent[stage] = spent.get(stage, 0.0) + process_time() - start
        return result

    extractions = []
    for article in clocked("ingest", _articles):
        doc = clocked("tokenizer", extractor.nlp.make_doc, article.text)
        doc.user_data["issued"] = article.issued
        for name, component in extractor.nlp.pipeline:
            doc = clocked(name, component, doc)
        extractions.append(clocked("relations", extractor.from_doc, doc, article))
    resolution = clocked("resolution", resolve, extractions)
    quads = clocked("quads", stated, extractions, resolution)
    graph = clocked("reasoning", materialise, quads)
    with tempfile.TemporaryDirectory() as folder:
        clocked("store", Store.build, Path(folder, "store"), graph)
    return spent
