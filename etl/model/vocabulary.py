"""Vocabularies: layers, tiers, industries, predicates and units, in both languages, with definitions that name their source."""

from __future__ import annotations

from dataclasses import dataclass

from etl.model.entity import Place


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary. `synonyms` are printed forms, in any script, that mean it."""

    id: str
    vocabulary: str
    name_zh: str
    name_en: str
    synonyms: tuple[str, ...] = ()
    definition_zh: str | None = None
    definition_en: str | None = None
    source_id: str | None = None
    parent: str | None = None
    order: int = 0
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """How a property behaves.

    `cardinality` is one, many, events, status, names, scope, ratio or free (see `etl.merge`); `value` the shape of its value:
    date, number, money, hardware, duration, entity, term, text; `key` the qualifiers that keep two values from being rivals.
    `catalog_key` is the word an editor writes for it.
    """

    id: str
    name_zh: str
    name_en: str
    cardinality: str
    value: str
    subjects: tuple[str, ...]
    catalog_key: str
    objects: tuple[str, ...] = ()
    vocabulary: str | None = None
    key: tuple[str, ...] = ()
    unit: str | None = None
    definition_zh: str | None = None
    definition_en: str | None = None
    place: Place | None = None
