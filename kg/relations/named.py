"""Names as arguments."""

from __future__ import annotations

from spacy.tokens import Span

from kg.relations.arguments import Argument


def argument_of(span: Span) -> Argument:
    """Give a mention as an argument of full certainty."""
    return Argument(span.kb_id_, span.label_, span.start, span.end, span.id_, 1.0)
