"""A sheet in slide pixels: what is laid out in code is what Plotly draws, on every canvas and in every export.

x runs right and y down, from 0 to the canvas's width and height, so that boxes computed here need no trust in auto-layout. Shapes and
annotations are collected and given to Plotly at once: adding them one by one costs seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from dashboard.theme import Canvas, template
from dashboard.views.drawing.text import escaped, width_px

LINE_HEIGHT = 1.32
"""Height of a line of text in ems, as browsers set Noto Sans CJK in SVG."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet: left and top inclusive, right and bottom exclusive, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Right minus left."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Bottom minus top."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def inset(self, pixels: float) -> Box:
        """Smaller by so much on every side."""
        return Box(self.left + pixels, self.top + pixels, self.right - pixels, self.bottom - pixels)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any area."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Box) -> bool:
        """Whether the other lies wholly inside."""
        return self.left <= other.left and other.right <= self.right and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text as placed: what tests check for overlaps, and other exports set again."""

    text: str
    box: Box
    size: int


@dataclass(slots=True)
class Sheet:
    """Collects traces, shapes and texts of one figure; `figure()` makes it. Not shared, never cached."""

    canvas: Canvas
    traces: list[Any] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    annotations: list[dict[str, Any]] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def text(  # noqa: PLR0913 - options, keyword-only
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: int,
        color: str | None = None,
        bold: bool = False,
        anchor: str = "left",
        ground: str | None = None,
    ) -> Box:
        """One line of plain text, its vertical middle at `y`; returns the box it takes."""
        width, height = width_px(text, size), size * LINE_HEIGHT
        left = {"left": x, "center": x - width / 2, "right": x - width}[anchor]
        box = Box(left, y - height / 2, left + width, y + height / 2)
        if text:
            self.annotations.append(
                {
                    "x": round(x, 2),
                    "y": round(y, 2),
                    "text": f"<b>{escaped(text)}</b>" if bold else escaped(text),
                    "font": {"size": size, "color": color or self.canvas.palette.ink},
                    "xanchor": anchor,
                    "yanchor": "middle",
                    "align": anchor,
                    "showarrow": False,
                    "borderpad": 0,
                    **({"bgcolor": ground} if ground else {}),
                }
            )
            self.labels.append(Label(text, box, size))
        return box

    def lines(  # noqa: PLR0913 - options, keyword-only
        self, x: float, y: float, texts: Iterable[str], *, size: int, color: str | None = None, bold: bool = False
    ) -> float:
        """Lines of text below each other from the top `y`; returns the y under the last."""
        for text in texts:
            self.text(x, y + size * LINE_HEIGHT / 2, text, size=size, color=color, bold=bold)
            y += size * LINE_HEIGHT
        return y

    def rect(  # noqa: PLR0913 - options, keyword-only
        self,
        box: Box,
        *,
        fill: str | None = None,
        line: str | None = None,
        width: float = 1,
        dash: str = "solid",
        radius: float = 0,
        above: bool = False,
    ) -> None:
        """A rectangle that is no mark: grounds, bands, outlines, swatches."""
        style = {
            "line": {"width": width if line else 0, "color": line or "rgba(0,0,0,0)", "dash": dash},
            "fillcolor": fill or "rgba(0,0,0,0)",
            "layer": "above" if above else "below",
        }
        if radius:
            self.shapes.append({"type": "path", "path": _rounded(box, radius), **style})
        else:
            self.shapes.append({"type": "rect", "x0": box.left, "x1": box.right, "y0": box.top, "y1": box.bottom, **style})

    def line(
        self, points: Sequence[tuple[float, float]], *, color: str, width: float = 1, dash: str = "solid", above: bool = False
    ) -> None:
        """A polyline that is no mark: grids, brackets, leaders."""
        path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.shapes.append(
            {
                "type": "path",
                "path": path,
                "line": {"color": color, "width": width, "dash": dash},
                "fillcolor": "rgba(0,0,0,0)",
                "layer": "above" if above else "below",
            }
        )

    def polygon(self, points: Sequence[tuple[float, float]], *, fill: str, line: str | None = None, above: bool = True) -> None:
        """A closed shape that is no mark: arrowheads, corners."""
        path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points) + " Z"
        self.shapes.append(
            {
                "type": "path",
                "path": path,
                "line": {"color": line or fill, "width": 1},
                "fillcolor": fill,
                "layer": "above" if above else "below",
            }
        )

    def figure(self, height: float) -> go.Figure:
        """The figure, `height` pixels high: one set of axes that are the sheet itself."""
        axis = {"visible": False, "fixedrange": True, "zeroline": False, "showgrid": False, "automargin": False}
        return go.Figure(
            data=self.traces,
            layout={
                "template": template(self.canvas),
                "width": self.canvas.width,
                "height": round(height),
                "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
                "xaxis": {**axis, "range": [0, self.canvas.width]},
                "yaxis": {**axis, "range": [round(height), 0]},
                "barmode": "overlay",
                "showlegend": False,
                "hovermode": "closest",
                "dragmode": False,
                "clickmode": "event+select",
                "shapes": self.shapes,
                "annotations": self.annotations,
            },
        )


def _rounded(box: Box, radius: float) -> str:
    """SVG path of a rectangle with round corners, from quadratic curves: Plotly's shapes know no arcs."""
    r = min(radius, box.width / 2, box.height / 2)
    left, top, right, bottom = (round(side, 1) for side in (box.left, box.top, box.right, box.bottom))
    return (
        f"M{left + r},{top} L{right - r},{top} Q{right},{top} {right},{top + r} L{right},{bottom - r} Q{right},{bottom} {right - r},{bottom} "
        f"L{left + r},{bottom} Q{left},{bottom} {left},{bottom - r} L{left},{top + r} Q{left},{top} {left + r},{top} Z"
    )
