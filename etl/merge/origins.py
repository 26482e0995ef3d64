"""Who knows it: the origin of knowledge behind a statement, and how many independent ones stand behind a fact.

Two articles that quote one report are one origin; so are an article and its re-post, a body and its summary. A brief, which only
repeats what others found, is none. Counting articles instead would make the loudest rumour the best-proven fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.merge.compare import fold
from etl.model.catalog import Catalog
from etl.model.entity import EntityRef
from etl.model.extraction import Extraction
from etl.model.source import DocumentInfo, Source
from etl.model.statement import Statement, value_json


@dataclass(frozen=True, slots=True)
class Sourced:
    """One statement with what its sources say of it. `repeats` holds the same words said at other places of one document, `json` the value as canonical text."""

    id: str
    statement: Statement
    source: Source | None
    document: DocumentInfo | None
    known_on: str | None
    root: str
    independent: bool
    json: str
    sentences: tuple[str | None, ...] = ()
    repeats: tuple[Statement, ...] = ()

    @property
    def voice(self) -> tuple[str, str]:
        """Who speaks: the printed source (or document) and the authority it names."""
        where = self.source.id if self.source else (self.document.id if self.document else "")
        return where, fold(self.statement.attributed_to or "")


@dataclass(frozen=True, slots=True)
class Origins:
    """Finds sources by id, their roots, and the entities behind names of authorities."""

    sources: Mapping[str, Source]
    authorities: Mapping[str, str]

    def root(self, source_id: str) -> str:
        """The source at the end of `derived_from`; in a circle, the alphabetically first of it, so that no order decides."""
        seen: list[str] = []
        here = source_id
        while here not in seen:
            seen.append(here)
            source = self.sources.get(here)
            if source is None or source.derived_from is None:
                return self._publisher(source) or here
            here = source.derived_from
        return min(seen[seen.index(here) :])

    def authority(self, name: str) -> str:
        """The entity of that name, else the name itself, folded."""
        return self.authorities.get(fold(name), fold(name) or name)

    def _publisher(self, source: Source | None) -> str | None:
        """A vendor's own page is the vendor speaking, as is an article that quotes the vendor."""
        return self.authorities.get(fold(source.publisher)) if source and source.publisher else None


def origins_of(catalog: Catalog, sources: Iterable[Source]) -> Origins:
    """All sources by id (the catalog's first) and all names of the catalog's players."""
    known: dict[str, Source] = {}
    for source in (*catalog.sources, *sorted(sources, key=lambda source: (source.id, source.title, source.sha256 or ""))):
        known.setdefault(source.id, source)
    authorities: dict[str, str] = {}
    for entity in sorted(catalog.entities, key=lambda entity: entity.id):
        if entity.kind == "player":
            for name in (entity.id, *entity.names):
                authorities.setdefault(fold(name), entity.id)
    return Origins(known, authorities)


def sourced(catalog: Catalog, extractions: Sequence[Extraction], origins: Origins) -> tuple[Sourced, ...]:
    """Every statement once, by id, in the order of ids; repeats of one document are gathered under it."""
    found: dict[str, list[tuple[Statement, DocumentInfo | None, str | None]]] = {}
    for statement in catalog.statements:
        found.setdefault(statement.id, []).append((statement, None, None))
    for extraction in extractions:
        words: dict[str, list[str]] = {}
        for key, sentence in extraction.sentences:
            words.setdefault(key, []).append(sentence)
        taken: dict[str, int] = {}
        for statement in extraction.statements:
            key = statement.id
            nth = taken[key] = taken.get(key, -1) + 1
            said = words.get(key, [])
            found.setdefault(key, []).append((statement, extraction.document, said[nth] if nth < len(said) else None))
    return tuple(_sourced(key, found[key], origins) for key in sorted(found))


def _sourced(key: str, said: list[tuple[Statement, DocumentInfo | None, str | None]], origins: Origins) -> Sourced:
    said = sorted(said, key=lambda one: _place(one[0]))
    statement, document, _ = said[0]
    source_id = statement.provenance.source_id or (document.source_id if document else None)
    source = origins.sources.get(source_id) if source_id else None
    if statement.attributed_to:
        root = origins.authority(statement.attributed_to)
    elif source_id:
        root = origins.root(source_id)
    else:
        root = document.id if document else key
    return Sourced(
        id=key,
        statement=statement,
        source=source,
        document=document,
        known_on=source.date_published if source and source.date_published else (document.date if document else None),
        root=root,
        independent=(source is None or source.independent) and (document is None or document.independent),
        json=value_json(statement.value),
        sentences=tuple(one[2] for one in said),
        repeats=tuple(one[0] for one in said),
    )


def _place(statement: Statement) -> tuple[float, int, int, str, int]:
    """Surest first, then by place: which of several wordings stands for all must not depend on the order of reading."""
    span, place = statement.provenance.span, statement.provenance.place
    return (
        -statement.confidence,
        span.start if span else -1,
        span.end if span else -1,
        place.path if place else "",
        place.line if place else 0,
    )


def independent_roots(members: Iterable[Sourced]) -> frozenset[str]:
    """The independent origins of knowledge behind statements of one fact.

    Where a source names an authority for it in one place, its saying so again in its own voice (a summary, a headline) adds nothing; nor
    does an extracted attribution where an editor has read who says it.
    """
    by_source: dict[str, list[Sourced]] = {}
    for member in members:
        if member.independent:
            by_source.setdefault(member.voice[0], []).append(member)
    roots: set[str] = set()
    for every in by_source.values():
        said = [member for member in every if member.statement.origin == "curated"] or every
        named = {member.root for member in said if member.statement.attributed_to}
        roots |= named or {member.root for member in said}
    return frozenset(roots)


def subject_key(sourced_statement: Sourced) -> str:
    """The subject's key; a job without a product name is itself only within its document and sentence."""
    subject: EntityRef = sourced_statement.statement.subject
    span = sourced_statement.statement.provenance.span
    if subject.id is None and subject.kind in {"task", "market"} and span is not None:
        return f"{subject.key}@{span.document_id}:{span.sentence_start}"
    return subject.key
