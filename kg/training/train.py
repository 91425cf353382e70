"""The whole recipe: data, training, and the folder that ships."""

from __future__ import annotations

import json
import random
from pathlib import Path

from kg.errors import DataError, MissingExtraError
from kg.training.config import TrainingConfig, read_config


def train(
    config_path: Path,
    *,
    data: Path,
    base: Path,
    output: Path,
    resume: bool = False,
    start: Path | None = None,
    device: str = "cpu",
    quiet: bool = False,
) -> Path:
    """Train a model and return its weights.

    Args:
        config_path: the recipe, a TOML file.
        data: the folder to which the recipe's paths are relative.
        base: the folder of the pretrained encoder: `model.safetensors` and `tokenizer.json`.
        output: the folder for checkpoints and weights.
        resume: go on from the checkpoint in `output`.
        start: weights of an earlier cycle to start from.
        device: `cpu` or `cuda`.
        quiet: show no progress.

    Raises:
        MissingExtraError: if PyTorch is not installed.
        DataError: if the configuration or a training file is faulty.
    """
    try:
        import torch
    except ImportError as error:
        message = "training needs PyTorch: pip install 'kg[train]'"
        raise MissingExtraError(message) from error
    from kg.nlp.model.features import WordEncoder
    from kg.training.augment import Augmenter
    from kg.training.corpus import gather
    from kg.training.network import Network, load_pretrained
    from kg.training.trainer import Trainer
    from kg.training.vocabulary import Vocabulary, learn_vocabulary

    config = read_config(config_path)
    if not data.is_dir():
        message = f"{data}: no such folder of training data"
        raise DataError(message)
    output.mkdir(parents=True, exist_ok=True)
    random.seed(config.seed)
    torch.manual_seed(config.seed)
    sentences = gather(config, data)
    vocabulary_path = output / "vocabulary.json"
    if start is not None:
        vocabulary = Vocabulary.load(start.parent / "vocabulary.json")
    else:
        vocabulary = learn_vocabulary(sentences)
    vocabulary.save(vocabulary_path)
    network = Network(vocabulary, dropout=config.dropout)
    load_pretrained(network, base / "model.safetensors")
    if start is not None:
        network.load_state_dict(torch.load(start, map_location="cpu", weights_only=True)["network"])
    encoder = WordEncoder(base / "tokenizer.json")
    trainer = Trainer(config, network, vocabulary, encoder, Augmenter(config.augmentation), device=device)  # fmt: skip
    checkpoint = output / "checkpoint.pt"
    if resume and checkpoint.exists():
        trainer.resume(checkpoint)
    trainer.run(sentences, checkpoint, report=_reporter(config, output, quiet=quiet))
    return checkpoint


def _reporter(config: TrainingConfig, output: Path, *, quiet: bool):  # type: ignore[no-untyped-def]
    log = output / "log.jsonl"

    def report(step: int, steps: int, parts: dict[str, float]) -> None:
        row = {"step": step, "steps": steps} | {name: round(v, 4) for name, v in parts.items()}
        with log.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(row) + "\n")

    return report
