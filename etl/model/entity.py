"""Entities: the players of the market and what they make."""

from __future__ import annotations

from dataclasses import dataclass

ENTITY_KINDS = ("player", "model", "platform", "application", "task", "market")
"""`task` is a training or serving job without a product name; `market` a market, sector or class of models."""

NAMED_KINDS = ("player", "model", "platform", "application")
"""The kinds that are mentions in a text and tables of the snapshot."""


@dataclass(frozen=True, slots=True)
class EntityRef:
    """What a statement is about or points at. `id` is None for a name that the catalog does not know."""

    id: str | None
    name: str
    kind: str
    surface: str | None = None

    @property
    def key(self) -> str:
        """The id, or for an unknown name one made of kind and name."""
        return self.id if self.id is not None else f"?{self.kind}:{self.name.casefold()}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an editor wrote a value: `path` relative to the catalog's root, `line` and `column` from 1."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entity:
    """One record of the catalog.

    `nested_under` is the player in whose file it is edited, which says nothing about ownership: `owner` statements do.
    """

    id: str
    kind: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]
    place: Place
    nested_under: str | None = None
    former_ids: tuple[str, ...] = ()
    reviewed_by: str | None = None
    reviewed_on: str | None = None
    note: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it may be found under, canonical Chinese name first, without repeats."""
        return tuple(dict.fromkeys(name for name in (self.name_zh, self.name_en, *self.aliases) if name))


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """All that extraction may know of the catalog: id, kind and names. Layers, owners and the rest are statements, never read."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
