"""The parts of the overview page: key figures, where sources disagree, how fresh the data are."""

from __future__ import annotations

import streamlit as st

from dashboard import data, state
from dashboard.components.paths import page_path
from dashboard.components.reader import conflict_group, page_of, show_reader
from dashboard.components.words import say
from dashboard.selection import Selection
from etl.model.snapshot import Snapshot

_SHOWN = 4


def key_figures(snapshot: Snapshot, selection: Selection) -> None:
    """Five numbers under the current filters; the last two lead to the evidence page."""
    counts = data.counts(snapshot, selection)
    names = ("key_players", "key_models", "key_applications", "key_statements", "key_sources", "key_conflicts")
    with st.container(key="key_figures"):
        for column, name in zip(st.columns(len(names), gap="small"), names, strict=True):
            column.metric(say(selection.language, name), f"{counts[name]:,}", border=True)


def gravest_conflicts(snapshot: Snapshot, selection: Selection) -> None:
    """The gravest conflicts among what the filters leave, and the way to all of them."""
    language = selection.language
    rivalries = data.conflicts(snapshot, selection)
    heading = say(language, "conflicts")
    show_reader(
        page_of(
            heading,
            [conflict_group(rivalries[:_SHOWN], language)] if rivalries else [],
            language=language,
            empty=say(language, "no_conflicts"),
            wide=True,
        ),
        key="reader_overview",
    )
    if len(rivalries) > _SHOWN:
        st.page_link(
            page_path("evidence"),
            label=say(language, "all_conflicts", n=len(rivalries)),
            icon=":material/compare_arrows:",
            query_params=state.link_query(selection),
        )


def freshness_line(snapshot: Snapshot, selection: Selection) -> None:
    """Up to which day the sources reach, and which snapshot this is."""
    key = "freshness" if snapshot.as_of else "freshness_undated"
    st.caption(say(selection.language, key, as_of=selection.as_of or snapshot.as_of, digest=snapshot.digest[:8]))
