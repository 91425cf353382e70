"""Bring the characters of any text to one form, before anyone looks at its words."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = (
    "\u00ad"  # soft hyphen
    "\u200b-\u200d\u2060\ufeff\u180e"  # zero width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufff9-\ufffb"  # controls without a printed form
)
_DROP = re.compile(f"[{_INVISIBLE}]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_RUNS = re.compile(r"\s+")


def clean(text: str) -> str:
    """Give the text in NFC, with LF line ends and plain spaces, without invisible characters.

    Quotation marks and dashes stay as they are. Cleaning twice changes nothing more.
    """
    text = _LONE_SURROGATES.sub("\ufffd", text)
    text = _DROP.sub("", text)
    text = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))


def squeeze(text: str) -> str:
    """Join the text's words by single spaces, on one line."""
    return _RUNS.sub(" ", text).strip()


def words(text: str) -> frozenset[str]:
    """Give the set of words that stand between the spaces of a text."""
    return frozenset(text.split())
