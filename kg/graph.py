"""The knowledge graph as one object: what a notebook or a program needs, by the CLI's verbs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from kg.errors import InputError
from kg.knowledge_base import open_knowledge_base
from kg.rdf.store import Store

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from kg.answers import Answer
    from kg.datamodel import Extraction, Resolution
    from kg.evaluation import Evaluation
    from kg.explanation import Explanation
    from kg.pipeline import BuildReport
    from kg.reading import Progress
    from kg.statistics import Statistics
    from kg.validation import Report
    from kg.viz.model import GraphView


_DRAWN = (".html", ".svg", ".png")


class KnowledgeGraph:
    """A knowledge base on disk, open for reading.

    >>> graph = KnowledgeGraph.build(["articles/"], "kb")  # doctest: +SKIP
    >>> graph.query_as_df("SELECT ?who ?event { ?who kg:chaired ?event }")  # doctest: +SKIP
    """

    def __init__(self, path: str | Path) -> None:
        """Open a knowledge base.

        Raises:
            StoreError: there is none, it is damaged, or another version of kg wrote it.
        """
        self.path = Path(path)
        self._kb = open_knowledge_base(self.path)

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open a knowledge base; the same as `KnowledgeGraph(path)`."""
        return cls(path)

    @classmethod
    def build(
        cls,
        sources: Sequence[str | Path],
        path: str | Path,
        *,
        workers: int = 1,
        curation: Path | None = None,
        on_progress: Progress | None = None,
    ) -> Self:
        """Build a knowledge base out of files, folders and URLs, and open it.

        `report` says afterwards what was read and what was left out. A script that asks for
        several `workers` must do so under `if __name__ == "__main__":`.

        Raises:
            InputError: a source does not exist, or nothing at all could be read.
            StoreError: `path` holds something else, or cannot be written.
        """
        from kg.pipeline import build

        names = [str(source) for source in sources]
        report = build(names, path, workers=workers, curation=curation, on_progress=on_progress)
        graph = cls(path)
        graph.report = report
        return graph

    report: BuildReport | None = None
    """What the build, addition or removal that this object made did."""

    def add(self, *sources: str | Path, workers: int = 1) -> BuildReport:
        """Add documents, or read them anew where they have changed."""
        from kg.pipeline import add

        return self._changed(add(self.path, [str(source) for source in sources], workers=workers))

    def remove(self, *documents: str) -> BuildReport:
        """Remove documents, named by id or by source; statements that others make stay."""
        from kg.pipeline import remove

        return self._changed(remove(self.path, documents))

    @property
    def documents(self) -> tuple[str, ...]:
        """Give the ids of the documents, sorted."""
        return tuple(self._kb.documents)

    @property
    def extractions(self) -> tuple[Extraction, ...]:
        """Give what was read out of each document, as corrected, in the order of ids."""
        return self._kb.corrected

    @property
    def resolution(self) -> Resolution:
        """Give which local entities are one thing, and the decisions that led there."""
        return self._kb.resolution

    @cached_property
    def store(self) -> Store:
        """Give the store, for whatever has no verb here."""
        return Store.open(self._kb.store)

    def query(self, question: str | Path, **values: str) -> Answer:
        """Answer SPARQL text, a `.rq` file, or a saved question by its name.

        `values` fixes variables of the query: `query("…", name="Turku")` binds `?name`.

        Raises:
            QueryError: the query does not parse, or there is no such question.
        """
        from kg.query import answer

        return answer(self.store, question, values=values)

    def query_as_df(self, question: str | Path, **values: str) -> pd.DataFrame:
        """Answer a question as a data frame with prefixed names and typed columns."""
        return self.query(question, **values).dataframe()

    def explain(
        self, subject: str, prop: str | None = None, thing: str | None = None
    ) -> Explanation:
        """Say why the graph connects things, named by a name, an IRI, or the end of one.

        Raises:
            QueryError: nothing has such a name, or the ontology has no such property.
        """
        from kg.explanation import explain

        return explain(self.extractions, self.resolution, subject, prop, thing, store=self.store)

    def stats(self) -> Statistics:
        """Count what the graph holds, and what was refused."""
        from kg.statistics import statistics

        return statistics(self.extractions, self.resolution)

    def export(self, graph_format: str = "nquads", path: str | Path | None = None) -> bytes:
        """Give the whole graph in a format of `kg.rdf.export`, and write it where `path` says.

        Raises:
            InputError: there is no such format.
            MissingExtraError: the format needs an optional dependency.
        """
        from kg.rdf.export import export

        data = export(self.store, graph_format)
        if path is not None:
            Path(path).write_bytes(data)
        return data

    def validate(self, *, shapes: Path | None = None) -> Report:
        """Hold the graph against its SHACL shapes, or those of a Turtle file in their place.

        Raises:
            DataError: the shapes cannot be read.
        """
        from kg.validation import validate

        return validate(self.store, shapes=shapes)

    def evaluate(self, gold: str | Path) -> list[Evaluation]:
        """Score the graph against a gold folder, or each below a folder and all together.

        Raises:
            DataError: the folder holds no gold standard.
            FaultsError: rows of the gold break its form.
        """
        from kg.evaluation import evaluate

        return evaluate(self.extractions, self.resolution, gold)

    def view(
        self,
        *,
        focus: str | None = None,
        hops: int = 1,
        query: str | Path | None = None,
        documents: Iterable[str] | None = None,
        years: tuple[int | None, int | None] | None = None,
    ) -> GraphView:
        """Give what a page or picture shows: all, or what the options choose.

        `focus` is an entity and `hops` how far around it; `years` are the first and the last.

        Raises:
            QueryError: nothing is called so, or the query does not parse.
        """
        from kg.query import find_query
        from kg.viz.view import view_from_store

        names = list(documents) if documents is not None else None
        text = find_query(query)[0] if query is not None else None
        return view_from_store(
            self.store, focus=focus, hops=hops, query=text, documents=names, years=years
        )

    def show(
        self, path: str | Path = "graph.html", *, title: str | None = None, **options: Any
    ) -> Path:
        """Draw the graph to a `.html` page, or a `.svg` or `.png` picture; options as for `view`.

        Without a title it is headed by the focus, if any, and the folder's name.

        Raises:
            InputError: the suffix is none of these, or the file cannot be written.
            QueryError: an option names what is not there.
        """
        from kg.viz.heading import heading

        target = Path(path)
        if target.suffix not in _DRAWN:
            allowed = ", ".join(_DRAWN)
            raise InputError(f"{target}: the suffix names no drawing; allowed: {allowed}")
        view = self.view(**options)
        named = {key: options.get(key) for key in ("focus", "years")}
        title = heading(self.path, view, **named) if title is None else title
        if target.suffix == ".html":
            from kg.viz.page import write_page

            return write_page(view, target, title=title)
        from kg.viz.picture import write_picture

        return write_picture(view, target, title=title)

    def to_networkx(self, *, asserted_only: bool = True) -> nx.MultiDiGraph:
        """Give a networkx graph: things as nodes, statements as edges keyed by property.

        Without `asserted_only`, what is only planned, claimed or denied is there too.
        """
        from kg.network import to_networkx

        return to_networkx(self.extractions, self.resolution, asserted_only=asserted_only)

    def _changed(self, report: BuildReport) -> BuildReport:
        """Look at the new state after a change."""
        self._kb = open_knowledge_base(self.path)
        self.__dict__.pop("store", None)
        self.report = report
        return report

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Draw the graph in a notebook."""
        from kg.viz.heading import heading
        from kg.viz.notebook import mimebundle

        view = self.view()
        return mimebundle(view, title=heading(self.path, view))

    def __repr__(self) -> str:
        """Say what is in the graph."""
        counts = f"{len(self.documents)} documents, {len(self.resolution.entities)} entities"
        return f"KnowledgeGraph({str(self.path)!r}: {counts})"
