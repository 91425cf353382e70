"""Pictures without a browser, views of notebooks, and the layout under both."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from scipy.spatial import cKDTree
from test_page_hostile import HOSTILE, poisoned
from view_sample import sample_view

from kg.errors import InputError
from kg.viz.layout import layout
from kg.viz.model import GraphView
from kg.viz.notebook import mimebundle
from kg.viz.picture import picture_svg, write_picture
from kg.viz.words import date_in_words, sentence, wording

SVG = "{http://www.w3.org/2000/svg}"


def test_svg_names_things_and_reads_statements(tmp_path: Path) -> None:
    path = write_picture(sample_view(), tmp_path / "g.svg", title="Ports")
    root = ElementTree.parse(path).getroot()
    titles = [t.text for t in root.iter(f"{SVG}title")]
    assert titles[0] == "Ports"
    assert "Turku was honoured in Baltic Port of the Year in 2019." in titles
    assert {"Turku", "Kaisa Virta"} <= {t.text for t in root.iter(f"{SVG}tspan")}


def test_svg_is_the_same_every_time() -> None:
    assert picture_svg(sample_view()) == picture_svg(sample_view())


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_stay_text_in_svg(text: str) -> None:
    root = ElementTree.fromstring(picture_svg(poisoned(text), title=text))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "rect", "g", "path", "polygon", "circle", "text", "tspan"}
    assert not [key for e in root.iter() for key in e.attrib if key.startswith("on")]


def test_png_has_two_pixels_for_each_unit_asked_for(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    path = write_picture(sample_view(), tmp_path / "g.png", width=400, height=300)
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")) == (800, 600)


def test_other_suffixes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ends in \.svg or \.png"):
        write_picture(sample_view(), tmp_path / "g.gif")


def test_notebook_keeps_a_picture_under_a_sandboxed_page() -> None:
    html = mimebundle(sample_view(), title="A <b>")["text/html"]
    alt = 'alt="A &lt;b&gt;: 11 things, 13 statements, 2 documents"'
    picture = re.search(rf'<img {alt} src="data:image/(png|svg\+xml);base64,([^"]+)"', html)
    assert picture
    assert base64.b64decode(picture[2])
    assert 'sandbox="allow-scripts allow-downloads"' in html
    assert "<script" not in html
    assert html.count("<iframe") == 1


def test_layout_is_deterministic_and_keeps_things_apart() -> None:
    edges = [(n, int(n * 0.6)) for n in range(1, 300)]
    one, two = layout(300, edges), layout(300, edges)
    assert np.array_equal(one, two)
    nearest, _ = cKDTree(one).query(one, k=2)
    assert nearest[:, 1].min() > 30


def test_layout_puts_linked_things_nearer_than_others() -> None:
    edges = [(n, n // 10 * 10) for n in range(100)] + [(n, n + 10) for n in range(0, 90, 10)]
    places = layout(100, edges)
    linked = np.mean([np.linalg.norm(places[a] - places[b]) for a, b in edges if a != b])
    every = np.linalg.norm(places[:, None] - places[None], axis=2).mean()
    assert linked < every / 2


def test_layout_of_nothing_one_and_strangers() -> None:
    assert layout(0, []).shape == (0, 2)
    assert layout(1, [(0, 0)]).shape == (1, 2)
    assert len({tuple(p) for p in layout(50, [])}) == 50


def test_sentences_say_when_and_in_which_office() -> None:
    said = {e.id.rsplit("/", 1)[-1]: sentence(e, "A", "B") for e in sample_view().edges}
    assert said["honour2019"] == "A was honoured in B in 2019."
    assert said["office"] == "A is Vice Chair of B."
    assert said["former"] == "A was formerly Director of B."
    assert said["member"] == "A is a member of B, since 1999."
    assert said["tram"] == "It is planned or hoped: A implements B."


def test_the_mark_of_a_line_says_when_it_is_no_plain_fact() -> None:
    marks = {e.id.rsplit("/", 1)[-1]: wording(e).mark for e in sample_view().edges}
    assert marks["honour2019"] == "2019"
    assert marks["former"] == "former Director"
    assert marks["tram"] == "planned: implements"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2022-06-19", "19 June 2022"),
        ("2022-06", "June 2022"),
        ("2022", "2022"),
        ("2022-99", "2022"),
    ],
)
def test_dates_in_words(value: str, words: str) -> None:
    assert date_in_words(value) == words


def test_an_empty_view_still_gives_a_picture() -> None:
    assert "<svg" in picture_svg(GraphView())
