"""Names that the lexicon lacks: found by form and frame, of the right kind, and nothing that is no name."""

import pytest

from etl.extract.gazetteer import Gazetteer
from etl.extract.names import load_name_rules
from etl.extract.shipped import shipped_folder
from etl.extract.text import document_of
from etl.model.entity import LexiconEntry

RULES, _ = load_name_rules(shipped_folder() / "lexicon")
GAZETTEER = Gazetteer(
    (
        LexiconEntry("baidu", "player", "百度", ("百度",)),
        LexiconEntry("huawei", "player", "华为", ("华为",)),
        LexiconEntry("pangu", "model", "盘古大模型", ("盘古大模型", "盘古")),
        LexiconEntry("llama", "model", "LLaMA", ("LLaMA",)),
        LexiconEntry("gpt", "model", "GPT", ("GPT",)),
    ),
    RULES,
)


def unknown(text, name="a.txt"):
    """(kind, surface) of the names of a text that the lexicon lacks."""
    return {(each.kind, each.surface) for each in GAZETTEER.mentions(document_of(text, name=name)) if each.id is None}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲辰科技宣布推出星槎大模型，面向金融客户。", {("player", "甲辰科技"), ("model", "星槎大模型")}),
        ("百度发布了新模型“星槎”。", {("model", "星槎")}),
        ("该产品被命名为“远帆”，价格未定。", {("model", "远帆")}),
        ("华为推出盘古气象大模型。", {("model", "盘古气象大模型")}),
        ("他们开源了Foobar-13B-Chat和Quxlet-VL。", {("model", "Foobar-13B-Chat"), ("model", "Quxlet-VL")}),
        ("Code LLaMA的参数量更大。", {("model", "Code LLaMA")}),
        ("聊天机器人“小舟”上线了。", {("application", "小舟")}),
        ("智能助手——“小舟”已经下载百万次。", {("application", "小舟")}),
        ("百度推出“云帆”大模型开发平台。", {("platform", "云帆")}),
        ("由甲辰科技、南溟大学联合研发。", {("player", "甲辰科技"), ("player", "南溟大学")}),
        ("Foobar AI完成B轮融资，估值十亿美元。", {("player", "Foobar AI")}),
        ("青鸾智数CEO张三表示，价格会下降。", {("player", "青鸾智数")}),
        ("华佗GPT在考试中得分领先。", {("model", "华佗GPT")}),
        ("Zephyrus 4在评测榜上的得分领先。", {("model", "Zephyrus 4")}),
        ("甲辰“星槎”、青鸾“云帆”、玄武“破浪”陆续登场。", {("player", "甲辰"), ("model", "星槎"), ("player", "青鸾"), ("model", "云帆"), ("player", "玄武"), ("model", "破浪")}),
        ("據悉，甲辰科技發布了「星槎」大模型。", {("player", "甲辰科技"), ("model", "星槎")}),
        ("“飞舟一号”平台已经开放，甲辰发布了它。", {("platform", "飞舟一号")}),
        ("备案名单包括甲辰科技（星槎大模型）、青鸾智数（云帆大模型）。", {("player", "青鸾智数"), ("model", "云帆大模型")}),
        ("南溟数联（Nanming AI）宣布降价。", {("player", "南溟数联"), ("player", "Nanming AI")}),
        ("甲辰科技（以下简称“甲辰”）宣布合作。", {("player", "甲辰科技"), ("player", "甲辰")}),
        ("他们的Foobar Large 2拥有1230亿参数。", {("model", "Foobar Large 2")}),
        ("百度推出Quxlet系列模型，包括Quxlet Lite、Quxlet Pro。", {("model", "Quxlet"), ("model", "Quxlet Lite"), ("model", "Quxlet Pro")}),
    ],
)  # fmt: skip
def test_an_unknown_name_is_found_in_its_frame(text, names):
    assert unknown(text) >= names


@pytest.mark.parametrize(
    "text",
    [
        "行业大模型、通用大模型、金融大模型和多模态大模型都在发展。",
        "各家企业纷纷推出大模型，国产大模型遍地开花。",
        "千亿级大模型需要大量算力，训练大模型的成本很高。",
        "它使用了1024张A100和H800，在MMLU与C-Eval上测试。",
        "团队用PyTorch在Linux上训练，数据来自Common Crawl。",
        "大模型的“下半场”已经开始，谁也不想错过“风口”。",
        "打造企业自己的“产业版GPT”，对标通用大模型。",
        "CEO、CTO和AI工程师都很缺，API和SaaS也在涨价。",
        "张三表示，2023年是大模型元年。李四宣布辞职。",
        "正如新能源汽车离不开电池，大模型离不开数据。",
        "这是一场“百模大战”，也是“军备竞赛”。",
        "百度CEO David Foobar表示，Michael Quxlet宣布离职。",
        "首席科学家Quxlet Foo认为价格会下降。",
        "《星槎大模型发布了》一文引起讨论。",
        "说到企业级大模型，不少金融、医疗等行业的企业都在观望。",
    ],
)
def test_what_is_no_name_is_not_found(text):
    assert unknown(text) == set()


def test_a_tables_columns_tell_the_kinds():
    text = "| 模型 | 机构 | 参数 |\n| --- | --- | --- |\n| **星槎** | 甲辰 | 130亿 |\n| 云帆-7B（开源） | 青鸾、玄武 | 70亿 |\n"
    assert unknown(text, "a.md") == {("model", "星槎"), ("player", "甲辰"), ("model", "云帆-7B"), ("player", "青鸾"), ("player", "玄武")}


def test_a_list_entry_opens_with_its_name():
    text = "国产模型盘点\n1. 星槎：由甲辰科技研发的对话模型。\n2. 云帆（Yunfan）：青鸾公司发布，参数七十亿。\n3. 价格：每千词元一分钱。\n"
    assert {("model", "星槎"), ("model", "云帆")} <= unknown(text)
    assert not {words for _, words in unknown(text)} & {"价格"}


def test_a_name_found_once_is_found_wherever_it_is_printed():
    text = "甲辰科技推出Foobar-9。\n之后Foobar-9接受了测试，而Foobar-95没有。"
    mentions = [each for each in GAZETTEER.mentions(document_of(text)) if each.surface == "Foobar-9"]
    assert [text[each.start : each.end] for each in mentions] == ["Foobar-9", "Foobar-9"]


def test_the_sure_names_have_more_confidence_than_the_guessed():
    mentions = {each.surface: each.confidence for each in GAZETTEER.mentions(document_of("百度发布了“星槎”。青鸾智数官网显示价格不变。"))}
    assert mentions["百度"] == 1.0
    assert 0.5 < mentions["星槎"] < 1.0


def test_every_name_is_judged_alike_whatever_the_order_of_documents():
    first, second = "甲辰科技推出星槎大模型。", "百度推出“远帆”大模型。"
    fresh = [Gazetteer((), RULES).mentions(document_of(text)) for text in (first, second)]
    used = Gazetteer((), RULES)
    assert [used.mentions(document_of(text)) for text in (second, first)] == fresh[::-1]
