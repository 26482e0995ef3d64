"""层级: which vendor stands on which tier in which industry, and the chain L0 → L1 → L2 by which a model was made from the one above.

Tiers that a source states are solid, tiers read from context are hatched, and a dot means that no source mentions the pair, which is not
the same as none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.selection import Selection
from dashboard.theme import Canvas
from dashboard.views.drawing.citation import Citation, citations
from dashboard.views.drawing.rows import Reading, Said
from dashboard.views.tiers.picture import draw
from etl.model.snapshot import Snapshot

TITLE = {"zh": "层级", "en": "Tiers"}
TIERS = ("L0", "L1", "L2")
BASE = "base"
"""Column of foundation models, which belong to no industry."""
UNSPECIFIED = "?"
OTHERS = "+"
"""Several industries in which no other vendor is and for which a vendor has one and the same models: one cell, not many alike."""
_ALIKE = 3
_FEW_INDUSTRIES = 7
COLUMNS = (
    "part",
    "vendor_id",
    "vendor_zh",
    "vendor_en",
    "column",
    "industries_zh",
    "industries_en",
    "tier",
    "models_zh",
    "models_en",
    "from_id",
    "to_id",
    "via",
)


def frame(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """One row a mark: cells of the matrix (`part` cell), and nodes and edges of the chains.

    Columns beyond the marks': part (cell, node, edge), vendor_id (None where no owner is known), vendor_zh, vendor_en, column (base, an
    industry, `+` for several, `?`), industries_zh and industries_en (lists), tier (L0, L1, L2), models_zh, models_en (lists), from_id and to_id (models, of an edge), via (base_model or part_of).
    """
    reading = Reading(snapshot, selection)
    said = [each for each in reading.said("tier") if each.term in TIERS]
    rows = [*_cells(reading, said), *_chains(reading, said)]
    return reading.frame("tiers", rows, COLUMNS, industries=reading.terms("industries"), tiers=reading.terms("tiers"))


def figure(frame: pd.DataFrame, canvas: Canvas) -> go.Figure:
    """Matrix and chains on a canvas."""
    return draw(frame, canvas, title=finding(frame, canvas.language), cited=sources(frame))


def sources(frame: pd.DataFrame) -> tuple[Citation, ...]:
    """Every source of every mark."""
    return citations(frame)


def finding(frame: pd.DataFrame, language: str) -> str:
    """The title: who has models on all tiers, or where most stop, whichever says more of the vendors drawn."""
    english = language == "en"
    cells = frame.loc[frame["part"] == "cell"]
    if cells.empty:
        return "Tiers: no vendor to show" if english else "层级：没有可画的厂商"
    tiers: dict[str, set[str]] = defaultdict(set)
    names = {}
    for row in cells.to_dict("records"):
        key = row["vendor_id"] or row["entity_id"]
        tiers[key].add(row["tier"])
        names[key] = row["vendor_en" if english else "vendor_zh"] or row["label_en" if english else "label_zh"]
    vendors = len(tiers)
    full = sorted(key for key, held in tiers.items() if held == set(TIERS))
    if vendors >= 3 and len(full) == 1:
        who = names[full[0]]
        return (
            f"Of {vendors} vendors only {who} has models on all three tiers"
            if english
            else f"{vendors} 家厂商里，只有{who} L0、L1、L2 三级都有"
        )
    if vendors >= 3 and full:
        return (
            f"{len(full)} of {vendors} vendors have models on all three tiers"
            if english
            else f"{vendors} 家厂商里 {len(full)} 家 L0、L1、L2 三级都有"
        )
    for tier, zh, en in (("L0", "停在基础大模型", "stop at the foundation model"), ("L1", "只做行业大模型", "make industry models only")):
        only = sum(held == {tier} for held in tiers.values())
        if vendors >= 4 and only * 3 >= vendors * 2:
            return f"{only} of {vendors} vendors {en}" if english else f"{vendors} 家厂商里 {only} 家{zh}"
    return (
        f"L0, L1, L2 of {vendors} vendor{'s' if vendors > 1 else ''}, by industry" if english else f"{vendors} 家厂商的 L0、L1、L2，按行业"
    )


def _cells(reading: Reading, said: Sequence[Said]) -> list[dict[str, Any]]:
    industries = defaultdict(list)
    extra = defaultdict(list)
    for each in reading.said("industry", "owner", filtered=False):
        extra[each.subject_id].append(each)
    for each in reading.said("industry"):
        industries[each.subject_id].append(each.term)
    groups: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    for each in said:
        columns = [BASE] if each.term == "L0" else (list(dict.fromkeys(industries[each.subject_id])) or [UNSPECIFIED])
        for vendor in reading.owners.get(each.subject_id) or (each.subject_id,):
            for column in columns:
                groups[vendor, column, each.term].append(each)
    rows = []
    names_of = reading.terms("industries")
    for (vendor, column, tier), (lead, columns) in sorted(_merged(groups).items()):
        models = list(dict.fromkeys(each.subject_id for each in lead))
        owned = vendor not in models
        names = reading.name(vendor)
        around = [each for model in models for each in extra[model] if each.predicate == "owner" or each.term in columns]
        row = reading.mark(f"tiers:{vendor}:{column}:{tier}", models[0] if len(models) == 1 else vendor, around, lead=lead, label=names)
        rows.append(
            row
            | {
                "part": "cell",
                "vendor_id": vendor if owned else None,
                "vendor_zh": names[0],
                "vendor_en": names[1],
                "column": column,
                "industries_zh": [names_of.get(each, (each, each))[0] for each in columns if each not in {BASE, UNSPECIFIED}],
                "industries_en": [names_of.get(each, (each, each))[1] for each in columns if each not in {BASE, UNSPECIFIED}],
                "tier": tier,
                "models_zh": [reading.name(model)[0] for model in models],
                "models_en": [reading.name(model)[1] for model in models],
            }
        )
    return rows


def _merged(
    groups: dict[tuple[str, str, str], list[Said]],
) -> dict[tuple[str, str, str], tuple[list[Said], list[str]]]:
    """The cells with their columns; cells of one vendor that differ only in an industry nobody else is in become one."""
    vendors: dict[str, set[str]] = defaultdict(set)
    for vendor, column, _ in groups:
        if column not in {BASE, UNSPECIFIED}:
            vendors[column].add(vendor)
    alike: dict[tuple[str, str, tuple[str, ...]], list[str]] = defaultdict(list)
    for (vendor, column, tier), lead in sorted(groups.items()):
        if len(vendors.get(column, ())) == 1:
            alike[vendor, tier, tuple(sorted({each.subject_id for each in lead}))].append(column)
    joined = {
        (vendor, column, tier)
        for (vendor, tier, _), columns in alike.items()
        if len(columns) >= _ALIKE and len(vendors) > _FEW_INDUSTRIES
        for column in columns
    }
    merged: dict[tuple[str, str, str], tuple[list[Said], list[str]]] = {}
    for (vendor, column, tier), lead in sorted(groups.items()):
        place = OTHERS if (vendor, column, tier) in joined else column
        members, columns = merged.setdefault((vendor, place, tier), ([], []))
        members += [said for said in lead if said not in members]
        columns.append(column)
    return merged


def _chains(reading: Reading, said: Sequence[Said]) -> list[dict[str, Any]]:
    """Nodes and edges: a model and the one it was made from, where their tiers ascend."""
    tiers: dict[str, list[Said]] = defaultdict(list)
    for each in said:
        tiers[each.subject_id].append(each)
    edges: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for each in reading.said("base_model", "part_of"):
        parent = each.value_id
        if parent and each.subject_id in tiers and _ascends(tiers.get(parent, ()), tiers[each.subject_id]):
            edges[parent, each.subject_id].append(each)
    nodes = sorted({end for edge in edges for end in edge})
    parents = {parent for parent, _ in edges}
    rows = []
    for node in nodes:
        # A family graded as a whole stands where its place in the chain puts it: above what was made from it.
        # One that no source grades stands first, without a tier.
        terms = sorted(each.term for each in tiers.get(node, ())) or [""]
        tier = terms[0] if node in parents else terms[-1]
        lead = tiers.get(node) or [each for edge, held in edges.items() if node in edge for each in held]
        names = reading.name(node)
        owner = next(iter(reading.owners.get(node, ())), None)
        vendor = reading.name(owner) if owner else ("", "")
        row = reading.mark(f"tiers:model:{node}", node, (), lead=lead, label=names)
        rows.append(
            row
            | {
                "part": "node",
                "vendor_id": owner,
                "vendor_zh": vendor[0],
                "vendor_en": vendor[1],
                "column": "",
                "industries_zh": [],
                "industries_en": [],
                "tier": tier,
            }
            | {"models_zh": [names[0]], "models_en": [names[1]], "from_id": node, "to_id": node, "via": ""}
        )
    for (parent, child), lead in sorted(edges.items()):
        label = (f"{reading.name(parent)[0]} → {reading.name(child)[0]}", f"{reading.name(parent)[1]} → {reading.name(child)[1]}")
        row = reading.mark(f"tiers:edge:{parent}:{child}", child, (), lead=lead, label=label)
        rows.append(
            row
            | {
                "part": "edge",
                "vendor_zh": "",
                "vendor_en": "",
                "column": "",
                "industries_zh": [],
                "industries_en": [],
                "tier": "",
                "from_id": parent,
                "to_id": child,
                "via": lead[0].predicate,
            }
        )
    return rows


def _ascends(parent: Sequence[Said], child: Sequence[Said]) -> bool:
    """Whether the child stands on a higher tier; a parent without a tier stands below every tier but L0."""
    if not parent:
        return max(each.term for each in child) > TIERS[0]
    return min(each.term for each in parent) < max(each.term for each in child)
