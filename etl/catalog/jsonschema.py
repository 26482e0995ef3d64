"""Schemas for editors."""

from pathlib import Path


def write_schemas(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
