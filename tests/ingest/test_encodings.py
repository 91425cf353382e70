from __future__ import annotations

import codecs
import logging
import unicodedata
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.ingest import load

VIETNAMESE = (
    "Chủ tịch xã Nguyễn Thị Hường đã ký thỏa thuận với thành phố Bến Tre.\n\n"
    "Lễ ký diễn ra vào sáng ngày 5 tháng 9 tại hội trường của xã, trước 40 đại biểu."
)
WESTERN = (
    "The mayor’s office of Málaga said “yes” – Düsseldorf and São Paulo will join in May.\n\n"
    "It costs 3 € a head, said the café owner Anaïs Føns, who had asked for less."
)
POLISH = "Burmistrz Łodzi ogłosiła w środę nową umowę z Gdańskiem, a część pieniędzy da państwo."
CZECH = "Starosta města Plzeň řekl, že příští rok začne stavba nového mostu přes řeku Úhlavu."
ITALIAN = "Il sindaco ha detto che la città è più bella; però così non può andare. Perché no?"
RUSSIAN = "Мэр города открыл новую библиотеку в понедельник, сообщили власти города и области."


def windows_1258(text: str) -> bytes:
    """Write tones as marks of their own, as Windows does where it has no letter for both."""
    out = b""
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            out += (base + tones).encode("cp1258")
    return out


def text_of(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return load(str(path))[0].text


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (VIETNAMESE, VIETNAMESE.encode("utf-8")),
        (VIETNAMESE, VIETNAMESE.encode("utf-8-sig")),
        (VIETNAMESE, VIETNAMESE.encode("utf-16")),
        (VIETNAMESE, codecs.BOM_UTF16_BE + VIETNAMESE.encode("utf-16-be")),
        (WESTERN, WESTERN.encode("utf-16-le")),
        (WESTERN, WESTERN.encode("utf-16-be")),
        (VIETNAMESE, unicodedata.normalize("NFD", VIETNAMESE).encode("utf-8")),
        (VIETNAMESE, windows_1258(VIETNAMESE)),
        (WESTERN, WESTERN.encode("cp1252")),
        (ITALIAN, ITALIAN.encode("cp1252")),
        (POLISH, POLISH.encode("cp1250")),
        (CZECH, CZECH.encode("cp1250")),
        (RUSSIAN, RUSSIAN.encode("cp1251")),
    ],
    ids=[
        "utf-8", "bom", "utf-16", "utf-16-be", "utf-16-le-bare", "utf-16-be-bare", "decomposed",
        "windows-1258", "windows-1252", "italian", "polish", "czech", "russian",
    ],
)  # fmt: skip
def test_every_usual_encoding_is_read(text: str, data: bytes, tmp_path: Path) -> None:
    assert text_of(tmp_path / "a.txt", data) == text


def test_broken_utf_8_is_read_around_the_break_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    data = VIETNAMESE.encode() + b" \xe1\xbb and more."
    with caplog.at_level(logging.WARNING):
        text = text_of(tmp_path / "a.txt", data)
    assert text == VIETNAMESE + " \ufffd and more."
    assert "a.txt: not valid UTF-8 in 1 place" in caplog.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (codecs.BOM_UTF8, "no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
        (b"\x7fELF" + bytes(900), "binary"),
        (bytes(range(14, 26)) * 9, "binary"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(
    data: bytes, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=rf"a\.txt: .*{reason}") as told:
        load(str(path))
    assert "\n" not in str(told.value)


def test_characters_come_in_one_form(tmp_path: Path) -> None:
    dirty = (
        "The  council\u00a0of Lund\u200b met\u202e on\u2066 Mon\u00adday\ufeff.\r\n\r\n"
        "“It was time”,\tsaid Ida\u202fHolm’s deputy\u2028and left the town hall at once."
    )
    assert text_of(tmp_path / "a.txt", dirty.encode()) == (
        "The council of Lund met on Monday.\n\n“It was time”, said Ida Holm’s deputy\n\n"
        "and left the town hall at once."
    )
