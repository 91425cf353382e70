"""Entities across documents: which local entities are one thing, why, and why not.

The answer is a function of the set of extractions and of the user's corrections: neither the
order of documents nor the hash seed matters.

What is promised of IRIs: a thing keeps its IRI as long as its label, its class (an event's date)
and the first document that tells of it stay the same. Adding a document changes an IRI only where
it brings a better name or class, joins two things, or comes before the first one that told of a
thing of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.datamodel import Extraction, Resolution
from kg.ontology import load_ontology
from kg.resolve.assembly import assemble
from kg.resolve.clusters import Clusters
from kg.resolve.corrections import apply_corrections, corrected_clusters
from kg.resolve.curation import Curation, load, without_rejected
from kg.resolve.rules import Rules
from kg.resolve.stages import unite
from kg.resolve.units import Unit, read_units

__all__ = ["resolve", "without_rejected"]


def resolve(
    extractions: Iterable[Extraction], *, curation: Path | Curation | None = None
) -> Resolution:
    """Find out which entities of all documents are one thing.

    Args:
        extractions: one for each document; their order does not matter.
        curation: a file of corrections (`kg.resolve.curation` tells its form), or what was
            loaded from one.

    Raises:
        DataError: the curation file is faulty.
    """
    ontology = load_ontology()
    corrections = curation if isinstance(curation, Curation) else load(curation)
    units = read_units(extractions, ontology)
    rules = Rules(units, ontology)
    uncorrected = _resolved(units, rules) if corrections.uses_iris else Resolution()
    clusters = corrected_clusters(units, corrections, uncorrected)
    unite(clusters, rules)
    resolution = assemble(clusters, rules)
    return apply_corrections(resolution, corrections, uncorrected, ontology)


def _resolved(units: list[Unit], rules: Rules) -> Resolution:
    clusters = Clusters(units)
    unite(clusters, rules)
    return assemble(clusters, rules)
