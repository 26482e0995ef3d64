"""What holds for every test."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture(scope="session", autouse=True)
def _no_browser_is_left_behind():
    """Ends the one browser that draws pictures, if a test started it; left to the end of the process it leaves its folder open."""
    yield
    kaleido = sys.modules.get("kaleido")
    if kaleido is not None:
        kaleido.stop_sync_server(silence_warnings=True)
