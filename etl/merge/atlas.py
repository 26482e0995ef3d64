"""The merge: catalog and extractions side by side as the rows of every table. Pure: the same inputs, in any order, give the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.merge.candidates import candidate_rows
from etl.merge.conflicts import detect, scene_of
from etl.merge.entities import TABLE_OF_KIND, entity_row
from etl.merge.evidence import Library, Row, evidence_rows, library_of
from etl.merge.origins import Origins, Sourced, independent_roots, origins_of, sourced
from etl.merge.rows import document_row, predicate_row, source_row, statement_row, term_row
from etl.merge.slots import Slot, slots_of
from etl.merge.wording import Wording, wording_of
from etl.model.catalog import Catalog, Dispute
from etl.model.conflict import Conflict
from etl.model.digest import short_id
from etl.model.extraction import Extraction
from etl.model.quantity import PartialDate
from etl.model.source import Source
from etl.model.vocabulary import Predicate


@dataclass(frozen=True, slots=True)
class Atlas:
    """Rows of every table of `etl.model.snapshot.TABLES`; `as_of` is the latest publication among the sources drawn."""

    tables: Mapping[str, tuple[Row, ...]]
    as_of: str | None
    warnings: tuple[str, ...] = ()


def merge(catalog: Catalog, extractions: Sequence[Extraction], sources: Iterable[Source] = ()) -> Atlas:
    """Puts everything side by side. `sources` are those the catalog has no file for: briefs and sidecars.

    The table of exchange rates stays empty: merging says nothing about currencies.
    """
    extractions = _distinct(extractions)
    origins = origins_of(catalog, sources)
    wording = wording_of(catalog)
    every = sourced(catalog, extractions, origins)
    slots = slots_of(every, wording.predicates)
    conflicts = detect(scene_of(slots, wording))
    library = library_of(extractions, origins)
    tables = {
        "statements": _statement_rows(slots, conflicts, wording),
        "evidence": _evidence(slots, library),
        "conflicts": [*map(_conflict_row, conflicts), *(_dispute_row(dispute) for dispute in catalog.disputes)],
        "positions": [row for dispute in catalog.disputes for row in _position_rows(dispute, origins, library)],
        "candidates": candidate_rows(extractions, every),
        "documents": [document_row(extraction, origins.sources) for extraction in extractions],
        "sources": _source_rows(origins, every, extractions),
        "vocabulary": [
            *map(term_row, catalog.terms),
            *(predicate_row(each, order) for order, each in enumerate(_in_file_order(catalog.predicates))),
        ],
        "fx": [],
        **_entities(catalog, slots, conflicts),
    }
    warnings = sorted({f"{extraction.document.path}: {warning}" for extraction in extractions for warning in extraction.warnings})
    return Atlas({name: tuple(rows) for name, rows in tables.items()}, _as_of(slots), tuple(warnings))


def _distinct(extractions: Sequence[Extraction]) -> list[Extraction]:
    """Each document once, in the order of paths: a copy of a file under another name says nothing new."""
    found: dict[str, Extraction] = {}
    for extraction in sorted(extractions, key=lambda each: (each.document.path, each.document.id)):
        found.setdefault(extraction.document.id, extraction)
    return list(found.values())


def _statement_rows(slots: Sequence[Slot], conflicts: Sequence[Conflict], wording: Wording) -> list[Row]:
    touched: dict[str, list[str]] = {}
    for conflict in conflicts:
        for key in conflict.statement_ids:
            touched.setdefault(key, []).append(conflict.id)
    rows = []
    for slot in slots:
        for fact in slot.facts:
            roots = independent_roots(fact.members)
            behind = sorted({member.source.id for member in fact.members if member.source and member.independent})
            rows += [
                statement_row(
                    member, slot, fact, wording, conflict_ids=sorted(touched.get(member.id, [])), independent=len(roots), sources=behind
                )
                for member in fact.members
            ]
    return rows


def _in_file_order(predicates: Iterable[Predicate]) -> list[Predicate]:
    """As the vocabulary lists them: the order an editor chose is the order of display."""
    return sorted(predicates, key=lambda each: (each.place.path if each.place else "", each.place.line if each.place else 0, each.id))


def _evidence(slots: Sequence[Slot], library: Library) -> list[Row]:
    rows = {str(row["evidence_id"]): row for slot in slots for fact in slot.facts for row in evidence_rows(fact, library)}
    return [rows[key] for key in sorted(rows)]


def _conflict_row(conflict: Conflict) -> Row:
    return {
        "conflict_id": conflict.id,
        "kind": conflict.kind,
        "origin": "detected",
        "severity": conflict.severity,
        "predicate": conflict.predicate or None,
        "subject_ids": list(conflict.subject_ids),
        "statement_ids": list(conflict.statement_ids),
        "statements": len(conflict.statement_ids),
        "values": conflict.values,
        "winner_id": conflict.winner_id,
        "topic_zh": conflict.topic_zh,
        "topic_en": conflict.topic_en,
        "reason_zh": conflict.reason_zh,
        "reason_en": conflict.reason_en,
    }


def dispute_id(dispute: Dispute) -> str:
    """The id of a dispute as a conflict."""
    return short_id("cf", "dispute", dispute.id)


def _dispute_row(dispute: Dispute) -> Row:
    sides_zh = "、".join(dict.fromkeys(position.by for position in dispute.positions))
    sides_en = ", ".join(dict.fromkeys(position.by for position in dispute.positions))
    return {
        "conflict_id": dispute_id(dispute),
        "kind": dispute.kind,
        "origin": "curated",
        "severity": dispute.severity,
        "subject_ids": sorted(dispute.subject_ids),
        "statement_ids": [],
        "statements": 0,
        "values": len(dispute.positions),
        "topic_zh": dispute.topic_zh,
        "topic_en": dispute.topic_en,
        "reason_zh": f"各方说法不同（{sides_zh}）；编辑并列转述，不作裁断。",
        "reason_en": f"The sides differ ({sides_en}); editors paraphrase each and decide for none.",
        "file": dispute.place.path if dispute.place else None,
        "line": dispute.place.line if dispute.place else None,
    }


def _position_rows(dispute: Dispute, origins: Origins, library: Library) -> Iterable[Row]:
    for position in dispute.positions:
        source = origins.sources.get(position.source_id)
        words = library.cited(position.source_id, position.cited_start, position.cited_end)
        yield {
            "conflict_id": dispute_id(dispute),
            "by": position.by,
            "text_zh": position.text_zh,
            "text_en": position.text_en,
            "source_id": position.source_id,
            "known_on": source.date_published if source else None,
            "cited_start": position.cited_start,
            "cited_end": position.cited_end,
            "sentence": words.sentence if words else None,
        }


def _source_rows(origins: Origins, every: Sequence[Sourced], extractions: Sequence[Extraction]) -> list[Row]:
    cited = Counter(member.source.id for member in every if member.source)
    at_hand = {extraction.document.source_id for extraction in extractions}
    return [source_row(origins.sources[key], statements=cited[key], at_hand=key in at_hand) for key in sorted(origins.sources)]


def _entities(catalog: Catalog, slots: Sequence[Slot], conflicts: Sequence[Conflict]) -> dict[str, list[Row]]:
    about: dict[str, list[Slot]] = {}
    for slot in slots:
        about.setdefault(slot.subject, []).append(slot)
    contested = {subject for conflict in conflicts for subject in conflict.subject_ids}
    contested |= {subject for dispute in catalog.disputes for subject in dispute.subject_ids}
    tables: dict[str, list[Row]] = {name: [] for name in TABLE_OF_KIND.values()}
    for entity in sorted(catalog.entities, key=lambda entity: entity.id):
        own = about.get(entity.id, [])
        imported = bool(own) and all(member.statement.origin == "imported" for slot in own for member in slot.members)
        tables[TABLE_OF_KIND[entity.kind]].append(entity_row(entity, own, contested=entity.id in contested, imported=imported))
    return tables


def _as_of(slots: Sequence[Slot]) -> str | None:
    known = {member.known_on for slot in slots for member in slot.members if member.id in slot.drawn and member.known_on}
    return max(known, key=lambda text: (PartialDate(text).first_day, len(text)), default=None)
