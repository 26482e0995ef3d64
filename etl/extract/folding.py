"""One form of a text to match on, character for character the same length as the text itself.

Matching runs on this form, spans and quotes are cut from the text: Traditional becomes Simplified, full-width ASCII becomes ASCII and
corner brackets become curly quotation marks, so that a rule is written once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_WIDE |= {"\u3000": " ", "\u00a0": " ", "「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”", "﹃": "‘", "﹄": "’"}
_WIDE_ANY = re.compile("[\uff01-\uff5e\u3000\u00a0「」『』﹁﹂﹃﹄]")

# Rust strings hold no surrogates and OpenCC stops at a NUL: both stand for nothing that could be matched.
_UNFIT = re.compile("[\x00\ud800-\udfff]")


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Traditional to Simplified, the same length. A phrase whose conversion changes the length is converted character by character."""
    convert = _converter().convert
    whole: str = convert(text)
    if len(whole) == len(text):
        return whole
    return "".join(_same_length(line, convert) for line in text.splitlines(keepends=True))


def _same_length(line: str, convert: Any) -> str:
    whole: str = convert(line)
    if len(whole) == len(line):
        return whole
    return "".join(made if len(made := convert(char)) == 1 else char for char in line)


def fold(text: str) -> str:
    """The form of `text` that rules match on; `len(fold(text)) == len(text)` always."""
    fit = _UNFIT.sub("\ufffd", text)
    if fit.isascii():
        return fit
    return _WIDE_ANY.sub(lambda wide: _WIDE[wide[0]], simplified(fit))


def lowered(text: str) -> str:
    """Lower case of the same length: the few letters whose lower case is longer keep their case."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)
