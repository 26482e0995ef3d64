"""The chains L0 → L1 → L2: each model once, its descendants to the right, arrows in between."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Canvas, Hue
from dashboard.views.drawing.looks import Tile, draw_tiles, hover_of, pick
from dashboard.views.drawing.sheet import LINE_HEIGHT, Box, Sheet
from dashboard.views.drawing.text import fit, wrap

_TIERS = ("L0", "L1", "L2")
_MOST_LEAVES = {"slide": 4, "laptop": 6, "phone": 6}
_HEADING = ("由上一级做出下一级：L0 → L1 → L2", "Each made from the one above: L0 → L1 → L2")
_UNGRADED = ("来源未给层级", "no tier given")
_NONE = (
    "来源没有说明哪个模型由哪个做出，所以没有 L0 → L1 → L2 的链可画",
    "No source says which model was made from which, so there is no chain to draw",
)


@dataclass(frozen=True, slots=True)
class _Tree:
    """Places of models: row as a fraction of leaves, and the edges kept."""

    rows: Mapping[str, float]
    edges: tuple[tuple[str, str], ...]
    leaves: int
    left_out: int


def _row_height(canvas: Canvas) -> float:
    if canvas.kind == "phone":
        return 2 * canvas.sizes.small * LINE_HEIGHT + 12
    return canvas.sizes.body * LINE_HEIGHT + {"slide": 24, "laptop": 16}[canvas.kind]


def chains_height(frame: pd.DataFrame, canvas: Canvas) -> float:
    """Height that `draw_chains` takes."""
    heading = canvas.sizes.body * LINE_HEIGHT + 10
    return heading + _tree(frame, canvas).leaves * _row_height(canvas)


def _tree(frame: pd.DataFrame, canvas: Canvas) -> _Tree:
    """Longest chains first, as many leaves as there is room for; a parent stands in the middle of its children."""
    found = frame.loc[frame["part"] == "edge"].to_dict("records")
    children: dict[str, list[str]] = {}
    parent_of: dict[str, str] = {}
    # One place a model: what it was made from before what it is part of; another parent is told in the evidence, not by a crossing line.
    for row in sorted(found, key=lambda row: (row["via"] != "base_model", row["from_id"], row["to_id"])):
        parent, child = row["from_id"], row["to_id"]
        if child not in parent_of and not _above(parent, child, parent_of):
            parent_of[child] = parent
            children.setdefault(parent, []).append(child)
    roots = sorted({parent for parent in children if parent not in parent_of}, key=lambda root: (-_depth(root, children), root))
    paths = {root: sorted(_paths(root, children), key=lambda path: (-len(path), path)) for root in roots}
    total = sum(len(each) for each in paths.values())
    # The longest chain of each root before the second of any.
    turns = sorted((turn, roots.index(root), path) for root in roots for turn, path in enumerate(paths[root]))
    chosen = sorted(turns[: _MOST_LEAVES[canvas.kind]], key=lambda each: (each[1], each[0]))
    rows: dict[str, float] = {}
    kept: list[tuple[str, str]] = []
    for leaf, (_, _, path) in enumerate(chosen):
        rows[path[-1]] = leaf
        kept += [edge for edge in itertools.pairwise(path) if edge not in kept]
    leaves = len(chosen)
    for _ in _TIERS:
        for parent in dict.fromkeys(parent for parent, _ in kept):
            placed = [rows[child] for source, child in kept if source == parent and child in rows]
            if placed:
                rows[parent] = sum(placed) / len(placed)
    return _Tree(rows, tuple(kept), leaves, total - leaves)


def _above(node: str, other: str, parent_of: Mapping[str, str]) -> bool:
    """Whether `other` is an ancestor of `node` already: a circle in the sources must not loop here."""
    while node in parent_of:
        node = parent_of[node]
        if node == other:
            return True
    return False


def _depth(node: str, children: Mapping[str, Sequence[str]]) -> int:
    return 1 + max((_depth(child, children) for child in children.get(node, ())), default=0)


def _paths(node: str, children: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    if not children.get(node):
        return [(node,)]
    return [(node, *path) for child in children[node] for path in _paths(child, children)]


def draw_chains(sheet: Sheet, frame: pd.DataFrame, *, top: float, hues: Mapping[str, Hue]) -> float:
    """Draws the chains from `top`; returns the y under them."""
    canvas, sizes, palette = sheet.canvas, sheet.canvas.sizes, sheet.canvas.palette
    tree = _tree(frame, canvas)
    nodes = {row["from_id"]: row for row in frame.loc[frame["part"] == "node"].to_dict("records")}
    heading = pick(_HEADING if tree.leaves else _NONE, canvas.language)
    if tree.left_out:
        heading += f" (+{tree.left_out})" if canvas.language == "en" else f"（另有 {tree.left_out} 条）"
    room = canvas.width - 2 * canvas.margin
    middle = top + sizes.body * LINE_HEIGHT / 2
    color = palette.ink if tree.leaves else palette.muted
    sheet.text(canvas.margin, middle, fit(heading, sizes.body, room), size=sizes.body, bold=bool(tree.leaves), color=color)
    y = top + sizes.body * LINE_HEIGHT + 10
    step = room / len(_TIERS)
    width = min(step * 0.72, 330)
    height = _row_height(canvas)
    boxes = {}
    for node, row in tree.rows.items():
        left = canvas.margin + (_TIERS.index(nodes[node]["tier"]) if nodes[node]["tier"] else 0) * step
        boxes[node] = Box(left, y + row * height, left + width, y + (row + 1) * height - 7)
    draw_tiles(sheet, [_node(sheet, nodes[node], box, hues) for node, box in boxes.items()])
    found = {(row["from_id"], row["to_id"]): row for row in frame.loc[frame["part"] == "edge"].to_dict("records")}
    _edges(sheet, [(found[edge], boxes[edge[0]], boxes[edge[1]]) for edge in tree.edges])
    return y + tree.leaves * height


def _node(sheet: Sheet, row: Any, box: Box, hues: Mapping[str, Hue]) -> Tile:
    canvas = sheet.canvas
    name = row["label_en" if canvas.language == "en" else "label_zh"]
    vendor = row["vendor_en" if canvas.language == "en" else "vendor_zh"]
    hue = hues.get(row["tier"], canvas.palette.other)
    # Names of a family begin alike: a phone, where a line holds six characters, takes two.
    phone = canvas.kind == "phone"
    size = canvas.sizes.small if phone else canvas.sizes.body
    lines = tuple((line, size, True) for line in wrap(name, size, box.width - (6 if phone else 16), lines=2 if phone else 1))
    ink = canvas.palette.ink if row["origin"] == "extracted" else hue.ink
    return Tile(
        mark_id=row["mark_id"],
        box=box,
        hue=Hue(hue.line, hue.fill, ink),
        lines=lines,
        hover=hover_of(row, canvas.language, row["tier"] or pick(_UNGRADED, canvas.language), vendor),
        origin=row["origin"],
        basis=row["basis"],
        status=row["status"],
        contested=bool(row["contested"]),
        group=f"chain {row['tier']}",
        hatch=hue.ink,
    )


def _edges(sheet: Sheet, edges: Sequence[tuple[Any, Box, Box]]) -> None:
    """Elbows with arrowheads, and on each a point that hovers and clicks."""
    if not edges:
        return
    color = sheet.canvas.palette.muted
    xs, ys, data = [], [], []
    for row, source, target in edges:
        x0, y0, x1, y1 = source.right + 2, source.middle[1], target.left - 3, target.middle[1]
        turn = x0 + min(28, (x1 - x0) / 2)
        dash = "solid" if row["basis"] == "stated" else "6px,4px"
        sheet.line([(x0, y0), (turn, y0), (turn, y1), (x1 - 8, y1)], color=color, width=2, dash=dash)
        sheet.polygon([(x1, y1), (x1 - 11, y1 - 6), (x1 - 11, y1 + 6)], fill=color)
        xs.append(round((turn + x1 - 10) / 2, 2))
        ys.append(round(y1, 2))
        data.append([row["mark_id"], hover_of(row, sheet.canvas.language)])
    sheet.traces.append(
        go.Scatter(
            x=xs,
            y=ys,
            mode="markers",
            marker={"symbol": "circle", "size": 9 if sheet.canvas.kind != "phone" else 5, "color": color, "line": {"width": 0}},
            customdata=data,
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    )
