"""What commands say, and where: results on stdout, messages on stderr, progress on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KGError

if TYPE_CHECKING:
    from rich.console import Console

_VISIBLE = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}
_CONTROLS = {code: text for code, text in _VISIBLE.items() if chr(code) not in "\n\t"}


def printable(text: str) -> str:
    """Make control characters visible: a name from a stranger's text must not drive a terminal."""
    return text.translate(_CONTROLS)


def say(text: str) -> None:
    """Write a message to stderr."""
    sys.stderr.write(printable(text) + "\n")


def put(text: str) -> None:
    """Write a line of a result to stdout."""
    sys.stdout.write((printable(text) if sys.stdout.isatty() else text) + "\n")


def write(data: bytes | str, output: Path | None) -> None:
    """Write a result to a file, or to stdout.

    Raises:
        KGError: the file cannot be written.
    """
    raw = data.encode("utf-8") if isinstance(data, str) else data
    if output is None or str(output) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(raw)
    except OSError as error:
        raise KGError(f"{output}: cannot be written ({error.strerror})") from error
    say(f"Wrote {output}")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table to stdout; in a pipe it is as wide as its cells and nothing is cut.

    Columns of numbers are set flush right.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    body = [[printable(_cell(value)) for value in row] for row in rows]
    numeric = [_numeric(row[i] for row in body) for i in range(len(columns))]
    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, right in zip(columns, numeric, strict=True):
        made.add_column(Text(name), justify="right" if right else "left", overflow="fold")
    for row in body:
        made.add_row(*(Text(cell) for cell in row))
    _stdout().print(made)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int, str], None] | None]:
    """Give a callback that draws progress on a terminal; None where stderr is not one."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def show(done: int, total: int, source: str) -> None:
            name = printable(source.rsplit("/", 1)[-1])[:40]
            bar.update(task, completed=done, total=total, description=f"{label} {name}")

        yield show


def _stdout() -> Console:
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(highlight=False)
    return Console(highlight=False, width=1_000_000, color_system=None)


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _numeric(cells: Iterable[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(cell.replace(".", "", 1).isdecimal() for cell in filled)
