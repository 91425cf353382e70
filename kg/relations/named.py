"""Names as arguments, and the classes that stand for a place or a body."""

from __future__ import annotations

from spacy.tokens import Span

from kg.relations.arguments import Argument

PLACES = frozenset({"City", "Region", "Country", "GeopoliticalEntity", "Place"})


SITES = frozenset("Association Company Facility Institution Organization University".split())


LOCATED = PLACES | SITES | {"GovernmentBody"}


def argument_of(span: Span) -> Argument:
    """Give a mention as an argument of full certainty."""
    return Argument(span.kb_id_, span.label_, span.start, span.end, span.id_, 1.0)
