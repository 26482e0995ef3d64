"""Snapshots of the fixture as a server finds them: published into a folder."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from etl.model.snapshot import TABLES, Snapshot
from etl.publish.store import publish


def shelve(snapshot: Snapshot, folder: Path) -> Path:
    """Publishes the tables of a snapshot made in memory; returns the build folder."""
    rows = {name: [_row(record) for record in snapshot.tables[name].to_dict("records")] for name in TABLES}
    publish(folder, rows, {"as_of": snapshot.as_of})
    return folder


def _row(record: dict[Any, Any]) -> dict[str, Any]:
    return {str(key): _plain(value) for key, value in record.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, float) and math.isnan(value):
        return None
    return value
