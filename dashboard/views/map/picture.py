"""The map's layout in pixels: bands, columns and tiles, for a slide, beside a sidebar and on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Canvas, glyph_of, hue_of
from dashboard.views.drawing.caption import blank, foot, foot_height, head
from dashboard.views.drawing.citation import Citation
from dashboard.views.drawing.looks import Key, Tile, draw_legend, draw_tiles, hover_of, look_keys, pick
from dashboard.views.drawing.sheet import LINE_HEIGHT, Box, Sheet
from dashboard.views.drawing.text import counted, fit, width_px
from dashboard.views.map.lettering import Lettering, letter
from dashboard.views.map.packing import BAND_GAP, GAP, Cell
from dashboard.views.map.plan import Band, Plan, plan

_BANDS = {
    "platform": ("平台层", "Platforms"),
    "general": ("通用层", "General"),
    "vertical": ("垂类层", "Verticals"),
    "application": ("应用层", "Applications"),
}
_LABEL_WIDTH = {"slide": 110, "laptop": 84, "phone": 0}


def draw(frame: pd.DataFrame, canvas: Canvas, *, title: str, cited: Sequence[Citation]) -> go.Figure:
    """The figure."""
    sheet = Sheet(canvas)
    y = head(sheet, title, _subtitle(frame, canvas.language), frame)
    y = draw_legend(sheet, _keys(frame, canvas), top=y + 6, left=canvas.margin, right=canvas.width - canvas.margin) + 8
    bottom = canvas.height - foot_height(canvas)
    folded: list[str] = []
    if frame.empty:
        blank(sheet, Box(canvas.margin, y, canvas.width - canvas.margin, bottom), frame, nothing=("没有可画的玩家", "Nobody to show"))
        height: float = canvas.height
    else:
        left, right = canvas.margin + _LABEL_WIDTH[canvas.kind], canvas.width - canvas.margin
        place = plan(frame, canvas, bottom - y, left=left, right=right)
        for band in place.bands:
            y = _band(sheet, frame, band, place, top=y) + BAND_GAP
            folded += [mark for cell in band.section.cells for mark in cell.folded]
        height = y + foot_height(canvas) if canvas.scrolls else canvas.height
    foot(sheet, frame, cited, height=height, note=_note(frame, canvas.language))
    drawn = sheet.figure(height)
    drawn.update_layout(meta={"folded": folded})
    return drawn


def _subtitle(frame: pd.DataFrame, language: str) -> list[str]:
    players, products = frame["player_id"].nunique(), len({product for ids in frame["product_ids"] for product in ids})
    if language == "en":
        return ["Market map by layer and industry", f"{counted(players, 'player')}, {products} models and products"]
    return ["大模型市场版图，层 × 行业", f"{players} 家玩家，{products} 个模型与产品"]


def _note(frame: pd.DataFrame, language: str) -> str:
    missing = frame.attrs["without_layer"]
    if not missing:
        return ""
    return f"{missing} players without a stated layer are not drawn." if language == "en" else f"另有 {missing} 家未注明层，不画。"


def _keys(frame: pd.DataFrame, canvas: Canvas) -> list[Key]:
    """Kinds of player that are drawn, in the vocabulary's order, then looks."""
    keys = []
    present = set(frame["player_kind"])
    for position, (kind, words) in enumerate(frame.attrs["kinds"].items()):
        if kind in present:
            keys.append(Key("kind", words, hue_of(canvas.palette, position), glyph_of(position)))
    if not present <= set(frame.attrs["kinds"]):
        keys.append(Key("kind", ("性质未注明", "kind not stated"), canvas.palette.other, glyph_of(None)))
    return [*keys, *look_keys(frame)] if len(frame) else []


def _band(sheet: Sheet, frame: pd.DataFrame, band: Band, place: Plan, *, top: float) -> float:
    canvas, palette, section = sheet.canvas, sheet.canvas.palette, band.section
    body = top + section.above(canvas)
    bottom = body + band.body + section.headings(canvas)
    label = pick(_BANDS[section.band], canvas.language)
    count = counted(section.players, "player") if canvas.language == "en" else f"{section.players} 家"
    if canvas.kind == "phone":
        bar = Box(place.left, top, place.right, top + 28)
        sheet.rect(bar, fill=palette.band, radius=4)
        sheet.text(bar.left + 10, bar.middle[1], f"{label}  {count}", size=canvas.sizes.body, color=palette.band_ink, bold=True)
    else:
        bar = Box(canvas.margin, top, place.left - 8, bottom - GAP)
        sheet.rect(bar, fill=palette.band, radius=6)
        x, middle = bar.middle
        size = canvas.sizes.subtitle if width_px(label, canvas.sizes.subtitle) < bar.width - 8 else canvas.sizes.small
        if section.rows:
            sheet.text(x, middle - size * 0.6, label, size=size, color=palette.band_ink, bold=True, anchor="center")
            sheet.text(x, middle + size * 0.7, count, size=canvas.sizes.small, color=palette.band_ink, anchor="center")
        else:
            sheet.text(
                x, middle, fit(label, canvas.sizes.small, bar.width), size=canvas.sizes.small, color=palette.band_ink, anchor="center"
            )
    _grounds(sheet, band, place, top=top, bottom=bottom)
    tiles = []
    for cell in section.cells:
        for number, row in enumerate(cell.rows):
            lines = band.lines[cell.row + number // cell.span]
            texts = letter(row, canvas, place.column - GAP, named=cell.named, size=band.size, lines=lines)
            tiles.append(_tile(sheet, frame, row, _spot(band, cell, number, place, body, canvas), texts, band.size))
        if cell.folded:
            _more(sheet, frame, cell, _spot(band, cell, len(cell.rows), place, body, canvas))
    draw_tiles(sheet, tiles)
    return bottom


def _spot(band: Band, cell: Cell, number: int, place: Plan, body: float, canvas: Canvas) -> Box:  # noqa: PLR0913, PLR0917 - where, in what
    line, offset = divmod(number, cell.span)
    row = cell.row + line
    left = place.left + (cell.column + offset) * place.column
    top = body + cell.headings * band.section.heading(canvas) + band.above(row)
    return Box(left, top, left + place.column - GAP, top + band.heights[row])


def _grounds(sheet: Sheet, band: Band, place: Plan, *, top: float, bottom: float) -> None:
    """Panels behind the tiles, headings of industries, and the note of an empty or an application band."""
    canvas, palette, sizes, section = sheet.canvas, sheet.canvas.palette, sheet.canvas.sizes, band.section
    start = top + (34 if canvas.kind == "phone" else 0)
    note = section.note(canvas.language)
    if note:
        text = fit(note, sizes.small, place.right - place.left)
        sheet.text(place.left, start + sizes.small * LINE_HEIGHT / 2 + 3, text, size=sizes.small, color=palette.muted)
    if section.band != "vertical":
        return
    for cell in section.cells:
        left = place.left + cell.column * place.column
        room = cell.span * place.column - GAP
        y = start + section.heading(canvas) / 2
        words = pick(cell.words, canvas.language)
        if canvas.kind == "phone":
            y += band.above(cell.row) + (cell.headings - 1) * section.heading(canvas)
            sheet.text(left, y, fit(words, sizes.body, room), size=sizes.body, bold=True)
        else:
            sheet.text(left + room / 2, y, fit(words, sizes.body, room), size=sizes.body, bold=True, anchor="center")
            sheet.rect(Box(left, start + section.heading(canvas), left + room, bottom - GAP), fill=palette.panel, radius=6)


def _tile(sheet: Sheet, frame: pd.DataFrame, row: Any, box: Box, texts: Lettering, size: int) -> Tile:  # noqa: PLR0913, PLR0917
    """A tile: the player above, below it what it is there for."""
    canvas, language = sheet.canvas, sheet.canvas.language
    kinds = list(frame.attrs["kinds"])
    position = kinds.index(row["player_kind"]) if row["player_kind"] in kinds else None
    player = row[f"player_{language}"] or row[f"label_{language}"]
    products, industries = row[f"products_{language}"], row[f"industries_{language}"]
    lines = [(texts.player, texts.player_size, True), *((line, size, False) for line in texts.detail)]
    facts = [", ".join(products) if language == "en" else "、".join(products), pick(_BANDS[row["band"]], language)]
    facts.append((", " if language == "en" else "、").join(industries))
    return Tile(
        mark_id=row["mark_id"],
        box=box,
        hue=hue_of(canvas.palette, position),
        lines=tuple(lines),
        hover=hover_of(row, language, player, *facts),
        origin=row["origin"],
        basis=row["basis"],
        status=row["status"],
        contested=bool(row["contested"]),
        group=row["player_kind"] or "?",
        glyph=glyph_of(position),
    )


def _more(sheet: Sheet, frame: pd.DataFrame, cell: Cell, box: Box) -> None:
    """`+N 家` in place of what is folded, its names on hover."""
    canvas = sheet.canvas
    count = len(cell.folded)
    sheet.rect(box, line=canvas.palette.muted, dash="1px,4px", radius=6)
    text = f"+{count} more" if canvas.language == "en" else f"+{count} 家"
    sheet.text(*box.middle, text, size=canvas.sizes.body, color=canvas.palette.muted, bold=True, anchor="center")
    names = frame.set_index("mark_id").loc[list(cell.folded), "label_en" if canvas.language == "en" else "label_zh"]
    sheet.annotations[-1]["hovertext"] = "<br>".join(str(name) for name in names)
