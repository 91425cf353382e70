"""Small documents for tests of resolution, and the cases that are written as text.

A case is `input.txt` and `expected.txt`. In the input, `== 001 2022-06-20` begins a document with
its date of issue; a line `e1  Region  Binh Duong|Bình Dương  x9  startDate=2022` is an entity with
its names, how often it is named (or `nominal`, where it never is), and attributes; a line
`e1 locatedIn e2 date=2022` is a statement. The cells of an entity are parted by two spaces or more.
"""

from __future__ import annotations

import re
from pathlib import Path

from kg.datamodel import Article, Entity, Evidence, Extraction, Mention, Statement

CASES = Path(__file__).parents[1] / "cases" / "resolve"


def read_documents(text: str) -> list[Extraction]:
    blocks = re.split(r"^== ", text, flags=re.MULTILINE)[1:]
    return [_document(block.splitlines()) for block in blocks]


def _document(lines: list[str]) -> Extraction:
    id_, _, issued = lines[0].partition(" ")
    entities: list[Entity] = []
    mentions: list[Mention] = []
    statements: list[Statement] = []
    for line in filter(None, map(str.strip, lines[1:])):
        cells = re.split(r"\s{2,}", line)
        if len(cells) == 1:
            statements.append(_statement(cells[0].split()))
            continue
        names = tuple(cells[2].split("|"))
        count = next((int(c[1:]) for c in cells[3:] if re.fullmatch(r"x\d+", c)), 1)
        attributes = tuple(tuple(c.split("=", 1)) for c in cells[3:] if "=" in c)
        entities.append(Entity(cells[0], cells[1], names[0], tuple(sorted(names)), attributes))
        kind = "nominal" if "nominal" in cells[3:] else "name"
        mentions += [Mention(0, 1, names[0], kind, cells[0])] * count
    article = Article(id=id_, text="x", issued=issued.strip())
    return Extraction(article, tuple(entities), tuple(mentions), tuple(statements))


def _statement(cells: list[str]) -> Statement:
    subject, property_, object_, *qualifiers = cells
    pairs = tuple(sorted(tuple(q.split("=", 1)) for q in qualifiers))
    return Statement(subject, property_, object_, pairs, Evidence(0, 1, "x"), 0.9, "test")
