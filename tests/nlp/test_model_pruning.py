"""Networks cut to a smaller size, and the graphs written of them."""

from __future__ import annotations

from typing import Any

import pytest

from kg.training.sentences import Sentence, Tree

SENTENCE = Sentence(
    ("Ana", "Sousa", "visited", "Lagos", "."),
    (False,) * 4 + (True,),
    "d",
    Tree(
        ("PROPN", "PROPN", "VERB", "PROPN", "PUNCT"),
        ("NNP", "NNP", "VBD", "NNP", "."),
        ("Ana", "Sousa", "visit", "Lagos", "."),
        (3, 1, 0, 3, 3),
        ("nsubj", "flat", "root", "obj", "punct"),
    ),
)


def shipped_network() -> tuple[Any, Any, list[Any]]:
    """Give the shipped vocabulary and weights, and two batches: with padding, and without."""
    import torch

    from kg.nlp.model import model_folder
    from kg.nlp.model.features import WordEncoder
    from kg.training.batches import ExampleMaker, collate
    from kg.training.graph import read_weights
    from kg.training.vocabulary import Vocabulary

    folder = model_folder()
    vocabulary = Vocabulary.load(folder / "vocabulary.json")
    maker = ExampleMaker(WordEncoder(folder / "tokenizer.json"), vocabulary)
    short, long = maker.make([SENTENCE]), maker.make([SENTENCE, SENTENCE])
    weights = {name: torch.from_numpy(part) for name, part in read_weights(folder).items()}
    return vocabulary, weights, [collate([short, long]), collate([long])]


def arcs(network: Any, of: Any) -> Any:
    network.eval()
    return network(of.pieces, of.shapes, of.flags, of.first, of.last).arcs.detach()


def test_a_network_cut_to_its_own_size_says_the_same() -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from kg.training.network import make_network
    from kg.training.prune import prune
    from kg.training.size import size_of

    vocabulary, weights, (batch, _) = shipped_network()
    whole = make_network(vocabulary, size_of(weights), weights)
    before = arcs(whole, batch)
    same = make_network(vocabulary, size_of(weights), prune(whole, size_of(weights), [batch]))
    assert torch.allclose(arcs(same, batch), before, atol=1e-4)


def test_the_graph_of_a_smaller_network_says_what_it_says_with_or_without_padding() -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    import onnxruntime

    from kg.training.config import EncoderSize
    from kg.training.graph import build_graph
    from kg.training.network import make_network
    from kg.training.prune import prune
    from kg.training.size import size_of

    vocabulary, weights, (batch, single) = shipped_network()
    whole = make_network(vocabulary, size_of(weights), weights)
    small = EncoderSize(layers=2, heads=3, inner=100, merge=1)
    cut = make_network(vocabulary, small, prune(whole, small, [batch]))
    assert size_of(cut.state_dict()) == small
    arrays = {name: part.numpy() for name, part in cut.state_dict().items()}
    graph = build_graph(arrays, quantise=False).SerializeToString()
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    names = ("pieces", "shapes", "flags", "first", "last")
    feed = {name: getattr(single, name)[0].numpy() for name in names}
    found = torch.from_numpy(session.run(["arcs"], feed)[0])
    assert torch.allclose(found, arcs(cut, single)[0], atol=1e-3)
    assert torch.allclose(arcs(cut, batch)[1], arcs(cut, single)[0], atol=1e-4)
