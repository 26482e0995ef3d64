from __future__ import annotations

import pandas as pd
import pytest

from dashboard.selection import Selection
from dashboard.theme import canvas_of
from dashboard.views import cost
from dashboard.views.cost.amounts import converted_words, decade_words, decades, number_words, significant
from dashboard.views.cost.rates import OUTSIDE, UNDATED, UNKNOWN, rate_of
from etl.model.snapshot import Snapshot
from tests.dashboard.atlas_fixture import conflict_snapshot, full_snapshot, fx_table

RATES = pd.DataFrame(
    {
        "date": ["2023-06-01", "2023-06-02", "2023-06-05", "2023-07-03"],
        "usd_per_eur": [1.0, 1.0, 1.0, 1.0],
        "cny_per_eur": [7.0, 7.2, 7.6, 8.0],
        "hkd_per_eur": [8.0, 8.0, 8.0, 8.0],
    }
)


@pytest.mark.parametrize(
    ("day", "factor", "printed"),
    [
        ("2023-06-02", 7.2, "2023-06-02"),
        ("2023-06-04", 7.2, "2023-06-02"),
        ("2023-06", (7.0 + 7.2 + 7.6) / 3, "2023-06"),
        ("2023", 7.45, "2023"),
    ],
)
def test_a_rate_is_that_of_its_day_or_the_last_before_and_of_a_month_the_mean(day, factor, printed):
    rate, why = rate_of(RATES, "USD", "CNY", day)
    assert rate is not None
    assert rate.factor == pytest.approx(factor)
    assert rate.day == printed
    assert why == ("", "")
    assert ("均值" in rate.words("zh")) == (len(day) < 10)


@pytest.mark.parametrize(
    ("day", "currency", "reason"),
    [
        (None, "USD", UNDATED),
        ("2023-05-31", "USD", OUTSIDE),
        ("2023-08-01", "USD", OUTSIDE),
        ("2022", "USD", OUTSIDE),
        ("2023-06-02", "KRW", UNKNOWN),
    ],
)
def test_without_a_rate_the_amount_stays_and_the_reason_is_told(day, currency, reason):
    assert rate_of(RATES, currency, "CNY", day) == (None, reason)


def test_both_directions_multiply_to_one():
    there, _ = rate_of(RATES, "USD", "CNY", "2023-06-02")
    back, _ = rate_of(RATES, "CNY", "USD", "2023-06-02")
    assert there is not None
    assert back is not None
    assert there.factor * back.factor == pytest.approx(1)


def test_amounts_in_the_units_of_each_language():
    assert number_words(8.64e7, "zh") == "8640 万"
    assert number_words(1.2e7, "en") == "12M"
    assert number_words(0.012, "zh") == "0.012"


def test_axes_count_in_wan_and_yi():
    assert [decade_words(exponent, "zh") for exponent in (-2, 2, 4, 7, 8, 10, 12)] == [
        "0.01",
        "100",
        "1万",
        "1000万",
        "1亿",
        "100亿",
        "1万亿",
    ]
    assert [decade_words(exponent, "en") for exponent in (3, 7, 9, 12)] == ["1K", "10M", "1B", "1T"]
    assert decades(300, 5.6e9) == (2, 10)
    assert decades(100, 100) == (2, 3)


def test_both_sides_of_a_conflict_are_marks_of_one_row_with_their_authorities():
    frame = cost.frame(conflict_snapshot(), Selection())
    assert list(frame["rivals"]) == [1, 1]
    assert len(set(frame["slot_id"])) == 1
    assert set(frame["authority_zh"]) == {"数测研究", "芯片商"}
    assert "8.6" in cost.finding(frame, "zh")
    figure = cost.figure(frame, canvas_of("slide"))
    brackets = [shape for shape in figure.layout.shapes if shape.type == "path" and shape.path.count("L") == 3 and shape.line.width == 2]
    assert len(brackets) == 1
    assert sum(annotation.text == "MT-3" for annotation in figure.layout.annotations) == 1


def test_a_side_that_is_not_yet_known_is_no_rival():
    frame = cost.frame(conflict_snapshot(), Selection(as_of="2023-07"))
    assert list(frame["rivals"]) == [0]


def test_conversion_prints_rate_and_day_and_keeps_what_the_source_said():
    frame = cost.frame(full_snapshot(), Selection(currency="CNY"))
    row = frame.loc[(frame["entity_id"] == "mt-3") & (frame["native_low"] == 1.4e6)].iloc[0]
    assert row["low"] == pytest.approx(1.4e6 * 7.0)
    assert row["currency"] == "CNY"
    assert row["rate_zh"] == "1 USD = 7 CNY (2023-06 均值)"
    assert row["native_zh"] == "约 140 万美元"
    texts = " ".join(annotation.text for annotation in cost.figure(frame, canvas_of("slide")).layout.annotations)
    assert "2023-06 均值" in texts


def test_without_rates_nothing_is_converted_and_the_chart_says_so():
    snapshot = full_snapshot()
    tables = {name: table for name, table in snapshot.tables.items() if name != "fx"}
    frame = cost.frame(Snapshot(snapshot.digest, snapshot.as_of, tables, {}), Selection(currency="CNY"))
    assert set(frame["currency"]) == {"CNY", "USD"}
    assert any("未换算" in note for note in frame["unconverted_zh"])
    assert any("未换算" in annotation.text for annotation in cost.figure(frame, canvas_of("slide")).layout.annotations)


def test_two_currencies_never_share_an_axis():
    frame = cost.frame(full_snapshot(), Selection())
    headings = [annotation.text for annotation in cost.figure(frame, canvas_of("slide")).layout.annotations]
    assert "<b>单次训练 · 美元</b>" in headings
    assert "<b>单次训练 · 元</b>" in headings


def test_the_fixture_rates_hold_the_days_they_are_for():
    assert {"2023-06-02", "2023-11-09"} <= set(fx_table()["date"])


@pytest.mark.parametrize(("value", "figures"), [(1.2e7, 2), (8e8, 1), (1.4e6, 2), (9_850_000, 3), (123_456, 3), (0.002, 1), (300, 1)])
def test_zeros_at_the_end_of_an_amount_are_no_exactness(value, figures):
    assert significant(value) == figures


def test_a_converted_amount_is_about_and_has_no_more_figures_than_the_original():
    options = {"currency": "CNY", "said": (1.2e7, None)}
    assert converted_words(87_432_000, None, bound="=", language="zh", **options) == "≈ 8700 万元"
    assert converted_words(87_432_000, None, bound="~", language="en", **options) == "≈ CNY 87M"
    assert converted_words(299.6, None, bound="<=", language="zh", currency="CNY", said=(40, None)) == "≈ 不超过 300 元"
    assert converted_words(1.43e7, 8.59e7, bound="range", language="en", currency="CNY", said=(2e6, 1.2e7)) == "≈ CNY 14M–86M"
    assert converted_words(9.96e7, None, bound="=", language="zh", currency="CNY", said=(1.4e7, None)) == "≈ 1 亿元"
