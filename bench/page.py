"""How the page fares with size: bytes, time to the first picture, frames a second, beside pyvis.

    python bench/page.py [COUNT...]

Graphs are made up: a few hubs, many leaves, two statements for each thing, a sentence for each
statement. Frames are counted while the picture is dragged in headless Chromium without a GPU.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from pyvis.network import Network

from kg.viz.model import Edge, GraphView, Node, Quote, Source
from kg.viz.page import write_page

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
COUNTS = (100, 1_000, 5_000, 10_000)

_CLASSES = ("Person", "Company", "City", "Conference", "Award", "Association", "Project")
_RELATIONS = ("attended", "cooperatesWith", "supports", "memberOf", "honoredIn", "visited")
_WORDS = "harbour council forum river valley energy institute northern rail water data park".split()

_FRAMES = """async () => {
  const stage = document.querySelector('canvas');
  const box = stage.getBoundingClientRect();
  const at = (x, y, buttons) => ({ clientX: x, clientY: y, bubbles: true, cancelable: true, view: window,
    buttons, button: 0, pointerId: 1, pointerType: 'mouse', isPrimary: true });
  const send = (type, x, y, buttons) => {
    stage.dispatchEvent(new PointerEvent('pointer' + type, at(x, y, buttons)));
    const target = type === 'down' ? stage : window;
    (target === window ? stage : target).dispatchEvent(new MouseEvent('mouse' + type, at(x, y, buttons)));
  };
  let [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  send('down', x, y, 1);
  let frames = 0;
  const start = performance.now();
  while (performance.now() - start < 3000) {
    await new Promise(requestAnimationFrame);
    frames += 1;
    x += 3 * Math.cos(frames / 15); y += 3 * Math.sin(frames / 15);
    send('move', x, y, 1);
  }
  const rate = frames / ((performance.now() - start) / 1000);
  send('up', x, y, 0);
  return rate;
}"""


def synthetic(count: int, *, seed: int = 7) -> GraphView:
    """Make up a graph with `count` things, twice as many statements, and a sentence for each."""
    chance = random.Random(seed)  # noqa: S311
    sources = tuple(
        Source(
            f"https://w3id.org/kg/document/d{n}", f"Report {n}", f"{2010 + n % 14}-05-0{1 + n % 9}"
        )
        for n in range(max(3, count // 100))
    )
    nodes = tuple(
        Node(f"https://w3id.org/kg/resource/thing/{n}", _name(chance), chance.choice(_CLASSES))
        for n in range(count)
    )
    return GraphView(nodes, tuple(_statements(chance, nodes, sources)), sources)


def _name(chance: random.Random) -> str:
    return " ".join(chance.sample(_WORDS, 2)).title() + f" {chance.randrange(1000)}"


def _statements(
    chance: random.Random, nodes: tuple[Node, ...], sources: tuple[Source, ...]
) -> Iterator[Edge]:
    for n in range(2 * len(nodes)):
        a = nodes[n % len(nodes)]
        group = (n % len(nodes)) // 60 * 60
        hub = group + int(60 * chance.random() ** 3)
        far = int(len(nodes) * chance.random() ** 3)
        b = nodes[min(hub if chance.random() < 0.85 else far, len(nodes) - 1)]
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


def write_stock(view: GraphView, path: Path) -> None:
    """Write the same graph as pyvis does by itself, with positions of its own finding."""
    network = Network(directed=True, cdn_resources="in_line")
    for node in view.nodes:
        network.add_node(node.iri, label=node.label, title=node.type)
    for edge in view.edges:
        network.add_edge(edge.source, edge.target, title=edge.relation)
    path.write_text(network.generate_html(), encoding="utf-8")


@contextmanager
def browser_page() -> Iterator[Page]:
    """Open a page in headless Chromium that reaches no network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            context.route("http*://**/*", lambda route: route.abort())
            yield context.new_page()
        finally:
            browser.close()


def measure(path: Path, ready: str, *, limit_s: float = 120) -> tuple[float, float]:
    """Give the seconds to the first picture and the frames a second while it is dragged."""
    with browser_page() as page:
        start = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit", timeout=limit_s * 1000)
        page.wait_for_function(ready, timeout=limit_s * 1000)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        first = time.perf_counter() - start
        return first, float(page.evaluate(_FRAMES))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", nargs="*", type=int, default=list(COUNTS))
    parser.add_argument("--no-stock", action="store_true", help="leave stock pyvis out")
    options = parser.parse_args()
    print("| things | page | build, s | file, MB | first picture, s | frames/s |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for count in options.count:
            view = synthetic(count)
            path = Path(folder) / f"kg-{count}.html"
            report(
                "kg",
                count,
                path,
                lambda p=path, v=view: write_page(v, p),
                "document.body.dataset.ready",
            )
            if not options.no_stock:
                stock = Path(folder) / f"stock-{count}.html"
                done = "window.network && !network.physics.stabilized === false"
                report("stock pyvis", count, stock, lambda p=stock, v=view: write_stock(v, p), done)


def report(name: str, count: int, path: Path, write: object, ready: str) -> None:
    """Print one row."""
    start = time.perf_counter()
    write()  # type: ignore[operator]
    built = time.perf_counter() - start
    size = path.stat().st_size / 1e6
    try:
        first, rate = measure(path, ready)
        print(
            f"| {count:,} | {name} | {built:.1f} | {size:.2f} | {first:.2f} | {rate:.0f} |",
            flush=True,
        )
    except Exception as error:  # noqa: BLE001
        found = type(error).__name__
        print(f"| {count:,} | {name} | {built:.1f} | {size:.2f} | {found} | |", flush=True)


if __name__ == "__main__":
    main()
