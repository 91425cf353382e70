"""Each format, where the cases with files of text cannot go: faults, limits, binary formats."""

from __future__ import annotations

import builtins
import io
import sys
import textwrap
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kg.datamodel import Article
from kg.errors import FaultsError, InputError, MissingExtraError
from kg.ingest import load
from kg.ingest.loading import MOST_BYTES

LEAD = (
    "LARKFIELD, May 3, 2021 -- The mayor of Larkfield opened the town's new library on Monday, "
    "together with the governor, who had supported the socio-economic plan from its beginning."
)
MORE = (
    "The library has 40,000 books and cost 3 million euros. The first visitor was Tom Bell, aged "
    "nine, who came with his two brothers and wants to become a librarian himself one day."
)


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(b.kind, article.text[b.start : b.end]) for b in article.blocks]


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Write a PDF of one line of text a string."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font]
    kids = []
    for lines in pages:
        shown = b"".join(b"(%b) Tj T* " % line.encode("cp1252") for line in lines)
        stream = b"BT /F1 11 Tf 72 760 Td 14 TL %bET" % shown
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, b"".join(places))
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + table + end


def test_pdf_pages_become_paragraphs_without_running_lines(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    first = [
        "Larkfield Town Hall",
        "Mayor opens new library",
        *textwrap.wrap(LEAD, 80),
        "Page 1 of 3",
    ]
    second = ["Larkfield Town Hall", *textwrap.wrap(MORE, 80), "Page 2 of 3"]
    third = ["Larkfield Town Hall", "It is open every day.", "Page 3 of 3"]
    path = tmp_path / "library.pdf"
    path.write_bytes(pdf([first, second, third]))
    article = load(str(path))[0]
    assert (article.title, article.issued) == ("Mayor opens new library", "2021-05-03")
    assert kinds(article)[1:] == [
        ("paragraph", LEAD.split(" -- ")[1]),
        ("paragraph", MORE),
        ("paragraph", "It is open every day."),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([["Some text."]])[:200], "cannot be read"),
        (pdf([[]]), "OCR"),
        (b"no PDF at all", "cannot be read"),
        (b"", "empty|cannot be read"),
    ],
)
def test_a_pdf_without_text_is_refused_in_one_sentence(
    data: bytes, reason: str, tmp_path: Path
) -> None:
    pytest.importorskip("pypdf")
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError, match=reason) as told:
        load(str(path))
    assert "\n" not in str(told.value)


def test_docx_styles_name_the_blocks(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Mayor opens new library", 0)
    document.add_paragraph("By Jane Doe")
    document.add_paragraph(LEAD)
    document.add_heading("Who paid", 2)
    document.add_paragraph(MORE)
    document.add_paragraph("Reading room", style="List Bullet")
    document.add_paragraph("The mayor at the door", style="Caption")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Larkfield", "40,000"
    document.add_paragraph("###")
    document.add_paragraph("Media contact: Ann Lee, press@larkfield.example")
    path = tmp_path / "library.docx"
    document.save(str(path))
    article = load(str(path))[0]
    assert article.reporters == ("Jane Doe",)
    assert kinds(article) == [
        ("title", "Mayor opens new library"),
        ("paragraph", LEAD.split(" -- ")[1]),
        ("heading", "Who paid"),
        ("paragraph", MORE),
        ("list", "Reading room"),
        ("caption", "The mayor at the door"),
        ("list", "Larkfield | 40,000"),
    ]


@pytest.mark.parametrize(("name", "library"), [("a.pdf", "pypdf"), ("a.docx", "docx")])
def test_a_missing_extra_names_its_cure(
    name: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., object] = builtins.__import__

    def without(module: str, *args: object, **options: object) -> object:
        if module.split(".", maxsplit=1)[0] == library:
            raise ImportError(module)
        return real(module, *args, **options)

    (tmp_path / name).write_bytes(b"%PDF-1.4")
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"pip install 'kg-news\[documents\]'"):
        load(str(tmp_path / name))


def test_all_faulty_lines_of_json_lines_are_told_at_once(tmp_path: Path) -> None:
    good = '{"id": "a", "text": "The council met on Monday."}'
    lines = [
        good, "{broken", '["a"]', "", '{"title": "no text"}', '{"text": ""}', '{"text": 5}', good,
        '{"text": "It met.", "date": "soon"}', "[" * 100_000, '{"text": " \\n "}',
    ]  # fmt: skip
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(FaultsError) as told:
        load(str(path))
    assert [fault.line for fault in told.value.faults] == [2, 3, 5, 6, 7, 8, 9, 10, 11]
    message = str(told.value)
    assert "many.jsonl:2: not JSON at column 2" in message
    assert "many.jsonl:8: the id 'a' is already that of line 1" in message
    assert "write 2022-06-19" in message


def test_json_with_lone_surrogates_gives_text_that_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "The council \\ud800 met.", "title": "A \\udfff day"}', encoding="utf-8"
    )
    article = load(str(path))[0]
    assert "\ufffd" in article.text
    assert f"{article.title} {article.text}".encode()


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (b'{"title": "Of many", "text": "The council met on Monday."}\n', "Of many"),
        (
            b"<!DOCTYPE html><title>T</title><h1>A page</h1><p>The council met on Monday.</p>",
            "A page",
        ),
        (
            b"A plain text\n\nThe council met on Monday and chose Ida Holm as its head.\n",
            "A plain text",
        ),
    ],
)
def test_standard_input_tells_its_format_by_its_first_bytes(
    data: bytes, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    article = load("-")[0]
    assert (article.title, article.source) == (title, "-")


def test_a_page_nested_beyond_reason_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + "<div>" * 20_000 + "<p>The council met.</p>")
    with pytest.raises(InputError, match="nested too deeply"):
        load(str(path))


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><nav>Home</nav></body></html>", "<"]
)
def test_a_page_without_an_article_is_refused(page: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page)
    with pytest.raises(InputError, match=r"a\.html"):
        load(str(path))


def test_the_declared_encoding_of_a_page_is_believed(tmp_path: Path) -> None:
    page = (
        '<html><head><meta charset="koi8-r"></head><body><h1>Мост</h1><p>Мост открыли.</p></body>'
    )
    path = tmp_path / "a.html"
    path.write_bytes(page.encode("koi8-r"))
    assert load(str(path))[0].text == "Мост\n\nМост открыли."


def test_a_line_of_fifty_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.write(b"word " * 10_000_000)
    start = time.process_time()
    with pytest.raises(InputError, match="10,000,000 bytes"):
        load(str(path))
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "line",
    [
        "a",
        "A. ",
        "Mr. ",
        "1.1",
        '."A',
        "year.The ",
        "year.The",
        "( ",
        "- ",
        "a@",
        "0 ",
        "**a ",
        "x\n",
        "Ab\n\n",
    ],
)
def test_reading_takes_time_in_proportion_to_length(line: str, tmp_path: Path) -> None:
    def seconds(size: int) -> float:
        path = tmp_path / "long.txt"
        path.write_text("The council met. " + line * (size // len(line)) + "x")
        start = time.process_time()
        load(str(path))
        return time.process_time() - start

    small = max(min(seconds(4_000), seconds(4_000)), 0.02)
    assert seconds(32_000) < 30 * small
    assert MOST_BYTES >= 10_000_000


def test_a_date_in_the_name_serves_where_the_page_has_none(tmp_path: Path) -> None:
    path = tmp_path / "council-2019-10-29.txt"
    path.write_text("The council met on Monday and chose Ida Holm as its head.")
    assert load(str(path))[0].issued == "2019-10-29"


@pytest.mark.parametrize("source", ["", "no/such/file.txt", "."])
def test_what_cannot_be_opened_is_told_in_one_sentence(source: str) -> None:
    with pytest.raises(InputError) as told:
        load(source)
    assert "\n" not in str(told.value)
