"""What stands above a page or a picture when nobody says what should."""

from __future__ import annotations

from pathlib import Path

from kg.errors import QueryError
from kg.viz.model import GraphView
from kg.viz.selection import find

_GENERAL = frozenset({"", "kb", "kg", "graph", "knowledge base", "knowledge graph"})


def heading(
    kb: Path,
    view: GraphView,
    *,
    focus: str | None = None,
    years: tuple[int | None, int | None] | None = None,
) -> str:
    """Name a drawing after its focus, its knowledge base and its years.

    A knowledge base is called by its folder; one that is only called `kb` says nothing by it.
    """
    name = kb.resolve().name.replace("_", " ").replace("-", " ").strip()
    name = "Knowledge graph" if name.lower() in _GENERAL else name[:1].upper() + name[1:]
    parts = [_label(view, focus), name] if focus else [name]
    return " \u00b7 ".join([*parts, *_span(years)])


def _label(view: GraphView, focus: str) -> str:
    try:
        return view.by_iri[find(view, focus)[0]].label
    except QueryError:
        return focus


def _span(years: tuple[int | None, int | None] | None) -> list[str]:
    first, last = years or (None, None)
    if first is None and last is None:
        return []
    if first is None:
        return [f"until {last}"]
    return (
        [f"from {first}"]
        if last is None
        else [f"{first}\u2013{last}" if first != last else str(first)]
    )
