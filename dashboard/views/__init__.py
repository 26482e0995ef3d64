"""The charts. Each has `frame(snapshot, selection)`, `figure(frame, canvas)` and `sources(frame)`, and knows nothing of the others."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType, ModuleType

from dashboard.views import cost, overview, tiers, timeline
from dashboard.views import map as map_view

VIEWS: Mapping[str, ModuleType] = MappingProxyType(
    {"overview": overview, "map": map_view, "tiers": tiers, "cost": cost, "timeline": timeline}
)
"""Every view by its id, in order of the pages."""
