"""Values in words, with hedge and unit, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.merge.numerals import number_en, number_zh
from etl.merge.wording import wording_of
from etl.model.statement import DateValue, DurationValue, EntityValue, HardwareValue, MoneyValue, NumberValue, TermValue
from tests.merge.world import catalog, day, said

WORDING = wording_of(catalog())


@pytest.mark.parametrize(
    ("predicate", "value", "bound", "zh", "en"),
    [
        ("cost", MoneyValue(1.2e7, "USD", kind="training"), "=", "1200 万美元", "US$12 million"),
        ("cost", MoneyValue(2e6, "USD", 1.2e7, "training"), "range", "200 万至 1200 万美元", "US$2 million to US$12 million"),
        ("cost", MoneyValue(300, "CNY", kind="finetune"), "<=", "≤ 300 元", "at most CNY 300"),
        ("cost", MoneyValue(5e4, "USD", kind="electricity", per="per_day"), "~", "约 5 万美元／天", "about US$50,000 per day"),
        (
            "cost",
            MoneyValue(0.002, "USD", kind="inference_price", per="per_1k_tokens"),
            "=",
            "0.002 美元／千 tokens",
            "US$0.002 per 1,000 tokens",
        ),
        ("cost", MoneyValue(80, None, kind="other"), "=", "80", "80"),
        ("parameters", NumberValue(1.75e11), "=", "1750 亿参数", "175 billion parameters"),
        ("parameters", NumberValue(1.6e12), "~", "约 1.6 万亿参数", "about 1.6 trillion parameters"),
        ("parameters", NumberValue(1e11, magnitude=True), "~", "千亿级参数", "hundreds of billions of parameters"),
        ("parameters", NumberValue(7e9, 1.3e10), "range", "70 亿至 130 亿参数", "7 billion to 13 billion parameters"),
        ("training_tokens", NumberValue(1.4e12), "~", "约 1.4 万亿词元", "about 1.4 trillion tokens"),
        ("training_data_bytes", NumberValue(4.5e13), "=", "45 TB", "45 TB"),
        ("market_count", NumberValue(20, what="players"), ">=", "≥ 20 家", "at least 20 players"),
        ("metric", NumberValue(75000, unit="companies", what="applicants"), ">=", "≥ 7.5 万家企业", "at least 75,000 companies"),
        ("metric", NumberValue(16.7, unit="percent", what="growth"), "=", "16.7%", "16.7%"),
        (
            "ratio",
            NumberValue(16, of_id="bird-2", of_name="云雀-2", property="parameters"),
            "=",
            "云雀-2 的 16 倍（参数量）",
            "16 times Skylark-2 (Parameters)",
        ),
        ("hardware", HardwareValue("A100", 1024, "training"), "=", "1024 张 A100", "1,024 × A100"),
        ("hardware", HardwareValue("A100", 30000, "inference"), ">=", "≥ 3 万张 A100", "at least 30,000 × A100"),
        ("hardware", HardwareValue("H100", None), "=", "H100", "H100"),
        ("duration", DurationValue(816, "training"), "=", "34 天", "34 days"),
        ("duration", DurationValue(24, "training"), "=", "1 天", "1 day"),
        ("duration", DurationValue(3, "finetune"), "~", "约 3 小时", "about 3 hours"),
        ("released_on", day("2023-03"), "=", "2023 年 3 月", "March 2023"),
        ("released_on", day("2023-03-16"), "~", "2023 年 3 月 16 日", "16 March 2023"),
        ("released_on", day("2023"), "=", "2023 年", "2023"),
        ("released_on", day("2023-01", "2023-06"), "range", "2023 年 1 月至 6 月", "January to June 2023"),
        ("released_on", day("2022-12", "2023-02"), "range", "2022 年 12 月至 2023 年 2 月", "December 2022 to February 2023"),
        ("milestone", DateValue("2023-05", "month", None, "试点"), "=", "2023 年 5 月：试点", "May 2023: 试点"),
        ("layer", TermValue("general"), "=", "通用", "General"),
        ("industry", TermValue(None, "养蜂"), "=", "养蜂", "养蜂"),
        ("owner", EntityValue("yunque-co", "云雀科技"), "=", "云雀科技", "Yunque"),
    ],
)
def test_every_shape_of_value_is_worded(predicate, value, bound, zh, en):
    assert WORDING.value(said("bird", predicate, value, bound=bound)) == (zh, en)


@given(st.integers(min_value=1, max_value=10**15))
def test_a_whole_number_never_loses_more_than_six_digits_in_words(number):
    units = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
    figure, _, unit = number_zh(number).partition(" ")
    assert abs(float(figure) * units.get(unit, 1) - number) <= number * 1e-4
    words = {"trillion": 10**12, "billion": 10**9, "million": 10**6}
    figure, _, unit = number_en(number).partition(" ")
    assert abs(float(figure.replace(",", "")) * words.get(unit, 1) - number) <= number * 1e-4
