"""The layout of the tiers: a matrix above, the chains below; on a phone one vendor after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Canvas, Hue
from dashboard.views.drawing.caption import blank, foot, foot_height, head
from dashboard.views.drawing.citation import Citation
from dashboard.views.drawing.looks import Key, Tile, draw_legend, draw_tiles, hover_of, look_keys, pick
from dashboard.views.drawing.sheet import LINE_HEIGHT, Box, Sheet
from dashboard.views.drawing.text import counted, fit, width_px
from dashboard.views.tiers.chains import chains_height, draw_chains

_COLUMN_WIDTH = {"slide": 134, "laptop": 120}
_LABEL_WIDTH = {"slide": 196, "laptop": 152, "phone": 0}
_FIXED = {"base": ("通用底座", "Foundation"), "?": ("行业未注明", "Not stated"), "+": ("其他行业", "Other")}


@dataclass(frozen=True, slots=True)
class _Grid:
    """Columns from left to right, vendors from top to bottom, and the cells between them."""

    columns: tuple[str, ...]
    vendors: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[Any, ...]]
    folded: tuple[str, ...]


def draw(frame: pd.DataFrame, canvas: Canvas, *, title: str, cited: Sequence[Citation]) -> go.Figure:
    """The figure."""
    sheet = Sheet(canvas)
    y = head(sheet, title, _subtitle(frame, canvas.language), frame)
    cells = frame.loc[frame["part"] == "cell"]
    if cells.empty:
        area = Box(canvas.margin, y + 8, canvas.width - canvas.margin, canvas.height - foot_height(canvas))
        blank(sheet, area, frame, nothing=("没有可画的层级", "No tier to show"))
        foot(sheet, frame, cited, height=canvas.height)
        return sheet.figure(canvas.height)
    y = draw_legend(sheet, _keys(frame, canvas), top=y + 6, left=canvas.margin, right=canvas.width - canvas.margin) + 8
    bottom = canvas.height - foot_height(canvas)
    chains = chains_height(frame, canvas)
    grid = _grid(frame, canvas, room=bottom - chains - y)
    y = _vendor_list(sheet, frame, grid, top=y) if canvas.kind == "phone" else _matrix(sheet, frame, grid, top=y, room=bottom - chains - y)
    y = draw_chains(sheet, frame, top=y + 8 if canvas.scrolls else y + min(28, max(8, bottom - chains - y)), hues=canvas.palette.tiers)
    height = y + foot_height(canvas) if canvas.scrolls else canvas.height
    foot(sheet, frame, cited, height=height)
    figure = sheet.figure(height)
    figure.update_layout(meta={"folded": list(grid.folded)})
    return figure


def _subtitle(frame: pd.DataFrame, language: str) -> list[str]:
    models = len({model for ids in frame.loc[frame["part"] == "cell", "models_zh"] for model in ids})
    if language == "en":
        return ["Vendor × industry", f"{counted(models, 'model')} graded", "a dot: no source mentions it, which is not “none”"]
    return ["厂商 × 行业", f"{models} 个有层级的模型", "圆点 = 来源未提及，不等于没有"]


def _keys(frame: pd.DataFrame, canvas: Canvas) -> list[Key]:
    cells = frame.loc[frame["part"] == "cell"]
    keys = []
    for tier, words in frame.attrs["tiers"].items():
        if (cells["tier"] == tier).any() and tier in canvas.palette.tiers:
            zh, en = (word.removeprefix(tier).strip() for word in words)
            keys.append(Key("tier", (zh, en), canvas.palette.tiers[tier], tier))
    if (frame["tier"] == "").any() and ((frame["part"] == "node") & (frame["tier"] == "")).any():
        keys.append(Key("fill", ("系列或底座，未给层级", "family or base without a tier"), canvas.palette.other))
    if ((frame["part"] == "edge") & (frame["basis"] != "stated")).any():
        keys.append(Key("edge", ("由推断得出的上下级", "made from: implied")))
    # Grey is taken by families: looks are shown on a tier's own ground.
    return [*keys, *look_keys(frame, canvas.palette.tiers["L2"])]


def _grid(frame: pd.DataFrame, canvas: Canvas, *, room: float) -> _Grid:
    rows = frame.loc[frame["part"] == "cell"].to_dict("records")
    most = 2
    if canvas.kind != "phone":
        most = max(3, int((canvas.width - 2 * canvas.margin - _LABEL_WIDTH[canvas.kind]) // _COLUMN_WIDTH[canvas.kind]))
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["column"]] = counts.get(row["column"], 0) + 1
    order = list(frame.attrs["industries"])
    industries = [column for column in counts if column not in _FIXED]
    industries.sort(key=lambda column: (-counts[column], order.index(column) if column in order else len(order), column))
    fixed_last = ["?"] if "?" in counts else []
    lead = ["base"] if "base" in counts else []
    joined = "+" in counts
    places = most - len(lead) - len(fixed_last)
    kept = industries if len(industries) + joined <= places or canvas.kind == "phone" else industries[: places - 1]
    columns = [*lead, *kept, *(["+"] if len(kept) < len(industries) or joined else []), *fixed_last]
    cells: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        column = row["column"] if row["column"] in columns else "+"
        cells.setdefault((_vendor(row), column), []).append(row)
    held = {vendor: sum(_vendor(row) == vendor for row in rows) for vendor in {_vendor(row) for row in rows}}
    tiers = {vendor: len({row["tier"] for row in rows if _vendor(row) == vendor}) for vendor in held}
    names = {_vendor(row): row["vendor_zh"] for row in rows}
    vendors = sorted(held, key=lambda vendor: (-tiers[vendor], -held[vendor], names[vendor], vendor))
    if not canvas.scrolls:
        fits = max(1, int((room - _head_height(canvas)) // _least_row(canvas)))
        if len(vendors) > fits:
            vendors = vendors[: fits - 1]
    folded = tuple(row["mark_id"] for row in rows if _vendor(row) not in vendors)
    return _Grid(tuple(columns), tuple(vendors), {key: tuple(found) for key, found in cells.items()}, folded)


def _vendor(row: Mapping[Any, Any]) -> str:
    return str(row["vendor_id"] or row["entity_id"])


def _least_row(canvas: Canvas) -> float:
    return canvas.sizes.body * LINE_HEIGHT + 12


def _head_height(canvas: Canvas) -> float:
    return canvas.sizes.body * LINE_HEIGHT + 8


def _column_words(frame: pd.DataFrame, column: str) -> tuple[str, str]:
    words: tuple[str, str] = _FIXED.get(column) or frame.attrs["industries"].get(column, (column, column))
    return words


def _matrix(sheet: Sheet, frame: pd.DataFrame, grid: _Grid, *, top: float, room: float) -> float:
    canvas, palette, sizes = sheet.canvas, sheet.canvas.palette, sheet.canvas.sizes
    left, right = canvas.margin + _LABEL_WIDTH[canvas.kind], canvas.width - canvas.margin
    column = min((right - left) / len(grid.columns), 220)
    lines = len(grid.vendors) + bool(grid.folded)
    row_height = _least_row(canvas) + 4 if canvas.scrolls else max(_least_row(canvas), min(64, (room - _head_height(canvas)) / lines))
    for number, name in enumerate(grid.columns):
        words = fit(pick(_column_words(frame, name), canvas.language), sizes.body, column - 8)
        sheet.text(left + (number + 0.5) * column, top + _head_height(canvas) / 2, words, size=sizes.body, bold=True, anchor="center")
    y = top + _head_height(canvas)
    tiles = []
    for vendor in grid.vendors:
        sheet.line([(canvas.margin, y), (left + column * len(grid.columns), y)], color=palette.grid)
        row = next(each for key, found in grid.cells.items() if key[0] == vendor for each in found)
        name = row["vendor_en" if canvas.language == "en" else "vendor_zh"]
        sheet.text(left - 10, y + row_height / 2, fit(name, sizes.body, left - canvas.margin - 10), size=sizes.body, anchor="right")
        for number, where in enumerate(grid.columns):
            box = Box(left + number * column + 4, y + 4, left + (number + 1) * column - 4, y + row_height - 4)
            found = grid.cells.get((vendor, where), ())
            if not found:
                x, middle = box.middle
                dot = {"type": "circle", "x0": x - 2, "x1": x + 2, "y0": middle - 2, "y1": middle + 2}
                sheet.shapes.append({**dot, "fillcolor": palette.muted, "line": {"width": 0}})
            tiles += _split(sheet, frame, found, box)
        y += row_height
    if grid.folded:
        hidden = len({mark.split(":")[1] for mark in grid.folded})
        text = f"+{hidden} more vendors: full list on the page" if canvas.language == "en" else f"+{hidden} 家厂商未画出，完整列表在页面上"
        sheet.text(left, y + row_height / 2, text, size=sizes.body, color=palette.muted, bold=True)
        y += row_height
    sheet.line([(canvas.margin, y), (left + column * len(grid.columns), y)], color=palette.grid)
    draw_tiles(sheet, tiles)
    return y


def _split(sheet: Sheet, frame: pd.DataFrame, rows: Sequence[Any], box: Box) -> list[Tile]:
    """Tiles of one cell side by side, one a tier; in a block of several industries one a tier and industry."""
    ordered = sorted(rows, key=lambda row: (row["tier"], row["column"]))
    width = (box.width + 4) / max(len(ordered), 1)
    boxes = [Box(box.left + number * width, box.top, box.left + (number + 1) * width - 4, box.bottom) for number in range(len(ordered))]
    return [_cell(sheet, frame, row, each, words="") for row, each in zip(ordered, boxes, strict=True)]


def _cell(sheet: Sheet, frame: pd.DataFrame, row: Any, box: Box, *, words: str) -> Tile:
    canvas = sheet.canvas
    hue: Hue = canvas.palette.tiers[row["tier"]]
    models = row["models_en" if canvas.language == "en" else "models_zh"]
    size = canvas.sizes.body
    text = f"{words} {row['tier']}".strip()
    industries = row["industries_en" if canvas.language == "en" else "industries_zh"]
    if len(industries) > 1 and width_px(f"{text} · {len(industries)}", size) <= box.width - 6:
        unit = pick((" 个行业", " industries"), canvas.language)
        text = f"{text} · {len(industries)}"
        text = text + unit if width_px(text + unit, size) <= box.width - 6 else text
    elif len(models) > 1 and width_px(f"{text} ×{len(models)}", size) <= box.width - 6:
        text = f"{text} ×{len(models)}"
    if row["origin"] == "extracted":
        # Hollow cells stand on paper, so their ink is the page's.
        hue = Hue(hue.line, hue.fill, canvas.palette.ink)
    comma = ", " if canvas.language == "en" else "、"
    column = comma.join(industries) or pick(_column_words(frame, row["column"]), canvas.language)
    listed = comma.join(models)
    return Tile(
        mark_id=row["mark_id"],
        box=box,
        hue=hue,
        lines=((fit(text, size, box.width - 2), size, True),),
        hover=hover_of(row, canvas.language, f"{column} {row['tier']}", listed),
        origin=row["origin"],
        basis=row["basis"],
        status=row["status"],
        contested=bool(row["contested"]),
        group=row["tier"],
        hatch=hue.ink,
    )


def _vendor_list(sheet: Sheet, frame: pd.DataFrame, grid: _Grid, *, top: float) -> float:
    """A phone has no room for a matrix: each vendor with what is said of it, industry and tier on the tile."""
    canvas, sizes = sheet.canvas, sheet.canvas.sizes
    column = (canvas.width - 2 * canvas.margin + 6) / 2
    height = sizes.body * LINE_HEIGHT + 12
    y = top
    tiles = []
    for vendor in grid.vendors:
        rows = [row for where in grid.columns for row in grid.cells.get((vendor, where), ())]
        name = rows[0]["vendor_en" if canvas.language == "en" else "vendor_zh"]
        sheet.text(canvas.margin, y + 12, fit(name, sizes.body, canvas.width - 2 * canvas.margin), size=sizes.body, bold=True)
        y += 26
        for number, row in enumerate(sorted(rows, key=lambda row: (row["tier"], row["column"]))):
            line, offset = divmod(number, 2)
            left, above = canvas.margin + offset * column, y + line * (height + 6)
            box = Box(left, above, left + column - 6, above + height)
            tiles.append(_cell(sheet, frame, row, box, words=pick(_column_words(frame, row["column"]), canvas.language)))
        y += -(-len(rows) // 2) * (height + 6) + 6
    draw_tiles(sheet, tiles)
    return y
