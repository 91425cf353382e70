"""From sources to a knowledge base.

Reading a document is the only costly step, and its result is kept. All that follows is a pure
function of the set of extractions: the order of arrival, the number of workers and earlier states
never show in the graph.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from kg.datamodel import Extraction, Resolution
from kg.errors import InputError
from kg.knowledge_base import (
    KnowledgeBase,
    is_knowledge_base,
    open_knowledge_base,
    refuse_foreign,
    write_knowledge_base,
)
from kg.reading import (
    LeftOut,
    Progress,
    ReaderFactory,
    Reading,
    Task,
    file_name,
    read_all,
    standard_reader,
    tasks_for,
)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    `read` and `reused` count documents read now and taken over unread. `left_out` names what
    could not be read, in the order of sources.
    """

    kb: Path
    documents: int
    read: int
    reused: int
    entities: int
    statements: int
    observations: int
    rejected: int
    left_out: tuple[LeftOut, ...] = ()


def build(
    sources: Sequence[str],
    kb: str | Path,
    *,
    workers: int = 1,
    curation: Path | None = None,
    on_progress: Progress | None = None,
    reader: ReaderFactory = standard_reader,
) -> BuildReport:
    """Build a knowledge base out of sources, in place of what is at `kb`.

    Documents that were read before by the same reader, and have not changed since, are taken over.
    `workers` is a number of processes; 0 chooses one for each core where that pays.
    `curation` is a file of corrections; without it, those of the knowledge base in place hold on.

    Raises:
        InputError: a source does not exist, or nothing at all could be read.
        StoreError: `kb` holds something else, or cannot be written.
    """
    target = Path(kb)
    refuse_foreign(target)
    old = open_knowledge_base(target) if is_knowledge_base(target) else None
    known = _readings(old) if old and old.fingerprint == reader().fingerprint else []
    new = _read(sources, known, reader, workers=workers, on_progress=on_progress)
    corrections = curation or (old.curation if old else None)
    return _write(target, new, (), reader().fingerprint, corrections)


def add(
    kb: str | Path,
    sources: Sequence[str],
    *,
    workers: int = 1,
    curation: Path | None = None,
    on_progress: Progress | None = None,
    reader: ReaderFactory = standard_reader,
) -> BuildReport:
    """Add documents to a knowledge base, or read them anew where they have changed.

    The result equals a fresh build of the old and the new documents together.

    Raises:
        InputError: a source does not exist, or nothing of them could be read.
        StoreError: there is no knowledge base at `kb`, or it cannot be written.
    """
    old = open_knowledge_base(kb)
    kept = _readings(old)
    if old.fingerprint != reader().fingerprint:
        tasks = [_again(reading) for reading in kept]
        kept = read_all(tasks, reader, workers=workers).readings
    new = _read(sources, kept, reader, workers=workers, on_progress=on_progress)
    replaced = {reading.document.place for reading in new.readings}
    others = [reading for reading in kept if reading.document.place not in replaced]
    return _write(old.path, new, others, reader().fingerprint, curation or old.curation)


def remove(kb: str | Path, documents: Iterable[str]) -> BuildReport:
    """Remove documents, named by id or by source; statements that others make stay.

    The result equals a fresh build of the documents that remain.

    Raises:
        InputError: the knowledge base has no such document.
        StoreError: there is no knowledge base at `kb`, or it cannot be written.
    """
    old = open_knowledge_base(kb)
    gone = {name for wanted in documents for name in _documents_named(old, wanted)}
    kept = [
        reading
        for name, reading in zip(old.documents, _readings(old), strict=True)
        if name not in gone
    ]
    return _write(old.path, _New([], 0, []), kept, old.fingerprint, old.curation)


@dataclass(frozen=True, slots=True)
class _New:
    """What sources gave: readings, how many of them were taken over unread, what was left out."""

    readings: list[Reading]
    reused: int
    left_out: list[LeftOut]


def _read(
    sources: Sequence[str],
    known: Sequence[Reading],
    reader: ReaderFactory,
    *,
    workers: int,
    on_progress: Progress | None,
) -> _New:
    """Read what is not known yet."""
    tasks, unfit = tasks_for(sources)
    cache = _by_content(known)
    reused = [_moved(old, task) for task in tasks for old in cache.get(task.cache_key, ())]
    unknown = [task for task in tasks if task.cache_key not in cache]
    outcome = read_all(unknown, reader, workers=workers, on_progress=on_progress)
    left_out = sorted(unfit + outcome.left_out, key=lambda fault: (fault.source, fault.reason))
    readings = reused + outcome.readings
    if not readings:
        reasons = "\n".join(f"  {fault.reason}" for fault in left_out)
        raise InputError(f"nothing readable in {len(left_out)} source(s):\n{reasons}")
    return _New(readings, len(reused), left_out)


def _readings(kb: KnowledgeBase) -> list[Reading]:
    """Give back what was read, under the names that the documents asked for."""
    return [
        Reading(document, _renamed(extraction, document.stem, document.source))
        for document, extraction in zip(kb.documents.values(), kb.extractions, strict=True)
    ]


def _by_content(known: Iterable[Reading]) -> dict[tuple[str, str], list[Reading]]:
    """Group readings by file name and bytes; of copies in several places one is enough."""
    groups: dict[tuple[str, str], list[Reading]] = {}
    for reading in known:
        document = reading.document
        group = groups.setdefault((file_name(document.source), document.sha256), [])
        if not group or group[0].document.place == document.place:
            group.append(reading)
    return groups


def _moved(old: Reading, task: Task) -> Reading:
    """Take over a reading for the same bytes at the place of `task`."""
    document = replace(old.document, source=task.source, place=task.place)
    return Reading(document, _renamed(old.extraction, document.stem, task.source))


def _again(old: Reading) -> Task:
    """Ask for a document to be read anew from its stored text."""
    document = old.document
    return Task(document.source, document.place, document.sha256, (old.extraction.article,))


def _renamed(extraction: Extraction, name: str, source: str) -> Extraction:
    return replace(extraction, article=replace(extraction.article, id=name, source=source))


def _named(readings: Iterable[Reading]) -> dict[str, Reading]:
    """Give each document an id of its own: its stem, numbered where several ask for one."""
    ordered = sorted(readings, key=lambda r: (r.document.stem, r.document.source, r.document.place))
    stems = {reading.document.stem for reading in ordered}
    named: dict[str, Reading] = {}
    for reading in ordered:
        name, number = reading.document.stem, 1
        while name in named or (number > 1 and name in stems):
            number += 1
            name = f"{reading.document.stem}-{number}"
        extraction = _renamed(reading.extraction, name, reading.document.source)
        named[name] = Reading(reading.document, extraction)
    return dict(sorted(named.items()))


@contextmanager
def _no_collections() -> Iterator[None]:
    """Hold the search for cycles off: a graph has none, and grows by thousands of objects.

    It comes on again when the graph is gone: a search at its end would go through all of it.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


@_no_collections()
def _write(
    target: Path,
    new: _New,
    kept: Sequence[Reading],
    fingerprint: str,
    curation: Path | None,
) -> BuildReport:
    """Derive the graph from the set of readings, and put it in place."""
    from kg.rdf.quads import stated
    from kg.rdf.store import Store
    from kg.reasoning import materialise
    from kg.resolve import resolve, without_rejected

    named = _named([*new.readings, *kept])
    extractions = tuple(reading.extraction for reading in named.values())
    resolution = resolve(extractions, curation=curation)
    accepted = without_rejected(extractions, resolution, curation)
    graph = materialise(stated(accepted, resolution))
    write_knowledge_base(
        target,
        fingerprint=fingerprint,
        documents={name: reading.document for name, reading in named.items()},
        extractions=extractions,
        resolution=resolution,
        curation=curation,
        fill_store=lambda folder: Store.build(folder, graph),
    )
    return _report(target, new, len(kept), accepted, resolution)


def _report(
    target: Path, new: _New, kept: int, accepted: Sequence[Extraction], resolution: Resolution
) -> BuildReport:
    """Count what the graph was made of; `kept` documents were there before."""
    return BuildReport(
        kb=target,
        documents=len(accepted),
        read=len(new.readings) - new.reused,
        reused=new.reused + kept,
        entities=len(resolution.entities),
        statements=sum(len(extraction.statements) for extraction in accepted),
        observations=sum(len(extraction.observations) for extraction in accepted),
        rejected=sum(len(extraction.rejected) for extraction in accepted),
        left_out=tuple(new.left_out),
    )


def _documents_named(kb: KnowledgeBase, wanted: str) -> list[str]:
    if wanted in kb.documents:
        return [wanted]
    found = [name for name, document in kb.documents.items() if document.source == wanted]
    if found:
        return found
    close = get_close_matches(wanted, kb.documents, n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(close)}?" if close else ""
    raise InputError(f"{kb.path}: has no document {wanted!r}{hint}")
