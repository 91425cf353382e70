"""The spaCy component that marks dates."""

from __future__ import annotations

from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.nlp.dates.finder import DateMention, find_dates

SPANS_KEY: Final = "dates"


@Language.factory(
    "kg_dates",
    assigns=["doc.spans"],
    default_config={"spans_key": SPANS_KEY},
)
def make_dates(nlp: Language, name: str, spans_key: str) -> DateFinder:
    """Build the component from a pipeline's config."""
    return DateFinder(spans_key=spans_key)


class DateFinder:
    """Mark dates as spans: label `DATE`, `kb_id_` the value, `id_` the kind.

    The reference date is read from `doc.user_data["issued"]`; without it nothing relative is
    resolved. A span reaches to the ends of the tokens it touches.
    """

    def __init__(self, *, spans_key: str = SPANS_KEY) -> None:
        """Name the span group to write."""
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Find and write."""
        self.set_annotations(doc, self.match(doc))
        return doc

    def match(self, doc: Doc) -> list[DateMention]:
        """Find the dates of a document without changing it."""
        return find_dates(doc.text, reference=str(doc.user_data.get("issued", "")))

    def set_annotations(self, doc: Doc, matches: list[DateMention]) -> None:
        """Write the found dates as the document's span group."""
        spans = (_span(doc, mention) for mention in matches)
        doc.spans[self.spans_key] = [span for span in spans if span is not None]


def _span(doc: Doc, mention: DateMention) -> Span | None:
    return doc.char_span(
        mention.start,
        mention.end,
        label="DATE",
        kb_id=mention.value,
        span_id=mention.kind,
        alignment_mode="expand",
    )
