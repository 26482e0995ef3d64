"""Vocabularies and reference tables."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDED = {
    "金融": "银行 证券 保险 风控 投研",
    "医疗": "医学 健康 中医 问诊 病历",
    "制药": "药物 药物分子 AI制药 生物医药",
    "教育": "儿童教育 教学",
    "法律": "司法 法务",
    "政务": "政府 城市治理",
    "制造": "制造质检 工业制造",
    "工业": "",
    "矿山": "煤矿",
    "能源": "石油 燃气",
    "电力": "电网 电力巡检",
    "零售": "电商 电商零售",
    "物流": "",
    "交通": "出行",
    "传媒": "媒体 新闻",
    "影视": "",
    "文旅": "旅游",
    "养老": "",
    "绘画": "美术",
    "农业": "",
    "气象": "天气",
    "数学": "",
    "通信": "电信",
    "安全": "网络安全 信息安全",
    "营销": "客服 营销客服",
    "科研": "科学计算",
    "航天": "",
    "汽车": "自动驾驶",
    "建筑": "地产",
    "游戏": "",
}
PRINTED = {"交易", "泛互联网", "城市", "社科", "科技", "搜索", "内容与信息", "智能文档检索"}


def _terms(catalog, vocabulary):
    return [each for each in catalog.terms if each.vocabulary == vocabulary]


def test_industries_fold_the_printed_words(catalog):
    assert {each.name_zh: " ".join(each.synonyms) for each in _terms(catalog, "industries")} == FOLDED


def test_an_industry_outside_the_list_keeps_the_printed_word(catalog):
    printed = {each.value.name for each in catalog.statements if each.predicate == "industry" and each.value.id is None}
    assert printed >= PRINTED
    assert printed & {word for label, words in FOLDED.items() for word in (label, *words.split())} == set()


def test_layers_and_tiers_are_defined_with_a_source(catalog):
    assert [each.id for each in _terms(catalog, "layers")] == ["general", "vertical", "application", "platform"]
    assert [(each.id, each.parent) for each in _terms(catalog, "tiers")] == [("L0", None), ("L1", "L0"), ("L2", "L1")]
    for vocabulary in ("layers", "tiers", "player_kinds", "routes", "weights", "origin_types", "cost_kinds", "means"):
        terms = _terms(catalog, vocabulary)
        assert terms, vocabulary
        bare = [each.id for each in terms if not (each.definition_zh and each.definition_en and each.source_id)]
        assert bare == [], vocabulary


def test_what_is_counted_and_its_unit_have_words_in_both_languages(catalog):
    labels = {each.id for each in _terms(catalog, "metrics")}
    units = {each.id for each in _terms(catalog, "units")}
    metrics = [each.value for each in catalog.statements if each.predicate == "metric"]
    assert {each.what for each in metrics} <= labels
    assert {each.unit for each in metrics} - {None} <= units
    stages = {each.id for each in _terms(catalog, "stages")}
    assert {each.stage for each in catalog.statements} - {None} <= stages


def test_nobody_is_put_into_a_type_of_origin_that_no_source_assigned(catalog):
    assert len(_terms(catalog, "origin_types")) == 3
    assert [each.subject.id for each in catalog.statements if each.predicate == "origin_type"] == []


def test_exchange_rates_are_daily_ordered_and_cross_through_the_euro(curated: Path):
    with (curated / "reference" / "fx_ecb.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    days = [row["date"] for row in rows]
    assert len(rows) >= 2261
    assert days == sorted(set(days))
    assert days[0] <= "2018-01-02"
    wrong = [row["date"] for row in rows if abs(float(row["usd_cny"]) - float(row["cny_per_eur"]) / float(row["usd_per_eur"])) > 1e-4]
    assert wrong == []


def test_every_table_of_others_is_credited(curated: Path):
    tables = [path.name for path in (curated / "reference").iterdir() if path.name != "README.md"]
    readme = (curated / "reference" / "README.md").read_text("utf-8")
    notice = (curated.parent / "NOTICE").read_text("utf-8")
    assert "fx_ecb.csv" in tables
    assert [name for name in tables if name not in readme or name not in notice] == []
