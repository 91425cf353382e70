"""Which documents speak independently of one another, and what they make certain together.

News is copied: an agency's text stands in many papers, cut or reworded in places. Only documents
that do not carry one text corroborate each other.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.datamodel import Article

if TYPE_CHECKING:
    from kg.rdf.claims import Attestation

_TEXT = 0.5
_SENTENCE = 0.75
_WORDS = 3
_SHORT = 5
_MOST = 0.99
_STOP = re.compile(r"(?<=[.!?])[\s\"'”’)]+|\n+")


def original_texts(articles: Iterable[Article]) -> dict[str, str]:
    """Give for each document the one whose text it carries, which may be itself.

    Two documents carry one text where half of the sentences of the shorter stand in the other.
    Each sentence is looked up where it stands first, in the order of ids, so that the time grows
    with the text alone; the answer follows from the set of documents.
    """
    return _joined({article.id: _sentences(article.text) for article in articles}, _TEXT)


def independent_sources(attestations: Sequence[Attestation]) -> list[float]:
    """Give the best confidence of each independent source, sorted.

    Documents that carry one text are one source, and so are those whose sentences for this claim
    are the same or nearly so: three quarters of the word triples of the shorter stand in the other.
    """
    if len({attestation.text for attestation in attestations}) == 1:
        return [max(attestation.statement.confidence for attestation in attestations)]
    sentences: dict[str, frozenset[str]] = defaultdict(frozenset)
    for attestation in attestations:
        sentences[attestation.text] |= _triples(attestation.statement.evidence.exact)
    sources = _joined(sentences, _SENTENCE)
    best: dict[str, float] = defaultdict(float)
    for attestation in attestations:
        source = sources[attestation.text]
        best[source] = max(best[source], attestation.statement.confidence)
    return sorted(best.values())


def combined_confidence(confidences: Sequence[float]) -> float:
    """Give the probability that at least one of several independent sources is right.

    A noisy-or (Pearl 1988), which holds only as far as mistakes are independent. Misread
    constructions and things wrongly made one are not, so that several sources together never
    reach more than 0.99.
    """
    within = sorted(min(max(c, 0.0), 1.0) for c in confidences)
    together = 1 - math.prod(1 - c for c in within)
    return max(min(together, _MOST), *within, 0.0)


def _joined(parts: Mapping[str, frozenset[str]], share: float) -> dict[str, str]:
    """Join what shares enough of its parts with something before it; give the first of each group."""
    parents: dict[str, str] = {}
    first: dict[str, str] = {}
    for name in sorted(parts):
        shared = Counter(first.setdefault(part, name) for part in parts[name])
        for other, count in sorted(shared.items()):
            if other != name and count >= share * min(len(parts[name]), len(parts[other])):
                low, high = sorted((_root(parents, other), _root(parents, name)))
                parents[high] = low
    return {name: _root(parents, name) for name in parts}


def _root(parents: dict[str, str], name: str) -> str:
    """Give the name that stands for all that were joined with this one."""
    while parents.setdefault(name, name) != name:
        parents[name] = name = parents[parents[name]]
    return name


def _sentences(text: str) -> frozenset[str]:
    """Give the sentences of a text as they are compared, without those of a few words."""
    found = (_words(sentence) for sentence in _STOP.split(text))
    return frozenset(" ".join(words) for words in found if len(words) >= _SHORT)


def _triples(sentence: str) -> frozenset[str]:
    words = _words(sentence)
    ends = range(max(len(words) - _WORDS, 0) + 1)
    return frozenset(" ".join(words[i : i + _WORDS]) for i in ends)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
