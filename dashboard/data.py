"""The current snapshot, cached by its digest, and what is derived from it once for all sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.dossier import Dossiers, Rivalry, source_rows
from dashboard.selection import Selection, cell_list, cell_text, visible_statements
from dashboard.theme import Canvas
from dashboard.views import VIEWS
from etl.errors import InputError
from etl.model.snapshot import Snapshot
from etl.publish.store import current, read_snapshot

FIGURES_KEPT = 256
"""Figures of the selections asked for last; one weighs up to a few hundred kilobytes."""


def current_snapshot(build: Path) -> Snapshot | None:
    """The snapshot to show: that of the folder itself, or the one a build folder points at. None where nothing readable is there."""
    try:
        folder = current(build) or build
        return _read(str(folder))
    except InputError:
        return None


def filter_options(snapshot: Snapshot) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """What each filter can take: id -> (Chinese label, English label), in the vocabulary's order."""
    return _options(snapshot.digest, snapshot)


def figure_of(view: str, snapshot: Snapshot, selection: Selection, canvas: Canvas) -> tuple[pd.DataFrame, Any]:
    """The frame and the figure of a view. Both are shared between sessions: nobody may change them."""
    frame = _frame(view, snapshot.digest, _plain(selection), snapshot)
    return frame, _figure(view, snapshot.digest, _plain(selection), canvas, frame)


def highlighted(figure: Any, mark: str) -> Any:
    """The figure with one mark standing out, as if it had been clicked: a copy that shares everything else with the cached one."""
    content = figure.to_plotly_json()
    traces = []
    for trace in content["data"]:
        marks = [each[0] if isinstance(each, list | tuple) and each else each for each in trace.get("customdata") or ()]
        points = [number for number, each in enumerate(marks) if each == mark]
        traces.append({**trace, "selectedpoints": points} if marks else trace)
    if not any(trace.get("selectedpoints") for trace in traces):
        return figure
    return {**content, "data": traces}


def dossiers(snapshot: Snapshot, selection: Selection) -> Dossiers:
    """The look-ups behind the evidence reader."""
    return _dossiers(snapshot.digest, selection.as_of, selection.language, snapshot)


def conflicts(snapshot: Snapshot, selection: Selection) -> tuple[Rivalry, ...]:
    """The conflicts that touch what the filters leave, gravest first."""
    return _conflicts(snapshot.digest, _plain(selection), snapshot)


def source_table(snapshot: Snapshot, selection: Selection) -> list[dict[str, Any]]:
    """The sources behind what the filters leave, most cited first; see `source_rows` for the keys."""
    return _source_table(snapshot.digest, _plain(selection), snapshot)


@dataclass(frozen=True, slots=True)
class SourceDates:
    """First and last day on which the cited sources were published, and on which they were accessed; None where nobody recorded one."""

    published: tuple[str, str] | None
    accessed: tuple[str, str] | None


def source_dates(snapshot: Snapshot) -> SourceDates:
    """How fresh the sources of a snapshot are."""
    return _source_dates(snapshot.digest, snapshot)


def mark_names(view: str, snapshot: Snapshot, selection: Selection) -> Mapping[str, str]:
    """Every mark of a view with a line that tells it from the others: its label and the statement that put it there."""
    return _mark_names(view, snapshot.digest, _plain(selection), snapshot)


def statements_of_mark(mark: str, snapshot: Snapshot, selection: Selection) -> list[str]:
    """The statements behind a mark, whatever chart it is on; empty for a mark no chart has."""
    for view in VIEWS:
        frame = _frame(view, snapshot.digest, _plain(selection), snapshot)
        rows = frame.loc[frame["mark_id"] == mark, "statement_ids"]
        if len(rows):
            return cell_list(rows.iloc[0])
    return []


def _plain(selection: Selection) -> Selection:
    """The selection without what only the reader of evidence needs: the key of everything cached."""
    return replace(selection, mark=None, entity=None, theme="light")


@st.cache_resource(show_spinner=False, max_entries=3)
def _read(folder: str) -> Snapshot:
    # A folder is named by its content, so the path is the key; Streamlit would hash the tables otherwise.
    return read_snapshot(Path(folder))


@st.cache_resource(show_spinner=False, max_entries=FIGURES_KEPT)
def _frame(view: str, digest: str, selection: Selection, _snapshot: Snapshot) -> pd.DataFrame:
    del digest
    frame: pd.DataFrame = VIEWS[view].frame(_snapshot, selection)
    return frame


@st.cache_resource(show_spinner=False, max_entries=FIGURES_KEPT)
def _figure(view: str, digest: str, selection: Selection, canvas: Canvas, _frame: pd.DataFrame) -> Any:
    del digest, selection
    figure = VIEWS[view].figure(_frame, canvas)
    # After a click Plotly fades everything else to a fifth; names must stay legible while the evidence is read.
    for trace in figure.data:
        if trace.type in {"bar", "scatter"}:
            trace.unselected = {"marker": {"opacity": 0.62}, "textfont": {"color": canvas.palette.muted}}
    return figure


@st.cache_resource(show_spinner=False, max_entries=12)
def _dossiers(digest: str, as_of: str | None, language: str, _snapshot: Snapshot) -> Dossiers:
    del digest
    return Dossiers(_snapshot, as_of=as_of, language=language)


@st.cache_resource(show_spinner=False, max_entries=64)
def _mark_names(view: str, digest: str, selection: Selection, _snapshot: Snapshot) -> Mapping[str, str]:
    books = _dossiers(digest, selection.as_of, selection.language, _snapshot)
    colon = "：" if selection.language == "zh" else ": "
    names = {}
    for row in _frame(view, digest, selection, _snapshot).to_dict("records"):
        leads = books.lead(row["statement_ids"])
        detail = f" · {leads.predicate_name}{colon}{leads.value}" if leads else ""
        names[str(row["mark_id"])] = f"{row[f'label_{selection.language}']}{detail}"
    return names


@st.cache_resource(show_spinner=False, max_entries=64)
def _conflicts(digest: str, selection: Selection, _snapshot: Snapshot) -> tuple[Rivalry, ...]:
    books = _dossiers(digest, selection.as_of, selection.language, _snapshot)
    if not replace(selection, as_of=None).filtered:
        return books.all_rivalries()
    return books.all_rivalries(set(visible_statements(_snapshot, selection)["subject_id"]))


@st.cache_resource(show_spinner=False, max_entries=64)
def _source_table(digest: str, selection: Selection, _snapshot: Snapshot) -> list[dict[str, Any]]:
    del digest
    cited = visible_statements(_snapshot, selection)["source_id"].value_counts()
    return source_rows(_snapshot.tables["sources"], {str(source): int(number) for source, number in cited.items()})


@st.cache_resource(show_spinner=False, max_entries=3)
def _source_dates(digest: str, _snapshot: Snapshot) -> SourceDates:
    del digest
    sources = _snapshot.tables["sources"]
    cited = set(_snapshot.tables["statements"]["source_id"])
    known = sources.loc[sources["source_id"].isin(cited)]

    def span(column: str) -> tuple[str, str] | None:
        dates = sorted(date for value in known[column] if (date := cell_text(value)))
        return (dates[0], dates[-1]) if dates else None

    return SourceDates(span("date_published"), span("date_accessed"))


@st.cache_resource(show_spinner=False, max_entries=3)
def _options(digest: str, _snapshot: Snapshot) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    del digest
    tables = _snapshot.tables
    statements = tables["statements"]
    used = statements.loc[statements["predicate"] == "industry"]
    players = tables["players"].sort_values(["statements", "name_en"], ascending=[False, True])
    terms = {name: _terms(tables["vocabulary"], name) for name in ("layers", "tiers", "industries", "player_kinds")}
    printed = {
        str(zh): (str(zh), str(en))
        for term, zh, en in _rows(used, "value_id", "value_zh", "value_en")
        if not isinstance(term, str) or not term
    }
    kinds = {str(kind) for kind in players["kind"] if isinstance(kind, str)}
    held = {str(term) for term in used["value_id"] if isinstance(term, str)}
    layers = {
        str(layer)
        for table in ("players", "models", "platforms", "applications")
        for row in tables[table]["layers"]
        for layer in cell_list(row)
    }
    return {
        "layers": _kept(terms["layers"], layers),
        "tiers": terms["tiers"],
        "industries": _kept(terms["industries"], held) | printed,
        "players": {str(key): (str(zh), str(en)) for key, zh, en in _rows(players, "entity_id", "name_zh", "name_en")},
        "player_kinds": _kept(terms["player_kinds"], kinds),
    }


def _kept(terms: Mapping[str, tuple[str, str]], used: set[str]) -> dict[str, tuple[str, str]]:
    """The terms that occur; a filter that offers what nothing has leads to empty charts."""
    return {key: names for key, names in terms.items() if key in used} | {key: (key, key) for key in sorted(used - set(terms))}


def _terms(vocabulary: pd.DataFrame, name: str) -> dict[str, tuple[str, str]]:
    rows = vocabulary.loc[vocabulary["vocabulary"] == name].sort_values(["order", "term_id"])
    return {str(key): (str(zh), str(en)) for key, zh, en in _rows(rows, "term_id", "name_zh", "name_en")}


def _rows(table: pd.DataFrame, *columns: str) -> Sequence[tuple[Any, ...]]:
    return list(zip(*(table[column] for column in columns), strict=True))
