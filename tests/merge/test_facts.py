"""What says the same, what is drawn, and how many origins of knowledge stand behind it."""

from __future__ import annotations

import pytest

from etl.model.statement import EntityValue
from tests.merge.world import atlas, conflicts, count, day, document, dollars, entity, extraction, name, read, row_of, said, term


def test_a_month_corroborates_the_day_inside_it():
    exact = said("bird", "released_on", day("2023-05-06"))
    vague = said("bird", "released_on", day("2023-05"), "evening")
    merged = atlas(exact, vague)
    assert row_of(merged, exact)["fact_id"] == row_of(merged, vague)["fact_id"]
    assert row_of(merged, exact)["independent"] == 2
    assert row_of(merged, exact)["corroborated_by"] == ["evening", "morning"]
    assert conflicts(merged) == []


def test_a_month_over_two_rival_days_corroborates_neither():
    days = [said("bird", "released_on", day("2023-05-06")), said("bird", "released_on", day("2023-05-09"), "evening")]
    month = said("bird", "released_on", day("2023-05"), "autumn")
    merged = atlas(*days, month)
    facts = {row_of(merged, each)["fact_id"] for each in (*days, month)}
    assert len(facts) == 3
    assert conflicts(merged, "date")[0]["statement_ids"] == sorted(each.id for each in days)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (count(100.0), count(100.9), True),
        (count(100.0), count(102.0), False),
        (count(1e11, magnitude=True), count(1.75e11), True),
        (count(1e11, magnitude=True), count(1.2e12), False),
        (count(2e6, 12e6), count(3e6), True),
        (count(2e6, 12e6), count(1e6), False),
    ],
)
def test_numbers_agree_within_one_percent_inside_a_range_or_a_class(one, other, same):
    first, second = said("bird", "parameters", one), said("bird", "parameters", other, "evening")
    merged = atlas(first, second)
    assert (row_of(merged, first)["fact_id"] == row_of(merged, second)["fact_id"]) is same
    assert bool(conflicts(merged, "value")) is not same


def test_a_bound_corroborates_a_value_inside_it_and_rivals_one_outside():
    bound = said("bird", "cost", dollars(1e6), bound=">=")
    inside = said("bird", "cost", dollars(1.4e6), "evening")
    merged = atlas(bound, inside)
    assert row_of(merged, bound)["fact_id"] == row_of(merged, inside)["fact_id"]
    outside = said("bird", "cost", dollars(3e5), "evening")
    assert conflicts(atlas(bound, outside), "value")[0]["values"] == 2


def test_two_bounds_leave_room_for_each_other_and_do_not_say_the_same():
    for bound in (">=", "<="):
        one, other = said("bird", "cost", dollars(1e6), bound=bound), said("bird", "cost", dollars(5e5), "evening", bound=bound)
        merged = atlas(one, other)
        assert row_of(merged, one)["fact_id"] != row_of(merged, other)["fact_id"]
        assert conflicts(merged) == []


def test_currencies_and_bases_of_cost_are_not_compared():
    merged = atlas(
        said("bird", "cost", dollars(1e6)),
        said("bird", "cost", dollars(2e6, kind="infrastructure"), "evening"),
        said("bird", "cost", dollars(3e6).__class__(3e6, "CNY", None, "training"), "autumn"),
    )
    assert conflicts(merged) == []


def test_owners_are_a_union_and_every_one_is_drawn():
    first, second = said("bird", "owner", entity("yunque-co")), said("bird", "owner", entity("lab"), "evening")
    merged = atlas(first, second)
    assert row_of(merged, first)["drawn"]
    assert row_of(merged, second)["drawn"]
    assert conflicts(merged) == []
    assert next(row for row in merged.tables["models"] if row["entity_id"] == "bird")["owner_ids"] == ["lab", "yunque-co"]


def test_best_rank_then_best_origin_is_drawn_with_all_ties():
    info = document(source="evening")
    preferred = said("bird", "parameters", count(7e9), rank="preferred", rank_reason="厂商自述")
    plain = said("bird", "parameters", count(13e9), "autumn")
    found = read("bird", "parameters", count(65e9), info)
    merged = atlas(preferred, plain, extractions=(extraction(info, found),))
    assert [row_of(merged, each)["drawn"] for each in (preferred, plain, found)] == [True, False, False]
    assert conflicts(merged, "value")[0]["winner_id"] == preferred.id
    assert "厂商自述" in conflicts(merged, "value")[0]["reason_zh"]
    tied = atlas(said("bird", "parameters", count(7e9)), plain, extractions=(extraction(info, found),))
    assert sorted(row["origin"] for row in tied.tables["statements"] if row["drawn"]) == ["curated", "curated"]
    assert conflicts(tied, "value")[0]["winner_id"] is None


def test_a_deprecated_statement_is_kept_and_neither_drawn_nor_a_rival():
    wrong = said("bird", "parameters", count(7e9), rank="deprecated", rank_reason="印错")
    right = said("bird", "parameters", count(13e9), "evening")
    merged = atlas(wrong, right)
    assert row_of(merged, wrong)["drawn"] is False
    assert conflicts(merged) == []


def test_an_extracted_fact_the_catalog_lacks_is_drawn_and_unreviewed():
    info = document(source="evening")
    found = read("reed", "parameters", count(7e9), info)
    merged = atlas(extractions=(extraction(info, found),))
    assert row_of(merged, found)["drawn"] is True
    assert row_of(merged, found)["reviewed"] is False


def test_an_extracted_statement_that_equals_a_curated_one_is_reviewed_and_stands_behind_it():
    info = document(source="morning")
    decided = said("bird", "released_on", day("2023-05-06"))
    found = read("bird", "released_on", day("2023-05-06"), info, start=45)
    merged = atlas(decided, extractions=(extraction(info, found),))
    assert row_of(merged, found)["reviewed"] is True
    assert row_of(merged, found)["drawn"] is False
    behind = [row for row in merged.tables["evidence"] if row["statement_id"] == decided.id]
    assert {row["kind"] for row in behind} == {"citation", "span"}
    assert next(row for row in behind if row["kind"] == "span")["start"] == 45


def test_a_named_authority_is_one_origin_however_many_quote_it():
    quoted = [said("bird", "cost", dollars(1e6), source, attributed_to="测算所") for source in ("morning", "evening", "autumn")]
    merged = atlas(*quoted)
    assert row_of(merged, quoted[0])["independent"] == 1
    assert {row["root_source"] for row in merged.tables["evidence"]} == {"lab"}


def test_a_repost_a_brief_and_a_summary_add_nothing():
    first = said("bird", "parameters", count(7e9))
    again = said("bird", "parameters", count(7e9), "copy")
    brief = said("bird", "parameters", count(7e9), "brief")
    merged = atlas(first, again, brief)
    assert row_of(merged, first)["independent"] == 1
    assert row_of(merged, brief)["independent"] == 1
    assert "brief" not in row_of(merged, first)["corroborated_by"]
    info = document(source="morning")
    body = read("bird", "cost", dollars(1e6), info, start=0, attributed_to="测算所")
    headline = read("bird", "cost", dollars(1e6), info, start=200)
    both = atlas(extractions=(extraction(info, body, headline),))
    assert row_of(both, body)["independent"] == 1


def test_who_says_it_is_what_the_editor_read_not_what_the_extractor_guessed():
    info = document(source="morning")
    decided = said("bird", "cost", dollars(1e6), attributed_to="测算所")
    guessed = read("bird", "cost", dollars(1e6), info, attributed_to="一份报告")
    assert row_of(atlas(decided, extractions=(extraction(info, guessed),)), decided)["independent"] == 1


def test_a_fact_only_a_brief_tells_has_no_independent_origin():
    alone = said("bird", "parameters", count(7e9), "brief")
    assert row_of(atlas(alone), alone)["independent"] == 0


def test_what_only_a_brief_tells_is_kept_and_not_drawn():
    info = document(source="brief", independent=False)
    told = read("reed", "parameters", count(7e9), info)
    merged = atlas(extractions=(extraction(info, told),))
    assert row_of(merged, told)["drawn"] is False
    article = document("b.txt", source="evening")
    printed = read("reed", "parameters", count(7e9), article)
    both = atlas(extractions=(extraction(info, told), extraction(article, printed)))
    assert row_of(both, printed)["drawn"] is True


def test_sources_derived_from_each_other_in_a_circle_still_have_one_root():
    from etl.model.source import Source

    ring = (Source("x", "甲", "甲", derived_from="y"), Source("y", "乙", "乙", derived_from="x"))
    one, other = said("bird", "parameters", count(7e9), "x"), said("bird", "parameters", count(7e9), "y")
    merged = atlas(one, other, sources=ring)
    assert row_of(merged, one)["independent"] == 1


def test_what_an_editor_told_apart_by_stage_does_not_return_as_a_conflict():
    info = document(source="evening")
    beta = said("bird", "announced_on", day("2023-04-07"), stage="closed_beta")
    shown = said("bird", "announced_on", day("2023-04-11"))
    bare = read("bird", "announced_on", day("2023-04-07"), info)
    merged = atlas(beta, shown, extractions=(extraction(info, bare),))
    assert row_of(merged, bare)["fact_id"] == row_of(merged, beta)["fact_id"]
    assert conflicts(merged) == []


def test_a_bare_date_that_the_catalog_has_both_ways_stays_where_it_was_read():
    info = document(source="evening")
    beta = said("bird", "announced_on", day("2023-04-07"), stage="closed_beta")
    whole = said("bird", "announced_on", day("2023-04"))
    bare = read("bird", "announced_on", day("2023-04-07"), info)
    merged = atlas(beta, whole, extractions=(extraction(info, bare),))
    assert row_of(merged, bare)["fact_id"] == row_of(merged, whole)["fact_id"]


def test_as_of_is_the_latest_publication_that_is_drawn():
    late = said("bird", "parameters", count(7e9), "autumn")
    assert atlas(late, said("reed", "parameters", count(7e9), "evening")).as_of == "2023-10-01"
    assert (
        atlas(
            said("bird", "tier", term("L0"), "evening"),
            said("bird", "parameters", count(7e9), "autumn", rank="deprecated", rank_reason="印错"),
        ).as_of
        == "2023-05-20"
    )
    assert atlas().as_of is None


def test_a_bare_count_takes_the_scope_an_editor_read_in_the_same_source():
    scoped = said("market", "market_count", count(40, what="players", scope="发布或公布计划的机构"), "evening", bound=">=", as_of="2023-05")
    info, other = document("a.txt", "evening"), document("b.txt", "autumn")
    bare = read("market", "market_count", count(40, what="players"), info, bound=">=")
    later = read("market", "market_count", count(40, what="players"), other, bound=">=")
    merged = atlas(scoped, extractions=(extraction(info, bare), extraction(other, later)))
    assert row_of(merged, bare)["fact_id"] == row_of(merged, scoped)["fact_id"] != row_of(merged, later)["fact_id"]
    assert row_of(merged, scoped)["independent"] == 1


def test_jobs_without_a_name_are_themselves_only_in_their_sentence():
    info = document(source="evening")
    here = read("训练任务", "cost", dollars(1e6), info, start=0, kind="task")
    there = read("训练任务", "cost", dollars(9e6), info, start=100, kind="task")
    merged = atlas(extractions=(extraction(info, here, there),))
    assert row_of(merged, here)["slot_id"] != row_of(merged, there)["slot_id"]
    assert conflicts(merged) == []


def test_known_on_is_the_publication_of_the_source_or_the_documents_own_date():
    described, unknown = document("a.txt", "evening"), document("b.txt", date="2023-07-01", date_basis="header")
    first = read("bird", "parameters", count(7e9), described)
    second = read("reed", "parameters", count(7e9), unknown)
    merged = atlas(extractions=(extraction(described, first), extraction(unknown, second)))
    assert row_of(merged, first)["known_on"] == "2023-05-20"
    assert row_of(merged, second)["known_on"] == "2023-07-01"
    assert row_of(merged, second)["source_id"] is None
    assert merged.as_of == "2023-07-01"


def test_entities_tell_the_best_of_their_statements():
    info = document(source="evening")
    merged = atlas(
        said("bird", "layer", term("general")),
        said("bird", "layer", term("vertical"), "evening", status="denied"),
        said("bird", "release_status", term("previewed")),
        said("bird", "release_status", term("released"), "autumn"),
        said("bird", "released_on", day("2023-06")),
        said("bird", "released_on", day("2024"), "evening", status="planned"),
        said("bird", "parameters", count(7e9)),
        said("bird", "tier", term("L0")),
        said("yunque-co", "country", term("CN")),
        extractions=(extraction(info, read("bird", "layer", term("application"), info)),),
    )
    bird = next(row for row in merged.tables["models"] if row["entity_id"] == "bird")
    assert (bird["layers"], bird["tiers"], bird["release_status"]) == (["general"], ["L0"], "released")
    assert (bird["released_on"], bird["parameters_count"]) == ("2023-06", 7e9)
    assert bird["statements"] == 9
    company = next(row for row in merged.tables["players"] if row["entity_id"] == "yunque-co")
    assert (company["country"], company["nested_under"], company["contested"]) == ("CN", None, False)


def test_an_owner_nobody_catalogued_keeps_its_printed_name():
    found = said("bird", "owner", EntityValue(None, "无名社"))
    merged = atlas(found)
    assert row_of(merged, found)["value_zh"] == "无名社"
    assert next(row for row in merged.tables["models"] if row["entity_id"] == "bird")["owner_ids"] == []


def test_names_keep_the_words_they_were_printed_with():
    merged = atlas(said("bird", "named", name("云雀 Chat")))
    assert merged.tables["statements"][0]["value_en"] == "云雀 Chat"
