"""Rival names: several sources give one product different names, and nobody says that the names are one.

Aliases say where a name is looked up, which is no statement that a source made; a `same_as` that a source states settles the matter,
one that an editor inferred does not and shows as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from etl.merge.compare import fold
from etl.merge.conflicts.scene import Scene, conflict, live, source_of, tellings
from etl.merge.origins import Sourced
from etl.merge.wording import Words
from etl.model.conflict import Conflict
from etl.model.statement import EntityValue, TextValue


@dataclass(frozen=True, slots=True)
class _Group:
    """Printed names that are one, folded, with the statements that print them."""

    names: frozenset[str]
    members: tuple[Sourced, ...]


def name_conflicts(scene: Scene) -> Iterator[Conflict]:
    """One conflict for each product (or products inferred to be one) with rival names from different sources."""
    subjects = {slot.subject for slot in scene.cardinality("names")} | set(scene.clusters)
    for cluster in sorted({scene.cluster(subject) for subject in subjects}):
        named = live(
            member
            for slot in scene.about(cluster)
            if slot.predicate.cardinality == "names"
            for member in slot.members
            if member.statement.status != "denied" and isinstance(member.statement.value, TextValue)
        )
        groups = _groups(scene, cluster, named)
        if _rival(groups):
            yield _conflict(scene, cluster, groups)


def _groups(scene: Scene, cluster: tuple[str, ...], named: tuple[Sourced, ...]) -> list[_Group]:
    """Names gathered by stated sameness, by being short forms of each other, and as the two languages of one canonical name."""
    alike: dict[str, list[Sourced]] = {}
    for member in named:
        alike.setdefault(fold(_printed(member)), []).append(member)
    groups = [_Group(frozenset({name}), tuple(members)) for name, members in alike.items()]
    printed = {member.statement.subject.key for member in named}
    groups += [
        _Group(_canonical(scene, subject), _inferred(scene, subject)) for subject in cluster if len(cluster) > 1 and subject not in printed
    ]
    bridges = [_canonical(scene, subject) for subject in cluster]
    bridges += [_declared(scene, each) for each in scene.joined_by(cluster) if each.statement.basis == "stated"]
    bridges += [
        _declared(scene, each) for each in scene.sameness if each.statement.subject.key in cluster and each.statement.basis == "stated"
    ]
    bridges = _spanning(bridges)
    merged: list[_Group] = []
    for group in groups:
        linked = [other for other in merged if _one(group, other, bridges)]
        merged = [other for other in merged if other not in linked]
        names = group.names.union(*(other.names for other in linked))
        merged.append(_Group(names, tuple(dict.fromkeys((*group.members, *(member for other in linked for member in other.members))))))
    return merged


def _spanning(bridges: list[frozenset[str]]) -> list[frozenset[str]]:
    """Bridges that share a name are one: what is the same as a third is the same."""
    merged: list[frozenset[str]] = []
    for bridge in bridges:
        touching = [other for other in merged if other & bridge]
        merged = [other for other in merged if not other & bridge]
        merged.append(bridge.union(*touching))
    return merged


def _one(one: _Group, other: _Group, bridges: list[frozenset[str]]) -> bool:
    if any(a in b or b in a for a in one.names for b in other.names if a and b):
        return True
    return any(_touches(one, bridge) and _touches(other, bridge) for bridge in bridges)


def _touches(group: _Group, bridge: frozenset[str]) -> bool:
    return any(a in b or b in a for a in group.names for b in bridge if a and b)


def _rival(groups: list[_Group]) -> bool:
    """Two names from two sources; one source that uses two names only shows that it knows both."""
    sourced = [{source_of(member) for member in group.members} for group in groups if group.members]
    return any(len(one | other) > 1 for place, one in enumerate(sourced) for other in sourced[place + 1 :])


def _printed(member: Sourced) -> str:
    value = member.statement.value
    return value.name if isinstance(value, TextValue) else ""


def _canonical(scene: Scene, subject: str) -> frozenset[str]:
    entity = scene.wording.entities.get(subject)
    names = (entity.name_zh, entity.name_en) if entity else (subject.partition(":")[2],)
    return frozenset(fold(name) for name in names if name)


def _declared(scene: Scene, each: Sourced) -> frozenset[str]:
    value = each.statement.value
    other = value.id if isinstance(value, EntityValue) else None
    names = _canonical(scene, other) if other else frozenset()
    printed = fold(value.name) if isinstance(value, EntityValue) else ""
    return _canonical(scene, each.statement.subject.key) | names | {fold(each.statement.subject.name), printed}


def _inferred(scene: Scene, subject: str) -> tuple[Sourced, ...]:
    """What stands for a product of an inferred cluster that no `named` statement names: who owns it or how far it is, with its source."""
    for predicate in ("owner", "release_status", "released_on", "announced_on", "parameters"):
        found = live(member for slot in scene.about((subject,)) if slot.predicate.id == predicate for member in slot.members)
        if found:
            return found
    return ()


def _conflict(scene: Scene, cluster: tuple[str, ...], groups: list[_Group]) -> Conflict:
    told = [group for group in groups if group.members]
    members = [member for group in told for member in group.members]
    inferred = [each for each in scene.joined_by(cluster) if each.statement.basis != "stated"]
    names = [_label(scene, group) for group in told]
    owner_zh, owner_en = scene.name(cluster[0], members)
    named = [member for member in members if isinstance(member.statement.value, TextValue)]
    said_zh, said_en = tellings(scene, named)
    guess: Words = (
        ("编辑推断它们是同一产品，来源没有这样说。", "An editor infers that they are one product; no source says so.")
        if inferred
        else ("", "")
    )
    return conflict(
        scene,
        kind="name",
        predicate="named",
        key=cluster,
        members=[*members, *inferred],
        values=len(told),
        topic=(
            f"{owner_zh}：各来源叫法不同（{'、'.join(zh for zh, _ in names)}）",
            f"{owner_en}: named differently ({', '.join(en for _, en in names)})",
        ),
        reason=(
            f"{said_zh + '。' if said_zh else ''}没有来源说明这些名字指同一产品。{guess[0]}",
            f"{said_en + '. ' if said_en else ''}No source declares these names to be one. {guess[1]}".rstrip(),
        ),
        subjects=cluster,
    )


def _label(scene: Scene, group: _Group) -> Words:
    for member in group.members:
        if isinstance(member.statement.value, TextValue):
            return member.statement.value.name, member.statement.value.name
    return scene.wording.subject(group.members[0].statement)
