"""Selection <-> URL, and the only file that says `session_state`.

Who is right, the URL or the session? The URL on the first run of a session, on the browser's back and forward, and when a link of ours
brings one; otherwise the session, because a rerun that was asked for before the browser got the last URL still carries the old one.

Streamlit's `bind="query-params"` is not used: it writes the labels of options into the URL, so that a link would change its meaning
with the language, and it drops what it does not know in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import streamlit as st
from opencc import OpenCC
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.selection import QUERY_KEYS, THEME_CHOICES, URL_NAMES, Selection, read_query, to_query
from etl.model.quantity import PartialDate
from etl.model.snapshot import Snapshot

LISTS = ("layers", "tiers", "industries", "players", "player_kinds", "statuses", "origins")
SCALARS = ("language", "currency", "query")
_STATEMENT = "statement"
"""A statement's id in the URL, as people cite it; inside it is a mark like any other."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a run starts with: the selection asked for, and the words of the URL that mean nothing."""

    selection: Selection
    ignored: tuple[str, ...]


def open_page(page: str, known: Mapping[str, Sequence[str]]) -> Opened:
    """Reads the selection of this run and puts it into the widgets; `known` are the values each filter can take."""
    session = st.session_state
    ignored: tuple[str, ...] = ()
    raw = {key: ",".join(st.query_params.get_all(key)) for key in st.query_params}
    moved = session.get("page") != page
    if "selection" not in session or _through_history() or (moved and raw):
        selection, ignored = _from_url(raw, known)
        if "selection" in session:
            selection = replace(selection, language=_asked(raw, "lang", selection.language, session["selection"].language))
        session["ignored"] = ignored
        _fill_widgets(selection)
    else:
        selection = session["selection"]
        if moved:
            selection = replace(selection, mark=None, entity=None)
            session["ignored"] = ()
    if moved or _through_history():
        session["tab"] = raw.get("tab")
    if moved and "page" in session:
        session["lost"] = None
    if "theme" in raw:
        session["theme"] = raw["theme"] if raw["theme"] in THEME_CHOICES else None
    session["page"] = page
    session["selection"] = selection
    _mend_widgets(selection, known)
    return Opened(selection, session.get("ignored", ()))


def hold(selection: Selection) -> None:
    """Remembers what this run shows; a page that changes the selection (currency, entity) holds it again."""
    st.session_state["selection"] = selection


def held() -> Selection:
    """What this run shows."""
    selection: Selection = st.session_state["selection"]
    return selection


def hand_over(snapshot: Snapshot) -> None:
    """Gives the page the snapshot this run has read, so that frame and page never show two different ones."""
    st.session_state["snapshot"] = snapshot


def handed_over() -> Snapshot:
    """The snapshot of this run."""
    snapshot: Snapshot = st.session_state["snapshot"]
    return snapshot


def unknown_page(known: Collection[str]) -> str | None:
    """The page that the browser's address asks for and nobody knows; None where it is known, or no single word."""
    context = get_script_run_ctx()
    asked = (context.pages_manager.intended_page_name or "").strip("/") if context is not None else ""
    return asked if asked and asked not in known and not set(asked) & set("/?#") else None


def asked_theme() -> str | None:
    """The theme a link asked charts to be drawn in; None where they follow the page."""
    theme: str | None = st.session_state.get("theme")
    return theme


def lose(page: str) -> None:
    """Remembers an address without a page while the page shown instead is open."""
    st.session_state["lost"] = page


def lost_page() -> str | None:
    """The address without a page that led here."""
    lost: str | None = st.session_state.get("lost")
    return lost


def write_url() -> None:
    """Writes the held selection into the URL; the theme only where a link asked for one, else it belongs to the reader's screen."""
    query = to_query(replace(held(), theme="light"))
    if asked_theme():
        query["theme"] = str(asked_theme())
    if st.session_state.get("tab"):
        query["tab"] = st.session_state["tab"]
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def language_now() -> str:
    """The language before the selection is read: that of the widget, else of the URL."""
    chosen = st.session_state.get(widget("language")) or st.query_params.get("lang")
    return "en" if chosen == "en" else "zh"


def link_query(selection: Selection, **changes: Any) -> dict[str, str]:
    """The query of a link to another page that keeps the filters, with changes (`entity`, `mark`)."""
    tab = changes.pop("tab", None)
    query = to_query(replace(selection, **{"theme": "light", "mark": None, "entity": None, **changes}))
    return query | {"tab": tab} if tab else query


def widget(name: str) -> str:
    """The key of a filter's widget."""
    return f"filter_{name}"


def widget_value(name: str) -> Any:
    """What a filter's widget holds now."""
    return st.session_state.get(widget(name))


def open_tab(tabs: Sequence[str]) -> str:
    """The tab of the page that is open, and puts it into its widget: the one asked for, else the first."""
    asked = st.session_state.get("tab")
    chosen = asked if isinstance(asked, str) and asked in tabs else tabs[0]
    st.session_state["tab"] = None if chosen == tabs[0] else chosen
    set_widget("tab", chosen)
    return chosen


def on_tab() -> None:
    """Callback of the tabs."""
    st.session_state["tab"] = widget_value("tab")


def set_widget(name: str, value: Any) -> None:
    """Puts a value into a widget that is about to be drawn."""
    if st.session_state.get(widget(name)) != value:
        st.session_state[widget(name)] = value


def on_mark() -> None:
    """Callback of the list of marks: opens what was chosen, or closes it."""
    choose_mark(widget_value("mark"))


def on_entity() -> None:
    """Callback of the search box: opens what was found, or closes it."""
    found = widget_value("entity")
    choose_entity(found[1] if found else None)


def clear_filters() -> None:
    """Callback: forgets every filter; language and currency stay."""
    kept: Selection = st.session_state["selection"]
    cleared = Selection(language=kept.language, currency=kept.currency, theme=kept.theme, mark=kept.mark, entity=kept.entity)
    st.session_state["selection"] = cleared
    st.session_state["ignored"] = ()
    _fill_widgets(cleared)


def choose_mark(mark: str | None) -> None:
    """Callback: opens the evidence of a mark, or closes it with None."""
    st.session_state["selection"] = replace(st.session_state["selection"], mark=mark)


def choose_entity(entity: str | None) -> None:
    """Callback: opens an entity on the evidence page."""
    st.session_state["selection"] = replace(st.session_state["selection"], entity=entity, mark=None)


def simplified(query: str) -> str:
    """What is looked for, in the script of the catalog's names: 華為雲 finds 华为云."""
    return _converter().convert(query.strip()) if query.strip() else ""


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def pressed(chart: str) -> bool:
    """Whether a mark of the chart was clicked: the chart itself shows it then."""
    return bool((st.session_state.get(chart) or {}).get("selection", {}).get("points"))


def on_points(chart: str) -> Callable[[], None]:
    """The callback of a chart with this key: a click on a mark opens its evidence, a click beside it changes nothing."""

    def chosen() -> None:
        event = st.session_state.get(chart) or {}
        for point in event.get("selection", {}).get("points", ()):
            custom = point.get("customdata")
            mark = custom[0] if isinstance(custom, list | tuple) and custom else custom
            if isinstance(mark, str) and mark:
                choose_mark(mark)
                return

    return chosen


def _through_history() -> bool:
    context = get_script_run_ctx()
    return bool(context is not None and getattr(context, "is_history_navigation", False))


def _asked(raw: Mapping[str, str], key: str, asked: str, held: str) -> str:
    """A link of the same session that says nothing of the language keeps the reader's."""
    return asked if key in raw else held


def _from_url(raw: Mapping[str, str], known: Mapping[str, Sequence[str]]) -> tuple[Selection, tuple[str, ...]]:
    parameters = dict(raw)
    statement = parameters.pop(_STATEMENT, None)
    if statement:
        parameters.setdefault("mark", statement)
    selection, refused = read_query(parameters)
    ignored = [f"{key}={parameters[key]}" for key in refused]
    ignored += [f"{key}={value}" for key, value in parameters.items() if key not in QUERY_KEYS]
    kept: dict[str, Any] = {}
    for name in LISTS:
        asked = getattr(selection, name)
        kept[name] = tuple(value for value in asked if name not in known or value in known[name])
        ignored += [f"{URL_NAMES.get(name, name)}={value}" for value in asked if value not in kept[name]]
    return replace(selection, query=simplified(selection.query), **kept), tuple(ignored)


def _fill_widgets(selection: Selection) -> None:
    """Widgets show this selection, whatever they held."""
    for name in LISTS:
        st.session_state[widget(name)] = list(getattr(selection, name))
    for name in SCALARS:
        st.session_state[widget(name)] = getattr(selection, name)
    st.session_state[widget("as_of")] = last_day(selection.as_of)


def _mend_widgets(selection: Selection, known: Mapping[str, Sequence[str]]) -> None:
    """Gives a widget that was not on the last page its value back.

    What a new snapshot no longer offers is left out: Streamlit refuses a widget whose value is not among its options.
    """
    for name in LISTS:
        held = st.session_state.get(widget(name))
        values = [value for value in (getattr(selection, name) if held is None else held) if name not in known or value in known[name]]
        if held != values:
            st.session_state[widget(name)] = values
    for name in SCALARS:
        if st.session_state.get(widget(name)) is None:
            st.session_state[widget(name)] = getattr(selection, name)
    if widget("as_of") not in st.session_state:
        st.session_state[widget("as_of")] = last_day(selection.as_of)


def last_day(text: str | None) -> date | None:
    """The day a date picker shows for a day, month or year: the last one, as the selection counts it."""
    return PartialDate(text).last_day if text else None


def chart_key(view: str, digest: str) -> str:
    """The key of a chart: another snapshot is another chart, and so is one whose panel was closed, or the mark would stay pressed in."""
    return f"chart_{view}_{digest[:8]}_{st.session_state.get('closed', 0)}"


def close_mark() -> None:
    """Callback: closes the evidence panel."""
    st.session_state["closed"] = st.session_state.get("closed", 0) + 1
    choose_mark(None)
