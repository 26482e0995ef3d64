"""The layout of the overview: figures across, the small map left, coverage and conflicts right; on a phone below each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Canvas, Hue, glyph_of, hue_of
from dashboard.views.drawing.caption import blank, foot, foot_height, head
from dashboard.views.drawing.citation import Citation
from dashboard.views.drawing.looks import Key, Tile, draw_badges, draw_legend, draw_tiles, hover_of, look_keys, pick
from dashboard.views.drawing.sheet import LINE_HEIGHT, Box, Sheet
from dashboard.views.drawing.text import fit, width_px, wrap

_BANDS = {
    "platform": ("平台层", "Platforms"),
    "general": ("通用层", "General"),
    "vertical": ("垂类层", "Verticals"),
    "application": ("应用层", "Apps"),
}
_HEADINGS = {
    "map": ("谁在哪一层：一格一家，垂类一格一家一行业", "Who is in which layer: a square a player, in verticals one for each industry"),
    "coverage": ("知道多少", "How much is known"),
    "conflicts": ("来源互相冲突", "Where sources conflict"),
}
_KINDS = {
    "value": ("数值", "value"), "date": ("日期", "date"), "scope": ("口径", "scope"), "identity": ("归属", "identity"), "name": ("名称", "name"),
    "status": ("状态", "status"), "arithmetic": ("算术", "arithmetic"), "kind": ("类别", "kind"), "taxonomy": ("分类", "taxonomy"),
    "opinion": ("观点", "opinion"), "fact": ("事实", "fact"), "superlative": ("之最", "superlative"),
}  # fmt: skip
_COUNTED = {
    "players": ("家玩家", "players"),
    "products": ("个模型与产品", "products"),
    "facts": ("条事实", "facts"),
    "sources": ("个来源", "sources"),
    "conflicts": ("处冲突", "conflicts"),
}
_SQUARE = {"slide": 30, "laptop": 24, "phone": 22}
_GAP = 24
_STACKED_BELOW = 820
"""Narrower canvases have the parts below each other."""


def draw(frame: pd.DataFrame, canvas: Canvas, *, title: str, cited: Sequence[Citation]) -> go.Figure:
    """Everything in one picture."""
    sheet = Sheet(canvas)
    y = head(sheet, title, _subtitle(frame, canvas.language), frame) + 8
    left, right = canvas.margin, canvas.width - canvas.margin
    bottom = canvas.height - foot_height(canvas)
    if frame.empty:
        blank(sheet, Box(left, y, right, bottom), frame, nothing=("还没有记录", "Nothing recorded yet"))
        foot(sheet, frame, cited, height=canvas.height)
        return sheet.figure(canvas.height)
    y = _figures(sheet, frame, Box(left, y, right, bottom)) + 14
    if canvas.width < _STACKED_BELOW:
        for part in ("map", "coverage", "conflicts"):
            y = _PARTS[part](sheet, frame, Box(left, y, right, math.inf)) + 14
    else:
        middle = left + (right - left) * 0.56
        lower = bottom if not canvas.scrolls else math.inf
        ends = [_map(sheet, frame, Box(left, y, middle, lower))]
        under = _coverage(sheet, frame, Box(middle + _GAP, y, right, lower)) + 14
        ends.append(_conflicts(sheet, frame, Box(middle + _GAP, under, right, lower)))
        y = max(ends)
    height = y + foot_height(canvas) if canvas.scrolls else canvas.height
    foot(sheet, frame, cited, height=height)
    return sheet.figure(height)


def draw_part(frame: pd.DataFrame, canvas: Canvas, part: str) -> go.Figure:
    """One part alone, on a sheet as high as it needs."""
    sheet = Sheet(canvas)
    area = Box(2, 4, canvas.width - 2, math.inf)
    if frame.empty:
        blank(sheet, Box(2, 4, canvas.width - 2, 160), frame, nothing=("还没有记录", "Nothing recorded yet"))
        return sheet.figure(164)
    return sheet.figure(_PARTS[part](sheet, frame, area) + 6)


def _subtitle(frame: pd.DataFrame, language: str) -> list[str]:
    first, last = frame.attrs["first_source"], frame.attrs["last_source"]
    if not last:
        return ["Large-language-model market"] if language == "en" else ["大模型市场"]
    if language == "en":
        return ["Large-language-model market", f"sources of {first} to {last}"]
    return ["大模型市场", f"来源发布于 {first} 至 {last}"]


def _rows(frame: pd.DataFrame, part: str) -> list[Any]:
    return frame.loc[frame["part"] == part].to_dict("records")


def _heading(sheet: Sheet, part: str, area: Box) -> float:
    sizes = sheet.canvas.sizes
    lines = wrap(pick(_HEADINGS[part], sheet.canvas.language), sizes.body, area.width, lines=2)
    return sheet.lines(area.left, area.top + sizes.body * (0.7 - LINE_HEIGHT / 2), lines, size=sizes.body, bold=True) + 8


def _figures(sheet: Sheet, frame: pd.DataFrame, area: Box) -> float:
    """Cards with a large number each; on a phone two in a row."""
    canvas, sizes, palette = sheet.canvas, sheet.canvas.sizes, sheet.canvas.palette
    rows = _rows(frame, "figures")
    across = 2 if canvas.kind == "phone" else min(max(len(rows), 1), max(2, int(area.width // 190)))
    width = (area.width + 12) / across
    height = sizes.title * 1.25 + sizes.small * LINE_HEIGHT + 16
    suffix = "en" if canvas.language == "en" else "zh"
    tiles = []
    for number, row in enumerate(rows):
        line, column = divmod(number, across)
        left, top = area.left + column * width, area.top + line * (height + 10)
        box = Box(left, top, left + width - 12, top + height)
        hue = Hue(palette.problem if row["contested"] else palette.grid, palette.panel, palette.ink)
        hover = hover_of(row, canvas.language, str(row["number"]), row[f"detail_{suffix}"])
        tiles.append(Tile(row["mark_id"], box, hue, (), hover, group="figures"))
    draw_tiles(sheet, tiles)
    for row, tile in zip(rows, tiles, strict=True):
        box = tile.box
        value = f"{row['number']:,}"
        middle = box.top + sizes.title * 0.8
        sheet.text(box.left + 12, middle, value, size=sizes.title, bold=True, color=palette.problem if row["contested"] else palette.ink)
        after = box.left + 12 + width_px(value, sizes.title) + 8
        word = fit(pick(_COUNTED[row["key"]], canvas.language), sizes.body, box.right - 6 - after)
        sheet.text(after, middle + sizes.title * 0.16, word, size=sizes.body)
        detail = fit(row[f"detail_{suffix}"], sizes.small, box.width - 20)
        sheet.text(box.left + 12, box.bottom - sizes.small * 0.95, detail, size=sizes.small, color=palette.muted)
    return area.top + math.ceil(len(rows) / across) * (height + 10) - 10


def _map(sheet: Sheet, frame: pd.DataFrame, area: Box) -> float:
    """The map in small: a row a layer, the vertical one by industry."""
    canvas, sizes, palette = sheet.canvas, sheet.canvas.sizes, sheet.canvas.palette
    rows = _rows(frame, "map")
    y = _heading(sheet, "map", area)
    y = draw_legend(sheet, _kind_keys(frame, canvas, rows), top=y - 4, left=area.left, right=area.right) + 6
    label = {"slide": 110, "laptop": 84, "phone": 74}[canvas.kind]
    side = _SQUARE[canvas.kind]
    if not canvas.scrolls:
        side = _largest(frame, rows, Box(area.left, y, area.right, area.bottom), side=side + 12, label=label)
    tiles: list[Tile] = []
    for band, words in _BANDS.items():
        members = [row for row in rows if row["band"] == band]
        lines = _lines(frame, members, band)
        start = y
        for _, line in lines:
            text = pick(line[0]["_words"], canvas.language) if band == "vertical" else ""
            left = area.left + label + (label * 1.1 if band == "vertical" else 0)
            if text:
                sheet.text(
                    left - 8, y + side / 2, fit(text, sizes.small, label * 1.1 - 12), size=sizes.small, color=palette.muted, anchor="right"
                )
            y = _squares(sheet, frame, line, area=Box(left, y, area.right - 34, y), side=side, tiles=tiles)
        if not lines:
            sheet.text(area.left + label + 4, y + side / 2, pick(("无", "none"), canvas.language), size=sizes.small, color=palette.muted)
            y += side + 6
        band_box = Box(area.left, start, area.left + label - 8, y - 6)
        sheet.rect(band_box, fill=palette.band, radius=4)
        room = band_box.width - 6
        size = sizes.body if width_px(pick(words, canvas.language), sizes.body) <= room else sizes.small
        sheet.text(
            *band_box.middle, fit(pick(words, canvas.language), size, room), size=size, color=palette.band_ink, bold=True, anchor="center"
        )
        y += 6
    draw_tiles(sheet, tiles)
    return y


def _kind_keys(frame: pd.DataFrame, canvas: Canvas, rows: Sequence[Any]) -> list[Key]:
    present = {row["player_kind"] for row in rows}
    kinds = enumerate(frame.attrs["kinds"].items())
    keys = [
        Key("kind", words, hue_of(canvas.palette, position), glyph_of(position)) for position, (kind, words) in kinds if kind in present
    ]
    return [*keys, *look_keys(frame.loc[frame["part"] == "map"])]


def _lines(frame: pd.DataFrame, members: Sequence[Any], band: str) -> list[tuple[str, list[Any]]]:
    """Squares by line: one a layer, in the vertical layer one an industry, the fullest first, the smallest together."""
    if band != "vertical":
        return [("", list(members))] if members else []
    groups: dict[str, list[Any]] = {}
    for row in members:
        groups.setdefault(row["industry"] or "?", []).append(row)
    unnamed = groups.pop("?", [])
    order = list(frame.attrs["industries"])
    ranked = sorted(groups, key=lambda key: (-len(groups[key]), order.index(key) if key in order else len(order), key))
    several = [key for key in ranked if len(groups[key]) > 1][:5]
    rest = [row for key in ranked if key not in several for row in groups[key]] + unnamed
    lines = []
    for key in several:
        words = frame.attrs["industries"].get(key, (key, key))
        lines.append((key, [{**row, "_words": words} for row in groups[key]]))
    if rest:
        words = ("其他行业", "Others") if several else ("各行业", "Industries")
        lines.append(("+", [{**row, "_words": words} for row in rest]))
    return lines


def _largest(frame: pd.DataFrame, rows: Sequence[Any], area: Box, *, side: int, label: int) -> int:
    """The largest square with which a slide holds the whole small map."""
    while side > 14:
        height = 0.0
        for band in _BANDS:
            lines = _lines(frame, [row for row in rows if row["band"] == band], band)
            room = area.right - 34 - area.left - label * (2.1 if band == "vertical" else 1)
            across = max(1, int((room + 4) // (side + 4)))
            height += sum(math.ceil(len(line) / across) * (side + 4) + 2 for _, line in lines) + 6
            height += 0 if lines else side + 6
        if area.top + height <= area.bottom:
            return side
        side -= 2
    return side


def _squares(  # noqa: PLR0913 - options, keyword-only
    sheet: Sheet, frame: pd.DataFrame, rows: Sequence[Any], *, area: Box, side: float, tiles: list[Tile]
) -> float:
    """Squares from left to right, breaking where the row is full, and their number behind them; returns the y under them."""
    canvas, palette, sizes = sheet.canvas, sheet.canvas.palette, sheet.canvas.sizes
    across = max(1, int((area.width + 4) // (side + 4)))
    kinds = list(frame.attrs["kinds"])
    for number, row in enumerate(rows):
        line, column = divmod(number, across)
        left, top = area.left + column * (side + 4), area.top + line * (side + 4)
        position = kinds.index(row["player_kind"]) if row["player_kind"] in kinds else None
        hue = hue_of(palette, position)
        industry = (
            frame.attrs["industries"].get(row["industry"], (row["industry"], row["industry"]))
            if row["industry"] not in {None, "?"}
            else None
        )
        facts = [pick(_BANDS[row["band"]], canvas.language), pick(industry, canvas.language) if industry else ""]
        box = Box(left, top, left + side, top + side)
        glyph = ((glyph_of(position), 14, False),)
        ink = Hue(hue.line, hue.fill, hue.line)
        tiles.append(
            Tile(
                row["mark_id"], box, ink, glyph, hover_of(row, canvas.language, *facts), origin=row["origin"], basis=row["basis"],
                status=row["status"], contested=False, signed=False, group=row["player_kind"] or "?",
            )
        )  # fmt: skip
    lines = math.ceil(len(rows) / across)
    end = area.left + min(len(rows), across) * (side + 4) + 4
    sheet.text(end, area.top + (side if lines == 1 else lines * (side + 4)) / 2, str(len(rows)), size=sizes.small, bold=True)
    contested = [
        (row["mark_id"], tile.box.right - 3, tile.box.top + 3, tile.hover)
        for row, tile in zip(rows, tiles[-len(rows) :], strict=True)
        if row["contested"]
    ]
    draw_badges(sheet, contested)
    return area.top + lines * (side + 4) + 2


def _coverage(sheet: Sheet, frame: pd.DataFrame, area: Box) -> float:
    """Bars of how many are known, out of how many."""
    canvas, sizes, palette = sheet.canvas, sheet.canvas.sizes, sheet.canvas.palette
    y = _heading(sheet, "coverage", area)
    suffix = "en" if canvas.language == "en" else "zh"
    rows = _rows(frame, "coverage")
    step = sizes.small * LINE_HEIGHT + 12
    label = min(area.width * 0.55, max((width_px(row[f"label_{suffix}"], sizes.small) for row in rows), default=0) + 12)
    tiles = []
    for row in rows:
        sheet.text(area.left, y + step / 2, fit(row[f"label_{suffix}"], sizes.small, label - 6), size=sizes.small)
        track = Box(area.left + label, y + 4, area.right - 76, y + step - 4)
        sheet.rect(track, fill=palette.panel, line=palette.grid, radius=3)
        share = row["number"] / row["total"]
        box = Box(track.left, track.top, track.left + max(track.width * share, 6), track.bottom)
        # Nothing known is still a mark to click, but no bar.
        hue = Hue(palette.hues[0].line, palette.hues[0].line, palette.paper) if share else Hue(palette.grid, palette.panel, palette.ink)
        tiles.append(
            Tile(row["mark_id"], box, hue, (), hover_of(row, canvas.language, f"{row['number']} / {row['total']}"), group="coverage")
        )
        text = f"{row['number']} / {row['total']}"
        sheet.text(track.right + 8, y + step / 2, text, size=sizes.small, bold=True)
        y += step
    draw_tiles(sheet, tiles)
    return y


def _conflicts(sheet: Sheet, frame: pd.DataFrame, area: Box) -> float:
    """The gravest conflicts, as many as there is room for, and how many more there are."""
    canvas, sizes, palette = sheet.canvas, sheet.canvas.sizes, sheet.canvas.palette
    y = _heading(sheet, "conflicts", area)
    rows = _rows(frame, "conflicts")
    suffix = "en" if canvas.language == "en" else "zh"
    lines = 2
    step = sizes.body * LINE_HEIGHT + sizes.small * LINE_HEIGHT + 12
    rest = sizes.small * LINE_HEIGHT + 6
    fits = max(1, int((area.bottom - y - rest) // step)) if area.bottom < math.inf else 6
    tiles = []
    shown = rows[:fits]
    for row in shown:
        box = Box(area.left, y, area.right, y + step - 6)
        hue = Hue(palette.problem, palette.panel, palette.ink)
        tiles.append(Tile(row["mark_id"], box, hue, (), hover_of(row, canvas.language, row[f"detail_{suffix}"]), group="conflicts"))
        y += step
    draw_tiles(sheet, tiles)
    draw_badges(sheet, [(tile.mark_id, tile.box.left + 16, tile.box.middle[1], tile.hover) for tile in tiles])
    for row, tile in zip(shown, tiles, strict=True):
        box = tile.box
        kind = pick(_KINDS.get(row["key"], (row["key"], row["key"])), canvas.language)
        topic = fit(row[f"label_{suffix}"], sizes.body, box.width - 40)
        sheet.text(box.left + 32, box.top + sizes.body * 0.8, topic, size=sizes.body, bold=True)
        detail = fit(f"{kind} · {row[f'detail_{suffix}']}", sizes.small, box.width - 40)
        sheet.text(box.left + 32, box.bottom - sizes.small * 0.95, detail, size=sizes.small, color=palette.muted)
    notes = _rest(len(rows) - len(shown), frame.attrs["opinions"], canvas.language)
    if not rows:
        notes = pick(("已知来源之间没有冲突。", "No conflict between known sources."), canvas.language) + (notes and " " + notes)
    return sheet.lines(area.left, y, wrap(notes, sizes.small, area.width, lines=lines), size=sizes.small, color=palette.muted)


def _rest(hidden: int, opinions: int, language: str) -> str:
    parts = []
    if hidden:
        parts.append(f"{hidden} more conflicts" if language == "en" else f"另有 {hidden} 处冲突")
    if opinions:
        parts.append(f"{opinions} disputes recorded by editors" if language == "en" else f"编辑另记 {opinions} 处分歧")
    return ("; " if language == "en" else "，").join(parts)


_PARTS = {"figures": _figures, "map": _map, "coverage": _coverage, "conflicts": _conflicts}
