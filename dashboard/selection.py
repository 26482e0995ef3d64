"""What the reader asked to see: a frozen value that fits into a URL, and the statements that pass it. No Streamlit.

Filters work on entities, not on cells: a statement passes when its subject, or for a product its owner, is among what was asked for. A
player counts as active in every layer, tier and industry of what it owns, so that filtering for finance keeps the makers of financial
models in every chart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import pandas as pd

from etl.model.quantity import PartialDate
from etl.model.snapshot import Snapshot

CURRENCY_CHOICES = ("native", "CNY", "USD")
LANGUAGE_CHOICES = ("zh", "en")
THEME_CHOICES = ("light", "dark")
PRODUCT_TABLES = ("models", "platforms", "applications")
_FACETS = {"layer": "layers", "tier": "tiers", "industry": "industries"}
_LISTS = ("layers", "tiers", "industries", "players", "player_kinds", "statuses", "origins")
_CHOICES = {"currency": CURRENCY_CHOICES, "language": LANGUAGE_CHOICES, "theme": THEME_CHOICES}
_ORIGIN_ORDER = {"curated": 0, "imported": 1, "extracted": 2}
_RANK_ORDER = {"preferred": 0, "normal": 1}
URL_NAMES = {"language": "lang", "query": "q", "player_kinds": "kinds"}
"""Shorter words for the URL."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters and settings of one view of the atlas. An empty tuple filters nothing.

    `as_of` is an ISO date of any precision; a month or a year counts with its last day (inclusive). `mark` and `entity` are what the
    evidence panel shows.
    """

    layers: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    players: tuple[str, ...] = ()
    player_kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    as_of: str | None = None
    currency: str = "native"
    query: str = ""
    language: str = "zh"
    theme: str = "light"
    mark: str | None = None
    entity: str | None = None

    @property
    def filtered(self) -> bool:
        """Whether anything but language, theme and currency narrows the view."""
        return any(getattr(self, name) for name in (*_LISTS, "as_of", "query"))


QUERY_KEYS = frozenset({*(URL_NAMES.get(field.name, field.name) for field in fields(Selection)), "tab", "statement"})
"""Every key that the address of a page may have; the last two are the pages' own."""


def to_query(selection: Selection) -> dict[str, str]:
    """The query parameters of a selection; what equals the default is left out, so that a plain link stays short."""
    default = Selection()
    parameters = {}
    for field in fields(Selection):
        value = getattr(selection, field.name)
        if value != getattr(default, field.name):
            parameters[URL_NAMES.get(field.name, field.name)] = ",".join(value) if field.name in _LISTS else str(value)
    return parameters


def read_query(parameters: Mapping[str, str]) -> tuple[Selection, tuple[str, ...]]:
    """The selection of query parameters, and the names of those that were ignored because their value means nothing."""
    names = {URL_NAMES.get(field.name, field.name): field.name for field in fields(Selection)}
    values: dict[str, Any] = {}
    ignored = []
    for key, text in parameters.items():
        name = names.get(key)
        if name is None:
            continue
        if name in _LISTS:
            values[name] = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
        elif (name in _CHOICES and text not in _CHOICES[name]) or (name == "as_of" and _last_day(text) is None):
            ignored.append(key)
        elif text:
            values[name] = text
    return replace(Selection(), **values), tuple(ignored)


def from_query(parameters: Mapping[str, str]) -> Selection:
    """The selection of query parameters; values that mean nothing are ignored (`read_query` names them)."""
    return read_query(parameters)[0]


def cell_text(value: object) -> str | None:
    """The text of a cell; None for null, whatever pandas made of it."""
    return value if isinstance(value, str) and value else None


def cell_number(value: object) -> float | None:
    """The number of a cell; None for null."""
    if isinstance(value, bool) or value is None or value is pd.NA:
        return None
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return None if number != number else number  # noqa: PLR0124 - only NaN differs from itself


def cell_list(value: object) -> list[str]:
    """The texts of a list cell; empty for null. Parquet gives back arrays where lists were written."""
    if value is None or isinstance(value, str | float) or value is pd.NA:
        return []
    return [str(part) for part in value] if isinstance(value, Iterable) else []


def _last_day(text: str) -> date | None:
    try:
        return PartialDate(text).last_day
    except ValueError:
        return None


def known_statements(snapshot: Snapshot, as_of: str | None = None) -> pd.DataFrame:
    """All statements known on a day, `drawn` recomputed, with a column `contested`: a conflict between two known statements.

    Known on a day means published by then: a source dated to a month counts from the end of that month, one without a date never.
    """
    statements = snapshot.tables["statements"]
    limit = _last_day(as_of) if as_of else None
    if limit is not None:
        days = [_last_day(text) if (text := cell_text(value)) else None for value in statements["known_on"]]
        kept = [day is not None and day <= limit for day in days]
        if not all(kept):
            drawn_before = statements.loc[[not flag for flag in kept], ["slot_id", "drawn"]]
            lost = set(drawn_before.loc[drawn_before["drawn"].astype(bool), "slot_id"])
            statements = _redrawn(_voices(snapshot, statements.loc[kept]), lost)
    return statements.assign(contested=_contested(snapshot, statements))


def known_by(published: object, as_of: str | None) -> bool:
    """Whether something published on a date, of any precision, was known on a day; everything is where no day is asked for."""
    limit = _last_day(as_of) if as_of else None
    day = _last_day(text) if (text := cell_text(published)) else None
    return limit is None or (day is not None and day <= limit)


def _voices(snapshot: Snapshot, statements: pd.DataFrame) -> pd.DataFrame:
    """The statements with `independent` and `corroborated_by` counted anew: nobody who spoke later stands behind a fact."""
    fact_of = dict(zip(statements["statement_id"], statements["fact_id"], strict=True))
    evidence = snapshot.tables["evidence"]
    known = set(statements["source_id"].dropna())
    roots: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    columns = ("statement_id", "root_source", "independent", "source_id")
    for statement, root, independent, source in zip(*(evidence[name] for name in columns), strict=True):
        fact = fact_of.get(statement)
        if fact is None or not independent or (cell_text(source) and source not in known):
            continue
        roots[fact].add(str(root))
        if cell_text(source):
            sources[fact].add(str(source))
    facts = statements["fact_id"]
    return statements.assign(
        independent=pd.array([len(roots[fact]) for fact in facts], dtype="Int64"),
        corroborated_by=pd.Series([sorted(sources[fact]) for fact in facts], index=statements.index, dtype=object),
    )


def _redrawn(statements: pd.DataFrame, lost: set[str]) -> pd.DataFrame:
    """Recomputes `drawn` where a slot lost what it drew: a statement that was outranked by a later source is best again.

    What only briefs or summaries tell is not drawn, as in the merge.
    """
    drawn = statements["drawn"].astype(bool)
    left = set(statements.loc[drawn, "slot_id"])
    ranks, origins = statements["rank"].to_dict(), statements["origin"].to_dict()
    retold = ((statements["origin"] == "extracted") & ~statements["reviewed"].astype(bool) & (statements["independent"] == 0)).to_dict()
    for slot in sorted(lost - left):
        rows = [row for row in statements.index[statements["slot_id"] == slot] if ranks[row] in _RANK_ORDER and not retold[row]]
        order = {row: (_RANK_ORDER[ranks[row]], _ORIGIN_ORDER.get(origins[row], 3)) for row in rows}
        drawn.loc[[row for row in rows if order[row] == min(order.values())]] = True
    return statements.assign(drawn=drawn)


def _contested(snapshot: Snapshot, statements: pd.DataFrame) -> list[bool]:
    known = set(statements["statement_id"])
    conflicts = snapshot.tables["conflicts"]
    alive = {
        str(conflict)
        for conflict, ids in zip(conflicts["conflict_id"], conflicts["statement_ids"], strict=True)
        if len(known.intersection(cell_list(ids))) > 1
    }
    return [not alive.isdisjoint(cell_list(ids)) for ids in statements["conflict_ids"]]


def owners_of(snapshot: Snapshot, statements: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The owners of each product, by `owner` statements that are neither denied nor deprecated; else the player it is nested under.

    Of several the best founded first: curated before extracted, more origins of knowledge before fewer.
    """
    owners: dict[str, list[str]] = defaultdict(list)
    rows = statements.loc[
        (statements["predicate"] == "owner") & statements["drawn"].astype(bool) & (statements["status"] != "denied"),
        ["subject_id", "value_id", "origin", "independent"],
    ]
    claims = []
    for subject, owner, origin, independent in zip(*(rows[name] for name in rows.columns), strict=True):
        if cell_text(owner):
            claims.append((_ORIGIN_ORDER.get(origin, 3), -(cell_number(independent) or 0), str(owner), str(subject)))
    for _, _, owner, subject in sorted(claims):
        if owner not in owners[subject]:
            owners[subject].append(owner)
    for table in PRODUCT_TABLES:
        products = snapshot.tables[table]
        for entity, player in zip(products["entity_id"], products["nested_under"], strict=True):
            if entity not in owners and cell_text(player):
                owners[entity].append(player)
    return {subject: tuple(values) for subject, values in owners.items()}


def facets_of(statements: pd.DataFrame, owners: Mapping[str, tuple[str, ...]]) -> dict[str, dict[str, set[str]]]:
    """Layers, tiers and industries of each subject: by statements drawn and not denied; a player's with those of what it owns."""
    facets: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in _FACETS}
    rows = statements.loc[
        statements["predicate"].isin(list(_FACETS)) & statements["drawn"].astype(bool) & (statements["status"] != "denied"),
        ["subject_id", "predicate", "value_id", "value_zh"],
    ]
    for subject, predicate, value, printed in zip(*(rows[name] for name in rows.columns), strict=True):
        term = cell_text(value) or str(printed)
        for holder in (subject, *owners.get(subject, ())):
            facets[predicate][holder].add(term)
    return facets


def printed_names(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """Every name that means one entity of the catalog alone, with its Chinese and English name: who a source quotes is often a player."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for table in ("players", *PRODUCT_TABLES):
        rows = snapshot.tables[table]
        for zh, en, aliases in zip(rows["name_zh"], rows["name_en"], rows["aliases"], strict=True):
            for name in (str(zh), str(en), *cell_list(aliases)):
                found[name].add((str(zh), str(en)))
    return {name: next(iter(names)) for name, names in found.items() if len(names) == 1}


def visible_statements(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """The statements that pass the filters, with the columns of `statements` plus `contested`; `drawn` is recomputed for `as_of`."""
    known = known_statements(snapshot, selection.as_of)
    owners = owners_of(snapshot, known)
    facets = facets_of(known, owners)
    keep = pd.Series([True] * len(known), index=known.index)
    for column, wanted in (("status", selection.statuses), ("origin", selection.origins)):
        if wanted:
            keep &= known[column].isin(wanted)
    for predicate, name in _FACETS.items():
        wanted = getattr(selection, name)
        if wanted:
            holders = {subject for subject, terms in facets[predicate].items() if terms.intersection(wanted)}
            keep &= known["subject_id"].isin(holders)
            keep &= (known["predicate"] != predicate) | known["value_id"].isin(wanted) | known["value_zh"].isin(wanted)
    for players in _player_filters(snapshot, selection):
        products = {product for product, held in owners.items() if players.intersection(held)}
        keep &= known["subject_id"].isin(players | products)
    if selection.query.strip():
        keep &= known["subject_id"].isin(_named(snapshot, known, owners, selection.query.strip().casefold()))
    return known.loc[keep]


def _player_filters(snapshot: Snapshot, selection: Selection) -> list[set[str]]:
    filters = [set(selection.players)] if selection.players else []
    if selection.player_kinds:
        players = snapshot.tables["players"]
        filters.append(set(players.loc[players["kind"].isin(selection.player_kinds), "entity_id"]))
    return filters


def _named(snapshot: Snapshot, statements: pd.DataFrame, owners: Mapping[str, tuple[str, ...]], query: str) -> set[str]:
    """Subjects whose name, or whose owner's name, holds the query."""
    names: dict[str, str] = {}
    for subject, zh, en in zip(statements["subject_id"], statements["subject_zh"], statements["subject_en"], strict=True):
        names[subject] = f"{zh}\n{en}".casefold()
    for table in ("players", *PRODUCT_TABLES):
        rows = snapshot.tables[table]
        for entity, zh, en, aliases in zip(rows["entity_id"], rows["name_zh"], rows["name_en"], rows["aliases"], strict=True):
            names[entity] = "\n".join([str(zh), str(en), *cell_list(aliases)]).casefold()
    hits = {entity for entity, text in names.items() if query in text}
    return hits | {product for product, held in owners.items() if hits.intersection(held)}
