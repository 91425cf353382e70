"""Lemmas from a table of exceptions and from endings, checked against known words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

LONGEST_ENDING = 5


def script_of(form: str, lemma: str) -> str:
    """Return the script that turns a form into its lemma: what to cut off and what to add.

    >>> script_of("cities", "city")
    '3|y'
    """
    shared = 0
    for one, other in zip(form, lemma, strict=False):
        if one != other:
            break
        shared += 1
    return f"{len(form) - shared}|{lemma[shared:]}"


def apply_script(form: str, script: str) -> str:
    """Return the lemma that a script makes of a form, or the form where it does not fit.

    >>> apply_script("countries", "3|y")
    'country'
    """
    cut, _, ending = script.partition("|")
    count = int(cut)
    if count > len(form):
        return form
    return (form[: len(form) - count] + ending) or form


class Lemmatizer:
    """Find the lemma of a form from its tags."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take the exceptions, the scripts of each ending and the known lemmas.

        Args:
            data: `exceptions` from `form|tag` to lemma, `endings` from `tag|ending` to scripts,
                the likeliest first, and `known`, lemmas and other words.
        """
        self._exceptions: Mapping[str, str] = data["exceptions"]
        self._endings: Mapping[str, Sequence[str]] = data["endings"]
        self._known = frozenset(data["known"])
        self._cache: dict[tuple[str, str, str, bool], str] = {}

    def lemma(self, form: str, upos: str, tag: str, *, initial: bool = False) -> str:
        """Return the lemma of a form with its UPOS and PTB tags.

        Args:
            form: the word as it stands.
            upos: its universal part of speech.
            tag: its PTB tag.
            initial: whether it starts a sentence, so that a capital says nothing.
        """
        key = (form, upos, tag, initial)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > 100_000:
                self._cache.clear()
            found = self._cache[key] = self._find(form, upos, tag, initial=initial)
        return found

    def _find(self, form: str, upos: str, tag: str, *, initial: bool) -> str:
        lowered = form.lower()
        if upos == "PROPN" and tag != "NNPS":
            return form
        exception = self._exceptions.get(f"{lowered}|{tag}")
        if exception is not None:
            return exception
        if not form.isalpha() and not any(char.isalpha() for char in form):
            return form
        if lowered.startswith(("co-", "re-")) and tag.startswith("VB"):
            return lowered[:3] + self._find(lowered[3:], upos, tag, initial=initial)
        kept = upos == "PROPN" or (upos == "ADJ" and form.istitle() and not initial)
        return self._by_ending(form if kept else lowered, tag)

    def _by_ending(self, form: str, tag: str) -> str:
        first = ""
        for length in range(min(LONGEST_ENDING, len(form)), -1, -1):
            ending = form[len(form) - length :].lower()
            for script in self._endings.get(f"{tag}|{ending}", ()):
                lemma = apply_script(form, script)
                if lemma == form:
                    if not first:
                        return form
                elif lemma.lower() in self._known:
                    return lemma
                first = first or lemma
        return first or form
