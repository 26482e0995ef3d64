"""总览: the market in ten seconds: key figures, the map in small, how much is known, where sources disagree."""

from __future__ import annotations

from dashboard import state
from dashboard.components.chart import chart_with_evidence
from dashboard.components.overview import conflicts_link

snapshot, selection = state.handed_over(), state.held()
chart_with_evidence("overview", snapshot, selection)
conflicts_link(snapshot, selection)
