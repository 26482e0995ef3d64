"""What the timeline says, computed: a month that stands out, or a season that holds most; else a neutral title."""

from __future__ import annotations

from collections import Counter

import pandas as pd

_PEAK = 2.0
"""A month stands out with twice the releases of the average month that has any, and at least three."""
_SEASON_MONTHS = 3
_SEASON_SHARE = 0.5
"""Three months in a row are worth the title when they hold half of all dated releases."""


def finding(frame: pd.DataFrame, language: str) -> str:
    """The title. Only asserted releases dated to a month or better are counted."""
    english = language == "en"
    if frame.empty:
        return "Timeline: nothing to show" if english else "时间线：没有可画的日期"
    exact = frame.loc[(frame["event"] == "released") & (frame["status"] == "asserted") & frame["precision"].isin(["day", "month"])]
    months = Counter(day[:7] for day in exact["first_day"])
    total = sum(months.values())
    found = [each for each in (_season(months, total), _peak(months)) if each is not None]
    if found:
        _, zh, en = max(found)
        return en if english else zh
    count = len(frame)
    first, last = min(frame["first_day"])[:7], max(frame["last_day"])[:7]
    if english:
        return f"{count} dates of announcement and release, {first} to {last}" if count > 1 else "One date of announcement or release"
    return f"{count} 个公布与发布的日期，{first} 至 {last}" if count > 1 else "一个公布或发布的日期"


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def _season(months: Counter[str], total: int) -> tuple[float, str, str] | None:
    if total < 8 or len(months) <= _SEASON_MONTHS:
        return None
    best, start = 0, ""
    for month in sorted(months):
        run = [month]
        while len(run) < _SEASON_MONTHS:
            run.append(_next(run[-1]))
        held = sum(months[each] for each in run)
        if held > best:
            best, start = held, month
    share = best / total
    if share < _SEASON_SHARE:
        return None
    end = _next(_next(start))
    return (
        share / _SEASON_SHARE,
        f"发布集中在 {start} 至 {end}：知道月份的 {total} 次里有 {best} 次",
        f"Releases bunch from {start} to {end}: {best} of the {total} whose month is known",
    )


def _peak(months: Counter[str]) -> tuple[float, str, str] | None:
    if len(months) < 3:
        return None
    (month, count), (_, second) = months.most_common(2)
    ratio = count / (sum(months.values()) / len(months))
    if count < 3 or ratio < _PEAK or count == second:
        return None
    return ratio / _PEAK, f"{month} 发布最密：知道月份的发布里有 {count} 次", f"{month} saw the most releases whose month is known: {count}"
