"""The script of the server: one run of the dashboard."""

from __future__ import annotations

from dashboard.app import main

main()
