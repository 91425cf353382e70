"""The page as a file: self-contained, under a strict policy, the same at every build."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from view_sample import sample_view

from kg.errors import InputError
from kg.viz.model import GraphView, Node
from kg.viz.page import page, write_page


def test_policy_admits_exactly_the_scripts_of_the_page() -> None:
    text = page(sample_view())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    digests = [
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    ]
    assert len(digests) == 2
    allowed = " ".join(f"&#39;sha256-{digest}&#39;" for digest in digests)
    assert policy[1] == (
        f"default-src &#39;none&#39;; script-src {allowed}; style-src &#39;unsafe-inline&#39;; "
        "img-src data: blob:; base-uri &#39;none&#39;; form-action &#39;none&#39;"
    )


def test_nothing_in_the_markup_points_elsewhere() -> None:
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page(sample_view()), flags=re.DOTALL)
    assert re.findall(r'\b(?:src|href|action)="([^"]*)"', markup) == ["data:,", "#stage"]
    assert markup.startswith('<!DOCTYPE html>\n<html lang="en">')


@pytest.mark.parametrize("limit", [1000, 0], ids=["pyvis", "canvas"])
def test_same_view_gives_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr("kg.viz.page.PYVIS_LIMIT", limit)
    one, two = (write_page(sample_view(), tmp_path / name) for name in ("1.html", "2.html"))
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(("name", "limit"), [("PYVIS_LIMIT", 10), ("PYVIS_LINES", 12)])
def test_many_things_or_many_statements_are_drawn_on_a_canvas(
    monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    assert 'id="network"' in page(sample_view())
    monkeypatch.setattr(f"kg.viz.page.{name}", limit)
    assert 'id="network"' not in page(sample_view())
    assert 'type="application/gzip"' in page(sample_view())


def test_beyond_the_limit_the_most_connected_part_is_shown_and_said_to_be() -> None:
    text = page(sample_view(), limit=4)
    assert "This page shows the 4 things with most statements, of 11" in text
    assert "Turku" in text
    assert "Harbour Tram" not in text


def test_an_empty_graph_and_one_without_statements_have_a_page() -> None:
    assert "<title>Nothing</title>" in page(GraphView(), title="Nothing")
    assert "Riga" in page(GraphView((Node("https://example.org/r", "Riga", "City"),)))


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing/page\.html: the page cannot be written there"):
        write_page(sample_view(), tmp_path / "missing" / "page.html")


def test_the_built_script_is_that_of_the_sources(root: Path) -> None:
    digest = hashlib.sha256()
    for path in sorted((root / "frontend" / "src").iterdir(), key=lambda p: p.name):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    built = (root / "kg" / "viz" / "static" / "page.js").read_text(encoding="utf-8")
    assert f"/* sources {digest.hexdigest()} */" in built, "run: npm run build (in frontend/)"


def test_the_built_files_are_plain_ascii(root: Path) -> None:
    """A page around it may be read in another encoding; the script must keep its hash there."""
    for name in ("page.js", "page.css"):
        assert (root / "kg" / "viz" / "static" / name).read_bytes().isascii()
