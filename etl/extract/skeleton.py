"""A sentence as rules see it: names, dates and amounts folded into one mark each.

`百度的“文心一言”参数量约2600亿` becomes `P的M参数量N`, so that a rule is written once for every name and every way to print a number, digits
inside a name can never be taken for an amount, and scope is a question of a few marks. Quotation marks, blanks and markup are left out;
every place leads back to the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.extract.dates import DateHit
from etl.extract.quantities import Quantity
from etl.model.extraction import Mention

PLAYER, MODEL, PLATFORM, APPLICATION = "\ue000", "\ue001", "\ue002", "\ue003"
DATE, NUMBER, TOKENS, BYTES, MONEY, HOURS, PERCENT = "\ue004", "\ue005", "\ue006", "\ue007", "\ue008", "\ue009", "\ue00a"
DEVICE, INDUSTRY = "\ue00b", "\ue00c"

NAME_MARKS = {"player": PLAYER, "model": MODEL, "platform": PLATFORM, "application": APPLICATION}
QUANTITY_MARKS = {
    "money": MONEY, "tokens": TOKENS, "bytes": BYTES, "hours": HOURS, "percent": PERCENT, "params": NUMBER, "count": NUMBER, "plain": NUMBER,
}  # fmt: skip
PRODUCTS = MODEL + PLATFORM + APPLICATION

_PIECE = re.compile('[^\\s“”‘’"*`\ue000-\ue0ff]+|(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])')
_DIRT = re.compile('[\\s“”‘’"*`\ue000-\ue0ff]')
_TITLE = re.compile("《[^《》]*》")
# It begins with a set of characters, and looks back from there: a search for such an expression is much faster.
_CUT = re.compile(r"[(\[,;:。!?…|\t](?:(?<=\()[^()]*\)|(?<=\[)[^\[\]]*\]|(?<=([,;:。!?…|\t])))")


@dataclass(slots=True)
class Word:
    """A word that a vocabulary knows, such as an industry, or a chip: half-open span, id and label."""

    start: int
    end: int
    id: str | None
    name: str


Item = Mention | DateHit | Quantity | Word


@dataclass(slots=True)
class Token:
    """One mark of a skeleton: where it stands there, where in the text, and what it stands for."""

    mark: str
    at: int
    start: int
    end: int
    item: Item


@dataclass(slots=True)
class Skeleton:
    """One sentence. `text` holds the marks; `clauses` are half-open spans of it, cut at commas, semicolons, colons and stops."""

    start: int
    end: int
    zone: str
    text: str = ""
    tokens: list[Token] = field(default_factory=list)
    clauses: list[tuple[int, int]] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _origins: list[int] = field(default_factory=list)
    _at: dict[int, Token] = field(default_factory=dict)

    def token(self, at: int) -> Token | None:
        """The token at a place of the skeleton."""
        return self._at.get(at)

    def within(self, start: int, end: int, marks: str) -> list[Token]:
        """Tokens with one of the marks in [start, end) of the skeleton, left to right."""
        return [token for token in self.tokens if start <= token.at < end and token.mark in marks]

    def clause(self, at: int) -> int:
        """Index of the clause that holds a place."""
        return bisect_right(self.clauses, (at, len(self.text) + 1), 1) - 1

    def origin(self, at: int) -> int:
        """Where in the document the mark at a place begins."""
        token = self._at.get(at)
        if token is not None:
            return token.start
        piece = bisect_right(self._places, at) - 1
        return self._origins[piece] + at - self._places[piece] if piece >= 0 else self.start

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document's span of [start, end) of the skeleton."""
        last = self._at.get(end - 1)
        return self.origin(start), (last.end if last else self.origin(end - 1) + 1)


def build(text: str, start: int, end: int, zone: str, marked: Sequence[tuple[int, int, str, Item]]) -> Skeleton:
    """The skeleton of text[start:end]; `marked` are (start, end, mark, item), sorted, not overlapping, inside it."""
    skeleton = Skeleton(start, end, zone)
    parts: list[str] = []
    places, origins, at = skeleton._places, skeleton._origins, skeleton._at  # noqa: SLF001 - the one place that makes them
    length, cursor = 0, start
    titles = [found.span() for found in _TITLE.finditer(text, start, end)] if text.find("《", start, end) >= 0 else []
    for item_start, item_end, mark, item in (*marked, (end, end, "", None)):
        if item_start < cursor or (titles and mark in NAME_MARKS.values() and _inside(titles, item_start)):
            continue
        if item_start > cursor:
            if not _DIRT.search(text, cursor, item_start):
                places.append(length)
                origins.append(cursor)
                parts.append(text[cursor:item_start])
                length += item_start - cursor
            else:
                for piece in _PIECE.finditer(text, cursor, item_start):
                    places.append(length)
                    origins.append(piece.start())
                    parts.append(piece[0])
                    length += piece.end() - piece.start()
        if item is None:
            break
        token = Token(mark, length, item_start, item_end, item)
        skeleton.tokens.append(token)
        at[length] = token
        places.append(length)
        origins.append(item_start)
        parts.append(mark)
        length += 1
        cursor = item_end
    skeleton.text = "".join(parts)
    last = 0
    for cut in _CUT.finditer(skeleton.text):
        if cut.lastindex:
            skeleton.clauses.append((last, cut.start()))
            last = cut.end()
    skeleton.clauses.append((last, length))
    return skeleton


def _inside(titles: list[tuple[int, int]], at: int) -> bool:
    place = bisect_left(titles, (at + 1, 0)) - 1
    return place >= 0 and titles[place][0] <= at < titles[place][1]
