"""Literals whose datatype follows from the ontology and from how exact the text is."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import pyoxigraph as ox

from kg.rdf.namespaces import XSD

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HALF_SURROGATE = re.compile("[\ud800-\udfff]")
_INTEGER = ox.NamedNode(XSD + "integer")
_DATES = ("xsd:date", "xsd:gYearMonth", "xsd:gYear")


def text(value: str) -> ox.Literal:
    """Give a plain string; half a surrogate pair, which no file can hold, becomes U+FFFD."""
    return ox.Literal(value if value.isascii() else _HALF_SURROGATE.sub("\ufffd", value))


@lru_cache(maxsize=1024)
def decimal(value: float) -> ox.Literal:
    """Give a probability as a decimal of at most four places."""
    return typed(f"{value:.4f}", ("xsd:decimal",))


def integer(value: int) -> ox.Literal:
    """Give a whole number."""
    return ox.Literal(str(value), datatype=_INTEGER)


def dated(value: str) -> ox.Literal:
    """Give a date, month or year as exact as it is written; anything else as plain text."""
    return typed(value, _DATES)


def typed(value: str, allowed: tuple[str, ...]) -> ox.Literal:
    """Give a value the first datatype of a property's range that it fits.

    What fits none stays plain text: nothing is lost, and validation reports it.
    """
    for datatype in allowed:
        if datatype != "xsd:string" and _fits(value, datatype):
            plain = _canonical(value, datatype)
            return ox.Literal(plain, datatype=_xsd(datatype.removeprefix("xsd:")))
    return text(value)


def _fits(value: str, datatype: str) -> bool:
    if datatype == "xsd:date":
        return bool(_DAY.fullmatch(value)) and _is_day(value)
    if datatype == "xsd:gYearMonth":
        return bool(_MONTH.fullmatch(value))
    if datatype == "xsd:gYear":
        return bool(_YEAR.fullmatch(value))
    if datatype == "xsd:boolean":
        return value in ("true", "false")
    if datatype == "xsd:integer":
        return bool(re.fullmatch(r"[+-]?\d+", value, re.ASCII))
    return datatype == "xsd:decimal" and _is_decimal(value)


def _canonical(value: str, datatype: str) -> str:
    """Write a number in the one form in which stores keep it: `2.50` as `2.5`, `1.0` as `1`."""
    if datatype == "xsd:decimal":
        plain = f"{Decimal(value):f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return "0" if Decimal(plain or "0") == 0 else plain
    return str(int(value)) if datatype == "xsd:integer" else value


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_decimal(value: str) -> bool:
    """Tell whether a numeral is one of `xsd:decimal`, which knows no exponent."""
    try:
        Decimal(value)
    except InvalidOperation:
        return False
    return bool(re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", value, re.ASCII))


def _xsd(name: str) -> ox.NamedNode:
    return ox.NamedNode(XSD + name)
