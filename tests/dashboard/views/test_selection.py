from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.selection import (
    Selection,
    cell_list,
    cell_number,
    cell_text,
    from_query,
    known_statements,
    owners_of,
    read_query,
    to_query,
    visible_statements,
)
from tests.dashboard.atlas_fixture import conflict_snapshot, full_snapshot, named_builder

IDS = st.lists(st.sampled_from(["finance", "general", "L1", "xinghe", "planned"]), max_size=3, unique=True).map(tuple)


@given(
    st.builds(
        Selection, layers=IDS, tiers=IDS, industries=IDS, players=IDS, player_kinds=IDS, statuses=IDS, origins=IDS,
        as_of=st.sampled_from([None, "2023", "2023-05", "2023-05-06"]), currency=st.sampled_from(["native", "CNY", "USD"]),
        query=st.sampled_from(["", "盘古", "a b"]), language=st.sampled_from(["zh", "en"]), theme=st.sampled_from(["light", "dark"]),
        mark=st.sampled_from([None, "map:general:xinghe"]), entity=st.sampled_from([None, "heyan"]),
    )
)  # fmt: skip
def test_a_selection_survives_the_url(selection):
    assert from_query(to_query(selection)) == selection
    assert hash(selection) == hash(from_query(to_query(selection)))


def test_the_plain_selection_is_an_empty_query():
    assert to_query(Selection()) == {}


def test_values_that_mean_nothing_are_ignored_and_named():
    selection, ignored = read_query(
        {"lang": "fr", "as_of": "2023-13", "currency": "BTC", "theme": "pink", "layers": " ,general,,general", "stray": "1"}
    )
    assert selection == Selection(layers=("general",))
    assert set(ignored) == {"lang", "as_of", "currency", "theme"}


@pytest.mark.parametrize("empty", [None, float("nan"), ""])
def test_null_cells_read_as_nothing(empty):
    assert cell_text(empty) is None
    assert cell_list(empty) == []
    assert cell_number(None if empty == "" else empty) is None


def test_an_industry_keeps_its_makers_and_drops_the_other_industries():
    visible = visible_statements(full_snapshot(), Selection(industries=("finance",)))
    assert "heyan-finance" in set(visible["subject_id"])
    assert set(visible.loc[visible["predicate"] == "industry", "value_id"]) == {"finance"}
    assert "chunhe-gpt" not in set(visible["subject_id"])


def test_a_player_brings_what_it_owns():
    visible = visible_statements(full_snapshot(), Selection(players=("hailan",)))
    assert set(visible["subject_id"]) == {"hailan", "shanhai", "shanhai-power", "shanhai-inspection", "shanhai-mine", "shanhai-drug"}


def test_kinds_of_player_filter_through_ownership():
    subjects = set(visible_statements(full_snapshot(), Selection(player_kinds=("research",)))["subject_id"])
    assert subjects == {"dongli-chat", "zidong"}


def test_status_origin_layer_and_tier_filter_statements():
    snapshot = full_snapshot()
    assert set(visible_statements(snapshot, Selection(statuses=("rumoured",)))["status"]) == {"rumoured"}
    assert set(visible_statements(snapshot, Selection(origins=("imported",)))["origin"]) == {"imported"}
    layered = visible_statements(snapshot, Selection(layers=("platform",)))
    assert set(layered.loc[layered["predicate"] == "layer", "value_id"]) == {"platform"}
    tiered = visible_statements(snapshot, Selection(tiers=("L2",)))
    assert set(tiered.loc[tiered["predicate"] == "tier", "value_id"]) == {"L2"}


def test_a_query_finds_names_in_both_languages_and_the_products_of_an_owner():
    snapshot = full_snapshot()
    assert "shanhai-power" in set(visible_statements(snapshot, Selection(query="hailan"))["subject_id"])
    assert "shanhai-power" in set(visible_statements(snapshot, Selection(query="海岚"))["subject_id"])
    assert visible_statements(snapshot, Selection(query="没有这个")).empty


def test_a_month_is_known_from_its_end_and_a_source_without_a_date_never():
    build = named_builder()
    build.say("heyan", "layer", "通用", value_id="general", source="shuice-2023-06")
    build.say("heyan", "tier", "L0", value_id="L0", source=None)
    snapshot = build.snapshot()
    assert known_statements(snapshot, "2023-06-29").empty
    assert len(known_statements(snapshot, "2023-06-30")) == 1
    assert len(known_statements(snapshot)) == 2


def test_what_a_later_source_outranked_is_drawn_again_before_it():
    build = named_builder()
    old = build.say("heyan", "founded_on", "2019", date="2019", drawn=False)
    older_guess = build.say("heyan", "founded_on", "2018", date="2018", drawn=False, origin="extracted", source="hebao-2023-05")
    late = build.say("heyan", "founded_on", "2020", date="2020", rank="preferred", source="linjian-2023-11")
    for row in build.statements:
        row["slot_id"] = "one"
    snapshot = build.snapshot()
    drawn = known_statements(snapshot, "2023-06-30")
    assert set(drawn.loc[drawn["drawn"], "statement_id"]) == {old}
    assert older_guess in set(drawn["statement_id"])
    everything = known_statements(snapshot)
    assert set(everything.loc[everything["drawn"], "statement_id"]) == {late}


def test_a_conflict_exists_only_once_both_sides_are_known():
    snapshot = conflict_snapshot()
    assert known_statements(snapshot)["contested"].any()
    assert not known_statements(snapshot, "2023-06-01")["contested"].any()


def test_owners_come_from_statements_and_denied_ones_do_not_count():
    build = named_builder()
    build.say("heyan", "owner", "星河集团", value_id="xinghe")
    build.say("heyan", "owner", "云帆", value_id="yunfan", status="denied")
    snapshot = build.snapshot()
    assert owners_of(snapshot, known_statements(snapshot))["heyan"] == ("xinghe",)
