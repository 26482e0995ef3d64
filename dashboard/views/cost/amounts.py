"""Amounts in words and axes in decades, as readers of each language count: 万 and 亿, or thousand, million and billion."""

from __future__ import annotations

import math

_UNITS_ZH = {"CNY": "元", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "HKD": "港元", "TWD": "新台币", "KRW": "韩元"}
_BOUNDS = {"<=": ("不超过 ", "at most "), ">=": ("至少 ", "at least "), "~": ("约 ", "about ")}

_MOST_FIGURES = 3


def currency_word(currency: str, language: str) -> str:
    """元, 美元 or the code."""
    return currency if language == "en" else _UNITS_ZH.get(currency, currency)


def number_words(value: float, language: str, figures: int = _MOST_FIGURES) -> str:
    """So many significant figures and the language's own unit: 985 万, 9.85M."""
    value = rounded(value, figures)
    if language == "en":
        for size, unit in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")):
            if value >= size:
                return f"{_figures(value / size, figures)}{unit}"
        return _figures(value, figures)
    for size, unit in ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")):
        if value >= size:
            return f"{_figures(value / size, figures)} {unit}"
    return _figures(value, figures)


def converted_words(  # noqa: PLR0913 - options, keyword-only
    low: float, high: float | None, *, said: tuple[float, float | None], currency: str, bound: str, language: str
) -> str:
    """A converted amount with its hedge and currency: ≈, and no more figures than `said`, the amount it was converted from."""
    lead = _BOUNDS.get(bound, ("", ""))[language == "en"] if bound != "~" else ""
    unit = currency_word(currency, language)
    figures = max(significant(each) for each in said if each is not None)
    text = number_words(low, language, figures)
    if high is not None:
        text = f"{text}–{number_words(high, language, figures)}"
    space = "" if text.endswith(("万", "亿")) else " "
    return f"≈ {lead}{unit} {text}" if language == "en" else f"≈ {lead}{text}{space}{unit}"


def significant(value: float) -> int:
    """Figures that an amount was said with, at most three: 1200 万 has two. Zeros at its end are taken for size, not for exactness."""
    digits = f"{abs(value):.12e}".partition("e")[0].replace(".", "").rstrip("0")
    return min(max(len(digits), 1), _MOST_FIGURES)


def rounded(value: float, figures: int) -> float:
    """The value to so many significant figures."""
    return float(f"{value:.{figures - 1}e}")


def decade_words(exponent: int, language: str) -> str:
    """A tick: 1000万, 1亿; 10M, 100M. Below one as a decimal."""
    if exponent < 0:
        return f"{10.0**exponent:.{-exponent}f}"
    if language == "en":
        return number_words(10.0**exponent, "en")
    for least, unit in ((12, "万亿"), (8, "亿"), (4, "万")):
        if exponent >= least:
            return f"{10 ** (exponent - least)}{unit}"
    return str(10**exponent)


def _figures(value: float, figures: int = _MOST_FIGURES) -> str:
    if value == 0:
        return "0"
    digits = max(0, figures - 1 - math.floor(math.log10(abs(value))))
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decades(low: float, high: float) -> tuple[int, int]:
    """The exponents that enclose two amounts, a whole decade apart at least."""
    first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
    return first, max(last, first + 1)
