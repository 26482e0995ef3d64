"""Look-ups in a snapshot as known on one day: cards about an entity, behind a mark, in a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from dashboard.dossier.cards import Card, Entity, Passage, Position, Rivalry, Source
from dashboard.selection import Selection, cell_list, cell_number, cell_text, known_by, known_statements, printed_names
from etl.model.snapshot import Snapshot

ENTITY_TABLES: Mapping[str, str] = {
    "players": "player",
    "models": "model",
    "platforms": "platform",
    "applications": "application",
    "markets": "market",
}
_ORIGIN_ORDER = {"curated": 0, "imported": 1, "extracted": 2}
_RANK_ORDER = {"preferred": 0, "normal": 1, "deprecated": 2}
_SEVERITY_ORDER = {"high": 0, "medium": 1, "low": 2}


def _spoken(evidence: pd.DataFrame, known: pd.DataFrame, as_of: str | None) -> pd.DataFrame:
    """Evidence of sources that had spoken by the day; all of it where no day is asked for."""
    if as_of is None:
        return evidence
    spoken = set(known["source_id"].dropna())
    return evidence[[cell_text(source) is None or source in spoken for source in evidence["source_id"]]]


class Dossiers:
    """Look-ups in one snapshot as known on one day, in one language. Built once for each of these and then only read."""

    def __init__(self, snapshot: Snapshot, *, as_of: str | None = None, language: str = "zh") -> None:
        self._language = language
        tables = snapshot.tables
        known = known_statements(snapshot, as_of)
        self._statements = _by_id(known, "statement_id")
        self._by_subject = _grouped(known, "subject_id")
        self._by_value = _grouped(known, "value_id")
        self._evidence = _records_by(_spoken(tables["evidence"], known, as_of), "statement_id")
        self._documents = _by_id(tables["documents"], "document_id")
        self._sources = _by_id(tables["sources"], "source_id")
        positions = tables["positions"]
        self._positions = _records_by(positions[[known_by(day, as_of) for day in positions["known_on"]]], "conflict_id")
        self._conflicts = _by_id(tables["conflicts"], "conflict_id")
        self._authorities = printed_names(snapshot)
        self._terms = _term_names(tables["vocabulary"], language)
        self.entities = _entities(tables, language)
        for key, statements in self._by_subject.items():
            if key not in self.entities:
                first = self._statements[statements[0]]
                self.entities[key] = Entity(key, str(first["subject_kind"]), str(first[f"subject_{language}"]), (), None, None)
        self.printed_names = _printed_names(self.entities.values())

    def knows_statement(self, statement_id: str) -> bool:
        """Whether the statement was known on the day."""
        return statement_id in self._statements

    def cards(self, statement_ids: Iterable[str], *, passages: bool = True) -> tuple[Card, ...]:
        """The statements that are known, best first: drawn, then rank, origin and day."""
        cards = [self._card(self._statements[key], passages=passages) for key in dict.fromkeys(statement_ids) if key in self._statements]
        return tuple(sorted(cards, key=_card_order))

    def lead(self, statement_ids: Sequence[str]) -> Card | None:
        """The first of the statements that is known: what puts a mark where it is."""
        return next((self._card(self._statements[key], passages=False) for key in statement_ids if key in self._statements), None)

    def in_order_of(self, statement_ids: Sequence[str]) -> tuple[Card, ...]:
        """The statements by predicate, the predicate of the first statement first: what puts a mark where it is leads its evidence."""
        order: dict[str, int] = {}
        for key in statement_ids:
            if key in self._statements:
                order.setdefault(str(self._statements[key]["predicate"]), len(order))
        return tuple(sorted(self.cards(statement_ids), key=lambda card: order[card.predicate]))

    def about(self, entity_id: str) -> tuple[Card, ...]:
        """Every statement with this subject, by predicate in the vocabulary's order, best first."""
        cards = self.cards(self._by_subject.get(entity_id, ()))
        order = {name: position for position, name in enumerate(self._terms.get("predicates", {}))}
        return tuple(sorted(cards, key=lambda card: order.get(card.predicate, len(order))))

    def pointing_at(self, entity_id: str) -> tuple[Card, ...]:
        """Statements of other subjects whose value is this entity: what it owns, what is built on it."""
        return self.cards(key for key in self._by_value.get(entity_id, ()) if self._statements[key]["subject_id"] != entity_id)

    def rivalries(self, statement_ids: Iterable[str]) -> tuple[Rivalry, ...]:
        """The conflicts these statements are part of, gravest first."""
        ids = dict.fromkeys(
            conflict for key in statement_ids if key in self._statements for conflict in cell_list(self._statements[key]["conflict_ids"])
        )
        found = [rivalry for key in ids if (rivalry := self.rivalry(key)) is not None]
        return tuple(sorted(found, key=_rivalry_order))

    def rivalry(self, conflict_id: str) -> Rivalry | None:
        """One conflict as known on the day; None where fewer than two sides were known by then."""
        row = self._conflicts.get(conflict_id)
        if row is None:
            return None
        cards = self.cards(cell_list(row["statement_ids"]))
        positions = tuple(
            Position(
                str(each["by"]),
                str(each[f"text_{self._language}"]),
                self._source(cell_text(each["source_id"])),
                cell_text(each["sentence"]),
            )
            for each in self._positions.get(conflict_id, ())
        )
        if len(cards) < 2 and len(positions) < 2:
            return None
        return Rivalry(
            conflict_id,
            str(row["kind"]),
            str(row["severity"]),
            str(row["origin"]),
            str(row[f"topic_{self._language}"]),
            str(row[f"reason_{self._language}"]),
            cell_text(row["winner_id"]),
            tuple(cell_list(row["subject_ids"])),
            int(row["values"]),
            cards,
            positions,
            _place(row),
        )

    def all_rivalries(self, subject_ids: Iterable[str] | None = None) -> tuple[Rivalry, ...]:
        """Every conflict, or those that touch one of the subjects, gravest first."""
        wanted = None if subject_ids is None else set(subject_ids)
        found = [rivalry for key in self._conflicts if (rivalry := self.rivalry(key)) is not None]
        kept = [each for each in found if wanted is None or not each.subject_ids or not wanted.isdisjoint(each.subject_ids)]
        return tuple(sorted(kept, key=_rivalry_order))

    def _card(self, row: Mapping[str, Any], *, passages: bool) -> Card:
        language = self._language
        predicate = str(row["predicate"])
        evidence = self._evidence.get(str(row["statement_id"]), ()) if passages else ()
        return Card(
            statement_id=str(row["statement_id"]),
            fact_id=str(row["fact_id"]),
            slot_id=str(row["slot_id"]),
            subject_id=str(row["subject_id"]),
            subject=str(row[f"subject_{language}"]),
            predicate=predicate,
            predicate_name=self._terms.get("predicates", {}).get(predicate, predicate.replace("_", " ")),
            value=_value_words(row, language),
            value_id=cell_text(row["value_id"]),
            origin=str(row["origin"]),
            rank=str(row["rank"]),
            rank_reason=cell_text(row["rank_reason"]),
            status=str(row["status"]),
            basis=str(row["basis"]),
            drawn=bool(row["drawn"]),
            reviewed=bool(row["reviewed"]),
            contested=bool(row["contested"]),
            attributed_to=self._authority(cell_text(row["attributed_to"])),
            as_of=cell_text(row["as_of"]),
            known_on=cell_text(row["known_on"]),
            version=cell_text(row["version"]),
            stage=self._stage(cell_text(row["stage"])),
            note=cell_text(row["note"]),
            confidence=cell_number(row["confidence"]) if row["origin"] == "extracted" else None,
            independent=int(row["independent"]),
            source=self._source_of_statement(row, evidence),
            place=_place(row),
            passages=_distinct(self._passage(each) for each in evidence),
        )

    def _source_of_statement(self, row: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]]) -> Source:
        source_id = cell_text(row["source_id"])
        document = next((cell_text(each["document_id"]) for each in evidence if cell_text(each["document_id"])), None)
        return self._source(source_id, document)

    def _source(self, source_id: str | None, document_id: str | None = None) -> Source:
        row = self._sources.get(source_id) if source_id else None
        if row is not None:
            return Source(
                source_id,
                str(row["title"]),
                cell_text(row["publisher"]),
                cell_text(row["date_published"]),
                _web(row["url"]),
                described=True,
            )
        document = self._documents.get(document_id) if document_id else None
        if document is not None:
            title = cell_text(document["title"]) or PurePath(str(document["path"])).name
            return Source(None, title, None, cell_text(document["date"]), None, described=False)
        return Source(source_id, source_id or "?", None, None, None, described=False)

    def _authority(self, named: str | None) -> str | None:
        """Whom the source names: by the name of this language where the catalog knows who that is, else as printed."""
        if named is None:
            return None
        if named in self.entities:
            return self.entities[named].name
        known = self._authorities.get(named)
        return known[self._language == "en"] if known else named

    def _stage(self, stage: str | None) -> str | None:
        return self._terms.get("stages", {}).get(stage, stage) if stage else None

    def _passage(self, row: Mapping[str, Any]) -> Passage:
        document_id = cell_text(row["document_id"])
        before, quote, after = _cut(row)
        document = self._documents.get(document_id) if document_id else None
        path = str(document["path"]) if document is not None else None
        return Passage(before, quote, after, self._source(cell_text(row["source_id"]), document_id), path, _place(row))


def restricted(cards: Iterable[Card], selection: Selection) -> tuple[Card, ...]:
    """The cards that pass the filters on status and origin."""
    return tuple(
        card
        for card in cards
        if (not selection.statuses or card.status in selection.statuses) and (not selection.origins or card.origin in selection.origins)
    )


def _by_id(table: pd.DataFrame, column: str) -> dict[str, dict[str, Any]]:
    return {str(row[column]): row for row in _records(table)}


def _records_by(table: pd.DataFrame, column: str) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in _records(table):
        grouped.setdefault(str(row[column]), []).append(row)
    return grouped


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _grouped(statements: pd.DataFrame, column: str) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for key, statement in zip(statements[column], statements["statement_id"], strict=True):
        if cell_text(key):
            grouped.setdefault(str(key), []).append(str(statement))
    return grouped


def _entities(tables: Mapping[str, pd.DataFrame], language: str) -> dict[str, Entity]:
    found = {}
    for table, kind in ENTITY_TABLES.items():
        for row in _records(tables[table]):
            name = str(row[f"name_{language}"])
            others = dict.fromkeys(each for each in (row["name_zh"], row["name_en"], *cell_list(row["aliases"])) if each != name)
            found[str(row["entity_id"])] = Entity(str(row["entity_id"]), kind, name, tuple(others), cell_text(row["note"]), _place(row))
    return found


def _printed_names(entities: Iterable[Entity]) -> dict[tuple[str, str], Entity]:
    """(name, entity id) -> entity, for every name of every entity: what a reader may search for, sorted by name."""
    names = {(name, entity.id): entity for entity in entities for name in (entity.name, *entity.aliases)}
    return dict(sorted(names.items()))


def _term_names(vocabulary: pd.DataFrame, language: str) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {}
    for row in _records(vocabulary.sort_values(["vocabulary", "order", "term_id"])):
        names.setdefault(str(row["vocabulary"]), {})[str(row["term_id"])] = str(row[f"name_{language}"])
    return names


def _value_words(row: Mapping[str, Any], language: str) -> str:
    words = str(row[f"value_{language}"])
    what = cell_text(row["what"])
    return f"{words} ({what})" if what and what not in words else words


def _place(row: Mapping[str, Any]) -> str | None:
    path, line = cell_text(row["file"]), cell_number(row["line"])
    if not path:
        return None
    return f"{path}:{int(line)}" if line else path


def _web(value: object) -> str | None:
    """The address, where it is one a browser may open; a catalog could hold `javascript:` too."""
    text = cell_text(value)
    return text if text and urlsplit(text).scheme in {"http", "https"} else None


def _cut(row: Mapping[str, Any]) -> tuple[str, str, str]:
    sentence, quote = cell_text(row["sentence"]) or "", cell_text(row["quote"]) or ""
    start, base = cell_number(row["start"]), cell_number(row["sentence_start"])
    at = int(start - base) if start is not None and base is not None else sentence.find(quote)
    if not sentence or at < 0 or sentence[at : at + len(quote)] != quote:
        at = sentence.find(quote) if quote else -1
    if at < 0:
        return ("", quote, "") if quote else (sentence, "", "")
    return sentence[:at], quote, sentence[at + len(quote) :]


def _distinct(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple(dict.fromkeys(passages))


def _card_order(card: Card) -> tuple[object, ...]:
    return (
        not card.drawn,
        _RANK_ORDER.get(card.rank, 3),
        _ORIGIN_ORDER.get(card.origin, 3),
        card.known_on or "9999",
        card.value,
        card.statement_id,
    )


def _rivalry_order(rivalry: Rivalry) -> tuple[object, ...]:
    return (_SEVERITY_ORDER.get(rivalry.severity, 3), rivalry.kind, rivalry.topic, rivalry.conflict_id)


def source_rows(sources: pd.DataFrame, cited: Mapping[str, int]) -> list[dict[str, Any]]:
    """The sources in `cited` (source id -> statements), most cited first: title, publisher, date, statements, at_hand, url."""
    rows = [row for row in _records(sources) if row["source_id"] in cited]
    rows.sort(key=lambda row: (-int(cited[str(row["source_id"])]), str(row["title"])))
    return [
        {
            "title": str(row["title"]),
            "publisher": cell_text(row["publisher"]),
            "date": cell_text(row["date_published"]),
            "statements": int(cited[str(row["source_id"])]),
            "at_hand": bool(row["at_hand"]),
            "url": _web(row["url"]),
        }
        for row in rows
    ]
