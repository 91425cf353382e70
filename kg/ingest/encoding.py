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
_PRINTERS_MARKS = "‘’“”„‚‹›«»–—…•·€£©®™°§¿¡\u00a0"
_ALPHABETS = {
    "cp1252": (
        "àâæçéèêëîïôœùûüÿ", "àèéìíòóùú", "áéíñóúüçà", "áâãàçéêíóôõúü", "äöüßé", "éèëïöüêáó",
        "æøåéäöüáó", "áéíóúýþæöð", "áéíóúçñãõâêôüöàè",
    ),
    "cp1250": (
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž",
    ),
    "cp1254": ("çğıöşüâîûi\u0307",),
}  # fmt: skip


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
            "%s: not valid %s in %d places, which were read as U+FFFD; save the file as UTF-8",
            place, encoding.removesuffix("-sig").upper(), broken,
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
    sample = data[:_SAMPLE]
    rare = 5 * sum(byte > 127 for byte in sample) < len(sample)
    if rare and (encoding := _european(sample)) and (text := _strictly(data, encoding)) is not None:
        return text
    choice = from_bytes(data).best()
    if choice is None:
        raise InputError(f"{place}: its encoding is not known; save the file as UTF-8")
    return str(choice)


def _european(sample: bytes) -> str:
    """Choose the Windows encoding in which the letters beside ASCII suit one language best."""
    best, most = "", 0.9
    for encoding, alphabets in _ALPHABETS.items():
        text = sample.decode(encoding, errors="replace").casefold()
        letters = [c for c in text if ord(c) > 127 and c not in _PRINTERS_MARKS]
        share = max(_share(letters, alphabet) for alphabet in alphabets)
        together = 0.95 * _share(letters, "".join(alphabets))  # names of many countries
        if max(share, together) > most:
            best, most = encoding, max(share, together)
    return best


def _share(letters: list[str], alphabet: str) -> float:
    return sum(letter in alphabet for letter in letters) / len(letters) if letters else 1.0


def _vietnamese(data: bytes) -> str | None:
    """Read Windows-1258, known by tone marks that stand on Vietnamese vowels.

    Two of the marks are the bytes of `ò` and `ì` in Windows-1252: they alone prove nothing.
    """
    text = _strictly(data, "cp1258")
    if text is None:
        return None
    tones = re.findall(f"[{_VIETNAMESE_TONES}]", text)
    on_vowels = len(re.findall(f"[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY][{_VIETNAMESE_TONES}]", text))
    certain = set(tones) - {"\u0301", "\u0323"} or re.search("[đươĐƯƠ]", text)
    if not tones or not certain or 20 * on_vowels < 19 * len(tones):
        return None
    return unicodedata.normalize("NFC", text)
