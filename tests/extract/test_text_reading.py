"""Files to documents: encodings, layouts, zones, sentences and the document's own date."""

import time

import pytest

from etl.errors import LANGUAGES
from etl.extract.decoding import decode
from etl.extract.text import corpus_files, document_of, read_document

ARTICLE = "甲辰科技在五月发布了星槎大模型，参数规模达到一百三十亿。\n它随后接入了办公软件，用户可以用它来写作。\n"
TRADITIONAL = "甲辰科技在五月發布了星槎大模型，參數規模達到一百三十億。它隨後接入辦公軟體，讓使用者可以用它來寫作。\n"


def zones_of(text, name="a.txt"):
    document = document_of(text, name=name)
    return [(sentence.zone, document.text[sentence.start : sentence.end]) for sentence in document.sentences]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_usual_encodings_give_the_same_text(encoding):
    decoded, problems = decode(ARTICLE.encode(encoding), "a.txt")
    assert problems == ()
    assert decoded.text == ARTICLE
    assert decoded.encoding == encoding


def test_big5_is_not_mistaken_for_gb18030():
    decoded, _ = decode(TRADITIONAL.encode("big5"), "a.txt")
    assert decoded.text == TRADITIONAL
    assert decoded.encoding == "big5"


def test_a_binary_file_is_refused_with_its_place_and_a_remedy():
    decoded, problems = decode(b"\x89PNG\r\n\x1a\n\x00\x00", "picture.txt")
    assert decoded is None
    assert [each.code for each in problems] == ["D501"]
    assert problems[0].text("zh").startswith("picture.txt: D501")
    assert all("UTF-8" in problems[0].remedy(language) for language in LANGUAGES)


def test_bytes_of_no_known_encoding_are_refused():
    decoded, problems = decode(bytes([0xFF, 0xC3, 0x28, 0xA0, 0xA1]) * 40, "noise.txt")
    assert decoded is None
    assert [each.code for each in problems] == ["D502"]


def test_one_broken_character_does_not_lose_the_article():
    raw = (ARTICLE * 3).encode()
    decoded, problems = decode(raw[:-2], "a.txt")
    assert decoded is not None
    assert decoded.encoding == "utf-8"
    assert [each.severity for each in problems] == ["warning"]


def test_line_ends_stay_as_they_are(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())
    document, problems = read_document(tmp_path / "a.txt", tmp_path)
    assert problems == ()
    assert document.text == ARTICLE.replace("\n", "\r\n")
    assert document.text[document.sentences[1].start : document.sentences[1].end].startswith("它随后")
    assert document.info.path == "a.txt"


def test_a_folder_is_walked_in_order_without_sidecars_and_hidden_files(tmp_path):
    for name in ("b.md", "a.txt", "a.source.yml", ".hidden.txt", "c.pdf"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "d.HTML").write_text("x", "utf-8")
    assert [path.relative_to(tmp_path).as_posix() for path in corpus_files(tmp_path)] == ["a.txt", "b.md", "more/d.HTML"]


def test_a_missing_file_is_a_problem(tmp_path):
    document, problems = read_document(tmp_path / "none.txt", tmp_path)
    assert document is None
    assert [each.code for each in problems] == ["D504"]


def test_folded_text_is_simplified_and_half_width_at_the_same_places():
    document = document_of("華為發布「盤古」，參數１７５０億。")
    assert document.folded == "华为发布“盘古”,参数1750亿。"
    assert document.info.script == "traditional"


def test_html_yields_its_article_without_navigation(tmp_path):
    body = "".join(
        f"<p>第{number}段：甲辰科技发布了星槎大模型的第{number}个版本，并把它接入办公软件，供企业客户使用。</p>" for number in range(1, 7)
    )
    page = f'<html><head><title>星槎大模型</title><meta property="article:published_time" content="2024-03-05T08:00:00Z"></head><body><nav><a href="/">首页</a><a href="/x">登录</a></nav><article><h1>星槎大模型</h1>{body}</article><footer>版权所有</footer></body></html>'
    (tmp_path / "a.html").write_text(page, "utf-8")
    document, _ = read_document(tmp_path / "a.html", tmp_path)
    assert "第6段" in document.text
    assert "登录" not in document.text
    assert "<p>" not in document.text
    assert (document.info.date, document.info.date_basis, document.info.layout) == ("2024-03-05", "header", "html")


def test_a_sentence_ends_at_marks_of_either_width_and_keeps_its_closing_quote():
    assert zones_of("他说：“甲模型很快。它很小！”乙模型呢?丙模型在 v2.5 版。") == [
        ("body", "他说：“甲模型很快。"),
        ("body", "它很小！”"),
        ("body", "乙模型呢?"),
        ("body", "丙模型在 v2.5 版。"),
    ]


def test_who_spoke_belongs_to_what_was_said():
    assert zones_of("“甲模型下月公测。”张三表示。价格未定。") == [("body", "“甲模型下月公测。”张三表示。"), ("body", "价格未定。")]


def test_navigation_bylines_comments_and_repeats_are_told_from_text():
    text = (
        "星槎大模型开放公测\n2024-03-05 10:00:00 发布人:abc 阅读( 12)\n作者：某甲\n"
        "甲辰科技今天宣布星槎大模型向公众开放，任何人都可以免费试用，企业客户按调用量付费，价格为每千词元一分钱。\n"
        "星槎大模型开放公测\n- 参数：一百三十亿\n结语\n"
        "未来它还会支持图像，团队说今年年底之前会把权重开放出来，供研究者下载和微调，但没有给出具体的日期和许可。\n"
        "上一篇：春天的早市\n相关阅读\n乙公司发布了丙模型\n发表评论\n2025-01-02 03:04:05回复\n"
    )
    assert [zone for zone, _ in zones_of(text)] == [
        "title", "chrome", "chrome", "body", "chrome", "list", "heading", "body", "chrome", "chrome", "chrome", "comment", "comment",
    ]  # fmt: skip
    assert document_of(text).info.date == "2024-03-05"


def test_prose_after_related_links_speaks_again():
    prose = "甲辰科技随后又发布了星槎大模型的轻量版本，可以在手机上离线运行，并且把权重和代码都放到了社区里，供开发者免费使用。"
    text = f"标题在这里\n{prose}\n{prose[:-1]}吗？\n相关阅读\n别的文章\n{prose[:-1]}！"
    assert [zone for zone, _ in zones_of(text)] == ["title", "body", "body", "chrome", "chrome", "body"]


def test_a_record_gives_its_fields_their_zones():
    text = "标题: 星槎大模型发布\n链接: https://example.org/2024/03/05/1.html\n总结: 甲辰科技发布了星槎大模型。它有一百三十亿参数。\n关键词: 大模型, 星槎\n行业: 金融\n重大事件摘要: 概述如下：\n1. **发布**：星槎发布。"
    assert [zone for zone, _ in zones_of(text)] == ["title", "chrome", "body", "body", "tags", "tags", "summary", "summary"]
    info = document_of(text).info
    assert (info.layout, info.date, info.date_basis, info.title) == ("record", "2024-03-05", "url", "星槎大模型发布")


def test_a_table_row_is_one_sentence_and_questions_are_told():
    text = "| 模型 | 机构 |\n| --- | --- |\n| 星槎。甲 | 甲辰 |\n\n问：何时发布？\n答：五月发布。"
    assert [zone for zone, _ in zones_of(text, "a.md")] == ["table", "chrome", "table", "qa", "qa"]


@pytest.mark.parametrize(
    ("text", "date", "basis"),
    [
        ("【2023-05-06】星槎大模型发布\n正文在这里，甲辰科技于2022年1月2日成立。", "2023-05-06", "header"),
        ("星槎发布\n来源：某网 发布时间：2023年5月6日\n正文在这里。", "2023-05-06", "byline"),
        ("星槎发布\n正文说甲辰科技于2022年1月2日成立，距今已有数年，业务遍布各地，客户众多。", None, None),
        ("星槎发布\n正文在这里，内容很长。\nCopyright 2001-02-03 某网", None, None),
        ("星槎发布\n2023-13-45\n正文在这里。", None, None),
    ],
)
def test_the_documents_own_date_comes_from_its_header_only(text, date, basis):
    info = document_of(text).info
    assert (info.date, info.date_basis) == (date, basis)


def test_the_same_words_have_the_same_id_everywhere():
    assert document_of(ARTICLE, name="x/a.txt").info.id == document_of(ARTICLE, name="b.txt").info.id


@pytest.mark.parametrize(
    "line",
    [
        "2023-05-06 " + "字 " * 400 + "。",
        "作者:" + "某 " * 400 + "。",
        "1." * 500,
        "| " * 500 + "。",
        "首页 > " * 300 + "。",
        "微信 " * 300 + "。",
    ],
)
def test_no_line_takes_long(line):
    begin = time.process_time()
    document_of(line + "\n" + line)
    assert time.process_time() - begin < 1
