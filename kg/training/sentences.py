"""Training sentences, and the readers of their two file formats."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy

from kg.errors import Fault, FaultsError

OPENING = frozenset("([{$#“‘`") | {"``"}
CLOSING = frozenset(",.;:!?)]}%”’") | {"'s", "n't", "'re", "'ve", "'m", "'ll", "'d", "''", "..."}


@dataclass(frozen=True, slots=True)
class Tree:
    """The grammar of one sentence: one entry for each word; heads count from 1, 0 is the root."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A span of words `start:end` that carries one of the labels in `allowed`.

    An empty `allowed` means that nothing is known of these words.
    """

    start: int
    end: int
    allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one sentence, and the labels on which the set keeps silent."""

    spans: tuple[Name, ...]
    silent: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One training sentence; `tree` or `names` may be missing.

    Attributes:
        words: the tokens.
        glued: whether no space stands before each token.
        doc: sentences of one `doc` follow one another in the text.
    """

    words: tuple[str, ...]
    glued: tuple[bool, ...]
    doc: str
    tree: Tree | None = None
    names: Names | None = None


@dataclass(slots=True)
class _Block:
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    doc: str = ""


def read_treebank(path: Path) -> list[Sentence]:
    """Read a CoNLL-U file.

    Raises:
        FaultsError: with every broken line of the file.
    """
    faults: list[Fault] = []
    sentences = [
        sentence
        for block in _blocks(path, faults)
        if (sentence := _tree_sentence(path, block, faults)) is not None
    ]
    if faults:
        raise FaultsError(faults)
    return sentences


def _blocks(path: Path, faults: list[Fault]) -> Iterator[_Block]:
    block = _Block()
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.startswith("# newdoc"):
            block.doc = f"{path.stem}:{number}"
        elif line.startswith("#"):
            continue
        elif line.strip():
            cells = line.split("\t")
            if len(cells) != 10:
                faults.append(Fault(str(path), number, f"{len(cells)} columns, 10 are needed"))
            else:
                block.rows.append((number, cells))
        elif block.rows:
            yield block
            block = _Block(doc=block.doc)
    if block.rows:
        yield block


def _tree_sentence(path: Path, block: _Block, faults: list[Fault]) -> Sentence | None:
    glued_ranges: set[int] = set()
    words: list[list[str]] = []
    for number, cells in block.rows:
        if "-" in cells[0]:
            low, _, high = cells[0].partition("-")
            if low.isdigit() and high.isdigit():
                glued_ranges.update(range(int(low) + 1, int(high) + 1))
            else:
                faults.append(Fault(str(path), number, f"range {cells[0]!r} is none"))
        elif "." not in cells[0]:
            if not (cells[0].isdigit() and cells[6].isdigit()):
                found = f"id {cells[0]!r} or head {cells[6]!r} is no number"
                faults.append(Fault(str(path), number, found))
                return None
            words.append(cells)
    if any(int(cells[6]) > len(words) for cells in words):
        faults.append(Fault(str(path), block.rows[0][0], "a head lies outside the sentence"))
        return None
    return _assemble(words, glued_ranges, block.doc)


def _assemble(words: list[list[str]], glued_ranges: set[int], doc: str) -> Sentence:
    glued = [False] + ["SpaceAfter=No" in cells[9] for cells in words[:-1]]
    glued = [near or index + 1 in glued_ranges for index, near in enumerate(glued)]
    tree = Tree(
        upos=tuple(cells[3] for cells in words),
        xpos=tuple(cells[4] for cells in words),
        lemmas=tuple(cells[2] for cells in words),
        heads=tuple(int(cells[6]) for cells in words),
        labels=tuple(cells[7] for cells in words),
    )
    return Sentence(tuple(cells[1] for cells in words), tuple(glued), doc, tree)


@dataclass(frozen=True, slots=True)
class RawNames:
    """One row of a file of names, its labels as the set has them."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int, str], ...]
    doc: str
    genre: str


def read_names(path: Path, *, labels: frozenset[str] | None = None) -> list[RawNames]:
    """Read a file of names, one JSON object a line; with `labels`, no others are allowed.

    Raises:
        FaultsError: with every broken line of the file.
    """
    faults: list[Fault] = []
    rows: list[RawNames] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            rows.append(_raw_names(json.loads(line), labels))
        except (ValueError, KeyError, TypeError) as error:
            faults.append(Fault(str(path), number, f"{type(error).__name__}: {error}"))
    if faults:
        raise FaultsError(faults)
    return rows


def _raw_names(row: dict[str, Any], labels: frozenset[str] | None) -> RawNames:
    words = tuple(str(word) for word in row["tokens"])
    spans = tuple((int(span[0]), int(span[1]), str(span[2])) for span in row["spans"])
    for start, end, label in spans:
        if not 0 <= start < end <= len(words):
            message = f"span {label} {start}:{end} of {len(words)} tokens"
            raise ValueError(message)
        if labels is not None and label not in labels:
            message = f"label {label!r}, allowed are {', '.join(sorted(labels))}"
            raise ValueError(message)
    doc = str(row.get("doc") or row.get("id", ""))
    return RawNames(words, spans, doc, str(row.get("genre", "")))


def read_texts(path: Path, field_name: str) -> list[Sentence]:
    """Read plain sentences from JSON lines, each once; `TextSet` says what the field may be.

    Raises:
        FaultsError: with every broken line of the file.
    """
    faults: list[Fault] = []
    texts: dict[str, None] = {}
    outer, _, inner = field_name.rpartition(".")
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            texts |= dict.fromkeys(str(item[inner]) for item in (row[outer] if outer else [row]))
        except (ValueError, KeyError, TypeError) as error:
            faults.append(Fault(str(path), number, f"{type(error).__name__}: {error}"))
    if faults:
        raise FaultsError(faults)
    tokenizer = spacy.blank("en").tokenizer
    docs = (tokenizer(" ".join(text.split())) for text in texts)
    return [
        Sentence(
            tuple(token.text for token in doc),
            (False, *(not token.whitespace_ for token in doc[:-1])),
            f"{path.stem}:{number}",
        )
        for number, doc in enumerate(docs)
        if len(doc)
    ]


def guess_glue(words: tuple[str, ...]) -> tuple[bool, ...]:
    """Guess which tokens had no space before them, for sets that only keep tokens."""
    glued = [False] * len(words)
    opened = False
    for index, word in enumerate(words):
        if index and (word in CLOSING or words[index - 1] in OPENING):
            glued[index] = True
        if word == '"':
            if opened:
                glued[index] = True
            elif index + 1 < len(words):
                glued[index + 1] = True
            opened = not opened
        elif index and words[index - 1] == '"' and opened:
            glued[index] = True
    return tuple(glued)
