"""The catalog as nouns: everything a human decided, already validated."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.model.entity import Entity, LexiconEntry, Place
from etl.model.source import Source
from etl.model.statement import Statement
from etl.model.vocabulary import Predicate, Term


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a dispute: an attributed paraphrase in our own words, with its citation."""

    by: str
    text_zh: str
    text_en: str
    source_id: str
    cited_start: int | None = None
    cited_end: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A definition or an opinion on which sources differ. `kind` is taxonomy, opinion, fact or superlative."""

    id: str
    kind: str
    topic_zh: str
    topic_en: str
    severity: str
    theme: str
    subject_ids: tuple[str, ...]
    positions: tuple[Position, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Catalog:
    """What the editors decided. `title_*` name the market the catalog maps; wording of another market comes from there."""

    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    terms: tuple[Term, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    digests: tuple[tuple[str, str], ...] = field(default=())
    """(path, sha256) of every file read, sorted: the manifest's inputs."""

    def lexicon(self) -> tuple[LexiconEntry, ...]:
        """The flat list extraction gets: id, kind and names, sorted by id."""
        named = {"player", "model", "platform", "application"}
        entries = [LexiconEntry(e.id, e.kind, e.name_zh or e.name_en, e.names) for e in self.entities if e.kind in named]
        return tuple(sorted(entries, key=lambda entry: entry.id))
