"""The folder of a knowledge base: what lies in it, and how it is replaced in one step.

    KB/kb.json            format, fingerprint of the reader, the documents and their digests
       extractions.jsonl  one `Extraction` a line, in the order of document ids
       resolution.json    which local entities are one thing, and every decision
       curation.*         the user's corrections, kept so that later builds obey them
       store/             the quads, in Oxigraph's own form

A new state is always written into a fresh folder beside the old one and then takes its place.
What was built before stays whole until that moment, whatever happens.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.datamodel import Decision, Extraction, Resolution, ResolvedEntity, plain
from kg.errors import StoreError

FORMAT = 1
_MANIFEST, _EXTRACTIONS, _RESOLUTION = "kb.json", "extractions.jsonl", "resolution.json"


@dataclass(frozen=True, slots=True)
class Document:
    """Where a document came from.

    `stem` is the name it asks for; its id in the knowledge base differs where two ask for one.
    `place` is a digest of the absolute path or URL: one file named in two ways is one document.
    """

    source: str
    place: str
    sha256: str
    stem: str
    title: str = ""
    issued: str = ""


@dataclass(frozen=True)
class KnowledgeBase:
    """What a knowledge-base folder says of itself, read once and never changed."""

    path: Path
    fingerprint: str
    documents: Mapping[str, Document] = field(default_factory=dict)

    @property
    def store(self) -> Path:
        """Give the folder of the store."""
        return self.path / "store"

    @property
    def curation(self) -> Path | None:
        """Give the corrections that were built in, if there are any."""
        return next(iter(sorted(self.path.glob("curation.*"))), None)

    @cached_property
    def extractions(self) -> tuple[Extraction, ...]:
        """Read what was read out of each document, in the order of ids."""
        path = self.path / _EXTRACTIONS
        try:
            with path.open(encoding="utf-8") as lines:
                return tuple(Extraction.from_json(line) for line in lines)
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise StoreError(f"{path}: damaged ({error}); build it again") from error

    @cached_property
    def corrected(self) -> tuple[Extraction, ...]:
        """Give the extractions without the statements that the user's corrections reject."""
        from kg.resolve import without_rejected

        return tuple(without_rejected(self.extractions, self.resolution, self.curation))

    @cached_property
    def resolution(self) -> Resolution:
        """Read which local entities are one thing, and the decisions that led there."""
        path = self.path / _RESOLUTION
        try:
            return _resolution(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise StoreError(f"{path}: damaged ({error}); build it again") from error


def is_knowledge_base(path: Path) -> bool:
    """Say whether a folder is a knowledge base of any format."""
    return (path / _MANIFEST).is_file()


def open_knowledge_base(path: str | Path) -> KnowledgeBase:
    """Open a knowledge-base folder for reading.

    Raises:
        StoreError: there is none, it is damaged, or another version of kg wrote it.
    """
    folder = Path(path)
    _recover(folder)
    if not is_knowledge_base(folder):
        found = "is not a knowledge base" if folder.exists() else "does not exist"
        raise StoreError(f"{folder}: {found}; `kg build SOURCE… -o {folder}` makes one")
    try:
        raw = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        version = raw["format"]
        if version == FORMAT:
            documents = {name: Document(**row) for name, row in raw["documents"].items()}
            return KnowledgeBase(folder, raw["fingerprint"], documents)
    except (OSError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise StoreError(f"{folder / _MANIFEST}: damaged ({error}); build it again") from error
    raise StoreError(
        f"{folder}: has format {version!r}, this version of kg reads {FORMAT}; build it again"
    )


def write_knowledge_base(
    path: Path,
    *,
    fingerprint: str,
    documents: Mapping[str, Document],
    extractions: Sequence[Extraction],
    resolution: Resolution,
    curation: Path | None,
    fill_store: Callable[[Path], object],
) -> None:
    """Write a knowledge base; an older one at `path` stays whole until the new one is complete.

    Raises:
        StoreError: `path` cannot be written, or holds something that is not a knowledge base.
    """
    with _replacing(path) as fresh:
        manifest = {
            "format": FORMAT,
            "fingerprint": fingerprint,
            "documents": {name: asdict(documents[name]) for name in sorted(documents)},
        }
        with (fresh / _EXTRACTIONS).open("w", encoding="utf-8", newline="\n") as lines:
            lines.writelines(extraction.to_json() + "\n" for extraction in extractions)
        _write_json(
            fresh / _RESOLUTION,
            {"entities": resolution.entities, "decisions": resolution.decisions},
        )
        if curation is not None:
            shutil.copyfile(curation, fresh / f"curation{curation.suffix or '.tsv'}")
        fill_store(fresh / "store")
        _write_json(fresh / _MANIFEST, manifest)


def refuse_foreign(path: Path) -> None:
    """Refuse a place at which a knowledge base must not be written.

    Raises:
        StoreError: a file, or a folder of other things, is there.
    """
    if path.is_dir():
        if is_knowledge_base(path) or not any(path.iterdir()):
            return
        raise StoreError(f"{path}: holds other files; name a new folder or a knowledge base")
    if path.exists():
        raise StoreError(f"{path}: is a file; name a new folder or a knowledge base")


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Give an empty folder beside `path` that takes its place if the block ends well."""
    target = path.resolve()
    _recover(target)
    refuse_foreign(target)
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        _sweep(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.mkdir()
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror})") from error
    try:
        yield fresh
        _swap(fresh, target)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of `target`; `_recover` undoes it when cut off half way."""
    old = _retired(target)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _retired(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _recover(folder: Path) -> None:
    """Finish or undo a replacement that was cut off between its two renames."""
    target = folder.resolve()
    old = _retired(target)
    if not is_knowledge_base(old):
        return
    if target.exists():
        shutil.rmtree(old, ignore_errors=True)
    else:
        old.rename(target)


def _sweep(target: Path) -> None:
    """Remove what killed builds of this knowledge base left behind."""
    for left in target.parent.glob(f".{target.name}.*.new"):
        process = left.name.rsplit(".", 2)[1]
        if not (process.isdecimal() and _alive(int(process))):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    if process == os.getpid():
        return False
    if os.name != "posix":  # elsewhere signal 0 is not a question
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, default=plain, ensure_ascii=False, sort_keys=True, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def _resolution(raw: dict[str, Any]) -> Resolution:
    return Resolution(
        entities=tuple(_entity(entity) for entity in raw["entities"]),
        decisions=tuple(Decision(**decision) for decision in raw["decisions"]),
    )


def _entity(raw: dict[str, Any]) -> ResolvedEntity:
    pairs = {key: tuple((a, b) for a, b in raw[key]) for key in ("attributes", "members")}
    lists = {key: tuple(raw[key]) for key in ("names", "same_as", "exact_match")}
    return ResolvedEntity(**{**raw, **pairs, **lists})
