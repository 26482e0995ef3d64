from __future__ import annotations

import csv
import io

import pytest

from dashboard.export.table import BOM, cell, csv_bytes, neutral
from dashboard.selection import Selection
from dashboard.theme import canvas_of
from dashboard.views import VIEWS, cost
from dashboard.views import map as market_map
from etl.model.snapshot import Snapshot
from tests.dashboard.atlas_fixture import crowded_snapshot, full_snapshot, one_row_snapshot


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("view", VIEWS)
def test_the_table_holds_one_row_for_each_mark_with_its_sources(view):
    module = VIEWS[view]
    frame = module.frame(full_snapshot(), Selection())
    rows = _rows(csv_bytes(frame, module.sources(frame)))[: len(frame)]
    assert [row["mark_id"] for row in rows] == list(frame["mark_id"])
    assert all(row["sources"] for row in rows)


def test_numbers_stay_numbers_and_nothing_prints_as_nan():
    frame = cost.frame(full_snapshot(), Selection())
    rows = _rows(csv_bytes(frame, cost.sources(frame)))[: len(frame)]
    assert {float(row["native_low"]) for row in rows} == set(frame["native_low"])
    assert not any(value in {"nan", "None", "NaN"} for row in rows for value in row.values() if isinstance(value, str))


@pytest.mark.parametrize("formula", ['=HYPERLINK("x")', "@SUM(A1)", "+1", "-1+1", "\t=1", "  =1", "＝1"])
def test_no_cell_begins_like_a_formula(formula):
    assert neutral(formula).startswith("'")
    assert str(cell([formula])).startswith("'")
    snapshot = one_row_snapshot()
    tables = {**snapshot.tables, "players": snapshot.tables["players"].assign(name_zh=formula)}
    frame = market_map.frame(Snapshot(snapshot.digest, snapshot.as_of, tables, {}), Selection())
    text = csv_bytes(frame, market_map.sources(frame)).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(value.lstrip(" ").startswith(("=", "+", "@", "\t", "-", "＝")) for value in row)


def test_harmless_text_is_left_alone():
    assert neutral("盘古 = 大模型") == "盘古 = 大模型"
    assert (cell(None), cell(float("nan")), cell(True), cell(3), cell(2.5)) == ("", "", "true", 3, 2.5)


def test_a_mark_that_a_slide_folds_is_in_the_table_and_says_so():
    frame = market_map.frame(crowded_snapshot(), Selection())
    folded = market_map.figure(frame, canvas_of("slide")).layout.meta["folded"]
    rows = _rows(csv_bytes(frame, market_map.sources(frame), folded=folded))[: len(frame)]
    assert {row["mark_id"] for row in rows if row["drawn"] == "false"} == set(folded)


def test_spreadsheets_are_told_the_encoding_and_the_table_its_snapshot():
    frame = market_map.frame(full_snapshot(), Selection(industries=("finance",)))
    text = csv_bytes(frame, market_map.sources(frame)).decode("utf-8")
    assert text.startswith(BOM)
    assert frame.attrs["digest"] in text
    assert "行业：金融" in text
