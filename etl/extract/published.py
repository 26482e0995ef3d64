"""A document's own date: from its header, its byline or its address; never from a comment, a copyright line or the events it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.extract.zones import Line, ZoneRules
from etl.model.quantity import PartialDate

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?!\d)\s*日?")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[-/.])\s*(\d{1,2})(?![-/.\d])\s*月?")
_ADDRESS = re.compile(r"https?://\S+")
_IN_ADDRESS = re.compile(r"(?<!\d)(20[0-3]\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_IN_ADDRESS = re.compile(r"/(20[0-3]\d)[-/]?(0[1-9]|1[0-2])(?=/)")
_BRACKETED = re.compile(
    r"[\[(【〔]\s*(?:[^\])】〕]{0,8}?)((?:19|20)\d\d)\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?\s*[\])】〕]"
)
_NEVER = re.compile("(?!)")
HEAD_LINES = 12
"""A header stands in the first lines; a date further down is told about, not given."""


def published_on(folded: str, lines: Sequence[Line], rules: ZoneRules) -> tuple[str | None, str | None]:
    """(date, basis): basis is header, byline, url or title."""
    not_own = rules.dates.get("not_own", _NEVER)
    head = lines[:HEAD_LINES]
    for line in head:
        words = _ADDRESS.sub("", folded[line.start : line.end])
        if line.zone == "comment" or len(words) > 120 or not_own.search(words):
            continue
        found = _header_date(words, line.zone, rules)
        if found is not None:
            return found
    for line in (*head, *lines[-HEAD_LINES:]):
        for address in _ADDRESS.finditer(folded, line.start, line.end):
            day = _IN_ADDRESS.search(address[0])
            made = _date(day.groups()) if day else None
            month = _MONTH_IN_ADDRESS.search(address[0])
            made = made or (_date(month.groups()) if month else None)
            if made is not None and line.zone != "comment":
                return made, "url"
    # A look back at a year tells no day, but which year its days belong to.
    title = next((line for line in head if line.zone == "title"), None)
    year = rules.dates.get("of_a_year", _NEVER).search(folded, title.start, title.end) if title is not None else None
    return (year["year"], "title") if year is not None else (None, None)


def _header_date(words: str, zone: str, rules: ZoneRules) -> tuple[str, str] | None:
    labelled = rules.dates.get("labelled", _NEVER).search(words)
    day = _DAY.search(words)
    month = _MONTH.search(words)
    if labelled is not None and labelled.start() <= 40:
        for form in (_DAY.match(words, labelled.end()), _MONTH.match(words, labelled.end())):
            made = _date(form.groups()) if form else None
            if made is not None:
                return made, "header" if labelled.start() == 0 else "byline"
    if zone in {"chrome", "title", "heading"}:
        # A bracket behind what a headline tells holds the day of that; in front of it, or beside nothing of the kind, the document's own.
        told = zone != "chrome" and rules.dates.get("event", _NEVER).search(words) is not None
        bracketed = _BRACKETED.match(words) if told else _BRACKETED.search(words)
        made = _date(bracketed.groups()) if bracketed else None
        if made is not None:
            return made, "header"
    if zone == "chrome" and day is not None:
        made = _date(day.groups())
        if made is not None:
            return made, "header" if day.start() <= 6 else "byline"
    if zone == "chrome" and month is not None and month.start() <= 6:
        made = _date(month.groups())
        return (made, "header") if made is not None else None
    return None


def _date(parts: Sequence[str]) -> str | None:
    text = "-".join(part.zfill(2) for part in parts)
    try:
        return PartialDate(text).text
    except ValueError:
        return None
