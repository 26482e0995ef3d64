"""Values by their shape: a date, a number, an amount, chips, hours, another entity, a term or a text."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass
from typing import Any

from etl.catalog import fields, shapes
from etl.catalog.index import Index
from etl.catalog.log import Log
from etl.catalog.shapes import Field
from etl.catalog.yamlsource import Mapping, Node, Scalar
from etl.model.statement import (
    DateValue,
    DurationValue,
    EntityValue,
    HardwareValue,
    MoneyValue,
    NumberValue,
    TermValue,
    TextValue,
    Value,
)
from etl.model.vocabulary import Predicate

_SIGNED = frozenset({"metric"})
"""Only a metric can be below zero: a growth can, a price cannot."""


@dataclass(frozen=True, slots=True)
class Written:
    """One value as written: the node of the value, the qualifiers as read, and where to look things up."""

    predicate: Predicate
    node: Node
    extra: dict[str, Any]
    index: Index
    log: Log

    def field(self) -> Field:
        """The field under whose name a fault of the value is reported."""
        key = self.predicate.catalog_key
        return Field(key, self.predicate.value, "", "", shapes.VALUE_EXAMPLES[self.predicate.value])


def _number(written: Written) -> float | None:
    found = fields.number(written.node, written.field(), written.log)
    if found is not None and found < 0 and written.predicate.id not in _SIGNED:
        written.log.report("C206", written.node, key=written.predicate.catalog_key, text=getattr(written.node, "text", ""))
        return None
    high = written.extra.get("high")
    if found is not None and high is not None and high < found:
        written.log.report("C209", written.node, reason_zh="high 小于 value", reason_en="high is below value")
    return found


def _date_value(written: Written) -> Value | None:
    low = fields.partial_date(written.node, written.field(), written.log)
    if low is None:
        return None
    high = written.extra.get("high")
    if high is not None and high.last_day < low.first_day:
        written.log.report("C209", written.node, reason_zh="high 早于 value", reason_en="high lies before value")
    precision = "range" if high is not None else low.precision
    return DateValue(low.text, precision, high.text if high is not None else None, written.extra.get("what"))


def _number_value(written: Written) -> Value | None:
    found = _number(written)
    if found is None:
        return None
    extra = written.extra
    of_id = of_name = None
    if "of" in extra:
        other = _entity(extra["of"], written, key="of")
        if other is None:
            return None
        of_id, of_name = other.id, other.name
    return NumberValue(
        found,
        extra.get("high"),
        extra.get("unit"),
        extra.get("what"),
        extra.get("scope"),
        bool(extra.get("magnitude")),
        of_id,
        of_name,
        extra.get("property"),
    )


def _money_value(written: Written) -> Value | None:
    found = _number(written)
    extra = written.extra
    if found is None or "currency" not in extra:
        return None
    return MoneyValue(found, extra["currency"], extra.get("high"), extra.get("kind"), extra.get("per"), extra.get("method"))


def _hardware_value(written: Written) -> Value | None:
    device = fields.text(written.node, written.field(), written.log)
    return HardwareValue(device, written.extra.get("count"), written.extra.get("for"), written.extra.get("high")) if device else None


def _duration_value(written: Written) -> Value | None:
    found = _number(written)
    if found is None:
        return None
    hours = shapes.HOURS[written.extra.get("unit", "hours")]
    high = written.extra.get("high")
    return DurationValue(found * hours, written.extra.get("for"), high * hours if high is not None else None)


def _entity_value(written: Written) -> Value | None:
    if isinstance(written.node, Mapping) and "name" in written.extra:
        return EntityValue(None, written.extra["name"])
    return _entity(written.node, written, key=written.predicate.catalog_key)


def _entity(node: Node, written: Written, *, key: str) -> EntityValue | None:
    """An id of the catalog of the right kind, or {name: …} for what the catalog lacks."""
    log = written.log
    if isinstance(node, Mapping):
        name = _bare_name(node, key, log)
        return EntityValue(None, name) if name else None
    if not isinstance(node, Scalar):
        log.wrong_type(node, key, ("一个 id", "an id"), f"{key}: {shapes.VALUE_EXAMPLES['entity']}")
        return None
    entity = written.index.entity(node, log)
    if entity is None:
        return None
    objects = written.predicate.objects
    if key == written.predicate.catalog_key and objects and entity.kind not in objects:
        expected_zh = "或".join(shapes.ENTITY_NAMES[kind][0] for kind in objects)
        expected_en = " or ".join(shapes.ENTITY_NAMES[kind][1] for kind in objects)
        found_zh, found_en = shapes.ENTITY_NAMES[entity.kind]
        words = {"expected_zh": expected_zh, "expected_en": expected_en, "found_zh": found_zh, "found_en": found_en}
        log.report("C306", node, key=key, id=entity.id, **words)
        return None
    return EntityValue(entity.id, entity.name_zh)


def _bare_name(node: Mapping, key: str, log: Log) -> str | None:
    only = {"name": Field("name", "text", "", "", "张三", required=True)}
    name = fields.read(node, only, log, record=(f"「{key}」的值", f"a value of '{key}'"), ignore={}).get("name")
    return str(name) if name is not None else None


def _term_value(written: Written) -> Value | None:
    vocabulary = written.predicate.vocabulary or written.predicate.catalog_key
    is_open = vocabulary in shapes.OPEN_VOCABULARIES
    if is_open and isinstance(written.node, Mapping):
        name = written.extra.get("name") or _bare_name(written.node, written.predicate.catalog_key, written.log)
        return TermValue(None, name) if name else None
    if fields.text(written.node, written.field(), written.log) is None or not isinstance(written.node, Scalar):
        return None
    term = written.index.term(vocabulary, written.node, written.log)
    # Only an industry prints its label beside its id, as the contract has it.
    return TermValue(term.id, term.name_zh if is_open else None) if term else None


def _text_value(written: Written) -> Value | None:
    found = fields.text(written.node, written.field(), written.log)
    return TextValue(found) if found else None


VALUES: AbstractMapping[str, Callable[[Written], Value | None]] = {
    "date": _date_value,
    "number": _number_value,
    "money": _money_value,
    "hardware": _hardware_value,
    "duration": _duration_value,
    "entity": _entity_value,
    "term": _term_value,
    "text": _text_value,
}
