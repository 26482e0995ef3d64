"""时间线: what was announced and released when, as precisely as the sources say."""

from __future__ import annotations

from dashboard import state
from dashboard.components.chart import chart_with_evidence

chart_with_evidence("timeline", state.handed_over(), state.held())
