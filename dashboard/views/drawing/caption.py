"""Title, subtitle and footer of a figure: the finding, the scope with its filters, the sources with the day they reach to.

All inside the picture, so that a chart pasted into a deck still says what it shows and who says so.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.theme import Canvas
from dashboard.views.drawing.citation import Citation
from dashboard.views.drawing.looks import pick
from dashboard.views.drawing.sheet import LINE_HEIGHT, Box, Sheet
from dashboard.views.drawing.text import fit, width_px, wrap

PRODUCT_NAME = "百模图 Baimo Atlas"
_SEPARATOR = " · "
_DIGEST_CHARS = 8


def head(sheet: Sheet, title: str, subtitle: Sequence[str], frame: pd.DataFrame) -> float:
    """Draws title and subtitle; `subtitle` are phrases, the filters are added. Returns the y under them."""
    canvas = sheet.canvas
    room = canvas.width - 2 * canvas.margin
    filters = frame.attrs.get("filters", {}).get(canvas.language, "")
    label = pick(("筛选", "Filters"), canvas.language)
    phrases = [*subtitle, f"{label}：{filters}" if canvas.language == "zh" else f"{label}: {filters}"] if filters else list(subtitle)
    y = sheet.lines(
        canvas.margin,
        canvas.margin * 0.55,
        wrap(title, canvas.sizes.title, room, lines=2 if canvas.kind != "phone" else 3),
        size=canvas.sizes.title,
        bold=True,
    )
    lines = wrap(_SEPARATOR.join(phrases), canvas.sizes.subtitle, room, lines=2 if canvas.kind != "phone" else 3)
    return sheet.lines(canvas.margin, y + 2, lines, size=canvas.sizes.subtitle, color=canvas.palette.muted)


def foot_height(canvas: Canvas) -> float:
    """Height to keep free for the footer."""
    return (2 if canvas.kind != "phone" else 4) * canvas.sizes.small * LINE_HEIGHT + 10 + canvas.margin * 0.4


def foot(sheet: Sheet, frame: pd.DataFrame, cited: Sequence[Citation], *, height: float, note: str = "") -> None:
    """Draws the footer at the bottom of a sheet `height` pixels high: note and sources, then as-of, product and snapshot."""
    canvas = sheet.canvas
    size, room = canvas.sizes.small, canvas.width - 2 * canvas.margin
    lines = [_source_line(cited, canvas, room, note), *wrap(_stamp(frame, canvas), size, room, lines=2)]
    if canvas.kind == "phone":
        lines = [*wrap(lines[0], size, room, lines=2), *lines[1:]]
    top = height - canvas.margin * 0.4 - len(lines) * size * LINE_HEIGHT
    sheet.lines(canvas.margin, top, lines, size=size, color=canvas.palette.muted)


def _source_line(cited: Sequence[Citation], canvas: Canvas, room: float, note: str) -> str:
    """As many sources as fit, most used first, and how many more there are."""
    english = canvas.language == "en"
    lead = "Sources: " if english else "来源："
    start = f"{note}{' ' if english else ''}" if note else ""
    if not cited:
        return fit(start + lead + ("none" if english else "无"), canvas.sizes.small, room)
    names = [f"{each.short()}" for each in cited]
    names = list(dict.fromkeys(names))
    comma = "; " if english else "；"
    for count in range(len(names), 0, -1):
        rest = len(names) - count
        more = (f" and {rest} more" if english else f" 等 {len(names)} 个来源") if rest else ""
        line = start + lead + comma.join(names[:count]) + more
        if width_px(line, canvas.sizes.small) <= room * (2 if canvas.kind == "phone" else 1):
            return line
    return fit(start + lead + names[0] + (f" +{len(names) - 1}" if len(names) > 1 else ""), canvas.sizes.small, room)


def _stamp(frame: pd.DataFrame, canvas: Canvas) -> str:
    english = canvas.language == "en"
    as_of, digest = frame.attrs.get("as_of"), frame.attrs.get("digest")
    parts = []
    if as_of:
        parts.append(f"As of {as_of}" if english else f"截至 {as_of}")
    parts.append(PRODUCT_NAME)
    if digest:
        parts.append(f"{'snapshot' if english else '快照'} {str(digest)[:_DIGEST_CHARS]}")
    return _SEPARATOR.join(parts)


def blank(sheet: Sheet, area: Box, frame: pd.DataFrame, *, nothing: tuple[str, str]) -> None:
    """What stands in place of an empty chart: that there is nothing, why, and what to do."""
    canvas = sheet.canvas
    sheet.rect(area, fill=canvas.palette.panel, line=canvas.palette.grid, radius=8)
    if frame.attrs.get("filtered"):
        why = pick(
            ("当前筛选下没有可画的记录；放宽或清除筛选再看。", "Nothing passes the current filters; widen or clear them."), canvas.language
        )
    else:
        why = pick(
            (
                "目录和语料里还没有这类陈述；在目录中补充，或加入提到它们的文章。",
                "Neither catalog nor corpus says it yet; add records or articles that do.",
            ),
            canvas.language,
        )
    x, y = area.middle
    sizes = canvas.sizes
    lines = wrap(why, sizes.body, area.width - 40, lines=3)
    first = fit(pick(nothing, canvas.language), sizes.subtitle, area.width - 40)
    sheet.text(x, y - sizes.subtitle, first, size=sizes.subtitle, bold=True, anchor="center")
    for number, line in enumerate(lines):
        height = sizes.body * LINE_HEIGHT
        sheet.text(x, y + sizes.subtitle * 0.6 + number * height, line, size=sizes.body, color=canvas.palette.muted, anchor="center")
