"""Who and what the catalog holds, counted."""

from __future__ import annotations

from collections import Counter

MODELS = [
    "360-llm",
    "360-security-model",
    "alpaca",
    "alpha-egg-llm",
    "ant-finance",
    "ant-foundation",
    "baidu-industry-models",
    "bert",
    "bloomberggpt",
    "chatjd",
    "congrong",
    "ernie",
    "ernie-bot",
    "fingpt",
    "gpt",
    "gpt-3",
    "gpt-3.5",
    "gpt-4",
    "hunyuan",
    "hunyuan-aide",
    "hunyuan-nlp",
    "jd-lingxi",
    "k-plug",
    "llama",
    "llama-7b",
    "mathgpt",
    "palm",
    "pangu",
    "pangu-cv",
    "pangu-drug",
    "pangu-finance",
    "pangu-graph",
    "pangu-manufacturing-qc",
    "pangu-mine",
    "pangu-multimodal",
    "pangu-nlp",
    "pangu-power",
    "pangu-power-inspection",
    "pangu-sci",
    "pangu-speech",
    "sensenova",
    "spark",
    "tiangong",
    "tongyi-qianwen",
    "vega",
    "yanxi-industry-llm",
    "yuyan",
    "zhihaitu-ai",
    "zhongshu-edu",
]
PLAYERS = [
    "360",
    "ainnovation",
    "alibaba",
    "alibaba-cloud",
    "ant-group",
    "baidu",
    "baidu-ai-cloud",
    "bloomberg",
    "cloudwalk",
    "damo-academy",
    "deepblue",
    "digital-china",
    "huawei",
    "huawei-cloud",
    "iflytek",
    "jd",
    "jd-cloud",
    "jd-tech",
    "kunlun-tech",
    "meta",
    "microsoft",
    "mobvoi",
    "modelbest",
    "netease",
    "nvidia",
    "openai",
    "sensetime",
    "singularity-ai",
    "tal-xueersi",
    "taoyun",
    "tencent",
    "tencent-cloud",
    "youdao",
    "yuanfudao",
    "zhihu",
    "zhongshu-xinke",
]
OTHER_PLAYERS = [
    "beijing-academy-social-sciences",
    "casia",
    "columbia-university",
    "deep-tech-institute",
    "ieas",
    "jd-ai-research",
    "meituan",
    "minsheng-ecommerce",
    "nyu-shanghai",
    "sinovation",
    "sogou",
    "stanford",
    "tiantang-guigu",
    "xiamen-torch-vc",
    "yanxi-team",
]
PLATFORMS = ["i-city", "wenxin-qianfan", "wenxue", "yanxi-platform"]
APPLICATIONS = [
    "360-personal-assistant",
    "360-private-ai",
    "360-search",
    "chatgpt",
    "dingtalk",
    "drone-inspection-system",
    "ernie-bot-api",
    "jd-12345",
    "jd-bank-digital-human",
    "jd-digital-human-live",
    "jd-elderly-care",
    "office",
    "soda-office",
    "tuitui",
    "zs-digital-assistant",
    "zs-digital-twin",
]

LEAST = {
    "layer": 110,
    "owner": 90,
    "industry": 60,
    "release_status": 30,
    "released_on": 18,
    "announced_on": 5,
    "tier": 19,
    "parameters": 9,
    "cost": 9,
    "hardware": 5,
    "duration": 2,
    "base_model": 5,
    "part_of": 20,
    "integrates_with": 5,
    "partner": 8,
    "investor": 5,
    "founder": 6,
    "funding": 2,
    "route": 8,
    "market_count": 5,
    "metric": 20,
    "milestone": 15,
    "named": 15,
    "same_as": 2,
    "ratio": 1,
}


def test_every_player_model_platform_and_application_of_the_articles_is_in_it(catalog):
    held = {(each.kind, each.id) for each in catalog.entities}
    wanted = {
        "player": PLAYERS + OTHER_PLAYERS,
        "model": MODELS,
        "platform": PLATFORMS,
        "application": APPLICATIONS,
    }
    assert [len(wanted[kind]) for kind in ("model", "platform", "application")] == [49, 4, 16]
    assert len(PLAYERS) == 36
    missing = [(kind, one) for kind, ids in wanted.items() for one in ids if (kind, one) not in held]
    assert missing == []


def test_each_property_is_filled(catalog):
    counts = Counter(each.predicate for each in catalog.statements)
    assert {name: counts[name] for name, least in LEAST.items() if counts[name] < least} == {}


def test_thirty_nine_pairs_of_maker_and_model_are_stated(catalog):
    models = {each.id for each in catalog.entities if each.kind == "model"}
    pairs = {
        (each.subject.id, each.value.id)
        for each in catalog.statements
        if each.predicate == "owner" and each.basis == "stated" and each.subject.id in models
    }
    assert len(pairs) >= 39
    assert {("pangu", "huawei"), ("pangu", "huawei-cloud"), ("fingpt", "columbia-university"), ("fingpt", "nyu-shanghai")} <= pairs


def test_every_named_record_is_named_in_both_languages_and_every_player_has_a_kind(catalog):
    assert [each.id for each in catalog.entities if not (each.name_zh and each.name_en)] == []
    players = {each.id for each in catalog.entities if each.kind == "player"}
    assert players == {each.subject.id for each in catalog.statements if each.predicate == "kind"}


def test_printed_names_in_either_script_lead_to_the_record(catalog):
    names = {name: entry.id for entry in catalog.lexicon() for name in entry.names}
    printed = {
        "盤古": "pangu",
        "華爲": "huawei",
        "阿裏": "alibaba",
        "通義千問": "tongyi-qianwen",
        "360智腦": "360-llm",
        "红孩儿": "360-llm",
        "ChatJ": "chatjd",
        "靈犀": "jd-lingxi",
        "ChatGPT3": "gpt-3",
        "百度千帆": "wenxin-qianfan",
        "云从大模型": "congrong",
        "雲從科技": "cloudwalk",
    }
    assert {name: names.get(name) for name in printed} == printed


def test_the_chain_of_pangu_runs_from_foundation_to_scenario(said):
    tiers = {model: said(model, "tier")[0].value.id for model in ("pangu-graph", "pangu-power", "pangu-power-inspection")}
    assert tiers == {"pangu-graph": "L0", "pangu-power": "L1", "pangu-power-inspection": "L2"}
    assert said("pangu-power-inspection", "base_model")[0].value.id == "pangu-power"
    assert said("pangu-power", "part_of")[0].value.id == "pangu"


def test_stated_tiers_belong_to_pangu_and_implied_ones_are_marked(catalog):
    tiers = [each for each in catalog.statements if each.predicate == "tier"]
    stated = {each.subject.id for each in tiers if each.basis == "stated" and each.provenance.source_id == "hao333-2023-11-09"}
    assert len(stated) == 7
    assert all(subject.startswith("pangu-") for subject in stated)
    assert Counter(each.basis for each in tiers)["implied"] >= 12


def test_what_is_planned_or_rumoured_is_not_asserted(catalog, said):
    assert [each.status for each in said("hunyuan-aide", "release_status")] == ["rumoured"]
    assert {each.status for each in said("360", "route")} == {"planned"}
    planned = {each.subject.id for each in catalog.statements if each.predicate == "release_status" and each.status == "planned"}
    assert planned >= {"360-search", "360-personal-assistant", "360-private-ai", "soda-office", "tuitui"}
    assert [each.status for each in said("zs-digital-twin", "milestone")] == ["planned", "planned"]


def test_the_profile_of_the_vertical_start_up_is_whole(said):
    steps = [each.value.what[:3] for each in said("zhongshu-edu", "milestone") if each.value.what.startswith("第")]
    assert steps == ["第一步", "第二步", "第三步"]
    assert {each.value.id for each in said("zhongshu-xinke", "investor")} == {"cloudwalk", "xiamen-torch-vc", "minsheng-ecommerce"}
    assert {each.value.id for each in said("zhongshu-xinke", "route")} == {"to_g", "to_b", "to_c"}
    assert said("zhongshu-edu", "base_model")[0].value.id == "congrong"
    users = {(each.value.number, each.value.high, each.value.unit) for each in said("i-city", "metric") if each.value.what == "users"}
    assert users == {(3e7, None, "persons"), (2e5, 9.9e5, "companies")}


def test_the_stock_sector_grew_from_29_to_61(said):
    counts = {(each.value.number, each.as_of) for each in said("chatgpt-stock-sector", "market_count")}
    assert counts == {(29, "2023-02"), (61, "2023-05")}
