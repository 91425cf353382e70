"""From articles to extractions: frames, pattern rows, appositions and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.relations.extractor import Extractor

__all__ = ["Extractor"]


def __getattr__(name: str) -> object:
    """Import the extractor, and spaCy with it, on first use."""
    if name == "Extractor":
        from kg.relations.extractor import Extractor

        return Extractor
    raise AttributeError(f"module 'kg.relations' has no attribute {name!r}")
