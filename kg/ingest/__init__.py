"""Read articles from files, folders, web addresses and standard input."""

from __future__ import annotations

from kg.ingest.loading import load
from kg.ingest.sources import find

__all__ = ["find", "load"]
