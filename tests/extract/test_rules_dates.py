import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.extract.dates import DateReader
from etl.model.quantity import PartialDate

CASES = [
    (
        "2023年2月7日，官宣。此后3月16日，发布。此前2022年10月，完成。5月6日，上线",
        "2023-05-17",
        ["2023-02-07", "2023-03-16", "2022-10", "2023-05-06"],
    ),
    (
        "2023年2月7日，官宣。此后3月16日，发布。此前2022年10月，完成。5月6日，上线",
        None,
        ["2023-02-07", "2023-03-16", "2022-10", "2023-05-06"],
    ),
    ("3月16日，发布", None, [None]),
    ("今年3月发布", None, [None]),
    ("今年3月发布；6月再发布", "2023-11-09", ["2023-03", "2023-06"]),
    ("12月，发布", "2024-02-10", ["2023-12"]),
    ("去年底", "2024-02-10", ["2023-11..2023-12"]),
    (
        "今年初，今年上半年，2024年Q1，2023年第三季度",
        "2024-05-01",
        ["2024-01..2024-03", "2024-01..2024-06", "2024-01..2024-03", "2023-07..2023-09"],
    ),
    ("2021年4月，同年6月，次年1月", None, ["2021-04", "2021-06", "2022-01"]),
    ("[2024-05-12] 2024.06 2024/7/8 23年3月 二〇二三年三月", None, ["2024-05-12", "2024-06", "2024-07-08", "2023-03", "2023-03"]),
    ("昨日发布，本月上线。16日消息", "2024-06-10", ["2024-06-09", "2024-06", "2024-05-16"]),
    ("2023年3月至5月", None, ["2023-03..2023-05"]),
    ("2023年13月", None, ["2023"]),
    ("版本v2.0，1024张卡，2000万元，3个月，五年前", None, []),
]


def shown(text: str, date: str | None) -> list[str | None]:
    folded = text.replace("，", ",").replace("；", ";")
    stops = [found.end() for found in re.finditer("[。!?\n]", folded)]
    found = DateReader(date).read(folded, stops=stops)
    return [each.value and each.value.date + (f"..{each.value.high}" if each.value.high else "") for each in found]


@pytest.mark.parametrize(("text", "date", "expected"), CASES)
def test_dates_are_told_as_far_as_the_text_tells_them(text: str, date: str | None, expected: list[str | None]) -> None:
    assert shown(text, date) == expected


def test_recently_is_only_the_latest_possible_month() -> None:
    hit = DateReader("2024-06-10").read("近日,上线")[0]
    assert hit.vague
    assert hit.value is not None
    assert hit.value.date == "2024-06"


@given(
    st.text(alphabet="0123456789年月日-/.今去明同次本上下初底半季度Q号一二十近昨 ,。至", max_size=40),
    st.sampled_from([None, "2024-06-10", "2024-02", "2023"]),
)
def test_no_text_makes_it_raise_and_every_date_exists(text: str, date: str | None) -> None:
    last = 0
    for each in DateReader(date).read(text):
        assert last <= each.start < each.end <= len(text)
        last = each.start
        if each.value:
            PartialDate(each.value.date)
            if each.value.high:
                PartialDate(each.value.high)
