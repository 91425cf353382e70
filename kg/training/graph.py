"""Write the network as an ONNX graph for one window, without an exporter in between.

One graph serves one window at a time, so that nothing a window yields depends on its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from kg.nlp.model import files
from kg.training.config import HEAD_WIDTH
from kg.training.quantise import Weights, dynamic_weights, rows_to_int8
from kg.training.size import MERGE, size_of

Arrays = Mapping[str, NDArray[Any]]
OPSET = 20
INPUTS = ("pieces", "shapes", "flags", "first", "last")


class GraphBuilder:
    """Collect the nodes and weights of the graph."""

    def __init__(self, weights: Arrays, *, quantise: bool) -> None:
        """Take the network's weights by their PyTorch names."""
        self._weights = weights
        self._quantise = quantise
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._count = 0

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """Add a constant and return its name."""
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def op(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node with one output and return the output's name."""
        return self.ops(kind, *inputs, outputs=1, domain=domain, **attributes)[0]

    def ops(
        self, kind: str, *inputs: str, outputs: int, domain: str = "", **attributes: Any
    ) -> list[str]:
        """Add a node and return the names of its outputs."""
        self._count += 1
        names = [f"{kind}_{self._count}_{index}" for index in range(outputs)]
        node = helper.make_node(kind, list(inputs), names, domain=domain, **attributes)
        self._nodes.append(node)
        return names

    def ints(self, *values: int) -> str:
        """Return a constant vector of integers."""
        return self.constant(f"ints_{'_'.join(map(str, values))}", np.asarray(values, np.int64))

    def weight(self, name: str) -> NDArray[Any]:
        """Return a weight of the network."""
        return np.asarray(self._weights[name], dtype=np.float32)

    def linear(self, name: str, source: str) -> str:
        """Add a linear layer in 32 bits."""
        matrix = self.constant(f"{name}.weight", self.weight(f"{name}.weight").T)
        bias = self.constant(f"{name}.bias", self.weight(f"{name}.bias"))
        return self.op("Add", self.op("MatMul", source, matrix), bias)

    def linear8(self, name: str, source: str) -> str:
        """Add a linear layer in 8 bits, whose input is scaled by its range over the window."""
        if not self._quantise:
            return self.linear(name, source)
        shrink = self.weight(f"{name}.shrink")
        packed: Weights = dynamic_weights(self.weight(f"{name}.weight").T * shrink[:, None])
        inputs = [
            self.op("Mul", source, self.constant(f"{name}.factor", 1 / shrink)),
            self.constant(f"{name}.int8", packed.values),
            self.constant(f"{name}.scale", packed.scale),
            self.constant(f"{name}.zero", packed.zero),
            self.constant(f"{name}.bias", self.weight(f"{name}.bias")),
        ]
        return self.op("DynamicQuantizeMatMul", *inputs, domain="com.microsoft")

    def norm(self, name: str, source: str) -> str:
        """Add a layer normalisation."""
        scale = self.constant(f"{name}.weight", self.weight(f"{name}.weight"))
        bias = self.constant(f"{name}.bias", self.weight(f"{name}.bias"))
        return self.op("LayerNormalization", source, scale, bias, epsilon=1e-12, axis=-1)

    def gelu(self, source: str) -> str:
        """Add the exact GELU."""
        return self.op("Gelu", source, domain="com.microsoft")

    def table(self, name: str, index: str, *, exact: bool = True) -> str:
        """Look rows up in an embedding table, kept in 8 bits by row unless `exact`."""
        table = self.weight(f"{name}.weight")
        if exact or not self._quantise:
            return self.op("Gather", self.constant(f"{name}.weight", table), index)
        values, scale = rows_to_int8(table)
        rows = self.op("Gather", self.constant(f"{name}.int8", values), index)
        scales = self.op("Gather", self.constant(f"{name}.scale", scale), index)
        return self.op("Mul", self.op("Cast", rows, to=TensorProto.FLOAT), scales)

    def finish(self, outputs: Mapping[str, tuple[str, int]]) -> onnx.ModelProto:
        """Return the model; `outputs` gives each output's source and ONNX type."""
        for name, (source, _) in outputs.items():
            self._nodes.append(helper.make_node("Identity", [source], [name]))
        lengths = {"first": "words", "last": "words"}
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, [lengths.get(name, "pieces")])
            for name in INPUTS
        ]
        results = [
            helper.make_tensor_value_info(name, kind, None) for name, (_, kind) in outputs.items()
        ]
        graph = helper.make_graph(
            self._nodes, "en_kg_news", inputs, results, list(self._constants.values())
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10)


def build_graph(weights: Arrays, *, quantise: bool) -> onnx.ModelProto:
    """Return the graph of the encoder, in 8 bits unless told otherwise, and of the heads.

    `upos` and `xpos` come out as class numbers, `starts` as a probability, `names` as
    log-probabilities, `arcs` as scores `[words, words + 1]` with the root first.
    """
    graph = GraphBuilder(weights, quantise=quantise)
    hidden = _embed(graph)
    size = size_of(weights)
    first, last = (graph.op("Concat", graph.ints(0), end, axis=0) for end in ("first", "last"))
    for index in range(size.layers + 1):
        if index == size.merge:
            hidden = _merge(graph, hidden, first, last)
        if index < size.layers:
            hidden = _layer(graph, f"encoder.layers.{index}", hidden)
    model = graph.finish(_heads(graph, hidden, first))
    helper.set_model_props(model, {MERGE: str(size.merge)})
    return model


def _embed(graph: GraphBuilder) -> str:
    pieces = graph.table("encoder.pieces", "pieces", exact=False)
    length = graph.op("Shape", "pieces")
    positions = graph.constant("positions", graph.weight("encoder.positions.weight"))
    placed = graph.op("Slice", positions, graph.ints(0), length, graph.ints(0))
    total = graph.op("Add", pieces, placed)
    total = graph.op("Add", total, graph.table("encoder.shapes", "shapes"))
    total = graph.op("Add", total, graph.table("encoder.flags", "flags"))
    return graph.norm("encoder.norm", total)


def _merge(graph: GraphBuilder, hidden: str, first: str, last: str) -> str:
    both = graph.op("Add", graph.op("Gather", hidden, first), graph.op("Gather", hidden, last))
    return graph.op("Mul", both, graph.constant("half", np.asarray(0.5, dtype=np.float32)))


def _layer(graph: GraphBuilder, name: str, hidden: str) -> str:
    joined = graph.linear8(f"{name}.qkv", hidden)
    batched = graph.op("Unsqueeze", joined, graph.ints(0))
    width = graph.weight(f"{name}.qkv.bias").shape[0] // 3
    heads = width // HEAD_WIDTH
    parts = graph.ops("Split", batched, graph.ints(width, width, width), outputs=3, axis=2)
    mixed = graph.op("MultiHeadAttention", *parts, domain="com.microsoft", num_heads=heads)
    flat = graph.op("Squeeze", mixed, graph.ints(0))
    hidden = graph.norm(
        f"{name}.norm1", graph.op("Add", hidden, graph.linear8(f"{name}.out", flat))
    )
    inner = graph.gelu(graph.linear8(f"{name}.up", hidden))
    return graph.norm(
        f"{name}.norm2", graph.op("Add", hidden, graph.linear8(f"{name}.down", inner))
    )


def _heads(graph: GraphBuilder, hidden: str, first: str) -> dict[str, tuple[str, int]]:
    shapes = graph.table("word_shapes", graph.op("Gather", "shapes", first))
    vectors = graph.op("Concat", hidden, shapes, axis=1)
    end = graph.ints(2**31)
    words = graph.op("Slice", vectors, graph.ints(1), end, graph.ints(0))
    found: dict[str, tuple[str, int]] = {}
    for name in ("upos", "xpos"):
        best = graph.op("ArgMax", graph.linear(name, words), axis=1, keepdims=0)
        found[name] = (best, TensorProto.INT64)
    starts = graph.op("Softmax", graph.linear("starts", words), axis=1)
    starts = graph.op("Gather", starts, graph.constant("one", np.asarray(1, np.int64)), axis=1)
    found["starts"] = (starts, TensorProto.FLOAT)
    named = graph.linear("names", graph.gelu(graph.linear("name_hidden", words)))
    found["names"] = (graph.op("LogSoftmax", named, axis=1), TensorProto.FLOAT)
    found["arcs"] = (_arcs(graph, words, vectors), TensorProto.FLOAT)
    for name, source in (("label_dep", words), ("label_head", vectors)):
        found[name] = (graph.linear(name, source), TensorProto.FLOAT)
    return found


def _arcs(graph: GraphBuilder, words: str, vectors: str) -> str:
    dep = graph.gelu(graph.linear("arc_dep", words))
    head = graph.gelu(graph.linear("arc_head", vectors))
    across = graph.op("Transpose", head, perm=[1, 0])
    product = graph.op("MatMul", graph.linear("arc_mix", dep), across)
    scaled = graph.op("Mul", product, graph.constant("sixteenth", np.asarray(1 / 16, np.float32)))
    bias = graph.op("Transpose", graph.linear("arc_bias", head), perm=[1, 0])
    return graph.op("Add", scaled, bias)


def read_weights(folder: Path) -> dict[str, NDArray[Any]]:
    """Return the network's weights from a model folder, those in 8 bits widened again."""
    model = onnx.load(str(folder / files.NETWORK))
    raw = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    found: dict[str, NDArray[Any]] = {}
    for name, array in raw.items():
        stem, _, kind = name.rpartition(".")
        if kind == "int8":
            found |= _widened(stem, array, raw)
        elif kind in {"weight", "bias"}:
            turned = kind == "weight" and array.ndim == 2 and not _is_table(stem)
            found[name] = array.T.copy() if turned else array.copy()
    known = {item.key: int(item.value) for item in model.metadata_props}
    found[MERGE] = np.asarray(known.get(MERGE, size_of(found).layers))
    found["encoder.positions.weight"] = raw["positions"].copy()
    with np.load(folder / files.RELATIONS, allow_pickle=False) as relations:
        found["relations.weight"] = relations["weight"].T.copy()
        found["relations.bias"] = relations["bias"].copy()
    return found


def _widened(stem: str, array: NDArray[Any], raw: Arrays) -> dict[str, NDArray[Any]]:
    wide = array.astype(np.float32) * raw[f"{stem}.scale"]
    if _is_table(stem):
        return {f"{stem}.weight": wide}
    factor = raw.get(f"{stem}.factor")
    shrink = np.ones(len(array), dtype=np.float32) if factor is None else 1 / factor
    found = {f"{stem}.weight": wide.T / shrink}
    if stem.startswith("encoder.layers."):
        found |= {f"{stem}.shrink": shrink, f"{stem}.reach": shrink.copy()}
    return found


def _is_table(name: str) -> bool:
    return name in {"encoder.pieces", "encoder.shapes", "encoder.flags", "word_shapes"}
