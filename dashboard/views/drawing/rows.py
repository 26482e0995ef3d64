"""From statements to marks: the rows every chart's frame is made of, with the sources that carry each of them.

A frame always has the columns of `MARK_COLUMNS`:

- mark_id (str): stable name of the mark, `view:what:whom`; unique in the frame.
- statement_ids (list of str): what the mark rests on, never empty.
- entity_id (str): whom a click shows.
- label, label_zh, label_en (str): name as drawn.
- origin (curated, imported, extracted), basis (stated, implied, inferred), status (asserted, planned, rumoured): of the statements that
  put the mark where it is, the best of each.
- contested (bool): a conflict touches one of its statements.
- source_ids (list of str): keys of `frame.attrs["sources"]`, never empty.

`frame.attrs` holds what captions need: view, as_of, digest, filters, empty_reason, sources, and what a chart adds. Plain values only, so that frames can be
copied and cached.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath
from typing import Any

import pandas as pd

from dashboard.selection import (
    PRODUCT_TABLES,
    Selection,
    cell_list,
    cell_number,
    cell_text,
    facets_of,
    known_statements,
    owners_of,
    printed_names,
    visible_statements,
)
from dashboard.views.drawing.filters import filter_words
from etl.model.snapshot import Snapshot

MARK_COLUMNS = (
    "mark_id",
    "statement_ids",
    "entity_id",
    "label",
    "label_zh",
    "label_en",
    "origin",
    "basis",
    "status",
    "contested",
    "source_ids",
)
ORIGINS = ("curated", "imported", "extracted")
BASES = ("stated", "implied", "inferred")
STATUSES = ("asserted", "planned", "rumoured", "denied")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as a chart reads it; see the table `statements` of the snapshot for the meaning of each field."""

    statement_id: str
    fact_id: str
    slot_id: str
    subject_id: str
    subject_zh: str
    subject_en: str
    subject_kind: str
    predicate: str
    value_id: str | None
    value_zh: str
    value_en: str
    number: float | None
    high: float | None
    currency: str | None
    cost_kind: str | None
    per: str | None
    method: str | None
    date: str | None
    date_precision: str | None
    date_high: str | None
    bound: str
    status: str
    basis: str
    version: str | None
    stage: str | None
    attributed_to: str | None
    as_of: str | None
    note: str | None
    origin: str
    known_on: str | None
    drawn: bool
    contested: bool
    conflict_ids: tuple[str, ...]
    independent: int
    source_ids: tuple[str, ...]

    @property
    def term(self) -> str:
        """The id a value points at, else the printed word."""
        return self.value_id or self.value_zh


_TEXT = tuple(
    name
    for name in Said.__dataclass_fields__
    if name not in {"number", "high", "drawn", "contested", "conflict_ids", "independent", "source_ids"}
)
_NEVER_NULL = {"value_zh", "value_en", "subject_zh", "subject_en"}


class Reading:
    """A snapshot seen through a selection: the statements to draw, and names, owners and vocabularies to draw them with."""

    def __init__(self, snapshot: Snapshot, selection: Selection, *, by_mark: bool = False) -> None:
        """With `by_mark` a filter on status asks for what marks show, not for the statements that put them where they are.

        That a planned product belongs into a layer is asserted; who asks for plans wants to see it all the same.
        """
        self.snapshot = snapshot
        self.asked = selection
        self.selection = replace(selection, statuses=()) if by_mark else selection
        self._around: dict[str, dict[str, list[Said]]] = {}

    @cached_property
    def known(self) -> pd.DataFrame:
        """What was known on the day asked for, unfiltered: owners and names come from here."""
        return known_statements(self.snapshot, self.selection.as_of)

    @cached_property
    def visible(self) -> pd.DataFrame:
        """What passes the filters."""
        return visible_statements(self.snapshot, self.selection)

    @cached_property
    def owners(self) -> dict[str, tuple[str, ...]]:
        """Owners of each product."""
        return owners_of(self.snapshot, self.known)

    @cached_property
    def facets(self) -> dict[str, dict[str, set[str]]]:
        """Layers, tiers and industries of each subject."""
        return facets_of(self.known, self.owners)

    @cached_property
    def names(self) -> dict[str, tuple[str, str]]:
        """Name in Chinese and English of every entity of the catalog and every subject."""
        names = {}
        for subject, zh, en in zip(*(self.known[column] for column in ("subject_id", "subject_zh", "subject_en")), strict=True):
            names[subject] = (zh, en)
        for table in ("players", *PRODUCT_TABLES, "markets"):
            rows = self.snapshot.tables[table]
            for entity, zh, en in zip(rows["entity_id"], rows["name_zh"], rows["name_en"], strict=True):
                names[entity] = (zh, en)
        return names

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kind of each player of the catalog."""
        players = self.snapshot.tables["players"]
        return {entity: kind for entity, kind in zip(players["entity_id"], players["kind"], strict=True) if cell_text(kind)}

    @cached_property
    def _documents(self) -> dict[str, str]:
        """For statements of documents nobody has described: the document that is their source."""
        evidence = self.snapshot.tables["evidence"]
        pairs = zip(evidence["statement_id"], evidence["document_id"], strict=True)
        return {statement: f"document:{document}" for statement, document in pairs if cell_text(document)}

    @cached_property
    def _catalog(self) -> set[str]:
        return {str(entity) for table in ("players", *PRODUCT_TABLES, "markets") for entity in self.snapshot.tables[table]["entity_id"]}

    def catalogued(self, entity_id: str) -> bool:
        """Whether the catalog has a record of it; other subjects are names that extraction found."""
        return entity_id in self._catalog

    def name(self, entity_id: str) -> tuple[str, str]:
        """Name in Chinese and English; for an entity nobody named, its id."""
        return self.names.get(entity_id, (entity_id, entity_id))

    @cached_property
    def _printed(self) -> dict[str, tuple[str, str]]:
        return printed_names(self.snapshot)

    def authority(self, said: Said) -> tuple[str, str]:
        """Who says so, in Chinese and English: whom the source names (a name the catalog lacks as printed), else the publisher or title."""
        named = said.attributed_to
        if named:
            return self.names.get(named) or self._printed.get(named) or (named, named)
        source = self._source(said.source_ids[0])
        words = source["publisher"] or source["title"]
        return words, words

    def terms(self, vocabulary: str) -> dict[str, tuple[str, str]]:
        """Names of a vocabulary's terms by id, in order of display."""
        return self._vocabularies.get(vocabulary, {})

    @cached_property
    def _vocabularies(self) -> dict[str, dict[str, tuple[str, str]]]:
        rows = self.snapshot.tables["vocabulary"].sort_values(["order", "term_id"])
        found: dict[str, dict[str, tuple[str, str]]] = {}
        for name, term, zh, en in zip(*(rows[column] for column in ("vocabulary", "term_id", "name_zh", "name_en")), strict=True):
            found.setdefault(name, {})[term] = (zh, en)
        return found

    def about(self, subjects: Iterable[str], *predicates: str) -> list[Said]:
        """What is known of some subjects by these predicates, filters aside: the statements around a mark. Read once for each predicate."""
        for predicate in predicates:
            if predicate not in self._around:
                held = self._around.setdefault(predicate, {})
                for said in self.said(predicate, filtered=False):
                    held.setdefault(said.subject_id, []).append(said)
        return [said for subject in sorted(subjects) for predicate in predicates for said in self._around[predicate].get(subject, ())]

    def said(self, *predicates: str, drawn: bool = True, filtered: bool = True) -> list[Said]:
        """Statements with these predicates, not denied, sorted by id; `drawn=False` gives rivals too, `filtered=False` ignores filters."""
        table = self.visible if filtered else self.known
        rows = table.loc[table["predicate"].isin(predicates) & (table["status"] != "denied")]
        if drawn:
            rows = rows.loc[rows["drawn"].astype(bool)]
        return sorted((self._said(record) for record in rows.to_dict("records")), key=lambda said: said.statement_id)

    def every(self) -> list[Said]:
        """Every statement drawn and not denied that passes the filters, whatever its predicate."""
        rows = self.visible.loc[self.visible["drawn"].astype(bool) & (self.visible["status"] != "denied")]
        return [self._said(record) for record in rows.to_dict("records")]

    def contested(self) -> list[Said]:
        """Every known statement that a conflict touches, drawn or not, filtered or not."""
        return [self._said(record) for record in self.known.loc[self.known["contested"]].to_dict("records")]

    def outlook(self, products: Iterable[str]) -> str:
        """Planned or rumoured where nothing more is said of the release of any of these products; else asserted."""
        found = []
        for product in products:
            said = self.about([product], "release_status", "released_on", "announced_on")
            found.append(_best((each.status for each in said), STATUSES) if said else STATUSES[0])
        return _best(found, STATUSES) if found else STATUSES[0]

    def _said(self, record: Mapping[Any, Any]) -> Said:
        texts = {name: cell_text(record[name]) or ("" if name in _NEVER_NULL else None) for name in _TEXT}
        own = cell_text(record["source_id"]) or self._documents.get(record["statement_id"]) or f"file:{cell_text(record['file']) or '?'}"
        return Said(
            **texts,  # type: ignore[arg-type]
            number=cell_number(record["number"]),
            high=cell_number(record["high"]),
            drawn=bool(record["drawn"]),
            contested=bool(record["contested"]),
            conflict_ids=tuple(cell_list(record["conflict_ids"])),
            independent=int(cell_number(record["independent"]) or 0),
            source_ids=tuple(dict.fromkeys((own, *cell_list(record["corroborated_by"])))),
        )

    def mark(self, mark_id: str, entity_id: str, said: Sequence[Said], *, lead: Sequence[Said], label: tuple[str, str]) -> dict[str, Any]:
        """One row: `lead` put the mark where it is, `said` is all it rests on."""
        every = {each.statement_id: each for each in (*lead, *said)}
        return {
            "mark_id": mark_id,
            "statement_ids": list(every),
            "entity_id": entity_id,
            "label": label[1] if self.selection.language == "en" else label[0],
            "label_zh": label[0],
            "label_en": label[1],
            "origin": _best((each.origin for each in lead), ORIGINS),
            "basis": _best((each.basis for each in lead), BASES),
            "status": _best((each.status for each in lead), STATUSES),
            "contested": any(each.contested for each in every.values()),
            "source_ids": sorted({source for each in every.values() for source in each.source_ids}),
        }

    def kept(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """The marks that show a status asked for."""
        return [row for row in rows if not self.asked.statuses or self.selection.statuses or row["status"] in self.asked.statuses]

    def frame(self, view: str, rows: Sequence[Mapping[str, Any]], columns: Sequence[str], **attrs: Any) -> pd.DataFrame:
        """The frame of a chart: mark columns first, then the chart's own, and in `attrs` what its caption needs."""
        # Plain objects: pandas would make NaN of a missing text, and NaN is true and prints as "nan".
        frame = pd.DataFrame([dict(row) for row in rows], columns=[*MARK_COLUMNS, *columns], dtype=object)
        frame["contested"] = frame["contested"].astype(bool)
        frame.attrs.update(
            view=view,
            as_of=self.selection.as_of or self.snapshot.as_of,
            digest=self.snapshot.digest,
            filtered=self.asked.filtered,
            filters=filter_words(self.asked, self.terms, self.name),
            sources=self._sources({source for ids in frame["source_ids"] for source in ids}),
            **attrs,
        )
        return frame

    def _sources(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        return {key: self._source(key) for key in sorted(keys)}

    def _source(self, key: str) -> dict[str, Any]:
        """What is known of a source; a document nobody described shows its own title, else the name of its file, and its own date."""
        described, documents = self._source_tables
        source = described.get(key, {})
        document = documents.get(key.removeprefix("document:"), {})
        path = cell_text(document.get("path"))
        return {
            "title": cell_text(source.get("title")) or cell_text(document.get("title")) or (PurePath(path).name if path else key),
            "publisher": cell_text(source.get("publisher")),
            "url": cell_text(source.get("url")),
            "date_published": cell_text(source.get("date_published")) or cell_text(document.get("date")),
            "date_accessed": cell_text(source.get("date_accessed")),
            "described": bool(source),
        }

    @cached_property
    def _source_tables(self) -> tuple[dict[str, dict[Any, Any]], dict[str, dict[Any, Any]]]:
        tables = self.snapshot.tables
        return (
            {record["source_id"]: record for record in tables["sources"].to_dict("records")},
            {record["document_id"]: record for record in tables["documents"].to_dict("records")},
        )


def _best(values: Iterable[str], order: Sequence[str]) -> str:
    found = set(values)
    return next((value for value in order if value in found), order[-1])


def words_of(row: Mapping[str, Any], language: str) -> str:
    """The label of a row in a language."""
    return str(row["label_en" if language == "en" else "label_zh"])
