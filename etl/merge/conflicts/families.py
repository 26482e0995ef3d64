"""One number under several names of a family: whose is it? 175 billion can be the size of one GPT and hardly of all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import isclose

from etl.merge.compare import fold, measure_of
from etl.merge.conflicts.scene import Scene, conflict, live, printed_as, source_of, tellings
from etl.merge.origins import Sourced, subject_key
from etl.merge.slots import Slot, qualifier
from etl.model.conflict import Conflict
from etl.model.statement import EntityValue, NumberValue

_MEASURES = frozenset({"number", "money", "hardware", "duration"})
_LEAST_STEM = 2
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s?([bBtT]|亿|万亿)(?![A-Za-z])")
_SIZES = {"b": 1e9, "t": 1e12, "亿": 1e8, "万亿": 1e12}
_ROUNDED = 0.15
"""A name rounds: 6.2 billion parameters make a 6B."""


def identity_conflicts(scene: Scene) -> Iterator[Conflict]:
    """One conflict for each measured value of a `one` property that different sources give to different members of one family."""
    families = _families(scene)
    informed = _informed(scene)
    told: dict[tuple[str, ...], list[Sourced]] = {}
    for slot in scene.cardinality("one"):
        if slot.predicate.value in _MEASURES:
            for member in live(slot.members):
                if _measured(member) and not _in_its_name(scene, member):
                    told.setdefault(_key(slot, member, families), []).append(member)
    for key in sorted(told):
        members = _confused(told[key], informed)
        if members:
            yield _conflict(scene, key, members)


def _measured(member: Sourced) -> bool:
    """A class of size is shared by many models and says nothing of who is meant; so does a bound."""
    statement = member.statement
    magnitude = isinstance(statement.value, NumberValue) and statement.value.magnitude
    return statement.bound in {"=", "~"} and statement.status != "denied" and not magnitude and measure_of(statement.value) is not None


def _key(slot: Slot, member: Sourced, families: dict[str, str]) -> tuple[str, ...]:
    qualifiers = (f"{name}={qualifier(member.statement, name)}" for name in slot.predicate.key)
    return (slot.predicate.id, families.get(slot.subject, slot.subject), member.json, *qualifiers)


def _in_its_name(scene: Scene, member: Sourced) -> bool:
    """Whether a size is part of the subject's own name, as in X-6B: then there is no doubt whose it is."""
    measure = measure_of(member.statement.value)
    subject = member.statement.subject
    entity = scene.wording.entities.get(subject.id or "")
    names = entity.names if entity else (subject.name,)
    sizes = [float(number) * _SIZES[unit.casefold()] for name in names for number, unit in _SIZE.findall(name)]
    return measure is not None and any(isclose(size, measure[0], rel_tol=_ROUNDED) for size in sizes)


def _informed(scene: Scene) -> dict[tuple[str, str], frozenset[str]]:
    """The sources that give a property of a subject any value at all."""
    found: dict[tuple[str, str], set[str]] = {}
    for slot in scene.cardinality("one"):
        for member in live(slot.members):
            found.setdefault((slot.subject, slot.predicate.id), set()).add(source_of(member))
    return {key: frozenset(sources) for key, sources in found.items()}


def _confused(members: list[Sourced], informed: dict[tuple[str, str], frozenset[str]]) -> list[Sourced]:
    """Statements about subjects that no source tells apart; names that are both unknown are left to whoever catalogues them.

    A source that gives the property to both subjects, the same value or not, knows one from the other.
    """
    knowing = {(member.statement.subject.key, member.statement.subject.id): informed[_told_of(member)] for member in members}
    confused = {
        key
        for (key, known), sources in knowing.items()
        if any(other != key and (known or other_known) and not sources & elsewhere for (other, other_known), elsewhere in knowing.items())
    }
    return [member for member in members if member.statement.subject.key in confused]


def _told_of(member: Sourced) -> tuple[str, str]:
    return subject_key(member), member.statement.predicate


def _families(scene: Scene) -> dict[str, str]:
    """The family of each subject: what it is said to be part of, is the same as, or shares its name with but for a version number."""
    family: dict[str, str] = {}
    subjects = sorted({slot.subject for slot in scene.slots})
    stems: dict[tuple[str, str], str] = {}
    for subject in subjects:
        entity = scene.wording.entities.get(subject)
        names = entity.names if entity else (subject.partition(":")[2],)
        kind = entity.kind if entity else subject[1:].partition(":")[0]
        for stem in sorted({_stem(name) for name in names} - {""}):
            _join(family, subject, stems.setdefault((kind, stem), subject))
    for one, other in _edges(scene):
        _join(family, one, other)
    return {subject: _head(family, subject) for subject in subjects}


def _edges(scene: Scene) -> Iterable[tuple[str, str]]:
    for slot in (*scene.of("part_of"), *scene.of("same_as")):
        for member in live(slot.members):
            value = member.statement.value
            if member.statement.status == "asserted" and isinstance(value, EntityValue) and value.id:
                yield slot.subject, value.id


def _stem(name: str) -> str:
    """A name without its version number; empty for a name that bears none, or of which nothing is left."""
    folded = fold(name)
    stem = "".join(letter for letter in folded if not letter.isdigit())
    return stem if stem != folded and len(stem) >= _LEAST_STEM else folded if len(folded) >= _LEAST_STEM else ""


def _join(family: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_head(family, one), _head(family, other)))
    family[second] = first
    family[first] = first


def _head(family: dict[str, str], subject: str) -> str:
    while family.get(subject, subject) != subject:
        subject = family[subject]
    return subject


def _conflict(scene: Scene, key: tuple[str, ...], members: list[Sourced]) -> Conflict:
    what_zh, _ = scene.wording.predicate(key[0])
    value_zh, value_en = scene.wording.value(members[0].statement)
    said_zh, said_en = tellings(scene, members, subjects=True)
    subjects = sorted({member.statement.subject.key for member in members})
    names = [scene.name(subject, members) for subject in subjects]
    names += [(other, other) for subject in subjects for other in printed_as(scene, subject, map(source_of, members))]
    return conflict(
        scene,
        kind="identity",
        predicate=key[0],
        key=(key[2], *subjects),
        members=members,
        values=len(names),
        topic=(
            f"{value_zh}：是 {' 还是 '.join(zh for zh, _ in names)} 的{what_zh}？",
            f"{value_en}: of {' or '.join(en for _, en in names)}?",
        ),
        reason=(
            f"{said_zh}。不同来源把同一个数记在同一系列的不同名字下，没有来源说它们相同。",
            f"{said_en}. Different sources give one number to different names of one family, and none says that they share it.",
        ),
    )
