"""The plan of the map: into how many columns, and how high each row of tiles, so that as few names as possible are cut.

More columns hold more tiles, fewer columns longer names. What is folded weighs most, then what is cut; among equals the usual number of
columns wins. On a slide rows that need a second line take the height that others leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.theme import Canvas
from dashboard.views.map.lettering import letter, lines_wanted, tile_height
from dashboard.views.map.packing import GAP, Section, above_tiles, column_choices, pack

_LEAST_TEXT = 14
"""Pixels: nothing on a tile is smaller."""
_AIR = 1.35
"""At most so much higher than its texts need is a row where a slide has height left."""


@dataclass(frozen=True, slots=True)
class Band:
    """A section with the size of the lines below the players' names, and for each row of tiles how many there are and how high it is."""

    section: Section
    size: int
    lines: tuple[int, ...]
    heights: tuple[float, ...]

    @property
    def body(self) -> float:
        """Height of its tiles with the gaps below them."""
        return sum(self.heights) + GAP * len(self.heights)

    def above(self, row: int) -> float:
        """Height of the rows above one."""
        return sum(self.heights[:row]) + GAP * row


@dataclass(frozen=True, slots=True)
class Plan:
    """The bands, how many columns they share, and between which sides their tiles lie."""

    bands: tuple[Band, ...]
    columns: int
    left: float
    right: float

    @property
    def column(self) -> float:
        """Width of a column with the gap behind it."""
        return (self.right - self.left + GAP) / self.columns


def plan(frame: pd.DataFrame, canvas: Canvas, room: float, *, left: float, right: float) -> Plan:
    """The best of the plans with each number of columns."""
    plans = [_plan(frame, canvas, room, Plan((), columns, left, right)) for columns in column_choices(canvas)]
    return min(plans, key=lambda each: (_folded(each), _cut(each, canvas), plans.index(each)))


def _plan(frame: pd.DataFrame, canvas: Canvas, room: float, empty: Plan) -> Plan:
    sections = pack(frame, canvas, room, columns=empty.columns, least=tile_height(canvas, _small(canvas), 1))
    bands = [_band(section, canvas, empty.column) for section in sections]
    if not canvas.scrolls:
        bands = _heightened(_within(bands, canvas, room, empty.column), canvas, room)
    return replace(empty, bands=tuple(bands))


def _small(canvas: Canvas) -> int:
    return max(canvas.sizes.small, _LEAST_TEXT)


def _band(section: Section, canvas: Canvas, column: float) -> Band:
    """A band in the larger size where it keeps every name whole on one line, else in the smaller one with as many lines as are wanted."""
    small = _small(canvas)
    for size in (canvas.sizes.body, small):
        lines = [1] * section.rows
        whole = True
        for row, number, named in _tiles(section):
            wanted = lines_wanted(row, canvas, column - GAP, named=named, size=size)
            lines[number] = max(lines[number], wanted)
            whole = whole and wanted < 2 and not letter(row, canvas, column - GAP, named=named, size=size, lines=1).cut
        if whole or size == small:
            return _sized(section, size, lines, canvas)
    return _sized(section, small, lines, canvas)


def _sized(section: Section, size: int, lines: Sequence[int], canvas: Canvas) -> Band:
    return Band(section, size, tuple(lines), tuple(tile_height(canvas, size, number) for number in lines))


def _tiles(section: Section) -> Iterator[tuple[Any, int, bool]]:
    """Every tile with the number of its row in the band, and whether a heading names its industry."""
    for cell in section.cells:
        for number, row in enumerate(cell.rows):
            yield row, cell.row + number // cell.span, cell.named


def _within(bands: Sequence[Band], canvas: Canvas, room: float, column: float) -> list[Band]:
    """The same, no higher than the room: bands give up the larger size, then the second lines that the fewest tiles want."""
    held = list(bands)
    for index, band in enumerate(held):
        if _spare(held, canvas, room) < 0:
            held[index] = _sized(band.section, _small(canvas), band.lines, canvas)
    while _spare(held, canvas, room) < 0:
        double = [
            (_wanting(band, row, canvas, column), -row, index)
            for index, band in enumerate(held)
            for row, lines in enumerate(band.lines)
            if lines > 1
        ]
        if not double:
            break
        _, row, index = min(double)
        row = -row
        lines = [1 if number == row else each for number, each in enumerate(held[index].lines)]
        held[index] = _sized(held[index].section, held[index].size, lines, canvas)
    return held


def _wanting(band: Band, row: int, canvas: Canvas, column: float) -> int:
    """How many tiles of a row want a second line."""
    tiles = [(tile, named) for tile, number, named in _tiles(band.section) if number == row]
    return sum(lines_wanted(tile, canvas, column - GAP, named=named, size=band.size) > 1 for tile, named in tiles)


def _spare(bands: Sequence[Band], canvas: Canvas, room: float) -> float:
    return room - above_tiles([band.section for band in bands], canvas) - sum(band.body for band in bands)


def _heightened(bands: Sequence[Band], canvas: Canvas, room: float) -> list[Band]:
    """Every row gets the same share of what a slide has left, within measure."""
    rows = sum(len(band.heights) for band in bands)
    share = max(0.0, _spare(bands, canvas, room)) / max(rows, 1)
    return [replace(band, heights=tuple(min(height + share, height * _AIR) for height in band.heights)) for band in bands]


def _folded(plan: Plan) -> int:
    return sum(len(cell.folded) for band in plan.bands for cell in band.section.cells)


def _cut(plan: Plan, canvas: Canvas) -> int:
    """How many tiles bear a text that is not whole."""
    width = plan.column - GAP
    return sum(
        letter(row, canvas, width, named=named, size=band.size, lines=band.lines[number]).cut
        for band in plan.bands
        for row, number, named in _tiles(band.section)
    )
