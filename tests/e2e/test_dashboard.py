from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from dashboard.components.words import say
from dashboard.theme import PALETTES
from tests.e2e.conftest import HOSTILE

TILES = ".js-plotly-plot .barlayer .point path"


def rgb(theme):
    paper = PALETTES[theme].paper.removeprefix("#")
    return f"rgb({', '.join(str(int(paper[at : at + 2], 16)) for at in (0, 2, 4))})"


def chart(tab):
    tab.wait_for_selector(TILES, state="attached")
    return tab.locator(".js-plotly-plot")


def click_tile(tab):
    """In the middle of the first tile that carries a mark; drag layers lie over it, so the mouse goes by coordinates."""
    box = tab.locator(TILES).first.bounding_box()
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_click_on_a_tile_shows_the_sentence_behind_it(dashboard, tab):
    tab.goto(dashboard.url("map"))
    chart(tab)
    click_tile(tab)
    panel = tab.locator(".st-key-evidence_panel .reader")
    expect(panel.locator("h2")).to_have_text(re.compile("云雀"))
    expect(panel.locator("mark").first).to_contain_text("云雀科技")
    expect(panel).to_contain_text("示例晨报")
    expect(panel).to_contain_text("players/yunque-co.yml:")
    assert "mark=map" in tab.url
    tab.get_by_role("button", name=say("zh", "close")).click()
    expect(panel).to_have_count(0)
    chart(tab)
    click_tile(tab)
    expect(panel.locator("h2")).to_have_text(re.compile("云雀"))


def test_the_chart_follows_a_switch_to_dark_and_the_panel_opens_from_the_list(dashboard, tab):
    tab.goto(dashboard.url("map"))
    ground = chart(tab).locator(".main-svg").first
    expect(ground).to_have_css("background-color", rgb("light"))
    tab.emulate_media(color_scheme="dark")
    expect(ground).to_have_css("background-color", rgb("dark"))
    tab.get_by_test_id("stMain").get_by_role("combobox").click()
    tab.get_by_role("option").first.click()
    expect(tab.locator(".st-key-evidence_panel mark").first).to_be_visible()


def test_words_of_an_article_are_shown_and_never_parsed(dashboard, tab):
    tab.goto(dashboard.url("evidence?entity=yunque"))
    quote = tab.locator(".reader blockquote", has_text="代号").first
    expect(quote).to_contain_text(HOSTILE)
    assert quote.locator("img, a, strong").count() == 0
    assert "taken" not in tab.title()


def test_a_filter_survives_a_reload_through_the_url(dashboard, tab):
    tab.goto(dashboard.url("map"))
    chart(tab)
    pill = tab.get_by_test_id("stSidebar").get_by_role("button", name="通用")
    pill.click()
    tab.wait_for_url(re.compile("layers=general"))
    tab.reload()
    chart(tab)
    expect(tab.locator("button[data-variant=pills][data-selected=true]")).to_have_text("通用")
    expect(chart(tab)).to_contain_text("筛选")
    assert "layers=general" in tab.url
    tab.get_by_role("link", name=say("zh", "timeline")).click()
    tab.wait_for_url(re.compile("timeline.*layers=general"))


def test_pictures_and_table_come_from_the_toolbar(dashboard, tab, tmp_path):
    tab.goto(dashboard.url("map"))
    chart(tab)
    saved = {}
    for form in ("PNG", "CSV"):
        with tab.expect_download() as waiting:
            tab.get_by_role("button", name=form).click()
        saved[form] = Path(tmp_path / waiting.value.suggested_filename)
        waiting.value.save_as(saved[form])
    png = saved["PNG"].read_bytes()
    assert png[:4] == b"\x89PNG"
    assert [int.from_bytes(png[at : at + 4], "big") for at in (16, 20)] == [1920, 1080]
    assert "云雀科技" in saved["CSV"].read_text("utf-8-sig")


def test_the_page_asks_nobody_but_its_own_server(dashboard, tab):
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(dashboard.url("?lang=en"))
    chart_or_text = tab.locator(".js-plotly-plot .main-svg").first
    expect(chart_or_text).to_be_visible()
    foreign = [url for url in asked if not url.startswith((dashboard.url(), "data:", "blob:"))]
    assert foreign == []


def test_a_broken_catalog_leaves_the_page_standing_and_names_file_and_line_across_a_restart(dashboard, tab):
    tab.goto(dashboard.url("map"))
    chart(tab)
    dashboard.edit("name:", "nmae:")
    try:
        tab.reload()
        chart(tab)
        expect(tab.locator(".st-key-problems")).to_contain_text("players/yunque-co.yml:3")
        dashboard.stop()
        dashboard.start()
        tab.goto(dashboard.url("map"))
        chart(tab)
        expect(tab.locator(".st-key-problems")).to_contain_text("players/yunque-co.yml:3")
        assert "Traceback" not in dashboard.output()
    finally:
        dashboard.edit("nmae:", "name:")
    tab.reload()
    chart(tab)
    expect(tab.locator(".st-key-problems")).to_have_count(0)


def test_an_edit_shows_on_the_next_page_load(dashboard, tab):
    tab.goto(dashboard.url("map"))
    expect(chart(tab)).to_contain_text("云雀科技")
    dashboard.edit("zh: 云雀科技", "zh: 云雀智能")
    try:
        tab.reload()
        expect(chart(tab)).to_contain_text("云雀智能")
    finally:
        dashboard.edit("zh: 云雀智能", "zh: 云雀科技")
