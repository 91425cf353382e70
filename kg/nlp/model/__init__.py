"""The language model that ships with the package: `en_kg_news`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load_model", "model_folder"]


def model_folder() -> Path:
    """Return the folder of the model that ships with the package."""
    return Path(__file__).parent / "en_kg_news"


def load_model(folder: Path | str | None = None, *, threads: int = 1) -> Language:
    """Load a model folder as a spaCy pipeline; without a folder, the one that ships.

    Args:
        folder: a folder that `kg train` wrote.
        threads: the threads the network may use; the result is the same with any number.

    Raises:
        ModelError: if a file is missing or damaged.
    """
    from kg.nlp.model.pipeline import build_pipeline

    return build_pipeline(Path(folder) if folder is not None else model_folder(), threads=threads)
