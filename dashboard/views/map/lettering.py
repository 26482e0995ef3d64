"""What is written on a tile: the player above, below it what it is there for, fitted by measured width.

What the line above says already is not said again, a name too long for one line is broken into two where its row of tiles may be that
high, and only then is it cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.theme import Canvas
from dashboard.views.drawing.looks import GLYPH_SIZE
from dashboard.views.drawing.text import ELLIPSIS, fit, width_px, wrap

_PADDING = 12
_BADGE = 12
"""Room that a sign in a corner takes from the first line, on either side because the line is centred."""
_WORD = re.compile(r"[A-Za-z0-9]+")
_MOST_LINES = 2
_TELLING_WORDS, _TELLING_CHARACTERS = 2, 4


@dataclass(frozen=True, slots=True)
class Lettering:
    """The lines of a tile: player, then what it is there for. `cut` where something could not be written whole."""

    player: str
    player_size: int
    detail: tuple[str, ...]
    cut: bool


def tile_height(canvas: Canvas, detail: int, lines: int) -> float:
    """The least height of a tile with so many lines of `detail` pixels below the player's name."""
    return canvas.sizes.body * 1.2 + lines * detail * 1.3 + 5


def letter(  # noqa: PLR0913 - options, keyword-only
    row: Any, canvas: Canvas, width: float, *, named: bool, size: int, lines: int
) -> Lettering:
    """The texts of a tile so wide, with at most `lines` lines of `size` pixels below the player's name.

    `named` is False where no heading above the tile names its industry.
    """
    language = canvas.language
    signs = row["contested"] or row["status"] != "asserted"
    whole = row[f"player_{language}"] or row[f"label_{language}"]
    room = width - _PADDING - GLYPH_SIZE - 5 - _BADGE * bool(signs)
    # A long name is set smaller before it is cut.
    player_size = canvas.sizes.body if width_px(whole, canvas.sizes.body) <= room else min(size, canvas.sizes.body)
    player = fit(whole, player_size, room)
    detail = _detail(row, language, width - _PADDING, named=named, size=size, lines=lines)
    return Lettering(player, player_size, detail, player != whole or any(ELLIPSIS in line for line in detail))


def lines_wanted(row: Any, canvas: Canvas, width: float, *, named: bool, size: int) -> int:
    """How many lines below the player's name keep a tile's texts whole; one where two would not help either."""
    wanted = letter(row, canvas, width, named=named, size=size, lines=1)
    if not wanted.cut:
        return len(wanted.detail)
    better = letter(row, canvas, width, named=named, size=size, lines=_MOST_LINES)
    return _MOST_LINES if _cuts(better.detail) < _cuts(wanted.detail) or len("".join(better.detail)) > len("".join(wanted.detail)) else 1


def _cuts(lines: Sequence[str]) -> int:
    return sum(ELLIPSIS in line for line in lines)


def _detail(  # noqa: PLR0913 - options, keyword-only
    row: Any, language: str, room: float, *, named: bool, size: int, lines: int
) -> tuple[str, ...]:
    products = list(row[f"products_{language}"]) if row["player_id"] else []
    industries = list(row[f"industries_{language}"])
    if len(industries) > 1 or (industries and not products and not named):
        # A tile of several industries says which; what the player has there is told on hover.
        return _listed(industries, size, room, language, lines=lines)
    owner = (row["player_zh"], row["player_en"], str(row["player_id"] or ""))
    names = [without_owner(name, owner) for name in products]
    if len(industries) == 1 and products and not named:
        names[0] = f"{industries[0]} · {names[0]}"
    return _listed(names, size, room, language, lines=lines)


def _listed(names: Sequence[str], size: int, room: float, language: str, *, lines: int) -> tuple[str, ...]:
    """As many names as fit whole on one line, else the first on as many as there are; and how many more there are."""
    if not names:
        return ()
    comma = ", " if language == "en" else "、"
    for count in range(len(names), 0, -1):
        text = comma.join(names[:count]) + _rest(len(names) - count)
        if width_px(text, size) <= room:
            return (text,)
    rest = _rest(len(names) - 1)
    broken = wrap(names[0] + rest, size, room, lines=lines)
    if not any(ELLIPSIS in line for line in broken):
        return tuple(broken)
    broken = wrap(names[0], size, room, lines=lines)
    return (*broken[:-1], _with_rest(broken[-1], rest, size, room))


def _rest(count: int) -> str:
    """How many more there are, never alone on a line."""
    return f"\u00a0+{count}" if count else ""


def _with_rest(line: str, rest: str, size: int, room: float) -> str:
    """The last line with the count of what follows it, cut so far that the count stays whole."""
    if width_px(line + rest, size) <= room:
        return line + rest
    kept = line.removesuffix(ELLIPSIS)
    while kept and width_px(kept.rstrip() + ELLIPSIS + rest, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS + rest


def without_owner(name: str, owner: Iterable[str]) -> str:
    """The name of a product without its owner's name, or the first word of it, at its head.

    Chinese companies are called by their first characters: two that both names begin with are as good as the name. Where too little would
    be left to tell the product by, the name stays: 360 LLM is not LLM.
    """
    heads = [each for each in owner if each]
    heads += [match.group() for each in heads if (match := _WORD.match(each))]
    folded = name.casefold()
    found = max((len(head) for head in heads if folded.startswith(head.casefold()) and _ends_word(name, len(head))), default=0)
    found = max([found, *(shared for each in heads if (shared := _shared(name, each)) > 1)])
    rest = name[found:].lstrip(" ·-–—:：")
    if not found or (len(rest.split()) < _TELLING_WORDS if rest.isascii() else len(rest) < _TELLING_CHARACTERS):
        return name
    return rest[0].upper() + rest[1:] if rest[0].isascii() else rest


def _ends_word(name: str, at: int) -> bool:
    """Whether a word ends there: ChatJD is not Chat and JD, and 360 is not the head of 3600."""
    before, after = name[at - 1 : at], name[at : at + 1]
    return not (before.isascii() and after.isascii() and before.isalnum() and after.isalnum())


def _shared(one: str, two: str) -> int:
    """How many Chinese characters two names begin with alike."""
    count = 0
    for left, right in zip(one, two, strict=False):
        if left != right or left.isascii():
            break
        count += 1
    return count
