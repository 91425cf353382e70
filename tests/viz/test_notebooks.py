"""The notebooks run, and each says the same as the script it is paired with."""

from __future__ import annotations

import shutil
from pathlib import Path

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NAMES = ("01-build", "02-query", "03-explore", "04-evaluate")


def cells(notebook: nbformat.NotebookNode) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source.strip()) for cell in notebook.cells]


def test_every_notebook_is_paired() -> None:
    found = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert found == {path.stem for path in (ROOT / "notebooks").glob("[0-9]*.py")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_notebook_and_script_have_not_drifted_apart(name: str) -> None:
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    script = jupytext.read(ROOT / "notebooks" / f"{name}.py")
    assert cells(notebook) == cells(script), f"run: python notebooks/renew.py {name}"


@pytest.mark.parametrize("name", NAMES)
def test_notebook_has_outputs_and_none_is_an_error(name: str) -> None:
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", ())]
    assert len(outputs) >= 4
    assert not [out for out in outputs if out.output_type == "error"]
    assert str(ROOT) not in nbformat.writes(notebook)


@pytest.mark.parametrize("name", NAMES)
def test_notebook_runs(name: str, corpus_kb: Path, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    shutil.copytree(corpus_kb, tmp_path / "build" / "notebooks")
    notebook = jupytext.read(ROOT / "notebooks" / f"{name}.py")
    NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()
