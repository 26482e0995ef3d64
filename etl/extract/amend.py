"""From drafts to what a document says: the best reading of each value, each thing once, at its most precise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from etl.extract.rules import Draft
from etl.extract.values import DATE_PREDICATES
from etl.model.quantity import PartialDate
from etl.model.statement import DateValue, NumberValue, value_json


def best_readings(drafts: Iterable[Draft]) -> list[Draft]:
    """Of one sentence: a value token belongs to the subject a template bound; scope decides only where none did."""
    drafts = list(drafts)
    bound = {(each.predicate, each.slot) for each in drafts if each.explicit and each.slot >= 0}
    kept = [each for each in drafts if each.explicit or (each.predicate, each.slot) not in bound]
    # The same value read by two templates as two kinds of cost: the surer one.
    top: dict[tuple[str, int, str], float] = {}
    for each in kept:
        key = (each.predicate, each.slot, each.subject.key)
        top[key] = max(top.get(key, 0.0), each.confidence)
    return [
        each
        for each in kept
        if each.slot < 0 or each.predicate != "cost" or each.confidence == top[each.predicate, each.slot, each.subject.key]
    ]


def corrected(drafts: Iterable[Draft], status: str) -> list[Draft]:
    """What a following sentence takes back; who made a product stays asserted."""
    return [replace(each, status=status) if each.status != "denied" and each.predicate != "owner" else each for each in drafts]


def _covers(wide: Draft, fine: Draft) -> bool:
    """Whether a statement says no more than another: a year of which the day is told, 约 of the same number."""
    if wide.predicate in DATE_PREDICATES and isinstance(wide.value, DateValue) and isinstance(fine.value, DateValue):
        if wide.value == fine.value:
            return wide.bound != "=" or fine.bound == "="
        first, last = PartialDate(wide.value.date).first_day, PartialDate(wide.value.high or wide.value.date).last_day
        start, end = PartialDate(fine.value.date).first_day, PartialDate(fine.value.high or fine.value.date).last_day
        return (first, last) != (start, end) and first <= start and end <= last
    if isinstance(wide.value, NumberValue) and isinstance(fine.value, NumberValue):
        return wide.value.number == fine.value.number and wide.value.high == fine.value.high and wide.value.what == fine.value.what
    return value_json(wide.value) == value_json(fine.value)


def _alike(draft: Draft) -> object:
    """What two drafts of one subject and predicate have in common if one may cover the other: a long text has many that have not."""
    value = draft.value
    if isinstance(value, DateValue) and draft.predicate in DATE_PREDICATES:
        return None
    return (value.number, value.high, value.what) if isinstance(value, NumberValue) else value_json(value)


def consolidate(drafts: Iterable[Draft]) -> list[Draft]:
    """Each thing once per document, in the order of the text; the more precise, then the surer, then the earlier wins."""
    groups: dict[tuple[str, str], list[Draft]] = {}
    drafts = list(drafts)
    told = {each.subject.key for each in drafts if not each.rule.endswith(".from_name")}
    sized = {each.subject.key for each in drafts if each.predicate == "parameters" and each.rule != "parameters.from_name"}
    for draft in drafts:
        # A name met only in passing is not read for its size, and what is said of it outweighs what it is called.
        if draft.rule == "parameters.from_name" and (draft.subject.key not in told or draft.subject.key in sized):
            continue
        groups.setdefault((draft.subject.key, draft.predicate), []).append(draft)
    kept: list[Draft] = []
    for group in groups.values():
        chosen: dict[object, list[Draft]] = {}
        for draft in sorted(group, key=_precision):
            alike = chosen.setdefault(_alike(draft), [])
            if not any(_covers(draft, other) and _one_status(draft, other) for other in alike):
                alike.append(draft)
        kept += [draft for alike in chosen.values() for draft in alike]
    return sorted(kept, key=lambda each: (each.start, each.end, each.predicate, each.subject.key, each.rule))


def _one_status(draft: Draft, other: Draft) -> bool:
    return draft.status == other.status


def _precision(draft: Draft) -> tuple[int, int, int, float, int]:
    date = draft.value.date if isinstance(draft.value, DateValue) else ""
    ranged = bool(isinstance(draft.value, DateValue) and draft.value.high)
    return (draft.status != "asserted", -len(date) + 3 * ranged, draft.bound == "=", -draft.confidence, draft.start)
