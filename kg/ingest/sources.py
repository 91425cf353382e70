"""Expand folders, patterns, addresses and `-` to the list of sources a run reads."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.ingest.names import document_name, document_names, is_url

STDIN = "-"
SUFFIXES = frozenset(
    {".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".pdf", ".docx"}
)


class Source(str):
    """A path, an address or `-`, with the document name it has within its run."""

    __slots__ = ("name",)
    name: str

    def __new__(cls, source: str, name: str) -> Source:
        """Keep the name beside the string."""
        made = super().__new__(cls, source)
        made.name = name
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Let the name cross to other processes."""
        return Source, (str(self), self.name)


def name_of(source: str) -> str:
    """Give the document name of a source, by itself or within its run."""
    return source.name if isinstance(source, Source) else document_name(source)


def find(sources: Sequence[str]) -> list[str]:
    """Expand folders, glob patterns, web addresses and `-` to single sources, sorted.

    Folders are searched to any depth for files of the formats known by their suffix; hidden files
    are passed over. Two files of one stem are told apart by a hash of their path, which `load`
    puts into the article's id; it does not depend on their order.

    Raises:
        InputError: a path does not exist, a pattern or a folder has no article.
    """
    if isinstance(sources, str):
        sources = [sources]
    found = {path for source in sources for path in _expand(os.fspath(source))}
    names = document_names(found)
    return [Source(path, names[path]) for path in sorted(found)]


def _expand(source: str) -> Iterator[str]:
    if source == STDIN or is_url(source):
        yield source
        return
    path = _existing(source)
    if path is None:
        yield from _matching(source)
    elif path.is_dir():
        inside = sorted(_inside(path))
        if not inside:
            allowed = ", ".join(sorted(SUFFIXES))
            raise InputError(
                f"{source}: the folder has no articles; files ending in {allowed} count"
            )
        yield from inside
    else:
        yield _tidy(path)


def _existing(source: str) -> Path | None:
    try:
        path = Path(source)
        return path if source and path.exists() else None
    except (OSError, ValueError):
        return None


def _matching(pattern: str) -> Iterator[str]:
    """Expand a glob pattern; `**` crosses folders."""
    if not glob.has_magic(pattern):
        raise InputError(f"{pattern!r}: no such file or folder; give a path, a pattern, a URL or -")
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - absolute patterns too
    paths = [Path(match) for match in matches]
    found = [p for path in paths for p in (_inside(path) if path.is_dir() else [_tidy(path)])]
    if not found:
        raise InputError(f"{pattern!r}: no file matches this pattern")
    yield from found


def _inside(folder: Path) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise InputError(f"{error.filename}: the folder cannot be read ({error.strerror})")

    for top, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(top, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith("."):
                yield _tidy(path)


def _tidy(path: Path) -> str:
    return str(path)
