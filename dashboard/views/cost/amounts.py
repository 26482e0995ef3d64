"""Amounts in words and axes in decades, as readers of each language count: 万 and 亿, or thousand, million and billion."""

from __future__ import annotations

import math

_UNITS_ZH = {"CNY": "元", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "HKD": "港元", "TWD": "新台币", "KRW": "韩元"}
_BOUNDS = {"<=": ("不超过 ", "at most "), ">=": ("至少 ", "at least "), "~": ("约 ", "about ")}


def currency_word(currency: str, language: str) -> str:
    """元, 美元 or the code."""
    return currency if language == "en" else _UNITS_ZH.get(currency, currency)


def number_words(value: float, language: str) -> str:
    """Three significant figures and the language's own unit: 985 万, 9.85M."""
    if language == "en":
        for size, unit in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")):
            if value >= size:
                return f"{_figures(value / size)}{unit}"
        return _figures(value)
    for size, unit in ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")):
        if value >= size:
            return f"{_figures(value / size)} {unit}"
    return _figures(value)


def amount_words(low: float, high: float | None, *, currency: str, bound: str, language: str) -> str:
    """The amount with its hedge and currency."""
    lead = _BOUNDS.get(bound, ("", ""))[language == "en"]
    unit = currency_word(currency, language)
    text = number_words(low, language)
    if high is not None:
        text = f"{text}–{number_words(high, language)}"
    space = "" if text.endswith(("万", "亿")) else " "
    return f"{lead}{unit} {text}" if language == "en" else f"{lead}{text}{space}{unit}"


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


def _figures(value: float) -> str:
    if value == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decades(low: float, high: float) -> tuple[int, int]:
    """The exponents that enclose two amounts, a whole decade apart at least."""
    first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
    return first, max(last, first + 1)
