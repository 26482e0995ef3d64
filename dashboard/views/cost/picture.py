"""The layout of the costs: panels with their own decades, one line a mark, brackets around conflicts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Canvas
from dashboard.views.cost.amounts import currency_word, decade_words, decades
from dashboard.views.cost.marks import CostKey, draw_mark_legend, draw_marks
from dashboard.views.drawing.caption import blank, foot, foot_height, head
from dashboard.views.drawing.citation import Citation
from dashboard.views.drawing.looks import CONTESTED_SIGN, pick
from dashboard.views.drawing.sheet import LINE_HEIGHT, Box, Sheet
from dashboard.views.drawing.text import counted, fit, wrap

_LABEL_WIDTH = {"slide": 210, "laptop": 160, "phone": 0}
_PER = {
    "per_1k_tokens": ("每千 token", "per 1k tokens"),
    "per_1m_tokens": ("每百万 token", "per 1M tokens"),
    "per_hour": ("每小时", "per hour"),
    "per_day": ("每天", "per day"),
    "per_month": ("每月", "per month"),
    "per_year": ("每年", "per year"),
}
_MOST_LINES = {"slide": 18, "laptop": 16, "phone": 16}
_GUTTER = 28


@dataclass(frozen=True, slots=True)
class _Panel:
    """One basis in one currency: its lines top down, the decades of its axis, and what is folded."""

    words: tuple[str, str]
    currency: str
    kind: str
    lines: tuple[Any, ...]
    first: int
    last: int
    folded: tuple[str, ...] = ()


def draw(frame: pd.DataFrame, canvas: Canvas, *, title: str, cited: Sequence[Citation]) -> go.Figure:
    """The figure."""
    sheet = Sheet(canvas)
    y = head(sheet, title, _subtitle(frame, canvas.language), frame)
    left, right = canvas.margin, canvas.width - canvas.margin
    if frame.empty:
        area = Box(left, y + 8, right, canvas.height - foot_height(canvas))
        blank(sheet, area, frame, nothing=("没有可画的成本", "No cost to show"))
        foot(sheet, frame, cited, height=canvas.height)
        return sheet.figure(canvas.height)
    y = draw_mark_legend(sheet, frame, top=y + 6, left=left, right=right) + 8
    notes = _notes(frame, canvas)
    bottom = canvas.height - foot_height(canvas) - len(notes) * canvas.sizes.small * LINE_HEIGHT
    panels = _panels(frame, canvas)
    columns = _columns(panels, canvas, bottom - y)
    width = (right - left - _GUTTER * (len(columns) - 1)) / len(columns)
    line = _stretched(columns, canvas, bottom - y)
    ends = []
    for number, column in enumerate(columns):
        top = y
        for panel in column:
            box = Box(left + number * (width + _GUTTER), top, left + number * (width + _GUTTER) + width, top + _height(panel, canvas, line))
            _draw_panel(sheet, panel, box, line)
            top = box.bottom + _spread(column, canvas, bottom - y, line)
        ends.append(top)
    y = max(ends) if canvas.scrolls else bottom
    y = sheet.lines(left, y, notes, size=canvas.sizes.small, color=canvas.palette.muted)
    height = y + foot_height(canvas) if canvas.scrolls else canvas.height
    foot(sheet, frame, cited, height=height)
    figure = sheet.figure(height)
    figure.update_layout(meta={"folded": [mark for column in columns for panel in column for mark in panel.folded]})
    return figure


def _subtitle(frame: pd.DataFrame, language: str) -> list[str]:
    currency = frame.attrs["currency"]
    subjects = frame["entity_id"].nunique()
    if language == "en":
        unit = "in the currency of the source" if currency == "native" else f"in {currency} at the rate of each statement's date"
        return ["Cost by basis, logarithmic axes", unit, f"{counted(len(frame), 'figure')} for {counted(subjects, 'subject')}"]
    unit = "原币种" if currency == "native" else f"折成{currency_word(currency, 'zh')}，按陈述日期的汇率"
    return ["分口径成本，对数轴", unit, f"{subjects} 个对象的 {len(frame)} 个数字"]


def _notes(frame: pd.DataFrame, canvas: Canvas) -> list[str]:
    """Rates used and amounts not converted, above the footer."""
    suffix = "_en" if canvas.language == "en" else "_zh"
    room = canvas.width - 2 * canvas.margin
    notes = []
    rates = sorted({rate for rate in frame[f"rate{suffix}"] if rate})
    if rates:
        lead, comma = ("Rates (ECB reference): ", "; ") if canvas.language == "en" else ("汇率（欧洲央行参考价）：", "；")
        notes.append(lead + comma.join(rates))
    reasons = sorted({reason for reason in frame[f"unconverted{suffix}"] if reason})
    if reasons:
        count = sum(bool(reason) for reason in frame[f"unconverted{suffix}"])
        notes.append(
            (f"{count} kept in their own currency: " if canvas.language == "en" else f"{count} 个保留原币种：") + ", ".join(reasons)
        )
    lines = 1 if not canvas.scrolls else 3
    return [line for note in notes for line in wrap(note, canvas.sizes.small, room, lines=lines)]


def _panels(frame: pd.DataFrame, canvas: Canvas) -> list[_Panel]:
    """One panel a basis, unit and currency; totals in one currency share their decades, so that panels compare by eye."""
    rows = frame.to_dict("records")
    groups: dict[tuple[str, str, str], list[Any]] = {}
    for row in rows:
        groups.setdefault((row["cost_kind"], row["per"] or "", row["currency"]), []).append(row)
    scales: dict[tuple[str, str], list[float]] = {}
    for (_, per, currency), members in groups.items():
        scales.setdefault((per, currency), []).extend(end for row in members for end in (row["low"], row["high"] or row["low"]))
    panels = []
    for (kind, per, currency), members in groups.items():
        first, last = decades(min(scales[per, currency]), max(scales[per, currency]))
        lines = _lines(members)
        most = _MOST_LINES[canvas.kind]
        folded = tuple(row["mark_id"] for row in lines[most:])
        names = frame.attrs["kinds"].get(kind, (kind, kind))
        unit = _PER.get(per, (per, per))
        words = (f"{names[0]}（{unit[0]}）", f"{names[1]} ({unit[1]})") if per else names
        panels.append(_Panel(words, currency, kind, tuple(lines[:most]), first, last, folded))
    return panels


def _lines(members: Sequence[Any]) -> list[Any]:
    """Marks of one subject and slot stand together, the dearest first; inside, rivals from dear to cheap."""
    tops: dict[str, float] = {}
    for row in members:
        tops[row["entity_id"]] = max(tops.get(row["entity_id"], 0.0), row["high"] or row["low"])
    return sorted(members, key=lambda row: (-tops[row["entity_id"]], row["entity_id"], -(row["high"] or row["low"]), row["mark_id"]))


def _line_height(canvas: Canvas) -> float:
    body = canvas.sizes.body * LINE_HEIGHT + 8
    return body + canvas.sizes.small * LINE_HEIGHT + 32 if canvas.kind == "phone" else body


def _height(panel: _Panel, canvas: Canvas, line: float = 0) -> float:
    """Heading, lines (of the least height where none is given), axis."""
    heading = canvas.sizes.body * LINE_HEIGHT + 4
    folded = canvas.sizes.small * LINE_HEIGHT if panel.folded else 0
    return heading + len(panel.lines) * (line or _line_height(canvas)) + folded + canvas.sizes.small * LINE_HEIGHT + 6


def _stretched(columns: Sequence[Sequence[_Panel]], canvas: Canvas, room: float) -> float:
    """Height of a line: more than the least where a slide has room left."""
    least = _line_height(canvas)
    if canvas.scrolls:
        return least
    spare = min(
        (room - sum(_height(panel, canvas) + 20 for panel in column)) / max(sum(len(panel.lines) for panel in column), 1)
        for column in columns
    )
    return least + max(0.0, min(spare * 0.8, least))


def _columns(panels: Sequence[_Panel], canvas: Canvas, room: float) -> list[list[_Panel]]:
    """One column where all fit; else, on a slide, two, and what still does not fit is folded from the longest panels."""
    held = list(panels)
    if canvas.scrolls or sum(_height(panel, canvas) + 8 for panel in held) <= room:
        return [held]
    while True:
        columns = _balanced(held, canvas)
        if all(sum(_height(panel, canvas) + 8 for panel in column) <= room for column in columns):
            return columns
        longest = max(range(len(held)), key=lambda index: len(held[index].lines))
        panel = held[longest]
        if len(panel.lines) <= 1:
            return columns
        held[longest] = replace(panel, lines=panel.lines[:-1], folded=(panel.lines[-1]["mark_id"], *panel.folded))


def _balanced(panels: Sequence[_Panel], canvas: Canvas) -> list[list[_Panel]]:
    """Two columns in reading order, broken where their heights differ least."""
    heights = [_height(panel, canvas) + 8 for panel in panels]
    cuts = range(1, len(panels)) if len(panels) > 1 else [len(panels)]
    cut = min(cuts, key=lambda at: (abs(sum(heights[:at]) - sum(heights[at:])), at))
    return [column for column in (list(panels[:cut]), list(panels[cut:])) if column]


def _spread(column: Sequence[_Panel], canvas: Canvas, room: float, line: float) -> float:
    """Space between panels: what a slide has left, within measure."""
    if canvas.scrolls:
        return 16
    left = room - sum(_height(panel, canvas, line) for panel in column)
    return max(8, min(30, left / max(len(column), 1)))


def _draw_panel(sheet: Sheet, panel: _Panel, box: Box, line: float) -> None:
    canvas, palette, sizes = sheet.canvas, sheet.canvas.palette, sheet.canvas.sizes
    language = canvas.language
    heading = sizes.body * LINE_HEIGHT + 4
    name = pick(panel.words, language)
    unit = f" · {currency_word(panel.currency, language)}"
    sheet.text(box.left, box.top + heading / 2, fit(name + unit, sizes.body, box.width), size=sizes.body, bold=True)
    phone = canvas.kind == "phone"
    # Brackets stand left of the plot, on a phone right of it, where no text is.
    plot = Box(
        box.left + (8 if phone else _LABEL_WIDTH[canvas.kind] + 24), box.top + heading, box.right - (30 if phone else 12), box.bottom
    )
    bottom = plot.top + len(panel.lines) * line
    sheet.line([(box.left, plot.top), (box.right, plot.top)], color=palette.grid)
    step = plot.width / (panel.last - panel.first)
    every = max(1, math.ceil(max(70, 5 * sizes.small) / step))
    for exponent in range(panel.first, panel.last + 1):
        x = plot.left + (exponent - panel.first) * step
        sheet.line([(x, plot.top), (x, bottom)], color=palette.grid)
        if (exponent - panel.first) % every == 0:
            y = bottom + sizes.small * LINE_HEIGHT / 2 + 2
            anchor = "center" if exponent != panel.first or not phone else "left"
            sheet.text(x, y, decade_words(exponent, language), size=sizes.small, color=palette.muted, anchor=anchor)
    area = Box(plot.left, plot.top, plot.right, bottom)
    draw_marks(sheet, panel.lines, CostKey(area, panel.first, panel.last, line))
    _labels(sheet, panel, box, area, line)
    if panel.folded:
        text = (
            f"+{len(panel.folded)} more: full list on the page" if language == "en" else f"+{len(panel.folded)} 条未画出，完整列表在页面上"
        )
        sheet.text(box.left, bottom + sizes.small * LINE_HEIGHT * 1.5 + 2, text, size=sizes.small, color=palette.muted, bold=True)


def _labels(sheet: Sheet, panel: _Panel, box: Box, plot: Box, step: float) -> None:
    """Names of subjects at the left, once a group, and a bracket with the sign where its marks conflict."""
    canvas, palette, sizes = sheet.canvas, sheet.canvas.palette, sheet.canvas.sizes
    start = 0
    while start < len(panel.lines):
        end = start
        while end < len(panel.lines) and panel.lines[end]["entity_id"] == panel.lines[start]["entity_id"]:
            end += 1
        row = panel.lines[start]
        name = row["label_en" if canvas.language == "en" else "label_zh"]
        top, bottom = plot.top + start * step, plot.top + end * step
        if canvas.kind == "phone":
            sheet.text(box.left, top + sizes.body * 0.75, fit(name, sizes.body, box.width), size=sizes.body)
        else:
            room = _LABEL_WIDTH[canvas.kind] - 10
            sheet.text(box.left + room, (top + bottom) / 2, fit(name, sizes.body, room), size=sizes.body, anchor="right")
        contested = [index for index in range(start, end) if panel.lines[index]["rivals"]]
        if len(contested) > 1:
            x, hook = (plot.left - 10, 6) if canvas.kind != "phone" else (plot.right + 18, -6)
            first, last = plot.top + (min(contested) + 0.5) * step, plot.top + (max(contested) + 0.5) * step
            sheet.line([(x + hook, first), (x, first), (x, last), (x + hook, last)], color=palette.problem, width=2)
            y = (first + last) / 2
            circle = {"type": "circle", "x0": x - 9, "x1": x + 9, "y0": y - 9, "y1": y + 9, "layer": "above"}
            sheet.shapes.append({**circle, "fillcolor": palette.problem, "line": {"width": 0}})
            sheet.text(x, y, CONTESTED_SIGN, size=14, color=palette.problem_ink, bold=True, anchor="center")
        start = end
