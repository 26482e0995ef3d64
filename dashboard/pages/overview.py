"""总览: the market in ten seconds: key figures, the map, how fresh it is, where sources disagree."""

from __future__ import annotations

from dashboard import state
from dashboard.components.chart import chart_with_evidence
from dashboard.components.overview import freshness_line, gravest_conflicts, key_figures

snapshot, selection = state.handed_over(), state.held()
key_figures(snapshot, selection)
chart_with_evidence("overview", snapshot, selection)
gravest_conflicts(snapshot, selection)
freshness_line(snapshot, selection)
