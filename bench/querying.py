"""Queries by the store's engine against rdflib's own, on the same graph and with equal answers."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.report import Figure, seconds
from kg.pipeline import build
from kg.rdf.namespaces import PREFIXES
from kg.rdf.store import Store

QUERY = """
SELECT ?subject ?object ?text {
  GRAPH ?document {
    ?statement a kg:Statement ; rdf:subject ?subject ; rdf:object ?object ;
      kg:confidence ?confidence ; kg:evidence ?evidence .
    ?evidence oa:exact ?text }
  FILTER(?confidence > 0.5)
}
"""


def figures() -> list[Figure]:
    """Measure a join over statements and their evidence."""
    import rdflib

    with tempfile.TemporaryDirectory() as folder:
        build(["data/corpus"], Path(folder, "kb"))
        store = Store.open(Path(folder, "kb", "store"))
        dataset = rdflib.Dataset()
        dataset.parse(data="".join(f"{quad} .\n" for quad in store.quads()), format="nquads")
    own = seconds(lambda: len(list(store.query(QUERY))))
    other = seconds(lambda: len(list(dataset.query(QUERY, initNs=PREFIXES))), times=1)
    return [Figure("statements with evidence", own * 1000, "ms", "rdflib's engine", other * 1000)]
