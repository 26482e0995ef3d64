"""成本: what training, hardware and tokens cost, by basis, with both sides of every conflict."""

from __future__ import annotations

from dashboard import state
from dashboard.components.chart import chart_with_evidence
from dashboard.components.filters import currency_choice

selection = currency_choice(state.held())
state.hold(selection)
chart_with_evidence("cost", state.handed_over(), selection)
