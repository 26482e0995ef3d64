"""Sources: who published what, when."""

from __future__ import annotations

from dataclasses import dataclass

from etl.model.entity import Place


@dataclass(frozen=True, slots=True)
class Source:
    """One article, report, list or brief.

    `date_published` keeps its precision (2023, 2023-05, 2023-05-17); `date_basis` says how an undated source was dated, and None
    means the date was printed. `known_on` is the first day on which the source can have been known. `independent` is False for
    briefs and summaries, which never corroborate. `derived_from` names the source it repeats.
    """

    id: str
    title: str
    publisher: str
    url: str | None = None
    date_published: str | None = None
    date_basis: str | None = None
    date_accessed: str | None = None
    licence: str | None = None
    sha256: str | None = None
    derived_from: str | None = None
    independent: bool = True
    kind: str = "article"
    language: str = "zh"
    note: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """One document of the corpus, as the snapshot lists it. `source_id` is None for an article nobody has described."""

    id: str
    path: str
    sha256: str
    encoding: str
    layout: str
    script: str
    chars: int
    title: str | None = None
    source_id: str | None = None
    date: str | None = None
    date_basis: str | None = None
    independent: bool = True
