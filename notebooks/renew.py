"""Run the percent scripts and write the notebooks beside them, outputs included.

python notebooks/renew.py [NAME...]
"""

from __future__ import annotations

import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent


def renew(script: Path) -> Path:
    """Execute one script as a notebook, its cells numbered so that only changes show."""
    notebook = jupytext.read(script)
    resources = {"metadata": {"path": str(HERE)}}
    NotebookClient(notebook, timeout=900, kernel_name="python3", resources=resources).execute()
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
        cell.metadata.pop("execution", None)
    path = script.with_suffix(".ipynb")
    nbformat.write(notebook, path)
    return path


if __name__ == "__main__":
    wanted = sys.argv[1:] or [path.stem for path in sorted(HERE.glob("[0-9]*.py"))]
    for name in wanted:
        print(renew(HERE / f"{Path(name).stem}.py"), flush=True)
