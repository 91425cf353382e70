"""A real browser without a network: any request that leaves the page fails the test."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kg.viz.model import GraphView
from kg.viz.page import write_page

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
NAMES = ("chromium", "chromium-browser", "google-chrome")

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    named = os.environ.get("KG_CHROMIUM")
    path = named or next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium; run `make setup-browser`")
        pytest.skip("no Chromium; run `make setup-browser`")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Write the page of a view and open it; `refused` lets the policy complain."""
    faults: list[str] = []
    contexts = []

    def open_(
        view: GraphView,
        *,
        fragment: str = "",
        canvas: bool = False,
        title: str = "Ports",
        refused: bool = False,
        **options: Any,
    ) -> Page:
        path = tmp_path / "page.html"
        with pytest.MonkeyPatch.context() as patch:
            if canvas:
                patch.setattr("kg.viz.page.PYVIS_LIMIT", 0)
            write_page(view, path, title=title)
        settings = {"viewport": {"width": 1280, "height": 800}, **options}

        def note(fault: str) -> None:
            if not (refused and "Content Security Policy" in fault):
                faults.append(fault)

        context = browser.new_context(accept_downloads=True, **settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("request", lambda r: _note_request(r.url, faults))
        page.on("pageerror", lambda error: note(f"error: {error}"))
        page.on("console", lambda m: note(f"{m.type}: {m.text}") if m.type == "error" else None)
        page.on("dialog", lambda d: (faults.append(f"dialog: {d.message}"), d.dismiss()))
        page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        page.wait_for_selector("body[data-ready]", state="attached")
        assert page.get_attribute("body", "data-ready") == "true"
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not faults, faults


def _note_request(url: str, faults: list[str]) -> None:
    if not url.startswith(("file:", "data:", "blob:")):
        faults.append(f"request: {url}")


@pytest.fixture
def shown() -> Callable[[Page], dict[str, set[str]]]:
    """Give what a page shows just now, as its own JSON export says."""

    def read(page: Page) -> dict[str, set[str]]:
        page.locator(".menu > summary").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="JSON data").click()
        data = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        return {
            "things": {thing["label"] for thing in data["things"]},
            "statements": {s["id"].rsplit("/", 1)[-1] for s in data["statements"]},
        }

    return read
