"""Rival values of one slot: two prices of one training run, two launch dates of one unversioned product, a denial of what another asserts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from etl.merge.compare import rival, same
from etl.merge.conflicts.scene import Scene, conflict, live, tellings
from etl.merge.origins import Sourced
from etl.merge.slots import Fact, Slot, qualifier
from etl.merge.wording import Words
from etl.model.conflict import Conflict
from etl.model.quantity import PartialDate


def rival_conflicts(scene: Scene) -> Iterator[Conflict]:
    """One conflict for each slot with rival facts, of kind date where the values are dates and kind value elsewhere."""
    for slot in scene.cardinality("one", "events"):
        facts = _rivals(slot)
        if facts:
            yield _rivalry(scene, slot, facts)
    for slot in scene.slots:
        facts = _denied(slot)
        if facts:
            yield _denial(scene, slot, facts)


def _rivals(slot: Slot) -> tuple[Fact, ...]:
    facts = [fact for fact in slot.facts if fact.live and fact.status != "denied"]
    found = [pair for pair in combinations(facts, 2) if _rivalling(slot, *pair)]
    return tuple(fact for fact in facts if any(fact in pair for pair in found))


def _rivalling(slot: Slot, one: Fact, other: Fact) -> bool:
    if not rival(one.extent, other.extent) or not _meet(slot, one.status, other.status):
        return False
    if one.extent.measured and _breaths(one) & _breaths(other):
        return False
    return any(not _apart(first, second) for first in _days(one) for second in _days(other))


def _meet(slot: Slot, one: str, other: str) -> bool:
    """A plan is no rival of what came of it; a rumoured date is none of the date that came; a rumoured size is one of a stated size."""
    if one == other:
        return True
    return slot.predicate.cardinality == "one" and {one, other} == {"asserted", "rumoured"}


def _breaths(fact: Fact) -> frozenset[tuple[object, ...]]:
    """Where one voice gives this value: in a record of the catalog, in a sentence of a document.

    A voice that gives two values in one breath gives the sizes of a model: they are meant as several and not as rivals.
    """
    found: set[tuple[object, ...]] = set()
    for member in fact.live:
        if member.statement.origin == "curated":
            found.add(member.voice)
        found |= {(*member.voice, span.document_id, span.sentence_start) for each in member.repeats if (span := each.provenance.span)}
    return frozenset(found)


def _days(fact: Fact) -> frozenset[str | None]:
    return frozenset(member.statement.as_of for member in fact.live)


def _apart(first: str | None, second: str | None) -> bool:
    """Whether the values held on days that do not meet: a price of May is no rival of a price of November."""
    if not first or not second:
        return False
    days = PartialDate(first), PartialDate(second)
    return days[0].last_day < days[1].first_day or days[1].last_day < days[0].first_day


def _rivalry(scene: Scene, slot: Slot, facts: tuple[Fact, ...]) -> Conflict:
    members = [member for fact in facts for member in fact.live]
    name_zh, name_en = scene.wording.subject(members[0].statement)
    what_zh, what_en = _property(scene, slot, members[0])
    said_zh, said_en = tellings(scene, members)
    dated = slot.predicate.value == "date"
    if slot.predicate.cardinality == "events":
        because = (
            "来源没有区分版本，这些日期不能指同一次。",
            "The sources do not tell versions apart, and these dates cannot mean one event.",
        )
    else:
        because = ("同一口径下这些说法不能同时成立。", "On the same basis these cannot all be true.")
    return conflict(
        scene,
        kind="date" if dated else "value",
        predicate=slot.predicate.id,
        key=(slot.id,),
        members=members,
        values=len(facts),
        topic=(f"{name_zh}：{what_zh}有 {len(facts)} 种说法", f"{name_en}: {len(facts)} rival values ({what_en})"),
        reason=(f"{said_zh}。{because[0]}", f"{said_en}. {because[1]}"),
    )


def _property(scene: Scene, slot: Slot, member: Sourced) -> Words:
    """The property with the key that matters to a reader: cost (training)."""
    zh, en = scene.wording.predicate(slot.predicate.id)
    kind = qualifier(member.statement, "kind")
    if kind and slot.predicate.value == "money":
        kind_zh, kind_en = scene.wording.term("cost_kinds", kind, kind)
        return f"{zh}（{kind_zh}）", f"{en}, {kind_en}"
    return zh, en


def _denied(slot: Slot) -> tuple[Fact, ...]:
    denials = [fact for fact in slot.facts if fact.live and fact.status == "denied"]
    affirmed = [fact for fact in slot.facts if fact.live and fact.status == "asserted"]
    met = [(no, yes) for no in denials for yes in affirmed if same(no.extent, yes.extent)]
    return tuple(dict.fromkeys(fact for pair in met for fact in pair))


def _denial(scene: Scene, slot: Slot, facts: tuple[Fact, ...]) -> Conflict:
    members = live(member for fact in facts for member in fact.members)
    name_zh, name_en = scene.wording.subject(members[0].statement)
    what_zh, what_en = scene.wording.predicate(slot.predicate.id)
    yes = tellings(scene, [member for member in members if member.statement.status == "asserted"])
    no = tellings(scene, [member for member in members if member.statement.status == "denied"])
    return conflict(
        scene,
        kind="value",
        predicate=slot.predicate.id,
        key=(slot.id, "denied"),
        members=members,
        values=2,
        topic=(f"{name_zh}：{what_zh}有人肯定，有人否认", f"{name_en}: {what_en} asserted and denied"),
        reason=(f"肯定：{yes[0]}。否认：{no[0]}。", f"Asserted: {yes[1]}. Denied: {no[1]}."),
    )
