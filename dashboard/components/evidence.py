"""The parts of the evidence page: a name or a mark with its statements, every conflict, every source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import data, state
from dashboard.components import notices
from dashboard.components.reader import Payload, catalogue_of, conflict_group, groups_of, others_group, page_of, show_reader
from dashboard.components.words import say
from dashboard.dossier import Dossiers, Entity, restricted
from dashboard.selection import Selection
from etl.model.snapshot import Snapshot

TABS = ("name", "conflicts", "sources", "build")


def evidence_page(snapshot: Snapshot, selection: Selection) -> None:
    """Four tabs: by name, conflicts, sources, how the last build went. Only the open one is drawn."""
    language = selection.language
    rivalries = data.conflicts(snapshot, selection)
    sources = data.source_table(snapshot, selection)
    labels = {
        "name": say(language, "tab_entity"),
        "conflicts": say(language, "tab_conflicts", n=len(rivalries)),
        "sources": say(language, "tab_sources", n=len(sources)),
        "build": say(language, "tab_build", n=len(snapshot.manifest.get("warnings", ()))),
    }
    tab = state.open_tab(TABS)
    st.segmented_control(
        say(language, "evidence"),
        TABS,
        key=state.widget("tab"),
        format_func=labels.__getitem__,
        on_change=state.on_tab,
        required=True,
        label_visibility="collapsed",
    )
    if tab == "conflicts":
        groups = [conflict_group(rivalries, language)] if rivalries else []
        show_reader(page_of(None, groups, language=language, empty=say(language, "no_conflicts"), wide=True), key="reader_conflicts")
    elif tab == "sources":
        _sources(sources, language)
    elif tab == "build":
        notices.show_warnings(snapshot.manifest.get("warnings", ()), language)
    else:
        _by_name(snapshot, selection)


def _sources(sources: Sequence[Mapping[str, Any]], language: str) -> None:
    names = {key: say(language, f"source_{key}") for key in ("title", "publisher", "date", "statements", "at_hand", "url")}
    st.dataframe(
        [{names[key]: "" if row[key] is None else row[key] for key in names} for row in sources],
        hide_index=True,
        height="content",
        column_config={
            names["url"]: st.column_config.LinkColumn(display_text=":material/open_in_new:", width="small"),
            names["title"]: st.column_config.TextColumn(width="large"),
        },
        alt=say(language, "tab_sources", n=len(sources)),
    )


def _by_name(snapshot: Snapshot, selection: Selection) -> None:
    language = selection.language
    books = data.dossiers(snapshot, selection)
    _search(books, selection)
    if selection.entity in books.entities:
        show_reader(_entity_page(books, books.entities[selection.entity], selection), key="reader_entity")
    elif selection.mark:
        show_reader(_mark_page(snapshot, books, selection), key="reader_mark")
    else:
        hint = "statement_gone" if selection.entity else "nothing_chosen"
        show_reader(page_of(None, [], language=language, empty=say(language, hint)), key="reader_hint")


def _search(books: Dossiers, selection: Selection) -> None:
    """The search box over every name; what it finds becomes the entity of the URL."""
    language = selection.language
    asked = books.entities.get(selection.entity or "")
    state.set_widget("entity", (asked.name, asked.id) if asked else None)
    st.selectbox(
        say(language, "search"),
        list(books.printed_names),
        index=None,
        key=state.widget("entity"),
        format_func=lambda option: _option_label(option[0], books.printed_names[option], language),
        placeholder=say(language, "search_hint"),
        label_visibility="collapsed",
        on_change=state.on_entity,
    )


def _option_label(name: str, entity: Entity, language: str) -> str:
    kind = say(language, entity.kind)
    if name == entity.name:
        return f"{name} · {kind}" if entity.place else f"{name} · {kind} · {say(language, 'not_in_catalog')}"
    return f"{name} → {entity.name} · {kind}"


def _entity_page(books: Dossiers, entity: Entity, selection: Selection) -> Payload:
    language = selection.language
    cards = restricted(books.about(entity.id), selection)
    pointing = restricted(books.pointing_at(entity.id), selection)
    groups = catalogue_of(cards, books.rivalries(card.statement_id for card in cards), language, subject=entity.name)
    if pointing:
        groups.append(others_group(say(language, "pointing_at"), pointing, language))
    sources = len({card.source.title for card in (*cards, *pointing)})
    lines = [say(language, "about_entity", kind=say(language, entity.kind), n=len(cards) + len(pointing), sources=sources)]
    if entity.aliases:
        lines.append(say(language, "also_called", names=("、" if language == "zh" else ", ").join(entity.aliases)))
    if entity.place:
        lines.append(say(language, "catalog_place", place=entity.place))
    return page_of(entity.name, groups, language=language, subtitle=" · ".join(lines), empty=say(language, "no_statements"), wide=True)


def _mark_page(snapshot: Snapshot, books: Dossiers, selection: Selection) -> Payload:
    """What stands behind a mark of any chart, or a statement cited by its id."""
    language, mark = selection.language, selection.mark or ""
    ids = [mark] if books.knows_statement(mark) else data.statements_of_mark(mark, snapshot, selection)
    cards = books.cards(ids)
    groups = groups_of(cards, books.rivalries(ids), language)
    return page_of(cards[0].subject if cards else None, groups, language=language, empty=say(language, "statement_gone"), wide=True)
