"""Figures as PNG, SVG and PDF through one browser a process.

Starting a browser takes seconds, drawing in a running one less than one: the first picture starts it, and it ends with the process.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import sys
import threading
from pathlib import Path
from typing import Any

import kaleido
import plotly.graph_objects as go

import dashboard.export.checks  # noqa: F401 - registers X701
from dashboard.theme import EXPORT_SCALE
from etl.errors import InputError, problem, register

FORMATS = ("png", "svg", "pdf")
_LOCK = threading.Lock()
_ENDING: list[bool] = []
_RENDER_SECONDS = 60
for _name in ("choreographer", "kaleido"):
    # They print tracebacks of a browser that is closing; what fails is told by the problems below.
    logging.getLogger(_name).setLevel(logging.CRITICAL)

register(
    {
        "X702": (
            "error",
            "浏览器没有画出图片：{reason}",
            "the browser did not draw the picture: {reason}",
            "再试一次；仍不行时运行 baimo doctor",
            "try again; if it fails again, run baimo doctor",
        ),
        "X703": (
            "error",
            "不认识的图片格式 {format}",
            "unknown picture format {format}",
            "用 png、svg 或 pdf",
            "use png, svg or pdf",
        ),
    }
)


def image_bytes(figure: go.Figure, *, format: str = "png", scale: float = EXPORT_SCALE) -> bytes:  # noqa: A002 - the word of the command
    """The figure as a file's bytes. A slide at the default scale is 1920×1080; at twice that, 3840×2160.

    Raises InputError where there is no browser, it fails, or the format is unknown.
    """
    if format not in FORMATS:
        raise InputError([problem("X703", "export", format=format)])
    options: dict[str, Any] = {
        "format": format,
        "width": figure.layout.width,
        "height": figure.layout.height,
        "scale": scale,
    }
    # One server, one queue: two threads asking at once would take each other's answers.
    with _LOCK:
        _start()
        try:
            drawn: bytes = kaleido.calc_fig_sync(figure, opts=options)
        except Exception as error:
            raise InputError([problem("X702", "export", reason=type(error).__name__)]) from error
    return drawn


def write_image(figure: go.Figure, path: Path, *, scale: float = EXPORT_SCALE) -> None:
    """Writes the figure to a file whose suffix is its format. Raises InputError as `image_bytes` does."""
    path.write_bytes(image_bytes(figure, format=path.suffix.removeprefix(".").lower(), scale=scale))


def _start() -> None:
    """Starts the one browser; does nothing where it runs. Without MathJax, which would be fetched from the network."""
    if not _ENDING:
        _ENDING.append(True)
        atexit.register(_end)
    try:
        kaleido.start_sync_server(n=1, timeout=_RENDER_SECONDS, mathjax=False, silence_warnings=True)
    except Exception as error:
        raise InputError([problem("X701", "export")]) from error


def _end() -> None:
    """At the end of the process: ends the browser, and says nothing more.

    A browser that still writes into its temporary folder while that is removed leaves tracebacks of other people's finalizers as the last
    words of a command that has done its work.
    """
    with contextlib.suppress(Exception):
        kaleido.stop_sync_server(silence_warnings=True)
    sys.excepthook = lambda *_: None
    sys.unraisablehook = lambda _: None
    threading.excepthook = lambda _: None
