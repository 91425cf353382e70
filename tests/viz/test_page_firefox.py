"""The page in Firefox, opened from disk: that it draws, finds, explains, moves and saves there."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from firefox import Firefox
from view_sample import sample_view

from kg.viz.page import write_page

NAMES = ("firefox-esr", "firefox")


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    named = os.environ.get("KG_FIREFOX")
    path = named or next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Firefox; run `make setup-browser`")
        pytest.skip("no Firefox; run `make setup-browser`")
    with Firefox(path, tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.mark.parametrize("limit", [1000, 0], ids=["pyvis", "canvas"])
def test_a_page_from_disk_works_in_firefox(
    firefox: Firefox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr("kg.viz.page.PYVIS_LIMIT", limit)
    title = f"Ports {limit}"
    firefox.open(write_page(sample_view(), tmp_path / "page.html", title=title).as_uri())
    _shows_every_family(firefox)
    _finds_and_explains(firefox)
    _moves_and_remembers(firefox)
    _saves_what_is_shown(firefox, title)
    assert not firefox.faults


def test_firefox_in_the_dark_gets_a_dark_page(firefox: Firefox, tmp_path: Path) -> None:
    page = write_page(sample_view(), tmp_path / "page.html")
    firefox.chrome(
        "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', 0)"
    )
    firefox.open(page.as_uri())
    assert (
        firefox.script("return getComputedStyle(document.body).backgroundColor")
        == "rgb(21, 24, 29)"
    )
    firefox.chrome(
        "Services.prefs.clearUserPref('layout.css.prefers-color-scheme.content-override')"
    )
    assert not firefox.faults


def _shows_every_family(firefox: Firefox) -> None:
    colours = firefox.until(
        """(() => { const c = document.querySelector('#stage canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, seen = new Set();
        for (let i = 0; i < d.length; i += 4) seen.add((d[i] << 16) | (d[i+1] << 8) | d[i+2]);
        return [0x3b6fb6, 0x3f8a5a, 0xc8701a, 0xbf3f63, 0x7b5ea7].every((c) => seen.has(c)); })()"""
    )
    assert colours
    assert firefox.script("return document.getElementById('counts').textContent").startswith(
        "11 th"
    )


def _finds_and_explains(firefox: Firefox) -> None:
    firefox.keys("/", *"kaisa", "Enter")
    assert firefox.until("document.querySelector('#panel h2')?.innerText") == "Kaisa Virta"
    firefox.script(
        "document.querySelectorAll('#panel .why').forEach((why) => { why.open = true; })"
    )
    assert firefox.until(
        "[...document.querySelectorAll('#panel blockquote')].map((b) => b.innerText).join(' ')"
    ).startswith("Kaisa Virta chaired the Harbour Forum in May.")
    assert (
        firefox.script("return document.querySelector('mark.object').innerText") == "Harbour Forum"
    )


def _moves_and_remembers(firefox: Firefox) -> None:
    before = firefox.until("location.hash")
    firefox.drag((640, 500), (560, 420))
    assert firefox.until(
        f"location.hash !== {json.dumps(before)} && location.hash.includes('view=')"
    )


def _saves_what_is_shown(firefox: Firefox, title: str) -> None:
    firefox.script("document.querySelector('.menu > summary').click()")
    firefox.script("document.querySelectorAll('.menu-items button')[2].click()")
    data = json.loads(firefox.downloaded(f"{title.lower().replace(' ', '-')}.json"))
    assert (len(data["things"]), len(data["statements"])) == (11, 13)
