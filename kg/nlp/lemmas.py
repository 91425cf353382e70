"""Repair lemmas of regular forms by a vocabulary: `chaired` is of `chair`, not of `chaire`.

The model learns endings from examples and sometimes guesses a word that does not exist. Where its
lemma is unknown to a vocabulary and a regular reading of the form is known, the reading wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

_INFLECTED = frozenset({"VERB", "AUX", "NOUN", "PROPN"})
_DOUBLED = frozenset("bdglmnprt")


def readings(form: str) -> Iterator[str]:
    """Give the base forms that a regular inflection can come from.

    >>> list(readings("planned"))
    ['plann', 'planne', 'plan']
    """
    for ending in ("ed", "ing", "es", "s"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            yield stem
            yield stem + "e"
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
                yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"


class LemmaRepair:
    """The component; `vocabulary` holds the lemmas that later stages ask for."""

    def __init__(self, vocabulary: Iterable[str] = ()) -> None:
        """Keep the vocabulary."""
        self.vocabulary = frozenset(vocabulary)

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of tokens whose form is a regular inflection of a known word."""
        for token in doc:
            if token.pos_ in _INFLECTED and token.lemma_.casefold() not in self.vocabulary:
                known = next((r for r in readings(token.lower_) if r in self.vocabulary), None)
                if known is not None:
                    token.lemma_ = known
        return doc


@Language.factory("kg_lemmas", assigns=["token.lemma"], requires=["token.pos"])
def make(nlp: Language, name: str) -> LemmaRepair:
    """Build the component with the words of the lexicon and the gazetteer."""
    from kg.nlp.lexicon import vocabulary

    return LemmaRepair(vocabulary())
