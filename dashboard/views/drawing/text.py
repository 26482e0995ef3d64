"""Text measured in code, so that a label is fitted before any browser sees it and the same layout feeds Plotly and other exports.

Widths are those of Noto Sans CJK SC Bold, the widest face in use, so a text that fits in bold fits in regular. Every character beyond
Latin counts one em, as Chinese does.
"""

from __future__ import annotations

import html

_FIRST = 32
# Thousandths of an em for the characters from space to tilde.
_WIDTHS = (
    227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590, 590, 590, 590, 590, 590, 590,
    590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656, 714, 615, 585, 717, 757, 330, 568, 686, 578, 853, 749, 770,
    667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378, 590, 567, 626, 591, 644, 527, 644, 581, 372, 597,
    640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 436, 495, 421, 637, 576, 863, 562, 574, 511, 378, 296, 378, 590,
)  # fmt: skip
_LATIN_WIDTH = 0.68
ELLIPSIS = "…"
_NO_LINE_START = frozenset("，。；：、！？）」』”’》〉…%·,.;:!?)]}")
_NO_LINE_END = frozenset("（「『“‘《〈([{")


def ems(text: str) -> float:
    """Width of a line of text in ems."""
    total = 0.0
    for character in text:
        code = ord(character) - _FIRST
        if 0 <= code < len(_WIDTHS):
            total += _WIDTHS[code] / 1000
        elif ord(character) < 0x250:
            total += _LATIN_WIDTH
        else:
            total += 1.0
    return total


def width_px(text: str, size_px: float) -> float:
    """Width of a line of text in pixels."""
    return ems(text) * size_px


def fit(text: str, size_px: float, room_px: float) -> str:
    """The text, or as much of it as fits before an ellipsis. Empty where not even one character would fit."""
    if width_px(text, size_px) <= room_px:
        return text
    kept = text
    while kept and width_px(kept.rstrip() + ELLIPSIS, size_px) > room_px:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS if kept else ""


def _pieces(text: str) -> list[str]:
    """Where a line may break: after every Chinese character, between Latin words, never before closing punctuation."""
    pieces: list[str] = []
    for character in text:
        latin = ord(character) < 0x250 and character != " "
        joins = pieces and (
            (latin and ord(pieces[-1][-1]) < 0x250 and pieces[-1][-1] != " ")
            or character == " "
            or character in _NO_LINE_START
            or pieces[-1][-1] in _NO_LINE_END
        )
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def wrap(text: str, size_px: float, room_px: float, *, lines: int) -> list[str]:
    """The text broken into at most so many lines; the last one ends in an ellipsis when more would follow."""
    broken = [""]
    for piece in _pieces(text):
        if broken[-1] and width_px((broken[-1] + piece).rstrip(), size_px) > room_px:
            broken.append(piece)
        else:
            broken[-1] += piece
    if len(broken) > lines:
        broken = [*broken[: lines - 1], "".join(broken[lines - 1 :])]
    return [fit(line.strip(), size_px, room_px) for line in broken]


def escaped(text: str) -> str:
    """Safe for Plotly, which reads some HTML in every text and hover."""
    return html.escape(text, quote=False)


def sized(text: str, size_px: int, *, color: str | None = None, bold: bool = False) -> str:
    """Escaped text with its own size (and colour) inside a larger label."""
    style = f"font-size:{size_px}px" + (f";color:{color}" if color else "")
    inner = f"<b>{escaped(text)}</b>" if bold else escaped(text)
    return f'<span style="{style}">{inner}</span>'


def counted(number: int, word: str) -> str:
    """A number with its English noun: 1 player, 2 players."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
