"""Write the folder that ships: graph, label inventories, lemma table, manifest."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.nlp.model import files
from kg.training.graph import build_graph
from kg.training.vocabulary import Vocabulary


def export(
    weights: dict[str, NDArray[Any]],
    vocabulary: Vocabulary,
    *,
    tokenizer: Path,
    lemmas: dict[str, Any],
    target: Path,
    quantise: bool = True,
    card: str | None = None,
) -> None:
    """Write a model folder beside `target` and then put it in its place at once."""
    folder = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    folder.chmod(0o755)
    graph = build_graph(weights, quantise=quantise)
    (folder / files.NETWORK).write_bytes(graph.SerializeToString())
    shutil.copyfile(tokenizer, folder / files.TOKENIZER)
    vocabulary.save(folder / files.VOCABULARY)
    text = json.dumps(lemmas, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
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
