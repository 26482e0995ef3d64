"""Extractions as JSON and back. Not pickles: a cache lies in a folder others may write to, and reading it must never run anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass

from etl.model.entity import EntityRef
from etl.model.extraction import Extraction, Mention
from etl.model.source import DocumentInfo
from etl.model.statement import (
    DateValue,
    DurationValue,
    EntityValue,
    HardwareValue,
    MoneyValue,
    NumberValue,
    Provenance,
    Span,
    Statement,
    TermValue,
    TextValue,
)

_KNOWN: dict[str, Callable[..., object]] = {
    kind.__name__: kind
    for kind in (
        DateValue,
        DocumentInfo,
        DurationValue,
        EntityRef,
        EntityValue,
        Extraction,
        HardwareValue,
        Mention,
        MoneyValue,
        NumberValue,
        Provenance,
        Span,
        Statement,
        TermValue,
        TextValue,
    )
}


def encode(extraction: Extraction) -> str:
    """One line of JSON; fields at their defaults are left out, which keeps a cache of thousands of documents small."""
    return json.dumps(_plain(extraction), ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> Extraction:
    """The extraction again. Raises ValueError for anything that `encode` did not write."""
    try:
        found = _made(json.loads(text))
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if isinstance(found, Extraction):
        return found
    raise ValueError("not an extraction")


def _plain(part: object) -> object:
    if is_dataclass(part) and not isinstance(part, type):
        kept = {field.name: _plain(here) for field in fields(part) if (here := getattr(part, field.name)) != field.default}
        return {"": type(part).__name__, **kept}
    if isinstance(part, tuple):
        return [_plain(each) for each in part]
    return part


def _made(part: object) -> object:
    if isinstance(part, dict):
        kind = _KNOWN[part.pop("")]
        return kind(**{str(name): _made(each) for name, each in part.items()})
    if isinstance(part, list):
        return tuple(_made(each) for each in part)
    return part
