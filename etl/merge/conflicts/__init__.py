"""Conflicts: statements that cannot all be true as they stand. They are kept and shown, never averaged, never dropped.

Each detector looks for one way to disagree and knows no product, source or number; the vocabulary's cardinalities say where to look.
"""

from __future__ import annotations

from etl.merge.conflicts.families import identity_conflicts
from etl.merge.conflicts.kinds import kind_conflicts
from etl.merge.conflicts.names import name_conflicts
from etl.merge.conflicts.ratios import arithmetic_conflicts
from etl.merge.conflicts.rivals import rival_conflicts
from etl.merge.conflicts.scene import Scene, scene_of
from etl.merge.conflicts.scopes import scope_conflicts
from etl.merge.conflicts.statuses import status_conflicts
from etl.model.conflict import Conflict

__all__ = ["Scene", "detect", "scene_of"]

_DETECTORS = (
    rival_conflicts,
    status_conflicts,
    name_conflicts,
    kind_conflicts,
    scope_conflicts,
    identity_conflicts,
    arithmetic_conflicts,
)


def detect(scene: Scene) -> tuple[Conflict, ...]:
    """Every conflict of every kind, by id."""
    found = {conflict.id: conflict for detector in _DETECTORS for conflict in detector(scene)}
    return tuple(found[key] for key in sorted(found))
