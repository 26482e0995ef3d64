"""The layout of the timeline: lanes by layer, one chip a mark packed into rows without overlap; on a phone a list by date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Canvas, glyph_of, hue_of
from dashboard.views.drawing.caption import blank, foot, foot_height, head
from dashboard.views.drawing.citation import Citation
from dashboard.views.drawing.looks import GLYPH_SIZE, STATUS_SIGNS, Key, Tile, draw_legend, draw_tiles, hover_of, look_keys, pick
from dashboard.views.drawing.sheet import LINE_HEIGHT, Box, Sheet
from dashboard.views.drawing.text import counted, fit, width_px
from dashboard.views.timeline.scale import Scale, scale_of

_LANES = {
    "general": ("通用层", "General"),
    "vertical": ("垂类层", "Verticals"),
    "platform": ("平台层", "Platforms"),
    "application": ("应用层", "Apps"),
    "?": ("层未注明", "No layer"),
}
_EVENTS = {"released": ("发布", "released"), "announced": ("公布、预告", "announced")}
_LABEL_WIDTH = {"slide": 110, "laptop": 88, "phone": 0}
_MARK_SIZE = 13
_GAP = 14


@dataclass(frozen=True, slots=True)
class _Item:
    """One mark as placed in its lane: the row, the place of the mark, its band and its chip (x from, x to)."""

    row: Any
    level: int
    x: float
    band: tuple[float, float]
    chip: tuple[float, float]
    text: str


def draw(frame: pd.DataFrame, canvas: Canvas, *, title: str, cited: Sequence[Citation]) -> go.Figure:
    """The figure."""
    sheet = Sheet(canvas)
    y = head(sheet, title, _subtitle(frame, canvas.language), frame)
    left, right = canvas.margin, canvas.width - canvas.margin
    if frame.empty:
        blank(sheet, Box(left, y + 8, right, canvas.height - foot_height(canvas)), frame, nothing=("没有可画的日期", "No date to show"))
        foot(sheet, frame, cited, height=canvas.height)
        return sheet.figure(canvas.height)
    y = draw_legend(sheet, _keys(frame, canvas), top=y + 6, left=left, right=right) + 6
    folded: list[str] = []
    if canvas.kind == "phone":
        y = _list(sheet, frame, top=y)
    else:
        y, folded = _lanes(sheet, frame, top=y, room=canvas.height - foot_height(canvas) - y)
    height = y + foot_height(canvas) if canvas.scrolls else canvas.height
    foot(sheet, frame, cited, height=height)
    figure = sheet.figure(height)
    figure.update_layout(meta={"folded": folded})
    return figure


def _subtitle(frame: pd.DataFrame, language: str) -> list[str]:
    products = frame["entity_id"].nunique()
    if language == "en":
        return [
            "Announcements and releases",
            f"{counted(len(frame), 'date')} of {counted(products, 'product')}",
            "as exact as the source, no finer",
        ]
    return ["公布与发布", f"{products} 个产品的 {len(frame)} 个日期", "精度如来源所述，不补"]


def _keys(frame: pd.DataFrame, canvas: Canvas) -> list[Key]:
    keys = []
    exact = frame["precision"] == "day"
    if exact.any():
        keys.append(Key("glyph", ("精确到日", "to the day"), glyph="●"))
    if (~exact).any():
        keys.append(
            Key("glyph", ("仅到月、季或年，横带 = 可能的时段", "month, quarter or year: the band is when it may have been"), glyph="○")
        )
    if (frame["event"] == "announced").any():
        keys.append(Key("glyph", ("公布、预告（圆为发布）", "announced (round: released)"), glyph="◆"))
    present = set(frame["player_kind"])
    for position, (kind, words) in enumerate(frame.attrs["kinds"].items()):
        if kind in present:
            keys.append(Key("kind", words, hue_of(canvas.palette, position), glyph_of(position)))
    return [*keys, *look_keys(frame)]


def _span(row: Any) -> tuple[date, date]:
    return date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])


def _lanes(sheet: Sheet, frame: pd.DataFrame, *, top: float, room: float) -> tuple[float, list[str]]:
    """Axis above, lanes below it; returns the y under them and what is folded."""
    canvas, palette, sizes = sheet.canvas, sheet.canvas.palette, sheet.canvas.sizes
    rows = frame.to_dict("records")
    left, right = canvas.margin + _LABEL_WIDTH[canvas.kind] + 8, canvas.width - canvas.margin - 8
    # Mark and gap beside the chip: what `_extent` adds to it.
    rooms = [_chip_width(row, _words(row, canvas.language, owners=True), canvas, right - left) + _MARK_SIZE + 7 for row in rows]
    scale = scale_of([_span(row) for row in rows], left=left, right=right, rooms=rooms)
    axis = sizes.small * LINE_HEIGHT + 8
    least = sizes.body * LINE_HEIGHT + 8
    lanes = {lane: [row for row in rows if row["lane"] == lane] for lane in _LANES}
    lanes = {lane: members for lane, members in lanes.items() if members}
    budget = 10**6 if canvas.scrolls else int((room - axis - 10 * len(lanes)) // least)
    owners = True
    placed = {lane: _packed(members, scale, canvas, owners=owners) for lane, members in lanes.items()}
    if sum(_levels(items) for items in placed.values()) > budget:
        owners = False
        placed = {lane: _packed(members, scale, canvas, owners=owners) for lane, members in lanes.items()}
    folded: list[str] = []
    while sum(_levels(items) for items in placed.values()) > budget:
        tallest = max(placed, key=lambda lane: _levels(placed[lane]))
        highest = _levels(placed[tallest]) - 1
        folded += [item.row["mark_id"] for item in placed[tallest] if item.level == highest]
        placed[tallest] = [item for item in placed[tallest] if item.level < highest]
    levels = sum(_levels(items) for items in placed.values())
    step = least + 2 if canvas.scrolls else max(least, min(least * 1.5, (room - axis - 10 * len(lanes)) / max(levels, 1)))
    bottom = top + axis + levels * step + 10 * len(placed) - 10
    _axis(sheet, scale, top=top, axis=axis, bottom=bottom)
    y = top + axis
    for lane, items in placed.items():
        end = y + _levels(items) * step
        _lane_label(sheet, lane, items, hidden=len(lanes[lane]) - len(items), box=Box(canvas.margin, y, scale.left - 8, end))
        _draw_items(sheet, frame, items, top=y, step=step)
        y = end + 10
        if y < bottom:
            sheet.line([(scale.left, end + 5), (scale.right, end + 5)], color=palette.grid)
    return y, folded


def _levels(items: Sequence[_Item]) -> int:
    return max((item.level for item in items), default=-1) + 1


def _packed(rows: Sequence[Any], scale: Scale, canvas: Canvas, *, owners: bool) -> list[_Item]:
    """Greedy packing: each mark, with band and chip, into the first row of the lane where it meets nothing."""
    ends: list[float] = []
    items = []
    for row in sorted(rows, key=lambda row: (_extent(row, scale, canvas, owners=owners)[0], row["mark_id"])):
        start, end, x, band, chip, text = _extent(row, scale, canvas, owners=owners)
        level = next((index for index, taken in enumerate(ends) if taken + _GAP <= start), len(ends))
        if level == len(ends):
            ends.append(end)
        ends[level] = end
        items.append(_Item(row, level, x, band, chip, text))
    return items


def _extent(
    row: Any, scale: Scale, canvas: Canvas, *, owners: bool
) -> tuple[float, float, float, tuple[float, float], tuple[float, float], str]:
    """From where to where a mark takes its row: mark, band and chip, the chip left of the mark where the right has no room."""
    first, last = _span(row)
    band = (scale.x(first), scale.x(last + timedelta(days=1)))
    x = (band[0] + band[1]) / 2
    text = _words(row, canvas.language, owners=owners)
    width = _chip_width(row, text, canvas, scale.right - scale.left)
    half = _MARK_SIZE / 2 + 5
    if row["precision"] == "day":
        band = (x - half, x + half)
    after = max(band[1], x + half) + 2
    if after + width <= scale.right + 8:
        return min(band[0], x - half), after + width, x, band, (after, after + width), text
    before = min(band[0], x - half) - 2
    return before - width, max(band[1], x + half), x, band, (before - width, before), text


def _chip_width(row: Any, text: str, canvas: Canvas, plot: float) -> float:
    return min(width_px(text, canvas.sizes.body) + GLYPH_SIZE + 22 + _signs(row), plot * 0.45)


def _signs(row: Any) -> int:
    """Room that the signs of a conflict, a plan or a rumour take from the text of a chip, on both sides because the text is centred."""
    return 14 * bool(row["contested"]) + 26 * (row["status"] in STATUS_SIGNS)


def _words(row: Any, language: str, *, owners: bool) -> str:
    """Name, and where there is room the owner, unless the name says it."""
    name = str(row["label_en" if language == "en" else "label_zh"])
    owner = row["owner_en" if language == "en" else "owner_zh"]
    return name + (f" · {owner}" if owners and owner and owner not in name else "")


def _axis(sheet: Sheet, scale: Scale, *, top: float, axis: float, bottom: float) -> None:
    palette, sizes = sheet.canvas.palette, sheet.canvas.sizes
    ticks = scale.ticks(room_px=width_px("2023-12", sizes.small) + 14, year_px=width_px("2023", sizes.small) + 8)
    for tick in ticks:
        sheet.line([(tick.x, top + axis - 4), (tick.x, bottom)], color=palette.grid, width=2 if tick.major else 1)
        sheet.text(tick.x, top + axis / 2 - 2, tick.text, size=sizes.small, color=palette.muted, bold=tick.major)
    sheet.line([(scale.left, top + axis - 4), (scale.right, top + axis - 4)], color=palette.muted)
    if scale.broken:
        x, y = scale.break_x - 7, top + axis - 4
        for offset in (-3, 3):
            sheet.line([(x + offset - 3, y + 6), (x + offset + 3, y - 6)], color=palette.ink, width=2, above=True)


def _lane_label(sheet: Sheet, lane: str, items: Sequence[_Item], *, hidden: int, box: Box) -> None:
    canvas, palette, sizes = sheet.canvas, sheet.canvas.palette, sheet.canvas.sizes
    sheet.rect(box, fill=palette.band, radius=6)
    x, y = box.middle
    name = fit(pick(_LANES[lane], canvas.language), sizes.body, box.width - 6)
    english = canvas.language == "en"
    count = f"{len(items)}" + ((f" +{hidden}" if english else f"，+{hidden} 未画") if hidden else "")
    if box.height >= 2 * sizes.body * LINE_HEIGHT + 8:
        size = sizes.body if name == pick(_LANES[lane], canvas.language) else sizes.small
        name = fit(pick(_LANES[lane], canvas.language), size, box.width - 2)
        sheet.text(x, y - sizes.body * 0.6, name, size=size, color=palette.band_ink, bold=True, anchor="center")
        sheet.text(
            x, y + sizes.body * 0.75, fit(count, sizes.small, box.width - 4), size=sizes.small, color=palette.band_ink, anchor="center"
        )
    else:
        sheet.text(
            x, y, fit(f"{name} {count}", sizes.small, box.width - 4), size=sizes.small, color=palette.band_ink, bold=True, anchor="center"
        )


def _draw_items(sheet: Sheet, frame: pd.DataFrame, items: Sequence[_Item], *, top: float, step: float) -> None:
    tiles, places = [], []
    for item in items:
        y = top + (item.level + 0.5) * step
        height = sheet.canvas.sizes.body * LINE_HEIGHT + 2
        tiles.append(_chip(sheet, frame, item.row, Box(item.chip[0], y - height / 2, item.chip[1], y + height / 2), item.text))
        places.append((item.row, item.x, y, item.band))
    _draw_marks(sheet, places)
    draw_tiles(sheet, tiles)


def _chip(sheet: Sheet, frame: pd.DataFrame, row: Any, box: Box, text: str) -> Tile:
    canvas = sheet.canvas
    kinds = list(frame.attrs["kinds"])
    position = kinds.index(row["player_kind"]) if row["player_kind"] in kinds else None
    size = canvas.sizes.body
    owner = row["owner_en" if canvas.language == "en" else "owner_zh"]
    event = f"{pick(_EVENTS[row['event']], canvas.language)} {row['date_text']}"
    return Tile(
        mark_id=row["mark_id"],
        box=box,
        hue=hue_of(canvas.palette, position),
        lines=((fit(text, size, box.width - GLYPH_SIZE - 12 - _signs(row)), size, False),),
        hover=hover_of(row, canvas.language, event, owner, row["stage"] or ""),
        origin=row["origin"],
        basis=row["basis"],
        status=row["status"],
        contested=bool(row["contested"]),
        group=row["player_kind"] or "?",
        glyph=glyph_of(position),
    )


def _draw_marks(sheet: Sheet, places: Sequence[tuple[Any, float, float, tuple[float, float]]]) -> None:
    """Bands of what is not dated to the day, then the marks: round released, diamond announced, filled only for a day."""
    palette, language = sheet.canvas.palette, sheet.canvas.language
    bands = [place for place in places if place[0]["precision"] != "day"]

    def data(row: Any) -> list[str]:
        return [row["mark_id"], hover_of(row, language, f"{pick(_EVENTS[row['event']], language)} {row['date_text']}")]

    if bands:
        sheet.traces.append(
            go.Bar(
                x=[round((band[0] + band[1]) / 2, 2) for *_, band in bands],
                width=[round(band[1] - band[0], 2) for *_, band in bands],
                base=[round(y - 4, 2) for _, _, y, _ in bands],
                y=[8] * len(bands),
                marker={"color": palette.grid, "line": {"color": palette.muted, "width": 1}, "cornerradius": 4},
                customdata=[data(row) for row, *_ in bands],
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
    forms = {"released": "circle", "announced": "diamond"}
    sheet.traces.append(
        go.Scatter(
            x=[round(x, 2) for _, x, _, _ in places],
            y=[round(y, 2) for _, _, y, _ in places],
            mode="markers",
            marker={
                "symbol": [forms[row["event"]] for row, *_ in places],
                "size": _MARK_SIZE,
                "color": [palette.ink if row["precision"] == "day" else palette.paper for row, *_ in places],
                "line": {"width": 2, "color": palette.ink},
            },
            customdata=[data(row) for row, *_ in places],
            hovertemplate="%{customdata[1]}<extra></extra>",
            cliponaxis=False,
        )
    )


def _list(sheet: Sheet, frame: pd.DataFrame, *, top: float) -> float:
    """A phone has no room for lanes: by date, a heading a year, date and chip a line."""
    canvas, sizes = sheet.canvas, sheet.canvas.sizes
    step = sizes.body * LINE_HEIGHT + 14
    date_width = 92
    y, year = top, ""
    tiles, places = [], []
    for row in frame.to_dict("records"):
        if row["first_day"][:4] != year:
            year = row["first_day"][:4]
            sheet.text(canvas.margin, y + step / 2, year, size=sizes.body, bold=True)
            y += step
        middle = y + step / 2
        text = {"year": year, "month": row["first_day"][5:7]}.get(row["precision"], row["first_day"][5:])
        if row["precision"] == "range":
            text = f"{row['first_day'][5:7]}–{row['last_day'][5:7]}"
        elif row["precision"] == "month":
            text = f"{int(text)} 月" if canvas.language == "zh" else row["first_day"][:7]
        sheet.text(canvas.margin + 24, middle, text, size=sizes.small, color=canvas.palette.muted)
        places.append((row, canvas.margin + 10, middle, (canvas.margin + 2, canvas.margin + 18)))
        box = Box(canvas.margin + date_width, middle - step / 2 + 4, canvas.width - canvas.margin - 4, middle + step / 2 - 4)
        tiles.append(_chip(sheet, frame, row, box, fit(_words(row, canvas.language, owners=True), sizes.body, box.width - 40)))
        y += step
    _draw_marks(sheet, places)
    draw_tiles(sheet, tiles)
    return y
