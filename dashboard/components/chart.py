"""One chart on a page: the figure of a view for this screen, clicks on its marks, its downloads and the evidence beside it."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import data, state
from dashboard.components import notices
from dashboard.components.counted import groups_of_figure
from dashboard.components.downloads import download_bar
from dashboard.components.paths import page_path
from dashboard.components.reader import groups_of, page_of, show_reader
from dashboard.components.words import say
from dashboard.selection import Selection
from dashboard.theme import EXTENTS, Canvas, canvas_of
from dashboard.views import VIEWS
from etl.model.snapshot import Snapshot

_LOG = logging.getLogger("baimo.dashboard")
_CONFIG: Mapping[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
_PHONE_BELOW, _SLIDE_FROM = 640, 1440
_PROBE = st.components.v2.component("baimo_probe", js=(Path(__file__).parent / "probe.js").read_text(encoding="utf-8"))


def screen_canvas(selection: Selection) -> Canvas:
    """The canvas of this screen: laid out for the width that the browser told, the laptop's until it has."""
    told = state.widget_value("probe")
    _PROBE(
        key=state.widget("probe"),
        data={"width": (told or {}).get("width"), "language": selection.language},
        default={"width": None, "ground": None},
        on_width_change=lambda: None,
        on_ground_change=lambda: None,
    )
    width = (told or {}).get("width") or EXTENTS["laptop"][0]
    kind = "phone" if width < _PHONE_BELOW else "slide" if width >= _SLIDE_FROM else "laptop"
    base = canvas_of(kind, language=selection.language, theme=selection.theme)
    height = round(base.height * width / base.width) if kind == "slide" else base.height
    return replace(base, width=width, height=height)


def chart_with_evidence(view: str, snapshot: Snapshot, selection: Selection) -> None:
    """Draws a view; a click on a mark opens the statements behind it."""
    canvas = screen_canvas(selection)
    try:
        frame, figure = data.figure_of(view, snapshot, selection, canvas)
    except Exception:  # noqa: BLE001 - said below
        # A chart is one of several things on the page: the others stay usable, and the trace belongs into the log.
        _LOG.exception("the view %s could not be drawn", view)
        notices.show_failure("chart_failed", selection.language)
        return
    key = state.chart_key(view, snapshot.digest)
    # A mark that came with a link or from the list; a clicked one the chart shows by itself.
    shown = data.highlighted(figure, selection.mark) if selection.mark and not state.pressed(key) else figure
    st.plotly_chart(
        shown,
        key=key,
        width="stretch",
        theme=None,
        on_select=state.on_points(key),
        selection_mode="points",
        config=dict(_CONFIG),
        alt=chart_alt(view, frame, selection),
    )
    download_bar(view, frame, figure, selection)
    mark_list(view, (figure.layout.meta or {}).get("folded", ()), snapshot, selection)
    evidence_panel(frame, snapshot, selection)


def chart_alt(view: str, frame: pd.DataFrame, selection: Selection) -> str:
    """What the chart says, for those who do not see it."""
    title = VIEWS[view].TITLE[selection.language]
    names = list(dict.fromkeys(str(label) for label in frame[f"label_{selection.language}"]))
    joined = ("、" if selection.language == "zh" else ", ").join(names[:12])
    return say(selection.language, "chart_alt", title=title, n=len(frame), text=joined)


def mark_list(view: str, folded: Sequence[str], snapshot: Snapshot, selection: Selection) -> None:
    """Every mark in a list, first those the picture only counts: for readers without a mouse, and for what is folded."""
    language = selection.language
    names = data.mark_names(view, snapshot, selection)
    if not names:
        return
    hidden = set(folded)
    order = [*(mark for mark in names if mark in hidden), *(mark for mark in names if mark not in hidden)]
    state.set_widget("mark", selection.mark if selection.mark in names else None)
    st.selectbox(
        say(language, "pick_a_mark_folded", n=len(hidden)) if hidden else say(language, "pick_a_mark"),
        order,
        index=None,
        key=state.widget("mark"),
        format_func=lambda mark: f"{names[mark]}{say(language, 'folded') if mark in hidden else ''}",
        placeholder=say(language, "pick_from_list", n=len(names)),
        on_change=state.on_mark,
        width=520,
    )


def evidence_panel(frame: pd.DataFrame, snapshot: Snapshot, selection: Selection) -> None:
    """The statements of the chosen mark with their rivals, beside the chart."""
    language = selection.language
    if not selection.mark:
        return
    row = next((each for each in frame.to_dict("records") if each["mark_id"] == selection.mark), None)
    if row is None:
        notices.show_state("mark_gone", language)
        return
    books = data.dossiers(snapshot, selection)
    ids = [str(each) for each in row["statement_ids"]]
    title = str(row[f"label_{language}"])
    if row.get("part") == "figures":
        title = f"{title} · {row['number']}"
        groups = groups_of_figure(row, frame.attrs["sources"], books, language)
    else:
        groups = groups_of(books.in_order_of(ids), books.rivalries(ids), language, subject=title)
    with st.container(key="evidence_panel"):
        show_reader(
            page_of(title, groups, language=language, closable=True, worded=row.get("part") != "figures"),
            key="reader_panel",
            on_close=state.close_mark,
        )
        if str(row["entity_id"]) in books.entities:
            st.page_link(
                page_path("evidence"),
                label=say(language, "open_entity"),
                icon=":material/menu_book:",
                query_params=state.link_query(selection, entity=str(row["entity_id"])),
            )
