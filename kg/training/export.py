"""Write the folder that ships: graph, label inventories, lemma table, manifest."""

from __future__ import annotations

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.nlp.model import files
from kg.nlp.model.lemma import apply_script
from kg.training.graph import build_graph
from kg.training.network import ATTENTION_HEADS, LAYERS
from kg.training.sentences import Sentence
from kg.training.vocabulary import Vocabulary


def export(
    weights: dict[str, NDArray[Any]],
    vocabulary: Vocabulary,
    *,
    tokenizer: Path,
    lemmas: dict[str, str],
    target: Path,
    quantise: bool = True,
    card: str | None = None,
) -> None:
    """Write a model folder beside `target` and then put it in its place at once."""
    folder = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    folder.chmod(0o755)
    graph = build_graph(weights, quantise=quantise, layers=LAYERS, heads=ATTENTION_HEADS)
    (folder / files.NETWORK).write_bytes(graph.SerializeToString())
    shutil.copyfile(tokenizer, folder / files.TOKENIZER)
    vocabulary.save(folder / files.VOCABULARY)
    text = json.dumps({"lemmas": lemmas}, ensure_ascii=False, indent=0, sort_keys=True)
    (folder / files.LEMMAS).write_text(text + "\n", encoding="utf-8")
    matrix = weights["relations.weight"].T.astype(np.float32)
    bias = weights["relations.bias"].astype(np.float32)
    np.savez(folder / files.RELATIONS, weight=matrix, bias=bias)
    files.write_manifest(folder)
    if card is not None:
        (folder / "README.md").write_text(card, encoding="utf-8")
    _put_in_place(folder, target)


def _put_in_place(folder: Path, target: Path) -> None:
    old = target.with_name(f".{target.name}.old")
    if old.exists():
        shutil.rmtree(old)
    if target.exists():
        target.rename(old)
    folder.rename(target)
    if old.exists():
        shutil.rmtree(old)


def learn_lemmas(sentences: Iterable[Sentence], vocabulary: Vocabulary) -> dict[str, str]:
    """Return the lemmas of forms that no script of the vocabulary covers, keyed `form|UPOS`."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    scripts = vocabulary.scripts
    for sentence in sentences:
        if sentence.tree is None:
            continue
        tree = sentence.tree
        for form, upos, lemma in zip(sentence.words, tree.upos, tree.lemmas, strict=True):
            if upos in {"PROPN", "X", "NUM", "PUNCT", "SYM"}:
                continue
            seen[f"{form.lower()}|{upos}"][lemma] += 1
    table = {}
    for key, lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        form = key.rpartition("|")[0]
        if count < 2 or count < 0.9 * lemmas.total() or not form.isalpha():
            continue
        if lemma != form and not _regular(form, lemma, scripts[:12]):
            table[key] = lemma
    return table


def _regular(form: str, lemma: str, scripts: tuple[str, ...]) -> bool:
    return any(apply_script(form, script) == lemma for script in scripts)
