"""成本: what training, fine-tuning, hardware, power and use cost, one panel a basis, on a logarithmic axis.

Rivals stay side by side: both sides of a conflict are marks of one row, each with who says so, joined by a bracket; nothing is averaged.
Amounts are drawn in their own currency, or converted at the rate of the statement's own date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.selection import Selection
from dashboard.theme import Canvas
from dashboard.views.cost.amounts import converted_words
from dashboard.views.cost.findings import finding
from dashboard.views.cost.picture import draw
from dashboard.views.cost.rates import rate_of
from dashboard.views.drawing.citation import Citation, citations
from dashboard.views.drawing.rows import Reading, Said
from etl.model.snapshot import Snapshot

TITLE = {"zh": "成本", "en": "Cost"}
_SHARPNESS = {"=": 0, "~": 1, "range": 2}
COLUMNS = (
    "cost_kind",
    "per",
    "slot_id",
    "bound",
    "low",
    "high",
    "currency",
    "native_low",
    "native_high",
    "native_currency",
    "value_zh",
    "value_en",
    "native_zh",
    "native_en",
    "authority_zh",
    "authority_en",
    "method",
    "rate_zh",
    "rate_en",
    "unconverted_zh",
    "unconverted_en",
    "rivals",
    "said_on",
)


def frame(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """One row a mark: a cost as one authority gives it; the same amount of several sources is one mark.

    Columns beyond the marks': cost_kind, per (None: a total), slot_id (rows of one subject and basis share it), bound, low and high (floats,
    as drawn, in `currency`), native_* (as said), value_* (words of what is drawn), authority_* (who says so), method, rate_* (printed rate and day),
    unconverted_* (why not converted), rivals (int: marks of the slot in conflict with it), said_on.
    """
    reading = Reading(snapshot, selection)
    facts: dict[str, list[Said]] = defaultdict(list)
    for said in reading.said("cost", drawn=False):
        if (said.drawn or said.contested) and said.number is not None and said.number > 0 and said.currency:
            facts[said.fact_id].append(said)
    rows = [_row(reading, said) for _, said in sorted(facts.items())]
    _count_rivals(rows, facts)
    order = list(reading.terms("cost_kinds"))
    rows.sort(
        key=lambda row: (
            order.index(row["cost_kind"]) if row["cost_kind"] in order else len(order),
            row["per"] or "",
            -row["low"],
            row["mark_id"],
        )
    )
    return reading.frame("cost", rows, COLUMNS, kinds=reading.terms("cost_kinds"), currency=selection.currency)


def figure(frame: pd.DataFrame, canvas: Canvas) -> go.Figure:
    """Panels of costs on a canvas."""
    return draw(frame, canvas, title=finding(frame, canvas.language), cited=sources(frame))


def sources(frame: pd.DataFrame) -> tuple[Citation, ...]:
    """Every source of every mark."""
    return citations(frame)


def _row(reading: Reading, said: Sequence[Said]) -> dict[str, Any]:
    # One fact may be said as an amount by one source and as a bound around it by another: the sharpest is drawn.
    first = min(said, key=lambda each: (not each.drawn, _SHARPNESS.get(each.bound, len(_SHARPNESS)), each.statement_id))
    amount = _drawn_amount(reading, first)
    names = reading.name(first.subject_id)
    row = reading.mark(f"cost:{first.subject_id}:{first.fact_id}", first.subject_id, said, lead=said, label=names)
    return row | {
        "cost_kind": first.cost_kind or "other",
        "per": first.per,
        "slot_id": first.slot_id,
        "bound": first.bound,
        "native_low": first.number,
        "native_high": first.high,
        "native_currency": first.currency,
        "native_zh": first.value_zh,
        "native_en": first.value_en,
        "authority_zh": _authorities(reading, said, "zh"),
        "authority_en": _authorities(reading, said, "en"),
        "method": first.method,
        "said_on": _said_on(first),
        "rivals": 0,
        **amount,
    }


def _said_on(said: Said) -> str | None:
    """The statement's own date, else its source's publication."""
    return said.as_of or said.date or said.known_on


def _drawn_amount(reading: Reading, said: Said) -> dict[str, Any]:
    """The amount in the currency asked for, with the rate; or as said, with the reason."""
    number, currency = said.number or 0.0, said.currency or ""
    target = reading.selection.currency
    native = {"low": number, "high": said.high, "currency": currency, "value_zh": said.value_zh, "value_en": said.value_en}
    plain = {"rate_zh": "", "rate_en": "", "unconverted_zh": "", "unconverted_en": ""}
    if target in {"native", currency}:
        return native | plain
    rate, why = rate_of(reading.snapshot.tables.get("fx"), currency, target, _said_on(said))
    if rate is None:
        return native | plain | {"unconverted_zh": why[0], "unconverted_en": why[1]}
    low, high = number * rate.factor, said.high * rate.factor if said.high is not None else None
    words = {
        f"value_{language}": converted_words(low, high, said=(number, said.high), currency=target, bound=said.bound, language=language)
        for language in ("zh", "en")
    }
    return plain | words | {"low": low, "high": high, "currency": target, "rate_zh": rate.words("zh"), "rate_en": rate.words("en")}


def _authorities(reading: Reading, said: Sequence[Said], language: str) -> str:
    """Who says so: the authorities that sources name, else the sources' publishers."""
    names = [reading.authority(each)[language == "en"] for each in said]
    return (", " if language == "en" else "、").join(dict.fromkeys(names))


def _count_rivals(rows: Sequence[dict[str, Any]], facts: dict[str, list[Said]]) -> None:
    """How many other marks of its slot each mark is in conflict with."""
    conflicts = {fact: {conflict for each in said for conflict in each.conflict_ids} for fact, said in facts.items()}
    for row in rows:
        own = row["mark_id"].rpartition(":")[2]
        row["rivals"] = sum(
            other is not row
            and other["slot_id"] == row["slot_id"]
            and not conflicts[own].isdisjoint(conflicts[other["mark_id"].rpartition(":")[2]])
            for other in rows
        )
