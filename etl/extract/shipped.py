"""Where the data that comes with the package lies: beside it in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path


def shipped_folder() -> Path:
    """The shipped catalog folder: `curated/` of the checkout, or `_curated` inside the installed package."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_curated"
    return inside if inside.is_dir() else package.parent / "curated"
