"""Every view in every state and on every canvas: what the tests of views run over."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pandas as pd
import plotly.graph_objects as go

from dashboard.selection import Selection
from dashboard.theme import canvas_of
from dashboard.views import VIEWS
from etl.model.snapshot import Snapshot
from tests.dashboard.atlas_fixture import conflict_snapshot, crowded_snapshot, empty_snapshot, full_snapshot, one_row_snapshot

SNAPSHOTS = {
    "full": full_snapshot,
    "empty": empty_snapshot,
    "one_row": one_row_snapshot,
    "conflict": conflict_snapshot,
    "crowded": crowded_snapshot,
}
KINDS = ("slide", "laptop", "phone")
SCREENS = ("slide", "laptop", "phone", "laptop@660", "laptop@1430", "phone@320", "phone@630", "slide@1440", "slide@2400")
"""Kinds as exported, and the widths that browsers tell."""
STATES = tuple((view, state) for view in VIEWS for state in SNAPSHOTS)


@cache
def snapshot_of(state: str) -> Snapshot:
    return SNAPSHOTS[state]()


@cache
def frame_of(view: str, state: str, selection: Selection | None = None) -> pd.DataFrame:
    return VIEWS[view].frame(snapshot_of(state), selection or Selection())


@cache
def figure_of(view: str, state: str, kind: str = "slide", language: str = "zh", theme: str = "light") -> go.Figure:
    name, _, width = kind.partition("@")
    canvas = canvas_of(name, language=language, theme=theme)
    if width:
        height = round(canvas.height * int(width) / canvas.width) if name == "slide" else canvas.height
        canvas = replace(canvas, width=int(width), height=height)
    return VIEWS[view].figure(frame_of(view, state), canvas)
