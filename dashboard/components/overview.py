"""The parts of the overview page that are not in its picture: how fresh it is, and the ways to every conflict and source."""

from __future__ import annotations

import streamlit as st

from dashboard import data, state
from dashboard.components.paths import page_path
from dashboard.components.words import say
from dashboard.selection import Selection
from etl.model.snapshot import Snapshot


def freshness_line(snapshot: Snapshot, selection: Selection) -> None:
    """When the sources were published and accessed, and how the last build went, with the way to its warnings."""
    language = selection.language
    dates = data.source_dates(snapshot)
    parts = []
    if dates.published:
        parts.append(say(language, "fresh_published", first=dates.published[0], last=dates.published[1]))
        if not dates.accessed:
            parts.append(say(language, "fresh_not_accessed"))
        else:
            once = "_once" if dates.accessed[0] == dates.accessed[1] else ""
            parts.append(say(language, f"fresh_accessed{once}", first=dates.accessed[0], last=dates.accessed[1]))
    parts.append(say(language, "fresh_build", digest=snapshot.digest[:8], n=len(snapshot.tables["documents"])))
    st.caption(" · ".join(parts))


def further_links(snapshot: Snapshot, selection: Selection) -> None:
    """Leads to every conflict among what the filters leave, to every source, and to what the last build could not use."""
    language = selection.language
    conflicts, warnings = len(data.conflicts(snapshot, selection)), len(snapshot.manifest.get("warnings", ()))
    sources = len(data.source_table(snapshot, selection))
    links = [
        ("conflicts", conflicts, say(language, "all_conflicts", n=conflicts), ":material/compare_arrows:"),
        ("sources", sources, say(language, "all_sources", n=sources), ":material/menu_book:"),
        ("build", 1, say(language, "fresh_warnings" if warnings else "fresh_fine", n=warnings), ":material/construction:"),
    ]
    with st.container(horizontal=True, key="further", gap="medium"):
        for tab, count, label, icon in links:
            if count:
                st.page_link(
                    page_path("evidence"), label=label, icon=icon, query_params=state.link_query(selection, tab=tab), width="content"
                )
