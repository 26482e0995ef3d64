"""Statements, sources, documents and vocabulary as rows of the snapshot's tables."""

from __future__ import annotations

from collections.abc import Mapping

from etl.merge.compare import measure_of
from etl.merge.evidence import Row
from etl.merge.origins import Sourced
from etl.merge.slots import Fact, Slot
from etl.merge.wording import Wording
from etl.model.entity import Place
from etl.model.extraction import Extraction
from etl.model.source import Source
from etl.model.statement import (
    DateValue,
    DurationValue,
    EntityValue,
    HardwareValue,
    MoneyValue,
    NumberValue,
    Statement,
    TermValue,
)
from etl.model.vocabulary import Predicate, Term


def statement_row(  # noqa: PLR0913 - a row has many parts; the last three are keyword-only
    member: Sourced, slot: Slot, fact: Fact, wording: Wording, *, conflict_ids: list[str], independent: int, sources: list[str]
) -> Row:
    """One statement with all that merging found out about it."""
    statement = member.statement
    place = statement.provenance.place
    subject_zh, subject_en = wording.subject(statement)
    value_zh, value_en = wording.value(statement)
    return {
        "statement_id": member.id,
        "fact_id": fact.id,
        "slot_id": slot.id,
        "subject_id": statement.subject.key,
        "subject_zh": subject_zh,
        "subject_en": subject_en,
        "subject_kind": statement.subject.kind,
        "predicate": statement.predicate,
        "value_json": member.json,
        "value_zh": value_zh,
        "value_en": value_en,
        **_value_columns(statement),
        "bound": statement.bound,
        "status": statement.status,
        "basis": statement.basis,
        "version": statement.version,
        "stage": statement.stage,
        "attributed_to": statement.attributed_to,
        "as_of": statement.as_of,
        "note": statement.note,
        "origin": statement.origin,
        "rank": statement.rank,
        "rank_reason": statement.rank_reason,
        "drawn": member.id in slot.drawn,
        "reviewed": statement.origin == "curated" or fact.reviewed,
        "conflict_ids": conflict_ids,
        "source_id": member.source.id if member.source else statement.provenance.source_id,
        "known_on": member.known_on,
        "confidence": statement.confidence,
        "rule": statement.rule,
        **_place(place),
        "independent": independent,
        "corroborated_by": sources,
    }


def source_row(source: Source, *, statements: int, at_hand: bool) -> Row:
    """One source."""
    return {
        "source_id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "kind": source.kind,
        "url": source.url,
        "date_published": source.date_published,
        "date_basis": source.date_basis,
        "date_accessed": source.date_accessed,
        "licence": source.licence,
        "sha256": source.sha256,
        "derived_from": source.derived_from,
        "independent": source.independent,
        "language": source.language,
        "statements": statements,
        "at_hand": at_hand,
        **_place(source.place),
        "note": source.note,
    }


def document_row(extraction: Extraction, sources: Mapping[str, Source]) -> Row:
    """One document of the corpus; its title is the printed one, else that of its source."""
    document = extraction.document
    source = sources.get(document.source_id or "")
    return {
        "document_id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "encoding": document.encoding,
        "layout": document.layout,
        "script": document.script,
        "chars": document.chars,
        "title": document.title or (source.title if source else None),
        "source_id": document.source_id,
        "date": document.date,
        "date_basis": document.date_basis,
        "independent": document.independent,
        "mentions": len(extraction.mentions),
        "statements": len(extraction.statements),
    }


def term_row(term: Term) -> Row:
    """One word of a vocabulary."""
    return {
        "vocabulary": term.vocabulary,
        "term_id": term.id,
        "name_zh": term.name_zh,
        "name_en": term.name_en,
        "synonyms": list(term.synonyms),
        "definition_zh": term.definition_zh,
        "definition_en": term.definition_en,
        "source_id": term.source_id,
        "parent": term.parent,
        "order": term.order,
        **_place(term.place),
    }


def predicate_row(predicate: Predicate, order: int) -> Row:
    """One property, as a word of the vocabulary `predicates`; its synonym is the key an editor writes."""
    return {
        "vocabulary": "predicates",
        "term_id": predicate.id,
        "name_zh": predicate.name_zh,
        "name_en": predicate.name_en,
        "synonyms": [predicate.catalog_key],
        "definition_zh": predicate.definition_zh,
        "definition_en": predicate.definition_en,
        "order": order,
        **_place(predicate.place),
    }


def _place(place: Place | None) -> Row:
    return {"file": place.path if place else None, "line": place.line if place else None}


def _value_columns(statement: Statement) -> Row:
    value = statement.value
    number, high = measure_of(value) or (None, None)
    row: Row = {"number": number, "high": high}
    if isinstance(value, DateValue):
        return row | {"date": value.date, "date_precision": value.precision, "date_high": value.high, "what": value.what}
    if isinstance(value, EntityValue | TermValue):
        return row | {"value_id": value.id}
    if isinstance(value, NumberValue):
        return row | {
            "unit": value.unit,
            "what": value.what,
            "scope": value.scope,
            "magnitude": value.magnitude,
            "property": value.property,
            "value_id": value.of_id,
        }
    if isinstance(value, MoneyValue):
        return row | {"currency": value.currency, "cost_kind": value.kind, "per": value.per, "method": value.method}
    if isinstance(value, HardwareValue):
        return row | {"device": value.device, "purpose": value.purpose}
    if isinstance(value, DurationValue):
        return row | {"purpose": value.purpose, "unit": "hours"}
    return row
