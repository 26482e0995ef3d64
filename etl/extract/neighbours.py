"""The names accepted so far, by their edges."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from etl.model.extraction import Mention

_OPEN, _CLOSE = '“‘"', '”’"'
_COMMA_LEFT = re.compile(r"(?:\s*[、/]\s*|和|与|及|以及|跟)[“‘]?$")
_COMMA_RIGHT = re.compile(r"[”’]?\s*(?:[、/]|和|与|及|以及)\s*")


class Neighbours:
    """Looks up which accepted name overlaps a span, ends before it or stands beside it in a list."""

    def __init__(self, mentions: Sequence[Mention], folded: str) -> None:
        self.folded = folded
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._ends = [mention.end for mention in self._mentions]
        self.starting = {mention.start: mention.kind for mention in self._mentions}
        self.ending = {mention.end: mention.kind for mention in self._mentions}

    def inside(self, start: int, end: int) -> Sequence[Mention]:
        """Names that overlap [start, end)."""
        first = bisect_left(self._ends, start + 1)
        last = first
        while last < len(self._mentions) and self._mentions[last].start < end:
            last += 1
        return self._mentions[first:last]

    def listed_kinds(self, start: int, end: int) -> tuple[str, ...]:
        """Kinds of the neighbours in a list."""
        kinds: list[str] = []
        left = self.folded[max(0, start - 6) : start]
        comma = _COMMA_LEFT.search(left)
        if comma is not None:
            edge = start - len(left) + comma.start()
            edge -= edge > 0 and self.folded[edge - 1] in _CLOSE
            if edge in self.ending:
                kinds.append(self.ending[edge])
        comma = _COMMA_RIGHT.match(self.folded, end, end + 8)
        if comma is not None:
            edge = comma.end()
            edge += edge < len(self.folded) and self.folded[edge] in _OPEN
            if edge in self.starting:
                kinds.append(self.starting[edge])
        return tuple(kinds)
