"""What each chart claims of its data."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest

from dashboard.selection import Selection
from dashboard.theme import canvas_of
from dashboard.views import map as market_map
from dashboard.views import overview, tiers, timeline
from dashboard.views.timeline.scale import scale_of
from tests.dashboard.atlas_fixture import Builder, conflict_snapshot, crowded_snapshot, full_snapshot, named_builder, one_row_snapshot


def _texts(figure):
    return [annotation.text for annotation in figure.layout.annotations]


def test_no_band_of_the_map_bears_a_tier():
    figure = market_map.figure(market_map.frame(full_snapshot(), Selection()), canvas_of("slide"))
    bands = {"平台层", "通用层", "垂类层", "应用层"}
    assert bands <= {text.removeprefix("<b>").removesuffix("</b>") for text in _texts(figure)}
    assert not any(tier in text for text in _texts(figure) for tier in ("L0", "L1", "L2"))


def test_the_application_band_says_whether_a_pure_application_company_is_named():
    frame = market_map.frame(full_snapshot(), Selection())
    assert frame.attrs["pure_applications"] == []
    assert any("没有点名任何纯应用公司" in text for text in _texts(market_map.figure(frame, canvas_of("slide"))))
    build = named_builder()
    build.say("lanting", "layer", "应用", "Application", value_id="application")
    build.say("heyan", "layer", "通用", "General", value_id="general")
    named = market_map.frame(build.snapshot(), Selection())
    assert named.attrs["pure_applications"] == ["lanting"]
    assert any("纯应用公司有 1 家" in text for text in _texts(market_map.figure(named, canvas_of("slide"))))


def test_a_product_stands_under_each_of_its_owners_and_without_one_under_its_own_name():
    build = named_builder()
    build.say("heyan", "layer", "通用", "General", value_id="general")
    build.say("heyan", "owner", "星河集团", value_id="xinghe")
    build.say("heyan", "owner", "星河云", value_id="xinghe-cloud")
    build.say("mt-3", "layer", "通用", "General", value_id="general")
    frame = market_map.frame(build.snapshot(), Selection())
    assert set(frame["mark_id"]) == {"map:general:xinghe", "map:general:xinghe-cloud", "map:general:mt-3"}
    assert frame.set_index("mark_id").loc["map:general:mt-3", "player_id"] is None


def test_origin_basis_and_status_of_a_tile_are_those_of_what_put_it_there():
    frame = market_map.frame(full_snapshot(), Selection()).set_index("mark_id")
    assert frame.loc["map:general:baiyu", "origin"] == "extracted"
    assert frame.loc["map:general:dongli", "origin"] == "imported"
    assert frame.loc["map:general:moyu", "basis"] == "implied"
    assert frame.loc["map:application:xinghe-search", "status"] == "planned"
    assert frame.loc["map:general:yunfan", "contested"]


def test_a_product_of_which_only_plans_are_told_looks_planned_and_one_already_there_does_not():
    build = named_builder()
    for product, status in (("aldchat", "planned"), ("lanting-suite", "rumoured"), ("yuetan-meet", "asserted")):
        build.say(product, "layer", "应用", "Application", value_id="application")
        build.say(product, "release_status", "已发布", "released", value_id="released", status=status)
    build.say("yuetan-meet", "released_on", "2024", date="2024", date_precision="year", status="planned")
    frame = market_map.frame(build.snapshot(), Selection()).set_index("mark_id")
    assert list(frame.loc[["map:application:aldchat", "map:application:lanting-suite", "map:application:yuetan-meet"], "status"]) == [
        "planned",
        "rumoured",
        "asserted",
    ]


def test_what_is_folded_is_counted_on_the_map():
    figure = market_map.figure(market_map.frame(crowded_snapshot(), Selection()), canvas_of("slide"))
    folded = figure.layout.meta["folded"]
    counted = sum(int(text.removeprefix("<b>+").split()[0]) for text in _texts(figure) if text.startswith("<b>+"))
    assert counted == len(folded) > 0


def test_many_industries_with_one_player_each_become_one_tile_a_player():
    build = named_builder()
    build.say("heyan", "owner", "星河集团", value_id="xinghe")
    build.say("heyan", "layer", "垂类", value_id="vertical")
    for number in range(8):
        build.say("heyan", "industry", f"行业{number}", value_id=f"i{number}")
    frame = market_map.frame(build.snapshot(), Selection())
    assert list(frame["mark_id"]) == ["map:vertical:+:xinghe"]
    assert frame.iloc[0]["industries_zh"] == [f"i{number}" for number in range(8)]


def test_map_titles_follow_the_data():
    assert market_map.finding(market_map.frame(one_row_snapshot(), Selection()), "zh") == "大模型市场版图：1 家玩家，各在其层"
    build = named_builder()
    players = [id_ for id_, (_, _, kind) in build.names.items() if kind == "player"]
    for number, player in enumerate(players[:9]):
        build.say(player, "layer", "垂类", value_id="vertical")
        build.say(player, "industry", "x", value_id="finance" if number < 6 else f"i{number}")
    title = market_map.finding(market_map.frame(build.snapshot(), Selection()), "zh")
    assert "金融" in title
    assert "6 家" in title


def test_the_chain_runs_from_l0_over_l1_to_l2():
    frame = tiers.frame(full_snapshot(), Selection())
    edges = {(row["from_id"], row["to_id"]) for row in frame.to_dict("records") if row["part"] == "edge"}
    assert {("shanhai", "shanhai-power"), ("shanhai-power", "shanhai-inspection")} <= edges
    assert tiers.finding(frame, "zh") == "6 家厂商里，只有海岚科技 L0、L1、L2 三级都有"


def test_circles_in_the_sources_do_not_hang_the_chains():
    build = named_builder()
    for model, tier in (("heyan", "L0"), ("heyan-finance", "L1"), ("shanhai-inspection", "L2")):
        build.say(model, "tier", tier, value_id=tier)
    build.say("heyan-finance", "base_model", "河言", value_id="heyan")
    build.say("heyan-finance", "base_model", "自己", value_id="heyan-finance")
    build.say("shanhai-inspection", "base_model", "河言金融", value_id="heyan-finance")
    build.say("heyan", "base_model", "巡检", value_id="shanhai-inspection")
    frame = tiers.frame(build.snapshot(), Selection())
    assert tiers.figure(frame, canvas_of("slide")).layout.height == 900


def test_a_family_without_a_tier_may_begin_a_chain_but_never_gets_one():
    build = named_builder()
    build.say("shanhai-power", "tier", "L1", value_id="L1")
    build.say("shanhai-power", "part_of", "山海大模型", value_id="shanhai")
    frame = tiers.frame(build.snapshot(), Selection())
    node = frame.set_index("mark_id").loc["tiers:model:shanhai"]
    assert node["tier"] == ""
    assert "tiers:shanhai:base:L0" not in set(frame["mark_id"])


@pytest.mark.parametrize(
    ("mark", "precision", "days"),
    [("qf-1", "day", ("2023-04-10", "2023-04-10")), ("dongli-chat", "month", ("2023-02-01", "2023-02-28")),
     ("zidong", "year", ("2021-01-01", "2021-12-31")), ("gufeng-lm", "range", ("2023-07-01", "2023-09-30"))],
)  # fmt: skip
def test_a_date_covers_the_days_of_its_precision_and_is_filled_only_for_a_day(mark, precision, days):
    frame = timeline.frame(full_snapshot(), Selection())
    row = frame.loc[frame["entity_id"] == mark].iloc[0]
    assert (row["precision"], (row["first_day"], row["last_day"])) == (precision, days)
    canvas = canvas_of("slide")
    filled = {
        data[0]
        for trace in timeline.figure(frame, canvas).data
        if trace.type == "scatter" and trace.mode == "markers"
        for data, color in zip(trace.customdata, trace.marker.color, strict=True)
        if color == canvas.palette.ink
    }
    assert (row["mark_id"] in filled) == (precision == "day")


def test_announced_and_released_have_different_marks():
    frame = timeline.frame(full_snapshot(), Selection())
    figure = timeline.figure(frame, canvas_of("slide"))
    forms = {
        data[0]: symbol
        for trace in figure.data
        if trace.type == "scatter" and trace.mode == "markers" and isinstance(trace.marker.symbol, tuple | list)
        for data, symbol in zip(trace.customdata, trace.marker.symbol, strict=True)
    }
    for row in frame.to_dict("records"):
        assert forms[row["mark_id"]] == ("diamond" if row["event"] == "announced" else "circle")


def test_the_axis_never_runs_backwards_and_squeezes_only_an_early_tail():
    spans = [(date(2019, 1, 1), date(2019, 12, 31)), *[(date(2023, month, 5), date(2023, month, 5)) for month in range(1, 12)]]
    scale = scale_of(spans, left=100, right=1100)
    assert scale.broken == date(2023, 3, 1) or scale.broken is not None
    places = [scale.x(date(year, month, 1)) for year in range(2019, 2024) for month in range(1, 13)]
    assert places == sorted(places)
    even = scale_of([(date(2023, month, 5), date(2023, month, 5)) for month in range(1, 12)], left=100, right=1100)
    assert even.broken is None
    ticks = scale.ticks(room_px=60, year_px=40)
    assert all(two.x - one.x >= 60 for one, two in itertools.pairwise(ticks))


def test_key_figures_count_what_is_there():
    frame = overview.frame(full_snapshot(), Selection())
    numbers = dict(zip(frame["key"], frame["number"], strict=True))
    assert (numbers["players"], numbers["products"], numbers["conflicts"]) == (24, 35, 3)
    assert overview.finding(frame, "en") == "24 players and 35 models and products; sources conflict on 3 points"


def test_conflicts_stand_by_gravity_with_their_rival_values():
    frame = overview.frame(full_snapshot(), Selection())
    rows = frame.loc[frame["part"] == "conflicts"]
    assert list(rows["severity"]) == ["high", "high", "medium"]
    assert "约 140 万美元 ↔ 1200 万美元" in set(rows["detail_zh"])


@pytest.mark.parametrize("part", overview.PARTS)
def test_each_part_of_the_overview_can_stand_alone(part):
    for snapshot in (full_snapshot(), Builder().snapshot(), conflict_snapshot()):
        frame = overview.frame(snapshot, Selection())
        for kind in ("laptop", "phone"):
            figure = overview.part_figure(frame, canvas_of(kind), part)
            assert 20 < figure.layout.height < 2000


@pytest.mark.parametrize("months", [1, 2, 12])
def test_a_band_as_wide_as_the_axis_leaves_its_text_room_beside_it(months):
    span = (date(2023, 1, 1), date(2023, months, 28))
    scale = scale_of([span], left=100, right=1100, rooms=[450])
    assert scale.x(span[0]) == 100
    assert scale.right - scale.x(span[1]) >= 450
    assert scale_of([span], left=100, right=1100).end <= date(2024, 1, 1)


def test_who_asks_for_plans_sees_the_tiles_that_show_a_plan():
    everything = market_map.frame(full_snapshot(), Selection())
    planned = market_map.frame(full_snapshot(), Selection(statuses=("planned",)))
    expected = set(everything.loc[everything["status"] == "planned", "mark_id"])
    assert expected
    assert set(planned["mark_id"]) == expected
    assert "计划" in planned.attrs["filters"]["zh"]


def test_a_name_only_extraction_found_is_no_product_of_the_headline():
    snapshot = full_snapshot()
    known = overview.frame(snapshot, Selection())
    models = snapshot.tables["models"]
    dropped = models["entity_id"].iloc[0]
    tables = dict(snapshot.tables) | {"models": models.loc[models["entity_id"] != dropped]}
    fewer = overview.frame(replace(snapshot, tables=tables), Selection())
    one, two = (frame.loc[frame["key"] == "products"].iloc[0] for frame in (known, fewer))
    assert two["number"] == one["number"] - 1
    assert "+1 未审" in two["detail_zh"]
    assert "未审" not in one["detail_zh"]
    assert dropped in one["members"]
    assert dropped not in two["members"]
