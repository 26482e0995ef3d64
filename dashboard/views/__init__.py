"""The charts. Each has `frame(snapshot, selection)`, `figure(frame, canvas)` and `sources(frame)`, and knows nothing of the others."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType, ModuleType

from dashboard.views import map as map_view
from dashboard.views import tiers

VIEWS: Mapping[str, ModuleType] = MappingProxyType({"map": map_view, "tiers": tiers})
"""Every view by its id, in order of the pages."""
