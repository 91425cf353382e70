"""The explorer: one HTML file that needs no network and runs nothing but its own scripts.

Up to `PYVIS_LIMIT` things and `PYVIS_LINES` statements the graph is a pyvis network, rendered
through a template of our own with vis-network inlined from the pyvis package: so far it pans at 20
frames a second or more without a GPU. Above it the same page draws on a plain canvas. A content
security policy admits exactly the scripts written here, by their hashes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from markupsafe import Markup
from pyvis.network import Network

from kg.errors import InputError
from kg.viz.layout import Points
from kg.viz.model import GraphView
from kg.viz.palette import node_size
from kg.viz.payload import payload, to_json
from kg.viz.place import place
from kg.viz.selection import most_connected
from kg.viz.terms import class_family

PYVIS_LIMIT = 1000
PYVIS_LINES = 2500
NODE_LIMIT = 10_000

_HERE = Path(__file__).parent
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": False,
        "multiselect": False,
        "keyboard": False,
        "tooltipDelay": 100000,
    },
}


def write_page(
    view: GraphView, path: str | Path, *, title: str = "Knowledge graph", limit: int = NODE_LIMIT
) -> Path:
    """Write the page of a view as one UTF-8 file, and give its path.

    Raises:
        InputError: the file cannot be written.
    """
    target = Path(path)
    text = page(view, title=title, limit=limit)
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{target}: the page cannot be written there: {error.strerror}") from error
    return target


def page(
    view: GraphView,
    *,
    title: str = "Knowledge graph",
    limit: int = NODE_LIMIT,
    canvas: bool | None = None,
    places: Points | None = None,
) -> str:
    """Give the page of a view as text; above `limit` things only the most connected are shown.

    `canvas` chooses the renderer that carries no vis-network, whatever the size of the view;
    `places` are those of the things, where they are known already.
    """
    shown = most_connected(view, limit=limit)
    places = place(shown) if places is None or shown is not view else places
    many = len(shown.nodes) > PYVIS_LIMIT or len(shown.edges) > PYVIS_LINES
    large = many if canvas is None else canvas
    data = to_json(payload(shown, places, title=title))
    network = Network(directed=True, cdn_resources="in_line", bgcolor="", heading="")
    if not large:
        _fill(network, shown, places)
    network.options = _OPTIONS
    network.templateEnv = _environment(network.template_dir)
    network.templateEnv.globals.update(_parts(data, title=title, large=large))
    network.path = "page.html"
    return str(network.generate_html())


def _fill(network: Network, view: GraphView, places: Points) -> None:
    """Add things and statements one by one; names are data, never markup."""
    for number, node in enumerate(view.nodes):
        x, y = (float(value) for value in places[number])
        shape = class_family(node.type).shape
        size = node_size(view.degrees[node.iri])
        network.add_node(number, label=node.label or " ", shape=shape, x=x, y=y, size=size)
    number_of = {node.iri: number for number, node in enumerate(view.nodes)}
    for number, edge in enumerate(view.edges):
        network.add_edge(number_of[edge.source], number_of[edge.target], id=number)


def _environment(pyvis_templates: str) -> Environment:
    own = FileSystemLoader(_HERE / "templates")
    return Environment(
        loader=ChoiceLoader([own, FileSystemLoader(pyvis_templates)]), autoescape=True
    )


def _parts(data: str, *, title: str, large: bool) -> dict[str, Any]:
    scripts = [_static("page.js")] if large else [_vis_network(), _static("page.js")]
    return {
        "title": title,
        "style": Markup(_static("page.css")),  # noqa: S704 (our own file)
        "scripts": [Markup(script) for script in scripts],  # noqa: S704 (our own and pyvis's)
        "policy": _policy(scripts),
        "packed": large,
        "network_options": _OPTIONS,
        "payload": _pack(data) if large else Markup(data),  # noqa: S704 (escaped by to_json)
    }


def _policy(scripts: list[str]) -> str:
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    allowed = " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _pack(data: str) -> str:
    """Compress with a fixed time stamp, so that the same graph gives the same file."""
    return base64.b64encode(gzip.compress(data.encode(), 9, mtime=0)).decode()


def _static(name: str) -> str:
    return (_HERE / "static" / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    lib = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return lib.read_text(encoding="utf-8").replace("\r\n", "\n")
