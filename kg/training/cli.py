"""The `kg train` command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

RECIPE = Path(__file__).parent / "recipe.toml"


def train_command(  # noqa: PLR0913, PLR0917
    data: Annotated[Path, typer.Argument(help="Folder of the training data.")],
    output: Annotated[Path, typer.Argument(help="Folder for checkpoint, log and model.")],
    config: Annotated[Path, typer.Option(help="The recipe, a TOML file.")] = RECIPE,
    start: Annotated[
        Path | None, typer.Option(help="Model folder or checkpoint to start from (fine-tuning).")
    ] = None,
    teacher: Annotated[
        Path | None,
        typer.Option(
            help="Model folder or checkpoint to learn from; else the recipe trains its own."
        ),
    ] = None,
    base: Annotated[Path | None, typer.Option(help="Folder of the pretrained encoder.")] = None,
    resume: Annotated[bool, typer.Option(help="Go on from the checkpoint in OUTPUT.")] = False,
    device: Annotated[str, typer.Option(help="cpu or cuda.")] = "cpu",
    processes: Annotated[int, typer.Option(min=1, help="Processes that train together.")] = 1,
) -> None:
    """Train the language model, or fine-tune it on files of your own."""
    from kg.training.train import train

    folder = train(
        config,
        data=data,
        output=output,
        base=base,
        start=start,
        teacher=teacher,
        resume=resume,
        device=device,
        processes=processes,
    )
    typer.echo(folder)
