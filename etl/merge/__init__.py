"""Merging: ranks, corroboration, conflicts and lineage. Pure: no files, no clock, no order of inputs; nothing is overwritten."""

from __future__ import annotations

from etl.merge.atlas import Atlas, merge
from etl.merge.evidence import citations

__all__ = ["Atlas", "citations", "merge"]
