"""The configuration of a training run, read from a TOML file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.errors import DataError


class NameSet(BaseModel):
    """One file of names: its path below the data folder, and whose labels it has.

    The style `own` is for files with the labels of the model itself, fully annotated.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    path: str
    style: Literal["own", "redocred", "gum", "wnut", "crossner", "conll", "plo"]
    repeat: int = Field(default=1, ge=1)


class Augmentation(BaseModel):
    """How often sentences are changed, as shares of one."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    upper: float = 0.03
    lower: float = 0.03
    title: float = 0.01
    unfinished: float = 0.04
    glued: float = 0.03
    names: float = 0.35
    templates: int = 2600


class Cycle(BaseModel):
    """One rise and fall of the learning rates; the next cycle starts warm with a new optimiser.

    From the share `quantise_from` of its steps on, the encoder is rounded as the graph rounds it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    epochs: float = Field(default=2.0, gt=0)
    encoder_rate: float = Field(default=2e-4, gt=0)
    head_rate: float = Field(default=1.5e-3, gt=0)
    quantise_from: float = Field(default=0.5, ge=0, le=1)


class TrainingConfig(BaseModel):
    """All that decides what is trained."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    seed: int = 1
    cycles: list[Cycle] = Field(default=[Cycle()], min_length=1)
    average: int = Field(default=1, ge=1)  # of so many last cycles the mean of the weights is kept
    batch_pieces: int = Field(default=1100, ge=64)
    window_words: int = Field(default=90, ge=1)
    single_share: float = Field(default=0.4, ge=0, le=1)
    warmup: float = Field(default=0.06, ge=0, lt=1)
    dropout: float = Field(default=0.1, ge=0, lt=1)
    checkpoint_steps: int = Field(default=100, ge=1)
    threads: int = Field(default=2, ge=1)
    treebanks: list[str]
    dev_treebanks: list[str] = []
    name_sets: list[NameSet] = []
    dev_name_sets: list[NameSet] = []
    gazetteers: str = "gazetteers"
    augmentation: Augmentation = Augmentation()


def read_config(path: Path) -> TrainingConfig:
    """Read and check a configuration.

    Raises:
        DataError: if the file is missing, is no TOML, or has a wrong or unknown field.
    """
    try:
        return TrainingConfig.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        message = f"{path}: the training configuration cannot be read: {error.strerror}"
        raise DataError(message) from error
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        message = f"{path}: {error}"
        raise DataError(message) from error
