"""Whatever is thrown at the rules: nothing raises, every span equals its quote, silent zones stay silent."""

import time
from dataclasses import fields, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.extract.statements import mention_row, rows, statement_row
from etl.model.entity import LexiconEntry
from tests.extract.said import extractor, marked, said

PIECES = st.sampled_from(
    [
        "{云雀:p}", "{百灵:m}", "{鸿鹄:m}", "{翠鸟:f}", "{办公宝:a}", "发布", "推出", "的", "、", "和", "，", "。", "；", "？", "：", "\n", "\n\n", "| ", "\t",
        "参数量", "1750亿", "7B", "千亿级", "训练", "微调", "成本", "300万美元", "2元/百万tokens", "1024张A100", "34天", "2023年3月16日", "今年", "近日",
        "基于", "以", "为基座", "将", "计划", "据传", "未证实", "没有", "该模型", "其", "通用大模型", "垂直大模型", "金融", "面向", "L0", "L1", "问：", "答：",
        "（", "）", "“", "”", "《", "》", "模型 | 机构 | 参数", "是", "由", "研发", "开源", "宣布", "投资", "合作", "接入", "用户", "超过80家企业", "据", "表示", "\ue001",
        "\x00", "\u3000", "𠀀", "發佈", "參數",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40), st.sampled_from([None, "2023-05-17", "2023"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_raises_and_every_span_equals_its_quote(pieces: list[str], date: str | None) -> None:
    document, mentions = marked("".join(pieces), date)
    extraction = extractor().extraction(document, mentions)
    for statement in extraction.statements:
        row = statement_row(statement, document)
        assert document.text[row["start"] : row["end"]] == row["quote"] != ""
        assert row["sentence"][0] <= row["start"] < row["end"] <= row["sentence"][1]
        assert 0 < row["confidence"] <= 1
        assert row["bound"] in {"=", "<=", ">=", "~", "range"}
        assert row["status"] in {"asserted", "planned", "rumoured", "denied"}
    assert [row["surface"] for row in rows(extraction, mentions=True)] == [each.surface for each in mentions]


def test_a_row_is_what_the_contract_prints() -> None:
    document, mentions = marked("2023年3月16日，{云雀:p}发布{百灵:m}。")
    extraction = extractor().extraction(document, mentions)
    released = next(each for each in extraction.statements if each.predicate == "released_on")
    assert statement_row(released, document) == {
        "doc": "said.txt",
        "subject": {"id": None, "name": "百灵", "surface": "百灵", "kind": "model"},
        "predicate": "released_on",
        "value": {"date": "2023-03-16", "precision": "day", "high": None},
        "bound": "=",
        "status": "asserted",
        "attributed_to": None,
        "quote": "2023年3月16日，云雀发布百灵",
        "start": 0,
        "end": 17,
        "sentence": [0, 18],
        "confidence": released.confidence,
        "rule": "release.makes",
    }
    assert mention_row(mentions[0], document)["surface"] == "云雀"
    assert dict(extraction.sentences)[released.id] == document.text


def test_the_same_thing_said_twice_is_one_statement_at_its_most_precise() -> None:
    found = [
        each
        for each in said("{云雀:p}2023年发布{百灵:m}。\n\n2023年3月，{百灵:m}发布。\n\n{百灵:m}于2023年3月16日发布。")
        if each.predicate == "released_on"
    ]
    assert [each.value.date for each in found] == ["2023-03-16"]


def test_the_lexicon_holds_ids_kinds_and_names_and_no_statement() -> None:
    assert [each.name for each in fields(LexiconEntry)] == ["id", "kind", "name", "names"]
    told = [each for each in said("{百灵:m}很好。{云雀:p}也是。") if each.predicate != "parameters"]
    assert told == []


def test_summaries_tags_and_comments_state_nothing() -> None:
    document, mentions = marked("2023年3月16日，{云雀:p}发布{百灵:m}。")
    for zone in ("summary", "tags", "chrome", "comment"):
        silent = replace(document, sentences=tuple(replace(each, zone=zone) for each in document.sentences))
        assert extractor().extraction(silent, mentions).statements == ()


def test_a_plan_is_never_a_release() -> None:
    for text in (
        "{云雀:p}计划于2024年7月发布{百灵:m}。",
        "{百灵:m}将于2024年7月上线。",
        "传{云雀:p}2024年7月推出{百灵:m}。",
        "{云雀:p}2024年7月发布{百灵:m}，消息未获证实。",
        "{云雀:p}2024年7月发布{百灵:m}。该消息并不属实。",
        "如果{云雀:p}2024年7月发布{百灵:m}，格局会变。",
        "{云雀:p}没有在2024年7月发布{百灵:m}。",
    ):
        assert not [each for each in said(text) if each.predicate == "released_on" and each.status == "asserted"], text


def test_who_only_says_it_is_not_whom_it_is_about() -> None:
    for text in ("{云雀:p}曾披露，训练{百灵:m}花费了300万美元。", "据{云雀:p}测算，{百灵:m}的训练成本为300万美元。"):
        found = said(text)
        assert [each.attributed_to for each in found if each.predicate == "cost"] == ["云雀"], text
        assert not [each for each in found if each.predicate == "owner"], text


def test_money_given_or_earned_is_no_cost() -> None:
    for text in (
        "{云雀:p}获得{海东:p}100亿美元投资，用于训练{百灵:m}。",
        "{百灵:m}为{云雀:p}带来3亿元营收。",
        "{云雀:p}估值达80亿美元，{百灵:m}功不可没。",
    ):
        assert not [each for each in said(text) if each.predicate == "cost"], text


def test_a_long_line_takes_linear_time() -> None:
    piece = "{云雀:p}发布{百灵:m}，参数量1750亿，训练成本300万美元，基于{鸿鹄:m}，"
    taken = []
    for copies in (200, 800):
        document, mentions = marked(piece * copies)
        start = time.process_time()
        extractor().extraction(document, mentions)
        taken.append(time.process_time() - start)
    assert taken[1] < 16 * max(taken[0], 0.01)
