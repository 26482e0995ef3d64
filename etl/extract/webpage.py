"""HTML to the text of its article: boilerplate stripped, title and date as the page's own metadata give them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_TAG = re.compile(r"(?is)<(script|style|noscript|template)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>")
_BLOCK = re.compile(r"(?i)</?(?:p|div|br|li|tr|h[1-6]|table|section|article|ul|ol|blockquote)\b[^>]*>")
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself: its text, its title, the day it names."""

    text: str
    title: str | None
    date: str | None


def page_text(decoded: str) -> Page:
    """The article of a page. Where no article is found, all its words: a short notice is a document too."""
    import trafilatura
    from trafilatura.metadata import extract_metadata

    if not decoded.strip():
        return Page("", None, None)
    text = title = date = None
    try:
        text = trafilatura.extract(decoded, include_comments=False, include_tables=True, favor_recall=True, output_format="txt")
        metadata = extract_metadata(decoded)
        title = metadata.title if metadata is not None else None
        date = _own_day(decoded)
    except Exception:  # noqa: BLE001 - the parser's own faults must not lose the document
        text = None
    if not text:
        text = _all_words(decoded)
    return Page(text, title or None, date)


_META = re.compile(
    r"""(?is)<(?:meta|time)\b[^>]*(?:published_time|publishdate|pubdate|datepublished|datetime|weibo:article:create_at|og:release_date)[^>]*>"""
)


def _own_day(page: str) -> str | None:
    """The day in the page's metadata; a date merely printed somewhere is left to the text's own header."""
    for tag in _META.finditer(page[:200_000]):
        day = _DAY.search(tag[0])
        if day is not None:
            return day[0]
    return None


def _all_words(page: str) -> str:
    lines = html.unescape(_TAG.sub(" ", _BLOCK.sub("\n", page))).splitlines()
    return "\n".join(line for line in (re.sub(r"[ \t]+", " ", line).strip() for line in lines) if line)
