"""Rival release statuses. One product has one status a day: later and further along is progress, anything else is a conflict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations

from etl.merge.compare import days_of
from etl.merge.conflicts.scene import Scene, conflict, live, source_of, tellings
from etl.merge.origins import Sourced
from etl.merge.slots import Slot
from etl.model.conflict import Conflict
from etl.model.quantity import PartialDate
from etl.model.statement import DateValue, TermValue

_RELEASED = "released"
_EVENT = "released_on"
_EVENTS = frozenset({"released_on", "announced_on"})


def status_conflicts(scene: Scene) -> Iterator[Conflict]:
    """One conflict for each product (or products said to be one) whose statuses contradict each other."""
    by_subject: dict[str, list[Slot]] = {}
    for slot in scene.slots:
        if slot.predicate.cardinality == "status" or slot.predicate.id in _EVENTS:
            by_subject.setdefault(slot.subject, []).append(slot)
    for group in sorted({scene.cluster(subject) for subject in by_subject}):
        slots = [slot for subject in group for slot in by_subject.get(subject, ())]
        predicates = sorted({slot.predicate.id for slot in slots if slot.predicate.cardinality == "status"})
        for predicate in predicates:
            told = live(member for slot in slots if slot.predicate.id == predicate for member in slot.members)
            told = tuple(member for member in told if member.statement.status in {"asserted", "planned"})
            dated = live(member for slot in slots if slot.predicate.id in _EVENTS for member in slot.members)
            events = tuple(member for member in dated if member.statement.predicate == _EVENT)
            sentences = _dated_sentences(dated)
            told = _present(tuple(_on_its_day(member, sentences) for member in told), events, _order(scene, predicate))
            members = _clashing(scene, predicate, told, events)
            if members:
                yield _conflict(scene, predicate, group, members)


def _on_its_day(status: Sourced, dated: Mapping[tuple[str, int], date]) -> Sourced:
    """A status read in a sentence that dates an event of the same product held on that day, not when the article came out."""
    places = _places(status)
    if status.statement.origin == "curated" or status.statement.as_of or not places or not places <= dated.keys():
        return status
    return replace(status, known_on=min(dated[place] for place in places).isoformat())


def _dated_sentences(events: tuple[Sourced, ...]) -> dict[tuple[str, int], date]:
    """The sentences that date an event, with the last day the date leaves open."""
    found: dict[tuple[str, int], date] = {}
    for event in events:
        if isinstance(value := event.statement.value, DateValue):
            day = days_of(value)[1]
            found |= {place: min(day, found.get(place, day)) for place in _places(event)}
    return found


def _places(member: Sourced) -> frozenset[tuple[str, int]]:
    return frozenset((span.document_id, span.sentence_start) for each in member.repeats if (span := each.provenance.span))


def _present(told: tuple[Sourced, ...], events: tuple[Sourced, ...], order: dict[str, int]) -> tuple[Sourced, ...]:
    """Without the stages an article tells as history: it says itself that the product went further.

    Only what was read: an editor who keeps two statuses of one source means two.
    """
    furthest: dict[str, int] = {}
    for member in (*told, *events):
        reached = order.get(_RELEASED if member.statement.predicate == _EVENT else _word(member), 0)
        if member.statement.status == "asserted":
            furthest[source_of(member)] = max(furthest.get(source_of(member), 0), reached)
    return tuple(
        member
        for member in told
        if member.statement.origin == "curated" or order.get(_word(member), 0) >= furthest.get(source_of(member), 0)
    )


def _clashing(scene: Scene, predicate: str, told: tuple[Sourced, ...], events: tuple[Sourced, ...]) -> list[Sourced]:
    """The statements that take part; alike ones are compared once, because a thousand articles may say that a product is out."""
    order = _order(scene, predicate)
    statuses, releases = _alike(told), _alike(events)
    found: dict[str, Sourced] = {}
    for one, other in combinations(statuses.values(), 2):
        if _clash(scene, predicate, one[0], other[0], order):
            found |= {member.id: member for member in (*one, *other)}
    for status in statuses.values():
        for event in releases.values():
            if _outdated(status[0], event[0], order):
                found |= {member.id: member for member in (*status, *event)}
    return [found[key] for key in sorted(found)]


def _alike(members: tuple[Sourced, ...]) -> dict[tuple[object, ...], list[Sourced]]:
    """Members by all that a comparison looks at."""
    groups: dict[tuple[object, ...], list[Sourced]] = {}
    for member in members:
        statement = member.statement
        groups.setdefault((statement.value, statement.version, statement.status, statement.as_of or member.known_on), []).append(member)
    return groups


def _clash(scene: Scene, predicate: str, one: Sourced, other: Sourced, order: dict[str, int]) -> bool:
    first, second = _word(one), _word(other)
    if first == second or one.statement.version != other.statement.version or _narrower(scene, predicate, first, second):
        return False
    return not (_progress(one, other, order) or _progress(other, one, order))


def _progress(early: Sourced, late: Sourced, order: dict[str, int]) -> bool:
    """Whether `late` was known on a later day and is further along."""
    before, after = _known(early), _known(late)
    if before is None or after is None or before.last_day >= after.first_day:
        return False
    return order.get(_word(early), 0) <= order.get(_word(late), 0)


def _outdated(status: Sourced, event: Sourced, order: dict[str, int]) -> bool:
    """Whether a status short of released was printed after the day on which, as another source says, the product was released."""
    known, value = _known(status), event.statement.value
    if (
        known is None
        or not isinstance(value, DateValue)
        or event.statement.status != "asserted"
        or event.statement.version
        or status.statement.version
    ):
        return False
    short = order.get(_word(status), 0) < order.get(_RELEASED, 0)
    return short and days_of(value)[1] < known.first_day


def _narrower(scene: Scene, predicate: str, one: str, other: str) -> bool:
    """A status whose wider term is the other does not contradict it."""
    vocabulary = scene.wording.predicates[predicate].vocabulary if predicate in scene.wording.predicates else None
    terms = [scene.wording.terms.get((vocabulary or "", word)) for word in (one, other)]
    return any(term is not None and term.parent in {one, other} for term in terms)


def _order(scene: Scene, predicate: str) -> dict[str, int]:
    known = scene.wording.predicates.get(predicate)
    terms = [term for (vocabulary, _), term in scene.wording.terms.items() if known and vocabulary == known.vocabulary]
    return {term.id: place for place, term in enumerate(sorted(terms, key=lambda term: (term.order, term.id)), start=1)}


def _word(member: Sourced) -> str:
    value = member.statement.value
    return (value.id or value.name or "") if isinstance(value, TermValue) else ""


def _known(member: Sourced) -> PartialDate | None:
    text = member.statement.as_of or member.known_on
    return PartialDate(text) if text else None


def _conflict(scene: Scene, predicate: str, group: tuple[str, ...], members: list[Sourced]) -> Conflict:
    several = len({member.statement.subject.key for member in members}) > 1
    joined = scene.joined_by(group) if several else ()
    name_zh, name_en = scene.name(members[0].statement.subject.key, members)
    if several:
        names = [scene.name(subject, members) for subject in dict.fromkeys(member.statement.subject.key for member in members)]
        name_zh, name_en = "／".join(zh for zh, _ in names), " / ".join(en for _, en in names)
    said_zh, said_en = tellings(scene, members, subjects=several, properties=len({member.statement.predicate for member in members}) > 1)
    words = len({_word(member) for member in members if member.statement.predicate == predicate})
    return conflict(
        scene,
        kind="status",
        predicate=predicate,
        key=group,
        members=[*members, *joined],
        values=max(words, 2),
        topic=(f"{name_zh}：发布状态说法不一", f"{name_en}: the sources disagree on how far it is"),
        reason=(
            f"{said_zh}。按各来源的发布日期，这不是先后的进展。",
            f"{said_en}. By the days these were published, this is no progress from one to the next.",
        ),
        subjects=group if several else (),
    )
