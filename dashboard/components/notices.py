"""What stands between the reader and the chart: problems of the catalog, files left out, an update under way, a link to the unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.components.words import say
from etl.errors import Problem

SHOWN = 30


def show_ignored(ignored: Sequence[str], language: str) -> None:
    """Says which words of the URL were ignored. They come from outside, so they are shown as plain text."""
    if ignored:
        _plain_box("ignored", [say(language, "unknown_in_url", text="、".join(ignored) if language == "zh" else ", ".join(ignored))])


def show_problems(problems: Sequence[Problem], language: str) -> None:
    """Lists what keeps the catalog from being built: file, line, message, remedy; the page below is the last good snapshot."""
    if not problems:
        return
    st.error(say(language, "stale", n=len(problems)), icon=":material/error:")
    _problem_list(problems, language)


def show_skipped(problems: Sequence[Problem], language: str) -> None:
    """Says which files the page leaves out; closed, because everything else is there and new."""
    if problems:
        with st.expander(say(language, "skipped", n=len(problems)), icon=":material/warning:"):
            _problem_list(problems, language, key="skipped")


def show_warnings(warnings: Sequence[Mapping[str, Any]], language: str) -> None:
    """What the last build could not use, as the snapshot keeps it: file, message and remedy in one text."""
    if not warnings:
        st.info(say(language, "build_fine"), icon=":material/check:")
        return
    with st.container(key="warnings", border=True, gap="small"):
        for each in warnings[:SHOWN]:
            st.text(str(each[language]))
        if len(warnings) > SHOWN:
            st.caption(say(language, "more_warnings", n=len(warnings) - SHOWN))


def show_lost(name: str, language: str) -> None:
    """Says that there is no page at the address that was asked for; the name comes from outside and is shown as plain text."""
    _plain_box("lost", [say(language, "no_such_page", name=name)])


def _problem_list(problems: Sequence[Problem], language: str, *, key: str = "problems") -> None:
    if not problems:
        return
    rows = [
        {
            say(language, "problem_place"): f"{each.path}:{each.line}" if each.line else each.path,
            say(language, "problem_message"): f"{each.code} {each.message(language)}",
            say(language, "problem_remedy"): each.remedy(language),
        }
        for each in problems[:SHOWN]
    ]
    with st.container(key=key, border=True, gap="small"):
        for row in rows:
            st.text("\n".join(row.values()))
        if len(problems) > SHOWN:
            st.caption(say(language, "more_problems", n=len(problems) - SHOWN))


def show_state(word: str | None, language: str) -> None:
    """One quiet line: an update under way, or one that did not finish."""
    if word:
        st.info(say(language, word), icon=":material/sync:")


def show_no_snapshot(problems: Sequence[Problem], language: str) -> None:
    """Nothing was ever built: why, and what to do."""
    st.title(say(language, "product"))
    st.info("\n\n".join([say(language, "no_snapshot"), say(language, "no_snapshot_remedy")]), icon=":material/info:")
    _problem_list(problems, language)


def show_failure(word: str, language: str) -> None:
    """Something of ours broke: the reader is told what still works, the trace is in the log."""
    st.error(say(language, word), icon=":material/error:")


def _plain_box(key: str, lines: Sequence[str]) -> None:
    with st.container(key=f"notice_{key}", border=True):
        st.text("\n".join(lines))
