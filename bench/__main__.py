"""Run all measurements, or those named on the command line, and print one table.

A measurement is a module of this package with a function `figures`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

import bench
from bench.report import Figure


def main(wanted: list[str]) -> None:
    """Print a line for each figure as soon as its module is done."""
    names = [module.name for module in iter_modules(bench.__path__)]
    for name in wanted or sorted(set(names) - {"__main__", "report"}):
        module = import_module(f"bench.{name}")
        if hasattr(module, "figures"):
            purpose = (module.__doc__ or "").strip().partition("\n")[0]
            print(f"\n{name}: {purpose}")
            for figure in module.figures():
                print(_line(figure))


def _line(figure: Figure) -> str:
    line = f"  {figure.what:<36} {figure.value:>10.2f} {figure.unit:<8}"
    if figure.yardstick is not None:
        line += f" {figure.against}: {figure.yardstick:.2f} {figure.unit}, ratio {figure.ratio}"
    elif figure.against:
        line += f" {figure.against}"
    return f"{line} (target: {figure.target})" if figure.target else line


if __name__ == "__main__":
    main(sys.argv[1:])
