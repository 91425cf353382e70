"""Gold standards: what a careful reader says that a document states.

A gold folder holds `entities.tsv` (id, type, names separated by `|`) and `statements.tsv`
(document, subject, property, object, qualifiers such as `year=2021;role=Member`, status).
`required` rows must be found, `optional` ones may be, `forbidden` ones must never be stated.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

from kg.errors import DataError, Fault, FaultsError
from kg.ontology import Ontology

Status = Literal["required", "optional", "forbidden"]
Name = tuple[str, ...]
"""A name as it is compared: lower-case words without diacritics, articles and courtesy titles."""

_ENTITIES, _STATEMENTS = "entities.tsv", "statements.tsv"
_COLUMNS = {
    _ENTITIES: ("id", "type", "names"),
    _STATEMENTS: ("document", "subject", "property", "object", "qualifiers", "status"),
}
_NOT_COMPARED = {"mr", "mrs", "ms", "dr", "prof", "the", "a", "an"}
_STROKES = str.maketrans("đĐ", "dD")


def normalise(name: str) -> Name:
    """Give a name as it is compared.

    >>> normalise("The Province of Bình Dương")
    ('province', 'of', 'binh', 'duong')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_STROKES))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("'s", "s")
    words = re.findall(r"[^\W_]+", plain)
    while words and words[0] in _NOT_COMPARED:
        words = words[1:]
    return tuple(words)


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing the gold speaks of, and the names it goes by."""

    id: str
    type: str
    names: tuple[Name, ...]

    def is_named(self, names: Iterable[Name]) -> bool:
        """Say whether one of the names is this entity's.

        An event has no settled name: the words of one side must all stand in the other.
        """
        names = list(names)
        if any(golden in names for golden in self.names):
            return True
        if self.type != "Event":
            return False
        return any(_speaks_of_event(g, n) for g in self.names for n in names if g and n)


def _speaks_of_event(golden: Name, name: Name) -> bool:
    return set(golden) <= set(name) or (len(name) >= 2 and set(name) <= set(golden))


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One row of the gold; of several entities that `subject` or `object` name, any will do."""

    document: str
    subject: tuple[str, ...]
    property: str
    object: tuple[str, ...]
    qualifiers: tuple[tuple[str, str], ...]
    status: Status

    def qualifier(self, name: str) -> str:
        """Give the value of a qualifier, or nothing."""
        return dict(self.qualifiers).get(name, "")

    def __str__(self) -> str:
        """Give the row as a reader of a report wants it."""
        qualifiers = " ".join(f"{key}={value}" for key, value in self.qualifiers)
        subject, thing = "|".join(self.subject), "|".join(self.object)
        return f"{self.document}: {subject} {self.property} {thing} {qualifiers}".rstrip()


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold standard for some documents, named by the beginning of their ids."""

    name: str
    entities: dict[str, GoldEntity] = field(default_factory=dict)
    statements: tuple[GoldStatement, ...] = ()

    @property
    def properties(self) -> frozenset[str]:
        """Give the properties that are scored; others are neither right nor wrong."""
        return frozenset(row.property for row in self.statements)

    @property
    def documents(self) -> tuple[str, ...]:
        """Give the beginnings of the ids of the documents that are scored."""
        return tuple(sorted({row.document for row in self.statements}))

    def document_of(self, name: str) -> str:
        """Give the gold's name of a document, or nothing when it is not scored."""
        return next((document for document in self.documents if name.startswith(document)), "")

    def is_one_of(self, ids: Iterable[str], names: Iterable[Name]) -> bool:
        """Say whether something with these names is one of these entities."""
        names = list(names)
        return any(self.entities[one].is_named(names) for one in ids)


def load_gold(folder: str | Path, ontology: Ontology) -> list[Gold]:
    """Read a gold folder, or all that lie directly below it, in the order of their names.

    Raises:
        DataError: there is no gold standard there.
        FaultsError: rows break the form; names every one of them.
    """
    root = Path(folder)
    found = [path.parent for path in (root / _STATEMENTS, *root.glob(f"*/{_STATEMENTS}"))]
    folders = sorted(path for path in found if (path / _STATEMENTS).is_file())
    if not folders:
        raise DataError(f"{root}: no gold standard; it needs {_ENTITIES} and {_STATEMENTS}")
    faults: list[Fault] = []
    golds = [_load(path, ontology, faults) for path in folders]
    if faults:
        raise FaultsError(faults)
    return golds


def _load(folder: Path, ontology: Ontology, faults: list[Fault]) -> Gold:
    entities = {}
    for line, row in _rows(folder / _ENTITIES, faults):
        names = tuple(normalise(name) for name in row["names"].split("|"))
        if row["type"] not in ontology.classes:
            faults.append(_fault(folder / _ENTITIES, line, "class", row["type"]))
        entities[row["id"]] = GoldEntity(row["id"], row["type"], names)
    statements = []
    for line, row in _rows(folder / _STATEMENTS, faults):
        wrong = list(_faults_of(row, entities, ontology))
        faults += [_fault(folder / _STATEMENTS, line, *fault) for fault in wrong]
        if not wrong:
            statements.append(_statement(row))
    return Gold(folder.name, entities, tuple(statements))


def _faults_of(
    row: dict[str, str], entities: dict[str, GoldEntity], ontology: Ontology
) -> Iterator[tuple[str, str]]:
    """Name what kind of thing in a row is unknown, and the thing."""
    for one in (*row["subject"].split("|"), *row["object"].split("|")):
        if one not in entities:
            yield "entity", one
    if row["property"] not in ontology.properties:
        yield "property", row["property"]
    if row["status"] not in get_args(Status):
        yield "status", row["status"]
    for part in filter(None, row["qualifiers"].split(";")):
        if "=" not in part:
            yield "qualifier (name=value is wanted)", part


def _statement(row: dict[str, str]) -> GoldStatement:
    pairs = (part.partition("=") for part in row["qualifiers"].split(";") if part)
    return GoldStatement(
        document=row["document"],
        subject=tuple(row["subject"].split("|")),
        property=row["property"],
        object=tuple(row["object"].split("|")),
        qualifiers=tuple((key, value) for key, _, value in pairs),
        status=cast(Status, row["status"]),
    )


def _rows(path: Path, faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the complete rows of a table with their line numbers."""
    columns = _COLUMNS[path.name]
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            table = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            if tuple(table.fieldnames or ()) != columns:
                faults.append(Fault(str(path), 1, f"the columns must be {', '.join(columns)}"))
                return
            for row in table:
                if None in row or None in row.values():
                    message = f"{len(columns)} cells separated by tabs are wanted"
                    faults.append(Fault(str(path), table.line_num, message))
                else:
                    yield table.line_num, row
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(str(path), 0, f"cannot be read ({error})"))


def _fault(path: Path, line: int, kind: str, found: str) -> Fault:
    return Fault(str(path), line, f"unknown {kind} {found!r}")
