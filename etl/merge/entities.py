"""Entities as rows: what the best statements about each say, for lists and maps that need one line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.merge.compare import days_of, measure_of
from etl.merge.evidence import Row
from etl.merge.origins import Sourced, independent_roots
from etl.merge.slots import Slot
from etl.model.entity import Entity
from etl.model.quantity import PartialDate
from etl.model.statement import DateValue, EntityValue, NumberValue, TermValue

TABLE_OF_KIND: Mapping[str, str] = {
    "player": "players",
    "model": "models",
    "platform": "platforms",
    "application": "applications",
    "task": "markets",
    "market": "markets",
}


@dataclass(frozen=True, slots=True)
class About:
    """The slots of one subject."""

    slots: Sequence[Slot]

    def best(self, predicate: str) -> tuple[Sourced, ...]:
        """Asserted statements that are drawn; what the catalog has reviewed, where it has any."""
        drawn = [
            (member, fact.reviewed)
            for slot in self.slots
            if slot.predicate.id == predicate
            for fact in slot.facts
            for member in fact.members
            if member.id in slot.drawn and member.statement.status == "asserted"
        ]
        return tuple(member for member, reviewed in drawn if reviewed) or tuple(member for member, _ in drawn)

    def words(self, predicate: str) -> list[str]:
        """Ids (or printed words) of terms and entities, sorted, each once."""
        found = {_word(member) for member in self.best(predicate)}
        return sorted(word for word in found if word)


def entity_row(entity: Entity, slots: Sequence[Slot], *, contested: bool, imported: bool) -> Row:
    """One entity with the columns of its table."""
    about = About(slots)
    members = [member for slot in slots for member in slot.members]
    row: Row = {
        "entity_id": entity.id,
        "name_zh": entity.name_zh or entity.name_en,
        "name_en": entity.name_en or entity.name_zh,
        "aliases": [name for name in entity.names if name not in {entity.name_zh, entity.name_en}],
        "origin": "imported" if imported else "curated",
        "nested_under": entity.nested_under,
        "owner_ids": [word for word in about.words("owner") if not word.startswith("?")],
        "layers": about.words("layer"),
        "industries": about.words("industry"),
        "file": entity.place.path,
        "line": entity.place.line,
        "reviewed_by": entity.reviewed_by,
        "reviewed_on": entity.reviewed_on,
        "note": entity.note,
        "statements": len(members),
        "sources": len(independent_roots(members)),
        "contested": contested,
    }
    if entity.kind == "player":
        row |= {"kind": _one(about, "kind"), "country": _one(about, "country"), "listed": _one(about, "listed")}
    if entity.kind == "model":
        row |= {
            "tiers": about.words("tier"),
            "release_status": _latest(about.best("release_status")),
            "released_on": _earliest(about.best("released_on")),
            "parameters_count": _least(about.best("parameters")),
        }
    return row


def _word(member: Sourced) -> str:
    value = member.statement.value
    if isinstance(value, EntityValue):
        return value.id or f"?{value.name}"
    if isinstance(value, TermValue):
        return value.id or value.name or ""
    return str(getattr(value, "name", "") or "")


def _one(about: About, predicate: str) -> str | None:
    words = about.words(predicate)
    return words[0] if words else None


def _latest(members: Iterable[Sourced]) -> str | None:
    """The status that was known last: what was previewed in May and released in June is released."""
    known = sorted(members, key=lambda member: (_first_day(member.known_on), _word(member), member.id))
    return _word(known[-1]) if known else None


def _earliest(members: Iterable[Sourced]) -> str | None:
    dates = [value for member in members if isinstance(value := member.statement.value, DateValue)]
    return min(dates, key=lambda value: (days_of(value), value.date)).date if dates else None


def _least(members: Iterable[Sourced]) -> float | None:
    numbers = [value for member in members if isinstance(value := member.statement.value, NumberValue)]
    found = [measure[0] for value in numbers if (measure := measure_of(value))]
    return min(found) if found else None


def _first_day(text: str | None) -> int:
    return PartialDate(text).first_day.toordinal() if text else 0
