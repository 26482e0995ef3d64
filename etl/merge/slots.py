"""Slots and facts: which statements can rival each other, and which say the same.

A slot is a subject's property with its key (the cost of GPT-3's training, in total). Inside it, statements gather into facts around
the most exact value: a month joins the day it covers, a bound the number it leaves room for, but only where there is one such.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etl.merge.compare import Extent, extent_of, fold, same, word_of
from etl.merge.origins import Sourced, subject_key
from etl.model.digest import short_id
from etl.model.statement import DateValue, EntityValue, NumberValue, Statement, TermValue, TextValue, value_json
from etl.model.vocabulary import Predicate

_RANK_ORDER = {"preferred": 0, "normal": 1, "deprecated": 2}
_ORIGIN_ORDER = {"curated": 0, "imported": 1, "extracted": 2}


@dataclass(frozen=True, slots=True)
class Fact:
    """Statements of one slot and status that say the same; `extent` is that of the most exact."""

    id: str
    status: str
    extent: Extent
    members: tuple[Sourced, ...]

    @property
    def live(self) -> tuple[Sourced, ...]:
        """Its statements that no editor has deprecated."""
        return tuple(member for member in self.members if member.statement.rank != "deprecated")

    @property
    def reviewed(self) -> bool:
        """Whether one of them stands in the catalog."""
        return any(member.statement.origin != "extracted" for member in self.members)


@dataclass(frozen=True, slots=True)
class Slot:
    """All statements about one property of one subject that can rival each other."""

    id: str
    subject: str
    predicate: Predicate
    facts: tuple[Fact, ...]
    drawn: frozenset[str]

    @property
    def members(self) -> tuple[Sourced, ...]:
        """Every statement of the slot, fact by fact."""
        return tuple(member for fact in self.facts for member in fact.members)


def slots_of(statements: Iterable[Sourced], predicates: Mapping[str, Predicate]) -> tuple[Slot, ...]:
    """Gathers statements into slots, sorted by id. A predicate the vocabulary lacks is free: its values never rival."""
    gathered: dict[tuple[str, ...], list[Sourced]] = {}
    for each in statements:
        predicate = predicates.get(each.statement.predicate) or _free(each.statement.predicate)
        gathered.setdefault(_slot_key(each, predicate), []).append(each)
    _join_told_apart(gathered)
    slots = []
    for key, members in gathered.items():
        predicate = predicates.get(key[1]) or _free(key[1])
        slot_id = short_id("sl", *key)
        facts = _facts(slot_id, members, predicate)
        slots.append(Slot(slot_id, key[0], predicate, facts, _drawn(facts)))
    return tuple(sorted(slots, key=lambda slot: slot.id))


def _join_told_apart(gathered: dict[tuple[str, ...], list[Sourced]]) -> None:
    """Moves what was read without a version or stage to the one qualified slot whose curated value it repeats.

    An editor who told versions apart has settled what a bare date in an article means; it must not come back as a conflict.
    """
    siblings: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for key in sorted(gathered):
        siblings.setdefault(_bare(key), []).append(key)
    for keys in siblings.values():
        own = [key for key in keys if _unqualified(key)]
        for key in own:
            others = [other for other in keys if other != key]
            for member in [each for each in gathered[key] if each.statement.origin != "curated"]:
                homes = [other for other in others if _repeats(member, gathered[other])]
                if len(homes) == 1 and not _repeats(member, gathered[key]):
                    gathered[key].remove(member)
                    gathered[homes[0]].append(member)
            if not gathered[key]:
                del gathered[key]


def _bare(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in key if not part.startswith(_TELLING_APART))


def _unqualified(key: tuple[str, ...]) -> bool:
    return not any(part.startswith(_TELLING_APART) and not part.endswith("=") for part in key)


def _repeats(member: Sourced, members: list[Sourced]) -> bool:
    extent = extent_of(member.statement)
    return any(other.statement.origin == "curated" and same(extent, extent_of(other.statement)) for other in members)


_TELLING_APART = ("version=", "stage=")


def qualifier(statement: Statement, name: str) -> str:
    """One key qualifier of a statement as text: a field of its value or of itself, empty where it has none."""
    name = {"for": "purpose", "of": "of_id"}.get(name, name)
    value = statement.value
    if name == "value":
        return word_of(value) or value_json(value)
    found = getattr(value, name, None)
    if found is None:
        found = getattr(statement, name, None)
    if found is None and name == "of_id":
        found = getattr(value, "of_name", None)
    return "" if found is None else fold(str(found)) if name in {"what", "device"} else str(found)


def _slot_key(each: Sourced, predicate: Predicate) -> tuple[str, ...]:
    statement = each.statement
    names = dict.fromkeys(_KEYS.get(predicate.cardinality, ()))
    names |= dict.fromkeys(name for name in predicate.key if name not in _NEVER_KEYS.get(predicate.cardinality, ()))
    key = [f"{name}={qualifier(statement, name)}" for name in names]
    if predicate.cardinality in {"many", "free"}:
        key.append(_union_word(each))
    return (subject_key(each), predicate.id, *key)


_KEYS: Mapping[str, tuple[str, ...]] = {
    "one": ("version",),
    "events": ("version", "stage"),
    "ratio": ("of", "property"),
    "scope": ("what",),
}
"""What keeps values of a cardinality apart in any case, whatever the vocabulary adds."""

_NEVER_KEYS: Mapping[str, tuple[str, ...]] = {"scope": ("scope", "as_of"), "status": ("as_of", "known_on")}
"""What must not keep them apart: bounds of different scope and statuses of different days have to meet to be compared."""


def _union_word(each: Sourced) -> str:
    """What makes a value of a union itself: who or which word; for numbers and dates of free properties all of it."""
    value = each.statement.value
    if isinstance(value, EntityValue | TermValue | TextValue):
        return word_of(value)
    return each.json


def _facts(slot_id: str, members: list[Sourced], predicate: Predicate) -> tuple[Fact, ...]:
    """Leader clustering in an order that depends on the values alone: most exact first."""
    facts: list[tuple[tuple[str, ...], Extent, str, list[Sourced]]] = []
    curated = [member for member in members if member.statement.origin == "curated"] if predicate.cardinality == "scope" else []
    for member in sorted(members, key=_exactness):
        extent = extent_of(member.statement)
        part = _part(_scoped(member, curated), predicate)
        near = [fact for fact in facts if fact[0] == part and same(fact[1], extent)]
        equal = [fact for fact in near if fact[1] == extent]
        if equal or len(near) == 1 or (near and extent.point):
            (equal or sorted(near, key=lambda fact: abs(fact[1].low - extent.low)))[0][3].append(member)
        else:
            leader = f"{member.json}{member.statement.bound}"
            facts.append((part, extent, leader, [member]))
    made = [
        Fact(short_id("fa", slot_id, *part, leader), part[0], extent, tuple(sorted(gathered, key=lambda each: each.id)))
        for part, extent, leader, gathered in facts
    ]
    return tuple(sorted(made, key=lambda fact: fact.id))


def _part(member: Sourced, predicate: Predicate) -> tuple[str, ...]:
    """Statements of different parts never say the same: status and, for counts of a market, scope and day."""
    statement = member.statement
    if predicate.cardinality == "scope":
        return statement.status, scope_of(member), day_of(member)
    if predicate.cardinality in {"status", "free"}:
        return statement.status, ""
    return statement.status, statement.as_of or "" if predicate.value == "money" and statement.as_of else ""


def _scoped(member: Sourced, curated: list[Sourced]) -> Sourced:
    """The curated count that a bare one repeats: an editor read its scope and day where the extractor saw only the number.

    Only the same source or one that merely repeats others: a bound of another day in another article stays apart.
    """
    if member.statement.origin == "curated" or scope_of(member):
        return member
    heard = [each for each in curated if not member.independent or each.source == member.source]
    equal = [each for each in heard if _tells(each) == _tells(member)]
    return equal[0] if len(equal) == 1 else member


def _tells(member: Sourced) -> tuple[object, ...]:
    return member.statement.bound, member.statement.status, extent_of(member.statement)


def scope_of(member: Sourced) -> str:
    """The folded scope of a count, empty where none is given."""
    value = member.statement.value
    return fold(value.scope or "") if isinstance(value, NumberValue) else ""


def day_of(member: Sourced) -> str:
    """The day a count held: as stated; for a bare bound at least the day it was printed; empty for an undated number."""
    statement = member.statement
    return statement.as_of or (member.known_on or "" if statement.bound != "=" else "")


def _exactness(member: Sourced) -> tuple[bool, float, float, str, str]:
    extent = extent_of(member.statement)
    width = 0.0 if extent.point else extent.high - extent.low
    return extent.bare, width, extent.low, member.json, member.id


def _drawn(facts: Iterable[Fact]) -> frozenset[str]:
    """The best of a slot: best rank, then best origin, all ties; nothing where every statement is deprecated.

    What was only read in briefs or summaries is never drawn: they retell, and what they add nobody has published.
    """
    members = [member for fact in facts for member in fact.members if fact.reviewed or any(each.independent for each in fact.members)]
    live = [member for member in members if member.statement.rank != "deprecated"]
    best = min((_standing(member.statement) for member in live), default=None)
    return frozenset(member.id for member in live if _standing(member.statement) == best)


def _standing(statement: Statement) -> tuple[int, int]:
    return _RANK_ORDER[statement.rank], _ORIGIN_ORDER[statement.origin]


def _free(predicate_id: str) -> Predicate:
    return Predicate(predicate_id, predicate_id, predicate_id, "free", "text", (), predicate_id)


def is_date(statement: Statement) -> bool:
    """Whether its value is a date."""
    return isinstance(statement.value, DateValue)
