"""The command `kg`.

Exit codes: 0 done; 1 the answer is no (does not conform, a score below what was asked, nothing
found); 2 it could not be done, with one sentence on stderr that says why; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Annotated, ParamSpec

import typer

from kg import __version__
from kg._cli import asking, building, drawing, judging, scoring
from kg._cli.terminal import put, say
from kg.errors import KGError, MissingExtraError
from kg.training.cli import train_command

_P = ParamSpec("_P")
_EPILOG = "Exit codes: 0 done, 1 the answer is no, 2 it could not be done, 130 interrupted."

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        put(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def about(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Turn news articles into a knowledge graph in which every statement has its sentence.

    Start with these three:

    - kg build articles/ -o kb

    - kg explain kb "Name of somebody"

    - kg show kb -o graph.html
    """


def _train_extra(command: Callable[_P, None]) -> Callable[_P, None]:
    @wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except ModuleNotFoundError as error:
            raise MissingExtraError(
                f"`kg train` needs {error.name}; install it with: pip install 'kg-news[train]'"
            ) from error

    return run


def _ending_well(command: Callable[_P, None]) -> Callable[_P, None]:
    """Turn every expected fault of a command into one sentence and an exit code."""

    @wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except KGError as error:
            say(f"kg: {error}")
            raise typer.Exit(error.exit_code) from error
        except BrokenPipeError:
            # whoever read the output has enough of it; keep Python from telling so at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            say("kg: interrupted; what was built before is untouched")
            raise typer.Exit(130) from None

    return run


for panel, commands in {
    "Build": (building.build, building.add, building.remove),
    "Ask": (asking.query, asking.explain, drawing.show, asking.export),
    "Judge": (judging.stats, judging.validate, scoring.evaluate, judging.check),
}.items():
    for one in commands:
        app.command(rich_help_panel=panel)(_ending_well(one))
app.command("train", rich_help_panel="Model")(_ending_well(_train_extra(train_command)))


def main() -> None:
    """Run the command line."""
    app()
