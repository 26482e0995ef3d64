"""Quantities with their hedges: numbers, money, durations, data sizes, in the forms Chinese market texts print them.

Everything works on folded text (Simplified, half-width), whose offsets are those of the document. A number in a model's name is no
quantity: callers pass the spans of names and dates, and what overlaps them is never looked at. Vague amounts (数十亿) are found and
marked, so that no rule takes a part of them for a point.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

Blocked = Sequence[tuple[int, int]]

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SMALL = {"十": 10.0, "百": 100.0, "千": 1000.0}
_LARGE = {"万": 1e4, "亿": 1e8, "兆": 1e12}
_LATIN = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_HOURS = {"分钟": 1 / 60, "小时": 1.0, "h": 1.0, "天": 24.0, "周": 168.0, "星期": 168.0, "个月": 720.0, "月": 720.0, "年": 8760.0}
_BYTES = {"KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15}

_NUMBER = re.compile(
    r"""(?=[\d零〇一二两三四五六七八九十百千万亿数几好若])  # one look instead of four at most places
    (?<![A-Za-z_.\d])(?<![A-Za-z][-.])
    (?P<vague>(?<![参总人次个指系])[数几好](?=[十百千万亿])|若干)?
    (?:(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)
       (?P<more>多|余|来|[+]|几)?
       (?:\s?(?P<scale>[十百千]?(?:万亿|亿|万|兆)|[十百千](?![一二三四五六七八九])|(?:thousand|million|billion|trillion)\b|[KMBTkmbt](?![A-Za-z0-9])))?
      |(?P<word>[零〇一二两三四五六七八九十百千万亿]+)
    )(?P<more2>多|余|来|[+]|几)?(?P<level>级别?|量级|规模级)?""",
    re.VERBOSE,
)
_BEFORE = re.compile(
    r"(?P<le>不超过|不高于|不大于|不足|不到|低于|少于|小于|未超过|未达|最多|至多|至多为|控制在|<=?|≤)"
    r"|(?P<ge>不低于|不少于|不小于|超过|超出|高于|大于|多于|突破|至少|最少|>=?|≥|超|逾|破|过|上)"
    r"|(?P<about>大约|大概|接近|将近|约|近|估计|差不多|~|≈)"
)
_BEFORE_END = re.compile(
    rf"(?:{_BEFORE.pattern})(?:了|为|是|达到?|有|每\S{{0,2}})?\s?(?:US\$|HK\$|NT\$|[¥￥$€£]|RMB|USD|人民币|新台币|台币|港币|美元)?\s?\Z"
)
_AFTER = re.compile(r"\s?(?:(?P<about>左右|上下|前后)|(?P<ge>以上|之上|[+]|多(?!模)|余|起步)|(?P<le>以内|以下|之内|之下))")
_CURRENCY_BEFORE = re.compile(
    r"(?:(?P<USD>US\$|(?<![A-Z])\$|USD|美元)|(?P<CNY>[¥￥]|RMB|CNY|人民币)|(?P<HKD>HK\$|HKD)|(?P<TWD>NT\$|新台币|台币)|(?P<EUR>€|EUR)|(?P<GBP>£|GBP))\s?\Z"
)
_CURRENCY_AFTER = re.compile(
    r"\s?(?:(?P<USD>美元|美金|美刀|刀(?![片具])|US\s?dollars?|dollars?|USD)|(?P<HKD>港元|港币)|(?P<TWD>新台币|台币)|(?P<JPY>日元|日圆)|(?P<EUR>欧元)|"
    r"(?P<GBP>英镑)|(?P<KRW>韩元)|(?P<CENT>美分)|(?P<FEN>分钱|分(?=[/每]))|(?P<LI>厘)|(?P<CNY>元人民币|块钱|元(?![宇旦年素组])|人民币|RMB|CNY))"
)
_PARTS_OF = {"CENT": ("USD", 0.01), "FEN": ("CNY", 0.01), "LI": ("CNY", 0.001)}
_TEXT_UNIT = r"(?:个)?(?:输入|输出|中文|英文)?\s?[Tt]okens?|词元|令牌"
_THOUSAND = r"(?:千|一千|1000|1,000|1[Kk]|[Kk])"
_MILLION = r"(?:百万|一百万|1百万|100万|1[Mm]|[Mm](?:illion)?)"
_PER_AFTER = re.compile(
    rf"\s?(?:(?:/|每|per\s)\s?(?:(?P<k>{_THOUSAND}\s?(?:{_TEXT_UNIT}))|(?P<m>{_MILLION}\s?(?:{_TEXT_UNIT}))|"
    r"(?:(?:人|用户|席|账号|张?卡|GPU|块)\s?/?\s?每?)?(?:(?P<hour>(?:GPU)?小?时)|(?P<day>天|日)|(?P<month>个?月)|(?P<year>年))))"
)
_PER_BEFORE = re.compile(
    rf"(?:(?P<k>(?:每|/)?{_THOUSAND}\s?(?:{_TEXT_UNIT}))|(?P<m>(?:每|/)?{_MILLION}\s?(?:{_TEXT_UNIT}))|每个?(?P<hour>小时)|(?P<day>每[天日]|日均)|(?P<month>每个?月|月费|包月)|(?P<year>每年|年费))"
    r"[^,;。!?、\n每]{0,14}\Z"
)
_UNIT = re.compile(
    r"\s?(?:(?P<percent>%|％|个?百分点|倍|成(?=[的以,。;])|折)"
    r"|(?P<tokens>(?:个|的)?\s?(?:[Tt]okens?|词元)(?![A-Za-z]))"
    r"|(?P<bytes>[KMGTP]i?B(?![A-Za-z]))"
    r"|(?P<hours>个?(?:分钟|小时|天(?![猫工赋机])|星期|周(?![年岁五三一二四六日末]))|个月|h(?![A-Za-z])|年(?=的?时间))"
    r"|(?P<param>个?(?:模型)?参数)"
    r"|(?P<count>家|款|名|位|台|张|块|片|枚|颗|卡|项|支|只|人次|人|户|件|种|套|场|条|座|亩|岁|辆|篇|本|字|个|次))"
)
_RANGE = re.compile(r"\s?(?:-|—|–|~|～|至|到)\s?\Z")
_CHANGED = re.compile(
    r"(?:(?:降至|降到|下调至|下调到|下调为|下降到|下降至|降为|调整为|调整至|变为|涨至|涨到|上调至|调至|→|->)|(?:输出|输入|缓存)[^,;。、]{0,8})\Z"
)
_CARDS = frozenset("张块片枚颗台卡")
_CHANGE_BEFORE = re.compile(r"(?:从|由|自)[^,;。]{0,6}\Z")


@dataclass(slots=True)
class Quantity:
    """One amount: half-open span with hedge and unit, `core` where its digits start.

    `kind` is money, tokens, bytes, hours, percent, params, count or plain; `number` is in the base unit (hours, bytes, currency).
    `scaled` says that a multiplier such as 亿 or B was printed.
    """

    start: int
    end: int
    core: int
    number: float
    high: float | None = None
    bound: str = "="
    kind: str = "plain"
    unit: str | None = None
    currency: str | None = None
    per: str | None = None
    vague: bool = False
    magnitude: bool = False
    scaled: bool = False


def chinese_number(word: str) -> float | None:
    """The value of a numeral in characters; None where the characters are no number (一一, 十万亿亿…).

    A last digit right behind a unit counts tenths of it: 两万五 is 25,000, 一百零五 is 105.
    """
    total = section = digit = 0.0
    seen = False
    unit = _SMALL.get(word[-2]) or _LARGE.get(word[-2]) if len(word) > 1 else None
    if unit and unit > _SMALL["十"] and _DIGITS.get(word[-1]):
        head = chinese_number(word[:-1])
        return None if head is None else head + _DIGITS[word[-1]] * unit / 10
    for mark in word:
        if mark in _DIGITS:
            if seen and digit and _DIGITS[mark]:
                return None
            digit, seen = float(_DIGITS[mark]), True
        elif mark in _SMALL:
            section += (digit if seen and digit else 1.0) * _SMALL[mark]
            digit, seen = 0.0, False
        else:
            whole = section + digit
            if mark == "亿" and not whole and total:
                total *= _LARGE[mark]
            else:
                total = (total + (whole or 1.0)) * _LARGE[mark] if mark == "亿" and total else total + (whole or 1.0) * _LARGE[mark]
            section, digit, seen = 0.0, 0.0, False
    return total + section + digit


def _scale(text: str) -> float:
    if text.lower() in _LATIN:
        return _LATIN[text.lower()]
    factor = 1.0
    for mark in text:
        factor *= _SMALL.get(mark) or _LARGE[mark]
    return factor


def _bound(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    return {"le": "<=", "ge": ">=", "about": "~"}[found.lastgroup or "about"]


def _hours(unit: str) -> float:
    return _HOURS[unit] if unit in _HOURS else _HOURS[unit.removeprefix("个")]


def _read(text: str, hit: re.Match[str], start: int, end: int) -> Quantity | None:
    """One number with what stands around it, inside [start, end)."""
    digits, word = hit["digits"], hit["word"]
    magnitude = bool(hit["level"])
    if digits is not None:
        number = float(digits.replace(",", "")) * (_scale(hit["scale"]) if hit["scale"] else 1.0)
        scaled = bool(hit["scale"])
    else:
        value = chinese_number(word)
        if value is None:
            return None
        number, scaled = value, any(mark in "百千万亿" for mark in word)
        magnitude = magnitude or (scaled and not any(mark in _DIGITS for mark in word) and len(word) <= 3 and word[-1] in "万亿")
    tail = hit.end()
    bound = ">=" if hit["more"] or hit["more2"] else "~" if magnitude else "="
    before = _BEFORE_END.search(text, max(start, hit.start() - 10), hit.start())
    first = before.start() if before else hit.start()
    if before:
        bound = {"le": "<=", "ge": ">=", "about": "~"}[next(name for name in ("le", "ge", "about") if before[name])]
    quantity = Quantity(first, tail, hit.start(), number, bound=bound, vague=bool(hit["vague"]), magnitude=magnitude, scaled=scaled)
    return _with_unit(text, quantity, start, end)


def _with_unit(text: str, quantity: Quantity, start: int, end: int) -> Quantity:
    ahead = _CURRENCY_BEFORE.search(text, max(start, quantity.core - 5), quantity.core)
    behind = _CURRENCY_AFTER.match(text, quantity.end, end)
    if ahead or behind:
        told = behind if behind and not (ahead and behind.lastgroup == "CNY") else ahead
        name = (told.lastgroup if told else None) or ""
        currency, part = _PARTS_OF.get(name, (name, 1.0))
        tail = behind.end() if behind else quantity.end
        per_after = _PER_AFTER.match(text, tail, end)
        per_before = None if per_after else _PER_BEFORE.search(text, max(start, quantity.core - 34), quantity.start)
        found = per_after or per_before
        quantity = replace(
            quantity,
            start=min(quantity.start, ahead.start() if ahead else quantity.start),
            end=per_after.end() if per_after else tail,
            number=quantity.number * part,
            kind="money",
            currency=currency,
            per={"k": "per_1k_tokens", "m": "per_1m_tokens"}.get(found.lastgroup or "", f"per_{found.lastgroup}") if found else None,
        )
    else:
        unit = _UNIT.match(text, quantity.end, end)
        if unit and unit.lastgroup:
            quantity = _counted(quantity, unit.lastgroup, unit[unit.lastgroup], unit.end())
    after = _AFTER.match(text, quantity.end, end)
    if after:
        quantity = replace(quantity, bound=_bound(after) or "=", end=after.end())
        if quantity.kind == "plain":  # 100家以上 and 1000以上的家
            unit = _UNIT.match(text, quantity.end, end)
            if unit and unit.lastgroup:
                quantity = _counted(quantity, unit.lastgroup, unit[unit.lastgroup], unit.end())
    return quantity


def _counted(quantity: Quantity, kind: str, unit: str, end: int) -> Quantity:
    if kind == "hours":
        return replace(quantity, kind="hours", unit=unit, number=quantity.number * _hours(unit), end=end)
    if kind == "bytes":
        return replace(quantity, kind="bytes", unit=unit, number=quantity.number * _BYTES[unit.replace("i", "").upper()], end=end)
    if kind == "param":
        return replace(quantity, kind="params", unit=unit)  # the word 参数 stays for the rules to see
    return replace(quantity, kind=kind, unit=unit, end=end)


def _joined(text: str, first: Quantity, second: Quantity, start: int) -> Quantity | None:
    """`first` and `second` as one range, or None: 从 7B 到 70B is a change or a list, not a range."""
    if not _RANGE.fullmatch(text, first.end, second.start) or _CHANGE_BEFORE.search(text, max(start, first.start - 8), first.start):
        return None
    if first.kind not in {second.kind, "plain"} or first.vague or second.vague:
        return None
    low = first.number
    if first.kind == "plain" and not first.scaled and second.scaled and second.number:
        digits = text[second.core : second.end].replace(",", "")
        printed = re.match(r"\d+(?:\.\d+)?", digits)
        low *= second.number / float(printed[0]) if printed and float(printed[0]) else 1.0
    elif first.kind == "plain" and second.kind in {"hours", "bytes"} and second.unit:
        low *= _hours(second.unit) if second.kind == "hours" else _BYTES[second.unit.replace("i", "").upper()]
    if low >= second.number:
        return None
    return replace(second, start=first.start, core=first.core, number=low, high=second.number, bound="range")


def _is_wording(quantity: Quantity) -> bool:
    """Whether a numeral in characters only words a sentence (一款, 两者, 第三) and counts nothing."""
    return quantity.number < 10 and (quantity.kind == "plain" or (quantity.kind == "count" and quantity.unit not in _CARDS))


def find_quantities(text: str, start: int, end: int, blocked: Blocked = ()) -> list[Quantity]:
    """Every amount in text[start:end], left to right, outside the blocked spans (sorted, of names and dates)."""
    found: list[Quantity] = []
    at = 0
    for hit in _NUMBER.finditer(text, start, end):
        while at < len(blocked) and blocked[at][1] <= hit.start():
            at += 1
        if at < len(blocked) and blocked[at][0] < hit.end():
            continue
        quantity = _read(text, hit, start, end)
        if quantity is None or (hit["word"] and _is_wording(quantity)):
            continue
        if (
            quantity.kind == "money"
            and quantity.per is None
            and found
            and found[-1].per
            and _CHANGED.search(text, found[-1].end, quantity.start)
        ):
            quantity = replace(quantity, per=found[-1].per)  # 从每千tokens 0.02元降至0.0008元
        joined = _joined(text, found[-1], quantity, start) if found else None
        if joined:
            found[-1] = joined
        elif not found or quantity.start >= found[-1].end or quantity.core >= found[-1].end:
            found.append(quantity if not found or quantity.start >= found[-1].end else replace(quantity, start=quantity.core))
    return found
