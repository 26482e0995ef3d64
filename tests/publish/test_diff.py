"""What changed, in the market's words; and what is left to review."""

from __future__ import annotations

import pytest
import yaml

from etl.model.extraction import Mention
from etl.model.snapshot import Snapshot
from etl.publish.diff import diff
from etl.publish.review import review
from etl.publish.tables import frame_of
from tests.merge.world import ENTITIES, SOURCES, atlas, count, day, document, dollars, entity, extraction, read, said, term


def snapshot(merged) -> Snapshot:
    return Snapshot("0", merged.as_of, {name: frame_of(name, rows) for name, rows in merged.tables.items()}, {})


def changes(old, new):
    return [(each.kind, each.text_zh) for each in diff(snapshot(old), snapshot(new))]


def test_equal_snapshots_differ_in_nothing():
    merged = atlas(said("bird", "parameters", count(7e9)))
    assert changes(merged, merged) == []


def test_a_mended_value_is_told_as_a_change_not_as_a_loss_and_a_gain():
    old, new = atlas(said("bird", "parameters", count(7e9))), atlas(said("bird", "parameters", count(1.3e10)))
    assert changes(old, new) == [("statement_changed", "云雀 · 参数量：70 亿参数 → 130 亿参数")]
    assert diff(snapshot(old), snapshot(new))[0].text("en") == "Skylark · Parameters: 7 billion parameters → 13 billion parameters"


def test_new_and_withdrawn_statements_conflicts_and_ranks_are_told():
    one = said("bird", "cost", dollars(1e6), attributed_to="测算所")
    two = said("bird", "cost", dollars(9e6), "evening")
    found = changes(atlas(one), atlas(one, two))
    assert ("statement_added", "云雀 · 成本：新增 900 万美元") in found
    assert ("conflict_added", "新的冲突：云雀：成本（训练）有 2 种说法") in found
    back = changes(atlas(one, two), atlas(one))
    assert ("statement_removed", "云雀 · 成本：撤下 900 万美元") in back
    assert ("conflict_removed", "冲突消除：云雀：成本（训练）有 2 种说法") in back
    ranked = changes(atlas(one, two), atlas(one, said("bird", "cost", dollars(9e6), "evening", rank="deprecated", rank_reason="印错")))
    assert ("statement_ranked", "云雀 · 成本：900 万美元，级别 normal → deprecated") in ranked


def test_entities_sources_documents_and_unknown_names_come_and_go():
    bare = atlas(entities=ENTITIES[1:], sources=SOURCES[1:])
    info = document(source="evening", title="晚报一则")
    full = atlas(extractions=(extraction(info, mentions=(Mention(info.id, None, "蓝鲸", "model", "蓝鲸", 0, 2),)),))
    assert changes(bare, full) == [
        ("entity_added", "新增厂商：云雀科技"),
        ("source_added", "新增来源：晨报"),
        ("document_added", "新读文章：晚报一则"),
        ("candidate_added", "目录里没有的名字：蓝鲸"),
    ]
    assert [kind for kind, _ in changes(full, bare)] == ["entity_removed", "source_removed", "document_removed"]


def test_a_fact_that_an_editor_confirms_is_told_as_reviewed():
    info = document(source="evening")
    found = extraction(info, read("bird", "parameters", count(7e9), info))
    old, new = atlas(extractions=(found,)), atlas(said("bird", "parameters", count(7e9)), extractions=(found,))
    assert ("statement_reviewed", "云雀 · 参数量：70 亿参数，已审核") in changes(old, new)


def test_review_lists_contradictions_first_then_new_facts_then_names():
    info = document(source="evening")
    told = (
        read("reed", "owner", entity("lab"), info, start=0, confidence=0.99),
        read("bird", "parameters", count(1.3e10), info, start=40, confidence=0.7),
        read("bird", "owner", entity("yunque-co"), info, start=60),
    )
    mention = Mention(info.id, None, "蓝鲸", "model", "蓝鲸", 80, 82, 0.9)
    merged = atlas(
        said("bird", "parameters", count(7e9)),
        said("bird", "owner", entity("yunque-co")),
        extractions=(extraction(info, *told, mentions=(mention,)),),
    )
    found = review(snapshot(merged))
    assert [(each.kind, each.about_zh) for each in found] == [
        ("contradicts", "云雀 · 参数量：130 亿参数"),
        ("new", "芦苇 · 所有者：测算所"),
        ("unknown_name", "目录里没有的名字：蓝鲸"),
    ]
    assert found[0].record()["path"] == "a.txt"
    assert (found[0].start, found[0].end) == (40, 44)


def test_a_brief_is_nothing_to_review():
    info = document(source="brief", independent=False)
    mention = Mention(info.id, None, "蓝鲸", "model", "蓝鲸", 80, 82, 0.9)
    merged = atlas(extractions=(extraction(info, read("bird", "parameters", count(1.3e10), info), mentions=(mention,)),))
    assert review(snapshot(merged)) == ()


@pytest.mark.parametrize(
    ("predicate", "value", "more", "key", "expected"),
    [
        ("released_on", day("2023-05"), {}, "released", {"value": "2023-05"}),
        (
            "released_on",
            day("2023-01", "2023-03"),
            {"status": "planned"},
            "released",
            {"value": "2023-01", "high": "2023-03", "status": "planned"},
        ),
        (
            "cost",
            dollars(1.4e6),
            {"bound": "~", "attributed_to": "测算所"},
            "cost",
            {"value": 1400000, "currency": "USD", "kind": "training", "bound": "about"},
        ),
        ("parameters", count(1e11, magnitude=True), {"bound": "~"}, "parameters", {"value": 100000000000, "magnitude": True}),
        ("layer", term("general"), {}, "layers", {"value": "general"}),
        ("owner", entity("lab"), {}, "owner", {"value": "lab"}),
    ],
)
def test_the_yaml_of_a_finding_is_what_an_editor_would_write(predicate, value, more, key, expected):
    info = document(source="evening")
    (found,) = review(snapshot(atlas(extractions=(extraction(info, read("reed", predicate, value, info, start=20, **more)),))))
    record = yaml.load(found.yaml, yaml.SafeLoader)[key]
    assert record["source"] == "evening"
    assert record["at"] == [20, 24]
    assert {name: str(part) for name, part in record.items() if name in expected} == {name: str(part) for name, part in expected.items()}
