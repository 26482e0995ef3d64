"""层级: L0, L1 and L2 by vendor and industry, and the chain from one to the next."""

from __future__ import annotations

from dashboard import state
from dashboard.components.chart import chart_with_evidence

chart_with_evidence("tiers", state.handed_over(), state.held())
