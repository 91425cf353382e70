"""The configuration of a training run, read from a TOML file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

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


class TextSet(BaseModel):
    """Plain sentences in JSON lines, from which only a teacher's readings are learnt.

    `path` may be a pattern of several files. `field` names the text in a row; with a dot, that of
    each entry of a list: `passages.text`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    path: str
    field: str


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


HEAD_WIDTH = 32  # of each head of attention, as in the pretrained encoder


class EncoderSize(BaseModel):
    """How large the encoder is; unless told otherwise, as large as the pretrained one.

    Attributes:
        layers: how many transformer layers there are.
        heads: how many heads of attention each has, `HEAD_WIDTH` numbers wide.
        inner: the width between its two feed-forward products.
        merge: after so many layers a word goes on as one vector, however many its subtokens.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    layers: int = Field(default=6, ge=1)
    heads: int = Field(default=12, ge=1)
    inner: int = Field(default=1536, ge=1)
    merge: int = Field(default=6, ge=0)


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
    encoder: EncoderSize | None = None  # without it, as large as what training starts from
    teacher: str | None = None  # the recipe, beside this one, of a larger model to learn from
    labels: float = Field(default=1.0, ge=0)  # the weight of the labels beside a teacher's
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
    texts: list[TextSet] = []
    gazetteers: str = "gazetteers"
    augmentation: Augmentation = Augmentation()


def read_config(path: Path) -> TrainingConfig:
    """Read and check a configuration.

    With `extends = "FILE"` it changes another one, beside it: what it does not say is as there.

    Raises:
        DataError: if the file is missing, is no TOML, or has a wrong or unknown field.
    """
    try:
        return TrainingConfig.model_validate(_read(path))
    except ValidationError as error:
        message = f"{path}: {error}"
        raise DataError(message) from error


def _read(path: Path, before: tuple[Path, ...] = ()) -> dict[str, Any]:
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{path}: the training configuration cannot be read: {error.strerror}"
        raise DataError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"{path}: {error}"
        raise DataError(message) from error
    if (other := own.pop("extends", None)) is None:
        return own
    read = (*before, path.resolve())
    if not isinstance(other, str) or (path.parent / other).resolve() in read:
        message = f"{path}: extends = {other!r}, but it has to name another configuration"
        raise DataError(message)
    return _read(path.parent / other, read) | own
