"""The page in a real browser: what a reader does, and what they then see."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from view_sample import sample_view

from kg.viz.notebook import mimebundle

Shown = Callable[[Page], dict[str, set[str]]]
EVERYTHING = {edge.id.rsplit("/", 1)[-1] for edge in sample_view().edges}
THINGS = {node.label for node in sample_view().nodes}


def search(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


@pytest.fixture(params=[False, True], ids=["pyvis", "canvas"])
def page(request: pytest.FixtureRequest, open_page: Callable[..., Page]) -> Page:
    """The sample, drawn by each of the two renderers: everything else must be the same."""
    return open_page(sample_view(), canvas=request.param)


def test_first_view_counts_and_draws_everything(page: Page, shown: Shown) -> None:
    expect(page.locator("#counts")).to_have_text("11 things · 13 statements · 2 documents")
    assert shown(page) == {"things": THINGS, "statements": EVERYTHING}
    colours = page.evaluate(
        """() => { const c = document.querySelector('#stage canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, seen = new Set();
        for (let i = 0; i < d.length; i += 4) seen.add((d[i] << 16) | (d[i+1] << 8) | d[i+2]);
        return [0x3b6fb6, 0x3f8a5a, 0xc8701a, 0xbf3f63, 0x7b5ea7].map((c) => seen.has(c)); }"""
    )
    assert colours == [True] * 5


def test_search_finds_by_any_name_without_diacritics_and_opens_the_thing(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("abo")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Turku")
    expect(page.locator("#panel .aliases").first).to_contain_text("Åbo")


def test_a_search_without_hits_says_so(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("nowhere")
    expect(page.get_by_role("option")).to_have_text("Nothing is called “nowhere”")


def test_panel_reads_as_sentences_with_evidence_and_both_names_marked(page: Page) -> None:
    search(page, "Kaisa")
    sentences = page.locator("#panel .statements .sentence").all_inner_texts()
    assert "Kaisa Virta is Vice Chair of Turku City Council." in sentences
    entry = page.locator("#panel .statements > li", has_text="chaired")
    entry.get_by_text("1 sentence").click()
    expect(entry.locator("blockquote")).to_have_text(
        "Kaisa Virta chaired the Harbour Forum in May."
    )
    expect(entry.locator("mark.subject")).to_have_text("Kaisa Virta")
    expect(entry.locator("mark.object")).to_have_text("Harbour Forum")
    expect(entry.locator("cite")).to_have_text("Turku opens the Harbour Forum")
    expect(entry.locator("time")).to_have_text("2021-05-04")
    expect(entry.locator(".badges")).to_contain_text("95 % sure")


def test_a_former_office_and_a_plan_are_said_to_be_such(page: Page) -> None:
    search(page, "Ozols")
    expect(page.locator("#panel")).to_contain_text(
        "Jānis Ozols was formerly Director of Baltic Ports League."
    )
    search(page, "tram")
    expect(page.locator("#panel")).to_contain_text(
        "It is planned or hoped: Turku implements Harbour Tram."
    )
    expect(page.locator("#panel .badge.planned")).to_have_text("Planned or hoped")


def test_years_of_one_honour_stay_apart(page: Page) -> None:
    search(page, "Port of the Year")
    texts = page.locator("#panel .statements .sentence").all_inner_texts()
    assert texts == [
        f"Turku was honoured in Baltic Port of the Year in {y}." for y in (2019, 2020, 2022)
    ]


def test_an_inferred_statement_names_what_it_follows_from(page: Page) -> None:
    search(page, "Finland")
    entry = page.locator("#panel li.inferred")
    entry.get_by_text("how it follows").click()
    expect(entry).to_contain_text("Logomo Hall is located in Turku.")
    expect(entry).to_contain_text("Turku is located in Finland.")


def test_neighbours_are_links(page: Page) -> None:
    search(page, "Finland")
    page.locator("#panel .chips").get_by_role("button", name="Turku").click()
    expect(page.locator("#panel h2")).to_have_text("Turku")
    expect(page.locator("#panel .facts")).to_contain_text("2500000 t cargo handled (2020)")


def test_links_to_other_sites_are_web_addresses_only(page: Page) -> None:
    search(page, "Turku")
    links = page.locator("#panel a").evaluate_all("list => list.map((a) => a.getAttribute('href'))")
    assert links == ["https://www.wikidata.org/entity/Q38511"]


def test_each_legend_entry_of_things_hides_exactly_its_own(page: Page, shown: Shown) -> None:
    own = {
        "Person": {"Kaisa Virta", "Jānis Ozols"},
        "City": {"Turku", "Riga"},
        "Award": {"Baltic Port of the Year"},
    }
    for label, hidden in own.items():
        box = page.locator(".hiddenClasses").get_by_role("checkbox", name=label, exact=True)
        box.uncheck()
        assert shown(page)["things"] == THINGS - hidden
        box.check()
    assert shown(page) == {"things": THINGS, "statements": EVERYTHING}


def test_each_legend_entry_of_relations_hides_exactly_its_own(page: Page, shown: Shown) -> None:
    own = {
        "was honoured in": {"honour2019", "honour2020", "honour2022"},
        "is located in": {"hall", "turku", "inferred"},
        "chaired": {"chaired"},
    }
    for label, hidden in own.items():
        box = page.locator(".hiddenRelations").get_by_role("checkbox", name=label, exact=True)
        box.uncheck()
        assert shown(page) == {"things": THINGS, "statements": EVERYTHING - hidden}
        box.check()


def test_kinds_and_documents_hide_their_own(page: Page, shown: Shown) -> None:
    page.get_by_role("checkbox", name="Inferred").uncheck()
    assert shown(page)["statements"] == EVERYTHING - {"inferred"}
    page.get_by_role("button", name="Show all kinds of statement").click()
    page.get_by_role("button", name="Show only Baltic ports tie the knot").focus()
    page.keyboard.press("Enter")
    left = shown(page)["statements"]
    assert left == {
        "honour2019",
        "honour2020",
        "honour2022",
        "former",
        "turku",
        "cooperates",
        "inferred",
    }


def test_confidence_hides_what_is_less_sure(page: Page, shown: Shown) -> None:
    page.get_by_role("slider", name="Confidence at least").fill("80")
    assert shown(page)["statements"] == EVERYTHING - {"former", "member", "tram"}
    page.get_by_role("button", name="Reset all filters").click()
    assert shown(page)["statements"] == EVERYTHING


def test_time_slider_removes_years(page: Page, shown: Shown) -> None:
    page.get_by_role("slider", name="First year").fill("2020")
    page.get_by_role("slider", name="Last year").fill("2021")
    page.get_by_role("checkbox", name=re.compile("undated")).uncheck()
    assert shown(page)["statements"] == {"honour2020", "chaired", "held", "member"}
    expect(page.locator("#timeline output")).to_have_text("2020–2021")


def test_focus_shows_one_step_then_two(page: Page, shown: Shown) -> None:
    search(page, "Ozols")
    page.get_by_role("button", name="1 step").click()
    assert shown(page)["things"] == {"Jānis Ozols", "Baltic Ports League"}
    page.get_by_role("button", name="2 steps").click()
    assert shown(page)["things"] == {"Jānis Ozols", "Baltic Ports League", "Turku"}
    page.get_by_role("button", name="Whole graph").click()
    assert shown(page)["things"] == THINGS


def test_a_click_on_the_picture_chooses_a_thing(page: Page) -> None:
    star = page.evaluate(
        """() => { const c = document.querySelector('#stage canvas'), at = [];
        const box = c.getBoundingClientRect(), scale = c.width / box.width;
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        for (let i = 0; i < d.length; i += 4)
          if (d[i] === 0xbf && d[i+1] === 0x3f && d[i+2] === 0x63) at.push(i / 4);
        const middle = at[Math.floor(at.length / 2)];
        const [x, y] = [middle % c.width, Math.floor(middle / c.width)];
        return [box.left + x / scale, box.top + y / scale]; }"""
    )
    page.mouse.click(*star)
    expect(page.locator("#panel h2")).to_have_text("Baltic Port of the Year")


def test_keyboard_alone_reaches_everything(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "stage"
    page.keyboard.press("ArrowUp")
    expect(page.locator("#panel h2")).to_have_text("Turku")
    page.keyboard.press("n")
    expect(page.locator("#panel .kind")).to_have_text("Statement")
    expect(page.locator("#panel blockquote").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("#counts")).to_contain_text("of 11 things")
    page.keyboard.press("w")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('#panel').contains(document.activeElement)")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "stage"
    reached = set()
    for _ in range(140):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("(document.activeElement.closest('[id]') || {}).id || ''"))
    assert {"search", "tools", "filters", "stage", "timeline", "panel"} <= reached | {"search"}


def test_who_reads_by_keyboard_is_not_thrown_out_of_the_panel(page: Page) -> None:
    search(page, "Finland")
    page.locator("#panel .chips").get_by_role("button", name="Turku").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Turku")
    expect(page.locator("#panel h2")).to_be_focused()
    page.get_by_role("button", name="1 step").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#counts")).to_contain_text("of 11 things")
    expect(page.get_by_role("button", name="1 step")).to_be_focused()


@pytest.mark.parametrize("canvas", [False, True], ids=["pyvis", "canvas"])
def test_a_focus_is_set_in_rings_and_goes_home_again(
    open_page: Callable[..., Page], canvas: bool
) -> None:
    """The picture of the whole graph is the same before and after."""
    page = open_page(sample_view(), canvas=canvas, reduced_motion="reduce")

    def picture() -> str:
        """Give the picture once it rests."""
        last, now = "", "-"
        while now != last:
            page.wait_for_timeout(400)
            drawn = "document.querySelector('#stage canvas').toDataURL()"
            last, now = now, page.evaluate(drawn)
        return now

    page.get_by_role("button", name="Show all").click()
    page.mouse.move(5, 5)
    before = picture()
    search(page, "Turku")
    page.get_by_role("button", name="1 step").click()
    assert picture() != before
    page.get_by_role("button", name="Whole graph").click()
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Show all").click()
    page.mouse.move(5, 5)
    assert picture() == before


def test_fragment_restores_the_view(
    page: Page, open_page: Callable[..., Page], shown: Shown
) -> None:
    search(page, "Turku")
    page.locator(".hiddenClasses").get_by_role("checkbox", name="Person", exact=True).uncheck()
    page.get_by_role("slider", name="First year").fill("2020")
    expect(page).to_have_url(re.compile("years="))
    before = shown(page)
    again = open_page(sample_view(), fragment=page.evaluate("location.hash.slice(1)"))
    expect(again.locator("#panel h2")).to_have_text("Turku")
    assert shown(again) == before
    expect(again.get_by_role("slider", name="First year")).to_have_value("2020")


def test_a_fragment_of_nonsense_does_no_harm(open_page: Callable[..., Page], shown: Shown) -> None:
    page = open_page(
        sample_view(), fragment="thing=%F0%9F&years=9-1&view=a,b,c&labels=-4&classes=%3Cb%3E&tab=x"
    )
    assert shown(page)["statements"] == EVERYTHING


def test_pictures_download(page: Page) -> None:
    search(page, "Turku")
    for label, suffix, head in (
        ("PNG picture", ".png", b"\x89PNG"),
        ("SVG picture", ".svg", b"<svg "),
    ):
        page.locator(".menu > summary").click()
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        data = Path(download.value.path()).read_bytes()
        assert download.value.suggested_filename == "ports" + suffix
        assert data.startswith(head)
        assert len(data) > 3000


def test_table_lists_sorts_and_finds(page: Page) -> None:
    page.get_by_role("button", name="Statements", exact=True).click()
    rows = page.locator("#table tbody tr")
    expect(rows).to_have_count(13)
    page.get_by_role("button", name="When").click()
    expect(rows.first).to_contain_text("1999")
    page.get_by_role("searchbox", name="Find in statements and sentences").fill("logomo")
    expect(rows).to_have_count(3)
    rows.first.locator(".read").click()
    expect(page.locator("#panel .kind")).to_have_text("Statement")


def test_schema_shows_classes_and_counts(page: Page) -> None:
    page.get_by_role("button", name="Schema").click()
    expect(page.locator("#schema svg")).to_contain_text("Places 4")
    expect(page.locator("#schema tbody tr").first).to_contain_text("was honoured in")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_follow_the_reader(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(sample_view(), color_scheme=scheme)
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(21, 24, 29)") == (scheme == "dark")
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != background


def test_narrow_window_keeps_all_within_reach(open_page: Callable[..., Page]) -> None:
    page = open_page(sample_view(), viewport={"width": 390, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Legend and filters").click()
    page.get_by_role("checkbox", name="Person").uncheck()
    expect(page.locator("#counts")).to_contain_text("9 of 11 things")
    page.keyboard.press("Escape")
    search(page, "Turku")
    expect(page.locator("#panel h2")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#panel")).to_be_hidden()


def test_the_page_runs_in_the_sandboxed_frame_of_a_notebook(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "cell.html"
    cell = mimebundle(sample_view(), title="Ports")["text/html"]
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8>{cell}", encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.locator("body")).to_have_attribute("data-ready", "true")
    expect(frame.locator("#counts")).to_have_text("11 things · 13 statements · 2 documents")
    page.close()
