"""What the README promises is true."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from kg import KnowledgeGraph
from kg.cli import app

SCORE = re.compile(r"^\| (?P<name>[\w-]+) .*?\| (?P<p>0\.\d+) \| (?P<r>0\.\d+) \| (?P<f>0\.\d+) \|")


@pytest.fixture
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_the_scores_are_reached(readme: str, root: Path, corpus_kb: Path) -> None:
    stated = readme.split("<!-- scores -->")[1].split("<!-- /scores -->", maxsplit=1)[0]
    rows = [match for line in stated.splitlines() if (match := SCORE.match(line))]
    found = {e.score.name: e.score for e in KnowledgeGraph(corpus_kb).evaluate(root / "data/gold")}
    assert {row["name"] for row in rows} == set(found)
    for row in rows:
        count = found[row["name"]].overall
        reached = count.precision, count.recall, count.f1
        for figure, promised in zip(reached, (row["p"], row["r"], row["f"]), strict=True):
            assert round(figure, 3) >= float(promised), (row["name"], reached)
        assert not found[row["name"]].forbidden


def test_every_command_line_parses(readme: str) -> None:
    lines = re.findall(r"^\$ (kg .*?)(?:\s+#.*)?$", readme, flags=re.MULTILINE)
    assert len(lines) > 10
    group = typer.main.get_command(app)
    for line in lines:
        _, verb, *rest = shlex.split(line)
        command = group.commands[verb]  # type: ignore[attr-defined]
        command.make_context(verb, rest)


def test_every_link_leads_somewhere(readme: str, root: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", readme):
        assert (root / target).exists(), target
