"""Show how far training has come, and keep a log of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress


class Progress:
    """A bar on a terminal's standard error, and a line of losses in a log file."""

    def __init__(self, log: Path, *, shown: bool) -> None:
        """Write losses to `log`; show the bar only on a terminal and if `shown`."""
        self._log = log
        self._bar = RichProgress(
            TextColumn("training"),
            BarColumn(),
            TextColumn("{task.completed}/{task.total} steps, loss {task.fields[loss]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            disable=not (shown and sys.stderr.isatty()),
        )
        self._task = self._bar.add_task("training", total=None, loss="-")

    def __enter__(self) -> Progress:
        """Start the bar."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def report(self, step: int, steps: int, parts: dict[str, float]) -> None:
        """Note the losses of a step."""
        row = {"step": step, "steps": steps} | {name: round(x, 4) for name, x in parts.items()}
        with self._log.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(row) + "\n")
        loss = sum(value for name, value in parts.items() if name != "minutes")
        self._bar.update(self._task, completed=step, total=steps, loss=f"{loss:.2f}")
