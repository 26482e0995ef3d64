"""Figures change only together with their goldens."""

from __future__ import annotations

import pytest

from dashboard.views import VIEWS
from tests.dashboard.views.cases import figure_of
from tests.dashboard.views.goldens import GOLDEN_STATES, golden_file, golden_text


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("state", GOLDEN_STATES)
def test_figures_equal_their_goldens(view, state):
    drawn = golden_text(figure_of(view, state)).splitlines()
    expected = golden_file(view, state).read_text(encoding="utf-8").splitlines()
    assert drawn == expected
