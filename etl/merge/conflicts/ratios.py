"""Arithmetic: a stated ratio against the two values it relates."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from etl.merge.compare import TOLERANCE, extent_of, measure_of
from etl.merge.conflicts.scene import Scene, conflict, live, tellings
from etl.merge.origins import Sourced
from etl.model.conflict import Conflict
from etl.model.statement import NumberValue


def arithmetic_conflicts(scene: Scene) -> Iterator[Conflict]:
    """One conflict for each ratio that no pair of the values it relates bears out."""
    values: dict[tuple[str, str], list[Sourced]] = {}
    for slot in scene.cardinality("one"):
        for member in live(slot.members):
            if member.statement.status in {"asserted", "rumoured"} and measure_of(member.statement.value) is not None:
                values.setdefault((slot.subject, slot.predicate.id), []).append(member)
    for slot in scene.cardinality("ratio"):
        for member in live(slot.members):
            ratio = member.statement.value
            if member.statement.status == "denied" or not isinstance(ratio, NumberValue) or not ratio.of_id or not ratio.property:
                continue
            ours, theirs = values.get((slot.subject, ratio.property), []), values.get((ratio.of_id, ratio.property), [])
            if ours and theirs and not any(_borne_out(member, one, other) for one in ours for other in theirs):
                yield _conflict(scene, member, ratio, ours, theirs)


def _borne_out(stated: Sourced, ours: Sourced, theirs: Sourced) -> bool:
    """Whether ratio times their value can be our value, all hedges and the rounding of the ratio given their room."""
    ratio, one, other = (extent_of(each.statement) for each in (stated, ours, theirs))
    value = stated.statement.value
    slack = _rounding(value.number) if isinstance(value, NumberValue) else 0.0
    low, high = (ratio.low - slack) * other.low, (ratio.high + slack) * other.high
    return low * (1 - TOLERANCE) <= one.high and one.low <= high * (1 + TOLERANCE)


def _rounding(number: float) -> float:
    """Half a unit of the last printed digit: 16 may stand for 15.5 to 16.5."""
    exponent = Decimal(repr(float(number))).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** min(exponent, 0) if isinstance(exponent, int) else 0.0


def _conflict(scene: Scene, stated: Sourced, ratio: NumberValue, ours: list[Sourced], theirs: list[Sourced]) -> Conflict:
    name_zh, name_en = scene.wording.subject(stated.statement)
    other_zh, other_en = scene.wording.entity(ratio.of_id, ratio.of_name or "")
    what_zh, what_en = scene.wording.predicate(ratio.property or "")
    said_zh, said_en = tellings(scene, [stated, *ours, *theirs], subjects=True)
    return conflict(
        scene,
        kind="arithmetic",
        predicate=stated.statement.predicate,
        key=(stated.statement.subject.key, ratio.of_id or "", ratio.property or ""),
        members=[stated, *ours, *theirs],
        values=3,
        topic=(
            f"{name_zh}与{other_zh}：{what_zh}的倍数与数值对不上",
            f"{name_en} and {other_en}: the ratio does not fit the values ({what_en})",
        ),
        reason=(f"{said_zh}。倍数乘以一方的值得不到另一方的值。", f"{said_en}. The ratio times one value does not give the other."),
        subjects=(ratio.of_id or "",),
    )
