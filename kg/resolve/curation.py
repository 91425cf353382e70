"""A user's corrections, kept in a small file that every build obeys.

The file is tab-separated text in UTF-8, one correction a line; empty lines and lines that begin
with `#` are skipped:

    same       THING   THING             two names, or entities, are one thing
    different  THING   THING             … are two
    rename     THING   NAME              the name to show
    retype     THING   CLASS             the class of the ontology
    reject     THING   PROPERTY  THING   a statement that must not be made; `*` is any property
                                         or thing; a document's id may follow, for it alone

A THING is a name in any spelling (`Binh Duong`: whatever is mainly called so, else what also is),
the name in one document (`003-icf-survey#Nguyen Van Hung`), or the name of its IRI
(`person/nguyen-van-hung`), as `kg explain` shows it. An IRI means what it means without the
corrections, and a thing keeps its IRI when it is renamed or retyped. Where both sides of
`different` name the same, the more exact one is set apart from the rest. Rows that name nothing in
the documents at hand do nothing: they may be about documents to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.datamodel import Extraction, Rejected, Resolution, ResolvedEntity, Statement
from kg.errors import DataError, Fault, FaultsError
from kg.ontology import Ontology, load_ontology
from kg.resolve.names import words

_RESOURCE: Final = ("https://w3id.org/kg/resource/", "kgr:")
_COLUMNS: Final = {
    "same": ("THING", "THING"),
    "different": ("THING", "THING"),
    "rename": ("THING", "NAME"),
    "retype": ("THING", "CLASS"),
    "reject": ("THING", "PROPERTY", "THING"),
}
ANY: Final = "*"


@dataclass(frozen=True, slots=True)
class Correction:
    """One row: what to do, with its arguments; `line` counts from 1."""

    line: int
    action: str
    arguments: tuple[str, ...]

    @property
    def where(self) -> str:
        """Name the row for a reader."""
        return f"line {self.line} of the curation file"


@dataclass(frozen=True, slots=True)
class Curation:
    """The corrections of a file, in its order."""

    rows: tuple[Correction, ...] = ()

    def of(self, *actions: str) -> list[Correction]:
        """Give the rows of some actions."""
        return [row for row in self.rows if row.action in actions]

    @property
    def uses_iris(self) -> bool:
        """Whether any row names a thing by its IRI."""
        return any(is_iri(argument) for row in self.rows for argument in row.arguments)


def load(path: Path | None, *, ontology: Ontology | None = None) -> Curation:
    """Read a curation file; no file means no corrections.

    Raises:
        FaultsError: rows that break their form, all of them, each with its line.
        DataError: the file cannot be read.
    """
    if path is None:
        return Curation()
    law = ontology or load_ontology()
    rows: list[Correction] = []
    faults: list[Fault] = []
    for line, text in enumerate(_text(path).splitlines(), start=1):
        cells = [cell.strip() for cell in text.rstrip("\t \r").split("\t")]
        if not text.strip() or cells[0].startswith("#"):
            continue
        fault = _fault(cells, law)
        if fault:
            faults.append(Fault(str(path), line, fault))
        else:
            rows.append(Correction(line, cells[0], tuple(cells[1:])))
    faults += _contradictions(str(path), rows)
    if faults:
        raise FaultsError(faults)
    return Curation(tuple(rows))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror})") from error


def _fault(cells: Sequence[str], law: Ontology) -> str:
    """Say what is wrong with a row; empty when nothing is."""
    action, arguments = cells[0], cells[1:]
    if not arguments and action.split()[0] in _COLUMNS:
        return "the cells are to be parted by tabs; found none"
    if action not in _COLUMNS:
        return f"unknown action {action!r}; allowed are {', '.join(_COLUMNS)}"
    wanted = _COLUMNS[action]
    most = len(wanted) + (action == "reject")
    if not len(wanted) <= len(arguments) <= most or not all(arguments):
        return f"{action} takes {' '.join(wanted)}, parted by tabs; found {len(arguments)} cell(s)"
    if action == "retype" and arguments[1] not in law.classes:
        return f"unknown class {arguments[1]!r}; allowed are {', '.join(sorted(law.classes))}"
    if action == "reject" and arguments[1] != ANY and arguments[1] not in law.properties:
        return f"unknown property {arguments[1]!r}; `{ANY}` stands for any"
    return ""


def _contradictions(path: str, rows: Sequence[Correction]) -> list[Fault]:
    """Find pairs that one row makes the same and another different."""
    pairs = {(row.action, frozenset(map(_plain, row.arguments))): row for row in rows}
    faults = []
    for (action, pair), row in pairs.items():
        other = pairs.get(("same", pair))
        if action == "different" and other is not None:
            faults.append(Fault(path, row.line, f"contradicts line {other.line}"))
    return faults


def _plain(thing: str) -> str:
    return iri_name(thing) if is_iri(thing) else " ".join(words(thing))


def is_iri(thing: str) -> bool:
    """Tell the name of an IRI (`person/john-jung`) from a name."""
    if thing.startswith(_RESOURCE):
        return True
    folder, _, rest = thing.partition("/")
    return bool(rest) and folder.isalpha() and folder.islower() and " " not in thing


def iri_name(thing: str) -> str:
    """Give the local name of an IRI, however it was written."""
    for prefix in _RESOURCE:
        thing = thing.removeprefix(prefix)
    return thing


def named_alike(thing: str, names: Iterable[str]) -> bool:
    """Tell whether a name, in any spelling, is among some names."""
    wanted = words(thing)
    return bool(wanted) and any(words(name) == wanted for name in names)


def without_rejected(
    extractions: Iterable[Extraction], resolution: Resolution, curation: Curation | Path | None
) -> list[Extraction]:
    """Move the statements that a user rejected to the rejected candidates, with the reason.

    Raises:
        DataError: the curation file is faulty.
    """
    corrections = curation if isinstance(curation, Curation) else load(curation)
    rows = corrections.of("reject")
    if not rows:
        return list(extractions)
    things = {entity.iri: entity for entity in resolution.entities}
    return [_cleaned(extraction, resolution, things, rows) for extraction in extractions]


def _cleaned(
    extraction: Extraction,
    resolution: Resolution,
    things: Mapping[str, ResolvedEntity],
    rows: Sequence[Correction],
) -> Extraction:
    document = extraction.article.id
    kept: list[Statement] = []
    rejected: list[Rejected] = []
    for statement in extraction.statements:
        ends = [
            things[resolution.iri(document, end)] for end in (statement.subject, statement.object)
        ]
        row = next((r for r in rows if _rejects(r, document, statement.property, ends)), None)
        if row is None:
            kept.append(statement)
        else:
            rejected.append(_rejection(statement, ends, row))
    if not rejected:
        return extraction
    return Extraction(
        article=extraction.article,
        entities=extraction.entities,
        mentions=extraction.mentions,
        statements=tuple(kept),
        observations=extraction.observations,
        rejected=(*extraction.rejected, *rejected),
    )


def _rejects(row: Correction, document: str, prop: str, ends: Sequence[ResolvedEntity]) -> bool:
    subject, wanted, object_, *documents = row.arguments
    return (
        wanted in (ANY, prop)
        and _means(subject, ends[0], document)
        and _means(object_, ends[1], document)
        and documents in ([], [document])
    )


def _means(thing: str, entity: ResolvedEntity, document: str) -> bool:
    if thing == ANY:
        return True
    if is_iri(thing):
        return iri_name(thing) == entity.iri
    within, hash_, name = thing.rpartition("#")
    if hash_ and within != document:
        return False
    return named_alike(name if hash_ else thing, (entity.label, *entity.names))


def _rejection(statement: Statement, ends: Sequence[ResolvedEntity], row: Correction) -> Rejected:
    return Rejected(
        property=statement.property,
        subject=ends[0].label,
        object=ends[1].label,
        reason=f"rejected by {row.where}",
        start=statement.evidence.start,
        end=statement.evidence.end,
        extractor=statement.extractor,
    )
