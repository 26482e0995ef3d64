"""Numbers and dates in words: 1200 万 and 12 million, 2023 年 3 月 and March 2023. Never more exact than the value itself."""

from __future__ import annotations

from decimal import Decimal

from etl.model.quantity import PartialDate
from etl.model.statement import DateValue

_ZH = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_EN = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_CLASSES = {
    10**3: ("千级", "thousands"),
    10**4: ("万级", "tens of thousands"),
    10**5: ("十万级", "hundreds of thousands"),
    10**6: ("百万级", "millions"),
    10**7: ("千万级", "tens of millions"),
    10**8: ("亿级", "hundreds of millions"),
    10**9: ("十亿级", "billions"),
    10**10: ("百亿级", "tens of billions"),
    10**11: ("千亿级", "hundreds of billions"),
    10**12: ("万亿级", "trillions"),
    10**13: ("十万亿级", "tens of trillions"),
    10**14: ("百万亿级", "hundreds of trillions"),
}


def number_zh(number: float) -> str:
    """1200 万, 1.4 万亿, 300, 0.002."""
    exact = Decimal(repr(float(number)))
    for size, word in _ZH:
        if abs(exact) >= size:
            return f"{_plain(exact / size)} {word}"
    return _plain(exact)


def number_en(number: float) -> str:
    """12 million, 1.4 trillion, 75,000, 0.002."""
    exact = Decimal(repr(float(number)))
    for size, word in _EN:
        if abs(exact) >= size:
            return f"{_plain(exact / size)} {word}"
    whole = _plain(exact)
    return f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole


def magnitude(number: float) -> tuple[str, str] | None:
    """The words of an order of magnitude, zh and en; None for a number that is no power of ten."""
    return _CLASSES.get(int(number)) if float(number).is_integer() else None


def date_zh(value: DateValue) -> str:
    """2023 年 3 月 16 日, 2023 年 3 月, 2023 年; a range with 至."""
    if value.high is None or value.high == value.date:
        return _one_zh(value.date)
    low, high = _one_zh(value.date), _one_zh(value.high)
    year = f"{value.date[:4]} 年 "
    return f"{low}至 {high.removeprefix(year) if low.startswith(year) else high}"


def date_en(value: DateValue) -> str:
    """16 March 2023, March 2023, 2023; a range with "to"."""
    if value.high is None or value.high == value.date:
        return _one_en(value.date)
    low, high = _one_en(value.date), _one_en(value.high)
    year = f" {value.date[:4]}"
    return f"{low.removesuffix(year) if high.endswith(year) else low} to {high}"


def day_zh(text: str) -> str:
    """An ISO date of any precision in Chinese; other text as it is."""
    return _one_zh(text) if _is_date(text) else text


def day_en(text: str) -> str:
    """An ISO date of any precision in English; other text as it is."""
    return _one_en(text) if _is_date(text) else text


def _is_date(text: str) -> bool:
    try:
        PartialDate(text)
    except ValueError:
        return False
    return True


def _one_zh(text: str) -> str:
    year, *rest = (int(part) for part in text.split("-"))
    return " ".join([f"{year} 年", *(f"{part} {unit}" for part, unit in zip(rest, "月日", strict=False))])


def _one_en(text: str) -> str:
    year, *rest = (int(part) for part in text.split("-"))
    if not rest:
        return str(year)
    month = _MONTHS[rest[0] - 1]
    return f"{rest[1]} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def _plain(number: Decimal) -> str:
    """Without exponent, trailing zeros or more than six significant digits after rounding noise."""
    rounded = round(number, 6)
    return f"{rounded.normalize():f}" if rounded else f"{number.normalize():f}"
