"""Names by the places where only a name can stand, and the articles as a whole."""

import pytest

from etl.extract.gazetteer import Gazetteer
from etl.extract.names import load_name_rules
from etl.extract.rulefile import Rule
from etl.extract.shipped import shipped_folder
from etl.extract.text import document_of
from tests.bench.planted import score
from tests.extract.articles import articles

RULES, PROBLEMS = load_name_rules(shipped_folder() / "lexicon")
SLOTS = tuple({rule.id: rule for looks in RULES.slots.looks for _, rule in looks}.values())
GAZETTEER = Gazetteer((), RULES)


def found(text: str) -> set[tuple[str, str]]:
    return {(each.kind, each.surface) for each in GAZETTEER.mentions(document_of(text))}


@pytest.mark.parametrize("rule", SLOTS, ids=lambda rule: rule.id)
def test_a_slot_matches_its_examples_and_misses_its_counterexamples(rule: Rule) -> None:
    assert not PROBLEMS
    assert rule.miss
    assert [text for text in rule.match if rule.pattern.match(text) is None] == []
    assert [text for text in rule.miss if rule.pattern.match(text) is not None] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("砭石参数量突破3140亿。", {("model", "砭石")}),
        ("qux_law-律令的训练数据共1.4万亿 tokens。", {("model", "qux_law-律令")}),
        ("青鸾智数在南溟大会上推出了全新的基座大模型Quxlet3。", {("player", "青鸾智数"), ("model", "Quxlet3")}),
        ("据传甲辰科技最快2024年5月推出Quxlet-7B，消息未获证实。", {("player", "甲辰科技"), ("model", "Quxlet-7B")}),
        ("甲辰科技不会发布Quxlet-7B。", {("player", "甲辰科技"), ("model", "Quxlet-7B")}),
        ("若甲辰科技能在2024年5月6日推出Quxlet-7B，格局会变。", {("player", "甲辰科技"), ("model", "Quxlet-7B")}),
        ("问：谁开发了砭石？\n答：是甲辰科技。", {("player", "甲辰科技"), ("model", "砭石")}),
        ("- 青鸾智数：远帆大模型，2024年5月发布\n- 甲辰科技：Quxlet，7B，2024年6月\n", {("player", "青鸾智数"), ("model", "Quxlet")}),
        ("模型,机构,参数规模\n砭石,甲辰科技,7B\n", {("model", "砭石"), ("player", "甲辰科技")}),
        ("Quxlet-7B定于2024年5月6日发布。", {("model", "Quxlet-7B")}),
        ("Quxlet 3 Opus发布后，Quxlet 2涨价了。", {("model", "Quxlet 3 Opus"), ("model", "Quxlet 2")}),
        ("成立不久的青鸾智数一口气发布了Quxlet-2。", {("player", "青鸾智数"), ("model", "Quxlet-2")}),
    ],
)
def test_a_name_in_a_slot_is_found_with_its_edges(text: str, names: set[tuple[str, str]]) -> None:
    assert names <= found(text)


@pytest.mark.parametrize(
    "text",
    [
        "大模型的前期训练成本很高。",
        "企业开始训练适配自身需求的垂类模型。",
        "各家纷纷推出大模型产品形成新的局面。",
        "来自不同背景的玩家相继入局。",
        "外媒爆料，价格战会继续。",
        "业内人士表示，参数量超过1000亿的模型并不多见。",
    ],
)
def test_a_piece_of_a_sentence_is_no_name(text: str) -> None:
    assert found(text) == set()


def test_a_longer_latin_name_is_not_its_first_word() -> None:
    assert {("model", "GPT-Quxlet"), ("model", "Quxlet-A13B")} <= found("GPT-Quxlet的参数量为7B。甲辰科技训练了Quxlet-A13B。")


def test_articles_of_many_genres_are_read_with_few_errors() -> None:
    scored = score(articles())
    assert scored["STATEMENTS"]["trapped"] == 0
    assert scored["STATEMENTS"]["bad_spans"] == 0
    assert scored["STATEMENTS"]["precision"] >= 0.87
    assert scored["STATEMENTS"]["f1"] >= 0.80
    assert scored["ENTITIES"]["f1"] >= 0.93
