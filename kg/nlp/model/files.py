"""The files of a model folder, and the manifest that vouches for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.errors import ModelError

MANIFEST = "manifest.json"
NETWORK = "network.onnx"
TOKENIZER = "tokenizer.json"
VOCABULARY = "vocabulary.json"
LEMMAS = "lemmas.json"
RELATIONS = "relations.npz"
FORMAT = 1
REQUIRED = (NETWORK, TOKENIZER, VOCABULARY, LEMMAS, RELATIONS)


def write_manifest(folder: Path, names: Iterable[str] = REQUIRED) -> None:
    """Write the sizes and SHA-256 sums of the files of a folder."""
    files = {
        name: {"bytes": (folder / name).stat().st_size, "sha256": _digest(folder / name)}
        for name in sorted(names)
    }
    text = json.dumps({"format": FORMAT, "files": files}, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def check_folder(folder: Path) -> None:
    """Check all files of a model folder against its manifest.

    Raises:
        ModelError: naming every file that is missing or damaged.
    """
    manifest = read_json(folder / MANIFEST)
    if manifest.get("format") != FORMAT or not isinstance(manifest.get("files"), dict):
        found = manifest.get("format")
        message = f"language model {folder}: format {found} in {MANIFEST}, {FORMAT} is needed"
        raise ModelError(message)
    recorded: dict[str, Any] = manifest["files"]
    faults = [f"{name} is not listed" for name in REQUIRED if name not in recorded]
    faults += [fault for name, entry in recorded.items() if (fault := _fault(folder, name, entry))]
    if faults:
        message = f"language model {folder} is damaged: {'; '.join(faults)}; install it anew"
        raise ModelError(message)


def _fault(folder: Path, name: str, entry: dict[str, Any]) -> str:
    path = folder / name
    if not path.is_file():
        return f"{name} is missing"
    size = path.stat().st_size
    if size != entry.get("bytes"):
        return f"{name} has {size} bytes, not {entry.get('bytes')}"
    return "" if _digest(path) == entry.get("sha256") else f"{name} has a wrong checksum"


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        ModelError: if the file is missing or holds something else.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = f"language model {path.parent}: {path.name} is missing; install it anew"
        raise ModelError(message) from error
    except (OSError, ValueError) as error:
        message = f"language model {path.parent}: {path.name} cannot be read: {error}"
        raise ModelError(message) from error
    if not isinstance(data, dict):
        message = f"language model {path.parent}: {path.name} holds no object"
        raise ModelError(message)
    return data


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
