"""Who says so: the sources of a frame, derived from its rows, never typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of what is drawn. `marks` counts the marks it carries; `described` is False where no catalog entry describes it."""

    source_id: str
    title: str
    publisher: str | None
    url: str | None
    date_published: str | None
    marks: int
    described: bool

    def short(self) -> str:
        """Publisher, else title, with the day: what fits into a footer."""
        name = self.publisher or self.title
        return f"{name} {self.date_published}" if self.date_published else name


def citations(frame: pd.DataFrame) -> tuple[Citation, ...]:
    """Every source of every row, those carrying most marks first."""
    counts = Counter(source for ids in frame["source_ids"] for source in ids)
    known = frame.attrs.get("sources", {})
    found = []
    for source, marks in counts.items():
        record = known.get(source, {})
        found.append(
            Citation(
                source_id=source,
                title=record.get("title") or source,
                publisher=record.get("publisher"),
                url=record.get("url"),
                date_published=record.get("date_published"),
                marks=marks,
                described=bool(record.get("described")),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.marks, each.source_id)))
