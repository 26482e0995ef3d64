"""What holds for every text: folding keeps places, sentences lie in order, mentions equal their surface, nothing raises."""

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.extract.decoding import decode
from etl.extract.folding import fold, lowered
from etl.extract.gazetteer import Gazetteer
from etl.extract.names import load_name_rules
from etl.extract.shipped import shipped_folder
from etl.extract.text import document_of
from etl.model.entity import LexiconEntry

PIECES = st.sampled_from([
    "甲辰科技", "星槎大模型", "“星槎”", "GPT-4", "gpt 4", "Foo-13B-Chat", "发布了", "推出", "、", "，", "。", "等企业", "360", "360度", "|", "\n", "\r\n", "\t",
    "1.", "- ", "《", "》", "（", "）", "(Bar", ")", "模型", "机构", "İ", "ß", "裏", "發", "\u3000", "\u200b", "\x00", "２０２３年", "2023-05-06", "http://a.b/c?d=e", "…", "“", "”", "的", "上一篇:", "作者:", "文 | ", "阅读 12", "首页 > ", "标题:", "总结:", "链接:",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(PIECES, max_size=40).map("".join),
    st.text(st.characters(codec=None, categories=["Cs", "Lo", "Po"]), max_size=40),
)
RULES, _ = load_name_rules(shipped_folder() / "lexicon")
GAZETTEER = Gazetteer(
    (
        LexiconEntry("jiachen", "player", "甲辰科技", ("甲辰科技", "Jiachen")),
        LexiconEntry("xingcha", "model", "星槎大模型", ("星槎大模型", "星槎", "甲辰星槎")),
        LexiconEntry("gpt-4", "model", "GPT-4", ("GPT-4",)),
        LexiconEntry("360", "player", "三六零", ("三六零", "360")),
        LexiconEntry("foo", "model", "Foo", ("Foo",)),
    ),
    RULES,
)


@settings(deadline=None)
@given(TEXTS)
def test_folding_and_lowering_keep_every_place(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert len(lowered(folded)) == len(text)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
def test_sentences_lie_in_order_without_overlap_and_blank_edges(text, name):
    document = document_of(text, name=name)
    assert document.text == text
    end = 0
    for sentence in document.sentences:
        words = document.folded[sentence.start : sentence.end]
        assert end <= sentence.start < sentence.end <= len(text)
        assert words == words.strip()
        end = sentence.end


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_mentions_equal_their_surface_and_never_overlap(text):
    document = document_of(text)
    end = 0
    for mention in GAZETTEER.mentions(document):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.surface
        assert 0 < mention.confidence <= 1
        end = mention.end


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_problem(raw):
    decoded, problems = decode(raw, "a.txt")
    assert decoded is not None or problems
