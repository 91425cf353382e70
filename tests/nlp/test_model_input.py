"""Bad input: odd texts, and model folders that are missing or damaged."""

import json
import shutil
from pathlib import Path

import pytest
from spacy.language import Language

from kg.errors import ModelError
from kg.nlp.model import load_model, model_folder


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        " ",
        ".",
        "\x00\x01\x02 The\x07 mayor\x1b[31m spoke.\x7f",
        "\ufeffThe mayor\u200b of\u00ad Lagos\u2028spoke.",
        "😀 🇻🇳 👩‍👩‍👧‍👦 👍🏽!!! The mayor 🎉 of Paris.",
        "قال رئيس البلدية إن المدينة ستستضيف المؤتمر. ראש העיר דיבר.",
        "市长星期二说，城市将主办会议。",
        "e\u0301" * 40 + "\u0301" * 200,
        "𝕋𝕙𝕖 𝕞𝕒𝕪𝕠𝕣 \ud7ff \U0010ffff",
        "A" * 5000 + " " + "b.c" * 3000,
        "-" * 2000 + "/" * 500,
        "\n" * 3000,
    ],
)
def test_odd_texts_are_annotated_whole(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(token.dep_ and token.pos_ for token in doc)
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)


def test_megabytes_without_a_space(nlp: Language) -> None:
    text = "x" * 2_000_000
    assert nlp(text).text == text


def test_a_sentence_longer_than_any_window_is_read_to_its_end(nlp: Language) -> None:
    text = "The mayor of Lagos spoke and " * 200 + "then Kofi Mensah left Accra."
    doc = nlp(text)
    assert "Kofi Mensah" in [ent.text for ent in doc.ents]
    assert all(token.head.sent == token.sent for token in doc)


def test_a_long_line_is_read_to_its_end(nlp: Language) -> None:
    cities = ["Lagos", "Accra", "Lima", "Oslo", "Kyiv", "Rabat", "Sofia", "Turin", "Perth", "Minsk"]
    lines = [
        f"The mayor of {here} met officials from {there} on Monday. They signed a treaty on trade."
        for here in cities
        for there in cities
        if here != there
    ]
    doc = nlp(" ".join(lines))
    assert len(list(doc.sents)) == pytest.approx(2 * len(lines), rel=0.05)
    assert sum(ent.text == "Minsk" for ent in doc.ents) == pytest.approx(18, abs=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "model"
    shutil.copytree(model_folder(), target)
    return target


@pytest.mark.parametrize(
    "name", ["network.onnx", "tokenizer.json", "vocabulary.json", "manifest.json"]
)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name} is missing"):
        load_model(folder)


def test_a_damaged_file_is_named(folder: Path) -> None:
    data = bytearray((folder / "network.onnx").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "network.onnx").write_bytes(data)
    (folder / "lemmas.json").write_text("{}")
    with pytest.raises(ModelError) as caught:
        load_model(folder)
    assert "network.onnx has a wrong checksum" in str(caught.value)
    assert "lemmas.json has 2 bytes" in str(caught.value)


def test_a_folder_of_another_format_is_refused(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"format": 99}))
    with pytest.raises(ModelError, match="format 99"):
        load_model(folder)


def test_a_missing_folder_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is missing"):
        load_model(tmp_path / "nowhere")
