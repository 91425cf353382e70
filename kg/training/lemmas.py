"""Learn the tables of the lemmatizer from the treebanks."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.nlp.model.lemma import LONGEST_ENDING, Lemmatizer, script_of
from kg.training.sentences import Sentence

_MOST_SCRIPTS = 4
Rows = Counter[tuple[str, str, str, str]]


def learn_lemmas(sentences: Iterable[Sentence], tokenizer: Path) -> dict[str, Any]:
    """Return the data of a `Lemmatizer`.

    Args:
        sentences: those with trees teach.
        tokenizer: a `tokenizer.json` whose whole words count as known.
    """
    rows = _count(sentences)
    known = {row[3].lower() for row, count in rows.items() if count > 1 and row[3].isalpha()}
    pieces = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    known.update(piece for piece in pieces if piece.isalpha() and len(piece) > 2)
    data: dict[str, Any] = {"exceptions": {}, "endings": _endings(rows), "known": sorted(known)}
    data["exceptions"] = _exceptions(rows, Lemmatizer(data))
    return data


def _count(sentences: Iterable[Sentence]) -> Rows:
    rows: Rows = Counter()
    for sentence in sentences:
        tree = sentence.tree
        if tree is None:
            continue
        for form, upos, tag, lemma in zip(
            sentence.words, tree.upos, tree.xpos, tree.lemmas, strict=True
        ):
            if lemma != "_" and (upos != "PROPN" or tag == "NNPS"):
                rows[form.lower(), upos, tag, lemma] += 1
    return rows


def _endings(rows: Rows) -> dict[str, list[str]]:
    """Count each kind of word once, so that frequent irregular verbs do not set the rule."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for form, _, tag, lemma in rows:
        if not form.isalpha():
            continue
        script = script_of(form, lemma.lower())
        for length in range(min(LONGEST_ENDING, len(form)) + 1):
            counts[f"{tag}|{form[len(form) - length :]}"][script] += 1
    kept: dict[str, list[str]] = {}
    for key in sorted(counts):
        total = counts[key].total()
        likely = [script for script, count in counts[key].most_common(_MOST_SCRIPTS)
                  if count >= 2 and count >= 0.03 * total]  # fmt: skip
        if likely:
            kept[key] = likely
    return kept


def _exceptions(rows: Rows, lemmatizer: Lemmatizer) -> dict[str, str]:
    lemmas: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for (form, upos, tag, lemma), count in rows.items():
        lemmas[form, tag][lemma, upos] += count
    found: dict[str, str] = {}
    for form, tag in sorted(lemmas):
        (lemma, upos), count = lemmas[form, tag].most_common(1)[0]
        odd = count == 1 and not form.isalpha()
        if not odd and lemmatizer.lemma(form, upos, tag, initial=True) != lemma:
            found[f"{form}|{tag}"] = lemma
    return found
