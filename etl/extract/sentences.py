"""Where sentences begin and end, in linear time, whatever the width of the punctuation.

Works on folded text, where full-width and half-width marks are one. A closing quotation mark belongs to the sentence it closes, and a short
clause that only says who spoke belongs to what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A half-width ? or ! inside an address ends nothing, nor does a full stop inside a number or a name.
# It begins with a set of characters, and looks back from there: a search for such an expression is six times as fast.
_END = re.compile(
    r"[。!?….](?:(?<=[。!?])(?![A-Za-z0-9=&%])|(?<=…)…*|(?<=[A-Za-z)\]]{2}\.)(?=[ \t]+[A-Z\u3400-\u9fff“]|$))[。!?…]*[”’\"')\]》]*"
)
_ENDS_HERE = re.compile(r"[。!?…][”’\"')\]》]*$")
_SPOKEN = re.compile(
    r"[^。!?…;\n“]{1,24}?(?:表示|指出|认为|强调|称|说|介绍|透露|直言|补充道|总结道?|坦言|回应|如是说|解释)[^。!?…;\n“]{0,8}[。!?…]"
)

LONGEST = 1000
"""A run without an end mark is cut near this length, so that no rule ever meets a sentence of a megabyte."""

_PAUSE = re.compile(r"[,、:\s]")


def split(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of one line or paragraph, blank space at the edges left out."""
    held: tuple[int, int] | None = None
    begin = start
    stops = [mark.end() for mark in _END.finditer(folded, start, end)]
    if not stops or stops[-1] < end:
        stops.append(end)
    for stop in stops:
        words = folded[begin:stop]
        bare = words.strip()
        if not bare:
            begin = stop
            continue
        first = begin + (0 if words[0] == bare[0] else len(words) - len(words.lstrip()))
        span = (first, first + len(bare))
        begin = stop
        if held is not None:
            if folded[held[1] - 1] in '”’"' and _SPOKEN.fullmatch(folded, span[0], span[1]):
                held = (held[0], span[1])
                continue
            yield from _short(folded, *held)
        held = span
    if held is not None:
        yield from _short(folded, *held)


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int] | None:
    words = folded[start:end]
    bare = words.strip()
    first = start + len(words) - len(words.lstrip())
    return (first, first + len(bare)) if bare else None


def _short(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start <= LONGEST:
        yield start, end
        return
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
