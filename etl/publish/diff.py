"""What changed between two snapshots, in the market's words: who came and went, what is said anew, which conflicts arose or ended."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from etl.model.snapshot import Snapshot

Record = Mapping[Hashable, Any]
_ENTITIES = {
    "players": ("厂商", "player"),
    "models": ("模型", "model"),
    "platforms": ("平台", "platform"),
    "applications": ("应用", "application"),
    "markets": ("市场", "market"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `kind` is an entity, statement, conflict, source or candidate that was added, removed or changed; `id` is its id."""

    kind: str
    id: str
    text_zh: str
    text_en: str

    def text(self, language: str) -> str:
        """The change in zh or en."""
        return self.text_zh if language == "zh" else self.text_en


def diff(old: Snapshot, new: Snapshot) -> tuple[Change, ...]:
    """Every change from `old` to `new`, entities first, then statements, conflicts, sources and unknown names."""
    return (*_entities(old, new), *_statements(old, new), *_conflicts(old, new), *_sources(old, new), *_candidates(old, new))


def _entities(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for table, (zh, en) in _ENTITIES.items():
        before, after = _rows(old, table, "entity_id"), _rows(new, table, "entity_id")
        for key in sorted(after.keys() - before.keys()):
            row = after[key]
            yield Change("entity_added", key, f"新增{zh}：{row['name_zh']}", f"New {en}: {row['name_en']}")
        for key in sorted(before.keys() - after.keys()):
            row = before[key]
            yield Change("entity_removed", key, f"移除{zh}：{row['name_zh']}", f"Removed {en}: {row['name_en']}")


def _statements(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    names = _predicates(new) | _predicates(old)
    before, after = _rows(old, "statements", "statement_id"), _rows(new, "statements", "statement_id")
    gone = {key: before[key] for key in before.keys() - after.keys()}
    come = {key: after[key] for key in after.keys() - before.keys()}
    for key in sorted(come, key=lambda key: _order(come[key])):
        row = come[key]
        zh, en = _about(row, names)
        earlier = _replaced(row, gone)
        if earlier is not None:
            del gone[str(earlier["statement_id"])]
            yield Change(
                "statement_changed",
                key,
                f"{zh}：{earlier['value_zh']} → {row['value_zh']}{_by_zh(row)}",
                f"{en}: {earlier['value_en']} → {row['value_en']}{_by_en(row)}",
            )
        else:
            yield Change("statement_added", key, f"{zh}：新增 {row['value_zh']}{_by_zh(row)}", f"{en}: new, {row['value_en']}{_by_en(row)}")
    for key in sorted(gone, key=lambda key: _order(gone[key])):
        row = gone[key]
        zh, en = _about(row, names)
        yield Change(
            "statement_removed", key, f"{zh}：撤下 {row['value_zh']}{_by_zh(row)}", f"{en}: withdrawn, {row['value_en']}{_by_en(row)}"
        )
    for key in sorted(before.keys() & after.keys(), key=lambda key: _order(after[key])):
        yield from _restanding(before[key], after[key], names)


def _restanding(before: Record, after: Record, names: Mapping[str, tuple[str, str]]) -> Iterator[Change]:
    """A statement that says the same and stands differently: another rank, drawn or no longer, reviewed at last."""
    zh, en = _about(after, names)
    said_zh, said_en = f"{zh}：{after['value_zh']}", f"{en}: {after['value_en']}"
    key = str(after["statement_id"])
    if before["rank"] != after["rank"]:
        yield Change(
            "statement_ranked",
            key,
            f"{said_zh}，级别 {before['rank']} → {after['rank']}",
            f"{said_en}, rank {before['rank']} → {after['rank']}",
        )
    elif before["reviewed"] != after["reviewed"]:
        yield Change(
            "statement_reviewed",
            key,
            f"{said_zh}，{'已审核' if after['reviewed'] else '不再是已审核'}",
            f"{said_en}, {'now' if after['reviewed'] else 'no longer'} reviewed",
        )
    elif before["drawn"] != after["drawn"]:
        yield Change(
            "statement_drawn",
            key,
            f"{said_zh}，{'现在画出' if after['drawn'] else '不再画出'}",
            f"{said_en}, {'now' if after['drawn'] else 'no longer'} drawn",
        )


def _replaced(row: Record, gone: Mapping[str, Record]) -> Record | None:
    """The one statement that this one took the place of: same slot, source, origin and authority, another value."""
    kin = ("slot_id", "source_id", "origin", "attributed_to")
    found = [each for each in gone.values() if all(each[name] == row[name] for name in kin)]
    return found[0] if len(found) == 1 else None


def _conflicts(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    before, after = _rows(old, "conflicts", "conflict_id"), _rows(new, "conflicts", "conflict_id")
    for key in sorted(after.keys() - before.keys()):
        yield Change("conflict_added", key, f"新的冲突：{after[key]['topic_zh']}", f"New conflict: {after[key]['topic_en']}")
    for key in sorted(before.keys() - after.keys()):
        yield Change("conflict_removed", key, f"冲突消除：{before[key]['topic_zh']}", f"Conflict gone: {before[key]['topic_en']}")


def _sources(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    before, after = _rows(old, "sources", "source_id"), _rows(new, "sources", "source_id")
    for key in sorted(after.keys() - before.keys()):
        yield Change("source_added", key, f"新增来源：{after[key]['title']}", f"New source: {after[key]['title']}")
    for key in sorted(before.keys() - after.keys()):
        yield Change("source_removed", key, f"移除来源：{before[key]['title']}", f"Removed source: {before[key]['title']}")
    read, reads = _rows(old, "documents", "document_id"), _rows(new, "documents", "document_id")
    for key in sorted(reads.keys() - read.keys(), key=lambda key: str(reads[key]["path"])):
        yield Change("document_added", key, f"新读文章：{_title(reads[key])}", f"New document: {_title(reads[key])}")
    for key in sorted(read.keys() - reads.keys(), key=lambda key: str(read[key]["path"])):
        yield Change("document_removed", key, f"不再有文章：{_title(read[key])}", f"Document gone: {_title(read[key])}")


def _candidates(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    before, after = _rows(old, "candidates", "candidate_id"), _rows(new, "candidates", "candidate_id")
    for key in sorted(after.keys() - before.keys()):
        yield Change("candidate_added", key, f"目录里没有的名字：{after[key]['name']}", f"A name the catalog lacks: {after[key]['name']}")


def _rows(snapshot: Snapshot, table: str, key: str) -> dict[str, Record]:
    return {str(row[key]): row for row in snapshot.tables[table].to_dict("records")}


def _predicates(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    rows = snapshot.tables["vocabulary"].to_dict("records")
    return {str(row["term_id"]): (str(row["name_zh"]), str(row["name_en"])) for row in rows if row["vocabulary"] == "predicates"}


def _about(row: Record, names: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    zh, en = names.get(str(row["predicate"]), (str(row["predicate"]), str(row["predicate"])))
    return f"{row['subject_zh']} · {zh}", f"{row['subject_en']} · {en}"


def _by_zh(row: Record) -> str:
    return f"（{row['attributed_to']}）" if row["attributed_to"] else ""


def _by_en(row: Record) -> str:
    return f" ({row['attributed_to']})" if row["attributed_to"] else ""


def _title(row: Record) -> str:
    return str(row["title"] or row["path"])


def _order(row: Record) -> tuple[str, str, str]:
    return str(row["subject_id"]), str(row["predicate"]), str(row["statement_id"])
