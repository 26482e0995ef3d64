"""Tables of exactly what is drawn: the rows of a frame, with their sources, as CSV that no spreadsheet runs.

A cell that begins like a formula gets a leading apostrophe, which every spreadsheet shows as text: names come from articles and catalogs, and
a name such as `=HYPERLINK(…)` is somebody else's program.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.views.drawing.citation import Citation

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_JOINT = "; "
BOM = "\ufeff"
"""Spreadsheets on Windows read UTF-8 only behind it."""


def neutral(text: str) -> str:
    """The text, harmless in a spreadsheet."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def cell(value: Any) -> str | float | int:
    """A cell of the table: numbers stay numbers, lists are joined, nothing is empty text."""
    if value is None or (isinstance(value, float) and value != value):  # noqa: PLR0124 - only NaN differs from itself
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        return neutral(_JOINT.join(str(part) for part in value))
    return neutral(str(value))


def records(frame: pd.DataFrame, cited: Sequence[Citation], *, folded: Sequence[str] = ()) -> list[dict[str, str | float | int]]:
    """One record a mark, in the order drawn: the frame's columns, whether the mark is drawn or only counted, and its sources in words."""
    titles = {each.source_id: each.short() for each in cited}
    hidden = set(folded)
    found = []
    for row in frame.to_dict("records"):
        record = {str(name): cell(value) for name, value in row.items()}
        record["drawn"] = "false" if row["mark_id"] in hidden else "true"
        record["sources"] = cell([titles[source] for source in row["source_ids"]])
        found.append(record)
    return found


def csv_bytes(frame: pd.DataFrame, cited: Sequence[Citation], *, folded: Sequence[str] = ()) -> bytes:
    """The table of a view as CSV in UTF-8 with a mark, closed by lines that say as-of, filters and snapshot."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, [*(str(name) for name in frame.columns), "drawn", "sources"], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(records(frame, cited, folded=folded))
    closing = csv.writer(buffer, lineterminator="\r\n")
    closing.writerow([])
    closing.writerow(["as_of", cell(frame.attrs.get("as_of"))])
    closing.writerow(["filters", cell(frame.attrs.get("filters", {}).get("zh"))])
    closing.writerow(["snapshot", cell(frame.attrs.get("digest"))])
    return (BOM + buffer.getvalue()).encode("utf-8")
