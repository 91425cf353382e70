"""The label inventories of the heads, learnt from the training sentences."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.nlp.model.lemma import KEEP, script_of
from kg.training.harmonise import LABELS
from kg.training.sentences import Sentence

POSITIONS = "BIES"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The classes of each head, in the order of its outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    scripts: tuple[str, ...]
    relations: tuple[str, ...]
    name_tags: tuple[str, ...]

    def save(self, path: Path) -> None:
        """Write the inventories as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Read the inventories that `save` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{key: tuple(value) for key, value in data.items()})


def learn_vocabulary(
    sentences: Iterable[Sentence], *, labels: Sequence[str] = LABELS, script_count: int = 3
) -> Vocabulary:
    """Collect the inventories; lemma scripts seen less than `script_count` times are left out."""
    upos: Counter[str] = Counter()
    xpos: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    for sentence in sentences:
        if sentence.tree is None:
            continue
        tree = sentence.tree
        upos.update(tree.upos)
        xpos.update(tree.xpos)
        relations.update(tree.labels)
        scripts.update(map(script_of, sentence.words, tree.lemmas))
    common = [script for script, count in scripts.items() if count >= script_count]
    common.sort(key=lambda script: (script != KEEP, -scripts[script], script))
    return Vocabulary(
        upos=tuple(sorted(upos)),
        xpos=tuple(sorted(tag for tag in xpos if xpos[tag] > 2)),
        scripts=tuple(common),
        relations=tuple(sorted(relations)),
        name_tags=("O", *(f"{position}-{label}" for label in labels for position in POSITIONS)),
    )
