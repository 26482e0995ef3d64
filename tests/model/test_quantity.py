from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model.quantity import PartialDate


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_lies_in_its_month_and_the_month_in_its_year(day):
    exact, month, year = (PartialDate(day.isoformat()[:width]) for width in (10, 7, 4))
    assert month.covers(exact)
    assert year.covers(month)
    assert not exact.covers(month)
    assert month.first_day <= exact.first_day == exact.last_day <= month.last_day


@pytest.mark.parametrize(
    "text", ["", "23", "2023-5", "2023-13", "2023-02-30", "2023/05", "2023-05-06T00", "二〇二三", "20230506", "2023-Q1"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        PartialDate(text)
