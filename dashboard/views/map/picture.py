"""The map's layout in pixels: bands, columns and tiles, for a slide, beside a sidebar and on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Canvas, glyph_of, hue_of
from dashboard.views.drawing.caption import blank, foot, foot_height, head
from dashboard.views.drawing.citation import Citation
from dashboard.views.drawing.looks import GLYPH_SIZE, STATUS_WORDS, Key, Tile, draw_legend, draw_tiles, hover_of, look_keys, pick
from dashboard.views.drawing.sheet import LINE_HEIGHT, Box, Sheet
from dashboard.views.drawing.text import counted, fit, width_px
from dashboard.views.map.packing import BAND_GAP, GAP, Cell, Section, least_tile, pack

_BANDS = {
    "platform": ("平台层", "Platforms"),
    "general": ("通用层", "General"),
    "vertical": ("垂类层", "Verticals"),
    "application": ("应用层", "Applications"),
}
_LABEL_WIDTH = {"slide": 110, "laptop": 84, "phone": 0}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the bands go: the area right of their labels, and the height of a tile."""

    left: float
    right: float
    tile: float


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
        sections, rows = pack(frame, canvas, bottom - y)
        place = _Place(
            canvas.margin + _LABEL_WIDTH[canvas.kind], canvas.width - canvas.margin, _tile_height(canvas, bottom - y, sections, rows)
        )
        for section in sections:
            y = _band(sheet, frame, section, place, top=y) + BAND_GAP
            folded += [mark for cell in section.cells for mark in cell.folded]
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


def _tile_height(canvas: Canvas, room: float, sections: Sequence[Section], rows: int) -> float:
    low = least_tile(canvas)
    if canvas.scrolls:
        return low + 6
    fixed = sum(section.above(canvas) for section in sections) + BAND_GAP * len(sections)
    return max(low, min(low * 1.5, (room - fixed) / max(rows, 1) - GAP))


def _band(sheet: Sheet, frame: pd.DataFrame, section: Section, place: _Place, *, top: float) -> float:
    canvas, palette = sheet.canvas, sheet.canvas.palette
    step = place.tile + GAP
    body = top + section.above(canvas)
    bottom = body + section.rows * step + section.headings(canvas)
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
    column = (place.right - place.left + GAP) / section.columns
    _grounds(sheet, section, place, top=top, bottom=bottom)
    tiles = []
    for cell in section.cells:
        for number, row in enumerate(cell.rows):
            tiles.append(
                _tile(
                    sheet, frame, row, _spot(cell, number, place, column, body + cell.headings * section.heading(canvas)), named=cell.named
                )
            )
        if cell.folded:
            _more(sheet, frame, cell, _spot(cell, len(cell.rows), place, column, body + cell.headings * section.heading(canvas)))
    draw_tiles(sheet, tiles)
    return bottom


def _spot(cell: Cell, number: int, place: _Place, column: float, top: float) -> Box:
    row, offset = divmod(number, cell.span)
    left = place.left + (cell.column + offset) * column
    y = top + (cell.row + row) * (place.tile + GAP)
    return Box(left, y, left + column - GAP, y + place.tile)


def _grounds(sheet: Sheet, section: Section, place: _Place, *, top: float, bottom: float) -> None:
    """Panels behind the tiles, headings of industries, and the note of an empty or an application band."""
    canvas, palette, sizes = sheet.canvas, sheet.canvas.palette, sheet.canvas.sizes
    column = (place.right - place.left + GAP) / section.columns
    start = top + (34 if canvas.kind == "phone" else 0)
    note = section.note(canvas.language)
    if note:
        text = fit(note, sizes.small, place.right - place.left)
        sheet.text(place.left, start + sizes.small * LINE_HEIGHT / 2 + 3, text, size=sizes.small, color=palette.muted)
    if section.band != "vertical":
        return
    for cell in section.cells:
        left = place.left + cell.column * column
        room = cell.span * column - GAP
        y = start + section.heading(canvas) / 2
        words = pick(cell.words, canvas.language)
        if canvas.kind == "phone":
            y += cell.row * (place.tile + GAP) + (cell.headings - 1) * section.heading(canvas)
            sheet.text(left, y, fit(words, sizes.body, room), size=sizes.body, bold=True)
        else:
            sheet.text(left + room / 2, y, fit(words, sizes.body, room), size=sizes.body, bold=True, anchor="center")
            sheet.rect(Box(left, start + section.heading(canvas), left + room, bottom - GAP), fill=palette.panel, radius=6)


def _tile(sheet: Sheet, frame: pd.DataFrame, row: Any, box: Box, *, named: bool) -> Tile:
    """A tile with its texts fitted: the player above, below it what it is there for."""
    canvas, language = sheet.canvas, sheet.canvas.language
    size = canvas.sizes.body
    kinds = list(frame.attrs["kinds"])
    position = kinds.index(row["player_kind"]) if row["player_kind"] in kinds else None
    player = row["player_en" if language == "en" else "player_zh"] or row["label_en" if language == "en" else "label_zh"]
    products = list(row["products_en" if language == "en" else "products_zh"])
    if not row["player_id"]:
        products = []
    industries = list(row["industries_en" if language == "en" else "industries_zh"])
    lead = f"{industries[0]}·" if len(industries) == 1 and products and not named else ""
    if len(industries) > 1 or (industries and not products and not named):
        # A tile of several industries says which; what the player has there is told on hover.
        listed, lead = industries, ""
    else:
        listed = products
    status = pick(STATUS_WORDS[row["status"]], language) + "·" if row["status"] in STATUS_WORDS else ""
    room = box.width - 12
    glyph_room = GLYPH_SIZE + 5
    first = fit(player, size, room - glyph_room - (16 if row["contested"] else 0))
    second = fit(status + lead + _listed(listed, size, room - width_px(status + lead, size), language), size, room)
    lines = [(first, size, True)] + ([(second, size, False)] if second else [])
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


def _listed(products: Sequence[str], size: int, room: float, language: str) -> str:
    """As many products as fit, and how many more there are."""
    comma = ", " if language == "en" else "、"
    for count in range(len(products), 0, -1):
        rest = len(products) - count
        text = comma.join(products[:count]) + (f" +{rest}" if rest else "")
        if width_px(text, size) <= room:
            return text
    more = f" +{len(products) - 1}" if len(products) > 1 else ""
    return fit(products[0], size, room - width_px(more, size)) + more if products else ""


def _more(sheet: Sheet, frame: pd.DataFrame, cell: Cell, box: Box) -> None:
    """`+N 家` in place of what is folded, its names on hover."""
    canvas = sheet.canvas
    count = len(cell.folded)
    sheet.rect(box, line=canvas.palette.muted, dash="1px,4px", radius=6)
    text = f"+{count} more" if canvas.language == "en" else f"+{count} 家"
    sheet.text(*box.middle, text, size=canvas.sizes.body, color=canvas.palette.muted, bold=True, anchor="center")
    names = frame.set_index("mark_id").loc[list(cell.folded), "label_en" if canvas.language == "en" else "label_zh"]
    sheet.annotations[-1]["hovertext"] = "<br>".join(str(name) for name in names)
