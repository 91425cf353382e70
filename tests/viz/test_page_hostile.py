"""Names come from strangers' text: whatever they hold is shown as text, and never runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from view_sample import sample_view

from kg.viz.model import Fact, GraphView, Quote

HOSTILE = (
    '<img src=x onerror="window.ran=1">',
    "</script><script>window.ran=2</script>",
    "<!--<script>window.ran=3//",
    "javascript:window.ran=4",
    "{{ 7*7 }}{% raw %}${window.ran=5}",
    "\"'><svg onload=window.ran=6>",
    "line\u2028separator\u2029and\u202eright to left\u2066isolate",
    "\u0000\u0007control\ufffe",
    "]]>&lt;b&gt;&amp;#x3c;",
    "x" * 10_000,
)


def poisoned(text: str) -> GraphView:
    """Put a text into every field that comes from articles, files or users."""
    view = sample_view()
    quote = Quote(view.documents[0].iri, f"Before {text} after.", (7, 7 + len(text)))
    fact = Fact(text, text, text, text, 0.5, (quote,))
    nodes = tuple(
        replace(
            node,
            label=text + node.label,
            names=(text,),
            links=(text, "javascript:window.ran=7"),
            attributes=((text, text), ("startDate", text)),
            facts=(fact,),
        )
        for node in view.nodes
    )
    edges = tuple(
        replace(
            e, label=text, qualifiers=(("role", text), ("year", text)), quotes=(*e.quotes, quote)
        )
        for e in view.edges
    )
    documents = tuple(replace(d, title=text, issued=text, source=text) for d in view.documents)
    return GraphView(nodes, edges, documents, notice=text)


@pytest.mark.parametrize("canvas", [False, True], ids=["pyvis", "canvas"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_never_runs_and_the_page_stays_usable(
    open_page: Callable[..., Page], text: str, canvas: bool
) -> None:
    page = open_page(poisoned(text), title=text, canvas=canvas)
    page.keyboard.press("/")
    page.keyboard.type("Kaisa")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text(
        text[:100].strip("\u0000\ufffe"), use_inner_text=False
    )
    for summary in page.locator("#panel .why summary").all():
        summary.click()
    expect(page.locator("#panel mark").first).to_be_visible()
    page.get_by_role("button", name="Statements", exact=True).click()
    expect(page.locator("#table tbody tr")).to_have_count(13)
    page.get_by_role("button", name="Schema").click()
    expect(page.locator("#schema svg")).to_be_visible()
    page.locator(".menu > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG picture").click()
    assert download.value.path()
    assert page.evaluate("window.ran") is None
    assert page.locator("#panel img, #filters img, #table img, #notice img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_script_put_into_the_page_later_is_refused_by_the_policy(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(sample_view(), refused=True)
    page.evaluate(
        """() => {
        window.addEventListener('securitypolicyviolation', () => { window.refused = true; });
        const div = document.createElement('div');
        div.innerHTML = '<img src="data:," onerror="window.ran = 1">';
        document.body.append(div); }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("[window.ran ?? null, window.refused]") == [None, True]
