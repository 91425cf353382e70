"""Name documents after their sources: safe as the local part of an IRI, and never twice."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from anyascii import anyascii

from kg.ingest.dates import find_date

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 120


def is_url(source: str) -> bool:
    """Tell a web address from a path."""
    return bool(re.match(r"https?://", source, re.IGNORECASE))


def safe_name(text: str) -> str:
    """Spell a text with ASCII letters, digits, `.`, `_` and `-` only."""
    name = _UNSAFE.sub("-", anyascii(text)).strip("-.")
    if len(name) > _LONGEST:
        name = f"{name[: _LONGEST - 9].rstrip('-.')}-{_digest(text)}"
    return name or "document"


def document_name(source: str) -> str:
    """Give the name a source has by itself: its file's stem, made safe."""
    return safe_name(_stem(source))


def document_names(sources: Iterable[str]) -> dict[str, str]:
    """Name all sources of one run, each differently, whatever their order.

    Sources whose stems make the same name all get eight digits of a hash of their path besides, so
    that none of them depends on which came first.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for source in sorted(set(sources)):
        groups[document_name(source)].append(source)
    return {
        source: name if len(group) == 1 else f"{name}-{_digest(source)}"
        for name, group in groups.items()
        for source in group
    }


def date_in_name(source: str) -> str:
    """Give an ISO date that stands in the file's name or the URL's path; else ``""``."""
    path = unquote(urlsplit(source).path) if is_url(source) else PurePosixPath(source).name
    for match in re.finditer(r"(?<!\d)(\d{4})[-_/](\d\d)[-_/](\d\d)(?!\d)", path):
        found = find_date("-".join(match.groups()))
        if found:
            return found[0]
    return ""


def _stem(source: str) -> str:
    if source == "-":
        return "stdin"
    if not is_url(source):
        return PurePosixPath(source.replace("\\", "/")).stem
    try:
        parts = urlsplit(source)
    except ValueError:
        return source
    stem = PurePosixPath(unquote(parts.path)).stem
    return stem or parts.netloc


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:8]
