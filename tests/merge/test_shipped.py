"""The shipped catalog through the merge: the rivalries its sources are known for come out of the general detectors, and little else."""

from __future__ import annotations

import pytest

from etl.merge import merge
from etl.model.snapshot import TABLES
from etl.publish.tables import frame_of
from tests.merge.world import shipped


@pytest.fixture(scope="module")
def merged():
    return merge(shipped(), [])


@pytest.mark.parametrize(
    ("kind", "subjects", "predicate"),
    [
        ("value", {"gpt-3"}, "cost"),
        ("arithmetic", {"gpt-3", "gpt-4"}, "ratio"),
        ("identity", {"gpt-3", "gpt-3.5"}, "parameters"),
        ("scope", {"china-llm-market"}, "market_count"),
        ("date", {"pangu"}, "released_on"),
        ("date", {"ernie-bot"}, "released_on"),
        ("status", {"chatjd", "jd-lingxi", "yanxi-industry-llm"}, "release_status"),
        ("status", {"pangu"}, "release_status"),
        ("status", {"spark"}, "release_status"),
        ("name", {"chatjd", "jd-lingxi", "yanxi-industry-llm"}, "named"),
        ("name", {"360-llm"}, "named"),
        ("kind", {"chatgpt"}, "layer"),
    ],
)
def test_a_known_rivalry_is_a_conflict_of_high_severity(merged, kind, subjects, predicate):
    found = [row for row in merged.tables["conflicts"] if row["kind"] == kind and set(row["subject_ids"]) == subjects]
    assert [(row["predicate"], row["severity"], row["origin"]) for row in found] == [(predicate, "high", "detected")]


def test_both_prices_of_the_run_are_drawn(merged):
    drawn = [row for row in merged.tables["statements"] if row["subject_id"] == "gpt-3" and row["predicate"] == "cost" and row["drawn"]]
    assert sorted(row["number"] for row in drawn) == [1.4e6, 1.2e7]


def test_disputes_have_two_positions_or_more(merged):
    disputes = [row for row in merged.tables["conflicts"] if row["origin"] == "curated"]
    assert len([row for row in disputes if row["severity"] == "high"]) >= 4
    held = [row["conflict_id"] for row in merged.tables["positions"]]
    assert all(held.count(row["conflict_id"]) >= 2 for row in disputes)


def test_the_growth_of_the_stock_sector_is_a_series_and_no_conflict(merged):
    assert not [row for row in merged.tables["conflicts"] if "chatgpt-stock-sector" in row["subject_ids"] and row["origin"] == "detected"]


def test_columns_that_are_never_null_hold_a_value(merged):
    for name, columns in TABLES.items():
        frame = frame_of(name, merged.tables[name])
        for column in columns:
            if "never null" in column.note:
                assert frame[column.name].notna().all(), f"{name}.{column.name}"


def test_no_wording_shows_a_raw_id_or_is_empty(merged):
    ids = {entity.id for entity in shipped().entities if "-" in entity.id}
    for row in merged.tables["statements"]:
        assert row["value_zh"]
        assert row["value_en"]
        assert not ids & {row["value_zh"], row["value_en"]}
