"""Rival kinds: a name that is a model here and an application there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from etl.merge.compare import fold
from etl.merge.conflicts.scene import Scene, conflict, live, tellings
from etl.merge.origins import Sourced
from etl.model.conflict import Conflict
from etl.model.entity import NAMED_KINDS
from etl.model.statement import TermValue

_KIND_OF_LAYER: Mapping[str, str] = {"general": "model", "vertical": "model", "application": "application", "platform": "platform"}
_PRODUCTS = ("model", "platform", "application")
_WORDS: Mapping[str, tuple[str, str]] = {
    "player": ("厂商", "player"),
    "model": ("模型", "model"),
    "application": ("应用", "application"),
    "platform": ("平台", "platform"),
}


def kind_conflicts(scene: Scene) -> Iterator[Conflict]:
    """Products whose stated layers make them two kinds of thing, and names read as two kinds of thing."""
    yield from _by_layer(scene)
    yield from _by_name(scene)


def _by_layer(scene: Scene) -> Iterator[Conflict]:
    """A player may hold several layers; one product is trained, or built on what others trained, or hosts both.

    Only what sources state: an editor's inference alone makes no rival.
    """
    told: dict[str, list[Sourced]] = {}
    for slot in scene.of("layer"):
        for member in live(slot.members):
            value = member.statement.value
            if (
                member.statement.subject.kind in _PRODUCTS
                and member.statement.status == "asserted"
                and member.statement.basis == "stated"
                and isinstance(value, TermValue)
                and value.id in _KIND_OF_LAYER
            ):
                told.setdefault(slot.subject, []).append(member)
    for subject in sorted(told):
        kinds = sorted(
            {_KIND_OF_LAYER[member.statement.value.id or ""] for member in told[subject] if isinstance(member.statement.value, TermValue)}
        )
        if len(kinds) > 1:
            yield _conflict(scene, "layer", (subject,), told[subject], kinds)


def _by_name(scene: Scene) -> Iterator[Conflict]:
    told: dict[str, dict[str, list[Sourced]]] = {}
    for slot in scene.slots:
        for member in live(slot.members):
            subject = member.statement.subject
            if subject.kind in NAMED_KINDS:
                told.setdefault(fold(subject.name), {}).setdefault(subject.kind, []).append(member)
    for name in sorted(told):
        kinds = sorted(told[name])
        if len(kinds) > 1:
            members = [member for kind in kinds for member in told[name][kind]]
            yield _conflict(scene, "", (name,), members, kinds)


def _conflict(scene: Scene, predicate: str, key: tuple[str, ...], members: list[Sourced], kinds: list[str]) -> Conflict:
    name_zh, name_en = scene.wording.subject(members[0].statement)
    said_zh, said_en = tellings(scene, members)
    words = [_WORDS[kind] for kind in kinds]
    return conflict(
        scene,
        kind="kind",
        predicate=predicate,
        key=key,
        members=members,
        values=len(kinds),
        topic=(f"{name_zh}：{'还是'.join(zh for zh, _ in words)}？", f"{name_en}: {' or '.join(en for _, en in words)}?"),
        reason=(
            f"同一个名字被当成{'和'.join(zh for zh, _ in words)}：{said_zh}。",
            f"One name is used as {' and as '.join(en for _, en in words)}: {said_en}.",
        ),
    )
