"""The form in which names are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from string import punctuation
from typing import Final

# Letters that no decomposition takes apart.
_LETTERS: Final = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | {"’": "'", "‘": "'", "ʼ": "'"}
)
_POSSESSIVE: Final = re.compile(r"'s\b|(?<=s)'(?!\w)")
_INITIALS: Final = re.compile(r"\b(?:[a-z]\.){2,}")
_SPACED: Final = {ord(char): " " for char in punctuation}
_GAP: Final = re.compile(r"[\W_]+")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Give a name in lower case without diacritics, punctuation, and possessive marks.

    >>> fold("Thủ Dầu Một"), fold("People's Committee"), fold("U.S."), fold("Baden-Württemberg")
    ('thu dau mot', 'people committee', 'us', 'baden wurttemberg')
    """
    if name.isascii() and "'" not in name and "." not in name:
        return " ".join(name.casefold().translate(_SPACED).split())
    plain = name.casefold()
    if not plain.isascii():
        plain = _without_marks(plain).casefold().translate(_LETTERS)
    plain = _POSSESSIVE.sub("", plain)
    plain = _INITIALS.sub(lambda match: match[0].replace(".", "") + " ", plain)
    return _GAP.sub(" ", plain).strip()


def _without_marks(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
