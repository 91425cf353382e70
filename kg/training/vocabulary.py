"""The label inventories of the heads, learnt from the training sentences."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from kg.training.harmonise import LABELS
from kg.training.sentences import Sentence

POSITIONS = "BIES"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The classes of each head, in the order of its outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]
    name_tags: tuple[str, ...]

    def save(self, path: Path) -> None:
        """Write the inventories as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Read the inventories that `save` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{item.name: tuple(data[item.name]) for item in fields(cls)})


def learn_vocabulary(sentences: Iterable[Sentence]) -> Vocabulary:
    """Collect the inventories; PTB tags seen once or twice are slips and left out."""
    upos: Counter[str] = Counter()
    xpos: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    for sentence in sentences:
        if sentence.tree is None:
            continue
        tree = sentence.tree
        upos.update(tree.upos)
        xpos.update(tree.xpos)
        relations.update(tree.labels)
    return Vocabulary(
        upos=tuple(sorted(upos)),
        xpos=tuple(sorted(tag for tag in xpos if xpos[tag] > 2)),
        relations=tuple(sorted(relations)),
        name_tags=("O", *(f"{position}-{label}" for label in LABELS for position in POSITIONS)),
    )
