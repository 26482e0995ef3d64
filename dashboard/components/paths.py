"""Where the pages are: absolute, so that links hold however the app was started."""

from __future__ import annotations

from pathlib import Path

PAGES = ("overview", "map", "tiers", "cost", "timeline", "evidence")
_FOLDER = Path(__file__).parents[1] / "pages"


def page_path(page: str) -> str:
    """The file of a page."""
    return str(_FOLDER / f"{page}.py")
