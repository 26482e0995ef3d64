"""A synthetic atlas for tests of views and pages: invented players and products, in every state a chart must draw.

Two dozen players in four layers, conflicts of value, date and name, implied and extracted-only statements, plans and rumours, dates of every
precision, costs with every bound and basis. Deterministic: ids are hashes of what is said.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from etl.model.digest import digest, short_id
from etl.model.snapshot import TABLES, Snapshot
from etl.publish.tables import frame_of
from tests.dashboard.atlas_names import PLAYERS, PRODUCTS, SOURCES, TERMS

MANY = {"layer", "tier", "industry", "owner", "base_model", "part_of", "released_on", "announced_on", "partner"}


@dataclass
class Builder:
    """Collects rows and makes the snapshot."""

    statements: list[dict[str, Any]] = field(default_factory=list)
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    names: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def say(self, subject: str, predicate: str, value: str, value_en: str | None = None, **more: Any) -> str:
        zh, en, kind = self.names.get(subject, (subject.rpartition(":")[2], subject.rpartition(":")[2], "model"))
        origin = more.get("origin", "curated")
        source = more.pop("source", "hebao-2023-05" if origin != "imported" else "qingdan-2023-09")
        fact = json.dumps([subject, predicate, value, more.get("number"), more.get("date"), more.get("bound", "=")], ensure_ascii=False)
        slot = [subject, predicate, more.get("cost_kind") or "", more.get("per") or "", value if predicate in MANY else ""]
        known = next((date for id_, _, _, date, _ in SOURCES if id_ == source), None)
        row = {
            "statement_id": short_id("st", fact, source or "", origin, str(more.get("attributed_to"))),
            "fact_id": short_id("fa", fact),
            "slot_id": short_id("sl", *slot),
            "subject_id": subject,
            "subject_zh": zh,
            "subject_en": en,
            "subject_kind": kind,
            "predicate": predicate,
            "value_json": json.dumps({"text": value}, ensure_ascii=False),
            "value_zh": value,
            "value_en": value_en or value,
            "bound": "=",
            "status": "asserted",
            "basis": "stated",
            "origin": origin,
            "rank": "normal",
            "drawn": True,
            "reviewed": origin == "curated",
            "conflict_ids": [],
            "source_id": source,
            "known_on": known,
            "confidence": 1.0 if origin == "curated" else 0.8,
            "independent": 1,
            "corroborated_by": [source] if source else [],
            **more,
        }
        self.statements.append(row)
        return row["statement_id"]

    def conflict(self, kind: str, zh: str, en: str, ids: Iterable[str], *, severity: str = "high", winner: str | None = None) -> None:
        ids = list(ids)
        conflict = short_id("cf", kind, *ids)
        rows = [row for row in self.statements if row["statement_id"] in ids]
        for row in rows:
            row["conflict_ids"] = [*row["conflict_ids"], conflict]
        self.conflicts.append(
            {
                "conflict_id": conflict,
                "kind": kind,
                "origin": "detected",
                "severity": severity,
                "predicate": rows[0]["predicate"],
                "subject_ids": sorted({row["subject_id"] for row in rows}),
                "statement_ids": ids,
                "statements": len(ids),
                "values": len({row["fact_id"] for row in rows}),
                "winner_id": winner,
                "topic_zh": zh,
                "topic_en": en,
                "reason_zh": "来源给出的值不同，全部保留。",
                "reason_en": "Sources give different values; all are kept.",
            }
        )

    def snapshot(self, *, fx: bool = True) -> Snapshot:
        tables = {name: frame_of(name, rows) for name, rows in self._tables().items()}
        assert set(tables) == set(TABLES)
        if fx:
            tables["fx"] = fx_table()
        name = digest(*(row["statement_id"] for row in self.statements))
        dates = [row["known_on"] for row in self.statements if row["known_on"]]
        return Snapshot(digest=name, as_of=max(dates, default=None), tables=tables, manifest={"digest": name, "counts": {}})

    def _tables(self) -> dict[str, list[dict[str, Any]]]:
        owners: dict[str, list[str]] = defaultdict(list)
        held: dict[str, dict[str, list[str]]] = {"layer": defaultdict(list), "industry": defaultdict(list), "tier": defaultdict(list)}
        for row in self.statements:
            if row["predicate"] == "owner":
                owners[row["subject_id"]].append(row["value_id"])
            if row["predicate"] in held:
                held[row["predicate"]][row["subject_id"]].append(row["value_id"])
        rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        kinds = {player[0]: player[3] for player in PLAYERS}
        for entity, (zh, en, kind) in self.names.items():
            if kind == "task":
                continue
            said = [row for row in self.statements if row["subject_id"] == entity]
            record = {
                "entity_id": entity, "name_zh": zh, "name_en": en, "aliases": [], "origin": "curated", "nested_under": None,
                "owner_ids": owners[entity], "layers": held["layer"][entity], "industries": held["industry"][entity],
                "file": f"players/{entity}.yml", "line": 1, "statements": len(said), "sources": 1,
                "contested": any(row["conflict_ids"] for row in said),
            }  # fmt: skip
            if kind == "player":
                record |= {"kind": kinds.get(entity), "country": "CN", "listed": "no"}
            if kind == "model":
                record |= {"tiers": held["tier"][entity]}
            rows[f"{kind}s"].append(record)
        rows["statements"] = self.statements
        rows["conflicts"] = self.conflicts
        rows["sources"] = [
            {"source_id": id_, "title": title, "publisher": publisher, "kind": "article", "date_published": date, "independent": independent,
             "language": "zh", "statements": sum(row["source_id"] == id_ for row in self.statements), "at_hand": independent}
            for id_, title, publisher, date, independent in SOURCES
        ]  # fmt: skip
        rows["vocabulary"] = [
            {"vocabulary": name, "term_id": term, "name_zh": zh, "name_en": en, "synonyms": [], "order": order}
            for name, terms in TERMS.items()
            for order, (term, zh, en) in enumerate(terms)
        ]
        rows["documents"] = [
            {"document_id": "doc-1", "path": "weishu.txt", "sha256": "0" * 64, "encoding": "utf-8", "layout": "text", "script": "simplified",
             "chars": 1200, "title": "未描述的文章", "date": "2023-10", "independent": True, "mentions": 4, "statements": 1}
        ]  # fmt: skip
        rows["evidence"] = [
            {"evidence_id": short_id("ev", row["statement_id"]), "statement_id": row["statement_id"], "kind": "span", "document_id": "doc-1",
             "start": 0, "end": 4, "independent": True}
            for row in self.statements
            if row["source_id"] is None
        ]  # fmt: skip
        return rows


def fx_table() -> pd.DataFrame:
    """Quoted days around the dates of the fixture: invented, round rates, with a gap over a weekend."""
    days = [f"2023-{month:02d}-{day:02d}" for month in range(1, 12) for day in (2, 3, 8, 9, 15, 16, 22, 23)]
    return pd.DataFrame(
        {"date": days, "usd_per_eur": [1.1] * len(days), "cny_per_eur": [7.7] * len(days), "hkd_per_eur": [8.6] * len(days)}
    )


def named_builder() -> Builder:
    """A builder that knows every name and has said nothing yet."""
    build = Builder()
    build.names = {id_: (zh, en, "player") for id_, zh, en, _ in PLAYERS}
    build.names |= {id_: (zh, en, kind) for id_, kind, zh, en, *_ in PRODUCTS}
    build.names["task-large"] = ("千亿级模型训练", "Training a model of 100 bn parameters", "task")
    build.names["task-serve"] = ("对话服务", "Serving a chat product", "task")
    return build


def empty_snapshot() -> Snapshot:
    """Nothing has been said."""
    return Builder().snapshot()


def one_row_snapshot() -> Snapshot:
    """One model with one statement for each chart."""
    build = named_builder()
    build.names = {id_: build.names[id_] for id_ in ("xinghe", "heyan")}
    build.say("heyan", "owner", "星河集团", "Xinghe Group", value_id="xinghe")
    build.say("heyan", "layer", "通用", "General", value_id="general")
    build.say("heyan", "tier", "L0", value_id="L0")
    build.say("heyan", "released_on", "2023-03-16 发布", "released 2023-03-16", date="2023-03-16", date_precision="day")
    build.say("heyan", "cost", "约 900 万元", "about CNY 9 million", number=9e6, currency="CNY", cost_kind="training", bound="~")
    return build.snapshot()


def conflict_snapshot() -> Snapshot:
    """Only what conflicts: two costs of one run, two names, two dates."""
    build = named_builder()
    build.names = {id_: build.names[id_] for id_ in ("overseas-a", "mt-3")}
    build.say("mt-3", "owner", "Aldgate", value_id="overseas-a")
    layer = build.say("mt-3", "layer", "通用", "General", value_id="general")
    other = build.say("mt-3", "layer", "应用", "Application", value_id="application", source="linjian-2023-11")
    build.conflict("kind", "MT-3 是模型还是应用", "Is MT-3 a model or an application", [layer, other])
    tier = build.say("mt-3", "tier", "L0", value_id="L0")
    rival = build.say("mt-3", "tier", "L1", value_id="L1", source="linjian-2023-11")
    build.conflict("value", "MT-3 的层级", "Tier of MT-3", [tier, rival])
    _dates_and_costs_in_conflict(build)
    return build.snapshot()


def _dates_and_costs_in_conflict(build: Builder) -> None:
    low = build.say(
        "mt-3", "cost", "约 140 万美元", "about USD 1.4 million", number=1.4e6, currency="USD", cost_kind="training", bound="~",
        attributed_to="数测研究", source="shuice-2023-06",
    )  # fmt: skip
    high = build.say(
        "mt-3", "cost", "1200 万美元", "USD 12 million", number=1.2e7, currency="USD", cost_kind="training", attributed_to="芯片商",
        source="linjian-2023-11", drawn=False,
    )  # fmt: skip
    build.conflict("value", "MT-3 单次训练成本", "Cost of one training run of MT-3", [low, high], winner=low)
    first = build.say("mt-3", "released_on", "2020 年发布", "released 2020", date="2020", date_precision="year")
    second = build.say(
        "mt-3", "released_on", "2022-11 发布", "released 2022-11", date="2022-11", date_precision="month", source="linjian-2023-11"
    )
    build.conflict("date", "MT-3 的发布时间，版本未分", "Release of MT-3, versions not told apart", [first, second])


def full_snapshot() -> Snapshot:
    """The whole synthetic market."""
    build = named_builder()
    for id_, _, _, _, owner, layer, industries, tier in PRODUCTS:
        _product(build, id_, owner=owner, layer=layer, industries=industries, tier=tier)
    for player, layer, basis in (
        ("xinghe", "general", "stated"), ("xinghe-cloud", "platform", "stated"), ("hailan", "general", "stated"), ("hailan", "vertical", "stated"),
        ("yunfan", "platform", "stated"), ("luming", "vertical", "stated"), ("cangshan", "vertical", "implied"), ("lanting", "application", "implied"),
    ):  # fmt: skip
        zh, en = next((zh, en) for term, zh, en in TERMS["layers"] if term == layer)
        build.say(player, "layer", zh, en, value_id=layer, basis=basis)
    build.say("cangshan", "industry", "矿山", "Mining", value_id="mining")
    build.say("wendu", "owner", "北辰", "Beichen", value_id="beichen", source="linjian-2023-11", origin="extracted")
    one = build.say("fansi", "named", "帆思大模型", source="hebao-2023-05")
    two = build.say("fansi", "named", "凡思", source="linjian-2023-11")
    build.conflict("name", "云帆的模型叫什么", "What Yunfan's model is called", [one, two], severity="medium")
    build.say("shanhai-power", "base_model", "山海大模型", "Shanhai", value_id="shanhai")
    build.say("shanhai-inspection", "base_model", "山海电力", "Shanhai Power", value_id="shanhai-power")
    build.say("shanhai-mine", "part_of", "山海大模型", "Shanhai", value_id="shanhai")
    build.say("heyan-finance", "base_model", "河言", "Heyan", value_id="heyan")
    _dates_and_costs_in_conflict(build)
    _costs(build)
    _dates(build)
    return build.snapshot()


_IMPLIED = {"fansi", "moyu-lm", "zidong", "fansi-retail", "lanting-suite", "yuetan-meet", "jiangyin-song", "bw-fin"}
_EXTRACTED = {"baiyu-7b", "nanke-law", "ruixing-med", "fansi-live"}
_IMPORTED = {"dongli-chat", "shili-gov"}
_STATUS = {"xinghe-search": "planned", "xinghe-helper": "planned", "jiangyin-song": "rumoured"}


def _product(build: Builder, id_: str, *, owner: str, layer: str, industries: tuple[str, ...], tier: str | None) -> None:
    origin = "extracted" if id_ in _EXTRACTED else "imported" if id_ in _IMPORTED else "curated"
    source = None if id_ == "nanke-law" else "linjian-2023-11" if len(id_) % 2 else "hebao-2023-05"
    more: dict[str, Any] = {"origin": origin, "source": "qingdan-2023-09" if origin == "imported" else source}
    zh, en, _ = build.names[owner]
    build.say(id_, "owner", zh, en, value_id=owner, **more)
    zh, en = next((zh, en) for term, zh, en in TERMS["layers"] if term == layer)
    basis = "implied" if id_ in _IMPLIED else "stated"
    build.say(id_, "layer", zh, en, value_id=layer, basis=basis, status=_STATUS.get(id_, "asserted"), **more)
    for industry in industries:
        zh, en = next((zh, en) for term, zh, en in TERMS["industries"] if term == industry)
        build.say(id_, "industry", zh, en, value_id=industry, **more)
    if tier:
        build.say(id_, "tier", tier, value_id=tier, basis="stated" if id_.startswith("shanhai") else "implied", **more)


def _costs(build: Builder) -> None:
    def cost(subject: str, zh: str, en: str, kind: str, **more: Any) -> str:
        return build.say(subject, "cost", zh, en, cost_kind=kind, **{"currency": "USD", "source": "shuice-2023-06", **more})

    cost(
        "task-large",
        "200 万至 1200 万美元",
        "USD 2 to 12 million",
        "training",
        number=2e6,
        high=1.2e7,
        bound="range",
        attributed_to="数测研究",
    )
    cost("task-large", "超过 100 万美元", "more than USD 1 million", "training", number=1e6, bound=">=", source="linjian-2023-11")
    cost("heyan", "约 900 万元", "about CNY 9 million", "training", number=9e6, bound="~", currency="CNY", source="hebao-2023-05")
    cost(
        "baiyu-7b",
        "不超过 300 元",
        "at most CNY 300",
        "finetune",
        number=300,
        bound="<=",
        currency="CNY",
        origin="extracted",
        basis="stated",
    )
    cost(
        "dongli-chat",
        "约 600 美元",
        "about USD 600",
        "finetune",
        number=600,
        bound="~",
        origin="imported",
        source="qingdan-2023-09",
        method="cloud",
    )
    cost("task-serve", "8 亿美元", "USD 800 million", "infrastructure", number=8e8)
    cost("task-serve", "每天 5 万美元", "USD 50,000 per day", "electricity", number=5e4, per="per_day")
    cost("fansi", "每千 token 0.012 元", "CNY 0.012 per 1k tokens", "inference_price", number=0.012, per="per_1k_tokens", currency="CNY")
    cost(
        "heyan",
        "每千 token 0.008 元",
        "CNY 0.008 per 1k tokens",
        "inference_price",
        number=0.008,
        per="per_1k_tokens",
        currency="CNY",
        basis="implied",
    )
    cost("xinghe-search", "计划投入 3 亿元", "CNY 300 million planned", "infrastructure", number=3e8, currency="CNY", status="planned")


def _dates(build: Builder) -> None:
    def day(subject: str, predicate: str, date: str, **more: Any) -> str:
        precision = {4: "year", 7: "month", 10: "day"}[len(date)] if "date_high" not in more else "range"
        word, english = ("发布", "released") if predicate == "released_on" else ("公布", "announced")
        return build.say(subject, predicate, f"{date} {word}", f"{english} {date}", date=date, date_precision=precision, **more)

    for subject, date in (
        ("heyan", "2023-03-16"), ("fansi", "2023-04-11"), ("shanhai", "2021-04"), ("shanhai", "2023-07-07"), ("qf-1", "2023-04-10"),
        ("moyu-lm", "2023-03-16"), ("dongli-chat", "2023-02"), ("zidong", "2021"), ("luming-lm", "2023-09-08"), ("chunhe-gpt", "2023-04-28"),
        ("zhike-math", "2023-08-24"), ("nanke-law", "2023-07"), ("shili-gov", "2023-07-06"), ("xinghe-foundry", "2023-03-27"),
        ("wendu", "2023-11"), ("beichen-hub", "2023-06-19"), ("lanting-suite", "2023-04-18"), ("aldchat", "2022-11-30"), ("mt-4", "2023-03-14"),
    ):  # fmt: skip
        day(subject, "released_on", date, origin="extracted" if subject in _EXTRACTED else "curated", source="linjian-2023-11")
    day("gufeng-lm", "released_on", "2023-07-01", date_high="2023-09-30")
    day("heyan", "announced_on", "2023-02-07")
    day("fansi", "announced_on", "2023-03-29")
    day("fansi-retail", "announced_on", "2023-05", status="planned")
    day("xinghe-search", "released_on", "2023-12", status="planned")
    day("jiangyin-song", "released_on", "2023-10", status="rumoured")
    day("fansi-live", "released_on", "2023-06-18", origin="extracted")


def crowded_snapshot() -> Snapshot:
    """Far more than fits: sixty players in each band, thirty industries, forty costs and a hundred dates in one month."""
    build = Builder()
    for number in range(60):
        player = f"p-{number:02d}"
        build.names[player] = (f"第{number:02d}号玩家股份有限公司", f"Player Number {number:02d} Incorporated", "player")
        for layer in ("general", "vertical", "platform", "application"):
            product, kind = f"{layer}-{number:02d}", {"platform": "platform", "application": "application"}.get(layer, "model")
            build.names[product] = (
                f"{layer[:3]}-{number:02d}号超长名字大模型产品",
                f"{layer} product number {number:02d} with a long name",
                kind,
            )
            build.say(product, "owner", build.names[player][0], value_id=player)
            build.say(product, "layer", layer, value_id=layer, origin="extracted" if number % 3 == 0 else "curated")
            build.say(
                product, "released_on", f"2023-04-{number % 28 + 1:02d} 发布", date=f"2023-04-{number % 28 + 1:02d}", date_precision="day"
            )
            if layer == "vertical":
                industry = f"industry-{number % 30:02d}" if number % 2 else TERMS["industries"][number % 3][0]
                build.say(product, "industry", industry, value_id=industry)
                build.say(product, "tier", "L1", value_id="L1")
            if layer == "general" and number < 40:
                build.say(product, "tier", "L0", value_id="L0", basis="implied")
                build.say(product, "cost", f"{number + 1} 百万美元", number=(number + 1) * 1e6, currency="USD", cost_kind="training")
                build.say(f"vertical-{number:02d}", "base_model", build.names[product][0], value_id=product)
    return build.snapshot()
