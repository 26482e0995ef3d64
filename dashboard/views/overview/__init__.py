"""总览: the market in ten seconds. Key figures, the map in small, how fresh and complete the atlas is, and what its sources disagree on.

`figure` is all of it in one picture; `part_figure` one part alone, for a page that lays them out itself.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.selection import Selection, cell_list, cell_text, known_by
from dashboard.theme import Canvas
from dashboard.views.drawing.citation import Citation, citations
from dashboard.views.drawing.rows import Reading, Said
from dashboard.views.overview.counts import coverage, key_figures, placed
from dashboard.views.overview.picture import draw, draw_part
from etl.model.conflict import CONFLICT_KINDS
from etl.model.snapshot import Snapshot

TITLE = {"zh": "总览", "en": "Overview"}
PARTS = ("figures", "map", "coverage", "conflicts")
COLUMNS = (
    "part",
    "key",
    "number",
    "total",
    "detail_zh",
    "detail_en",
    "band",
    "industry",
    "player_kind",
    "severity",
    "conflict_id",
    "members",
)
_SEVERITIES = ("high", "medium", "low")


def frame(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """One row a mark, in four parts.

    Columns beyond the marks': part (figures, map, coverage, conflicts), key (what is counted), number and total (ints), detail_zh, detail_en,
    band, industry and player_kind (of a square of the small map), severity and conflict_id (of a conflict), members (ids of what a key figure counts, a list).
    """
    reading = Reading(snapshot, selection)
    conflicts = _conflicts(reading)
    by_mark = Reading(snapshot, selection, by_mark=True)
    rows = [*key_figures(reading, conflicts), *by_mark.kept(placed(by_mark)), *coverage(reading), *conflicts]
    drawn = reading.frame(
        "overview",
        rows,
        COLUMNS,
        layers=reading.terms("layers"),
        industries=reading.terms("industries"),
        kinds=reading.terms("player_kinds"),
        opinions=_opinions(reading),
    )
    published = sorted(record["date_published"] for record in drawn.attrs["sources"].values() if record["date_published"])
    drawn.attrs.update(first_source=published[0] if published else None, last_source=published[-1] if published else None)
    return drawn


def figure(frame: pd.DataFrame, canvas: Canvas) -> go.Figure:
    """Everything in one picture."""
    return draw(frame, canvas, title=finding(frame, canvas.language), cited=sources(frame))


def part_figure(frame: pd.DataFrame, canvas: Canvas, part: str) -> go.Figure:
    """One of `PARTS` alone, as high as it needs, without title and footer. Raises KeyError for another part."""
    return draw_part(frame, canvas, part)


def sources(frame: pd.DataFrame) -> tuple[Citation, ...]:
    """Every source of every mark."""
    return citations(frame)


def finding(frame: pd.DataFrame, language: str) -> str:
    """The title: how large the market drawn is, and what of it is least settled."""
    english = language == "en"
    if frame.empty:
        return "Overview: nothing recorded yet" if english else "总览：还没有记录"
    numbers = dict(zip(frame["key"], frame["number"], strict=True))
    players, products = numbers.get("players", 0), numbers.get("products", 0)
    conflicts = numbers.get("conflicts", 0)
    if english:
        tail = f"; sources conflict on {conflicts} point{'s' if conflicts != 1 else ''}" if conflicts else ""
        return f"{players} players and {products} models and products{tail}"
    return f"{players} 家玩家，{products} 个模型与产品" + (f"；来源在 {conflicts} 处互相冲突" if conflicts else "")


def _conflicts(reading: Reading) -> list[dict[str, Any]]:
    """Conflicts between known statements of which at least one passes the filters, gravest first."""
    known: dict[str, Said] = {said.statement_id: said for said in reading.contested()}
    visible = set(reading.visible["statement_id"])
    rows = []
    for record in reading.snapshot.tables["conflicts"].to_dict("records"):
        said = [known[each] for each in cell_list(record["statement_ids"]) if each in known]
        if len(said) < 2 or not any(each.statement_id in visible for each in said):
            continue
        topic = (record["topic_zh"], record["topic_en"])
        subjects = cell_list(record["subject_ids"]) or [said[0].subject_id]
        row = reading.mark(f"overview:conflict:{record['conflict_id']}", subjects[0], said, lead=said, label=topic)
        values = list(dict.fromkeys((each.value_zh, each.value_en) for each in said if each.predicate == record["predicate"]))
        detail = (" ↔ ".join(zh for zh, _ in values), " ↔ ".join(en for _, en in values))
        if len(values) < 2:
            # Not about rival values of one property: the merge's own words say what it is about.
            detail = (cell_text(record["reason_zh"]) or "", cell_text(record["reason_en"]) or "")
        rows.append(
            row
            | {
                "contested": True,
                "part": "conflicts",
                "key": str(record["kind"]),
                "number": int(record["values"]),
                "total": len(said),
                "detail_zh": detail[0],
                "detail_en": detail[1],
                "severity": record["severity"],
                "conflict_id": record["conflict_id"],
                "members": [],
            }
        )
    return sorted(rows, key=_gravity)


def _gravity(row: dict[str, Any]) -> tuple[int, int, int, str]:
    """Order of conflicts: by severity, then as the model lists the kinds, rival values first, then by how many statements rival."""
    severity = _SEVERITIES.index(row["severity"]) if row["severity"] in _SEVERITIES else len(_SEVERITIES)
    kind = CONFLICT_KINDS.index(row["key"]) if row["key"] in CONFLICT_KINDS else len(CONFLICT_KINDS)
    return severity, kind, -row["total"], row["mark_id"]


def _opinions(reading: Reading) -> int:
    """Disputes that editors recorded and that had two sides on the day: listed on their own page and only counted here."""
    positions = reading.snapshot.tables["positions"]
    sides = Counter(
        conflict
        for conflict, day in zip(positions["conflict_id"], positions["known_on"], strict=True)
        if known_by(day, reading.selection.as_of)
    )
    conflicts = reading.snapshot.tables["conflicts"]
    return sum(
        origin == "curated" and sides[conflict] > 1 for conflict, origin in zip(conflicts["conflict_id"], conflicts["origin"], strict=True)
    )
