"""Which tile goes into which cell: columns by industry, rows by what fits, the rest counted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.theme import Canvas
from dashboard.views.drawing.sheet import LINE_HEIGHT

_BANDS = ("platform", "general", "vertical", "application")
_COLUMN_WIDTH = 150
"""Least width of a column beside a sidebar; a slide has eight and a phone two, whatever their width."""
_MOST_ROWS = {"slide": 6, "laptop": 7, "phone": 8}
"""Rows of one cell before it folds: on a slide the height decides earlier."""
GAP = 5
BAND_GAP = 8
UNSPECIFIED = "?"
OTHERS = "+"
_OTHERS = ("其他行业", "Other industries")
_UNNAMED = ("行业未注明", "Industry not stated")


def column_choices(canvas: Canvas) -> tuple[int, ...]:
    """How many columns of tiles a canvas may have, the usual number first: with fewer the names on the tiles have more room."""
    if canvas.kind == "slide":
        return (8, 7, 6)
    usual = 2 if canvas.kind == "phone" else max(3, min(8, round((canvas.width - 110) / _COLUMN_WIDTH)))
    return (usual,) if usual <= 3 else (usual, usual - 1)


@dataclass(frozen=True, slots=True)
class Cell:
    """Tiles that share a place: `span` columns from `column`, from `row` down. `folded` are marks counted instead of drawn."""

    words: tuple[str, str]
    rows: tuple[Any, ...]
    column: int = 0
    span: int = 1
    row: int = 0
    headings: int = 0
    named: bool = True
    folded: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """Rows it takes."""
        return math.ceil((len(self.rows) + bool(self.folded)) / self.span)

    def capped(self, height: int) -> Cell:
        """The same in at most so many rows: what does not fit is folded, and its count takes the last place."""
        places = height * self.span
        everything = len(self.rows) + len(self.folded)
        if everything <= places and not self.folded:
            return self
        kept = self.rows[: max(places - 1, 0)]
        return replace(self, rows=kept, folded=(*(row["mark_id"] for row in self.rows[len(kept) :]), *self.folded))


@dataclass(frozen=True, slots=True)
class Section:
    """One band: its cells, the columns it is divided into, and how many players it holds."""

    band: str
    cells: tuple[Cell, ...]
    columns: int
    players: int
    pure_known: bool = True
    pure: int = 0

    @property
    def rows(self) -> int:
        """Rows of tiles."""
        return max((cell.row + cell.height for cell in self.cells), default=0)

    def heading(self, canvas: Canvas) -> float:
        """Height of the row of industry names, where there is one."""
        return canvas.sizes.body * LINE_HEIGHT + 6 if self.band == "vertical" and self.cells else 0

    def above(self, canvas: Canvas) -> float:
        """Height above the tiles: the bar of a phone, the industry names, the note."""
        note = canvas.sizes.small * LINE_HEIGHT + 8 if self.note(canvas.language) else 0
        return (34 if canvas.kind == "phone" else 0) + (self.heading(canvas) if canvas.kind != "phone" else 0) + note

    def headings(self, canvas: Canvas) -> float:
        """Height of the headings between the tiles: on a phone every industry has its own."""
        return len(self.cells) * self.heading(canvas) if canvas.kind == "phone" else 0

    def note(self, language: str) -> str:
        """What must be said of the band before its tiles."""
        if not self.players and not self.cells:
            return "no record" if language == "en" else "没有记录"
        if self.band != "application" or not self.pure_known:
            return ""
        if self.pure:
            return f"{self.pure} pure application companies named; the rest are products under their owner" if language == "en" else (
                f"来源明言的纯应用公司有 {self.pure} 家；其余为产品，按归属排列"
            )  # fmt: skip
        return (
            "The sources name no company that only builds applications: these are products, under their owner"
            if language == "en"
            else "来源没有点名任何纯应用公司：这里列的是产品，按归属排列"
        )


def pack(frame: pd.DataFrame, canvas: Canvas, room: float, *, columns: int, least: float) -> list[Section]:
    """The bands of the frame in so many columns, capped to what `room` pixels hold on a slide, where a tile is `least` pixels high at least."""
    sections = [_section(frame, band, canvas, columns) for band in _BANDS]
    sections = [section for section in sections if section.cells or not frame.attrs["filtered"]]
    sections = [_cap(section, _MOST_ROWS[canvas.kind], canvas) for section in sections]
    if not canvas.scrolls:
        step = least + GAP
        while sections and sum(section.rows for section in sections) * step > room - above_tiles(sections, canvas):
            tallest = max(range(len(sections)), key=lambda index: sections[index].rows)
            if sections[tallest].rows <= 1:
                break
            sections[tallest] = _cap(sections[tallest], sections[tallest].rows - 1, canvas)
    return sections


def above_tiles(sections: Sequence[Section], canvas: Canvas) -> float:
    """Pixels of the bands that hold no tiles: headings, notes and the gaps between bands."""
    return sum(section.above(canvas) + BAND_GAP for section in sections)


def _section(frame: pd.DataFrame, band: str, canvas: Canvas, columns: int) -> Section:
    rows = frame.loc[frame["band"] == band].to_dict("records")
    players = len({row["player_id"] or row["mark_id"] for row in rows})
    if not rows:
        return Section(band, (), columns, 0)
    if band == "vertical":
        cells = _industries(frame, rows, columns, phone=canvas.kind == "phone")
        return Section(band, tuple(cells), columns, players)
    if band == "application":
        # Products of one owner stand together, owners with most products first.
        counts = {row["player_id"]: sum(other["player_id"] == row["player_id"] for other in rows) for row in rows}
        rows.sort(key=lambda row: (row["player_id"] is None, -counts[row["player_id"]], row["player_zh"], row["label_zh"]))
    pure = len(frame.attrs["pure_applications"])
    return Section(
        band, (Cell(("", ""), tuple(rows), span=columns),), columns, players, pure_known=frame.attrs["layered_players"] > 0, pure=pure
    )


def _industries(frame: pd.DataFrame, rows: Sequence[Any], columns: int, *, phone: bool) -> list[Cell]:
    """Columns by industry, the fullest first; single ones share a block at the right when there are more than fit."""
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(row["industry"] or UNSPECIFIED, []).append(row)
    order = list(frame.attrs["industries"])
    unnamed = groups.pop(UNSPECIFIED, [])
    merged = groups.pop(OTHERS, [])
    ranked = sorted(groups, key=lambda key: (-len(groups[key]), order.index(key) if key in order else len(order), key))
    # On a phone each industry takes a heading: those with one tile only share one, with the industry written on the tile.
    places = columns if not phone else sum(len(members) > 1 for members in groups.values()) + 1
    names = {key: frame.attrs["industries"].get(key, (key, key)) for key in ranked}
    if len(ranked) + bool(unnamed) <= places and not merged:
        cells = [Cell(names[key], tuple(groups[key])) for key in ranked]
        cells += [Cell(_UNNAMED, tuple(unnamed))] if unnamed else []
    else:
        shown = [key for key in ranked if len(groups[key]) > 1 or merged][: places - 2]
        shown = shown or ([] if phone else ranked[: places - 2])
        rest = [*merged, *(row for key in ranked if key not in shown for row in groups[key])]
        rest.sort(key=lambda row: (-len(row["industries_zh"]), -row["support"], row["mark_id"]))
        cells = [Cell(names[key], tuple(groups[key])) for key in shown]
        cells.append(Cell(_OTHERS if not unnamed else ("其他或未注明行业", "Other or not stated"), (*rest, *unnamed), named=False))
    return _placed(_spans(cells, columns, phone=phone), phone=phone)


def _spans(cells: Sequence[Cell], columns: int, *, phone: bool) -> list[Cell]:
    """Spare columns go, one by one, to whichever cell would be the highest; none gets more than it has tiles."""
    if phone:
        return [replace(cell, span=columns) for cell in cells]
    spans = [1] * len(cells)
    while sum(spans) < columns:
        heights = [len(cell.rows) / span if span < len(cell.rows) else 0 for cell, span in zip(cells, spans, strict=True)]
        if not any(heights):
            break
        spans[heights.index(max(heights))] += 1
    return [replace(cell, span=span) for cell, span in zip(cells, spans, strict=True)]


def _placed(cells: Sequence[Cell], *, phone: bool) -> list[Cell]:
    """Side by side, or on a phone below each other."""
    placed = []
    column = row = 0
    for number, cell in enumerate(cells):
        placed.append(replace(cell, column=0 if phone else column, row=row if phone else 0, headings=number + 1 if phone else 0))
        column += cell.span
        row += cell.height
    return placed


def _cap(section: Section, height: int, canvas: Canvas) -> Section:
    phone = canvas.kind == "phone" and section.band == "vertical"
    cells = [cell.capped(height if not phone else 4) for cell in section.cells]
    return replace(section, cells=tuple(_placed(cells, phone=True) if phone else cells))
