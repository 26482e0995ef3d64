"""The shapes of evidence: one statement, its sentences and source, a conflict with its sides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was published. `url` is an http(s) address or None, so that it can be made a link."""

    id: str | None
    title: str
    publisher: str | None
    date: str | None
    url: str | None
    described: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence behind a statement, cut at its span; `quote` alone where the sentence is not known, empty without the document."""

    before: str
    quote: str
    after: str
    source: Source
    document: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One statement. `place` is file and line of a curated value."""

    statement_id: str
    fact_id: str
    slot_id: str
    subject_id: str
    subject: str
    predicate: str
    predicate_name: str
    value: str
    value_id: str | None
    origin: str
    rank: str
    rank_reason: str | None
    status: str
    basis: str
    drawn: bool
    reviewed: bool
    contested: bool
    attributed_to: str | None
    as_of: str | None
    known_on: str | None
    version: str | None
    stage: str | None
    note: str | None
    confidence: float | None
    independent: int
    source: Source
    place: str | None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a dispute, in our own words."""

    by: str
    text: str
    source: Source
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A conflict with everything that stands against each other in it."""

    conflict_id: str
    kind: str
    severity: str
    origin: str
    topic: str
    reason: str
    winner_id: str | None
    subject_ids: tuple[str, ...]
    values: int
    cards: tuple[Card, ...]
    positions: tuple[Position, ...]
    place: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """One record of the catalog, or (without place) a name the catalog lacks."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    note: str | None
    place: str | None
