"""axe-core looks over every state of the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from view_sample import sample_view

STATES = ("", "thing=https://w3id.org/kg/resource/city/turku", "tab=table", "tab=schema")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_serious_fault(
    open_page: Callable[..., Page], scheme: str, width: int
) -> None:
    for state in STATES:
        page = open_page(
            sample_view(),
            fragment=state,
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
        )
        found = Axe().run(page).response["violations"]
        serious = [
            (v["id"], [node["html"][:120] for node in v["nodes"]][:4])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert not serious, (state, serious)
