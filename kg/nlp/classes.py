"""From words to the classes of the ontology: head nouns, places, and the labels of the model."""

from __future__ import annotations

from functools import cache, lru_cache

from kg.gazetteer import heads, places
from kg.nlp.lexicon import KINDS

_LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "GeopoliticalEntity",
    "LOC": "Place",
    "FAC": "Facility",
    "EVENT": "Event",
}

_ACRONYM = range(3, 6)  # letters
_REMEMBERED = 1 << 15  # answers; the stages ask of the same few words again and again


@cache
def _heads() -> dict[str, str]:
    table: dict[str, str] = {}
    for kind in KINDS:
        for word, cls in heads(kind).items():
            table.setdefault(word, cls)
    return table


@lru_cache(maxsize=_REMEMBERED)
def head_class(word: str) -> str | None:
    """Give the class that a head noun announces (`Committee` → `GovernmentBody`), or None."""
    folded = word.casefold()
    table = _heads()
    if folded in table:
        return table[folded]
    return table.get(folded[:-1]) if folded.endswith("s") and not folded.endswith("ss") else None


@lru_cache(maxsize=_REMEMBERED)
def class_of_place(text: str) -> str | None:
    """Give `Country`, `Region` or `City` for the name of a known place, or None."""
    known = places().lookup(text)
    return known[0].type if known else None


def model_class(label: str, text: str) -> str | None:
    """Give the class for a name with a label of the language model, or None for labels not used."""
    kind = _LABELS.get(label)
    if kind is None:
        return None
    if kind == "Person":
        return kind
    words = text.split()
    of = next((i for i, w in enumerate(words) if w in {"of", "for"}), len(words))
    head = head_class(words[of - 1]) if of else None
    if kind in {"GeopoliticalEntity", "Place"}:
        known = class_of_place(text)
        if known == "City" and text.isupper() and len(text) in _ACRONYM:
            return kind  # "ESPO", no town of Espo
        return known or head or kind
    if len(words) > 1 and head:
        return head
    return class_of_place(text) or kind if kind == "Organization" else kind
