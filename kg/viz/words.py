"""Statements in words: every edge of the page reads as a sentence.

A sentence is `lead subject phrase object tail`; only the phrase and the tail depend on the
statement, so that a page can make links of the two names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.ontology import load_ontology
from kg.viz.model import Edge

_OFFICE = "holdsPositionIn"
_FORMER = {"memberOf": "was a member of", _OFFICE: "held a position in"}
_LEADS = {
    "attributed": "Somebody is quoted as saying: ",
    "planned": "It is planned or hoped: ",
    "hedged": "It may be: ",
    "negated": "It is denied: ",
}
_MARKS = {
    "attributed": "claimed: ",
    "planned": "planned: ",
    "hedged": "maybe: ",
    "negated": "denied: ",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words round the two names; `mark` is the short label of the edge in a picture."""

    lead: str
    phrase: str
    tail: str
    mark: str


def wording(edge: Edge) -> Wording:
    """Put a statement into words."""
    said = dict(edge.qualifiers)
    return Wording(
        lead=_LEADS.get(edge.stance, ""),
        phrase=_phrase(edge, said),
        tail=_tail(edge, said),
        mark=_mark(edge, said),
    )


def sentence(edge: Edge, subject: str, object_: str) -> str:
    """Give the statement as one sentence with the two names."""
    words = wording(edge)
    return f"{words.lead}{subject} {words.phrase} {object_}{words.tail}."


def relation_label(name: str) -> str:
    """Give a relation in words: the ontology's label, a verb phrase, else its name split."""
    known = load_ontology().properties.get(name)
    return known.label if known else split_name(name)


def split_name(name: str) -> str:
    """Split a local name into lower-case words: `headquarteredIn` to `headquartered in`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


def date_in_words(value: str) -> str:
    """Write an ISO date as `19 June 2022`, `June 2022` or `2022`; anything else as it is."""
    match = _DATE.fullmatch(value)
    if not match:
        return value
    year, month, day = match.groups()
    if not month or not 1 <= int(month) <= 12:
        return year
    words = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {words}" if day else words


def _phrase(edge: Edge, said: dict[str, str]) -> str:
    former = said.get("former") == "true"
    if edge.relation == _OFFICE and said.get("role"):
        return f"{'was formerly' if former else 'is'} {said['role']} of"
    plain = edge.label or relation_label(edge.relation)
    return _FORMER.get(edge.relation, f"formerly {plain}") if former else plain


def _tail(edge: Edge, said: dict[str, str]) -> str:
    parts = []
    if edge.relation != _OFFICE and said.get("role"):
        parts.append(f" as {said['role']}")
    if "since" in said:
        parts.append(f", since {date_in_words(said['since'])}")
    if "startDate" in said and "endDate" in said:
        start, end = (date_in_words(said[key]) for key in ("startDate", "endDate"))
        parts.append(f" from {start} to {end}")
    elif when := said.get("date") or said.get("startDate") or said.get("year"):
        parts.append(f" {'on' if len(when) > 7 else 'in'} {date_in_words(when)}")
    elif "endDate" in said:
        parts.append(f" until {date_in_words(said['endDate'])}")
    return "".join(parts)


def _mark(edge: Edge, said: dict[str, str]) -> str:
    plain = edge.label or relation_label(edge.relation)
    if edge.stance in _MARKS:
        return _MARKS[edge.stance] + (f"{plain} {year}" if (year := said.get("year")) else plain)
    if edge.relation == _OFFICE and (role := said.get("role")):
        return f"former {role}" if said.get("former") == "true" else role
    return said.get("year") or plain
