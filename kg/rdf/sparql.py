"""What can be told of a query's text, and put into it, without parsing it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

Term = ox.NamedNode | ox.Literal

_SILENT = re.compile(
    r"""
    <[^<>"{}|^`\\\s]*>                      # IRI
    | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}     # long strings
    | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n\r]|\\.)*"                 # strings
    | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*                            # comment
    """,
    re.VERBOSE | re.DOTALL,
)
_KEYWORD = re.compile(r"(?<![\w?$:@.%-])[A-Za-z]+(?![\w:-])")


def keywords(text: str) -> list[str]:
    """Give the bare words of a query in upper case, in order.

    Strings, IRIs, comments, variables, prefixed names and language tags hold none.
    """
    return [word.upper() for word in _KEYWORD.findall(_audible(text))]


def bind(text: str, values: Mapping[str, Term]) -> str:
    """Fix variables of a query to terms, by a VALUES block at the head of its pattern.

    The terms are written by Oxigraph, which escapes whatever they hold: no name, label or IRI
    can end its literal or add to the query.

    Raises:
        ValueError: a variable's name is none.
    """
    if not values:
        return text
    audible = _audible(text)
    where = re.search(r"(?i)\bWHERE\s*\{", audible) if "CONSTRUCT" in keywords(text) else None
    place = where.end() if where else audible.find("{") + 1
    names = " ".join(str(ox.Variable(name)) for name in values)
    row = " ".join(str(term) for term in values.values())
    return f"{text[:place]} VALUES ({names}) {{ ({row}) }} {text[place:]}"


def _audible(text: str) -> str:
    """Blank out what holds no keyword, keeping every place."""
    return _SILENT.sub(lambda match: " " * len(match[0]), text)
