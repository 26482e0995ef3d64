"""Numbers, dates and ids as editors write them."""

import math
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.catalog import scalars


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1200万", 12_000_000),
        ("1.6万亿", 1.6e12),
        ("1,024", 1024),
        ("1.4e12", 1.4e12),
        ("1750 亿", 1.75e11),
        ("千亿", None),
        ("1千亿", 1e11),
        ("3百万", 3_000_000),
        ("1.1亿", 110_000_000),
        ("0", 0),
        ("-5", -5),
        ("１２００万", 12_000_000),
        ("10,24", None),
        ("1,0240", None),
        ("1.2.3", None),
        ("175B", None),
        ("0x10", None),
        ("1_000", None),
        ("inf", None),
        ("nan", None),
        ("1e999", None),
        ("", None),
        ("万", None),
        ("1亿万", None),
        ("٣", None),
        ("9" * 50, None),
    ],
)
def test_numbers(written: str, number: float | None) -> None:
    assert scalars.read_number(written) == number


@given(
    st.decimals(min_value=0, max_value=10**6, places=3),
    st.sampled_from(["", "十", "百", "千", "万", "百万", "千万", "亿", "十亿", "千亿", "万亿"]),
)
def test_a_number_with_its_unit_is_the_exact_product(digits: Decimal, unit: str) -> None:
    times = 1
    for letter in unit:
        times *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[letter]
    assert scalars.read_number(f"{digits}{unit}") == float(digits * times)


@given(st.integers(min_value=0, max_value=10**15))
def test_grouping_by_thousands_changes_nothing(number: int) -> None:
    assert scalars.read_number(f"{number:,}") == float(number)


@given(st.text(max_size=30))
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    number = scalars.read_number(text)
    assert number is None or math.isfinite(number)
    date = scalars.read_date(text)
    assert date is None or date.text == text


@given(st.dates(min_value=__import__("datetime").date(1800, 1, 1), max_value=__import__("datetime").date(2199, 12, 31)))
def test_every_day_month_and_year_is_read_with_its_precision(day: object) -> None:
    text = str(day)
    for length, precision in ((10, "day"), (7, "month"), (4, "year")):
        date = scalars.read_date(text[:length])
        assert date is not None
        assert date.precision == precision
        assert re.fullmatch(scalars.DATE_PATTERN, text[:length])


@pytest.mark.parametrize(
    "text", ["2023-02-30", "2023-13", "2023-5", "0000", "1700", "2200", "23-05-06", "2023-05-06 ", "２０２３", "2023-05-06T10:00"]
)
def test_what_is_no_date(text: str) -> None:
    assert scalars.read_date(text) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023/5/6", "2023-05-06"),
        ("2023.5", "2023-05"),
        ("2023年5月6日", "2023-05-06"),
        ("2023年12月", "2023-12"),
        ("2023-5-6", "2023-05-06"),
        ("2023/2/30", None),
        ("去年", None),
    ],
)
def test_the_date_that_was_meant(written: str, meant: str | None) -> None:
    assert scalars.suggest_date(written) == meant


@pytest.mark.parametrize(
    ("text", "is_id"),
    [
        ("360", True),
        ("gpt-3.5", True),
        ("jd_ai", True),
        ("GPT", False),
        ("a--b", False),
        ("-a", False),
        ("百度", False),
        ("a" * 81, False),
        ("", False),
    ],
)
def test_ids(text: str, *, is_id: bool) -> None:
    assert scalars.is_id(text) is is_id


@given(st.text(max_size=60))
def test_a_suggested_id_is_an_id(text: str) -> None:
    assert scalars.is_id(scalars.suggest_id(text))
