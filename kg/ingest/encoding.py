"""Turn bytes into text: the encoding is told from the bytes, and binary files are refused."""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata

from charset_normalizer import from_bytes

from kg.errors import InputError

_LOG = logging.getLogger(__name__)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 16
_CONTROLS = bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127])
_VIETNAMESE_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CENTRAL_EUROPEAN = ["cp1252", "cp1250", "cp1254", "cp1257"]


def decode(data: bytes, *, place: str, declared: str = "") -> str:
    """Give the text of a file or page; `declared` is the encoding that its sender names.

    A file in UTF-8 with a few broken bytes is read with U+FFFD in their places and a warning.

    Raises:
        InputError: the bytes are empty, or no text.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise InputError(f"{place}: the file is empty; an article was expected")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replaced(data, encoding, place)
    if wide := _wide(data):
        return _replaced(data, wide, place)
    _refuse_binary(data, place)
    for encoding in ("utf-8", declared):
        if (text := _strictly(data, encoding)) is not None:
            return text
    if _mostly_utf8(data):
        return _replaced(data, "utf-8", place)
    return _legacy(data, place)


def _replaced(data: bytes, encoding: str, place: str) -> str:
    text = data.decode(encoding, errors="replace")
    if broken := text.count("\ufffd"):
        _LOG.warning(
            "%s: %d places are not valid %s and were read as U+FFFD; save the file as UTF-8",
            place, broken, encoding.removesuffix("-sig").upper(),
        )  # fmt: skip
    return text


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(data: bytes) -> str:
    """Tell UTF-16 without a byte order mark by the zero bytes of its ASCII letters."""
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    for encoding, zeros, others in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if pairs > 1 and zeros.count(0) > 0.3 * pairs and others.count(0) < 0.05 * pairs:
            return encoding
    return ""


def _refuse_binary(data: bytes, place: str) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\0" in sample or controls > len(sample) // 100:
        raise InputError(
            f"{place}: this is a binary file; text, HTML, JSON lines, PDF or DOCX was expected"
        )


def _mostly_utf8(data: bytes) -> bool:
    """Tell broken UTF-8 from another encoding: far more whole characters than broken ones."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    return whole > 4 * broken


def _legacy(data: bytes, place: str) -> str:
    if (text := _vietnamese(data)) is not None:
        return text
    high = sum(byte > 127 for byte in data[:_SAMPLE])
    rare = 5 * high < min(len(data), _SAMPLE)
    choice = from_bytes(data, cp_isolation=_CENTRAL_EUROPEAN if rare else None).best()
    if rare and (choice is None or choice.encoding != "cp1252"):
        western = _strictly(data, "cp1252")
        if western is not None and (choice is None or _western(western)):
            return western
    if choice is None:
        raise InputError(f"{place}: its encoding is not known; save the file as UTF-8")
    return str(choice)


def _vietnamese(data: bytes) -> str | None:
    """Read Windows-1258, known by tone marks that all stand on Vietnamese vowels."""
    text = _strictly(data, "cp1258")
    if text is None:
        return None
    tones = sum(map(text.count, _VIETNAMESE_TONES))
    composed = unicodedata.normalize("NFC", text)
    left = sum(map(composed.count, _VIETNAMESE_TONES))
    return composed if tones and left * 20 <= tones else None


def _western(text: str) -> bool:
    """Tell whether all that is not ASCII is a letter within a word, or a printer's mark."""
    odd = re.findall(r"[^\x00-\x7f]", text)
    fitting = re.findall(r"(?<=[A-Za-z])[à-öø-ÿ]|[À-ÖØ-Ý](?=[A-Za-z])|[‘’“”–—…•€£°«»©®\xa0·]", text)
    return len(fitting) >= 0.9 * len(odd)
