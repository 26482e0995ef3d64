"""An invented market in a few lines: three products, four sources, and statements made by hand. Words of the shipped vocabulary."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from etl.catalog import CatalogRoots, load_catalog
from etl.config import settings
from etl.merge import Atlas, merge
from etl.model.catalog import Catalog
from etl.model.entity import Entity, EntityRef, Place
from etl.model.extraction import Extraction, Mention
from etl.model.source import DocumentInfo, Source
from etl.model.statement import DateValue, EntityValue, MoneyValue, NumberValue, Provenance, Span, Statement, TermValue, TextValue, Value

PLACE = Place("players/yunque.yml", 1, 1)
SOURCES = (
    Source("morning", "晨报", "晨报社", date_published="2023-05-10", sha256="a" * 64),
    Source("evening", "晚报", "晚报社", date_published="2023-05-20", sha256="b" * 64),
    Source("copy", "晨报转载", "转载站", date_published="2023-06-01", derived_from="morning"),
    Source("autumn", "秋刊", "秋刊社", date_published="2023-10-01"),
    Source("brief", "简报", "百模图", date_published="2023-06-15", independent=False, kind="brief"),
)
ENTITIES = (
    Entity("yunque-co", "player", "云雀科技", "Yunque", (), PLACE),
    Entity("lab", "player", "测算所", "Estimates Lab", (), PLACE),
    Entity("bird", "model", "云雀", "Skylark", ("云雀大模型",), PLACE, nested_under="yunque-co"),
    Entity("bird-2", "model", "云雀-2", "Skylark-2", (), PLACE, nested_under="yunque-co"),
    Entity("bird-3", "model", "云雀-3", "Skylark-3", (), PLACE, nested_under="yunque-co"),
    Entity("reed", "model", "芦苇", "Reed", (), PLACE),
    Entity("nest", "application", "鸟巢", "Nest", (), PLACE),
    Entity("market", "market", "示例市场", "Sample market", (), PLACE),
)
_KINDS = {entity.id: entity for entity in ENTITIES}


@lru_cache(maxsize=1)
def shipped() -> Catalog:
    """The shipped catalog: its vocabularies and predicates are what the merge is driven by."""
    chosen = settings(environment={})
    return load_catalog(CatalogRoots(chosen.shipped, chosen.shipped))[0]


def said(subject: str, predicate: str, value: Value, source: str | None = "morning", **more: Any) -> Statement:
    """A curated statement of a source; `at` cites, `line` tells two lines of one file apart."""
    start, end = more.pop("at", (None, None))
    place = replace(PLACE, line=more.pop("line", 7))
    entity = _KINDS[subject]
    where = Provenance(source, place=place, cited_start=start, cited_end=end)
    return Statement(EntityRef(subject, entity.name_zh, entity.kind), predicate, value, where, more.pop("origin", "curated"), **more)


def read(subject: str, predicate: str, value: Value, document: DocumentInfo, start: int = 0, **more: Any) -> Statement:
    """An extracted statement of a document, in the sentence of 20 characters that `start` lies in."""
    entity = _KINDS.get(subject)
    ref = EntityRef(subject, entity.name_zh, entity.kind) if entity else EntityRef(None, subject, more.pop("kind", "model"))
    sentence = start - start % 20
    span = Span(document.id, start, start + 4, sentence, sentence + 20, "原文四字")
    more.setdefault("confidence", 0.9)
    return Statement(ref, predicate, value, Provenance(document.source_id, span=span), "extracted", rule="test.rule", **more)


def document(name: str = "a.txt", source: str | None = None, **more: Any) -> DocumentInfo:
    """A document of the corpus; with a source, its bytes are those of that source."""
    sha256 = next((each.sha256 for each in SOURCES if each.id == source and each.sha256), "c" * 64)
    fields: dict[str, Any] = {"encoding": "utf-8", "layout": "text", "script": "simplified", "chars": 400} | more
    return DocumentInfo(f"doc_{name}", name, sha256, source_id=source, **fields)


def extraction(
    info: DocumentInfo, *statements: Statement, mentions: tuple[Mention, ...] = (), around: tuple[tuple[int, int, str], ...] = ()
) -> Extraction:
    """A document as it was read."""
    return Extraction(info, mentions, statements, tuple((each.id, f"{each.id} 的句子") for each in statements), around=around)


def catalog(*statements: Statement, **more: Any) -> Catalog:
    """The invented catalog with these statements."""
    base = shipped()
    fields: dict[str, Any] = {"entities": ENTITIES, "sources": SOURCES} | more
    return Catalog(terms=base.terms, predicates=base.predicates, statements=statements, **fields)


def atlas(*statements: Statement, extractions: tuple[Extraction, ...] = (), **more: Any) -> Atlas:
    """The merge of statements and extractions."""
    return merge(catalog(*statements, **more), extractions)


def conflicts(merged: Atlas, kind: str | None = None) -> list[dict[str, Any]]:
    """The detected conflicts of a merge."""
    return [row for row in merged.tables["conflicts"] if row["origin"] == "detected" and kind in {None, row["kind"]}]


def row_of(merged: Atlas, statement: Statement) -> dict[str, Any]:
    """The row of one statement."""
    return next(row for row in merged.tables["statements"] if row["statement_id"] == statement.id)


def dollars(amount: float, high: float | None = None, kind: str = "training") -> MoneyValue:
    """A cost in dollars."""
    return MoneyValue(amount, "USD", high, kind)


def count(number: float, high: float | None = None, **more: Any) -> NumberValue:
    """A number."""
    return NumberValue(number, high, **more)


def day(text: str, high: str | None = None) -> DateValue:
    """A date with its own precision."""
    return DateValue(text, "range" if high else {4: "year", 7: "month", 10: "day"}[len(text)], high)


def term(name: str) -> TermValue:
    """A word of a vocabulary."""
    return TermValue(name)


def entity(name: str) -> EntityValue:
    """An entity of the invented catalog."""
    return EntityValue(name, _KINDS[name].name_zh)


def name(text: str) -> TextValue:
    """A printed name."""
    return TextValue(text)
