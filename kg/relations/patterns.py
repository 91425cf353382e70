"""Relation patterns: rows that tie a predicate and its argument slots to a property.

A row says: where a frame's predicate is one of `trigger`, the entities in the `subject` slots stand
in `property` to those in the `object` slots. Rows live in `data/patterns/*.jsonl`; each carries
sentences it must match and sentences it must not, which the tests run.
"""

from __future__ import annotations

import builtins
import json
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.errors import Fault, FaultsError
from kg.ontology import load_ontology
from kg.resources import resource

BACKWARD: Final = ("here", "last:")  # slots that hold what was spoken of before, maybe long before


class Example(BaseModel):
    """A sentence and the pairs of subject and object a row must find in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=1)
    pairs: tuple[tuple[str, str], ...]


class Pattern(BaseModel):
    """One row.

    Slots are names of arguments (`subj`, `obj`, a preposition, `poss`, `compound`, `appos`), paths
    of them (`obj>of`), `deep:to` for that preposition anywhere in the clause, `self` for the
    predicate noun itself, `body` for where an office is held, `head` for its governor, `group` for a
    delegation or team right before, or `here` for the event last spoken of; the first slot that
    holds something fitting is used.
    `requires` and `forbids` name lemmas that slots must, or must not, hold, `<year>` for any year; an
    empty list means any.
    `subject_types` and `object_types` narrow the classes that the property allows; `alone` keeps a
    row from spreading over people who are listed side by side; with `envoys`, who holds an office
    acts for its body.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    property: str
    trigger: tuple[str, ...] = Field(min_length=1)
    pos: tuple[str, ...] = ()
    subject: tuple[str, ...] = Field(min_length=1)
    object: tuple[str, ...] = Field(min_length=1)
    requires: dict[str, tuple[str, ...]] = {}
    forbids: dict[str, tuple[str, ...]] = {}
    confidence: float = Field(default=0.8, gt=0, lt=1)
    delegates: bool = False
    reciprocal: bool = False
    envoys: bool = False
    alone: bool = False
    subject_types: tuple[str, ...] = ()
    object_types: tuple[str, ...] = ()
    examples: tuple[Example, ...] = Field(min_length=1)
    counterexamples: tuple[str, ...] = ()

    @builtins.property
    def extractor(self) -> str:
        """Name the row in statements: `relations/<property>.<id>`."""
        return f"relations/{self.property}.{self.id}"

    @cached_property
    def reaches_back(self) -> bool:
        """Whether a slot may hold what another sentence names."""
        return any(slot.startswith(BACKWARD) for slot in (*self.subject, *self.object))


def read_patterns(path: Path) -> tuple[list[Pattern], list[Fault]]:
    """Read one file; give its good rows and a fault for each bad one."""
    rows, faults = [], []
    for number, line in _lines(path):
        try:
            row = Pattern.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            faults.append(
                Fault(str(path), number, f"not JSON: {error.msg} at column {error.colno}")
            )
        except ValidationError as error:
            faults.extend(Fault(str(path), number, _say(e)) for e in error.errors())
        else:
            fault = _unknown_property(row)
            if fault:
                faults.append(Fault(str(path), number, fault))
            rows.append(row)
    return rows, faults


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip() and not line.startswith("//"):
                yield number, line


def _say(error: object) -> str:
    place = ".".join(str(p) for p in error["loc"]) or "row"  # type: ignore[index]
    return f"{place}: {error['msg']}"  # type: ignore[index]


def _unknown_property(row: Pattern) -> str:
    known = [p.name for p in load_ontology().properties.values() if not p.literal]
    if row.property in known:
        return ""
    return (
        f"property {row.property!r} is not in the ontology; allowed are {', '.join(sorted(known))}"
    )


def check_patterns(folder: Path | None = None) -> list[Fault]:
    """Give all faults of all pattern files, duplicate ids among them."""
    folder = folder or resource("patterns")
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.jsonl")):
        rows, found = read_patterns(path)
        faults += found
        for row in rows:
            if row.extractor in seen:
                faults.append(
                    Fault(str(path), 0, f"{row.extractor} stands in {seen[row.extractor]} too")
                )
            seen[row.extractor] = path.name
    return faults


@cache
def load_patterns(folder: Path | None = None) -> tuple[Pattern, ...]:
    """Read all rows, in order of file name and line.

    Raises:
        FaultsError: one or more rows are broken; the message lists all.
    """
    folder = folder or resource("patterns")
    faults = check_patterns(folder)
    if faults:
        raise FaultsError(faults)
    return tuple(row for path in sorted(folder.glob("*.jsonl")) for row in read_patterns(path)[0])


def words_of(patterns: Iterable[Pattern]) -> frozenset[str]:
    """Give every lemma that rows ask for, particles apart."""
    lemmas = [
        w for p in patterns for w in (*p.trigger, *(w for ws in p.requires.values() for w in ws))
    ]
    return frozenset(w.split()[0].removeprefix("co-") for w in lemmas if not w.startswith("<"))


def by_trigger(patterns: Iterable[Pattern]) -> dict[str, list[Pattern]]:
    """Index rows by the lemmas that call them."""
    index: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for lemma in pattern.trigger:
            index.setdefault(lemma, []).append(pattern)
    return index
