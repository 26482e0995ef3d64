"""Where sentences begin and end, in linear time, whatever the width of the punctuation.

Works on folded text, where full-width and half-width marks are one. A closing quotation mark belongs to the sentence it closes, and a short
clause that only says who spoke belongs to what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A half-width ? or ! inside an address ends nothing, nor does a full stop inside a number or a name.
_END = re.compile(r"(?:[。!?;](?![A-Za-z0-9=&%])|…+|(?<=[A-Za-z)\]]{2})\.(?=[ \t]+[A-Z\u3400-\u9fff“]|$))[。!?…]*[”’\"')\]》]*")
_ENDS_HERE = re.compile(r"[。!?…][”’\"')\]》]*$")
_SPOKEN = re.compile(
    r"[^。!?…;\n“]{1,24}?(?:表示|指出|认为|强调|称|说|介绍|透露|直言|补充道|总结道?|坦言|回应|如是说|解释)[^。!?…;\n“]{0,8}[。!?…]"
)

LONGEST = 1000
"""A run without an end mark is cut near this length, so that no rule ever meets a sentence of a megabyte."""

_PAUSE = re.compile(r"[,、:\s]")


def split(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of one line or paragraph, blank space at the edges left out."""
    begin = start
    held: tuple[int, int] | None = None
    for stop in _stops(folded, start, end):
        span = _trimmed(folded, begin, stop)
        begin = stop
        if span is None:
            continue
        if held is not None:
            if folded[held[1] - 1] in '”’"' and _SPOKEN.fullmatch(folded, span[0], span[1]):
                held = (held[0], span[1])
                continue
            yield from _short(folded, *held)
        held = span
    if held is not None:
        yield from _short(folded, *held)


def _stops(folded: str, start: int, end: int) -> Iterator[int]:
    for mark in _END.finditer(folded, start, end):
        if mark[0][0] != ";":
            yield mark.end()
    yield end


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _short(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        pauses = [pause.end() for pause in _PAUSE.finditer(folded, start + LONGEST // 2, start + LONGEST)]
        cut = pauses[-1] if pauses else start + LONGEST
        span = _trimmed(folded, start, cut)
        if span is not None:
            yield span
        start = cut
    span = _trimmed(folded, start, end)
    if span is not None:
        yield span
