"""证据: everything that is stated about one name or behind one mark, where sources disagree, and the sources themselves."""

from __future__ import annotations

from dashboard import state
from dashboard.components.evidence import evidence_page

evidence_page(state.handed_over(), state.held())
