"""A graph in a notebook: a picture that always shows, and the page itself where it may run.

The page lies over the picture in a sandboxed frame. A notebook that is reopened without trust, or
only looked at on a code host, loses the frame and keeps the picture.
"""

from __future__ import annotations

import base64
from html import escape
from typing import Any

from kg.errors import MissingExtraError
from kg.viz.model import GraphView
from kg.viz.page import page
from kg.viz.picture import to_png, to_svg
from kg.viz.place import place
from kg.viz.scene import Scene, scene
from kg.viz.selection import most_connected

LIMIT = 500
WIDTH, HEIGHT = 1000, 620


def mimebundle(view: GraphView, *, title: str = "Knowledge graph") -> dict[str, Any]:
    """Give what `_repr_mimebundle_` returns: plain text, and HTML with picture and page.

    Above `LIMIT` things only the best connected are drawn, and a line says so.
    """
    shown = most_connected(view, limit=LIMIT)
    summary = summarise(view)
    if shown is not view:
        summary += f"; the {LIMIT} with most statements are drawn"
    return {"text/plain": f"{title}: {summary}", "text/html": to_html(shown, summary, title=title)}


def to_html(view: GraphView, summary: str, *, title: str) -> str:
    """Lay the page of a view over its picture."""
    places = place(view)
    drawn = scene(view, width=WIDTH, height=HEIGHT, theme="light", labels=40, places=places)
    box = f"position:relative;width:100%;max-width:1400px;height:{HEIGHT}px;overflow:hidden"
    over = "position:absolute;inset:0;width:100%;height:100%;border:1px solid #ddd"
    framed = escape(page(view, title=title, canvas=True, places=places), quote=True)
    return (
        f'<div style="{box}">'
        f'<img alt="{escape(title)}: {escape(summary)}" src="{_data_uri(drawn, title)}" '
        'style="width:100%;height:100%;object-fit:contain">'
        f'<iframe title="{escape(title)}" sandbox="allow-scripts allow-downloads" '
        f'style="{over}" srcdoc="{framed}"></iframe></div>'
        f"<p>{escape(summary)}</p>"
    )


def summarise(view: GraphView) -> str:
    """Count what a view holds."""
    counts = ((len(view.nodes), "thing"), (len(view.edges), "statement"))
    parts = [f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in counts]
    documents = len(view.documents)
    return f"{', '.join(parts)}, {documents:,} document{'' if documents == 1 else 's'}"


def _data_uri(drawn: Scene, title: str) -> str:
    """Give a PNG, which every viewer of notebooks shows, or an SVG where none can be drawn."""
    try:
        kind, data = "png", to_png(drawn, scale=1.4)
    except MissingExtraError:
        kind, data = "svg+xml", to_svg(drawn, title=title).encode()
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
