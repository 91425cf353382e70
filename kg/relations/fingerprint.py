"""What an extraction depends on beside its article, told without loading any of it.

Whether documents must be read anew is asked before the language side, which takes a second to
import, is needed; often it never is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import kg
from kg.resources import resource


def fingerprint() -> str:
    """Hash the package's version, code of the language side, model, patterns and gazetteers."""
    package = Path(kg.__file__).parent
    digest = hashlib.sha256(kg.__version__.encode())
    for path in _inputs(package):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _inputs(package: Path) -> Iterable[Path]:
    for folder in ("gazetteer", "ingest", "nlp", "relations"):
        yield from sorted((package / folder).rglob("*.py"))
    yield package / "nlp" / "model" / "en_kg_news" / "manifest.json"
    yield resource("ontology/kg.ttl")
    for name in ("patterns", "gazetteers"):
        yield from sorted(p for p in resource(name).iterdir() if p.is_file())
