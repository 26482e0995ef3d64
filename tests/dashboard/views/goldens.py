"""Writes the golden figures anew: `python -m tests.dashboard.views.goldens`, in a commit that shows the difference."""

from __future__ import annotations

import json
from pathlib import Path

import plotly.graph_objects as go

from dashboard.views import VIEWS
from tests.dashboard.views.cases import figure_of

FOLDER = Path(__file__).parents[2] / "golden" / "figures"
GOLDEN_STATES = ("full", "empty", "one_row", "conflict")


def golden_text(figure: go.Figure) -> str:
    """The figure as reviewable JSON: one trace, shape or annotation a line, without the template, which the theme's tests check."""
    content = json.loads(figure.to_json())
    content["layout"].pop("template")
    lines = [*content["data"], *content["layout"].pop("annotations", []), *content["layout"].pop("shapes", []), content["layout"]]
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines)


def golden_file(view: str, state: str) -> Path:
    """Where the golden of a view in a state lies."""
    return FOLDER / f"{view}-{state}.jsonl"


def main() -> None:
    """Writes all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        for state in GOLDEN_STATES:
            golden_file(view, state).write_text(golden_text(figure_of(view, state)), encoding="utf-8")


if __name__ == "__main__":
    main()
