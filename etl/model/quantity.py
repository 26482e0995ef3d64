"""Dates that keep their precision and quantities that keep their hedge."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

BOUNDS = ("=", "<=", ">=", "~", "range")
CURRENCIES = ("USD", "CNY", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day as ISO text: "2023", "2023-05" or "2023-05-06". Nothing finer is made up.

    Raises ValueError for anything else, for a day that does not exist included.
    """

    text: str

    def __post_init__(self) -> None:
        parts = self.text.split("-")
        widths = [len(part) for part in parts]
        if widths not in ([4], [4, 2], [4, 2, 2]) or not all(part.isascii() and part.isdigit() for part in parts):
            msg = f"not a date of the form 2023, 2023-05 or 2023-05-06: {self.text!r}"
            raise ValueError(msg)
        date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)

    @property
    def precision(self) -> str:
        """year, month or day."""
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @property
    def first_day(self) -> date:
        """The first day it covers (inclusive)."""
        parts = [int(part) for part in self.text.split("-")]
        return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)

    @property
    def last_day(self) -> date:
        """The last day it covers (inclusive)."""
        parts = [int(part) for part in self.text.split("-")]
        if len(parts) == 1:
            return date(parts[0], 12, 31)
        if len(parts) == 2:
            return date(parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1])
        return date(*parts)

    def covers(self, other: PartialDate) -> bool:
        """Whether every day of `other` lies inside this date: a month covers its days."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day
