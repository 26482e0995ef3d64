"""The axis of days: linear in the months that hold most of the marks, squeezed before them, with the break shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

_LONG_DAYS = 800
"""A span longer than this is broken where at least a quarter of it holds few marks."""
_FEW = 0.3
_EARLY_WIDTH = 0.16
_MOST_MONTHS_MORE = 120


@dataclass(frozen=True, slots=True)
class Tick:
    """A grid line with its words; `major` begins a year."""

    x: float
    text: str
    major: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to pixels. `broken` is the first day of the linear part, None where all is linear; `end` is exclusive."""

    left: float
    right: float
    start: date
    end: date
    broken: date | None

    @property
    def break_x(self) -> float:
        """Where the linear part begins."""
        return self.left + (self.right - self.left) * (_EARLY_WIDTH if self.broken else 0)

    def x(self, day: date) -> float:
        """Place of the beginning of a day."""
        if self.broken and day < self.broken:
            share = (day - self.start).days / max((self.broken - self.start).days, 1)
            return self.left + share * (self.break_x - self.left)
        start = self.broken or self.start
        return self.break_x + (day - start).days / max((self.end - start).days, 1) * (self.right - self.break_x)

    def ticks(self, *, room_px: float, year_px: float) -> list[Tick]:
        """Months where they have room, else quarters, half-years or years; the squeezed part by years, which are shorter."""
        ticks = []
        if self.broken:
            years = [year for year in range(self.start.year, self.broken.year + 1) if self.start <= date(year, 1, 1) < self.broken]
            every = max(1, round(len(years) * year_px / max(self.break_x - self.left, 1) + 0.49))
            early = [Tick(self.x(date(year, 1, 1)), str(year), True) for year in years[::every]]
            ticks += [tick for tick in early if tick.x + year_px <= self.break_x + 4]
        start = self.broken or self.start
        month_px = (self.right - self.break_x) / max((self.end - start).days, 1) * 30.4
        step = next((each for each in (1, 3, 6, 12) if each * month_px >= room_px), 12)
        for month in _months(start, self.end):
            if (month.month - 1) % step == 0:
                ticks.append(Tick(self.x(month), month.strftime("%Y-%m") if step < 12 else str(month.year), month.month == 1))
        return ticks


def _months(start: date, end: date) -> list[date]:
    months = []
    month = start.replace(day=1)
    while month < end:
        if month >= start:
            months.append(month)
        month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return months


def scale_of(spans: Sequence[tuple[date, date]], *, left: float, right: float, rooms: Sequence[float] = ()) -> Scale:
    """The scale for spans of days (both ends inclusive): whole months, broken where an early tail would squeeze the rest.

    `rooms` are the pixels that the text of each span needs beside it: the scale goes on after the last day until each has them on one side.
    """
    firsts = sorted(first for first, _ in spans)
    start = firsts[0].replace(day=1)
    end = _month_after(max(end for _, end in spans))
    broken = None
    if (end - start).days > _LONG_DAYS:
        main = firsts[min(int(len(firsts) * _FEW), len(firsts) - 1)].replace(day=1)
        if (main - start).days > (end - start).days / 4:
            broken = main
            start = start.replace(month=1)
    scale = Scale(left, right, start, end, broken)
    for _ in range(_MOST_MONTHS_MORE):
        if all(_has_room(scale, span, room) for span, room in zip(spans, rooms, strict=False)):
            break
        scale = replace(scale, end=_month_after(scale.end))
    return scale


def _month_after(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _has_room(scale: Scale, span: tuple[date, date], room: float) -> bool:
    return max(scale.x(span[0]) - scale.left, scale.right - scale.x(span[1] + timedelta(days=1))) >= room
