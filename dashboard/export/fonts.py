"""Whether a font has every character of a figure: checked before a picture is made, so that no box stands in a deck.

Chromium falls back to other fonts silently; what no font of the stack has becomes a box. The check reads the font files themselves.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from fontTools.ttLib import TTCollection, TTFont, TTLibError

_FAMILIES = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei")
_FONT_FILES = ("notosanscjk", "sourcehansans", "pingfang", "msyh", "wqy", "simhei", "hiragino")
_FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
_TAG = re.compile(r"<[^>]*>")
_INVISIBLE = frozenset("\n\r\t\u200b\u200d\ufeff\u00a0")


def font_file() -> Path | None:
    """The file of the font in which a picture's Chinese is drawn here: the first of the stack, else any with Chinese; None for none."""
    return _by_fontconfig() or _in_folders()


def _by_fontconfig() -> Path | None:
    match, every = shutil.which("fc-match"), shutil.which("fc-list")
    for family in _FAMILIES if match else ():
        names, _, path = _answer(str(match), "--format=%{family}|%{file}", family).partition("|")
        if family in names and path and Path(path).is_file():
            return Path(path)
    others = _answer(every, ":lang=zh", "--format=%{file}\n").splitlines() if every else []
    return next((Path(path) for path in sorted(others) if Path(path).is_file()), None)


def _answer(program: str, *words: str) -> str:
    return subprocess.run([program, *words], capture_output=True, text=True, check=False, timeout=30).stdout


def _in_folders() -> Path | None:
    for folder in (Path(name).expanduser() for name in _FONT_FOLDERS):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.name.casefold().replace("-", "").startswith(_FONT_FILES):
                return path
    return None


@lru_cache(maxsize=4)
def characters_of(path: Path) -> frozenset[int]:
    """Code points a font file draws; empty for a file that is no font."""
    try:
        with path.open("rb") as file:
            collection = path.suffix.lower() in {".ttc", ".otc"}
            faces = TTCollection(file, lazy=True).fonts if collection else [TTFont(file, lazy=True)]
            return frozenset(code for face in faces for code in face.getBestCmap() or {})
    except (OSError, TTLibError):
        return frozenset()


def missing_characters(figure: go.Figure, path: Path | None = None) -> tuple[str, ...]:
    """Characters of the figure's texts that the font lacks, sorted; empty where no font is found to check against."""
    chosen = path or font_file()
    if chosen is None:
        return ()
    known = characters_of(chosen)
    if not known:
        return ()
    drawn = {character for text in _texts(figure) for character in text}
    return tuple(sorted(character for character in drawn - _INVISIBLE if ord(character) not in known))


def _texts(figure: go.Figure) -> Iterator[str]:
    """Every text that is drawn; hover labels are not."""
    content: dict[str, Any] = figure.to_plotly_json()
    for annotation in content["layout"].get("annotations", ()):
        yield _plain(annotation.get("text", ""))
    for trace in content["data"]:
        texts = trace.get("text", ())
        for text in (texts,) if isinstance(texts, str) else texts or ():
            yield _plain(str(text))


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))
