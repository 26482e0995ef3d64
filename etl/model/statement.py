"""Statements: one sourced assertion each. Several about the same thing live side by side; nothing is overwritten."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import lru_cache

from etl.model.digest import short_id
from etl.model.entity import EntityRef, Place

ORIGINS = ("curated", "imported", "extracted")
RANKS = ("preferred", "normal", "deprecated")
STATUSES = ("asserted", "planned", "rumoured", "denied")
BASES = ("stated", "implied", "inferred")


@dataclass(frozen=True, slots=True)
class DateValue:
    """A day, month, year or, with `high`, a range of days (both ends inclusive)."""

    date: str
    precision: str
    high: str | None = None
    what: str | None = None


@dataclass(frozen=True, slots=True)
class NumberValue:
    """A count. Parameters, tokens and bytes have no `unit`; metrics and market counts say `what` and `scope`.

    `magnitude` marks a class such as 千亿级, which is an order of magnitude and no measurement. `of_id`, `of_name` and `property`
    belong to ratios only: this subject's property is `number` times that of the other.
    """

    number: float
    high: float | None = None
    unit: str | None = None
    what: str | None = None
    scope: str | None = None
    magnitude: bool = False
    of_id: str | None = None
    of_name: str | None = None
    property: str | None = None


@dataclass(frozen=True, slots=True)
class MoneyValue:
    """An amount in its own currency. `kind` is the basis of a cost; `per` None means the total."""

    amount: float
    currency: str | None
    high: float | None = None
    kind: str | None = None
    per: str | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True)
class HardwareValue:
    """Chips: how many of which device, for training, finetune or inference (`purpose`, printed as `for`)."""

    device: str
    count: float | None
    purpose: str | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class DurationValue:
    """Hours of training or fine-tuning (`purpose`, printed as `for`)."""

    hours: float
    purpose: str | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class EntityValue:
    """Another entity: an owner, a base model, a partner. `id` is None for a name that the catalog does not know."""

    id: str | None
    name: str
    surface: str | None = None


@dataclass(frozen=True, slots=True)
class TermValue:
    """A word of a vocabulary (a layer, a tier, an industry, a status) or, with `id` None, the word as printed."""

    id: str | None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class TextValue:
    """A name a source gives a product, or another short text."""

    name: str


Value = DateValue | NumberValue | MoneyValue | HardwareValue | DurationValue | EntityValue | TermValue | TextValue


@dataclass(frozen=True, slots=True)
class Span:
    """Where a document says it: half-open [start, end) in code points of the document's text, inside its sentence."""

    document_id: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a statement comes from: an editor's place in the catalog, a span in a document, or both.

    `cited_start` and `cited_end` are an editor's citation: code-point offsets in the cited source's own text.
    """

    source_id: str | None
    place: Place | None = None
    span: Span | None = None
    cited_start: int | None = None
    cited_end: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sourced assertion. `as_of` is the day the value held (metrics), not the day it was said: that is the source's."""

    subject: EntityRef
    predicate: str
    value: Value
    provenance: Provenance
    origin: str
    bound: str = "="
    status: str = "asserted"
    basis: str = "stated"
    attributed_to: str | None = None
    as_of: str | None = None
    version: str | None = None
    stage: str | None = None
    note: str | None = None
    rank: str = "normal"
    rank_reason: str | None = None
    confidence: float = 1.0
    rule: str | None = None

    @property
    def id(self) -> str:
        """Stable across builds: made of what is said, by whom and where it was printed; a line number does not change it."""
        where = self.provenance.source_id or (self.provenance.span.document_id if self.provenance.span else "")
        return short_id(
            "st",
            self.origin,
            self.subject.key,
            self.predicate,
            value_json(self.value),
            self.bound,
            self.status,
            self.attributed_to or "",
            self.as_of or "",
            self.version or "",
            self.stage or "",
            where,
        )


_FIELDS = {
    shape: tuple(field.name for field in fields(shape))
    for shape in (DateValue, NumberValue, MoneyValue, HardwareValue, DurationValue, EntityValue, TermValue, TextValue)
}
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def value_record(value: Value) -> dict[str, object]:
    """The value as the contract prints it: no nulls but `high` and `per` where the shape promises them."""
    record: dict[str, object] = {name: getattr(value, name) for name in _FIELDS[type(value)]}
    if isinstance(value, HardwareValue | DurationValue):
        record["for"] = record.pop("purpose")
    if isinstance(value, NumberValue) and (value.of_id or value.of_name):
        record["of"] = {"id": record.pop("of_id"), "name": record.pop("of_name")}
    kept = {"high", "per", "id"} & set(record) if isinstance(value, DateValue | NumberValue | MoneyValue | EntityValue) else {"id"}
    return {key: item for key, item in record.items() if (item is not None and item is not False) or key in kept}


@lru_cache(maxsize=4096)
def value_json(value: Value) -> str:
    """Canonical JSON of a value: sorted keys, the same text for 1200 and 1200.0. The printed surface is not part of it.

    Remembered, as a text says the same owners, industries and months over and over.
    """
    record = {key: item for key, item in value_record(value).items() if key != "surface"}
    for key, item in record.items():
        if isinstance(item, float) and item.is_integer() and abs(item) < 1e18:
            record[key] = int(item)
    return _ENCODER.encode(record)
