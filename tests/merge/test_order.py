"""The order of the inputs never shows: shuffled catalogs and documents give the same tables, byte for byte."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.merge import merge
from etl.model.catalog import Catalog
from etl.model.extraction import Mention
from etl.model.snapshot import TABLES
from etl.publish.tables import arrow_of
from tests.merge.world import SOURCES, catalog, count, day, document, dollars, entity, extraction, name, read, said, term

SUBJECTS = st.sampled_from(["bird", "bird-2", "bird-3", "reed"])
RAISED = st.sampled_from(["morning", "evening", "copy", "autumn", "brief"])
VALUES = st.one_of(
    st.tuples(st.just("parameters"), st.sampled_from([7e9, 7.05e9, 7.1e9, 1.75e11]).map(count)),
    st.tuples(st.just("parameters"), st.just(count(1e11, magnitude=True))),
    st.tuples(st.just("cost"), st.sampled_from([1e6, 1.4e6, 1.2e7]).map(dollars)),
    st.tuples(st.just("released_on"), st.sampled_from(["2019", "2023", "2023-05", "2023-05-06", "2023-05-09"]).map(day)),
    st.tuples(st.just("release_status"), st.sampled_from(["developing", "previewed", "released"]).map(term)),
    st.tuples(st.just("layer"), st.sampled_from(["general", "application"]).map(term)),
    st.tuples(st.just("named"), st.sampled_from(["云雀", "红孩", "智雀"]).map(name)),
    st.tuples(st.just("same_as"), st.sampled_from(["bird", "reed"]).map(entity)),
    st.tuples(st.just("ratio"), st.just(count(16, of_id="bird-2", of_name="云雀-2", property="parameters"))),
)
QUALIFIED = st.fixed_dictionaries(
    {},
    optional={
        "bound": st.sampled_from([">=", "<=", "~"]),
        "status": st.sampled_from(["planned", "rumoured", "denied"]),
        "rank": st.sampled_from(["preferred", "deprecated"]),
        "attributed_to": st.sampled_from(["测算所", "某人"]),
        "basis": st.just("inferred"),
    },
)
CURATED = st.tuples(SUBJECTS, VALUES, RAISED, QUALIFIED).map(lambda each: said(each[0], each[1][0], each[1][1], each[2], **each[3]))


def documents(draws):
    made = []
    for place, statements in enumerate(draws):
        info = document(f"{place}.txt", ["evening", None][place % 2], date="2023-07-01")
        read_ = [read(subject, value[0], value[1], info, start=20 * nth) for nth, (subject, value) in enumerate(statements)]
        mention = Mention(info.id, None, "蓝鲸", "model", "蓝鲸", place, place + 2)
        made.append(extraction(info, *read_, mentions=(mention,)))
    return made


def tables(catalog_: Catalog, extractions):
    merged = merge(catalog_, extractions)
    assert set(merged.tables) == set(TABLES)
    return {table: arrow_of(table, rows) for table, rows in merged.tables.items()}, merged.as_of


@settings(max_examples=60, deadline=None)
@given(
    st.lists(CURATED, max_size=14, unique_by=lambda each: each.id),
    st.lists(st.lists(st.tuples(SUBJECTS, VALUES), max_size=5), max_size=4),
    st.randoms(use_true_random=False),
)
def test_shuffled_inputs_give_the_same_tables(statements, draws, shuffler: random.Random):
    extractions = documents(draws)
    whole = catalog(*statements)
    expected = tables(whole, extractions)
    shuffler.shuffle(extractions)
    mixed = [list(part) for part in (statements, whole.entities, whole.sources, whole.terms, whole.predicates)]
    for part in mixed:
        shuffler.shuffle(part)
    moved, entities, sources, terms, predicates = (tuple(part) for part in mixed)
    again = tables(Catalog(entities=entities, statements=moved, sources=sources, terms=terms, predicates=predicates), extractions)
    assert again[1] == expected[1]
    for table, rows in expected[0].items():
        assert again[0][table].equals(rows), table


@settings(max_examples=60, deadline=None)
@given(st.lists(CURATED, max_size=14, unique_by=lambda each: each.id))
def test_nothing_is_lost_and_every_reference_resolves(statements):
    merged = merge(catalog(*statements), [])
    rows = {row["statement_id"]: row for row in merged.tables["statements"]}
    assert set(rows) == {statement.id for statement in statements}
    assert {row["statement_id"] for row in merged.tables["evidence"]} == set(rows)
    known = {conflict["conflict_id"]: conflict for conflict in merged.tables["conflicts"]}
    for conflict in known.values():
        assert set(conflict["statement_ids"]) <= set(rows)
        assert all(conflict["conflict_id"] in rows[key]["conflict_ids"] for key in conflict["statement_ids"])
        assert all(rows[key]["rank"] != "deprecated" for key in conflict["statement_ids"])
        assert conflict["values"] > 1
        assert all(conflict[part] for part in ("topic_zh", "topic_en", "reason_zh", "reason_en"))
    for row in rows.values():
        assert set(row["conflict_ids"]) <= set(known)
        assert row["independent"] <= len(SOURCES)
    slots = {row["slot_id"] for row in rows.values() if row["rank"] != "deprecated"}
    assert slots == {row["slot_id"] for row in rows.values() if row["drawn"]}
