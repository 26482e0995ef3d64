"""Rows to typed tables: the columns of `etl.model.snapshot.TABLES` as Arrow tables on disk and pandas frames in memory.

Why frames of plain objects: a missing text is None, never NaN. NaN is true and prints as "nan", and a caption that says so is
worse than a column that costs a little memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

from etl.model.snapshot import TABLES, Column

Row = Mapping[str, object]

_ARROW = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(), "list": pa.list_(pa.string())}

SORT_KEYS: Mapping[str, tuple[str, ...]] = {
    "players": ("entity_id",),
    "models": ("entity_id",),
    "platforms": ("entity_id",),
    "applications": ("entity_id",),
    "markets": ("entity_id",),
    "statements": ("subject_id", "predicate", "slot_id", "statement_id"),
    "evidence": ("statement_id", "evidence_id"),
    "conflicts": ("conflict_id",),
    "positions": ("conflict_id", "source_id", "by", "text_zh"),
    "candidates": ("candidate_id",),
    "documents": ("path", "document_id"),
    "sources": ("source_id",),
    "fx": ("date",),
    "vocabulary": ("vocabulary", "order", "term_id"),
}
"""What orders the rows of each table, so that the order of the inputs cannot."""


def schema_of(name: str) -> pa.Schema:
    """The Arrow schema of a table, without metadata: nothing but names and types reaches the file."""
    return pa.schema([pa.field(column.name, _ARROW[column.type]) for column in TABLES[name]])


def arrow_of(name: str, rows: Iterable[Row]) -> pa.Table:
    """The rows as a sorted Arrow table; a column that a row lacks is null, false or empty.

    Raises KeyError for a column that the table does not have: that is the programmer's error.
    """
    columns = TABLES[name]
    kept = sorted(rows, key=lambda row: _order(row, SORT_KEYS[name]))
    if stray := set().union(*kept) - {column.name for column in columns}:
        raise KeyError(f"table {name} has no column {', '.join(sorted(stray))}")
    return pa.table({column.name: pa.array(_cells(kept, column), _ARROW[column.type]) for column in columns}, schema_of(name))


def frame_of(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """The rows as a typed frame, exactly as `read_snapshot` gives it: see `frame_from_arrow`."""
    return frame_from_arrow(name, arrow_of(name, rows))


def frame_from_arrow(name: str, table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a frame: text and lists as objects (None where missing; lists are lists), int as Int64, float as float64, bool as bool."""
    return pd.DataFrame({column.name: _series(table.column(column.name).to_pylist(), column.type) for column in TABLES[name]})


def empty_tables() -> dict[str, pd.DataFrame]:
    """Every table without rows, with its columns and types."""
    return {name: frame_of(name, ()) for name in TABLES}


def _series(cells: list[Any], kind: str) -> pd.Series[Any]:
    dtype = {"int": "Int64", "float": "float64", "bool": "bool"}.get(kind, "object")
    return pd.Series(cells, dtype=dtype)


def _cells(rows: list[Row], column: Column) -> list[Any]:
    found: list[Any] = [row.get(column.name) for row in rows]
    if column.type == "list":
        return [each or [] for each in found]
    return [bool(each) for each in found] if column.type == "bool" else found


def _order(row: Row, keys: tuple[str, ...]) -> tuple[tuple[bool, int, str], ...]:
    """A sort key that mixes nulls, numbers and text without comparing them to each other."""
    parts = (row.get(key) for key in keys)
    return tuple(
        (part is not None, part if isinstance(part, int) else 0, "" if part is None or isinstance(part, int) else str(part))
        for part in parts
    )
