import yaml

from tests.planted.documents import HERE, LAYOUTS, gold, planted, sealed


def test_the_judging_half_is_what_was_written_before_the_first_rule():
    assert sealed("judging")


def test_the_same_seed_plants_the_same_documents():
    first, second = planted("judging", documents=24, seed=3), planted("judging", documents=24, seed=3)
    assert first == second
    assert planted("judging", documents=24, seed=4) != first


def test_every_planted_fact_lies_inside_its_document_and_its_subject_is_named_there():
    for document in gold(planted("judging", documents=60, seed=5))["documents"]:
        surfaces = {surface for entity in document["entities"] for surface in entity["surfaces"]}
        for said in document["statements"]:
            assert 0 <= said["start"] < said["end"]
            assert said["subject"] in surfaces | {"中国大模型市场"}


def test_the_judging_half_plants_enough_to_measure_by():
    documents = gold(planted("judging", documents=360, seed=7))["documents"]
    assert sum(len(document["statements"]) for document in documents) > 3000
    assert sum(len(document["traps"]) for document in documents) >= 200


def test_no_phrasing_serves_both_halves():
    halves = [yaml.safe_load((HERE / f"{half}.yml").read_text("utf-8")) for half in ("judging", "training")]
    phrasings = [{template["text"] for layout in LAYOUTS for template in half[layout]} for half in halves]
    assert not phrasings[0] & phrasings[1]
    assert all(len(half) >= 70 for half in phrasings)
