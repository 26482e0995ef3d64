"""版图: who plays where. Layer bands, the vertical band by industry, one tile a player and what it plays there with.

Layer and tier are two axes: no band bears a tier. The application band lists products under their owner; whether a pure application
company is named at all is computed from the statements and said in the band.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.selection import Selection
from dashboard.theme import Canvas
from dashboard.views.drawing.citation import Citation, citations
from dashboard.views.drawing.rows import Reading, Said
from dashboard.views.map.findings import finding
from dashboard.views.map.picture import draw
from etl.model.snapshot import Snapshot

TITLE = {"zh": "版图", "en": "Market map"}
BANDS = ("platform", "general", "vertical", "application")
OTHERS = "+"
"""Industries with one player each, drawn as one tile a player when there are too many for columns."""
_FEW_INDUSTRIES = 7
UNSPECIFIED = "?"
"""Industry of a vertical player whose industry no source names."""
COLUMNS = (
    "band",
    "industry",
    "industries_zh",
    "industries_en",
    "player_id",
    "player_zh",
    "player_en",
    "player_kind",
    "products_zh",
    "products_en",
    "product_ids",
    "support",
)


def frame(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """One row a tile: a player in a band (and industry), with the products it is there for.

    Columns beyond the marks': band (layer id), industry (id, printed word, `?`, `+` for several with no other player, None outside the
    vertical band), industries_zh and industries_en (their names, lists), player_id (None for a product without owner), player_zh, player_en, player_kind, products_zh, products_en, product_ids (lists), support (int, sources).
    """
    reading = Reading(snapshot, selection, by_mark=True)
    rows = []
    for (band, industry, holder), (members, industries) in sorted(
        _merged(_tiles(reading)).items(), key=lambda item: [part or "" for part in item[0]]
    ):
        rows.append(_row(reading, (band, industry, holder), members, industries))
    rows = reading.kept(rows)
    rows.sort(key=lambda row: (BANDS.index(row["band"]), -row["support"], row["player_zh"], row["mark_id"]))
    pure, layered = _pure_applications(reading)
    return reading.frame(
        "map",
        rows,
        COLUMNS,
        layers=reading.terms("layers"),
        industries=reading.terms("industries"),
        kinds=reading.terms("player_kinds"),
        pure_applications=pure,
        layered_players=layered,
        without_layer=_without_layer(reading),
    )


def figure(frame: pd.DataFrame, canvas: Canvas) -> go.Figure:
    """The market map on a canvas."""
    return draw(frame, canvas, title=finding(frame, canvas.language), cited=sources(frame))


def sources(frame: pd.DataFrame) -> tuple[Citation, ...]:
    """Every source of every tile."""
    return citations(frame)


def _tiles(reading: Reading) -> dict[tuple[str, str | None, str], list[Said]]:
    """Layer statements by band, industry and holder of the tile (a player, or a product nobody owns)."""
    tiles: dict[tuple[str, str | None, str], list[Said]] = defaultdict(list)
    industries = defaultdict(list)
    for said in reading.said("industry"):
        industries[said.subject_id].append(said.term)
    # Who asked for one industry did not ask for players of which none is known.
    chosen = bool(reading.selection.industries)
    own = {said.subject_id for said in reading.said("layer") if said.subject_kind != "player"}
    for said in reading.said("layer"):
        band = said.term
        if band not in BANDS:
            continue
        if said.subject_kind == "player":
            # A player's own industries; those of its products have tiles through the products.
            for industry in _columns(
                band, industries[said.subject_id], _led(reading, said.subject_id, band, own) or (band == "vertical" and chosen)
            ):
                tiles[band, industry, said.subject_id].append(said)
            continue
        # An application keeps a tile of its own, so that a maker of five is not one tile with four hidden.
        holders = (said.subject_id,) if band == "application" else reading.owners.get(said.subject_id) or (said.subject_id,)
        for industry in _columns(band, industries[said.subject_id], led=band == "vertical" and chosen):
            for holder in holders:
                tiles[band, industry, holder].append(said)
    return tiles


def _merged(
    tiles: dict[tuple[str, str | None, str], list[Said]],
) -> dict[tuple[str, str | None, str], tuple[list[Said], list[str]]]:
    """The tiles with their industries. Where many industries have one player each, those of a player become one tile."""
    holders: dict[str, set[str]] = defaultdict(set)
    for _, industry, holder in tiles:
        if industry not in {None, UNSPECIFIED}:
            holders[str(industry)].add(holder)
    lonely = {industry for industry, held in holders.items() if len(held) == 1} if len(holders) > _FEW_INDUSTRIES else set()
    merged: dict[tuple[str, str | None, str], tuple[list[Said], list[str]]] = {}
    for (band, industry, holder), lead in tiles.items():
        members, industries = merged.setdefault((band, OTHERS if industry in lonely else industry, holder), ([], []))
        members += [said for said in lead if said not in members]
        if industry not in {None, UNSPECIFIED}:
            industries.append(str(industry))
    return merged


def _columns(band: str, industries: Sequence[str], led: bool) -> tuple[str | None, ...]:
    """Industries to draw in: none outside the vertical band; a player already there through its products needs no unnamed column."""
    if band != "vertical":
        return () if band == "application" and led else (None,)
    return tuple(dict.fromkeys(industries)) or (() if led else (UNSPECIFIED,))


def _led(reading: Reading, player: str, band: str, products: Iterable[str]) -> bool:
    """Whether a product of the player stands in the band, so that the tile of the player itself would only repeat it."""
    return any(player in reading.owners.get(product, ()) and band in reading.facets["layer"].get(product, ()) for product in products)


def _row(reading: Reading, where: tuple[str, str | None, str], lead: Sequence[Said], industries: Sequence[str]) -> dict[str, Any]:
    band, industry, holder = where
    products = [said.subject_id for said in lead if said.subject_kind != "player"]
    is_player = holder not in products
    player = holder if is_player else next(iter(reading.owners.get(holder, ())), None)
    subjects = {holder, *products}
    said = [each for each in reading.about(subjects, "owner", "industry", "named", "release_status") if _belongs(each, industries)]
    names = reading.name(player) if player else ("", "")
    label = reading.name(holder)
    vocabulary = reading.terms("industries")
    order = list(vocabulary)
    industries = sorted(industries, key=lambda each: (order.index(each) if each in vocabulary else len(order), each))
    place = f"{band}:{industry}" if industry else band
    row = reading.mark(f"map:{place}:{holder}", products[0] if products and not is_player else holder, said, lead=lead, label=label)
    ranked = sorted(dict.fromkeys(products), key=lambda product: (-_support(lead, product), reading.name(product)[0]))
    return row | {
        "status": reading.outlook(products) if products and row["status"] == "asserted" else row["status"],
        "band": band,
        "industry": industry,
        "industries_zh": [vocabulary.get(each, (each, each))[0] for each in industries],
        "industries_en": [vocabulary.get(each, (each, each))[1] for each in industries],
        "player_id": player,
        "player_zh": names[0],
        "player_en": names[1],
        "player_kind": reading.kinds.get(player or "", ""),
        "products_zh": [reading.name(product)[0] for product in ranked],
        "products_en": [reading.name(product)[1] for product in ranked],
        "product_ids": ranked,
        "support": len(row["source_ids"]),
    }


def _support(lead: Sequence[Said], product: str) -> int:
    return sum(each.independent for each in lead if each.subject_id == product)


def _belongs(said: Said, industries: Sequence[str]) -> bool:
    return said.predicate != "industry" or said.term in industries


def _pure_applications(reading: Reading) -> tuple[list[str], int]:
    """Players that a source states to be of the application layer and that hold no other layer; and how many players hold any."""
    stated = {each.subject_id for each in reading.said("layer", filtered=False) if each.term == "application" and each.basis == "stated"}
    players = {
        entity
        for entity in reading.facets["layer"]
        if entity in reading.kinds or entity in set(reading.snapshot.tables["players"]["entity_id"])
    }
    pure = sorted(entity for entity in players & stated if reading.facets["layer"][entity] == {"application"})
    return pure, len(players)


def _without_layer(reading: Reading) -> int:
    """Players of the catalog that no statement puts into a layer: counted, because they cannot be drawn."""
    if reading.asked.filtered:
        return 0
    players = set(reading.snapshot.tables["players"]["entity_id"])
    return len(players - set(reading.facets["layer"]))
