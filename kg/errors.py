"""What can go wrong, as exceptions that carry where, what was found and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class KGError(Exception):
    """Base of every error of this package; its message is one sentence a user can act on."""

    exit_code = 2


class InputError(KGError, ValueError):
    """A source that cannot be read as articles."""


class DataError(KGError, ValueError):
    """A row of a data file (pattern, gazetteer, gold, curation) that breaks its form."""


class OntologyError(KGError, ValueError):
    """An ontology that cannot be read, or a term that it does not define."""


class ModelError(KGError):
    """A language model that is missing, damaged or of another version."""


class StoreError(KGError):
    """A knowledge base that is missing, locked, or not one."""


class QueryError(KGError, ValueError):
    """A query that does not parse, or a saved question that does not exist."""


class MissingExtraError(KGError, ImportError):
    """An optional dependency that is not installed; the message names the extra."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one place of a file: `line` counts from 1, 0 means the file as a whole."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Give `path:line: message`."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"


class FaultsError(DataError):
    """All faults of one or more data files, raised together."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in order of place."""
        self.faults = tuple(sorted(faults, key=lambda f: (f.path, f.line, f.message)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
