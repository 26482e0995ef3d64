"""Whether two values say the same, rival each other, or neither.

Every value is read as the interval of what it leaves open: an exact number is a point, a bound is open at one end, a class such as
千亿级 covers its order of magnitude, a month covers its days. Two values are rivals where nothing satisfies both; they say the same
where one lies inside the other. Two bounds (≥ 20 and ≥ 40) leave room for each other and still do not say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import inf, isclose

from etl.model.quantity import PartialDate
from etl.model.statement import (
    DateValue,
    DurationValue,
    EntityValue,
    HardwareValue,
    MoneyValue,
    NumberValue,
    Statement,
    TermValue,
    TextValue,
    Value,
)

TOLERANCE = 0.01
"""Relative difference below which two numbers are one: rounding in a newspaper, not another measurement."""

_MAGNITUDE = 10.0


@dataclass(frozen=True, slots=True)
class Extent:
    """What a value leaves open: numbers (or day ordinals) from `low` to `high`, both inclusive, of one `kind` of thing.

    Extents of different kinds (two currencies, a date and a number) cannot be compared. Words have the kind that spells them and no width.
    """

    kind: str
    low: float = 0.0
    high: float = 0.0
    measured: bool = False
    bare: bool = False
    """A bound and nothing else: it leaves room for a value and is none."""

    @property
    def point(self) -> bool:
        """Whether it names one value and no span of them."""
        return self.low == self.high


def extent_of(statement: Statement) -> Extent:
    """The extent of a statement's value under its bound."""
    value = statement.value
    if isinstance(value, DateValue):
        first, last = days_of(value)
        return Extent("date", first.toordinal(), last.toordinal())
    measure = measure_of(value)
    if measure is None:
        return Extent(f"={word_of(value)}")
    low, high = measure
    if isinstance(value, NumberValue) and value.magnitude:
        return Extent(_unit(value), low, (high or low) * _MAGNITUDE, measured=True)
    if high is not None:
        return Extent(_unit(value), low, high, measured=True)
    if statement.bound == ">=":
        return Extent(_unit(value), low, inf, measured=True, bare=True)
    if statement.bound == "<=":
        return Extent(_unit(value), 0.0, low, measured=True, bare=True)
    return Extent(_unit(value), low, low, measured=True)


def comparable(one: Extent, other: Extent) -> bool:
    """Whether two extents speak of the same kind of thing: words always do, currencies only with themselves."""
    return one.kind == other.kind or (one.kind.startswith("=") and other.kind.startswith("="))


def same(one: Extent, other: Extent) -> bool:
    """Whether one value corroborates the other: they are equal, or one lies inside the other and is the more exact."""
    if one.kind != other.kind:
        return False
    if _near(one, one.low, other.low) and _near(one, one.high, other.high):
        return True
    return _inside(one, other) or _inside(other, one)


def rival(one: Extent, other: Extent) -> bool:
    """Whether two values cannot both be true."""
    if not comparable(one, other):
        return False
    if one.kind != other.kind:
        return True
    slack = TOLERANCE * max(abs(edge) for edge in (one.low, one.high, other.low, other.high, 0.0) if edge != inf) if one.measured else 0.0
    return one.high + slack < other.low or other.high + slack < one.low


def days_of(value: DateValue) -> tuple[date, date]:
    """First and last day a date value covers, both inclusive."""
    first = PartialDate(value.date)
    last = PartialDate(value.high) if value.high else first
    return first.first_day, last.last_day


def measure_of(value: Value) -> tuple[float, float | None] | None:
    """Lower end and, for a range, upper end of a value that is a number; None for dates and words."""
    if isinstance(value, NumberValue):
        return value.number, value.high
    if isinstance(value, MoneyValue):
        return value.amount, value.high
    if isinstance(value, HardwareValue):
        return (value.count, value.high) if value.count is not None else None
    if isinstance(value, DurationValue):
        return value.hours, value.high
    return None


def word_of(value: Value) -> str:
    """What tells a value that is no number and no date from others of its kind: the id, else the folded name."""
    if isinstance(value, EntityValue | TermValue):
        return value.id or f"?{fold(value.name or '')}"
    if isinstance(value, TextValue):
        return fold(value.name)
    if isinstance(value, HardwareValue):
        return fold(value.device)
    return ""


def fold(name: str) -> str:
    """A name without case, spaces and the marks that only join its parts: ERNIE-Bot, Ernie Bot and ErnieBot are one."""
    return "".join(letter for letter in name.casefold() if letter.isalnum() or letter == "+")


def _unit(value: Value) -> str:
    if isinstance(value, MoneyValue):
        return f"money:{value.currency or ''}:{value.per or ''}"
    if isinstance(value, HardwareValue):
        return f"chips:{fold(value.device)}"
    if isinstance(value, NumberValue):
        return f"number:{value.unit or ''}"
    return "hours"


def _near(extent: Extent, one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=TOLERANCE) if extent.measured else one == other


def _inside(inner: Extent, outer: Extent) -> bool:
    """Whether `inner` lies in `outer`; a bare bound lies in nothing."""
    if inner.bare:
        return False
    slack = TOLERANCE * abs(inner.high) if inner.measured else 0.0
    return outer.low - slack <= inner.low and inner.high <= outer.high + slack
