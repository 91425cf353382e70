"""Lemmas as edit scripts: what to cut off a form's end and what to put there."""

from __future__ import annotations

KEEP = "k0|"


def script_of(form: str, lemma: str) -> str:
    """Return the script that turns a form into its lemma.

    The first letter says whether the form keeps its case (`k`) or is lower-cased (`l`), the
    number how many characters are cut off the end, the rest what is added.

    >>> script_of("Cities", "city")
    'l3|y'
    """
    lemma = lemma or form
    kind = "k" if lemma[:1] == form[:1] or lemma != lemma.lower() else "l"
    base = form if kind == "k" else form.lower()
    shared = _shared(base, lemma)
    return f"{kind}{len(base) - shared}|{lemma[shared:]}"


def _shared(left: str, right: str) -> int:
    for index, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return index
    return min(len(left), len(right))


def apply_script(form: str, script: str) -> str:
    """Return the lemma that a script makes of a form, or the form where it does not fit."""
    cut, _, ending = script[1:].partition("|")
    base = form if script[0] == "k" else form.lower()
    count = int(cut)
    if count > len(base):
        return base
    return (base[: len(base) - count] + ending) or base
