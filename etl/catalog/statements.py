"""Statement keys to statements: the short form (a bare value), the long form (a mapping with qualifiers), or a list of either."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass
from typing import Any

from etl.catalog import fields, shapes
from etl.catalog.decode import Record
from etl.catalog.index import Index
from etl.catalog.log import Log, closest
from etl.catalog.shapes import Field
from etl.catalog.yamlsource import Listing, Mapping, Node, Scalar
from etl.model.entity import EntityRef
from etl.model.statement import (
    DateValue,
    DurationValue,
    EntityValue,
    HardwareValue,
    MoneyValue,
    NumberValue,
    Provenance,
    Statement,
    TermValue,
    TextValue,
    Value,
)
from etl.model.vocabulary import Predicate

_SIGNED = frozenset({"metric"})
"""Only a metric can be below zero: a growth can, a price cannot."""


@dataclass(frozen=True, slots=True)
class _Written:
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


def statements_of(record: Record, keys: AbstractMapping[str, Predicate], index: Index) -> list[Statement]:
    """Everything one record says of its entity, in the order written."""
    subject = EntityRef(record.entity.id, record.entity.name_zh, record.entity.kind)
    found: list[Statement] = []
    for key, (_, node) in record.node.entries.items():
        predicate = keys.get(key)
        if predicate is None or key in record.own:
            continue
        for each in node.items if isinstance(node, Listing) else (node,):
            statement = _statement(each, predicate, subject, record, index)
            if statement is not None:
                found.append(statement)
    return found


def _statement(node: Node, predicate: Predicate, subject: EntityRef, record: Record, index: Index) -> Statement | None:
    log = record.log
    key = predicate.catalog_key
    extra: dict[str, Any] = {}
    value_node: Node | None = node
    if isinstance(node, Mapping):
        value_node, extra = _long_form(node, predicate, index, log)
    elif isinstance(node, Listing):
        log.wrong_type(node, key, ("一个值或 {value: …}", "one value or {value: …}"), f"{key}: {shapes.VALUE_EXAMPLES[predicate.value]}")
        return None
    elif fields.is_nothing(node):
        log.report("C204", node, key=key, example=f"{key}: {_example(predicate, index)}")
        return None
    else:
        _require_qualifiers(node, predicate, log)
    source = _source(node, extra, record, index, key)
    if value_node is None:
        return None
    value = _VALUES[predicate.value](_Written(predicate, value_node, extra, index, log))
    if value is None or source is None:
        return None
    start, end = extra.get("at") or (None, None)
    rank = extra.get("rank", "normal")
    if rank != "normal" and "rank_reason" not in extra:
        log.report("C213", node, rank=rank)
    return Statement(
        subject=subject,
        predicate=predicate.id,
        value=value,
        provenance=Provenance(source, log.place(value_node), None, start, end),
        origin="curated",
        bound=_bound(extra),
        status=extra.get("status", "asserted"),
        basis=extra.get("basis", "stated"),
        attributed_to=extra.get("attributed_to"),
        as_of=extra["as_of"].text if "as_of" in extra else None,
        version=extra.get("version"),
        stage=extra.get("stage"),
        note=extra.get("note"),
        rank=rank,
        rank_reason=extra.get("rank_reason"),
    )


def _long_form(node: Mapping, predicate: Predicate, index: Index, log: Log) -> tuple[Node | None, dict[str, Any]]:
    """The node of the value and the qualifiers; an entity without an id is written {name: …} in its place."""
    key = predicate.catalog_key
    names = (f"「{key}」的值", f"a value of '{key}'")
    known = shapes.qualifiers(predicate.id, predicate.value, predicate.vocabulary)
    extra = fields.read(node, known, log, record=names, ignore={"value": None})
    for each, word in extra.items():
        if isinstance(word, Scalar) and known[each].shape in {"term", "open_term"}:
            extra[each] = _word(known[each], word, index, log)
    value = node.get("value")
    if "name" in extra and "name" in known:
        if value is not None:
            words = {"hint_zh": "有 id 写 value，没有 id 写 name", "hint_en": "write value for an id, name where there is none"}
            log.report("C218", node, key="name", other="value", **words)
        return node, extra
    if value is None or fields.is_nothing(value):
        misspelt = any(key not in known and key != "value" and closest(key, [*known, "value"]) == "value" for key in node.entries)
        if "name" not in node.entries and not misspelt:
            code, place = ("C203", node) if value is None else ("C204", value)
            example = f"value: {_example(predicate, index)}"
            log.report(code, place, key="value", record_zh=names[0], record_en=names[1], example=example)
        return None, extra
    if "high" in extra and extra.get("bound") not in {None, "range", "about"}:
        reason_zh, reason_en = f"有 high，bound 却是 {extra['bound']}", f"high is given, but bound is {extra['bound']}"
        log.report("C209", node, reason_zh=reason_zh, reason_en=reason_en)
    if extra.get("bound") == "range" and "high" not in node.entries:
        log.report("C209", node, reason_zh="bound: range 没有 high", reason_en="bound: range without high")
    return value, extra


def _example(predicate: Predicate, index: Index) -> str:
    """A value such a key could have."""
    return next(iter(index.terms.get(predicate.vocabulary or "", ())), shapes.VALUE_EXAMPLES[predicate.value])


def _word(field: Field, node: Scalar, index: Index, log: Log) -> str | None:
    """The id of a qualifier's term, None with a problem; an open vocabulary takes any word."""
    vocabulary = field.vocabulary or field.key
    if field.shape == "open_term":
        return index.word(vocabulary, node, log)
    term = index.term(vocabulary, node, log)
    return term.id if term else None


def _require_qualifiers(node: Node, predicate: Predicate, log: Log) -> None:
    """A bare value of a key that cannot do without a qualifier, such as a cost without its currency."""
    needed = shapes.required_qualifiers(predicate.id, predicate.value, predicate.vocabulary)
    for each in needed:
        key = predicate.catalog_key
        pairs = ", ".join(f"{field.key}: {field.example}" for field in needed)
        example = f"{key}: {{value: {shapes.VALUE_EXAMPLES[predicate.value]}, {pairs}}}"
        log.report("C203", node, key=each.key, record_zh=f"「{key}」的值", record_en=f"a value of '{key}'", example=example)


def _source(node: Node, extra: dict[str, Any], record: Record, index: Index, key: str) -> str | None:
    """The statement's source: its own, else the record's default. A misspelt default is reported once, where it stands."""
    own = extra.get("source")
    if own is not None:
        return index.source(own, record.log)
    if isinstance(node, Mapping) and "source" in node.entries:
        return None
    if record.source_unreadable:
        return None
    if record.source is None:
        record.log.report("C401", node, key=key)
        return None
    word = record.source.text.strip()
    return word if word in index.sources or word in index.salvaged else None


def _bound(extra: dict[str, Any]) -> str:
    if "bound" in extra:
        return shapes.BOUNDS[extra["bound"]]
    if "high" in extra:
        return "range"
    return "~" if extra.get("magnitude") else "="


def _number(written: _Written) -> float | None:
    found = fields.number(written.node, written.field(), written.log)
    if found is not None and found < 0 and written.predicate.id not in _SIGNED:
        written.log.report("C206", written.node, key=written.predicate.catalog_key, text=getattr(written.node, "text", ""))
        return None
    high = written.extra.get("high")
    if found is not None and high is not None and high < found:
        written.log.report("C209", written.node, reason_zh="high 小于 value", reason_en="high is below value")
    return found


def _date_value(written: _Written) -> Value | None:
    low = fields.partial_date(written.node, written.field(), written.log)
    if low is None:
        return None
    high = written.extra.get("high")
    if high is not None and high.last_day < low.first_day:
        written.log.report("C209", written.node, reason_zh="high 早于 value", reason_en="high lies before value")
    precision = "range" if high is not None else low.precision
    return DateValue(low.text, precision, high.text if high is not None else None, written.extra.get("what"))


def _number_value(written: _Written) -> Value | None:
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


def _money_value(written: _Written) -> Value | None:
    found = _number(written)
    extra = written.extra
    if found is None or "currency" not in extra:
        return None
    return MoneyValue(found, extra["currency"], extra.get("high"), extra.get("kind"), extra.get("per"), extra.get("method"))


def _hardware_value(written: _Written) -> Value | None:
    device = fields.text(written.node, written.field(), written.log)
    return HardwareValue(device, written.extra.get("count"), written.extra.get("for"), written.extra.get("high")) if device else None


def _duration_value(written: _Written) -> Value | None:
    found = _number(written)
    if found is None:
        return None
    hours = shapes.HOURS[written.extra.get("unit", "hours")]
    high = written.extra.get("high")
    return DurationValue(found * hours, written.extra.get("for"), high * hours if high is not None else None)


def _entity_value(written: _Written) -> Value | None:
    if isinstance(written.node, Mapping) and "name" in written.extra:
        return EntityValue(None, written.extra["name"])
    return _entity(written.node, written, key=written.predicate.catalog_key)


def _entity(node: Node, written: _Written, *, key: str) -> EntityValue | None:
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


def _term_value(written: _Written) -> Value | None:
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


def _text_value(written: _Written) -> Value | None:
    found = fields.text(written.node, written.field(), written.log)
    return TextValue(found) if found else None


_VALUES: AbstractMapping[str, Callable[[_Written], Value | None]] = {
    "date": _date_value,
    "number": _number_value,
    "money": _money_value,
    "hardware": _hardware_value,
    "duration": _duration_value,
    "entity": _entity_value,
    "term": _term_value,
    "text": _text_value,
}
