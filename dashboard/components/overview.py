"""The part of the overview page that is not in its picture: the way to every conflict."""

from __future__ import annotations

import streamlit as st

from dashboard import data, state
from dashboard.components.paths import page_path
from dashboard.components.words import say
from dashboard.selection import Selection
from etl.model.snapshot import Snapshot


def conflicts_link(snapshot: Snapshot, selection: Selection) -> None:
    """Leads to every conflict and dispute among what the filters leave; nothing where there is none."""
    count = len(data.conflicts(snapshot, selection))
    if count:
        st.page_link(
            page_path("evidence"),
            label=say(selection.language, "all_conflicts", n=count),
            icon=":material/compare_arrows:",
            query_params=state.link_query(selection, tab="conflicts"),
        )
