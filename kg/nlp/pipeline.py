"""The language stage as one spaCy pipeline: the trained model, then the components of this package."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from kg.datamodel import Article
from kg.nlp import complements, coreference, lemmas, names, nominals, offices
from kg.nlp.dates import SPANS_KEY
from kg.nlp.model import load_model

# In order: each reads what those before it wrote.
COMPONENTS = (
    "kg_lemmas", "kg_complements", "kg_dates", "kg_names", "kg_offices", "kg_nominals",
    "kg_coreference",
)  # fmt: skip
REGISTERED = (lemmas, complements, names, offices, nominals, coreference, SPANS_KEY)


def make_pipeline(*, vocabulary: Iterable[str] = ()) -> Language:
    """Load the model and add the components that find names, offices, dates and coreference.

    `vocabulary` names lemmas that the caller will look for, beside those of the package.
    """
    nlp = load_model()
    for component in COMPONENTS:
        added = nlp.add_pipe(component)
        if isinstance(added, lemmas.LemmaRepair):
            added.vocabulary |= frozenset(vocabulary)
    return nlp


def read(nlp: Language, article: Article) -> Doc:
    """Run the pipeline over an article; its date of issue is what relative dates are counted from."""
    doc = nlp.make_doc(article.text)
    doc.user_data["issued"] = article.issued
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
