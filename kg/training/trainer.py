"""Train a network: cycles of a learning rate that rises and falls to nothing."""

from __future__ import annotations

import math
import pickle
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import torch

from kg.errors import DataError
from kg.nlp.model.features import WordEncoder
from kg.training.augment import Augmenter
from kg.training.batches import Example, ExampleMaker, collate, group
from kg.training.config import Cycle, TrainingConfig
from kg.training.corpus import windows
from kg.training.distil import Teacher, distance
from kg.training.loss import losses, total
from kg.training.network import Network
from kg.training.sentences import Sentence
from kg.training.swap import Templates
from kg.training.team import ALONE, Team
from kg.training.vocabulary import Vocabulary


def end_of_cycle(checkpoint: Path, cycle: int) -> Path:
    """Name the file of the weights that a cycle ended with, beside the checkpoint."""
    return checkpoint.with_name(f"cycle-{cycle}.pt")


Report = Callable[[int, int, dict[str, float]], None]


class Trainer:
    """One training run, whose state can be written and taken up again."""

    def __init__(  # noqa: PLR0913
        self,
        config: TrainingConfig,
        network: Network,
        vocabulary: Vocabulary,
        encoder: WordEncoder,
        augmenter: Augmenter,
        templates: Templates,
        *,
        device: str = "cpu",
        team: Team = ALONE,
        teacher: Teacher | None = None,
    ) -> None:
        """Take the parts of a run; nothing is trained yet."""
        self._config = config
        self._network = network.to(device)
        self._device = device
        self._team = team
        self._teacher = None if teacher is None else teacher.to(device)
        self._maker = ExampleMaker(encoder, vocabulary)
        self._augmenter = augmenter
        self._templates = templates
        self._cycle, self._step = 0, 0
        self._begin()

    def _begin(self) -> None:
        """Set up the optimiser of a cycle: a low rate for the encoder, a higher one for heads."""
        cycle = self._config.cycles[self._cycle]
        named = self._network.named_parameters()
        heads = [p for name, p in named if not name.startswith("encoder.")]
        layers = [p for p in self._network.encoder.parameters() if p.requires_grad]
        self._parameters = [*layers, *heads]
        self._optimizer = torch.optim.AdamW(
            [
                {"params": layers, "peak": cycle.encoder_rate},
                {"params": heads, "peak": cycle.head_rate},
            ],
            betas=(0.9, 0.98),
            weight_decay=0.01,
            fused=True,
        )

    def run(self, sentences: list[Sentence], checkpoint: Path, *, report: Report) -> None:
        """Train to the end, writing a checkpoint every so many steps."""
        torch.set_num_threads(self._config.threads)
        last = len(self._config.cycles) - 1
        while True:
            self._run_cycle(self._config.cycles[self._cycle], sentences, checkpoint, report)
            if not self._team.rank:
                torch.save(self._network.state_dict(), end_of_cycle(checkpoint, self._cycle))
            if self._cycle == last:
                return
            self._cycle, self._step = self._cycle + 1, 0
            self._begin()

    def _run_cycle(
        self, cycle: Cycle, sentences: list[Sentence], checkpoint: Path, report: Report
    ) -> None:
        steps = 0
        started = time.monotonic()
        for epoch in range(math.ceil(cycle.epochs)):
            batches = self._batches(sentences, epoch)
            steps = steps or int(len(batches) * cycle.epochs)
            done = epoch * len(batches)
            for index, examples in enumerate(batches):
                if done + index < self._step or self._step >= steps:
                    continue
                self._network.quantise(on=self._step >= cycle.quantise_from * steps)
                parts = self._learn(examples[self._team.rank], self._step / steps)
                self._step += 1
                if self._team.rank:
                    continue
                if self._step % 20 == 0:
                    parts |= {"cycle": self._cycle, "minutes": (time.monotonic() - started) / 60}
                    report(self._step, steps, parts)
                if self._step % self._config.checkpoint_steps == 0 or self._step == steps:
                    self._save(checkpoint)

    def _batches(self, sentences: list[Sentence], epoch: int) -> list[list[list[Example]]]:
        """Return the steps of an epoch, each with one group of examples for each process."""
        seed = self._config.seed * 1000 + self._cycle * 100 + epoch
        generator = random.Random(seed)  # noqa: S311
        torch.manual_seed(seed * 10 + self._team.rank)
        size = self._team.size
        groups = group(
            self._examples(sentences, generator),
            generator,
            pieces=self._config.batch_pieces // size,
        )
        return [groups[at : at + size] for at in range(0, len(groups) - size + 1, size)]

    def _examples(self, sentences: list[Sentence], generator: random.Random) -> Iterator[Example]:
        made = self._templates.draw(generator, self._config.augmentation.templates)
        cut = windows(
            [*sentences, *made],
            generator,
            single=self._config.single_share,
            most=self._config.window_words,
        )
        for window in cut:
            yield self._maker.make(self._augmenter.change(window, generator))

    def _learn(self, examples: list[Example], done: float) -> dict[str, float]:
        share = self._rate(done)
        for part in self._optimizer.param_groups:
            part["lr"] = part["peak"] * share
        self._network.train()
        batch = collate(examples).to(self._device)
        scores = self._network(batch.pieces, batch.shapes, batch.flags, batch.first, batch.last)
        parts = losses(self._network, scores, batch)
        loss = total(parts)
        if self._teacher is not None:
            taught = self._teacher.losses(self._network, scores, batch)
            loss = self._config.labels * loss + distance(taught)
            parts |= {f"{name} of the teacher": part for name, part in taught.items()}
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self._team.share(self._parameters)
        torch.nn.utils.clip_grad_norm_(self._parameters, 2.0)
        self._optimizer.step()
        return {name: float(part.detach()) for name, part in parts.items()}

    def _rate(self, done: float) -> float:
        warmup = self._config.warmup
        if done < warmup:
            return done / warmup
        return max(0.0, (1.0 - done) / (1.0 - warmup))

    def _save(self, path: Path) -> None:
        state = {
            "network": self._network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "cycle": self._cycle,
            "step": self._step,
        }
        temporary = path.with_suffix(".partial")
        torch.save(state, temporary)
        temporary.replace(path)

    def resume(self, path: Path) -> None:
        """Take up a run where its checkpoint left it.

        Raises:
            DataError: if the checkpoint is damaged, or of a run with other data or more cycles.
        """
        try:
            state = torch.load(path, map_location=self._device, weights_only=True)
            self._network.load_state_dict(state["network"])
            self._cycle, self._step = state["cycle"], state["step"]
            self._begin()
            self._optimizer.load_state_dict(state["optimizer"])
        except (pickle.UnpicklingError, RuntimeError, EOFError, LookupError, TypeError) as error:
            message = f"{path}: damaged, or the checkpoint of another recipe: leave out --resume"
            raise DataError(message) from error
