"""Who says so: the authority a sentence names, an industry in its name or not, and nobody where it names none."""

import pytest

from tests.extract.said import said


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("海川证券估算，{星河-7:m}的训练成本约为300万美元。", "海川证券"),
        ("据海川证券估算，{星河-7:m}的训练成本约为300万美元。", "海川证券"),
        ("根据远山保险研究院的报告《大模型账本》测算，{星河-7:m}的训练成本约为300万美元。", "远山保险研究院"),
        ("按照海川证券的测算，{星河-7:m}的训练成本约为300万美元。", "海川证券"),
        ("甲辰云AI与大数据平台总经理周一鸣介绍，{星河-7:m}的训练成本约为300万美元。", "周一鸣"),
        ("周一鸣对明德日报表示，{星河-7:m}的训练成本约为300万美元。", "周一鸣"),
        ("据不完全统计，{星河-7:m}的训练成本约为300万美元。", None),
        ("有媒体报道，{星河-7:m}的训练成本约为300万美元。", None),
        ("报告显示，{星河-7:m}的训练成本约为300万美元。", None),
        ("业内人士透露，{星河-7:m}的训练成本约为300万美元。", None),
        ("另有文章称，{星河-7:m}的训练成本约为300万美元。", None),
        ("{星河-7:m}适配排产优化、时序预测，训练成本约为300万美元。", None),
    ],
)
def test_the_authority_is_the_one_the_sentence_names(text, who):
    costs = [each for each in said(text) if each.predicate == "cost"]
    assert [each.attributed_to for each in costs] == [who]
