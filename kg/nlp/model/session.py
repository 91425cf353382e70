"""Run the network over one window of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.nlp.model import files
from kg.nlp.model.features import WordEncoder

_ROWS = 32  # more at once, and NumPy wakes threads that cost more than they give
OUTPUTS = ["upos", "xpos", "starts", "names", "arcs", "label_dep", "label_head"]


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the network says of the words of one window.

    Attributes:
        upos: class number of each word; so is `xpos`.
        starts: the probability that a sentence starts at each word.
        names: log-probabilities of the name tags.
        arcs: scores `[words, words + 1]` of heads, the root first.
        label_dep: what each word contributes to the relation to its head.
        label_head: what each head contributes, the root first.
    """

    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    starts: NDArray[np.float32]
    names: NDArray[np.float32]
    arcs: NDArray[np.float32]
    label_dep: NDArray[np.float32]
    label_head: NDArray[np.float32]


class Network:
    """The ONNX graph and the layer that names relations.

    One window is run at a time, so that the scale of its activations is its own and no
    neighbour in a batch can change what it yields.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Load the graph of a checked folder.

        Raises:
            ModelError: if the graph or the weights cannot be read.
        """
        try:
            self._session = _open(folder / files.NETWORK, threads)
            self.encoder = WordEncoder(folder / files.TOKENIZER)
            with np.load(folder / files.RELATIONS, allow_pickle=False) as weights:
                self._matrix = weights["weight"]
                self._bias = weights["bias"]
        except Exception as error:  # three libraries, each with errors of its own
            message = f"language model {folder} cannot be loaded: {error}"
            raise ModelError(message) from error

    def run(self, words: Sequence[str], glued: Sequence[bool]) -> WindowScores:
        """Score one window."""
        encoded = self.encoder.encode(words, glued)
        feed: dict[str, Any] = {
            "pieces": encoded.pieces,
            "shapes": encoded.shapes,
            "flags": encoded.flags,
            "first": encoded.first,
            "last": encoded.last,
        }
        return WindowScores(*self._session.run(OUTPUTS, feed))

    def relations(
        self, scores: WindowScores, words: NDArray[np.int64], heads: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the relation class of words to their heads; head 0 is the root."""
        mixed = np.maximum(scores.label_dep[words] + scores.label_head[heads], 0.0)
        few = [mixed[at : at + _ROWS] @ self._matrix for at in range(0, len(mixed), _ROWS)]
        best: NDArray[np.int64] = (np.concatenate(few) + self._bias).argmax(axis=1)
        return best


def _open(path: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
