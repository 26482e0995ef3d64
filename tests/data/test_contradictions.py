"""Both sides of every known contradiction are entered, and the general detectors find the grave ones without help."""

from __future__ import annotations

import pytest

from etl.merge import merge

GRAVE = [
    ("value", {"gpt-3"}),
    ("arithmetic", {"gpt-3", "gpt-4"}),
    ("identity", {"gpt-3", "gpt-3.5"}),
    ("scope", {"china-llm-market"}),
    ("date", {"pangu"}),
    ("date", {"ernie-bot"}),
    ("status", {"pangu"}),
    ("status", {"chatjd", "jd-lingxi", "yanxi-industry-llm"}),
    ("status", {"spark"}),
    ("name", {"chatjd", "jd-lingxi", "yanxi-industry-llm"}),
    ("name", {"360-llm"}),
    ("kind", {"chatgpt"}),
]

GRAVE_DISPUTES = {"vertical-landed", "taxonomy-count", "vertical-definition", "bert-gpt-both", "chatgpt-kind"}
LESSER_DISPUTES = {
    "bloomberg-base",
    "cannot-in-months",
    "commercial-b-or-c",
    "first-model",
    "hardest-element",
    "hunyuan-status",
    "industry-general",
    "l0-examples",
    "llama-open",
    "market-count-vs-few",
    "open-source-vs-partner",
    "openai-funding",
    "parameter-growth",
    "platform-gap",
    "redo-with-models",
    "three-elements",
    "vendors-open-or-not",
    "vertical-cheap-or-poor",
    "vertical-not-large",
}


@pytest.fixture(scope="module")
def conflicts(catalog):
    return merge(catalog, []).tables["conflicts"]


@pytest.mark.parametrize(("kind", "subjects"), GRAVE, ids=[f"{kind}-{min(subjects)}" for kind, subjects in GRAVE])
def test_a_grave_contradiction_is_detected(conflicts, kind, subjects):
    found = [each for each in conflicts if each["origin"] == "detected" and each["kind"] == kind and set(each["subject_ids"]) == subjects]
    assert len(found) == 1
    assert found[0]["severity"] == "high"


def test_definitions_and_opinions_are_disputes_of_two_sides_or_more(catalog):
    disputes = {each.id: each for each in catalog.disputes}
    assert {one for one in GRAVE_DISPUTES if disputes[one].severity == "high"} == GRAVE_DISPUTES
    assert LESSER_DISPUTES - set(disputes) == set()
    for each in disputes.values():
        assert len({position.by for position in each.positions}) == len(each.positions) >= 2, each.id
        assert all(position.text_zh != position.text_en for position in each.positions), each.id


def test_two_prices_of_one_training_run_each_with_its_authority(said):
    prices = {(each.value.amount, each.value.currency, each.bound, each.attributed_to) for each in said("gpt-3", "cost")}
    assert prices == {(1.2e7, "USD", "=", "英伟达"), (1.4e6, "USD", "~", "国盛证券")}


def test_sixteen_times_does_not_make_1_6_trillion(said):
    (ratio,) = said("gpt-4", "ratio")
    assert (ratio.value.number, ratio.value.of_id, ratio.value.property) == (16, "gpt-3", "parameters")
    assert [each.value.number for each in said("gpt-4", "parameters")] == [1.6e12]


def test_one_size_under_three_names(said):
    told = {(subject, each.provenance.source_id) for subject in ("gpt-3", "gpt-3.5") for each in said(subject, "parameters")}
    assert told == {("gpt-3", "hao333-2023-11-09"), ("gpt-3", "utechfun-214187"), ("gpt-3.5", "bmr-2023-05-17")}
    assert {each.value.number for subject in ("gpt-3", "gpt-3.5") for each in said(subject, "parameters")} == {1.75e11}
    assert [each.value.name for each in said("gpt-3", "named")] == ["ChatGPT3"]


def test_two_counts_of_one_market_are_bounds_with_a_scope(said):
    counts = {(each.value.number, each.bound, each.provenance.source_id) for each in said("china-llm-market", "market_count")}
    assert {(20, ">=", "baijiahao-1766790416337570001"), (40, ">=", "utechfun-214187")} <= counts
    scopes = {each.value.number: each.value.scope for each in said("china-llm-market", "market_count")}
    assert None not in scopes.values()
    assert scopes[20] != scopes[40]


def test_release_dates_that_no_version_tells_apart(said):
    dates = {subject: {(each.value.date, each.version) for each in said(subject, "released_on")} for subject in ("pangu", "ernie-bot")}
    assert dates["pangu"] == {("2021-04", None), ("2023-01", None), ("2023-07", None)}
    assert dates["ernie-bot"] == {("2019", None), ("2023-03-16", None)}


def test_names_and_states_of_two_vendors(said):
    jd = ("chatjd", "jd-lingxi", "yanxi-industry-llm")
    assert {each.value.name for one in jd for each in said(one, "named")} == {
        "ChatJ",
        "ChatJD",
        "京东灵犀",
        "言犀产业大模型",
        "产业版ChatGPT",
    }
    assert {one: said(one, "release_status")[0].value.id for one in jd} == dict(
        zip(jd, ("previewed", "released", "developing"), strict=True)
    )
    assert {each.basis for one in jd for each in said(one, "same_as")} == {"inferred"}
    assert {each.value.name for each in said("360-llm", "named")} == {"红孩儿", "360智脑", "360GPT", "360AI"}


def test_summaries_that_blur_their_body_are_set_back(catalog):
    entered = [each for each in catalog.statements if each.rank == "deprecated"]
    assert {each.subject.id for each in entered} >= {"alibaba", "baidu", "huawei", "tencent"}
    assert all(each.rank_reason for each in entered)
