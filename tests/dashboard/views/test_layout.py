"""Texts neither overlap nor leave the sheet, on every canvas and in both languages."""

from __future__ import annotations

import itertools
import re

import plotly.graph_objects as go
import pytest

from dashboard.views import VIEWS
from dashboard.views.drawing.sheet import LINE_HEIGHT, Box, Label
from dashboard.views.drawing.text import width_px
from tests.dashboard.views.cases import KINDS, SCREENS, SNAPSHOTS, figure_of

CASES = tuple(itertools.product(VIEWS, SNAPSHOTS, SCREENS, ("zh", "en")))
SLACK = 0.22
"""Boxes are as high as a line of text with its leading; the glyphs themselves leave this share of the height free."""


def _labels(figure: go.Figure) -> list[Label]:
    """Every annotation and every line of a tile, as a browser would place it."""
    found = []
    content = figure.to_plotly_json()
    for annotation in content["layout"].get("annotations", ()):
        text = re.sub("<[^>]*>", "", annotation["text"]).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
        found.append(_label(text, annotation["font"]["size"], annotation["x"], annotation["y"], annotation["xanchor"]))
    for trace in content["data"]:
        if trace["type"] == "scatter" and trace.get("mode") == "text":
            for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True):
                lines = [part for part in text.split("<br>") if part]
                for number, line in enumerate(lines):
                    sizes = [int(size) for size in re.findall(r"font-size:(\d+)px", line)]
                    plain = re.sub("<[^>]*>", "", line)
                    size = max(sizes)
                    middle = y + (number - (len(lines) - 1) / 2) * size * LINE_HEIGHT
                    found.append(_label(plain, size, x, middle, "center"))
    return found


def _label(text: str, size: float, x: float, y: float, anchor: str) -> Label:
    width, height = width_px(text, size), size * LINE_HEIGHT * (1 - SLACK)
    left = {"left": x, "center": x - width / 2, "right": x - width}[anchor]
    return Label(text, Box(left, y - height / 2, left + width, y + height / 2), int(size))


@pytest.mark.parametrize(("view", "state", "kind", "language"), CASES)
def test_texts_do_not_overlap(view, state, kind, language):
    labels = _labels(figure_of(view, state, kind, language))
    labels.sort(key=lambda label: label.box.top)
    clashes = []
    for index, one in enumerate(labels):
        for two in labels[index + 1 :]:
            if two.box.top >= one.box.bottom:
                break
            if one.box.overlaps(two.box):
                clashes.append((one.text, two.text))
    assert not clashes


@pytest.mark.parametrize(("view", "state", "kind", "language"), CASES)
def test_texts_stay_on_the_sheet(view, state, kind, language):
    figure = figure_of(view, state, kind, language)
    sheet = Box(0, 0, figure.layout.width, figure.layout.height)
    assert [label.text for label in _labels(figure) if not sheet.holds(label.box)] == []


@pytest.mark.parametrize(("view", "state", "kind"), tuple(itertools.product(VIEWS, SNAPSHOTS, KINDS)))
def test_tiles_do_not_overlap_and_stay_on_the_sheet(view, state, kind):
    figure = figure_of(view, state, kind)
    sheet = Box(0, 0, figure.layout.width, figure.layout.height)
    boxes = []
    for trace in figure.to_plotly_json()["data"]:
        if trace["type"] == "bar":
            for x, width, base, height in zip(trace["x"], trace["width"], trace["base"], trace["y"], strict=True):
                boxes.append(Box(x - width / 2 + 0.02, base, x + width / 2 - 0.02, base + height))
    assert all(sheet.holds(box) for box in boxes)
    boxes.sort(key=lambda box: box.left)
    for index, one in enumerate(boxes):
        for two in boxes[index + 1 :]:
            if two.left >= one.right:
                break
            assert not one.overlaps(two)


@pytest.mark.parametrize(("view", "state"), tuple(itertools.product(VIEWS, SNAPSHOTS)))
def test_a_slide_keeps_its_size_whatever_it_holds(view, state):
    figure = figure_of(view, state, "slide")
    assert (figure.layout.width, figure.layout.height) == (1600, 900)
