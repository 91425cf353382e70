"""Oxigraph on disk: built whole, replaced in one step, opened for reading.

A store is never edited in place. `Store.build` loads a fresh folder beside the old one and
renames it, so a reader sees the old graph or the new one, and an interrupted build leaves the
old one untouched.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.namespaces import DEFAULT, INFERRED, PREFIXES
from kg.rdf.quads import in_order
from kg.rdf.sparql import Term, bind, keywords

if TYPE_CHECKING:
    from rdflib import Dataset

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class Store:
    """A graph that can be queried; make one with `build`, `open` or `in_memory`."""

    def __init__(self, inner: ox.Store, *, path: Path | None = None) -> None:
        """Wrap an Oxigraph store; `path` is its folder, None in memory."""
        self._inner = inner
        self.path = path

    @classmethod
    def build(cls, folder: Path, quads: Iterable[ox.Quad]) -> Store:
        """Write quads to a folder, in place of what it held, and open it.

        Raises:
            StoreError: the folder cannot be written, or holds something else than a store.
        """
        folder = folder.resolve()
        if folder.exists() and not _is_store(folder):
            raise StoreError(
                f"{folder}: is not a store, and is not replaced; choose another folder"
            )
        fresh = folder.with_name(f".{folder.name}.new-{os.getpid()}")
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.parent.mkdir(parents=True, exist_ok=True)
            _load(fresh, quads)
            _replace(folder, fresh)
        except OSError as error:
            raise StoreError(f"{folder}: cannot be written ({error.strerror or error})") from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open a folder for reading; any number of readers may do so at once.

        Raises:
            StoreError: there is no store, or it is damaged.
        """
        _recover(folder)
        if not _is_store(folder):
            raise StoreError(f"{folder}: holds no store; build the knowledge base first")
        try:
            return cls(ox.Store.read_only(str(folder)), path=folder)
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(
                f"{folder}: the store is damaged or in use ({error}); build it again"
            ) from error

    @classmethod
    def in_memory(cls, quads: Iterable[ox.Quad]) -> Store:
        """Hold quads in memory."""
        inner = ox.Store()
        inner.bulk_extend(quads)
        return cls(inner)

    def query(
        self, text: str, *, values: Mapping[str, Term] | None = None, inferred: bool = True
    ) -> Results:
        """Answer SPARQL 1.1 by Oxigraph's own engine; the prefixes of `PREFIXES` are declared.

        `values` binds variables to terms, so that no name need be written into the text. Unless
        the query says `FROM`, its default graph is what is stated and, if `inferred`, what
        follows from it; they share no triple, so nothing counts twice.

        Raises:
            SyntaxError: the text is no query; an update is none.
        """
        graphs: list[Graph] = [DEFAULT, INFERRED] if inferred else [DEFAULT]
        return self._inner.query(
            bind(text, values or {}),
            prefixes=PREFIXES,
            default_graph=None if "FROM" in keywords(text) else graphs,
        )

    def select(
        self, text: str, *, values: Mapping[str, Term] | None = None, inferred: bool = True
    ) -> ox.QuerySolutions:
        """Answer a SELECT query, as `query` does.

        Raises:
            SyntaxError: the text is no query.
            TypeError: it is a query of another form.
        """
        found = self.query(text, values=values, inferred=inferred)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("the query is not a SELECT query, so it has no rows")
        return found

    def quads(self, graph: Graph | None = None) -> list[ox.Quad]:
        """Give the quads of one graph, or of all, in the order of their N-Quads lines."""
        return in_order(self._inner.quads_for_pattern(None, None, None, graph))

    def graphs(self) -> list[ox.NamedNode]:
        """Give the names of the named graphs, sorted."""
        named = (g for g in self._inner.named_graphs() if isinstance(g, ox.NamedNode))
        return sorted(named, key=str)

    def __len__(self) -> int:
        """Count the quads."""
        return len(self._inner)

    def __iter__(self) -> Iterator[ox.Quad]:
        """Go through all quads in no particular order."""
        return iter(self._inner)

    def as_dataset(self, *, union: bool = False) -> Dataset:
        """Give a read-only `rdflib.Dataset` of the store, whose queries Oxigraph answers.

        With `union`, a plain query sees every named graph; without, the default graph alone.
        """
        from kg.rdf.rdflib_view import as_dataset

        return as_dataset(self._inner, union=union)

    def backup(self, folder: Path) -> None:
        """Copy the store to a folder that does not exist yet; on one file system, by hard links.

        Raises:
            StoreError: the store is in memory, or the folder exists or cannot be written.
        """
        if self.path is None:
            raise StoreError("a store in memory has no files to back up; export it instead")
        if folder.exists():
            raise StoreError(f"{folder}: exists already; a backup goes into a folder of its own")
        try:
            self._inner.backup(str(folder))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{folder}: the backup failed ({error})") from error


def _is_store(folder: Path) -> bool:
    return (folder / "CURRENT").is_file()


def _load(folder: Path, quads: Iterable[ox.Quad]) -> None:
    inner = ox.Store(str(folder))
    inner.bulk_extend(quads)
    inner.flush()
    del inner  # closes its files


def _replace(folder: Path, fresh: Path) -> None:
    """Put a fresh store in place of an old one; `_recover` mends a crash between the renames."""
    old = _set_aside(folder)
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _recover(folder: Path) -> None:
    old = _set_aside(folder)
    if not folder.exists() and _is_store(old):
        old.rename(folder)


def _set_aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")
