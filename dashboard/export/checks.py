"""What must be there before a picture is made: a browser, a font with Chinese, and every character of the picture in it.

A picture with boxes in place of names is worse than none: nothing is written then, and the reader is told what to do.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.export.fonts import font_file, missing_characters
from etl.errors import Problem, problem, register

register(
    {
        "X701": (
            "error",
            "没有找到用来画图的 Chromium 或 Chrome",
            "no Chromium or Chrome to draw pictures with",
            "安装 chromium（例如 apt-get install chromium），或把它的路径写进环境变量 BROWSER_PATH",
            "install chromium (for example apt-get install chromium), or put its path into the environment variable BROWSER_PATH",
        ),
        "X704": (
            "error",
            "字体里没有这些字，图上会是方框：{text}",
            "the font lacks these characters, which would come out as boxes: {text}",
            "apt-get install fonts-noto-cjk，或在目录里换一个名称",
            "apt-get install fonts-noto-cjk, or choose another name in the catalog",
        ),
        "X705": (
            "error",
            "没有找到中文字体，图上的字会是方框",
            "no font with Chinese characters: the picture would show boxes",
            "apt-get install fonts-noto-cjk（或安装思源黑体）",
            "apt-get install fonts-noto-cjk (or install Source Han Sans)",
        ),
    }
)


def find_browser() -> str | None:
    """The Chromium or Chrome that draws pictures: BROWSER_PATH, else what is installed."""
    named = os.environ.get("BROWSER_PATH")
    if named:
        return named if os.access(named, os.X_OK) else None
    from choreographer.browsers.chromium import Chromium

    return Chromium.find_browser(skip_local=False)


def find_font() -> str | None:
    """The file name of the font in which Chinese is drawn."""
    found = font_file()
    return found.name if found else None


def lacking() -> tuple[Problem, ...]:
    """What of browser and font is not there, whatever the picture."""
    problems = []
    if find_browser() is None:
        problems.append(problem("X701", "export"))
    if find_font() is None:
        problems.append(problem("X705", "export"))
    return tuple(problems)


def unwritable(figures: Mapping[str, go.Figure]) -> tuple[Problem, ...]:
    """The characters that the font lacks, one problem a figure; figures by the name of their view."""
    found = []
    for name, figure in figures.items():
        missing = missing_characters(figure)
        if missing:
            found.append(problem("X704", name, text=" ".join(missing)))
    return tuple(found)
