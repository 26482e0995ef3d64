import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from etl.model.digest import digest
from etl.model.entity import EntityRef, Place
from etl.model.statement import (
    DateValue,
    HardwareValue,
    MoneyValue,
    NumberValue,
    Provenance,
    Statement,
    TermValue,
    value_json,
    value_record,
)

COST = Statement(
    subject=EntityRef("m-1", "模型一", "model"),
    predicate="cost",
    value=MoneyValue(1.2e7, "USD", kind="training"),
    provenance=Provenance("s-1", Place("players/x.yml", 10, 5)),
    origin="curated",
)


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_moving_a_border_between_parts_changes_the_digest(parts):
    if len("".join(parts)) == 0:
        return
    joined = "".join(parts)
    assert digest(joined) != digest(joined, "")
    assert digest(*parts) == digest(*parts)


def test_the_id_of_a_statement_survives_a_moved_line_and_changes_with_what_it_says():
    moved = replace(COST, provenance=Provenance("s-1", Place("players/y.yml", 99, 1)))
    assert moved.id == COST.id
    for change in (
        {"value": MoneyValue(1.3e7, "USD", kind="training")},
        {"value": MoneyValue(1.2e7, "CNY", kind="training")},
        {"bound": "~"},
        {"status": "rumoured"},
        {"attributed_to": "某券商"},
        {"provenance": Provenance("s-2")},
        {"subject": EntityRef("m-2", "模型二", "model")},
    ):
        assert replace(COST, **change).id != COST.id, change


def test_values_print_as_the_contract_says():
    assert value_record(HardwareValue("A100", 1024, "training")) == {"device": "A100", "count": 1024, "for": "training"}
    assert value_record(NumberValue(1.75e11)) == {"number": 1.75e11, "high": None}
    assert value_record(NumberValue(1e11, magnitude=True))["magnitude"] is True
    assert value_record(DateValue("2023-05", "month")) == {"date": "2023-05", "precision": "month", "high": None}
    assert value_record(NumberValue(16, of_id="a", of_name="A", property="parameters"))["of"] == {"id": "a", "name": "A"}
    assert value_record(TermValue("finance", "金融")) == {"id": "finance", "name": "金融"}
    money = value_record(MoneyValue(5e4, "USD", kind="electricity", per="per_day"))
    assert money == {"amount": 5e4, "high": None, "currency": "USD", "kind": "electricity", "per": "per_day"}


def test_canonical_json_is_the_same_for_whole_floats_and_integers():
    assert value_json(NumberValue(1200.0)) == value_json(NumberValue(1200))
    assert json.loads(value_json(NumberValue(1.5)))["number"] == 1.5
