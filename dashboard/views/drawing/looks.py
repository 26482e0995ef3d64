"""How marks look: origin, basis, status and conflict each have a form of their own, so that none is told by colour alone.

- curated: filled, solid border. Imported: filled, with a folded corner. Extracted only, which nobody reviewed: hollow, dashed border.
- implied or inferred: diagonal hatch over the fill.
- planned: dotted border and its sign, 计 or P; rumoured: dotted border and a question mark. The legend says the words.
- contested: a badge with ≠, on every mark that a conflict touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Canvas, Hue
from dashboard.views.drawing.sheet import LINE_HEIGHT, Box, Label, Sheet
from dashboard.views.drawing.text import escaped, fit, sized, width_px

CONTESTED_SIGN = "≠"
GLYPH_SIZE = 11
"""Of the shape that tells the kind of player; a sign beside a name, not a text to read."""
STATUS_WORDS = {"planned": ("计划", "planned"), "rumoured": ("传闻？", "rumoured?")}
STATUS_SIGNS = {"planned": ("计", "P"), "rumoured": ("?", "?")}
ORIGIN_WORDS = {
    "curated": ("人工整理", "curated"),
    "imported": ("导入公开清单", "imported list"),
    "extracted": ("自动抽取，未审", "extracted, unreviewed"),
}
BASIS_WORDS = {"stated": ("来源明言", "stated"), "implied": ("由上下文推断", "implied"), "inferred": ("编者推断", "inferred")}
CONTESTED_WORDS = ("来源之间有冲突", "sources conflict")
_CLICK = ("点击看原句与来源", "click for the sentences and sources")


def pick(words: tuple[str, str], language: str) -> str:
    """The word in a language."""
    return words[1] if language == "en" else words[0]


@dataclass(frozen=True, slots=True)
class Tile:
    """One mark drawn as a rounded bar. `lines` are already fitted: text, size, bold."""

    mark_id: str
    box: Box
    hue: Hue
    lines: tuple[tuple[str, int, bool], ...]
    hover: str
    origin: str = "curated"
    basis: str = "stated"
    status: str = "asserted"
    contested: bool = False
    group: str = ""
    glyph: str = ""
    signed: bool = True
    """Whether the sign of a plan or a rumour stands in a corner; not where a tile is too small, or its text says it."""
    hatch: str | None = None
    """Colour of the hatch, where the border's would not show on the fill."""


def hover_of(row: Any, language: str, *facts: str) -> str:
    """Hover of a mark: its name, then facts, then how sure the atlas is of it. Every part is escaped."""
    parts = [f"<b>{escaped(str(row['label_en' if language == 'en' else 'label_zh']))}</b>", *(escaped(fact) for fact in facts if fact)]
    state = [pick(ORIGIN_WORDS[row["origin"]], language)]
    if row["basis"] != "stated":
        state.append(pick(BASIS_WORDS[row["basis"]], language))
    if row["status"] in STATUS_WORDS:
        state.append(pick(STATUS_WORDS[row["status"]], language))
    if row["contested"]:
        state.append(f"{CONTESTED_SIGN} {pick(CONTESTED_WORDS, language)}")
    count = len(row["source_ids"])
    sources = f"{count} source{'s' if count > 1 else ''}" if language == "en" else f"{count} 个来源"
    parts.append(" · ".join([*state, sources]))
    parts.append(f"<i>{pick(_CLICK, language)}</i>")
    return "<br>".join(parts)


def draw_tiles(sheet: Sheet, tiles: Sequence[Tile]) -> None:
    """Draws tiles as bars, one trace a group, so that a whole tile hovers and clicks and exports stay vector."""
    groups: dict[str, list[Tile]] = {}
    for tile in tiles:
        groups.setdefault(tile.group, []).append(tile)
    for group, members in groups.items():
        sheet.traces.append(_bars(sheet.canvas, group, members))
        sheet.traces.append(_texts(sheet, members))
    for tile in tiles:
        _outline(sheet, tile.box, tile.hue.line, origin=tile.origin, status=tile.status)
    badges = [(tile.mark_id, tile.box.right - 6, tile.box.top + 6, tile.hover) for tile in tiles if tile.contested]
    draw_badges(sheet, badges)
    signs = [tile for tile in tiles if tile.signed and tile.status in STATUS_SIGNS]
    _draw_signs(sheet, [(tile.mark_id, tile.box.left + 9, tile.box.top + 9, tile.hover, tile.status) for tile in signs])


def _bars(canvas: Canvas, group: str, tiles: Sequence[Tile]) -> go.Bar:
    hollow = canvas.palette.paper
    plain = [tile.origin != "extracted" and tile.status == "asserted" for tile in tiles]
    return go.Bar(
        name=group,
        x=[round(tile.box.middle[0], 2) for tile in tiles],
        y=[round(tile.box.height, 2) for tile in tiles],
        base=[round(tile.box.top, 2) for tile in tiles],
        width=[round(tile.box.width, 2) for tile in tiles],
        customdata=[[tile.mark_id, tile.hover] for tile in tiles],
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker={
            "color": [hollow if tile.origin == "extracted" else tile.hue.fill for tile in tiles],
            "line": {"color": [tile.hue.line for tile in tiles], "width": [1.5 if solid else 0 for solid in plain]},
            "cornerradius": 6,
            "pattern": {
                "shape": ["/" if tile.basis != "stated" else "" for tile in tiles],
                "fgcolor": [tile.hatch or tile.hue.line for tile in tiles],
                "fillmode": "overlay",
                "fgopacity": 0.3,
                "size": 9,
                "solidity": 0.14,
            },
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.45}},
        cliponaxis=False,
    )


def _texts(sheet: Sheet, tiles: Sequence[Tile]) -> go.Scatter:
    """The tiles' texts, as points: Plotly shrinks a text inside a rounded bar, and an annotation would take the bar's clicks."""
    palette = sheet.canvas.palette
    for tile in tiles:
        _note_lines(sheet, tile)
    return go.Scatter(
        x=[round(tile.box.middle[0], 2) for tile in tiles],
        # Plotly centres by the em box, which leaves Chinese a tenth of an em too high.
        y=[round(tile.box.middle[1] + 0.12 * max((line[1] for line in tile.lines), default=0), 2) for tile in tiles],
        mode="text",
        text=[_glyph(tile) + "<br>".join(_markup(line) for line in tile.lines) for tile in tiles],
        textposition="middle center",
        textfont={
            # Lines of a text stand apart by its own size: that of the smallest line, or three of them would leave the tile.
            "size": [min((line[1] for line in tile.lines), default=sheet.canvas.sizes.body) for tile in tiles],
            "color": [palette.ink if tile.origin == "extracted" else tile.hue.ink for tile in tiles],
        },
        customdata=[[tile.mark_id] for tile in tiles],
        hoverinfo="skip",
        cliponaxis=False,
    )


def _note_lines(sheet: Sheet, tile: Tile) -> None:
    """Remembers each line as placed, for tests and other exports."""
    x, y = tile.box.middle
    height = sum(size * LINE_HEIGHT for _, size, _ in tile.lines)
    top = y - height / 2
    for number, (text, size, _) in enumerate(tile.lines):
        width = width_px(text, size) + (GLYPH_SIZE + 5 if tile.glyph and not number else 0)
        sheet.labels.append(Label(text, Box(x - width / 2, top, x + width / 2, top + size * LINE_HEIGHT), size))
        top += size * LINE_HEIGHT


def _glyph(tile: Tile) -> str:
    return f'<span style="font-size:{GLYPH_SIZE}px;color:{tile.hue.line}">{tile.glyph}</span> ' if tile.glyph else ""


def _markup(line: tuple[str, int, bool]) -> str:
    text, size, bold = line
    inner = f"<b>{escaped(text)}</b>" if bold else escaped(text)
    return f'<span style="font-size:{size}px">{inner}</span>'


def draw_hatch(sheet: Sheet, box: Box, color: str) -> None:
    """Diagonal lines inside a small box: behind a point, and in legends, what the pattern of a bar is to a tile."""
    step, height = 7.0, box.height
    start = -height
    while start < box.width:
        low, high = max(start, 0), min(start + height, box.width)
        if high - low > 2:
            points = [(box.left + low, box.bottom - (low - start)), (box.left + high, box.bottom - (high - start))]
            sheet.line(points, color=color, width=1)
        start += step


def draw_status(sheet: Sheet, box: Box, color: str) -> None:
    """The dotted border of a plan or a rumour around a point, as tiles have it."""
    sheet.rect(box, line=color, width=2, dash="2px,3px", radius=6, above=True)


def _outline(sheet: Sheet, box: Box, color: str, *, origin: str, status: str) -> None:
    if status != "asserted":
        draw_status(sheet, box, color)
    elif origin == "extracted":
        sheet.rect(box, line=color, width=1.8, dash="7px,4px", radius=6, above=True)
    if origin == "imported":
        corner = [(box.left, box.bottom - 14), (box.left, box.bottom), (box.left + 14, box.bottom)]
        sheet.polygon(corner, fill=color)


def draw_badges(sheet: Sheet, badges: Sequence[tuple[str, float, float, str]]) -> None:
    """The sign of a conflict at each place: (mark_id, x, y, hover)."""
    if not badges:
        return
    palette = sheet.canvas.palette
    sheet.traces.append(
        go.Scatter(
            x=[round(x, 2) for _, x, _, _ in badges],
            y=[round(y, 2) for _, _, y, _ in badges],
            mode="markers+text",
            text=[f"<b>{CONTESTED_SIGN}</b>"] * len(badges),
            textposition="middle center",
            textfont={"size": 14, "color": palette.problem_ink},
            marker={"symbol": "circle", "size": 17, "color": palette.problem, "line": {"width": 0}},
            customdata=[[mark, hover] for mark, _, _, hover in badges],
            hovertemplate="%{customdata[1]}<extra></extra>",
            cliponaxis=False,
        )
    )


def _draw_signs(sheet: Sheet, signs: Sequence[tuple[str, float, float, str, str]]) -> None:
    """The sign of a plan or a rumour at each place: (mark_id, x, y, hover, status)."""
    if not signs:
        return
    palette = sheet.canvas.palette
    common = {
        "x": [round(x, 2) for _, x, *_ in signs],
        "customdata": [[mark, hover] for mark, _, _, hover, _ in signs],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "cliponaxis": False,
    }
    circle = {"symbol": "circle", "size": 18, "color": [palette.muted] * len(signs), "line": {"width": 0}}
    sheet.traces.append(go.Scatter(y=[round(y, 2) for _, _, y, *_ in signs], mode="markers", marker=circle, **common))
    sheet.traces.append(
        go.Scatter(
            # Lower by what the em box of a letter leaves free below it.
            y=[round(y + 2, 2) for _, _, y, *_ in signs],
            mode="text",
            text=[sized(pick(STATUS_SIGNS[status], sheet.canvas.language), 14, bold=True) for *_, status in signs],
            textposition="middle center",
            textfont={"size": 14, "color": palette.paper},
            **common,
        )
    )


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: a swatch and its word. `swatch` is a look (curated, extracted, …) or kind, which has hue and glyph."""

    swatch: str
    words: tuple[str, str]
    hue: Hue | None = None
    glyph: str = ""


def look_keys(frame: pd.DataFrame, hue: Hue | None = None) -> list[Key]:
    """The legend of looks: those that occur in what is drawn, and curated always, as what the others differ from; in `hue` where given."""
    keys = [Key("curated", ORIGIN_WORDS["curated"], hue)]
    keys += [Key(origin, ORIGIN_WORDS[origin]) for origin in ("imported", "extracted") if (frame["origin"] == origin).any()]
    implied = frame["basis"] != "stated"
    if implied.any():
        keys.append(Key("implied", ("推断，非明言", "implied, not stated")))
    keys += [Key(status, STATUS_WORDS[status]) for status in ("planned", "rumoured") if (frame["status"] == status).any()]
    if frame["contested"].any():
        keys.append(Key("contested", CONTESTED_WORDS))
    return keys


def draw_legend(sheet: Sheet, keys: Iterable[Key], *, top: float, left: float, right: float) -> float:
    """Draws a legend in rows from `top`, breaking where a row is full; returns the y under it."""
    size, gap, swatch = sheet.canvas.sizes.small, 18, 22
    row_height = max(size * LINE_HEIGHT, 20)
    rows: list[list[tuple[Key, str, float]]] = [[]]
    used = 0.0
    for key in keys:
        word = fit(pick(key.words, sheet.canvas.language), size, right - left - swatch - 6)
        width = swatch + 6 + width_px(word, size) + gap
        if rows[-1] and used + width - gap > right - left:
            rows.append([])
            used = 0.0
        rows[-1].append((key, word, width))
        used += width
    y = top
    for row in rows:
        x = left
        for key, word, width in row:
            _swatch(sheet, key, Box(x, y + row_height / 2 - 8, x + swatch, y + row_height / 2 + 8))
            sheet.text(x + swatch + 6, y + row_height / 2, word, size=size, color=sheet.canvas.palette.muted)
            x += width
        y += row_height
    return y if rows[0] else top


def _swatch(sheet: Sheet, key: Key, box: Box) -> None:
    palette = sheet.canvas.palette
    hue = key.hue or palette.other
    x, y = box.middle
    if key.swatch == "contested":
        sheet.shapes.append(
            {
                "type": "circle",
                "x0": x - 8.5,
                "x1": x + 8.5,
                "y0": y - 8.5,
                "y1": y + 8.5,
                "fillcolor": palette.problem,
                "line": {"width": 0},
            }
        )
        sheet.text(x, y, CONTESTED_SIGN, size=14, color=palette.problem_ink, bold=True, anchor="center")
        return
    if key.swatch == "glyph":
        sheet.text(x, y, key.glyph, size=16, color=hue.line, anchor="center")
        return
    if key.swatch in {"filled", "dotted", "hollow"}:
        # The filling of a small mark, whatever its form: full, with a dot, empty.
        inner = Box(x - 8, y - 8, x + 8, y + 8)
        sheet.rect(inner, fill=hue.line if key.swatch == "filled" else palette.paper, line=hue.line, width=2)
        if key.swatch == "dotted":
            dot = {"type": "circle", "x0": x - 2, "x1": x + 2, "y0": y - 2, "y1": y + 2}
            sheet.shapes.append({**dot, "fillcolor": hue.line, "line": {"width": 0}})
        return
    if key.swatch == "bar":
        sheet.rect(Box(box.left, y - 5, box.right, y + 5), fill=hue.line)
        return
    if key.swatch == "kind":
        sheet.rect(box, fill=hue.fill, line=hue.line, width=1.5, radius=4)
        sheet.text(x, y, key.glyph, size=GLYPH_SIZE, color=hue.line, anchor="center")
        return
    if key.swatch == "tier":
        sheet.rect(box, fill=hue.fill, line=hue.line, width=1.5, radius=4)
        sheet.text(x, y, key.glyph, size=14, color=hue.ink, bold=True, anchor="center")
        return
    if key.swatch == "edge":
        sheet.line([(box.left, y), (box.right, y)], color=hue.line, width=2, dash="6px,4px")
        return
    fill = palette.paper if key.swatch == "extracted" else hue.fill
    plain = key.swatch not in {"extracted", "planned", "rumoured"}
    sheet.rect(box, fill=fill, line=hue.line if plain else None, width=1.5, radius=4)
    if key.swatch == "implied":
        draw_hatch(sheet, box, hue.line)
    status = key.swatch if key.swatch in STATUS_SIGNS else "asserted"
    origin = key.swatch if key.swatch in {"extracted", "imported"} else "curated"
    _outline(sheet, box, hue.line, origin=origin, status=status)
    if status in STATUS_SIGNS:
        sheet.text(x, y, pick(STATUS_SIGNS[status], sheet.canvas.language), size=14, color=palette.muted, bold=True, anchor="center")
