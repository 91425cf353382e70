"""A candidate statement: what a rule proposes before the ontology has been asked."""

from __future__ import annotations

from dataclasses import dataclass

from kg.datamodel import Qualifiers, Stance
from kg.relations.arguments import Argument


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed statement; `start` and `end` are the tokens of its evidence."""

    property: str
    subject: Argument
    object: Argument
    qualifiers: Qualifiers
    start: int
    end: int
    confidence: float
    extractor: str
    stance: Stance = "asserted"
