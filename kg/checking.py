"""All faults of the data that the package works by, at once."""

from __future__ import annotations

from pathlib import Path

from kg.errors import Fault
from kg.gazetteer.tables import check as check_gazetteers
from kg.ontology import check_ontology
from kg.relations.patterns import check_patterns


def check_data(*, patterns: Path | None = None) -> list[Fault]:
    """Give the faults of the ontology, of pattern rows and of gazetteers, in the order of places.

    `patterns` is a folder of pattern rows to check in place of the package's own.
    """
    faults = [*check_ontology(), *check_patterns(patterns), *check_gazetteers()]
    return sorted(faults, key=lambda fault: (fault.path, fault.line, fault.message))
