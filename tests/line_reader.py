"""A reader of plain sentences, so that tests of what follows reading need no language model."""

from __future__ import annotations

import os
import re
import time

from kg.datamodel import Article, Entity, Evidence, Extraction, Statement

HARBOUR = "Harbour Forum opens\n\nAnn Lee chaired Harbour Forum. Bo Olsen attended Harbour Forum.\n"
RIVER = (
    "River Summit ends\n\nAnn Lee attended River Summit. Cy Moss may have chaired River Summit.\n"
)
WEEK = "A week of talks\n\nAnn Lee chaired Harbour Forum. Ann Lee attended River Summit.\n"
NEWS = {"harbour": HARBOUR, "river": RIVER, "week": WEEK}

_NAME = r"[A-Z][a-z]+ [A-Z][a-z]+"
_SENTENCE = re.compile(rf"({_NAME}) (may have )?(chaired|attended) ({_NAME})\.")


class LineReader:
    """Reads `Ann Lee chaired Harbour Forum.`; stumbles over `Unreadable Thing`."""

    def __init__(self, fingerprint: str = "lines-1") -> None:
        self.fingerprint = fingerprint

    def extract(self, article: Article) -> Extraction:
        if "Unreadable Thing" in article.text:
            raise RuntimeError("stumbled")
        statements = tuple(_statement(match) for match in _SENTENCE.finditer(article.text))
        people = {statement.subject: "Person" for statement in statements}
        events = {statement.object: "Conference" for statement in statements}
        entities = tuple(
            Entity(id=name, type=kind, name=name, names=(name,))
            for name, kind in sorted((people | events).items())
        )
        return Extraction(article, entities=entities, statements=statements)


def _statement(match: re.Match[str]) -> Statement:
    return Statement(
        subject=match[1],
        property=match[3],
        object=match[4],
        qualifiers=(),
        evidence=Evidence(match.start(), match.end(), match[0], match.span(1), match.span(4)),
        confidence=0.9,
        extractor="lines",
        stance="hedged" if match[2] else "asserted",
    )


def line_reader() -> LineReader:
    return LineReader()


def newer_line_reader() -> LineReader:
    return LineReader("lines-2")


class SlowLineReader(LineReader):
    """Says in which process it reads, and takes its time."""

    def extract(self, article: Article) -> Extraction:
        print(os.getpid(), flush=True)
        time.sleep(300)
        return super().extract(article)


def slow_line_reader() -> SlowLineReader:
    return SlowLineReader()
