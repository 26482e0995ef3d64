"""The filter bar: language, filters and as-of date, the same on every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard import state
from dashboard.components.words import say
from dashboard.selection import Selection

Options = Mapping[str, Mapping[str, tuple[str, str]]]

_PILLS = ("layers", "tiers")
_CHOICES = ("industries", "players", "player_kinds")
_WORDS = {"statuses": ("asserted", "planned", "rumoured", "denied"), "origins": ("curated", "imported", "extracted")}


def known_values(options: Options) -> dict[str, tuple[str, ...]]:
    """What each filter may hold: the snapshot's terms and the fixed words of statements."""
    return {name: tuple(terms) for name, terms in options.items()} | _WORDS


def filter_bar(options: Options, selection: Selection) -> Selection:
    """Draws the bar into the sidebar and returns what it says now."""
    with st.sidebar:
        st.container(key="brand").markdown(say(selection.language, "product"))
        language = st.segmented_control(
            "语言 / Language",
            ["zh", "en"],
            key=state.widget("language"),
            format_func=lambda code: {"zh": "中文", "en": "English"}[code],
            label_visibility="collapsed",
            required=True,
            width="stretch",
        )
        language = language if language in {"zh", "en"} else selection.language
        query = st.text_input(
            say(language, "find"), key=state.widget("query"), placeholder=say(language, "find_hint"), icon=":material/search:", max_chars=60
        )
        chosen: dict[str, tuple[str, ...]] = {}
        for name in _PILLS:
            labels = {term: (term, term) for term in options[name]} if name == "tiers" else options[name]
            chosen[name] = _pills(name, list(labels), labels, language)
        for name in _CHOICES:
            chosen[name] = _choices(name, options[name], language)
        for name, words in _WORDS.items():
            chosen[name] = _pills(name, list(words), {word: (say("zh", word), say("en", word)) for word in words}, language)
        day = st.date_input(
            say(language, "as_of"),
            value=None,
            key=state.widget("as_of"),
            min_value=date(2000, 1, 1),
            max_value=date(2100, 12, 31),
            format="YYYY-MM-DD",
        )
        filters: dict[str, Any] = {**chosen, "language": language, "query": state.simplified(query), "as_of": _as_of(day, selection.as_of)}
        asked = replace(selection, **filters)
        if asked.filtered:
            st.button(say(language, "clear"), key="clear_filters", on_click=state.clear_filters, width="stretch")
    return asked


def currency_choice(selection: Selection) -> Selection:
    """The switch of the cost page, below the filters: amounts as quoted, in CNY or in USD."""
    chosen = st.sidebar.segmented_control(
        say(selection.language, "currency"),
        ["native", "CNY", "USD"],
        key=state.widget("currency"),
        format_func=lambda code: say(selection.language, code),
        required=True,
        width="stretch",
    )
    return replace(selection, currency=chosen if chosen in {"native", "CNY", "USD"} else "native")


def _pills(name: str, values: list[str], labels: Mapping[str, tuple[str, str]], language: str) -> tuple[str, ...]:
    if not values:
        return ()
    chosen = st.pills(
        say(language, "tiers_filter" if name == "tiers" else name),
        values,
        selection_mode="multi",
        key=state.widget(name),
        format_func=lambda value: _label(labels, value, language),
    )
    return tuple(value for value in values if value in (chosen or ()))


def _choices(name: str, labels: Mapping[str, tuple[str, str]], language: str) -> tuple[str, ...]:
    if not labels:
        return ()
    chosen = st.multiselect(
        say(language, name),
        list(labels),
        key=state.widget(name),
        format_func=lambda value: _label(labels, value, language),
        placeholder=say(language, "all"),
    )
    return tuple(chosen)


def _label(labels: Mapping[str, tuple[str, str]], value: str, language: str) -> str:
    """The label of a value; two of the same name are told apart by Streamlit only through their labels, so the id never shows."""
    chinese, english = labels.get(value, (value, value))
    return chinese if language == "zh" else english


def _as_of(day: object, asked: str | None) -> str | None:
    """The picked day; a month or year that came with the URL stays what it was while the picker shows its last day."""
    if not isinstance(day, date):
        return None
    return asked if asked and state.last_day(asked) == day else day.isoformat()
