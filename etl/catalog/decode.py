"""Records of the catalog to nouns of the model. What is wrong is reported in place; what is right is kept.

Two passes over the entities: first who there is, then what is said of them, because a statement may point at any record.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass
from typing import Any

from etl.catalog import fields, shapes
from etl.catalog.index import Index
from etl.catalog.log import Log
from etl.catalog.yamlsource import Mapping, Scalar
from etl.model.catalog import Dispute, Position
from etl.model.entity import Entity
from etl.model.source import Source
from etl.model.vocabulary import Predicate, Term

FIELDS = {kind.id: {field.key: field for field in kind.fields} for kind in shapes.KINDS.values()}


@dataclass(frozen=True, slots=True)
class Record:
    """One entity as written: its node, its own keys and the source its bare values rest on.

    A record without a readable id is checked like any other but stays out of the catalog (`named` False); where the default source
    is unreadable (`source_unreadable`), bare values are not also accused of having none.
    """

    entity: Entity
    node: Mapping
    kind: shapes.Kind
    log: Log
    own: dict[str, Any]
    source: Scalar | None
    inherited: bool
    named: bool
    source_unreadable: bool


def name_of(kind: shapes.Kind) -> tuple[str, str]:
    """The kind's name in both languages, as problems say it."""
    return kind.zh, kind.en


def entity_records(root: Mapping, folder_kind: str, log: Log, predicates: dict[str, dict[str, Predicate]]) -> Iterator[Record]:
    """The record of a file and those nested in it. `predicates`: kind of entity -> key -> predicate."""
    top = _record(root, shapes.KINDS[folder_kind], log, predicates, above=None)
    yield top
    for key, nested_kind in shapes.NESTED.items():
        for node in top.own.get(key, ()):
            yield _record(node, shapes.KINDS[nested_kind], log, predicates, above=top)


def _record(node: Mapping, kind: shapes.Kind, log: Log, predicates: dict[str, dict[str, Predicate]], *, above: Record | None) -> Record:
    entity_kind = kind.id
    if entity_kind == "market" and isinstance(written := node.get("kind"), Scalar) and written.text == "task":
        entity_kind = "task"
    ignored = _ignored(node, entity_kind, FIELDS[kind.id], predicates, log)
    own = fields.read(node, FIELDS[kind.id], log, record=shapes.ENTITY_NAMES[entity_kind], ignore=ignored)
    for key in shapes.REQUIRED_STATEMENTS.get(kind.id, ()):
        if key in ignored and key not in node.entries:
            log.report("C203", node, key=key, record_zh=kind.zh, record_en=kind.en, example=f"{key}: {shapes.REQUIRED_EXAMPLES[key]}")
    place = own.get("id")
    word = place.text.strip() if place is not None else ""
    name_zh, name_en = own.get("name") or (word, word)
    reviewed = own.get("reviewed") or {}
    entity = Entity(
        id=word,
        kind=entity_kind,
        name_zh=name_zh,
        name_en=name_en,
        aliases=own.get("aliases") or (),
        place=log.place(place if place is not None else node),
        nested_under=above.entity.id if above else None,
        former_ids=tuple(each.text.strip() for each in own.get("former_ids") or ()),
        reviewed_by=reviewed.get("by"),
        reviewed_on=reviewed["on"].text if "on" in reviewed else None,
        note=own.get("note"),
    )
    source = own.get("source")
    unreadable = source is None and ("source" in node.entries or (above is not None and above.source_unreadable))
    default = source or (above.source if above else None)
    return Record(entity, node, kind, log, own, default, inherited=source is None, named=place is not None, source_unreadable=unreadable)


def _ignored(
    node: Mapping,
    entity_kind: str,
    own: dict[str, shapes.Field],
    predicates: dict[str, dict[str, Predicate]],
    log: Log,
) -> AbstractMapping[str, object]:
    """The statement keys of this kind of record; one that belongs to another kind is reported as that, not as unknown."""
    ignored: AbstractMapping[str, object] = predicates[entity_kind]
    record_zh, record_en = shapes.ENTITY_NAMES[entity_kind]
    for key, (place, _) in node.entries.items():
        if key in own or key in ignored:
            continue
        homes = [kind for kind, keys in predicates.items() if key in keys or (key in shapes.NESTED and kind == "player")]
        if homes:
            ignored = {**ignored, key: None}
            kinds_zh, kinds_en = zip(*(shapes.ENTITY_NAMES[home] for home in homes), strict=True)
            kinds = {"kinds_zh": "、".join(kinds_zh), "kinds_en": ", ".join(kinds_en)}
            log.report("C210", place, key=key, record_zh=record_zh, record_en=record_en, **kinds)
    return ignored


def source_record(root: Mapping, log: Log) -> tuple[Source, dict[str, Any]] | None:
    """One source, and its keys as read."""
    own = fields.read(root, FIELDS["source"], log, record=name_of(shapes.SOURCE), ignore={})
    if "id" not in own:
        return None
    dates = {key: own[key].text if key in own else None for key in ("date_published", "date_accessed")}
    source = Source(
        id=own["id"].text.strip(),
        title=own.get("title", ""),
        publisher=own.get("publisher", ""),
        url=own.get("url"),
        date_published=dates["date_published"],
        date_basis=own.get("date_basis"),
        date_accessed=dates["date_accessed"],
        licence=own.get("licence"),
        sha256=own.get("sha256"),
        derived_from=own["derived_from"].text.strip() if "derived_from" in own else None,
        independent=own.get("independent", True),
        kind=own.get("kind", "article"),
        language=own.get("language", "zh"),
        note=own.get("note"),
        place=log.place(own["id"]),
    )
    return source, own


def vocabulary_terms(root: Mapping, name: str, log: Log) -> Iterator[tuple[Term, dict[str, Any]]]:
    """The terms of a vocabulary in the order written, each with its keys as read."""
    own = fields.read(root, FIELDS["vocabulary"], log, record=name_of(shapes.VOCABULARY), ignore={})
    for order, node in enumerate(own.get("terms", ())):
        each = fields.read(node, FIELDS["term"], log, record=name_of(shapes.TERM), ignore={})
        if "id" not in each:
            continue
        word = each["id"].text.strip()
        name_zh, name_en = each.get("name") or (word, word)
        definition_zh, definition_en = each.get("definition") or (None, None)
        yield (
            Term(
                id=word,
                vocabulary=name,
                name_zh=name_zh,
                name_en=name_en,
                synonyms=each.get("synonyms") or (),
                definition_zh=definition_zh,
                definition_en=definition_en,
                source_id=each["source"].text.strip() if "source" in each else None,
                parent=each["parent"].text.strip() if "parent" in each else None,
                order=order,
                place=log.place(each["id"]),
            ),
            each,
        )


def predicates_of(root: Mapping, log: Log) -> Iterator[Predicate]:
    """The predicates in the order written."""
    own = fields.read(root, FIELDS["predicates"], log, record=name_of(shapes.PREDICATES), ignore={})
    required = [field.key for field in shapes.PREDICATE.fields if field.required]
    for node in own.get("predicates", ()):
        each = fields.read(node, FIELDS["predicate"], log, record=name_of(shapes.PREDICATE), ignore={})
        if any(key not in each for key in required):
            continue
        definition_zh, definition_en = each.get("definition") or (None, None)
        yield Predicate(
            id=each["id"].text.strip(),
            name_zh=each["name"][0],
            name_en=each["name"][1],
            cardinality=each["cardinality"],
            value=each["value"],
            subjects=each["subjects"],
            catalog_key=each["catalog_key"],
            objects=each.get("objects") or (),
            vocabulary=each.get("vocabulary"),
            key=each.get("key") or (),
            unit=each.get("unit"),
            definition_zh=definition_zh,
            definition_en=definition_en,
            place=log.place(each["id"]),
        )


def dispute_record(root: Mapping, log: Log, index: Index) -> Dispute | None:
    """One dispute with its positions; its subjects and sources are looked up."""
    own = fields.read(root, FIELDS["dispute"], log, record=name_of(shapes.DISPUTE), ignore={})
    if "id" not in own:
        return None
    default = own.get("source")
    if default is not None:
        index.source(default, log)
    positions = []
    for node in own.get("positions", ()):
        each = fields.read(node, FIELDS["position"], log, record=name_of(shapes.POSITION), ignore={})
        source = each.get("source")
        if source is None and default is None and "source" not in node.entries:
            log.report("C401", node, key="positions")
        if source is not None:
            index.source(source, log)
        source = source or default
        if source is None or "by" not in each or "text" not in each:
            continue
        start, end = each.get("at") or (None, None)
        text_zh, text_en = each["text"]
        positions.append(Position(each["by"], text_zh, text_en, source.text.strip(), start, end, log.place(node)))
    written = own.get("positions", ())
    if "positions" in own and len(written) < 2:
        log.report("C215", root.entries["positions"][1], count=len(written))
    subjects = tuple(found.id for each in own.get("subjects", ()) if (found := index.entity(each, log)))
    topic_zh, topic_en = own.get("topic") or ("", "")
    return Dispute(
        id=own["id"].text.strip(),
        kind=own.get("kind", "opinion"),
        topic_zh=topic_zh,
        topic_en=topic_en,
        severity=own.get("severity", "medium"),
        theme=own.get("theme", ""),
        subject_ids=subjects,
        positions=tuple(positions),
        place=log.place(own["id"]),
    )
