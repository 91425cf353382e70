"""Read sources into extractions, in this process or in several, past those that cannot be read."""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field
from functools import cache, cached_property
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Protocol

from kg import ingest
from kg.datamodel import Article, Extraction
from kg.errors import InputError, KGError
from kg.knowledge_base import Document

_WORTH_A_PROCESS = 12
"""Documents that one more process must have to read before its start pays."""


class Reader(Protocol):
    """The language stage, as the pipeline sees it."""

    @property
    def fingerprint(self) -> str:
        """Name everything that an extraction depends on besides the article."""

    def extract(self, article: Article) -> Extraction:
        """Read one article."""


ReaderFactory = Callable[[], Reader]
"""Makes a reader in whichever process needs one; a function of a module, so that it travels."""

Progress = Callable[[int, int, str], None]
"""Called with documents done, documents to do, and the source just finished."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A source that could not be read, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Task:
    """A source to read; `articles` holds what had to be fetched already to know its digest."""

    source: str
    place: str
    sha256: str
    articles: tuple[Article, ...] | None = None

    @property
    def cache_key(self) -> tuple[str, str]:
        """Tell apart what would be read differently: the bytes, and the name with its suffix."""
        return file_name(self.source), self.sha256


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what was read out of it."""

    document: Document
    extraction: Extraction


@dataclass(slots=True)
class Outcome:
    """What came of reading: readings in the order of tasks, and what was left out."""

    readings: list[Reading] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


class _StandardReader:
    """The reader of this package; it loads the language model when there is something to read."""

    @cached_property
    def fingerprint(self) -> str:
        from kg.relations.fingerprint import fingerprint

        return fingerprint()

    @cached_property
    def _extractor(self) -> Reader:
        from kg.relations import Extractor

        return Extractor()

    def extract(self, article: Article) -> Extraction:
        return self._extractor.extract(article)


@cache
def standard_reader() -> Reader:
    """Give the reader of this package, one for each process."""
    return _StandardReader()


def file_name(source: str) -> str:
    """Give the last part of a path or URL."""
    return source.rstrip("/").rsplit("/", 1)[-1]


def tasks_for(sources: Sequence[str]) -> tuple[list[Task], list[LeftOut]]:
    """Find the documents behind sources, each once, and their digests.

    Raises:
        InputError: a source does not exist, or holds no articles.
    """
    tasks: dict[str, Task] = {}
    left_out: list[LeftOut] = []
    for source in map(str, ingest.find(sources)):  # under plain names; the set decides on ids
        try:
            task = _task(source)
        except KGError as error:
            left_out.append(LeftOut(source, str(error)))
        else:
            tasks.setdefault(task.place, task)
    return list(tasks.values()), left_out


def read_all(
    tasks: Sequence[Task],
    factory: ReaderFactory = standard_reader,
    *,
    workers: int = 1,
    on_progress: Progress | None = None,
) -> Outcome:
    """Read every task; the result does not depend on the number of workers.

    `workers` is a number of processes; 0 chooses one for each core where that pays.

    Raises:
        KGError: a process was ended from outside.
    """
    processes = _processes(workers, len(tasks))
    run = _in_processes if processes > 1 else _here
    outcomes: dict[int, _Result] = {}
    for position, result in run(tasks, factory, processes):
        outcomes[position] = result
        if on_progress is not None:
            on_progress(len(outcomes), len(tasks), tasks[position].source)
    outcome = Outcome()
    for position, task in enumerate(tasks):
        extractions, faults = outcomes[position]
        outcome.readings += [reading(task, extraction) for extraction in extractions]
        outcome.left_out += faults
    return outcome


def reading(task: Task, extraction: Extraction) -> Reading:
    """Join what was read with where it came from."""
    article = extraction.article
    document = Document(
        task.source, task.place, task.sha256, article.id, article.title, article.issued
    )
    return Reading(document, extraction)


def _task(source: str) -> Task:
    path = Path(source)
    if source != "-" and path.is_file():
        return Task(source, _digest(os.path.realpath(source)), _file_digest(path))
    articles = tuple(ingest.load(source))
    content = _digest(json.dumps([asdict(article) for article in articles], sort_keys=True))
    return Task(source, content if source == "-" else _digest(source), content, articles)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _file_digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def _processes(workers: int, tasks: int) -> int:
    if workers == 0:
        return min(os.cpu_count() or 1, tasks // _WORTH_A_PROCESS)
    return min(workers, tasks)


_Result = tuple[list[Extraction], list[LeftOut]]
_Results = Iterator[tuple[int, _Result]]


def _here(tasks: Sequence[Task], factory: ReaderFactory, _processes: int) -> _Results:
    for position, task in enumerate(tasks):
        yield position, _read(task, factory)


def _in_processes(tasks: Sequence[Task], factory: ReaderFactory, processes: int) -> _Results:
    """Ship sources out and lines of JSON back; live objects cost more than the reading saves."""
    others = set(active_children())
    pool = ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_end_with_the_parent
    )
    try:
        futures = {pool.submit(_read_lines, task, factory): at for at, task in enumerate(tasks)}
        for future in as_completed(futures):
            lines, left_out = future.result()
            yield futures[future], ([Extraction.from_json(line) for line in lines], left_out)
    except BaseException as error:
        for process in set(active_children()) - others:
            process.terminate()  # what they still read is of no use
        if isinstance(error, BrokenProcessPool):
            raise KGError(
                "a reading process ended before its work was done; give the machine more memory, "
                "or use one worker (a script that asks for several needs "
                "`if __name__ == '__main__':`)"
            ) from error
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_the_parent() -> None:
    """End this process quietly when it is interrupted, and when its parent was killed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_outlive_no_parent, daemon=True).start()


def _outlive_no_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_lines(task: Task, factory: ReaderFactory) -> tuple[list[str], list[LeftOut]]:
    """Read one task in another process."""
    extractions, left_out = _read(task, factory)
    return [extraction.to_json() for extraction in extractions], left_out


def _read(task: Task, factory: ReaderFactory) -> _Result:
    """Read one task; what goes wrong with it must not end the build of all others."""
    extractions: list[Extraction] = []
    left_out: list[LeftOut] = []
    try:
        articles = ingest.load(task.source) if task.articles is None else task.articles
    except KGError as error:
        return [], [LeftOut(task.source, str(error))]
    for article in articles:
        try:
            extractions.append(factory().extract(article))
        except Exception as error:  # whatever it is, it is one document
            reason = f"{article.id}: the language stage failed ({type(error).__name__}: {error})"
            left_out.append(LeftOut(task.source, reason))
    return extractions, left_out
