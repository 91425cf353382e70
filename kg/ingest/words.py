"""Sets of words written as running text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Give the words that stand between the spaces of a text."""
    return frozenset(text.split())
