"""The review list: what the extractor found and the catalog lacks or contradicts, best evidence first, each with the YAML to paste."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from etl.model.snapshot import Snapshot

Record = Mapping[Hashable, Any]
_BOUNDS = {"~": "about", ">=": "at_least", "<=": "at_most", "range": "range"}
_TABLES = ("players", "models", "platforms", "applications", "markets")
_URGENCY = {"contradicts": 0, "new": 1, "unknown_name": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to decide. `kind`: contradicts (the catalog says otherwise), new (the catalog says nothing), unknown_name."""

    kind: str
    id: str
    about_zh: str
    about_en: str
    independent: int
    confidence: float
    path: str
    start: int | None
    end: int | None
    sentence: str
    yaml: str

    def record(self) -> dict[str, object]:
        """The finding as JSON prints it."""
        return asdict(self)


def review(snapshot: Snapshot) -> tuple[Finding, ...]:
    """All findings: contradictions first, then new facts, then unknown names; within each by independent origins and confidence.

    What only briefs or summaries say is left out: they retell their sources, and nothing may cite them.
    """
    found = [*_facts(snapshot), *_names(snapshot)]
    return tuple(
        sorted(found, key=lambda each: (_URGENCY[each.kind], -each.independent, -each.confidence, each.path, each.start or 0, each.id))
    )


def _facts(snapshot: Snapshot) -> Iterator[Finding]:
    statements = snapshot.tables["statements"]
    properties = {str(row["term_id"]): row for row in snapshot.tables["vocabulary"].to_dict("records") if row["vocabulary"] == "predicates"}
    files = {str(row["entity_id"]): row["file"] for table in _TABLES for row in snapshot.tables[table].to_dict("records")}
    paths = {str(row["document_id"]): str(row["path"]) for row in snapshot.tables["documents"].to_dict("records")}
    spans = {str(row["statement_id"]): row for row in snapshot.tables["evidence"].to_dict("records") if row["kind"] == "span"}
    curated = {str(row["statement_id"]) for row in statements.to_dict("records") if row["origin"] == "curated"}
    rivals = _contradicted(snapshot, curated)
    retelling = _retelling(snapshot)
    for row in statements[(statements["origin"] == "extracted") & ~statements["reviewed"]].to_dict("records"):
        key, evidence = str(row["statement_id"]), spans.get(str(row["statement_id"]))
        if evidence is None or str(row["subject_id"]).startswith("?") or str(evidence["document_id"]) in retelling:
            continue
        known = properties.get(
            str(row["predicate"]), {"name_zh": row["predicate"], "name_en": row["predicate"], "synonyms": [row["predicate"]]}
        )
        yield Finding(
            kind="contradicts" if key in rivals else "new",
            id=key,
            about_zh=f"{row['subject_zh']} · {known['name_zh']}：{row['value_zh']}",
            about_en=f"{row['subject_en']} · {known['name_en']}: {row['value_en']}",
            independent=int(row["independent"]),
            confidence=float(row["confidence"]),
            path=paths.get(str(evidence["document_id"]), ""),
            start=int(evidence["start"]),
            end=int(evidence["end"]),
            sentence=str(evidence["sentence"] or evidence["quote"] or ""),
            yaml=f"# {files.get(str(row['subject_id'])) or row['subject_id']} · id: {row['subject_id']}\n{known['synonyms'][0]}: {_value(row, evidence)}",
        )


def _retelling(snapshot: Snapshot) -> set[str]:
    """Documents that are no source of their own."""
    documents = snapshot.tables["documents"]
    return {str(row["document_id"]) for row in documents.to_dict("records") if not row["independent"]}


def _contradicted(snapshot: Snapshot, curated: set[str]) -> set[str]:
    """Extracted statements that stand in one conflict with a curated one."""
    found: set[str] = set()
    for row in snapshot.tables["conflicts"].to_dict("records"):
        ids = set(row["statement_ids"])
        if ids & curated:
            found |= ids - curated
    return found


def _names(snapshot: Snapshot) -> Iterator[Finding]:
    paths = {str(row["document_id"]): str(row["path"]) for row in snapshot.tables["documents"].to_dict("records")}
    retelling = _retelling(snapshot)
    for row in snapshot.tables["candidates"].to_dict("records"):
        if str(row["document_id"]) in retelling:
            continue
        yield Finding(
            kind="unknown_name",
            id=str(row["candidate_id"]),
            about_zh=f"目录里没有的名字：{row['name']}",
            about_en=f"A name the catalog lacks: {row['name']}",
            independent=int(row["documents"]),
            confidence=float(row["confidence"]),
            path=paths.get(str(row["document_id"]), ""),
            start=int(row["start"]),
            end=int(row["end"]),
            sentence=str(row["sentence"] or ""),
            yaml=str(row["yaml"] or ""),
        )


def _value(row: Record, evidence: Record) -> str:
    """The long form of a value, as a flow mapping on one line."""
    value = json.loads(str(row["value_json"]))
    parts: dict[str, object] = {}
    if "date" in value:
        parts = {"value": value["date"], "high": value.get("high"), "what": value.get("what")}
    elif "amount" in value:
        parts = {"value": value["amount"]} | {key: value.get(key) for key in ("high", "currency", "kind", "per", "method")}
    elif "hours" in value:
        parts = {"value": value["hours"], "high": value.get("high"), "unit": "hours", "for": value.get("for")}
    elif "device" in value:
        parts = {"value": value["device"], "count": value.get("count"), "for": value.get("for")}
    elif "number" in value:
        other = value.get("of") or {}
        parts = {"value": value["number"]} | {key: value.get(key) for key in ("high", "unit", "what", "scope", "magnitude", "property")}
        parts["of"] = other.get("id") or other.get("name")
    elif value.get("id"):
        parts = {"value": value["id"]}
    else:
        parts = {"name": value.get("name")}
    parts |= {
        "bound": _BOUNDS.get(str(row["bound"])),
        "status": row["status"] if row["status"] != "asserted" else None,
        "attributed_to": row["attributed_to"],
        "version": row["version"],
        "source": row["source_id"],
        "at": [int(evidence["start"]), int(evidence["end"])],
    }
    return "{" + ", ".join(f"{key}: {_scalar(part)}" for key, part in parts.items() if part is not None and part != "") + "}"


def _scalar(part: object) -> str:
    if isinstance(part, str):
        return part if part.replace("-", "").replace("_", "").replace(".", "").isalnum() else json.dumps(part, ensure_ascii=False)
    return json.dumps(part)
