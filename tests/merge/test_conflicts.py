"""Every kind of conflict comes out of a general detector, and what only looks like one does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from etl.merge.conflicts.scene import severity
from etl.model.catalog import Dispute, Position
from etl.model.entity import Entity
from etl.model.statement import EntityValue
from tests.merge.world import PLACE, atlas, conflicts, count, day, document, dollars, entity, extraction, name, read, said, term


def kinds(*statements, **more):
    return sorted(row["kind"] for row in conflicts(atlas(*statements, **more)))


def test_two_prices_of_one_training_run_are_a_conflict_of_value():
    low = said("bird", "cost", dollars(1.4e6), bound="~", attributed_to="测算所")
    high = said("bird", "cost", dollars(1.2e7), "evening")
    (found,) = conflicts(atlas(low, high))
    assert (found["kind"], found["severity"], found["values"]) == ("value", "high", 2)
    assert found["statement_ids"] == sorted([low.id, high.id])
    assert found["subject_ids"] == ["bird"]
    assert "约 140 万美元（测算所，据晨报社，2023 年 5 月 10 日）" in found["reason_zh"]
    assert "about US$1.4 million (Estimates Lab, in 晨报社, 10 May 2023)" in found["reason_en"]


def test_a_conflict_keeps_its_id_when_one_more_statement_joins_it():
    two = [said("bird", "cost", dollars(1e6)), said("bird", "cost", dollars(9e6), "evening")]
    before = conflicts(atlas(*two))[0]
    after = conflicts(atlas(*two, said("bird", "cost", dollars(5e7), "autumn")))[0]
    assert before["conflict_id"] == after["conflict_id"]
    assert after["values"] == 3


def test_a_reason_tells_the_first_sides_and_counts_the_others():
    sides = [said("bird", "cost", dollars(10.0**place), attributed_to=f"分析师{place}") for place in range(3, 15)]
    info = document(source="evening")
    found = conflicts(atlas(*sides, extractions=(extraction(info, read("bird", "cost", dollars(5e15), info)),)))[0]
    assert found["values"] == 13
    assert "另有 5 种说法" in found["reason_zh"]
    assert "and 5 more" in found["reason_en"]


def test_sizes_given_in_one_breath_are_several_and_no_rivals():
    small, large = said("bird", "parameters", count(7e9)), said("bird", "parameters", count(13e9))
    assert kinds(small, large) == []
    assert kinds(small, large, said("bird", "parameters", count(13e9), "evening")) == []
    assert kinds(small, large, said("bird", "parameters", count(175e9), "evening")) == ["value"]
    info = document(source="evening")
    apart = extraction(
        info, read("reed", "parameters", count(7e9), info, start=0), read("reed", "parameters", count(13e9), info, start=100)
    )
    together = extraction(
        info, read("reed", "parameters", count(7e9), info, start=0), read("reed", "parameters", count(13e9), info, start=8)
    )
    assert kinds(extractions=(apart,)) == ["value"]
    assert kinds(extractions=(together,)) == []


def test_values_of_different_days_or_versions_do_not_meet():
    assert kinds(said("bird", "cost", dollars(1e6), as_of="2023-01"), said("bird", "cost", dollars(9e6), "evening", as_of="2023-09")) == []
    assert kinds(said("bird", "parameters", count(7e9), version="1"), said("bird", "parameters", count(9e10), "evening", version="2")) == []
    assert kinds(said("bird", "cost", dollars(1e6), as_of="2023"), said("bird", "cost", dollars(9e6), "evening", as_of="2023-09")) == [
        "value"
    ]


def test_dates_without_versions_are_versions_not_told_apart():
    first, second = said("bird", "released_on", day("2019")), said("bird", "released_on", day("2023-03-16"))
    (found,) = conflicts(atlas(first, second))
    assert found["kind"] == "date"
    assert "版本" in found["reason_zh"]
    assert "versions" in found["reason_en"]
    assert kinds(said("bird", "released_on", day("2019"), version="1.0"), second) == []


def test_a_plan_is_no_rival_of_what_came_of_it():
    assert (
        kinds(said("bird", "released_on", day("2023-05"), status="planned"), said("bird", "released_on", day("2023-08"), "evening")) == []
    )
    assert kinds(
        said("bird", "released_on", day("2023-05"), status="planned"),
        said("bird", "released_on", day("2023-08"), "evening", status="planned"),
    ) == ["date"]
    assert kinds(said("bird", "parameters", count(1e11), status="rumoured"), said("bird", "parameters", count(7e9), "evening")) == ["value"]


def test_a_denial_meets_what_it_denies():
    (found,) = conflicts(atlas(said("bird", "owner", entity("lab"), status="denied"), said("bird", "owner", entity("lab"), "evening")))
    assert found["kind"] == "value"
    assert "否认" in found["topic_zh"]
    assert kinds(said("bird", "owner", entity("lab"), status="denied"), said("bird", "owner", entity("yunque-co"), "evening")) == []


def test_statuses_of_days_that_may_be_one_conflict_and_progress_does_not():
    previewed = said("bird", "release_status", term("previewed"))
    assert kinds(previewed, said("bird", "release_status", term("released"), "autumn")) == []
    assert kinds(said("bird", "release_status", term("released")), said("bird", "release_status", term("previewed"), "autumn")) == [
        "status"
    ]
    assert kinds(previewed, said("bird", "release_status", term("released"), "morning")) == ["status"]
    assert kinds(previewed, said("bird", "release_status", term("previewed"), "evening")) == []


def test_a_status_short_of_released_rivals_a_release_before_it_was_printed():
    released = said("bird", "released_on", day("2021-04"), "evening")
    assert kinds(released, said("bird", "release_status", term("previewed"))) == ["status"]
    assert kinds(released, said("bird", "release_status", term("released"))) == []
    assert kinds(said("bird", "released_on", day("2023-12"), "autumn"), said("bird", "release_status", term("previewed"))) == []


def test_a_stage_that_an_article_tells_as_history_is_no_rival():
    info = document(source="evening")
    beta = read("bird", "release_status", term("closed_beta"), info, start=5)
    told_on = read("bird", "announced_on", day("2023-04-07"), info, start=8)
    later = read("bird", "released_on", day("2023-05-02"), info, start=100)
    out = said("bird", "release_status", term("released"))
    assert kinds(out, extractions=(extraction(info, beta),)) == ["status"]
    again, long_after = (
        read("bird", "release_status", term("closed_beta"), info, start=45),
        read("bird", "announced_on", day("2023-06-01"), info, start=48),
    )
    assert kinds(out, extractions=(extraction(info, beta, told_on, again, long_after),)) == ["date"]
    assert kinds(out, extractions=(extraction(info, beta, told_on),)) == []
    assert kinds(out, extractions=(extraction(info, beta, later),)) == []
    assert kinds(
        out, said("bird", "release_status", term("closed_beta"), "evening"), said("bird", "released_on", day("2023-05-02"), "evening")
    ) == ["status"]


def test_products_said_to_be_one_have_one_status_and_their_names_rival():
    guess = said("reed", "same_as", entity("bird"), "brief", basis="inferred")
    told = [
        said("bird", "release_status", term("released")),
        said("bird", "named", name("云雀")),
        said("reed", "release_status", term("developing"), "evening"),
        said("reed", "named", name("芦苇"), "evening"),
    ]
    assert kinds(*told) == []
    found = {row["kind"]: row for row in conflicts(atlas(guess, *told))}
    assert sorted(found) == ["name", "status"]
    assert found["status"]["subject_ids"] == ["bird", "reed"]
    assert guess.id in found["name"]["statement_ids"]
    assert "推断" in found["name"]["reason_zh"]


def test_names_of_different_sources_rival_until_a_source_says_that_they_are_one():
    first, second = said("bird", "named", name("红孩")), said("bird", "named", name("智雀"), "evening")
    (found,) = conflicts(atlas(first, second))
    assert (found["kind"], found["values"]) == ("name", 2)
    assert {"红孩", "智雀"} <= set(found["topic_zh"].replace("（", "、").replace("）", "、").split("、"))
    declared = [said("bird", "same_as", EntityValue(None, each), "autumn", line=place) for place, each in enumerate(("红孩", "智雀"), 1)]
    assert kinds(first, second, *declared) == []


@pytest.mark.parametrize(("one", "other"), [("云雀", "云雀大模型"), ("Yun-Que", "yunque"), ("云雀", "Skylark"), ("云雀大模型", "Skylark")])
def test_short_forms_spellings_and_the_two_canonical_names_are_no_rivals(one, other):
    assert kinds(said("bird", "named", name(one)), said("bird", "named", name(other), "evening")) == []


def test_one_source_that_uses_two_names_knows_both():
    assert kinds(said("bird", "named", name("红孩")), said("bird", "named", name("智雀"))) == []


def test_a_name_that_is_a_model_here_and_an_application_there_is_a_conflict_of_kind():
    layers = said("bird", "layer", term("general")), said("bird", "layer", term("application"), "evening")
    (found,) = conflicts(atlas(*layers))
    assert (found["kind"], found["topic_zh"]) == ("kind", "云雀：应用还是模型？")
    assert kinds(said("bird", "layer", term("general")), said("bird", "layer", term("vertical"), "evening")) == []
    assert kinds(said("bird", "layer", term("general")), said("bird", "layer", term("application"), "evening", status="denied")) == []
    assert kinds(said("yunque-co", "layer", term("general")), said("yunque-co", "layer", term("application"), "evening")) == []
    info = document(source="evening")
    unknown = extraction(
        info,
        read("蓝鲸", "parameters", count(7e9), info, kind="model"),
        read("蓝鲸", "owner", entity("lab"), info, start=40, kind="application"),
    )
    assert kinds(extractions=(unknown,)) == ["kind"]


def test_bounds_of_a_market_of_different_scope_or_day_are_a_conflict_of_scope():
    few = said("market", "market_count", count(20, what="players", scope="入局的企业"), bound=">=")
    many = said("market", "market_count", count(40, what="players", scope="发布或公布计划的机构"), "evening", bound=">=")
    (found,) = conflicts(atlas(few, many))
    assert found["kind"] == "scope"
    assert "入局的企业" in found["reason_zh"]
    facts = {row["fact_id"] for row in atlas(few, many).tables["statements"]}
    assert len(facts) == 2
    read_again = []
    for text, source, number in (("a.txt", "morning", 20), ("b.txt", "evening", 40)):
        info = document(text, source)
        read_again.append(extraction(info, read("market", "market_count", count(number, what="players"), info, bound=">=")))
    (found,) = conflicts(atlas(few, many, extractions=tuple(read_again)))
    assert (found["kind"], found["statements"], found["values"]) == ("scope", 4, 2)


def test_a_dated_series_and_another_unit_of_count_are_no_conflict():
    series = [said("market", "market_count", count(n, what="stocks"), as_of=when) for n, when in ((29, "2023-02"), (61, "2023-05"))]
    assert kinds(*series) == []
    assert (
        kinds(
            said("market", "market_count", count(20, what="players"), bound=">="),
            said("market", "market_count", count(79, what="models"), "evening", bound=">="),
        )
        == []
    )


def test_two_exact_counts_of_one_scope_and_day_are_a_conflict_of_value():
    pair = [
        said("market", "market_count", count(n, what="models", scope="十亿以上"), s, as_of="2023-05")
        for n, s in ((79, "morning"), (54, "evening"))
    ]
    assert kinds(*pair) == ["value"]


def test_counts_side_by_side_or_of_other_days_count_different_things():
    assert kinds(*(said("market", "market_count", count(n, what="models")) for n in (54, 79))) == []
    assert (
        kinds(said("market", "market_count", count(54, what="models")), said("market", "market_count", count(79, what="models"), "evening"))
        == []
    )


def test_one_number_under_several_names_of_a_family_is_a_conflict_of_identity():
    second, third = said("bird-2", "parameters", count(1.75e11)), said("bird-3", "parameters", count(1.75e11), "evening")
    (found,) = conflicts(atlas(second, third))
    assert (found["kind"], found["subject_ids"], found["values"]) == ("identity", ["bird-2", "bird-3"], 2)
    assert kinds(second, said("reed", "parameters", count(1.75e11), "evening")) == []
    assert kinds(second, said("reed", "parameters", count(1.75e11), "evening"), said("reed", "part_of", entity("bird-2"), "evening")) == [
        "identity"
    ]


def test_a_name_that_a_source_prints_is_one_of_the_names_in_doubt():
    printed = said("bird-2", "named", name("鸣禽二号"))
    (found,) = conflicts(
        atlas(said("bird-2", "parameters", count(1.75e11)), said("bird-3", "parameters", count(1.75e11), "evening"), printed)
    )
    assert (found["kind"], found["values"]) == ("identity", 3)
    assert "鸣禽二号" in found["topic_zh"]
    assert "印作 鸣禽二号" in found["reason_zh"]
    assert "printed as 鸣禽二号" in found["reason_en"]


def test_a_source_that_gives_the_number_to_both_knows_that_both_have_it():
    assert kinds(said("bird-2", "parameters", count(7e9)), said("bird-3", "parameters", count(7e9))) == []
    both = said("bird-2", "parameters", count(7e9)), said("bird-3", "parameters", count(7e9), "evening")
    assert kinds(*both) == ["identity"]
    assert kinds(*both, said("bird-2", "parameters", count(7.02e9), "evening")) == []


def test_a_size_in_the_name_leaves_no_doubt_and_unknown_names_wait_for_an_editor():
    first, second = document("a.txt", "morning"), document("b.txt", "evening")

    def told(one, other, value):
        return kinds(
            extractions=(
                extraction(first, read(one, "parameters", value, first)),
                extraction(second, read(other, "parameters", value, second)),
            )
        )

    sized = tuple(
        Entity(key, "model", printed, printed, (), PLACE)
        for key, printed in (("one", "云雀-6B"), ("two", "云雀2-6B"), ("three", "云雀3-B"))
    )
    pair = said("bird-2", "parameters", count(6.2e9)), said("bird-3", "parameters", count(6.2e9), "evening")
    renamed = [replace(each, subject=replace(each.subject, id=key)) for each, key in zip(pair, ("one", "two"), strict=True)]
    assert kinds(*renamed, entities=sized) == []
    assert kinds(renamed[1], replace(pair[0], subject=replace(pair[0].subject, id="three")), entities=sized) == []
    assert kinds(*pair) == ["identity"]
    assert told("白鲸-1", "白鲸-2", count(6.2e9)) == []
    assert told("云雀-4", "bird-3", count(6.2e9)) == ["identity"]


def test_classes_of_size_and_bounds_say_nothing_of_identity():
    assert (
        kinds(
            said("bird-2", "parameters", count(1e11, magnitude=True), bound="~"),
            said("bird-3", "parameters", count(1e11, magnitude=True), "evening"),
        )
        == []
    )
    assert (
        kinds(said("bird-2", "parameters", count(1e11), bound=">="), said("bird-3", "parameters", count(1e11), "evening", bound=">=")) == []
    )


def test_a_ratio_is_checked_against_the_two_values_it_relates():
    times = count(16, of_id="bird-2", of_name="云雀-2", property="parameters")
    ratio, base = said("bird-3", "ratio", times), said("bird-2", "parameters", count(1.75e11))
    (found,) = conflicts(atlas(ratio, base, said("bird-3", "parameters", count(1.6e12), "evening")))
    assert (found["kind"], found["subject_ids"]) == ("arithmetic", ["bird-2", "bird-3"])
    assert found["statements"] == 3
    assert kinds(ratio, base, said("bird-3", "parameters", count(2.8e12), "evening")) == []
    assert kinds(ratio, base, said("bird-3", "parameters", count(2.75e12), "evening")) == []
    assert kinds(ratio, base, said("bird-3", "parameters", count(1e12), "evening", bound=">=")) == []
    assert kinds(ratio, base) == []


def test_a_dispute_of_the_catalog_is_a_curated_conflict_with_its_positions():
    sides = (Position("甲方", "只做一行", "one trade only", "morning", 3, 9), Position("乙方", "什么都做", "anything", "evening"))
    dispute = Dispute("what-is-vertical", "taxonomy", "垂直指什么", "What vertical means", "high", "layers", ("bird",), sides)
    info = document(source="morning")
    merged = atlas(disputes=(dispute,), extractions=(extraction(info, around=((0, 20, "零一二三四五六七八九零一二三四五六七八。"),)),))
    (found,) = (row for row in merged.tables["conflicts"] if row["origin"] == "curated")
    assert (found["kind"], found["severity"], found["values"]) == ("taxonomy", "high", 2)
    first = next(row for row in merged.tables["positions"] if row["by"] == "甲方")
    assert (first["conflict_id"], first["known_on"]) == (found["conflict_id"], "2023-05-10")
    assert first["sentence"].startswith("零一二")
    assert next(row for row in merged.tables["models"] if row["entity_id"] == "bird")["contested"] is True


def test_severity_tells_how_much_of_a_conflict_has_been_looked_at():
    info = document(source="autumn")
    curated = said("bird", "parameters", count(7e9))
    found = read("bird", "parameters", count(9e10), info)
    assert conflicts(atlas(curated, extractions=(extraction(info, found),)))[0]["severity"] == "medium"
    assert severity([]) == "low"
