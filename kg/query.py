"""Questions to a knowledge base: SPARQL text, a file, or a saved question; and their answers.

Queries only read, and are answered from the knowledge base alone. The prefixes of
`kg.rdf.namespaces.PREFIXES` need no declaration.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.answers import Answer
from kg.errors import QueryError
from kg.rdf.namespaces import PREFIXES
from kg.rdf.sparql import Term, keywords
from kg.rdf.store import Store
from kg.resources import resource

_READING = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_PROLOGUE = ("PREFIX", "BASE")


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question, in words and in SPARQL, and the rows that `data/corpus` gives."""

    name: str
    title: str
    text: str
    query: str
    expected: Path


def answer(
    store: Store,
    what: str | Path,
    *,
    values: Mapping[str, str | Term] | None = None,
    inferred: bool = True,
) -> Answer:
    """Answer SPARQL text, a `.rq` file, or the saved question of a name.

    `values` fixes variables: a string stands for the plain literal. Rows come in the order the
    query asks for; where it asks for none, they are sorted. Without `inferred`, only what
    documents state is seen outside `GRAPH`.

    Raises:
        QueryError: there is no such file or question, or the query is at fault; the message
            names line and column.
    """
    text, where = find_query(what)
    _refuse_all_but_reading(text, where)
    bound = {k: ox.Literal(v) if isinstance(v, str) else v for k, v in (values or {}).items()}
    try:
        results = store.query(text, values=bound, inferred=inferred)
        return Answer.of(results, ordered="ORDER" in keywords(text))
    except SyntaxError as error:
        raise QueryError(where + _explain(str(error), text)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"{where}the query failed: {error}") from error


def find_query(what: str | Path) -> tuple[str, str]:
    """Give the SPARQL text that `what` means, and the file to name in messages (`path: `).

    Raises:
        QueryError: it is a file or a saved question that does not exist.
    """
    if isinstance(what, str) and re.search(r"[\s{]", what.strip()):
        return what, ""
    path = Path(what)
    if path.suffix == ".rq" or isinstance(what, Path):
        return _read(path), f"{path}: "
    if not what or not str(what).strip():
        raise QueryError(
            "the query is empty; give SPARQL, a .rq file or the name of a saved question"
        )
    return question(str(what).strip()).query, ""


def question(name: str) -> Question:
    """Give the saved question of a name.

    Raises:
        QueryError: there is none; the message names those that are like it.
    """
    saved = {q.name: q for q in questions()}
    if name not in saved:
        near = difflib.get_close_matches(name, saved, n=3, cutoff=0.4) or sorted(saved)
        raise QueryError(f"there is no saved question {name!r}; there is {', '.join(near)}")
    return saved[name]


def questions() -> list[Question]:
    """Give all saved questions, by name."""
    folders = sorted(p.parent for p in resource("ontology/competency").glob("*/query.rq"))
    return [_question(folder) for folder in folders]


def _question(folder: Path) -> Question:
    title, _, text = _read(folder / "question.md").partition("\n")
    return Question(
        name=folder.name,
        title=title.removeprefix("#").strip(),
        text=text.strip(),
        query=_read(folder / "query.rq"),
        expected=folder / "expected.csv",
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: not UTF-8 (byte {error.start})") from error


def _refuse_all_but_reading(text: str, where: str) -> None:
    words = [word for word in keywords(text) if word not in _PROLOGUE]
    if not words:
        raise QueryError(f"{where}the query is empty; it begins with one of {', '.join(_READING)}")
    if words[0] in _READING and "SERVICE" in words:
        raise QueryError(
            f"{where}SERVICE asks another server; only the knowledge base itself is queried"
        )
    if words[0] in {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}:
        raise QueryError(
            f"{where}{words[0]} would change the graph, which is derived from documents; "
            "add or remove documents instead"
        )


def _explain(message: str, text: str) -> str:
    """Say in one sentence what Oxigraph's parser says in several lines."""
    found = re.match(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", message, re.DOTALL)
    if not found:
        return f"the query has a syntax error: {' '.join(message.split())}"
    line, column, rest = int(found[1]), int(found[2]), found[3]
    place = f"syntax error in line {line}, column {column}"
    if "Prefix not found" in rest:
        return f"{place}: the prefix is not declared; declared are {', '.join(PREFIXES)}"
    if "variable that is unbound" in rest:
        return f"{place}: SELECT names a variable that is neither grouped nor aggregated"
    words = text.split("\n")[line - 1]
    before, after = words[: column - 1].strip()[-20:], words[column - 1 :].strip()[:20]
    wanted = re.findall(r'(?:^|, )("[^"A-Za-z]{1,2}")(?=, |$)', rest)
    hint = f"; expected {' or '.join(wanted[:3])}" if wanted else ""
    return f"{place}, after {before!r}{f' at {after!r}' if after else ''}{hint}"
