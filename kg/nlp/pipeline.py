"""The language stage as one spaCy pipeline: the trained model, then the components of this package."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.datamodel import Article
from kg.nlp import coreference, names, nominals, offices
from kg.nlp.dates import SPANS_KEY
from kg.nlp.model import load_model

# In order: each reads what those before it wrote.
COMPONENTS = ("kg_dates", "kg_names", "kg_offices", "kg_nominals", "kg_coreference")
REGISTERED = (names, offices, nominals, coreference, SPANS_KEY)


def make_pipeline() -> Language:
    """Load the model and add the components that find names, offices, dates and coreference."""
    nlp = load_model()
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def read(nlp: Language, article: Article) -> Doc:
    """Run the pipeline over an article; its date of issue is what relative dates are counted from."""
    doc = nlp.make_doc(article.text)
    doc.user_data["issued"] = article.issued
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
