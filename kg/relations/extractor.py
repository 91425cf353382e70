"""From an article to its extraction: the whole language side in one call."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.datamodel import Article, Extraction
from kg.nlp.pipeline import make_pipeline, read
from kg.relations import appositions
from kg.relations.arguments import Arguments
from kg.relations.assembly import Assembly
from kg.relations.criteria import criteria
from kg.relations.fingerprint import fingerprint
from kg.relations.gapping import echoed, gapped, without_remnants
from kg.relations.matcher import Matcher
from kg.relations.occasions import event_dates
from kg.relations.patterns import load_patterns, words_of
from kg.relations.positions import without_portfolios
from kg.relations.quantities import observations
from kg.relations.receptions import receptions
from kg.relations.successions import successions
from kg.relations.times import Times


class Extractor:
    """Reads articles; costly to make, cheap to use, the same answer for the same article always."""

    def __init__(self, *, nlp: Language | None = None, patterns: Path | None = None) -> None:
        """Load the language pipeline and the pattern rows.

        Raises:
            FaultsError: a pattern file has faults.
            ModelError: the language model is missing or damaged.
        """
        rows = load_patterns(patterns)
        self._matcher = Matcher(rows)
        self.nlp = nlp or make_pipeline(vocabulary=words_of(rows))

    @cached_property
    def fingerprint(self) -> str:
        """Identify everything that an extraction depends on, beside the article."""
        return fingerprint()

    def extract(self, article: Article) -> Extraction:
        """Read one article."""
        return self.from_doc(read(self.nlp, article), article)

    def from_doc(self, doc: Doc, article: Article) -> Extraction:
        """Read an article whose language analysis is at hand."""
        arguments, times = Arguments(doc), Times(doc)
        assembly = Assembly(doc, article)
        found = [
            *self._matcher.match(doc, arguments, times),
            *appositions.find(doc, arguments, times, assembly),
            *criteria(doc, arguments, assembly),
            *receptions(doc, arguments, times),
        ]
        found += successions(doc, found, arguments)
        remnants = list(gapped(doc, found, arguments, times))
        found = [*without_remnants(found, remnants), *remnants]
        found = without_portfolios(doc, [*found, *echoed(doc, found, arguments)])
        found = appositions.without_addresses(found)
        quantities = list(observations(doc, arguments, times))
        return assembly.extraction(found, quantities, event_dates(doc, arguments.mentions, times))
