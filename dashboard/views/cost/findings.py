"""What the costs say, computed: the widest conflict, or the distance between two bases; else a neutral title."""

from __future__ import annotations

import math

import pandas as pd

_RIVAL_FACTOR = 2.0
"""A conflict is worth the title when its sides differ by a factor of two or more."""
_ORDERS = 2.0
"""Two bases are worth the title when a hundredfold or more lies between all of one and all of the other."""


def finding(frame: pd.DataFrame, language: str) -> str:
    """The title. Amounts are compared only within one currency and one unit."""
    english = language == "en"
    if frame.empty:
        return "Cost: nothing to show" if english else "成本：没有可画的数字"
    found = [each for each in (_conflict(frame), _distance(frame)) if each is not None]
    if found:
        _, zh, en = max(found)
        return en if english else zh
    count = len(frame)
    bases = frame["cost_kind"].nunique()
    if english:
        return f"{count} figure{'s' if count > 1 else ''} on cost, on {bases} {'bases' if bases > 1 else 'basis'}"
    return f"{count} 个成本数字，{bases} 种口径"


def _kind(frame: pd.DataFrame, kind: str) -> tuple[str, str]:
    kinds: dict[str, tuple[str, str]] = frame.attrs["kinds"]
    return kinds.get(kind, (kind, kind))


def _top(row: pd.Series) -> float:
    return float(row["high"] if row["high"] is not None else row["low"])


def _conflict(frame: pd.DataFrame) -> tuple[float, str, str] | None:
    """The conflict whose sides lie furthest apart: points only, since a bound says too little."""
    best: tuple[float, str, str] | None = None
    rows = frame.loc[(frame["rivals"] > 0) & frame["bound"].isin(["=", "~"])]
    for (_, _), group in rows.groupby(["slot_id", "currency"]):
        low, high = min(group["low"]), max(group["low"])
        factor = high / low
        if len(group) < 2 or factor < _RIVAL_FACTOR:
            continue
        row = group.iloc[0]
        kind = _kind(frame, row["cost_kind"])
        ratio = f"{factor:.1f}".removesuffix(".0")
        found = (
            math.log10(factor) / math.log10(_RIVAL_FACTOR),
            f"{row['label_zh']} 的{kind[0]}成本有 {len(group)} 个说法，相差 {ratio} 倍",
            f"{row['label_en']}: {len(group)} figures for {_lower(kind[1])}, a factor of {ratio} apart",
        )
        best = max(best, found) if best else found
    return best


def _distance(frame: pd.DataFrame) -> tuple[float, str, str] | None:
    """Two bases between which everything differs by orders of magnitude: totals in one currency only."""
    best: tuple[float, str, str] | None = None
    totals = frame.loc[frame["per"].isna() & frame["cost_kind"].isin(["training", "finetune", "infrastructure"])]
    for _, group in totals.groupby("currency"):
        ends = {kind: (min(rows["low"]), max(_top(row) for _, row in rows.iterrows())) for kind, rows in group.groupby("cost_kind")}
        for cheap, (_, cheap_top) in ends.items():
            for dear, (dear_low, _) in ends.items():
                orders = math.log10(dear_low / cheap_top)
                if orders < _ORDERS:
                    continue
                low, high = _kind(frame, str(cheap)), _kind(frame, str(dear))
                found = (
                    orders / _ORDERS,
                    f"{low[0]}与{high[0]}的成本至少差 {math.floor(orders)} 个数量级",
                    f"{low[1]} and {_lower(high[1])} are at least {math.floor(orders)} orders of magnitude apart in cost",
                )
                best = max(best, found) if best else found
    return best


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
