"""版图: the market map, layer by industry."""

from __future__ import annotations

from dashboard import state
from dashboard.components.chart import chart_with_evidence

chart_with_evidence("map", state.handed_over(), state.held())
