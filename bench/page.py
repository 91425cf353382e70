"""The page by size: bytes, first picture, frames a second while dragged, beside stock pyvis.

Graphs are made up: a few hubs, many leaves, two statements for each thing, a sentence for each
statement. Needs Chromium (`make setup-browser`), which runs headless and without a GPU.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as Timeout
from pyvis.network import Network

from bench.report import Figure
from kg.viz.model import Edge, GraphView, Node, Quote, Source
from kg.viz.page import write_page

COUNTS = (100, 1_000, 5_000, 10_000)
STOCK_LIMIT_S = 45.0
"""Stock pyvis finds places in the browser; it is not waited for longer than this."""

_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_CLASSES = ("Person", "Company", "City", "Conference", "Award", "Association", "Project")
_RELATIONS = ("attended", "cooperatesWith", "supports", "memberOf", "honoredIn", "visited")
_WORDS = (
    *("harbour", "council", "forum", "river", "valley", "energy"),
    *("institute", "northern", "rail", "water", "data", "park"),
)
_READY = "() => document.body.dataset.ready === 'true'"
_SETTLED = "settled"

_FRAMES = """async () => {
  const canvas = document.querySelector('canvas');
  const box = canvas.getBoundingClientRect();
  let [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const send = (kind, buttons) => {
    const at = { clientX: x, clientY: y, bubbles: true, cancelable: true, view: window, buttons };
    canvas.dispatchEvent(new PointerEvent('pointer' + kind, { ...at, pointerId: 1,
      pointerType: 'mouse', isPrimary: true }));
    canvas.dispatchEvent(new MouseEvent('mouse' + kind, at));
  };
  send('down', 1);
  let frames = 0;
  const start = performance.now();
  while (performance.now() - start < 3000) {
    await new Promise(requestAnimationFrame);
    frames += 1;
    x += 3 * Math.cos(frames / 15); y += 3 * Math.sin(frames / 15);
    send('move', 1);
  }
  const rate = frames / ((performance.now() - start) / 1000);
  send('up', 0);
  return rate;
}"""


def figures() -> Iterator[Figure]:
    """Measure pages of growing size, and stock pyvis with the same graph."""
    with tempfile.TemporaryDirectory() as folder:
        for count in COUNTS:
            view = synthetic(count)
            own, stock = Path(folder, f"kg-{count}.html"), Path(folder, f"stock-{count}.html")
            start = time.process_time()
            write_page(view, own)
            yield Figure(f"{count:,} things: writing", time.process_time() - start, "s CPU")
            write_stock(view, stock)
            yield from _compare(count, own, stock)


def _compare(count: int, own: Path, stock: Path) -> Iterator[Figure]:
    first, rate = measure(own)
    other = measure_stock(stock)
    against = "pyvis" if other else f"pyvis: not settled after {STOCK_LIMIT_S:.0f} s"
    other_first, other_rate = other or (None, None)
    own_size, other_size = own.stat().st_size / 1e6, stock.stat().st_size / 1e6
    large = count == COUNTS[-1]
    what = f"{count:,} things"
    yield Figure(f"{what}: file", own_size, "MB", "pyvis", other_size, "below 4 MB" * large)
    yield Figure(f"{what}: first picture", first, "s", against, other_first, "below 2 s" * large)
    smooth = "20 /s or more" if count >= 1000 else ""
    yield Figure(f"{what}: frames", rate, "/s", against, other_rate, smooth)


def synthetic(count: int, *, seed: int = 7) -> GraphView:
    """Make up a graph with `count` things, twice as many statements, and a sentence for each."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    sources = tuple(
        Source(f"https://w3id.org/kg/document/d{n}", f"Report {n}", f"{2010 + n % 14}-05-09")
        for n in range(max(3, count // 100))
    )
    nodes = tuple(
        Node(f"https://w3id.org/kg/resource/thing/{n}", _name(chance), chance.choice(_CLASSES))
        for n in range(count)
    )
    return GraphView(nodes, tuple(_statements(chance, nodes, sources)), sources)


def write_stock(view: GraphView, path: Path) -> None:
    """Write the same graph as pyvis does by itself, with positions of its own finding."""
    network = Network(directed=True, cdn_resources="in_line")
    for node in view.nodes:
        network.add_node(node.iri, label=node.label, title=node.type)
    for edge in view.edges:
        network.add_edge(edge.source, edge.target, title=edge.relation)
    page = network.generate_html()
    settled = f"network.once('stabilized', () => console.log('{_SETTLED}'));\n return network;"
    path.write_text(page.replace("return network;", settled, 1), encoding="utf-8")


def measure(path: Path, *, limit_s: float = 60) -> tuple[float, float]:
    """Give the seconds to the first picture and the frames a second while it is dragged.

    Raises:
        TimeoutError: there is no picture within the limit.
    """
    with _browser_page() as page:
        start = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit", timeout=limit_s * 1000)
        # Asked from outside: the page's own policy forbids what waits inside it.
        while not page.evaluate(_READY):
            if time.perf_counter() - start > limit_s:
                raise TimeoutError(f"{path.name}: no picture after {limit_s:g} s")
            page.wait_for_timeout(20)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        first = time.perf_counter() - start
        return first, float(page.evaluate(_FRAMES))


def measure_stock(path: Path, *, limit_s: float = STOCK_LIMIT_S) -> tuple[float, float] | None:
    """Give the same of a page of stock pyvis once it has settled; None where it does not in time."""
    with _browser_page() as page:
        start = time.perf_counter()
        try:
            with page.expect_console_message(
                lambda message: message.text == _SETTLED, timeout=limit_s * 1000
            ):
                page.goto(path.as_uri(), wait_until="commit", timeout=limit_s * 1000)
        except Timeout:
            return None
        return time.perf_counter() - start, float(page.evaluate(_FRAMES))


@contextmanager
def _browser_page() -> Iterator[Page]:
    path = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        try:
            context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
            yield context.new_page()
        finally:
            browser.close()


def _name(chance: random.Random) -> str:
    return " ".join(chance.sample(_WORDS, 2)).title() + f" {chance.randrange(1000)}"


def _statements(
    chance: random.Random, nodes: tuple[Node, ...], sources: tuple[Source, ...]
) -> Iterator[Edge]:
    """Join each thing to two: mostly to a hub of its neighbourhood, now and then to a far one."""
    for n in range(2 * len(nodes)):
        a = nodes[n % len(nodes)]
        near = n % len(nodes) // 60 * 60 + int(60 * chance.random() ** 3)
        far = int(len(nodes) * chance.random() ** 3)
        b = nodes[min(near if chance.random() < 0.85 else far, len(nodes) - 1)]
        rest = " ".join(chance.choices(_WORDS, k=9))
        text = f"{a.label} has worked with {b.label} on the {rest}, officials said."
        first, second = len(a.label), text.index(b.label, len(a.label))
        quote = Quote(chance.choice(sources).iri, text, (0, first), (second, second + len(b.label)))
        year = chance.randrange(2008, 2024)
        yield Edge(
            id=f"https://w3id.org/kg/statement/{n:024x}",
            source=a.iri,
            target=b.iri,
            relation=chance.choice(_RELATIONS),
            qualifiers=(("year", str(year)),),
            confidence=round(chance.uniform(0.6, 0.99), 2),
            quotes=(quote,),
            years=(year, year),
        )
