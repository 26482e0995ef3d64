"""Exchange at the rate of the statement's own date, with the rate and its day to print.

The table holds reference rates against the euro by quoted day: date (ISO day), usd_per_eur, cny_per_eur, hkd_per_eur. A day takes the last quoted
day at or before it, a month or year the mean of its quoted days. A date before the first or after the last quoted day, or none at all, gives no
rate: the amount then stays in its own currency, and the reason is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pandas as pd

from etl.model.quantity import PartialDate

_COLUMNS = {"USD": "usd_per_eur", "CNY": "cny_per_eur", "HKD": "hkd_per_eur"}
_LONGEST_HOLIDAY = timedelta(days=10)
"""A day further than this behind the last quoted one is outside the table, not inside a holiday."""

UNDATED = ("陈述没有日期，未换算", "the statement has no date: not converted")
OUTSIDE = ("汇率表不含该日期，未换算", "no rate for that date: not converted")
UNKNOWN = ("汇率表不含该货币，未换算", "no rate for that currency: not converted")


@dataclass(frozen=True, slots=True)
class Rate:
    """So many units of `target` for one of `source`; `day` is the quoted day, or the month or year whose mean it is."""

    source: str
    target: str
    factor: float
    day: str
    mean: bool

    def words(self, language: str) -> str:
        """The rate as printed: 1 USD = 7.00 CNY (2023-06, mean)."""
        mean = (", mean" if language == "en" else " 均值") if self.mean else ""
        return f"1 {self.source} = {self.factor:.4g} {self.target} ({self.day}{mean})"


def rate_of(table: pd.DataFrame | None, source: str, target: str, day: str | None) -> tuple[Rate | None, tuple[str, str]]:
    """The rate on a date of any precision, or None and why there is none."""
    if table is None or source not in _COLUMNS or target not in _COLUMNS:
        return None, UNKNOWN
    try:
        when = PartialDate(day) if day else None
    except ValueError:
        when = None
    if when is None:
        return None, UNDATED
    quoted = table.sort_values("date")
    days = [str(each) for each in quoted["date"]]
    if when.precision == "day":
        at = [index for index, each in enumerate(days) if each <= when.text]
        if not at or when.first_day - PartialDate(days[at[-1]]).first_day > _LONGEST_HOLIDAY:
            return None, OUTSIDE
        found = quoted.iloc[[at[-1]]]
        printed = days[at[-1]]
    else:
        found = quoted.loc[[each.startswith(when.text) for each in days]]
        printed = when.text
    factors = _factors(found, source, target)
    if not factors:
        return None, OUTSIDE
    return Rate(source, target, sum(factors) / len(factors), printed, mean=when.precision != "day"), ("", "")


def _factors(rows: pd.DataFrame, source: str, target: str) -> list[float]:
    pairs: list[tuple[Any, Any]] = list(zip(rows[_COLUMNS[source]], rows[_COLUMNS[target]], strict=True))
    return [float(to) / float(of) for of, to in pairs if pd.notna(of) and pd.notna(to) and float(of) > 0]
