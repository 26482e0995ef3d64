"""What every detector looks at: slots by subject and property, products that are said to be one, and the words for reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.merge.compare import fold
from etl.merge.numerals import day_en, day_zh
from etl.merge.origins import Sourced, subject_key
from etl.merge.slots import Slot
from etl.merge.wording import Wording, Words
from etl.model.conflict import Conflict
from etl.model.digest import short_id
from etl.model.statement import EntityValue, TextValue

_TOLD = 8
"""How many sides a reason spells out."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Slots sorted by id; `clusters` gives for each subject the subjects that a `same_as` joins to it, itself included."""

    slots: tuple[Slot, ...]
    by_predicate: Mapping[str, tuple[Slot, ...]]
    by_subject: Mapping[str, tuple[Slot, ...]]
    wording: Wording
    clusters: Mapping[str, tuple[str, ...]]
    sameness: tuple[Sourced, ...]
    drawn: frozenset[str]

    def of(self, predicate_id: str) -> tuple[Slot, ...]:
        """The slots of one property."""
        return self.by_predicate.get(predicate_id, ())

    def about(self, subjects: Iterable[str]) -> tuple[Slot, ...]:
        """The slots of some subjects, subject by subject."""
        return tuple(slot for subject in subjects for slot in self.by_subject.get(subject, ()))

    def cardinality(self, *names: str) -> tuple[Slot, ...]:
        """The slots whose property has one of these cardinalities."""
        return tuple(slot for slot in self.slots if slot.predicate.cardinality in names)

    def cluster(self, subject: str) -> tuple[str, ...]:
        """The subjects that are one with this one, sorted."""
        return self.clusters.get(subject, (subject,))

    def joined_by(self, subjects: Iterable[str]) -> tuple[Sourced, ...]:
        """The `same_as` statements among these subjects."""
        inside = set(subjects)
        return tuple(each for each in self.sameness if {*_ends(each)} <= inside)

    def name(self, subject: str, members: Iterable[Sourced]) -> Words:
        """Both names of a subject, for an unknown one the name it was printed with."""
        for member in members:
            if member.statement.subject.key == subject:
                return self.wording.subject(member.statement)
        return self.wording.entity(subject, subject)


def scene_of(slots: tuple[Slot, ...], wording: Wording) -> Scene:
    """Prepares what detectors share."""
    sameness = tuple(
        member
        for slot in slots
        if slot.predicate.id == "same_as"
        for member in slot.members
        if member.statement.rank != "deprecated"
        and member.statement.status == "asserted"
        and isinstance(member.statement.value, EntityValue)
    )
    by_predicate: dict[str, list[Slot]] = {}
    by_subject: dict[str, list[Slot]] = {}
    for slot in slots:
        by_predicate.setdefault(slot.predicate.id, []).append(slot)
        by_subject.setdefault(slot.subject, []).append(slot)
    return Scene(
        slots=slots,
        by_predicate={key: tuple(found) for key, found in by_predicate.items()},
        by_subject={key: tuple(found) for key, found in by_subject.items()},
        wording=wording,
        clusters=_clusters(_ends(each) for each in sameness),
        sameness=sameness,
        drawn=frozenset().union(*(slot.drawn for slot in slots)),
    )


def live(members: Iterable[Sourced]) -> tuple[Sourced, ...]:
    """Statements that an editor has not deprecated."""
    return tuple(member for member in members if member.statement.rank != "deprecated")


def source_of(member: Sourced) -> str:
    """The printed source or document of a statement."""
    return member.voice[0]


def telling(scene: Scene, member: Sourced) -> Words:
    """A value with who says it and where: 1200 万美元（英伟达，据新浪财经，2023 年 11 月 9 日）."""
    zh, en = scene.wording.value(member.statement)
    by_zh, by_en = _voice(scene, member)
    return f"{zh}（{by_zh}）", f"{en} ({by_en})"


def tellings(scene: Scene, members: Sequence[Sourced], *, subjects: bool = False, properties: bool = False) -> Words:
    """All of them in a row, each wording once; with `subjects` or `properties` each behind what it is said of.

    What the catalog says comes first; of many, the first few are told and the others counted: a reason is read, a table is searched.
    """
    said: dict[Words, None] = {}
    for member in sorted(members, key=lambda member: member.statement.origin != "curated"):
        one_zh, one_en = telling(scene, member)
        if properties:
            what_zh, what_en = scene.wording.predicate(member.statement.predicate)
            one_zh, one_en = f"{what_zh}：{one_zh}", f"{what_en}: {one_en}"
        if subjects:
            name_zh, name_en = _as_printed(scene, member)
            one_zh, one_en = f"{name_zh}：{one_zh}", f"{name_en}: {one_en}"
        said[one_zh, one_en] = None
    told = list(said)[:_TOLD]
    more = len(said) - len(told)
    zh, en = "；".join(zh for zh, _ in told), "; ".join(en for _, en in told)
    return (f"{zh}；另有 {more} 种说法", f"{en}; and {more} more") if more else (zh, en)


def printed_as(scene: Scene, subject: str, sources: Iterable[str]) -> tuple[str, ...]:
    """Names other than its own that these sources give a subject."""
    voices = set(sources)
    entity = scene.wording.entities.get(subject)
    own = {fold(name) for name in (entity.name_zh, entity.name_en)} if entity else set()
    told = {
        member.statement.value.name
        for slot in scene.of("named")
        if slot.subject == subject
        for member in live(slot.members)
        if source_of(member) in voices and isinstance(member.statement.value, TextValue)
    }
    return tuple(sorted(name for name in told if fold(name) not in own))


def _as_printed(scene: Scene, member: Sourced) -> Words:
    """The subject's name and, where its source calls it otherwise, the name that is printed there."""
    name_zh, name_en = scene.wording.subject(member.statement)
    other = "、".join(printed_as(scene, subject_key(member), [source_of(member)]))
    return (f"{name_zh}（印作 {other}）", f"{name_en} (printed as {other})") if other else (name_zh, name_en)


def conflict(  # noqa: PLR0913 - keyword-only: the parts of one record, given in one place
    scene: Scene,
    *,
    kind: str,
    predicate: str,
    key: Sequence[str],
    members: Sequence[Sourced],
    values: int,
    topic: Words,
    reason: Words,
    subjects: Iterable[str] = (),
) -> Conflict:
    """A conflict with a stable id (of its kind and `key`, so that one more statement does not make it another) and a reasoned winner."""
    members = tuple(sorted({member.id: member for member in members}.values(), key=lambda member: member.id))
    winner, why = _winner(scene, members)
    touched = sorted({*subjects, *(member.statement.subject.key for member in members)})
    return Conflict(
        id=short_id("cf", kind, predicate, *key),
        kind=kind,
        predicate=predicate,
        subject_ids=tuple(touched),
        statement_ids=tuple(member.id for member in members),
        values=values,
        topic_zh=topic[0],
        topic_en=topic[1],
        reason_zh=f"{reason[0]}{why[0]}",
        reason_en=f"{reason[1]} {why[1]}",
        winner_id=winner,
        severity=severity(members),
    )


def severity(members: Iterable[Sourced]) -> str:
    """High where the catalog itself holds two sides, medium where it holds one, low where nobody has looked yet."""
    reviewed = sum(member.statement.origin == "curated" for member in members)
    return "high" if reviewed > 1 else "medium" if reviewed else "low"


def _winner(scene: Scene, members: Sequence[Sourced]) -> tuple[str | None, Words]:
    shown = [member for member in members if member.id in scene.drawn]
    if len(shown) != 1:
        return None, ("各方并列显示，不取平均，也不替读者选择。", "All sides are shown; nothing is averaged or chosen for the reader.")
    winner = shown[0].statement
    if winner.rank == "preferred":
        because = f"：{winner.rank_reason}" if winner.rank_reason else ""
        because_en = f": {winner.rank_reason}" if winner.rank_reason else ""
        return shown[0].id, (f"先画编辑定为首选的说法{because}。", f"The statement an editor prefers is drawn first{because_en}.")
    if winner.origin == "curated":
        return shown[0].id, ("先画已编目的说法，其余尚未审核。", "The curated statement is drawn first; the others are not reviewed.")
    return shown[0].id, ("先画来历更可靠的说法。", "The statement of the better origin is drawn first.")


def _voice(scene: Scene, member: Sourced) -> Words:
    parts_zh: list[str] = []
    parts_en: list[str] = []
    if member.statement.attributed_to:
        said_zh, said_en = scene.wording.entity(member.root, member.statement.attributed_to)
        parts_zh.append(said_zh)
        parts_en.append(said_en)
    title = (
        (member.source.publisher or member.source.title)
        if member.source
        else (member.document.title or member.document.path if member.document else "")
    )
    if title:
        parts_zh.append(f"据{title}")
        parts_en.append(f"in {title}")
    if member.known_on:
        parts_zh.append(day_zh(member.known_on))
        parts_en.append(day_en(member.known_on))
    return "，".join(parts_zh) or "未注明", ", ".join(parts_en) or "not attributed"


def _ends(each: Sourced) -> tuple[str, str]:
    value = each.statement.value
    other = (value.id or f"?{each.statement.subject.kind}:{value.name.casefold()}") if isinstance(value, EntityValue) else ""
    return each.statement.subject.key, other


def _clusters(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Connected components of pairs; each member knows all, sorted."""
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        joined = groups.get(one, {one}) | groups.get(other, {other})
        for each in joined:
            groups[each] = joined
    return {each: tuple(sorted(group)) for each, group in groups.items()}
