"""Colours that can be read, by everybody, in both themes."""

from __future__ import annotations

import itertools

import pytest

from dashboard.theme import (
    EXTENTS,
    GLYPHS,
    OTHER_GLYPHS,
    PALETTES,
    SIZES,
    canvas_of,
    glyph_of,
    hue_of,
    template,
)

# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB.
DEFICIENCIES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def _linear(color):
    channels = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]


def _luminance(color):
    red, green, blue = _linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, two):
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", PALETTES)
def test_every_text_reaches_a_contrast_of_four_and_a_half_on_its_ground(theme):
    palette = PALETTES[theme]
    pairs = [(palette.ink, palette.paper), (palette.ink, palette.panel), (palette.muted, palette.paper), (palette.muted, palette.panel)]
    pairs += [
        (palette.band_ink, palette.band),
        (palette.problem_ink, palette.problem),
        (palette.problem, palette.paper),
        (palette.problem, palette.panel),
    ]
    for hue in (*palette.hues, palette.other, *palette.tiers.values()):
        pairs.append((hue.ink, hue.fill))
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("theme", PALETTES)
def test_borders_and_marks_reach_a_contrast_of_three_on_the_page(theme):
    palette = PALETTES[theme]
    assert [hue.line for hue in (*palette.hues, palette.other) if contrast(hue.line, palette.paper) < 3] == []


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_tiers_stay_apart_and_in_order_for_every_colour_vision(theme, deficiency):
    matrix = DEFICIENCIES[deficiency]
    lights = []
    for hue in PALETTES[theme].tiers.values():
        seen = [max(0.0, sum(factor * value for factor, value in zip(row, _linear(hue.fill), strict=True))) for row in matrix]
        lights.append(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2])
    steps = [two - one for one, two in itertools.pairwise(lights)]
    assert all(step > 0.04 for step in steps) or all(step < -0.04 for step in steps) or all(abs(step) > 0.01 for step in steps)
    assert len({step > 0 for step in steps}) == 1


def test_each_kind_of_player_has_a_shape_of_its_own():
    shapes = [glyph_of(position) for position in range(len(GLYPHS) + len(OTHER_GLYPHS))]
    assert len(set(shapes)) == len(shapes)
    assert glyph_of(None) == ""
    assert glyph_of(99) == ""


@pytest.mark.parametrize("theme", PALETTES)
def test_hues_are_never_used_twice(theme):
    palette = PALETTES[theme]
    assert len({hue.line for hue in palette.hues}) == len(palette.hues)
    assert hue_of(palette, len(palette.hues)) is palette.other
    assert hue_of(palette, None) is palette.other


@pytest.mark.parametrize("kind", EXTENTS)
def test_the_template_carries_fonts_and_grounds_of_its_canvas(kind):
    canvas = canvas_of(kind, theme="dark")
    layout = template(canvas)["layout"]
    assert layout["font"]["size"] == SIZES[kind].body
    assert layout["paper_bgcolor"] == PALETTES["dark"].paper
