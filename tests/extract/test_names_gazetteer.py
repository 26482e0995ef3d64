"""Known names: spelling variants, edges, words that are also names, shared names, versions."""

import subprocess
import sys

import pytest

from etl.extract.gazetteer import Gazetteer
from etl.extract.names import load_name_rules
from etl.extract.shipped import shipped_folder
from etl.extract.text import document_of
from etl.model.entity import LexiconEntry

RULES, _ = load_name_rules(shipped_folder() / "lexicon")


def entry(key, kind, *names):
    return LexiconEntry(key, kind, names[0], names)


LEXICON = (
    entry("baidu", "player", "百度", "Baidu"),
    entry("huawei", "player", "华为"),
    entry("360", "player", "三六零", "360"),
    entry("360-brain", "model", "360大模型", "360智脑"),
    entry("cloudwalk", "player", "云从科技", "云从"),
    entry("meta", "player", "Meta"),
    entry("sensetime", "player", "商汤"),
    entry("sensenova", "model", "日日新", "商汤日日新"),
    entry("gpt", "model", "GPT", "GPT (family)"),
    entry("gpt-4", "model", "GPT-4"),
    entry("qwen", "model", "Qwen", "通义千问"),
    entry("pangu", "model", "盘古大模型", "盘古"),
    entry("tiangong", "model", "天工"),
    entry("congrong", "model", "从容大模型", "从容"),
    entry("baichuan-model", "model", "百川"),
    entry("openai", "player", "OpenAI"),
    entry("k-plug", "model", "K-PLUG"),
    entry("star-platform", "platform", "星槎", "星槎平台"),
    entry("star-model", "model", "星槎大模型", "星槎"),
    entry("twin-a", "model", "玄武", "甲玄武"),
    entry("twin-b", "model", "玄武", "乙玄武"),
    entry("pangu-speech", "model", "语音大模型"),
    entry("guosheng", "player", "国盛证券"),
)
GAZETTEER = Gazetteer(LEXICON, RULES)


def found(text):
    """(id, surface) of the known names of a text."""
    return [(mention.id, mention.surface) for mention in GAZETTEER.known(document_of(text))]


def ids(text):
    return [key for key, _ in found(text)]


@pytest.mark.parametrize("surface", ["GPT-4", "GPT4", "gpt-4", "GPT 4", "ＧＰＴ４", "Gpt‑4"])
def test_width_case_space_and_hyphen_make_no_difference(surface):
    assert found(f"它用了{surface}来写作。") == [("gpt-4", surface)]


def test_traditional_text_is_matched_and_keeps_its_printed_form():
    assert found("華爲與百度都在場，通義千問也在。") == [("huawei", "華爲"), ("baidu", "百度"), ("qwen", "通義千問")]


@pytest.mark.parametrize("text", ["Metadata 很多", "GPTs 商店", "metaverse", "K plugs", "openair 节", "Open A I", "meta信息"])
def test_letters_and_digits_end_a_name_only_at_its_own_edge(text):
    assert found(text) == []


def test_a_space_inside_a_name_is_a_seam_or_refused():
    assert ids("Open AI 的成功") == ["openai"]
    assert ids("kpl ug") == []


@pytest.mark.parametrize(
    "text", ["甲辰旋转360度拍摄。", "共有360家企业。", "超过360款产品。", "售价360元。", "约360亿参数。", "型号A360。", "1360万"]
)
def test_a_number_that_is_also_a_name_is_counted_as_a_number(text):
    assert ids(text) == []


@pytest.mark.parametrize("text", ["360创始人说。", "下称360)。", "百度、360和商汤都在。", "此外,360将发布新品。"])
def test_a_number_that_is_a_name_is_found_as_one(text):
    assert "360" in ids(text)


@pytest.mark.parametrize(
    "text", ["她从容地走上台，今天工作很多。", "海纳百川是一种气度。", "巧夺天工的展品。", "心里很从容。", "盘古开天辟地的传说。"]
)
def test_an_ordinary_word_is_no_name(text):
    assert ids(text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("云从的从容大模型已经上线。", "congrong"),
        ("甲辰科技推出天工大模型。", "tiangong"),
        ("商汤“日日新”与百度“天工”同日发布。", "tiangong"),
        ("华为盘古在五月升级。", "pangu"),
        ("通义千问、天工、盘古等大模型排队上线。", "tiangong"),
        ("它选用了百川大模型。", "baichuan-model"),
    ],
)
def test_a_doubtful_name_counts_where_its_context_vouches_for_it(text, key):
    assert key in ids(text)


def test_a_name_vouched_for_once_counts_throughout_the_document():
    assert ids("云从的从容大模型已经上线。后来从容接入了客服系统。她从容不迫。").count("congrong") == 2


def test_a_makers_name_in_front_is_a_mention_of_its_own():
    assert found("商汤日日新与360智脑。") == [("sensetime", "商汤"), ("sensenova", "日日新"), ("360", "360"), ("360-brain", "智脑")]


def test_a_generic_use_is_no_mention():
    assert ids("企业要做自己的“产业版GPT”，阿里版GPT也来了。") == []
    assert ids("“GPT”板块大涨，GPT概念股走强。") == []
    assert ids("据《GPT-4 意味着什么》一文介绍。") == []


def test_who_only_reports_is_no_player():
    assert ids("据国盛证券报告估算，成本很高。") == []
    assert ids("国盛证券与百度签约。") == ["guosheng", "baidu"]


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("星槎平台开放了。", "star-platform", "platform"),
        ("星槎大模型开放了。", "star-model", "model"),
        ("百度推出“星槎”。", "star-model", "model"),
    ],
)
def test_a_name_of_two_kinds_is_told_by_what_stands_beside_it(text, key, kind):
    mention = GAZETTEER.known(document_of(text))[-1]
    assert (mention.id, mention.kind) == (key, kind)


def test_two_bearers_that_nothing_tells_apart_stay_open():
    (mention,) = GAZETTEER.known(document_of("他们都在谈论玄武大模型。"))
    assert (mention.id, mention.kind, mention.surface) == (None, "model", "玄武大模型")


def test_a_version_is_a_name_of_its_own():
    assert found("Qwen-14B-Chat与Qwen1.5-7B、GPT-4 Turbo、GPT-4o、Qwen都在。") == [
        (None, "Qwen-14B-Chat"), (None, "Qwen1.5-7B"), (None, "GPT-4 Turbo"), (None, "GPT-4o"), ("qwen", "Qwen"),
    ]  # fmt: skip


def test_a_count_behind_a_name_is_no_version():
    assert found("它在Qwen 3月的版本和GPT-4 2个变体之间。")[0] == ("qwen", "Qwen")


def test_a_class_word_belongs_to_the_surface_of_a_model():
    assert found("GPT-4模型与盘古大模型平台。") == [("gpt-4", "GPT-4模型"), ("pangu", "盘古大模型")]


def test_a_description_needs_its_companion():
    assert ids("各家都有语音大模型。") == []
    assert ids("盘古大模型包括语音大模型等多个模型。") == ["pangu", "pangu-speech"]


def test_navigation_and_comments_name_nobody():
    assert ids(
        "标题\n" + "百度发布了新版本，面向全部企业客户开放，价格比之前下降了一半以上，用户可以在官网申请试用。\n" + "上一篇：华为的故事\n"
    ) == ["baidu"]


def test_thirty_thousand_names_are_found_like_three():
    many = [entry(f"m{number}", "model", f"星海{number}号大模型") for number in range(30_000)]
    mentions = Gazetteer([*many, *LEXICON], RULES).known(document_of("星海29999号大模型与GPT-4。"))
    assert [mention.id for mention in mentions] == ["m29999", "gpt-4"]


def test_reading_loads_no_table_or_drawing_library_and_no_plain_jieba():
    code = (
        "import sys; from etl.extract.gazetteer import Gazetteer; from etl.extract.names import load_name_rules;"
        "from etl.extract.shipped import shipped_folder; from etl.extract.text import document_of;"
        "rules, _ = load_name_rules(shipped_folder() / 'lexicon');"
        "Gazetteer((), rules).mentions(document_of('甲辰科技推出星槎大模型。'));"
        "print(sorted({'pandas', 'jieba', 'streamlit', 'plotly', 'trafilatura', 'charset_normalizer'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
