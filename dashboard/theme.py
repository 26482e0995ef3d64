"""Palette, fonts, sizes and canvases: the only file that names a colour or a font.

Hues are Okabe and Ito's, told apart with every common colour vision, as border with a pale fill and dark ink. Vermilion is left out
and red kept for problems. Every pair of ink and ground below reaches a contrast of 4.5:1 (a test computes it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

LANGUAGES = ("zh", "en")
THEMES = ("light", "dark")

FONT_FAMILY = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
EXPORT_SCALE = 1.2
"""From the slide's 1600×900 to the 1920×1080 of a screen or a projector."""


@dataclass(frozen=True, slots=True)
class Hue:
    """One colour of a family: `line` for borders and marks, `fill` for the ground of a tile, `ink` for text on that ground."""

    line: str
    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one theme."""

    paper: str
    panel: str
    grid: str
    ink: str
    muted: str
    band: str
    band_ink: str
    problem: str
    problem_ink: str
    hues: tuple[Hue, ...]
    other: Hue
    tiers: Mapping[str, Hue]


_LIGHT_INK = "#1F2933"
_DARK_INK = "#F2F5F7"

LIGHT = Palette(
    paper="#FFFFFF",
    panel="#F4F6F8",
    grid="#DDE3E8",
    ink=_LIGHT_INK,
    muted="#55626E",
    band="#22303C",
    band_ink="#FFFFFF",
    problem="#B42318",
    problem_ink="#FFFFFF",
    hues=(
        Hue("#0072B2", "#DCEAF6", _LIGHT_INK),
        Hue("#A86400", "#FBEBD0", _LIGHT_INK),
        Hue("#00805C", "#D8F0E8", _LIGHT_INK),
        Hue("#A04A7C", "#F5E0EC", _LIGHT_INK),
        Hue("#2C7FA8", "#E3F4FC", _LIGHT_INK),
        Hue("#6B6A00", "#F4F3CF", _LIGHT_INK),
    ),
    other=Hue("#5B6670", "#E6E9EC", _LIGHT_INK),
    tiers=MappingProxyType(
        {
            "L0": Hue("#08306B", "#08306B", "#FFFFFF"),
            "L1": Hue("#08306B", "#2F73B5", "#FFFFFF"),
            "L2": Hue("#08306B", "#CBDDF0", _LIGHT_INK),
        }
    ),
)

DARK = Palette(
    paper="#12181F",
    panel="#1B242D",
    grid="#35424E",
    ink=_DARK_INK,
    muted="#A9B6C2",
    band="#D5DDE4",
    band_ink="#12181F",
    problem="#FF8A7A",
    problem_ink="#12181F",
    hues=(
        Hue("#56B4E9", "#123A55", _DARK_INK),
        Hue("#E69F00", "#4A3508", _DARK_INK),
        Hue("#2FC79A", "#0E4032", _DARK_INK),
        Hue("#DF92BC", "#4B2139", _DARK_INK),
        Hue("#8FD3F2", "#1D4150", _DARK_INK),
        Hue("#E3DA4B", "#403E0C", _DARK_INK),
    ),
    other=Hue("#A7B3BE", "#333E48", _DARK_INK),
    tiers=MappingProxyType(
        {
            "L0": Hue("#C6DFF5", "#C6DFF5", "#12181F"),
            "L1": Hue("#C6DFF5", "#2A6CAB", "#FFFFFF"),
            "L2": Hue("#C6DFF5", "#17344F", _DARK_INK),
        }
    ),
)

PALETTES: Mapping[str, Palette] = MappingProxyType({"light": LIGHT, "dark": DARK})
GLYPHS = ("●", "■", "◆", "▲", "★", "▼")
"""A shape beside each hue, so that a kind of player is never told by colour alone. Noto Sans CJK has them all."""
OTHER_GLYPHS = ("○", "□", "◇", "△", "☆", "▽", "◎", "⊕")
"""Shapes of what comes after the hues, all in the neutral colour: still told apart."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Text sizes in pixels of the canvas."""

    title: int
    subtitle: int
    body: int
    small: int


SIZES: Mapping[str, Sizes] = MappingProxyType(
    {
        # 1600 px on a slide of 13.33 inches are 120 px an inch: 14 px print as 8.4 points, the least that is read at arm's length.
        "slide": Sizes(title=34, subtitle=20, body=17, small=14),
        "laptop": Sizes(title=24, subtitle=15, body=14, small=12),
        "phone": Sizes(title=19, subtitle=14, body=13, small=12),
    }
)

EXTENTS: Mapping[str, tuple[int, int]] = MappingProxyType({"slide": (1600, 900), "laptop": (1040, 720), "phone": (380, 760)})
MARGINS: Mapping[str, int] = MappingProxyType({"slide": 40, "laptop": 16, "phone": 10})


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where a figure is drawn. A slide keeps its height whatever it holds; laptop and phone scroll, so their figures may grow."""

    kind: str
    width: int
    height: int
    language: str = "zh"
    theme: str = "light"

    @property
    def scrolls(self) -> bool:
        """Whether a figure may be higher than the canvas."""
        return self.kind != "slide"

    @property
    def sizes(self) -> Sizes:
        """Text sizes of this kind of canvas."""
        return SIZES[self.kind]

    @property
    def palette(self) -> Palette:
        """Colours of its theme."""
        return PALETTES[self.theme]

    @property
    def margin(self) -> int:
        """Empty border in pixels."""
        return MARGINS[self.kind]


def canvas_of(kind: str, *, language: str = "zh", theme: str = "light") -> Canvas:
    """The canvas of a kind: slide, laptop or phone. Raises KeyError for another."""
    width, height = EXTENTS[kind]
    return Canvas(kind, width, height, language, theme)


def hue_of(palette: Palette, position: int | None) -> Hue:
    """The hue of the n-th term of a vocabulary; beyond the palette, and for None, the neutral one: hues are never used twice."""
    return palette.hues[position] if position is not None and position < len(palette.hues) else palette.other


def glyph_of(position: int | None) -> str:
    """The shape that goes with `hue_of`; empty for what is not known."""
    shapes = GLYPHS + OTHER_GLYPHS
    return shapes[position] if position is not None and position < len(shapes) else ""


def template(canvas: Canvas) -> dict[str, Any]:
    """The Plotly template of a canvas: fonts, grounds, hover labels. Figures themselves carry only what their data decide."""
    palette, sizes = canvas.palette, canvas.sizes
    return {
        "layout": {
            "font": {"family": FONT_FAMILY, "size": sizes.body, "color": palette.ink},
            "paper_bgcolor": palette.paper,
            "plot_bgcolor": palette.paper,
            "hoverlabel": {
                "bgcolor": palette.panel,
                "bordercolor": palette.muted,
                "align": "left",
                "namelength": 0,
                "font": {"family": FONT_FAMILY, "size": max(sizes.small, 13), "color": palette.ink},
            },
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": palette.muted, "activecolor": palette.ink},
        }
    }
