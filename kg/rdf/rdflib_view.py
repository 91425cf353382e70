"""A store as an `rdflib.Dataset`, answered by Oxigraph alone.

oxrdflib falls back to rdflib's own SPARQL engine, thousands of times slower, without a word
where it meets a prepared query or an argument it does not know. Here that is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Identifier

from kg.errors import QueryError, StoreError
from kg.rdf.namespaces import PREFIXES


class _ReadOnlyStore(OxigraphStore):
    """Oxigraph behind rdflib, for reading, without the silent fallback."""

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        """Answer a query by Oxigraph, or say what it cannot take."""
        try:
            return super().query(query, initNs, initBindings, queryGraph, **kwargs)
        except NotImplementedError as error:
            raise QueryError(
                f"{error}; give the query as text, with initBindings alone beside it"
            ) from error

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise StoreError("the graph is read-only: it is derived from documents; build it again")

    add = addN = remove = update = _refuse  # noqa: N815
    add_graph = remove_graph = _refuse


def as_dataset(inner: ox.Store, *, union: bool = False) -> Dataset:
    """Give an rdflib view of an Oxigraph store, read-only, with the usual prefixes bound.

    With `union`, a plain query sees every named graph; without, the default graph alone.
    """
    dataset = Dataset(store=_ReadOnlyStore(store=inner), default_union=union)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    return dataset
