"""The command `kg`.

Exit codes: 0 done; 1 the answer is no (does not conform, a score below what was asked, nothing
found); 2 it could not be done, with one sentence on stderr that says why; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import click
import typer

from kg import __version__
from kg._cli import asking, building, judging
from kg._cli.terminal import put, say
from kg.errors import KGError, MissingExtraError

_EPILOG = "Exit codes: 0 done, 1 the answer is no, 2 it could not be done, 130 interrupted."

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(*, wanted: bool) -> None:
    if wanted:
        put(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def about(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=lambda value: _version(wanted=value), is_eager=True),
    ] = False,
) -> None:
    """Turn news articles into a knowledge graph in which every statement has its sentence.

    Start with these three:

      kg build articles/ -o kb

      kg explain kb "Name of somebody"

      kg show kb -o graph.html
    """


for panel, commands in {
    "Build": (building.build, building.add, building.remove),
    "Ask": (asking.query, asking.explain, asking.show, asking.export),
    "Judge": (judging.stats, judging.validate, judging.evaluate, judging.check),
}.items():
    for command in commands:
        app.command(rich_help_panel=panel)(command)


@app.command(
    rich_help_panel="Build",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
def train(arguments: Annotated[list[str] | None, typer.Argument(hidden=True)] = None) -> None:
    """Train the language model from annotated files (needs the extra `train`)."""
    try:
        from kg.training.cli import train_command
    except ImportError as error:
        raise MissingExtraError(
            f"`kg train` needs {error.name}; install it with: pip install 'kg-news[train]'"
        ) from error
    train_command(arguments or [])


def main() -> None:
    """Run the command line, and turn every expected fault into one sentence and an exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command and give its exit code."""
    try:
        return _code(app(arguments, standalone_mode=False))
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        return 130
    except BrokenPipeError:
        # whoever read the output has enough of it; keep Python from telling so at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KGError as error:
        say(f"kg: {error}")
        return error.exit_code


def _code(result: Any) -> int:
    return result if isinstance(result, int) else 0
