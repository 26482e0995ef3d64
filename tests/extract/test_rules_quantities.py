import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.extract.quantities import Quantity, chinese_number, find_quantities

AMOUNTS = [
    ("参数量达到1750亿", 1.75e11, None, "=", "plain"),
    ("约1.4万亿Tokens", 1.4e12, None, "~", "tokens"),
    ("15T tokens", 1.5e13, None, "=", "tokens"),
    ("超过20家企业", 20, None, ">=", "count"),
    ("3 万多片", 30000, None, ">=", "count"),
    ("用户破7.5万", 75000, None, ">=", "plain"),
    ("4000+商家", 4000, None, ">=", "plain"),
    ("千亿级", 1e11, None, "~", "plain"),
    ("上千亿参数", 1e11, None, ">=", "params"),
    ("671B参数", 6.71e11, None, "=", "params"),
    ("7-13B", 7e9, 1.3e10, "range", "plain"),
    ("70亿至130亿", 7e9, 1.3e10, "range", "plain"),
    ("一千七百五十亿", 1.75e11, None, "=", "plain"),
    ("34天", 816, None, "=", "hours"),
    ("两个月", 1440, None, "=", "hours"),
    ("50TB", 5e13, None, "=", "bytes"),
    ("1,024张", 1024, None, "=", "count"),
    ("40%至60%", 40, 60, "range", "percent"),
    ("5万左右", 50000, None, "~", "plain"),
    ("100家以上", 100, None, ">=", "count"),
    ("16倍", 16, None, "=", "percent"),
]

MONEY = [
    ("成本约为 140 万美元", 1.4e6, None, "~", "USD", None),
    ("不超过300元", 300, None, "<=", "CNY", None),
    ("200万美元至1200万美元之间", 2e6, 1.2e7, "range", "USD", None),
    ("超过百万美元", 1e6, None, ">=", "USD", None),
    ("0.008元/千tokens", 0.008, None, "=", "CNY", "per_1k_tokens"),
    ("每百万tokens 2元", 2, None, "=", "CNY", "per_1m_tokens"),
    ("$2.50 per 1M tokens", 2.5, None, "=", "USD", "per_1m_tokens"),
    ("0.8厘/千tokens", 0.0008, None, "=", "CNY", "per_1k_tokens"),
    ("每日电费5万美金", 5e4, None, "=", "USD", "per_day"),
    ("¥199/月", 199, None, "=", "CNY", "per_month"),
    ("每小时3元", 3, None, "=", "CNY", "per_hour"),
    ("新台币3000万元", 3e7, None, "=", "TWD", None),
    ("人民币5亿元", 5e8, None, "=", "CNY", None),
]


def only(text: str, kind: str) -> Quantity:
    found = [each for each in find_quantities(text, 0, len(text)) if each.kind == kind]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("text", "number", "high", "bound", "kind"), AMOUNTS)
def test_an_amount_keeps_its_unit_and_hedge(text: str, number: float, high: float | None, bound: str, kind: str) -> None:
    found = only(text, kind)
    assert (found.number, found.high, found.bound) == (pytest.approx(number), high, bound)


@pytest.mark.parametrize(("text", "amount", "high", "bound", "currency", "per"), MONEY)
def test_money_keeps_its_currency_and_what_it_buys(
    text: str, amount: float, high: float | None, bound: str, currency: str, per: str | None
) -> None:
    found = only(text, "money")
    assert (found.number, found.high, found.bound, found.currency, found.per) == (pytest.approx(amount), high, bound, currency, per)


def test_the_second_price_of_a_cut_keeps_the_unit_of_the_first() -> None:
    text = "从每千tokens 0.02元降至0.0008元"
    assert [each.per for each in find_quantities(text, 0, len(text)) if each.kind == "money"] == ["per_1k_tokens"] * 2


def test_vague_amounts_are_marked_and_a_bare_digit_word_counts_nothing() -> None:
    assert [each.vague for each in find_quantities("数亿到数十亿美元", 0, 8)] == [True, True]
    assert find_quantities("一款产品的两个方面", 0, 9) == []


def test_digits_of_names_are_no_amounts() -> None:
    assert find_quantities("GPT-3参数", 0, 7) == []
    text = "天工3.5参数量70亿"
    assert [each.number for each in find_quantities(text, 0, len(text), blocked=[(0, 5)])] == [7e9]


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("两千亿", 2e11),
        ("三万五千", 35000),
        ("百万", 1e6),
        ("万亿", 1e12),
        ("两万五", 25000),
        ("一百零五", 105),
        ("一百五", 150),
        ("三十五", 35),
    ],
)
def test_numerals_in_characters(word: str, number: float) -> None:
    assert chinese_number(word) == number


@given(st.text(alphabet="0123456789.,十百千万亿两三一BTM 美元天个tokens每/约超-至到%多级数参", max_size=40))
def test_no_text_makes_it_raise_and_spans_stay_inside(text: str) -> None:
    last = 0
    for each in find_quantities(text, 0, len(text)):
        assert 0 <= each.start <= each.core < each.end <= len(text)
        assert each.start >= last
        assert each.number >= 0
        last = each.end
