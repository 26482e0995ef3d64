"""What the map says, computed: the finding with the largest effect, or a neutral title where nothing stands out."""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

_CROWDED = 2.0
"""An industry stands out when it has twice the players of the average industry, and at least three."""
_BROAD = 3
"""A player stands out when it is in at least three industries and in twice as many as the next."""
_LOPSIDED = 1.5
"""Two layers differ when one has half as many players again as the other."""
_SPREAD = 0.25
"""Players in several layers are worth a title from a quarter of all on."""


def finding(frame: pd.DataFrame, language: str) -> str:
    """The title: the strongest of several kinds of finding."""
    english = language == "en"
    found = [each for each in (_crowded(frame), _broad(frame), _lopsided(frame), _several(frame)) if each is not None]
    if found:
        _, zh, en = max(found)
        return en if english else zh
    players = frame["player_id"].nunique()
    if frame.empty:
        return "Large-language-model market: nobody to show" if english else "大模型市场版图：没有可画的玩家"
    return f"Large-language-model market: {players} players by layer" if english else f"大模型市场版图：{players} 家玩家，各在其层"


def industry_counts(frame: pd.DataFrame) -> dict[str, int]:
    """Players in each industry of the vertical band; an industry nobody named is none."""
    rows = frame.loc[(frame["band"] == "vertical") & frame["industry"].notna() & (frame["industry"] != "?")]
    holders = defaultdict(set)
    for industry, names, player, mark in zip(rows["industry"], rows["industries_zh"], rows["player_id"], rows["mark_id"], strict=True):
        for each in names if industry == "+" else [industry]:
            holders[each].add(player or mark)
    return {industry: len(members) for industry, members in holders.items()}


def _names(frame: pd.DataFrame, industry: str) -> tuple[str, str]:
    names: dict[str, tuple[str, str]] = frame.attrs["industries"]
    return names.get(industry, (industry, industry))


def _crowded(frame: pd.DataFrame) -> tuple[float, str, str] | None:
    counts = sorted(industry_counts(frame).items(), key=lambda item: (-item[1], item[0]))
    if len(counts) < 3:
        return None
    mean = sum(count for _, count in counts) / len(counts)
    top = [industry for industry, count in counts if count == counts[0][1]]
    ratio = counts[0][1] / mean
    if counts[0][1] < 3 or ratio < _CROWDED or len(top) > 3:
        return None
    zh = "、".join(_names(frame, industry)[0] for industry in top)
    en = " and ".join(_names(frame, industry)[1] for industry in top)
    each = "各 " if len(top) > 1 else ""
    return (
        ratio / _CROWDED,
        f"垂类最挤的是{zh}：{each}{counts[0][1]} 家，是行业平均的 {ratio:.1f} 倍",
        f"Verticals crowd into {en.lower()}: {counts[0][1]} players{' each' if each else ''}, {ratio:.1f} times the average industry",
    )


def _broad(frame: pd.DataFrame) -> tuple[float, str, str] | None:
    rows = frame.loc[(frame["band"] == "vertical") & frame["player_id"].notna() & (frame["industry"] != "?")]
    held = defaultdict(set)
    for player, names in zip(rows["player_id"], rows["industries_zh"], strict=True):
        held[player].update(names)
    counts = Counter({player: len(names) for player, names in held.items()}).most_common(2)
    if not counts or counts[0][1] < _BROAD:
        return None
    second = counts[1][1] if len(counts) > 1 else 1
    if counts[0][1] < 2 * second:
        return None
    row = rows.loc[rows["player_id"] == counts[0][0]].iloc[0]
    number = int(counts[0][1])
    zh_rest, en_rest = f"其余最多 {second} 个", f"nobody else is in more than {second}"
    return (
        counts[0][1] / (2 * second),
        f"{row['player_zh']}一家覆盖 {number} 个行业，{zh_rest}",
        f"{row['player_en']} alone covers {number} industries; {en_rest}",
    )


def _lopsided(frame: pd.DataFrame) -> tuple[float, str, str] | None:
    general = frame.loc[frame["band"] == "general", "player_id"].nunique()
    vertical = frame.loc[frame["band"] == "vertical", "player_id"].nunique()
    if min(general, vertical) < 3:
        return None
    ratio = max(general, vertical) / min(general, vertical)
    if ratio < _LOPSIDED:
        return None
    industries = len(industry_counts(frame))
    if vertical > general:
        zh, en = (
            f"做垂类的多过做通用的：{vertical} 家对 {general} 家",
            f"More players build verticals than general models: {vertical} against {general}",
        )
        return ratio / _LOPSIDED, f"{zh}，分布在 {industries} 个行业", f"{en}, in {industries} industries"
    return (
        ratio / _LOPSIDED,
        f"做通用的多过做垂类的：{general} 家对 {vertical} 家",
        f"More players build general models than verticals: {general} against {vertical}",
    )


def _several(frame: pd.DataFrame) -> tuple[float, str, str] | None:
    rows = frame.loc[frame["player_id"].notna()]
    counts = rows.groupby("player_id")["band"].nunique()
    if len(counts) < 6:
        return None
    several = int((counts > 1).sum())
    share = several / len(counts)
    if share < _SPREAD:
        return None
    return (
        share / _SPREAD / 2,
        f"{len(counts)} 家玩家里 {several} 家同时占两层以上",
        f"{several} of {len(counts)} players hold two layers or more",
    )
