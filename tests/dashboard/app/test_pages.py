from __future__ import annotations

import json

import pytest
import streamlit as st

from dashboard.components.paths import PAGES
from dashboard.components.words import say
from dashboard.export import checks
from dashboard.theme import PALETTES

CHARTS = [page for page in PAGES if page != "evidence"]


def figures(app):
    return [json.loads(each.proto.spec) for each in app.main if each.type == "plotly_chart"] or [
        json.loads(each.proto.spec) for each in app.get("plotly_chart")
    ]


def readers(app):
    """What the reader component was given."""
    return [json.loads(each.proto.json) for each in app.get("bidi_component") if each.proto.component_name == "baimo_reader"]


def cards(payload):
    direct = [card for group in payload["groups"] for card in group["cards"]]
    return direct + [card for group in payload["groups"] for each in group["rivalries"] for card in each["cards"]]


def text_of(app):
    return "\n".join([each.value for kind in ("text", "caption", "info", "error", "markdown") for each in app.get(kind)])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", CHARTS)
def test_every_chart_page_draws_one_figure_in_either_language(opened, page, language):
    app = opened(page, lang=language)
    assert not app.exception
    assert len(figures(app)) == 1
    assert say(language, "clear") not in [button.label for button in app.button]
    labels = [each.label for each in app.multiselect]
    assert say(language, "industries") in labels


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_atlas_says_why_there_is_nothing(opened, page):
    app = opened(page, atlas="empty")
    assert not app.exception
    words = json.dumps([figures(app), readers(app)], ensure_ascii=False)
    assert any(reason in words for reason in ("没有", "还没有", say("zh", "nothing_chosen")))


def test_a_mark_in_the_url_opens_its_statements_and_leads_to_the_entity(opened):
    plain = opened("map")
    mark = figures(plain)[0]["data"]
    chosen = next(
        point[0] for trace in mark for point in trace.get("customdata") or () if point and str(point[0]).startswith("map:general")
    )
    app = opened("map", mark=chosen)
    panel = next(payload for payload in readers(app) if payload["close"])
    assert panel["title"]
    assert cards(panel)
    assert app.query_params["mark"] == chosen


def test_a_mark_that_is_gone_is_said_to_be_gone(opened):
    app = opened("map", mark="map:general:nobody")
    assert not app.exception
    assert say("zh", "mark_gone") in text_of(app)


def test_filters_of_the_url_reach_widgets_figure_and_back(opened):
    app = opened("map", layers="general,vertical", as_of="2023-06", lang="en")
    assert not app.exception
    assert app.session_state["filter_layers"] == ["general", "vertical"]
    assert app.query_params["layers"] == "general,vertical"
    assert app.query_params["as_of"] == "2023-06"
    assert "Filters" in json.dumps(figures(app)[0])


def test_a_filter_chosen_on_the_page_is_written_into_the_url(opened):
    app = opened("map")
    picker = next(each for each in app.multiselect if each.label == say("zh", "industries"))
    picker.set_value(["finance"]).run()
    assert app.query_params["industries"] == "finance"
    next(each for each in app.button if each.label == say("zh", "clear")).click().run()
    assert "industries" not in app.query_params


def test_what_the_url_asks_for_in_vain_is_named_and_the_rest_applies(opened):
    app = opened("map", layers="general,nonsense", as_of="soon", colour="blue")
    assert not app.exception
    message = next(text for text in text_of(app).splitlines() if "layers=nonsense" in text)
    assert "as_of=soon" in message
    assert "colour=blue" in message
    assert app.query_params["layers"] == "general"


def test_a_switch_of_language_keeps_filters_and_relabels_everything(opened):
    app = opened("timeline", layers="general")
    app.session_state["filter_language"] = "en"
    app.run()
    assert not app.exception
    assert app.query_params["lang"] == "en"
    assert app.query_params["layers"] == "general"
    assert say("en", "industries") in [each.label for each in app.multiselect]


def test_any_name_of_an_entity_finds_its_evidence(opened):
    app = opened("evidence", entity="heyan", lang="en")
    page = next(payload for payload in readers(app) if payload["title"] == "Heyan")
    assert len(cards(page)) > 1
    box = app.selectbox[0]
    assert any("河言" in option and "Heyan" in option for option in box.options)


def test_a_statement_is_citable_by_its_id(opened, shelf):
    from etl.publish.store import read_snapshot

    snapshot = read_snapshot(shelf["full"])
    row = snapshot.tables["statements"].iloc[0]
    app = opened("evidence", statement=row["statement_id"])
    assert row["statement_id"] in [card["id"] for payload in readers(app) for card in cards(payload)]


def test_an_unknown_entity_is_answered_with_what_to_do(opened):
    app = opened("evidence", entity="nobody-at-all")
    assert readers(app)[0]["empty"] == say("zh", "statement_gone")


def test_the_tabs_of_the_evidence_page_list_conflicts_and_sources(opened):
    conflicts = opened("evidence", tab="conflicts")
    payload = readers(conflicts)[0]
    assert payload["groups"][0]["rivalries"]
    sources = opened("evidence", tab="sources")
    assert len(sources.dataframe[0].value) > 1


def test_cost_offers_currencies_and_keeps_the_choice_in_the_url(opened):
    app = opened("cost", currency="CNY")
    assert not app.exception
    assert app.session_state["filter_currency"] == "CNY"
    assert app.query_params["currency"] == "CNY"


def test_no_label_is_without_words_in_one_of_the_languages():
    from dashboard.components.words import WORDS

    assert all(zh.strip() and en.strip() for zh, en in WORDS.values())


def test_the_search_box_keeps_what_has_the_name(opened):
    app = opened("map")
    everyone = len(json.dumps(figures(app)[0]))
    box = next(each for each in app.text_input if each.label == say("zh", "find"))
    box.set_value("星河").run()
    assert app.query_params["q"] == "星河"
    assert 0 < len(json.dumps(figures(app)[0])) < everyone
    traditional = opened("map", q="星河集團")
    assert traditional.query_params["q"] == "星河集团"
    assert "星河集团" in json.dumps(figures(traditional)[0], ensure_ascii=False)
    next(each for each in app.button if each.label == say("zh", "clear")).click().run()
    assert "q" not in app.query_params
    assert len(json.dumps(figures(app)[0])) == everyone


def test_a_mark_that_comes_by_link_stands_out_in_its_chart(opened):
    points = (point[0] for trace in figures(opened("map"))[0]["data"] for point in trace.get("customdata") or ())
    mark = next(each for each in points if each.startswith("map:general"))
    app = opened("map", mark=mark)
    chosen = [
        trace["customdata"][point][0]
        for trace in figures(app)[0]["data"]
        for point in trace.get("selectedpoints") or ()
        if trace["type"] == "bar"
    ]
    assert chosen == [mark]


def test_a_link_may_ask_for_dark_charts(opened):
    app = opened("map", theme="dark")
    assert figures(app)[0]["layout"]["template"]["layout"]["paper_bgcolor"] == PALETTES["dark"].paper
    assert app.query_params["theme"] == "dark"


def test_nothing_is_chosen_from_the_list_of_marks_until_a_reader_does(opened):
    for page in CHARTS:
        assert opened(page).selectbox[0].value is None


def test_the_overview_tells_how_fresh_it_is_and_where_the_sources_are(opened):
    app = opened("overview", lang="en")
    assert "Sources published" in text_of(app)
    links = [each.proto.label for each in app.get("page_link")]
    assert say("en", "fresh_fine") in links
    assert any(label.startswith("All sources") for label in links)
    assert say("en", "build_fine") in text_of(opened("evidence", tab="build", lang="en"))


def test_pictures_that_cannot_be_drawn_are_off_and_say_why(opened, monkeypatch):
    monkeypatch.setattr(checks, "find_browser", lambda: None)
    st.cache_data.clear()
    app = opened("map")
    buttons = {each.proto.label: each.proto for each in app.get("download_button")}
    assert {label for label, proto in buttons.items() if proto.disabled} == {"PNG", "SVG"}
    assert "apt-get install chromium" in buttons["PNG"].help
    st.cache_data.clear()


@pytest.mark.parametrize("key", ["players", "products", "facts", "sources", "conflicts"])
def test_a_key_figure_opens_what_it_counts_and_its_sources(opened, key):
    app = opened("overview", mark=f"overview:{key}")
    panel = next(payload for payload in readers(app) if payload["close"])
    number = int(panel["title"].rpartition(" · ")[2])
    first = panel["groups"][0]
    assert panel["groups"][-1]["heading"] == say("zh", "its_sources")
    assert all(card["value"] for card in panel["groups"][-1]["cards"])
    if key in {"players", "products", "sources"}:
        assert first["count"] == number
