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

MANY = {"layer", "tier", "industry", "owner", "base_model", "part_of", "released_on", "announced_on", "partner"}
SOURCES = (
    ("hebao-2023-05", "河报：大模型半年观察", "河报", "2023-05-20", True),
    ("linjian-2023-11", "林间周刊：行业模型走到哪一步", "林间周刊", "2023-11-09", True),
    ("shuice-2023-06", "数测研究：算力与成本", "数测研究", "2023-06", True),
    ("qingdan-2023-09", "公开模型清单", "清单项目", "2023-09-01", True),
    ("jianbao-07", "简报七：平台与应用", "百模图编辑部", "2023-10-12", False),
)
# id, Chinese, English, kind
PLAYERS = (
    ("xinghe", "星河集团", "Xinghe Group", "bigtech"),
    ("xinghe-cloud", "星河云", "Xinghe Cloud", "bigtech"),
    ("yunfan", "云帆", "Yunfan", "bigtech"),
    ("hailan", "海岚科技", "Hailan Tech", "technology"),
    ("qingfeng", "青峰", "Qingfeng", "startup"),
    ("moyu", "墨屿智能", "Moyu AI", "startup"),
    ("baiyu", "白屿", "Baiyu", "startup"),
    ("dongli", "东篱大学", "Dongli University", "research"),
    ("zhongyan", "中砚自动化研究所", "Zhongyan Institute of Automation", "research"),
    ("luming", "鹿鸣金融", "Luming Finance", "industry"),
    ("cangshan", "苍山矿业", "Cangshan Mining", "industry"),
    ("chunhe", "春禾医疗", "Chunhe Health", "industry"),
    ("zhike", "知课教育", "Zhike Education", "industry"),
    ("tianqiao", "天桥数码", "Tianqiao Digital", "technology"),
    ("beichen", "北辰", "Beichen", "technology"),
    ("nanke", "南柯", "Nanke", "startup"),
    ("lanting", "兰亭办公", "Lanting Office", "technology"),
    ("yuetan", "悦谈", "Yuetan", "technology"),
    ("gufeng", "谷风电网", "Gufeng Grid", "industry"),
    ("shili", "市历政务", "Shili Gov", "industry"),
    ("ruixing", "瑞杏", "Ruixing", "startup"),
    ("overseas-a", "Aldgate", "Aldgate", "foreign"),
    ("overseas-b", "Brightwell", "Brightwell", "foreign"),
    ("jiangyin", "绛音", "Jiangyin", "startup"),
)
# id, kind, Chinese, English, owner, layer, industries, tier
PRODUCTS = (
    ("heyan", "model", "河言", "Heyan", "xinghe", "general", (), "L0"),
    ("heyan-finance", "model", "河言金融", "Heyan Finance", "xinghe", "vertical", ("finance",), "L1"),
    ("heyan-media", "model", "河言传媒", "Heyan Media", "xinghe", "vertical", ("media",), "L1"),
    ("shanhai", "model", "山海大模型", "Shanhai", "hailan", "general", (), "L0"),
    ("shanhai-power", "model", "山海电力", "Shanhai Power", "hailan", "vertical", ("power",), "L1"),
    ("shanhai-inspection", "model", "山海电力巡检", "Shanhai Power Inspection", "hailan", "vertical", ("power",), "L2"),
    ("shanhai-mine", "model", "山海矿山", "Shanhai Mine", "hailan", "vertical", ("mining",), "L1"),
    ("shanhai-drug", "model", "山海药物分子", "Shanhai Drug Molecule", "hailan", "vertical", ("pharma",), "L1"),
    ("fansi", "model", "帆思", "Fansi", "yunfan", "general", (), "L0"),
    ("fansi-retail", "model", "帆思零售", "Fansi Retail", "yunfan", "vertical", ("retail",), None),
    ("qf-1", "model", "青峰一号", "Qingfeng One", "qingfeng", "general", (), None),
    ("moyu-lm", "model", "墨语", "Moyu LM", "moyu", "general", (), None),
    ("baiyu-7b", "model", "白屿-7B", "Baiyu-7B", "baiyu", "general", (), None),
    ("dongli-chat", "model", "东篱对话", "Dongli Chat", "dongli", "general", (), None),
    ("zidong", "model", "砚台", "Yantai", "zhongyan", "general", (), None),
    ("luming-lm", "model", "鹿鸣金融大模型", "Luming Financial LLM", "luming", "vertical", ("finance",), "L1"),
    ("chunhe-gpt", "model", "春禾问诊", "Chunhe Consult", "chunhe", "vertical", ("medicine",), None),
    (
        "zhike-math",
        "model",
        "知课儿童数学认知大模型",
        "Zhike Children's Mathematics Cognition Model",
        "zhike",
        "vertical",
        ("education",),
        None,
    ),
    ("nanke-law", "model", "南柯律", "Nanke Law", "nanke", "vertical", ("law",), None),
    ("shili-gov", "model", "市历政务模型", "Shili Government Model", "shili", "vertical", ("government",), None),
    ("ruixing-med", "model", "瑞杏病历", "Ruixing Records", "ruixing", "vertical", ("medicine",), None),
    ("gufeng-lm", "model", "谷风", "Gufeng LM", "gufeng", "vertical", ("power",), "L1"),
    ("mt-3", "model", "MT-3", "MT-3", "overseas-a", "general", (), None),
    ("mt-4", "model", "MT-4", "MT-4", "overseas-a", "general", (), None),
    ("bw-fin", "model", "BrightFin", "BrightFin", "overseas-b", "vertical", ("finance",), "L1"),
    ("xinghe-foundry", "platform", "星河铸模平台", "Xinghe Foundry", "xinghe-cloud", "platform", (), None),
    ("wendu", "platform", "问渡", "Wendu", "tianqiao", "platform", (), None),
    ("beichen-hub", "platform", "北辰模型广场", "Beichen Model Hub", "beichen", "platform", (), None),
    ("aldchat", "application", "AldChat", "AldChat", "overseas-a", "application", (), None),
    ("lanting-suite", "application", "兰亭写作", "Lanting Writer", "lanting", "application", (), None),
    ("yuetan-meet", "application", "悦谈会议助手", "Yuetan Meeting Assistant", "yuetan", "application", (), None),
    ("xinghe-search", "application", "星河新一代搜索", "Xinghe Next Search", "xinghe", "application", (), None),
    ("xinghe-helper", "application", "星河个人助理", "Xinghe Personal Assistant", "xinghe", "application", (), None),
    ("fansi-live", "application", "帆思数字人直播", "Fansi Digital Human Live", "yunfan", "application", (), None),
    ("jiangyin-song", "application", "绛音歌谱", "Jiangyin Song", "jiangyin", "application", (), None),
)
TERMS = {
    "layers": (("platform", "平台", "Platform"), ("general", "通用", "General"), ("vertical", "垂类", "Vertical"), ("application", "应用", "Application")),
    "tiers": (("L0", "基础大模型", "foundation model"), ("L1", "行业大模型", "industry model"), ("L2", "场景模型", "scenario model")),
    "industries": (
        ("finance", "金融", "Finance"), ("medicine", "医疗", "Medicine"), ("pharma", "制药", "Pharma"), ("education", "教育", "Education"),
        ("law", "法律", "Law"), ("government", "政务", "Government"), ("mining", "矿山", "Mining"), ("power", "电力", "Power"),
        ("retail", "零售", "Retail"), ("media", "传媒", "Media"),
    ),
    "player_kinds": (
        ("bigtech", "互联网大厂", "Internet giant"), ("technology", "科技企业", "Technology company"), ("startup", "创业公司", "Start-up"),
        ("research", "高校与科研院所", "University or institute"), ("industry", "行业企业", "Industry company"), ("foreign", "海外企业", "Foreign company"),
    ),
    "cost_kinds": (
        ("training", "单次训练", "Training run"), ("finetune", "微调", "Fine-tuning"), ("infrastructure", "算力基础设施", "Infrastructure"),
        ("electricity", "电费", "Electricity"), ("inference_price", "调用价格", "Price of use"), ("saving", "节省", "Saving"), ("other", "其他", "Other"),
    ),
}  # fmt: skip


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
