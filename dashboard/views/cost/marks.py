"""Marks of the cost chart: a diamond for an amount, a bar for a range, a dotted line with an open triangle for a bound.

Filled is curated, a dot inside imported, hollow extracted only. The label beside a mark says the amount and who gives it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.views.drawing.looks import BASIS_WORDS, STATUS_WORDS, Key, draw_hatch, draw_legend, draw_status, hover_of, look_keys, pick
from dashboard.views.drawing.sheet import LINE_HEIGHT, Box, Sheet
from dashboard.views.drawing.text import fit, width_px

_BOUND_LENGTH = 56
_MARK = 15
_FILLINGS = {"curated": "filled", "imported": "dotted", "extracted": "hollow"}
_FORMS = {"curated": "diamond", "imported": "diamond-open-dot", "extracted": "diamond-open"}


@dataclass(frozen=True, slots=True)
class CostKey:
    """Where a panel's lines lie: plot area, decades, height of a line."""

    plot: Box
    first: int
    last: int
    line: float

    def x(self, amount: float) -> float:
        """Place of an amount on the axis."""
        share = (math.log10(amount) - self.first) / (self.last - self.first)
        return self.plot.left + share * self.plot.width

    def y(self, number: int, *, phone: bool) -> float:
        """Middle of the marks of a line; on a phone below the subject's name."""
        return self.plot.top + (number + (0.52 if phone else 0.5)) * self.line


def draw_marks(sheet: Sheet, lines: Sequence[Any], key: CostKey) -> None:
    """Draws the marks of a panel with their labels."""
    phone = sheet.canvas.kind == "phone"
    points: list[tuple[Any, float, float, str]] = []
    bars: list[tuple[Any, float, float, float]] = []
    for number, row in enumerate(lines):
        y = key.y(number, phone=phone)
        x = key.x(row["low"])
        reach = (x, x)
        if row["high"] is not None and row["high"] > row["low"]:
            end = key.x(row["high"])
            bars.append((row, x, max(end, x + 6), y))
            reach = (x, end)
        elif row["bound"] in {"<=", ">="}:
            reach = _bound(sheet, row, key, x, y)
            points.append((row, x, y, "line-ns-open"))
            tip = reach[1] if row["bound"] == ">=" else reach[0]
            points.append((row, tip, y, "triangle-right-open" if row["bound"] == ">=" else "triangle-left-open"))
        else:
            points.append((row, x, y, _FORMS[row["origin"]]))
            wide = 14 if row["status"] in STATUS_WORDS or row["basis"] != "stated" else 8
            reach = (x - wide, x + wide)
        around = Box(x - 14, y - 13, x + 14, y + 13)
        if row["status"] in STATUS_WORDS:
            draw_status(sheet, around, _ink(sheet, row))
        if row["basis"] != "stated" and row["high"] is None:
            draw_hatch(sheet, around, sheet.canvas.palette.muted)
        _label(sheet, row, key, reach, y)
    _trace(sheet, points, bars)


def _ink(sheet: Sheet, row: Any) -> str:
    return sheet.canvas.palette.problem if row["rivals"] else sheet.canvas.palette.hues[0].line


def _bound(sheet: Sheet, row: Any, key: CostKey, x: float, y: float) -> tuple[float, float]:
    """The dotted line of a bound: towards where the amount may lie. Kept inside the plot."""
    if row["bound"] == ">=":
        end = min(x + _BOUND_LENGTH, key.plot.right - 8)
        sheet.line([(x, y), (end - 7, y)], color=_ink(sheet, row), width=2, dash="2px,4px")
        return x, end
    start = max(x - _BOUND_LENGTH, key.plot.left + 8)
    sheet.line([(start + 7, y), (x, y)], color=_ink(sheet, row), width=2, dash="2px,4px")
    return start, x


def _hover(sheet: Sheet, row: Any) -> str:
    suffix = "en" if sheet.canvas.language == "en" else "zh"
    facts = [row[f"value_{suffix}"], row[f"authority_{suffix}"]]
    if row[f"rate_{suffix}"]:
        facts += [row[f"native_{suffix}"], row[f"rate_{suffix}"]]
    return hover_of(row, sheet.canvas.language, *facts, row[f"unconverted_{suffix}"] or "")


def _label(sheet: Sheet, row: Any, key: CostKey, reach: tuple[float, float], y: float) -> None:
    """Amount in bold, then who says so; right of the mark, else left of it, on a phone below."""
    canvas, sizes, language = sheet.canvas, sheet.canvas.sizes, sheet.canvas.language
    suffix = "en" if language == "en" else "zh"
    tags = [pick(STATUS_WORDS[row["status"]], language)] if row["status"] in STATUS_WORDS else []
    tags += [pick(BASIS_WORDS[row["basis"]], language)] if row["basis"] != "stated" else []
    value = row[f"value_{suffix}"]
    if row[f"rate_{suffix}"]:
        tags.append(row[f"native_{suffix}"])
    rest = " · ".join([row[f"authority_{suffix}"], *tags])
    if canvas.kind == "phone":
        text = fit(f"{value} · {rest}", sizes.small, canvas.width - 2 * canvas.margin)
        sheet.text(canvas.margin, y + 15 + sizes.small * LINE_HEIGHT / 2, text, size=sizes.small, color=canvas.palette.muted)
        return
    room_right, room_left = key.plot.right - reach[1] - 14, reach[0] - key.plot.left - 14
    right = room_right >= room_left or room_right >= width_px(value, sizes.body) + 10 + width_px(rest, sizes.small)
    room = room_right if right else room_left
    first = fit(value, sizes.body, room)
    second = fit(rest, sizes.small, room - width_px(first, sizes.body) - 10)
    start, end = width_px(first, sizes.body), width_px(second, sizes.small)
    x = reach[1] + 14 if right else reach[0] - 14 - start - (10 + end if second else 0)
    sheet.text(x, y, first, size=sizes.body, bold=True)
    if second:
        sheet.text(x + start + 10, y, second, size=sizes.small, color=canvas.palette.muted)


def _trace(sheet: Sheet, points: Sequence[tuple[Any, float, float, str]], bars: Sequence[tuple[Any, float, float, float]]) -> None:
    palette = sheet.canvas.palette
    if bars:
        sheet.traces.append(
            go.Bar(
                x=[round((start + end) / 2, 2) for _, start, end, _ in bars],
                width=[round(end - start, 2) for _, start, end, _ in bars],
                base=[round(y - 6, 2) for *_, y in bars],
                y=[12] * len(bars),
                customdata=[[row["mark_id"], _hover(sheet, row)] for row, *_ in bars],
                hovertemplate="%{customdata[1]}<extra></extra>",
                marker={
                    "color": [palette.paper if row["origin"] == "extracted" else _ink(sheet, row) for row, *_ in bars],
                    "line": {"color": [_ink(sheet, row) for row, *_ in bars], "width": 1.5},
                    "pattern": {
                        "shape": ["/" if row["basis"] != "stated" else "" for row, *_ in bars],
                        "fillmode": "overlay",
                        "fgcolor": palette.paper,
                        "size": 7,
                        "solidity": 0.25,
                    },
                },
            )
        )
    if points:
        sheet.traces.append(
            go.Scatter(
                x=[round(x, 2) for _, x, _, _ in points],
                y=[round(y, 2) for _, _, y, _ in points],
                mode="markers",
                marker={
                    "symbol": [form for *_, form in points],
                    "size": _MARK,
                    "color": [_ink(sheet, row) for row, *_ in points],
                    "line": {"width": 2, "color": [_ink(sheet, row) for row, *_ in points]},
                },
                customdata=[[row["mark_id"], _hover(sheet, row)] for row, *_ in points],
                hovertemplate="%{customdata[1]}<extra></extra>",
                cliponaxis=False,
            )
        )


def draw_mark_legend(sheet: Sheet, frame: pd.DataFrame, *, top: float, left: float, right: float) -> float:
    """The legend of this chart: forms that occur, then looks. Returns the y under it."""
    keys = []
    if (frame["bound"].isin(["=", "~"]) & frame["high"].isna()).any():
        keys.append(Key("glyph", ("数值", "amount"), glyph="◆"))
    if frame["high"].notna().any():
        keys.append(Key("bar", ("区间", "range")))
    if frame["bound"].isin(["<=", ">="]).any():
        keys.append(Key("glyph", ("只有上限或下限", "bound only"), glyph="▷"))
    # Form tells the kind of mark, filling its origin: swatches of filling alone, so that no diamond means two things.
    keys += [Key(_FILLINGS[key.swatch], key.words) if key.swatch in _FILLINGS else key for key in look_keys(frame)]
    return draw_legend(sheet, keys, top=top, left=left, right=right)
