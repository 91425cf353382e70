"""Where the package's data files lie: in the wheel, or beside `kg/` in a checkout."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DataError

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Give the path of `ontology`, `gazetteers` or `patterns`, or of a file below them.

    Raises:
        DataError: the installation lacks it.
    """
    top = name.split("/", 1)[0]
    checkout = _PACKAGE.parent / (name if top == "ontology" else f"data/{name}")
    for path in (_PACKAGE / "_data" / name, checkout):
        if path.exists():
            return path
    raise DataError(f"{name}: not found in this installation of kg; install it again")
