"""Learn what pronouns point to: the weights that `kg.nlp.pronouns` ranks antecedents with.

A conditional log-linear model over the options of a pronoun, with the marginal likelihood of all
options that are right, as there may be several places that name one person; L2 penalty, L-BFGS.
Learned from GUM's coreference (running text) and GAP (pronouns between two fitting names); both are
read with the pipeline's own mentions and trees, mistakes included.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.datamodel import Article
from kg.nlp.coreference import Resolver
from kg.nlp.local_entities import LocalEntity
from kg.nlp.pipeline import make_pipeline, read
from kg.nlp.pronouns import NOBODY, Option, options
from kg.training.gap import FITTED, PATH, Row, read_gap

GUM = "treebank/en_gum_openlicence-train.conllu"
_SPOKEN = ("GUM_conversation", "GUM_vlog")
_PENALTY = 1.0
_LEAST = 0.05
_BRACKET = re.compile(r"\((\w+)[^()]*\)?|(\w+)\)")


@dataclass(slots=True)
class Text:
    """A text with the spans that speak of one thing, by the name of the thing."""

    name: str
    text: str = ""
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    wrong: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of one pronoun, and which of them are right."""

    options: tuple[Option, ...]
    right: tuple[bool, ...]


def read_gum(path: Path) -> Iterator[Text]:
    """Read written texts with their coreference from CoNLL-U with `Entity=` in its last column."""
    for part in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]:
        name, _, rest = part.partition("\n")
        if not name.startswith(_SPOKEN):
            yield _gum_text(name, rest.splitlines())


def _gum_text(name: str, lines: Sequence[str]) -> Text:
    found = Text(name)
    opened: dict[str, list[int]] = {}
    covered = 0
    for line in lines:
        cells = line.split("\t")
        if line.startswith("# newpar"):
            found.text = f"{found.text.rstrip()}\n\n" if found.text else ""
        if len(cells) < 10 or "." in cells[0]:
            continue
        if int(cells[0].split("-")[0]) > covered:
            start = len(found.text)
            found.text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
            covered = int(cells[0].split("-")[-1]) if "-" in cells[0] else 0
        _bracket(cells, opened, found, start)
    return found


def _bracket(cells: Sequence[str], opened: dict[str, list[int]], found: Text, start: int) -> None:
    """Open and close the spans that begin or end at a word."""
    entity = next((c[7:] for c in cells[9].split("|") if c.startswith("Entity=")), "")
    for hit in _BRACKET.finditer(entity):
        name = hit[1] or hit[2]
        if hit[1]:
            opened.setdefault(name, []).append(start)
        if hit[0].endswith(")") and opened.get(name):
            found.spans.append((opened[name].pop(), start + len(cells[1]), name))


def gap_text(row: Row) -> Text:
    """Read a row of GAP as a text: its pronoun and the right name speak of one thing."""
    found = Text(row.id, row.text, [(*row.pronoun, "it")])
    for span, right in row.names:
        if right:
            found.spans.append((*span, "it"))
        else:
            found.wrong.append(span)
    return found


class Recorder(Resolver):
    """Resolves a text's pronouns as its gold says, and keeps what there was to choose from."""

    def __init__(self, doc: Doc, gold: Text) -> None:
        """Start with the names and find the pronouns that the gold speaks of."""
        super().__init__(doc)
        self.choices: list[Choice] = []
        self._gold = gold
        self._things = {(start, end): thing for start, end, thing in gold.spans}

    def _pronoun(self, token: Token) -> None:
        thing = self._things.get((token.idx, token.idx + len(token)))
        if thing is None:
            super()._pronoun(token)
            return
        right = self._right(thing)
        found = options(token, self.candidates(token))
        accepted = tuple(
            self._is_accepted(o, right, excluded=bool(self._gold.wrong)) for o in found
        )
        if any(accepted) and not all(accepted):
            self.choices.append(Choice(tuple(found), accepted))
        for entity in self.entities:
            if entity.id in right:
                self.point(token, entity)

    def _right(self, thing: str) -> set[str]:
        places = [(start, end) for start, end, other in self._gold.spans if other == thing]
        return {e.id for e in self.entities if self._covers(e, places)}

    def _is_accepted(self, option: Option, right: set[str], *, excluded: bool) -> bool:
        """Accept the right entities; without any, nobody, or all that are not known to be wrong."""
        if right:
            return option.entity in right
        if option.entity == NOBODY or not excluded:
            return option.entity == NOBODY
        entity = next(e for e in self.entities if e.id == option.entity)
        return not self._covers(entity, self._gold.wrong)

    def _covers(self, entity: LocalEntity, places: Iterable[tuple[int, int]]) -> bool:
        """Tell an entity that is named where one of the places begins or ends."""
        named = [
            (self.doc[a].idx, self.doc[b - 1].idx + len(self.doc[b - 1]))
            for a, b, e, how in self.mentions
            if e == entity.id and how == "name"
        ]
        return any(
            start <= low < end and high <= end + 1 and end - start <= high - low + _SLACK
            for start, end in places
            for low, high in named
        ) or any(low <= start and end <= high for start, end in places for low, high in named)


_SLACK = 25
"""Letters that a title or an apposition may add to a name within a span of the gold."""


def choices(texts: Iterable[Text], nlp: Language) -> list[Choice]:
    """Give what the pronouns of the texts have to choose from, and the gold's choice."""
    found: list[Choice] = []
    for text in texts:
        recorder = Recorder(read(nlp, Article(text.name, text.text)), text)
        recorder.run()
        found += recorder.choices
    return found


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """Give the weight of each feature."""
    names = sorted({f for c in choices for o in c.options for f in o.features})
    columns = {name: i for i, name in enumerate(names)}
    rows = [o.features for c in choices for o in c.options]
    cells = [(r, columns[f]) for r, features in enumerate(rows) for f in features]
    matrix = csr_matrix(
        (np.ones(len(cells)), tuple(zip(*cells, strict=True))), (len(rows), len(names))
    )
    right = np.array([y for c in choices for y in c.right], dtype=float)
    sizes = np.array([len(c.options) for c in choices])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    owner = np.repeat(np.arange(len(sizes)), sizes)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weights
        scores -= np.maximum.reduceat(scores, starts)[owner]
        shares = np.exp(scores)
        every, good = np.add.reduceat(shares, starts), np.add.reduceat(shares * right, starts)
        good += np.finfo(float).tiny
        slope = matrix.T @ (shares / every[owner] - shares * right / good[owner])
        penalty = _PENALTY * float(weights @ weights) / 2
        return float(np.log(every / good).sum()) + penalty, slope + _PENALTY * weights

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {n: round(float(w), 2) for n, w in zip(names, best.x, strict=True) if abs(w) >= _LEAST}


def write(weights: dict[str, float], path: Path) -> None:
    """Write the table that the resolver reads."""
    rows = [f"{name}\t{weight:g}" for name, weight in sorted(weights.items())]
    path.write_text("\n".join(["feature\tweight", *rows, ""]), encoding="utf-8")


def main(data: Path, output: Path) -> None:
    """Learn the weights from a folder of training data and write them."""
    nlp = make_pipeline()
    nlp.remove_pipe("kg_coreference")
    gap = [gap_text(row) for row in read_gap(data / PATH)[:FITTED]]
    write(fit(choices([*read_gum(data / GUM), *gap], nlp)), output)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
