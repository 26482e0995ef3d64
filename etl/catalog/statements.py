"""Statement keys to statements: the short form (a bare value), the long form (a mapping with qualifiers), or a list of either."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from typing import Any

from etl.catalog import fields, shapes
from etl.catalog.decode import Record
from etl.catalog.index import Index
from etl.catalog.log import Log, closest
from etl.catalog.shapes import Field
from etl.catalog.values import VALUES, Written
from etl.catalog.yamlsource import Listing, Mapping, Node, Scalar
from etl.model.entity import EntityRef
from etl.model.statement import (
    Provenance,
    Statement,
)
from etl.model.vocabulary import Predicate


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
    value = VALUES[predicate.value](Written(predicate, value_node, extra, index, log))
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
