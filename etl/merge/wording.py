"""Values in words, Chinese and English, with hedge and unit: what a reader sees on a mark, in a table and in a conflict's reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from etl.merge.numerals import date_en, date_zh, magnitude, number_en, number_zh
from etl.model.catalog import Catalog
from etl.model.entity import Entity
from etl.model.statement import (
    DateValue,
    DurationValue,
    EntityValue,
    HardwareValue,
    MoneyValue,
    NumberValue,
    Statement,
    TermValue,
    TextValue,
)
from etl.model.vocabulary import Predicate, Term

Words = tuple[str, str]
"""Chinese and English."""

_HEDGES: Mapping[str, Words] = {"~": ("约 ", "about "), ">=": ("≥ ", "at least "), "<=": ("≤ ", "at most ")}
_CURRENCIES: Mapping[str, Words] = {
    "USD": ("美元", "US$"),
    "CNY": ("元", "CNY "),
    "EUR": ("欧元", "€"),
    "GBP": ("英镑", "£"),
    "JPY": ("日元", "¥"),
    "HKD": ("港元", "HK$"),
    "TWD": ("新台币", "NT$"),
    "KRW": ("韩元", "₩"),
}
_PER: Mapping[str, Words] = {
    "per_1k_tokens": ("／千 tokens", " per 1,000 tokens"),
    "per_1m_tokens": ("／百万 tokens", " per million tokens"),
    "per_hour": ("／小时", " per hour"),
    "per_day": ("／天", " per day"),
    "per_month": ("／月", " per month"),
    "per_year": ("／年", " per year"),
}
_UNITS: Mapping[str, Words] = {
    "parameters": ("参数", " parameters"),
    "training_tokens": (" tokens", " tokens"),
    "training_data_bytes": ("字节", " bytes"),
    "players": ("家", " players"),
    "models": ("个模型", " models"),
    "stocks": ("只股票", " stocks"),
    "companies": ("家公司", " companies"),
    "firms": ("家企业", " firms"),
    "users": ("用户", " users"),
    "merchants": ("家商户", " merchants"),
    "times": ("倍", " times"),
    "x": ("倍", " times"),
    "percent": ("%", "%"),
    "%": ("%", "%"),
}
_SIGNS = frozenset({"percent", "%"})
"""Units that are written as a sign even where the vocabulary has a word for them."""
_BYTES = ((10**15, "PB"), (10**12, "TB"), (10**9, "GB"), (10**6, "MB"), (10**3, "KB"))
_DAY = 24


@dataclass(frozen=True, slots=True)
class Wording:
    """Names of entities, terms and predicates, looked up once for a catalog."""

    entities: Mapping[str, Entity]
    terms: Mapping[tuple[str, str], Term]
    predicates: Mapping[str, Predicate]

    def entity(self, entity_id: str | None, fallback: str) -> Words:
        """Both names of an entity, each standing in for the other where only one is known."""
        entity = self.entities.get(entity_id) if entity_id else None
        if entity is None:
            return fallback, fallback
        return entity.name_zh or entity.name_en or entity.id, entity.name_en or entity.name_zh or entity.id

    def term(self, vocabulary: str | None, term_id: str | None, fallback: str | None) -> Words:
        """Both names of a term; the printed word, else the id, where the vocabulary lacks it."""
        term = self.terms.get((vocabulary, term_id)) if vocabulary and term_id else None
        if term is None:
            word = fallback or term_id or ""
            return word, word
        return term.name_zh or term.id, term.name_en or term.id

    def predicate(self, predicate_id: str) -> Words:
        """Both names of a property."""
        predicate = self.predicates.get(predicate_id)
        return (predicate.name_zh, predicate.name_en) if predicate else (predicate_id, predicate_id)

    def subject(self, statement: Statement) -> Words:
        """Both names of a statement's subject."""
        return self.entity(statement.subject.id, statement.subject.name)

    def value(self, statement: Statement) -> Words:
        """The value with its hedge and unit."""
        value = statement.value
        predicate = self.predicates.get(statement.predicate)
        if isinstance(value, DateValue):
            zh, en = date_zh(value), date_en(value)
            return (f"{zh}：{value.what}", f"{en}: {value.what}") if value.what else (zh, en)
        if isinstance(value, EntityValue):
            return self.entity(value.id, value.name)
        if isinstance(value, TermValue):
            return self.term(predicate.vocabulary if predicate else None, value.id, value.name)
        if isinstance(value, TextValue):
            return value.name, value.name
        zh, en = self._quantity(statement, value)
        return _hedged(statement.bound, zh, en, exact=isinstance(value, NumberValue) and value.magnitude)

    def _quantity(self, statement: Statement, value: NumberValue | MoneyValue | HardwareValue | DurationValue) -> Words:
        if isinstance(value, MoneyValue):
            return self._money(value)
        if isinstance(value, HardwareValue):
            if value.count is None:
                return value.device, value.device
            zh, en = _span(number_zh, value.count, value.high, " 至 "), _span(number_en, value.count, value.high, "–")
            return f"{zh}{_gap(zh)}张 {value.device}", f"{en} × {value.device}"
        if isinstance(value, DurationValue):
            return _duration(value)
        return self._number(statement, value)

    def _number(self, statement: Statement, value: NumberValue) -> Words:
        if value.property or value.of_id or value.of_name:
            zh, en = self.entity(value.of_id, value.of_name or "")
            what_zh, what_en = self.predicate(value.property) if value.property else ("", "")
            return f"{zh} 的 {_span(number_zh, value.number, value.high, ' 至 ')} 倍{f'（{what_zh}）' if what_zh else ''}", (
                f"{_span(number_en, value.number, value.high, '–')} times {en}{f' ({what_en})' if what_en else ''}"
            )
        if statement.predicate == "training_data_bytes":
            return _bytes(value)
        unit_zh, unit_en = self._unit(statement, value)
        classed = magnitude(value.number) if value.magnitude else None
        if classed:
            return f"{classed[0]}{unit_zh}", f"{classed[1]} of{unit_en}" if unit_en else classed[1]
        zh, en = _span(number_zh, value.number, value.high, " 至 "), _span(number_en, value.number, value.high, " to ")
        gap = "" if unit_zh == "%" else _gap(zh)
        return f"{zh}{gap if unit_zh else ''}{unit_zh.strip() if gap else unit_zh}", f"{en}{unit_en}"

    def _unit(self, statement: Statement, value: NumberValue) -> Words:
        predicate = self.predicates.get(statement.predicate)
        name = value.unit or (value.what if statement.predicate == "market_count" else None)
        name = name or (predicate.unit if predicate else None) or (statement.predicate if statement.predicate in _UNITS else None)
        if not name:
            return "", ""
        term = self.terms.get(("units", name))
        if term is not None and name not in _SIGNS:
            return term.name_zh, f" {term.name_en}"
        return _UNITS.get(name, (name, f" {name}"))

    def _money(self, value: MoneyValue) -> Words:
        zh, en = _CURRENCIES.get(value.currency or "", (value.currency or "", f"{value.currency or ''} "))
        per_zh, per_en = _PER.get(value.per or "", ("", f" {value.per}" if value.per else ""))
        amount = _span(number_zh, value.amount, value.high, " 至 ")
        gap = _gap(amount)
        low = f"{en.lstrip()}{number_en(value.amount)}"
        both = low if value.high is None else f"{low} to {en.lstrip()}{number_en(value.high)}"
        return f"{amount}{gap}{zh}{per_zh}".rstrip(), f"{both}{per_en}"


def wording_of(catalog: Catalog) -> Wording:
    """The names a catalog gives."""
    return Wording(
        {entity.id: entity for entity in catalog.entities},
        {(term.vocabulary, term.id): term for term in catalog.terms},
        {predicate.id: predicate for predicate in catalog.predicates},
    )


def _hedged(bound: str, zh: str, en: str, *, exact: bool) -> Words:
    """An order of magnitude is a hedge already."""
    before_zh, before_en = _HEDGES.get(bound, ("", "")) if not (exact and bound == "~") else ("", "")
    if before_zh == "约 " and not zh[:1].isdigit():
        before_zh = "约"
    return f"{before_zh}{zh}", f"{before_en}{en}"


def _span(spell: Callable[[float], str], low: float, high: float | None, joint: str) -> str:
    """One number or both ends of a range; 200 万至 1200 万 needs no blank behind a Chinese unit."""
    if high is None or high == low:
        return spell(low)
    first = spell(low)
    return f"{first}{joint.lstrip() if first[-1] in '万亿' else joint}{spell(high)}"


def _gap(number: str) -> str:
    """A blank between figures and a Chinese unit; none behind 万 and 亿, which are Chinese already."""
    return "" if number[-1] in "万亿" else " "


def _duration(value: DurationValue) -> Words:
    """Whole days are told as days: 816 hours are 34 days in every article."""
    ends = [end for end in (value.hours, value.high) if end is not None]
    if all(end % _DAY == 0 and end >= _DAY for end in ends):
        days = [end / _DAY for end in ends]
        high = days[1] if len(days) > 1 else None
        return (
            f"{_span(number_zh, days[0], high, ' 至 ')} 天",
            f"{_span(number_en, days[0], high, ' to ')} {'day' if days == [1] else 'days'}",
        )
    return f"{_span(number_zh, value.hours, value.high, ' 至 ')} 小时", f"{_span(number_en, value.hours, value.high, ' to ')} hours"


def _bytes(value: NumberValue) -> Words:
    for size, unit in _BYTES:
        if value.number >= size:
            text = _span(number_en, value.number / size, value.high / size if value.high else None, "–")
            return f"{text} {unit}", f"{text} {unit}"
    return f"{number_zh(value.number)} 字节", f"{number_en(value.number)} bytes"
