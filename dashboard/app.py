"""The dashboard: page frame, navigation, filters and refresh around whichever page is open. Run by `baimo serve` and `baimo up`."""

from __future__ import annotations

import logging
from dataclasses import replace

import streamlit as st

from dashboard import data, refresh, state
from dashboard.components import notices
from dashboard.components.filters import filter_bar, known_values
from dashboard.components.paths import page_path
from dashboard.components.style import apply_style, tab_icon
from dashboard.components.words import WORDS, say

_LOG = logging.getLogger("baimo.dashboard")
PAGES = {
    "overview": ":material/dashboard:",
    "map": ":material/grid_view:",
    "tiers": ":material/stairs_2:",
    "cost": ":material/payments:",
    "timeline": ":material/timeline:",
    "evidence": ":material/menu_book:",
}


def main() -> None:
    """One run of the page: refresh, filters, then the page itself."""
    language = state.language_now()
    st.set_page_config(
        page_title=" · ".join(WORDS["product"]), layout="wide", page_icon=tab_icon(), menu_items={"About": say(language, "about")}
    )
    theme = "dark" if st.context.theme.type == "dark" else "light"
    apply_style(theme)
    pages = [
        st.Page(page_path(name), title=say(language, name), icon=icon, url_path=name, default=name == "overview")
        for name, icon in PAGES.items()
    ]
    lost = state.unknown_page(PAGES)
    if lost:
        # Without a page of that name Streamlit opens a box of its own, in English only.
        pages.append(st.Page(lambda: None, title=lost, url_path=lost, visibility="hidden"))
    page = st.navigation(pages, position="top")
    if page.url_path == lost:
        state.lose(lost)
        st.switch_page(pages[0])
    folder, freshness = refresh.refresh()
    snapshot = data.current_snapshot(folder)
    if snapshot is None:
        notices.show_no_snapshot(freshness.problems, language)
        return
    options = data.filter_options(snapshot)
    opened = state.open_page(page.url_path or "overview", known_values(options))
    selection = replace(filter_bar(options, opened.selection), theme=state.asked_theme() or theme)
    # Titles are drawn inside the charts: who hears the page gets one too.
    st.container(key="page_title").title(say(selection.language, page.url_path or "overview"), anchor=False)
    notices.show_problems(freshness.problems, selection.language)
    notices.show_skipped(freshness.skipped, selection.language)
    notices.show_state(freshness.word, selection.language)
    found_out = state.lost_page()
    if found_out:
        notices.show_lost(found_out, selection.language)
    notices.show_ignored(opened.ignored, selection.language)
    state.hold(selection)
    state.hand_over(snapshot)
    try:
        page.run()
    except Exception:  # noqa: BLE001 - said below
        # Streamlit's own stop and rerun are no Exceptions. Whatever else happens, the reader keeps navigation and filters.
        _LOG.exception("the page %s could not be shown", page.url_path)
        notices.show_failure("page_failed", selection.language)
    state.write_url()
