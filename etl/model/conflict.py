"""Conflicts: kept, shown, never resolved by averaging or by silence."""

from __future__ import annotations

from dataclasses import dataclass

CONFLICT_KINDS = (
    "value", "date", "scope", "identity", "name", "status", "arithmetic", "kind", "taxonomy", "opinion", "fact", "superlative",
    "quote", "provenance", "precision",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that cannot all be true as they stand. `winner_id` is the one drawn first, None when all are drawn alike."""

    id: str
    kind: str
    predicate: str
    subject_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    values: int
    topic_zh: str
    topic_en: str
    reason_zh: str
    reason_en: str
    winner_id: str | None = None
    severity: str = "medium"
