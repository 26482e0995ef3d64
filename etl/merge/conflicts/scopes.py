"""Counts of a market: bounds of different days or scopes look like growth or corroboration and are neither."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from etl.merge.compare import measure_of, rival
from etl.merge.conflicts.scene import Scene, conflict, source_of, tellings
from etl.merge.origins import Sourced
from etl.merge.slots import Fact, Slot, day_of, scope_of
from etl.model.conflict import Conflict


def scope_conflicts(scene: Scene) -> Iterator[Conflict]:
    """Kind scope for bounds that cannot be compared, kind value for numbers of one scope and day that differ."""
    for slot in scene.cardinality("scope"):
        facts = [fact for fact in slot.facts if fact.live and fact.status == "asserted"]
        pairs = list(combinations(facts, 2))
        for kind, found in (
            ("scope", [pair for pair in pairs if _unlike(*pair)]),
            ("value", [pair for pair in pairs if _rivalling(*pair)]),
        ):
            touched = tuple(fact for fact in facts if any(fact in pair for pair in found))
            if touched:
                yield _conflict(scene, slot, kind, touched)


def _unlike(one: Fact, other: Fact) -> bool:
    first, second = _lead(one), _lead(other)
    if "=" in {first.statement.bound, second.statement.bound} or measure_of(first.statement.value) == measure_of(second.statement.value):
        return False
    if not {source_of(member) for member in one.live} ^ {source_of(member) for member in other.live}:
        return False
    return (scope_of(first), day_of(first)) != (scope_of(second), day_of(second))


def _rivalling(one: Fact, other: Fact) -> bool:
    """Different numbers of one scope and day from different voices; who gives several counts side by side counts several things."""
    first, second = _lead(one), _lead(other)
    if scope_of(first) != scope_of(second) or _held(first) != _held(second) or not rival(one.extent, other.extent):
        return False
    return not {member.voice for member in one.live} & {member.voice for member in other.live}


def _lead(fact: Fact) -> Sourced:
    """The member that tells scope and day best: a bare number that was read joins a fact whose scope an editor knows."""
    return min(fact.live, key=lambda member: (not scope_of(member), member.statement.origin != "curated", member.id))


def _held(member: Sourced) -> str:
    return member.statement.as_of or member.known_on or ""


def _conflict(scene: Scene, slot: Slot, kind: str, facts: tuple[Fact, ...]) -> Conflict:
    members = [member for fact in facts for member in fact.live]
    name_zh, name_en = scene.wording.subject(members[0].statement)
    said_zh, said_en = tellings(scene, members)
    scopes = [scope for member in members if (scope := getattr(member.statement.value, "scope", None))]
    meant = f"（口径：{'；'.join(dict.fromkeys(scopes))}）" if scopes else ""
    meant_en = f" (scopes: {'; '.join(dict.fromkeys(scopes))})" if scopes else ""
    if kind == "scope":
        topic = (f"{name_zh}：数目的口径或时间不同", f"{name_en}: counts of different scope or date")
        because = (
            "它们都只是界限，时间或口径不同，既不能互相印证，也不能连成增长。",
            "Both are bounds of different date or scope: they neither corroborate each other nor make a trend.",
        )
    else:
        topic = (f"{name_zh}：同一口径的数目不同", f"{name_en}: rival counts of one scope")
        because = ("同一口径、同一时间不能有两个数。", "One scope on one day cannot have two counts.")
    return conflict(
        scene,
        kind=kind,
        predicate=slot.predicate.id,
        key=(slot.id,),
        members=members,
        values=len(facts),
        topic=topic,
        reason=(f"{said_zh}{meant}。{because[0]}", f"{said_en}{meant_en}. {because[1]}"),
    )
