"""What reading one document yields."""

from __future__ import annotations

from dataclasses import dataclass

from etl.model.source import DocumentInfo
from etl.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a document: half-open span in code points; `id` None for a name that the catalog does not know."""

    document_id: str
    id: str | None
    name: str
    kind: str
    surface: str
    start: int
    end: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """One document, read: who is named in it, what it says, and what was noticed on the way (warnings for the manifest)."""

    document: DocumentInfo
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    sentences: tuple[tuple[str, str], ...] = ()
    """(statement id, the words of its sentence), so that a snapshot can show them without the document."""
    warnings: tuple[str, ...] = ()
    around: tuple[tuple[int, int, str], ...] = ()
    """(start, end, words) of the sentences around unknown names and editors' citations, sorted; half-open, in code points."""
