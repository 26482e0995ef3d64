"""时间线: what was announced and released when, with each date only as exact as its source.

A day is a filled mark, anything coarser a hollow one with a band over the days it may have been. Plans and rumours look it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.selection import Selection
from dashboard.theme import Canvas
from dashboard.views.drawing.citation import Citation, citations
from dashboard.views.drawing.rows import Reading, Said
from dashboard.views.timeline.findings import finding
from dashboard.views.timeline.picture import draw
from etl.model.quantity import PartialDate
from etl.model.snapshot import Snapshot

TITLE = {"zh": "时间线", "en": "Timeline"}
EVENTS = {"released_on": "released", "announced_on": "announced"}
LANES = ("general", "vertical", "platform", "application", "?")
COLUMNS = (
    "event",
    "date_text",
    "first_day",
    "last_day",
    "precision",
    "lane",
    "owner_id",
    "owner_zh",
    "owner_en",
    "player_kind",
    "version",
    "stage",
)


def frame(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """One row a mark: a product and one date of its announcement or release; sources that give the same date share a mark.

    Columns beyond the marks': event (announced, released), date_text (as said), first_day and last_day (ISO days, both inclusive), precision
    (day, month, year, range), lane (layer, `?` where none is known), owner_id, owner_zh, owner_en, player_kind, version, stage.
    """
    reading = Reading(snapshot, selection)
    facts: dict[str, list[Said]] = defaultdict(list)
    for said in reading.said(*EVENTS, drawn=False):
        if (said.drawn or said.contested) and _days(said) is not None:
            facts[said.fact_id].append(said)
    rows = [_row(reading, said) for said in facts.values()]
    rows.sort(key=lambda row: (row["first_day"], row["last_day"], row["label_zh"], row["mark_id"]))
    return reading.frame("timeline", rows, COLUMNS, layers=reading.terms("layers"), kinds=reading.terms("player_kinds"))


def figure(frame: pd.DataFrame, canvas: Canvas) -> go.Figure:
    """The timeline on a canvas."""
    return draw(frame, canvas, title=finding(frame, canvas.language), cited=sources(frame))


def sources(frame: pd.DataFrame) -> tuple[Citation, ...]:
    """Every source of every mark."""
    return citations(frame)


def _days(said: Said) -> tuple[str, str] | None:
    """First and last day the date covers; None for a date that is none."""
    try:
        first = PartialDate(said.date or "")
        last = PartialDate(said.date_high) if said.date_high else first
    except ValueError:
        return None
    return first.first_day.isoformat(), max(last.last_day, first.first_day).isoformat()


def _row(reading: Reading, said: Sequence[Said]) -> dict[str, Any]:
    first = next((each for each in said if each.drawn), said[0])
    days = _days(first) or ("", "")
    owner = next(iter(reading.owners.get(first.subject_id, ())), None)
    owner_names = reading.name(owner) if owner else ("", "")
    names = reading.name(first.subject_id)
    if first.version:
        names = (f"{names[0]} {first.version}", f"{names[1]} {first.version}")
    row = reading.mark(f"timeline:{first.subject_id}:{first.fact_id}", first.subject_id, said, lead=said, label=names)
    return row | {
        "event": EVENTS[first.predicate],
        "date_text": first.date if not first.date_high else f"{first.date}–{first.date_high}",
        "first_day": days[0],
        "last_day": days[1],
        "precision": "day" if days[0] == days[1] else ("range" if first.date_high else first.date_precision or "range"),
        "lane": _lane(reading, first),
        "owner_id": owner,
        "owner_zh": owner_names[0],
        "owner_en": owner_names[1],
        "player_kind": reading.kinds.get(owner or "", ""),
        "version": first.version,
        "stage": first.stage,
    }


def _lane(reading: Reading, said: Said) -> str:
    """The layer of the product; of several the first in the order of lanes, and what it is where no layer is known."""
    held = reading.facets["layer"].get(said.subject_id, set())
    if said.subject_kind in {"platform", "application"} and (not held or said.subject_kind in held):
        return said.subject_kind
    return next((lane for lane in LANES if lane in held), "?")
