"""总览: the market in ten seconds: key figures, the map in small, how much is known, where sources disagree."""

from __future__ import annotations

from dashboard import state
from dashboard.components.chart import chart_with_evidence
from dashboard.components.overview import freshness_line, further_links

snapshot, selection = state.handed_over(), state.held()
chart_with_evidence("overview", snapshot, selection)
freshness_line(snapshot, selection)
further_links(snapshot, selection)
