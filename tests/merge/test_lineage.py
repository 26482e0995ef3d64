"""From a mark to the words: citations joined to documents, spans, unknown names with the lines to paste."""

from __future__ import annotations

from dataclasses import replace

import yaml

from etl.merge import citations
from etl.merge.candidates import identifier
from etl.model.extraction import Mention
from etl.model.source import Source
from tests.merge.world import SOURCES, atlas, catalog, count, day, document, entity, extraction, read, said

SENTENCES = ((0, 10, "甲乙丙丁戊己庚辛壬。"), (12, 22, "子丑寅卯辰巳午未申。"))


def evidence_of(merged, statement):
    return [row for row in merged.tables["evidence"] if row["statement_id"] == statement.id]


def test_a_citation_shows_its_words_where_the_very_document_is_at_hand():
    cited = said("bird", "parameters", count(7e9), at=(2, 5))
    (row,) = evidence_of(atlas(cited, extractions=(extraction(document(source="morning"), around=SENTENCES),)), cited)
    assert (row["quote"], row["sentence"], row["sentence_start"]) == ("丙丁戊", "甲乙丙丁戊己庚辛壬。", 0)
    assert row["document_id"] == "doc_a.txt"


def test_a_citation_beyond_the_text_at_hand_has_no_words():
    for span in ((8, 30), (20, 24)):
        cited = said("bird", "parameters", count(7e9), at=span)
        (row,) = evidence_of(atlas(cited, extractions=(extraction(document(source="morning"), around=SENTENCES),)), cited)
        assert row.get("quote") is None


def test_a_span_of_another_source_stands_behind_the_curated_statement_it_equals():
    info = document(source="evening")
    decided, elsewhere = said("bird", "parameters", count(7e9)), read("bird", "parameters", count(7e9), info)
    kept = evidence_of(atlas(decided, extractions=(extraction(info, elsewhere),)), decided)
    assert {(row["kind"], row["source_id"]) for row in kept} == {("citation", "morning"), ("span", "evening")}
    own = said("bird", "parameters", count(7e9), "evening")
    kept = evidence_of(atlas(decided, own, extractions=(extraction(info, elsewhere),)), decided)
    assert {row["kind"] for row in kept} == {"citation"}


def test_a_citation_over_two_sentences_keeps_the_gap_between_them():
    cited = said("bird", "parameters", count(7e9), at=(8, 14))
    (row,) = evidence_of(atlas(cited, extractions=(extraction(document(source="morning"), around=SENTENCES),)), cited)
    assert row["quote"] == "壬。  子丑"
    assert (row["sentence_start"], row["sentence_end"]) == (0, 22)


def test_other_bytes_or_no_document_leave_the_citation_without_words():
    cited = said("bird", "parameters", count(7e9), at=(2, 5))
    other = replace(document(source="morning"), sha256="d" * 64)
    for found in (atlas(cited), atlas(cited, extractions=(extraction(other, around=SENTENCES),))):
        (row,) = evidence_of(found, cited)
        assert row.get("document_id") is None
        assert row.get("quote") is None
        assert (row["start"], row["end"], row["source_id"]) == (2, 5, "morning")


def test_a_summary_without_bytes_of_its_own_is_cited_in_the_file_of_its_body():
    summary = Source("digest", "摘要", "晨报社", derived_from="morning", independent=False)
    cited = said("bird", "parameters", count(7e9), "digest", at=(0, 2))
    merged = atlas(cited, sources=(*SOURCES, summary), extractions=(extraction(document(source="morning"), around=SENTENCES),))
    assert evidence_of(merged, cited)[0]["quote"] == "甲乙"


def test_citations_are_gathered_by_source_once_each():
    found = citations(
        catalog(
            said("bird", "parameters", count(7e9), at=(2, 5)),
            said("bird", "released_on", day("2023"), at=(2, 5)),
            said("reed", "tier", count(1)),
        )
    )
    assert found == {"morning": ((2, 5),)}


def test_one_statement_said_twice_in_a_document_is_one_row_with_two_spans():
    info = document(source="evening")
    here, there = read("bird", "parameters", count(7e9), info, start=0), read("bird", "parameters", count(7e9), info, start=100)
    merged = atlas(extractions=(extraction(info, here, there),))
    assert len(merged.tables["statements"]) == 1
    assert sorted(row["start"] for row in merged.tables["evidence"]) == [0, 100]


def test_a_copy_of_a_document_under_another_name_is_read_once():
    info = document("a.txt")
    copied = replace(info, path="b.txt")
    merged = atlas(extractions=(extraction(copied), extraction(info)))
    assert [row["path"] for row in merged.tables["documents"]] == ["a.txt"]


def test_an_unknown_name_becomes_a_candidate_with_lines_to_paste():
    info = document(source="evening")
    mentions = tuple(
        Mention(info.id, None, "蓝鲸 GPT", "model", surface, start, start + 5, 0.8) for surface, start in (("蓝鲸GPT", 3), ("蓝鲸 GPT", 13))
    )
    told = read("蓝鲸 GPT", "owner", entity("yunque-co"), info, start=0), read("蓝鲸 GPT", "released_on", day("2023-05"), info, start=2)
    merged = atlas(extractions=(extraction(info, *told, mentions=mentions, around=SENTENCES),))
    (row,) = merged.tables["candidates"]
    assert (row["name"], row["mentions"], row["documents"], row["statements"], row["owner"]) == ("蓝鲸 GPT", 2, 1, 2, "yunque-co")
    assert row["surfaces"] == ["蓝鲸 GPT", "蓝鲸GPT"]
    assert row["sentence"] == "甲乙丙丁戊己庚辛壬。"
    assert "# curated/players/yunque-co.yml" in row["yaml"]
    (record,) = yaml.safe_load(row["yaml"])["models"]
    assert record["owner"] == "yunque-co"
    assert record["source"] == "evening"
    assert record["released"]["at"] == [2, 6]


def test_the_surest_mention_is_the_evidence_of_a_candidate():
    first, second = document("a.txt"), document("b.txt")
    made = [
        extraction(info, mentions=(Mention(info.id, None, "蓝鲸", "model", "蓝鲸", 3, 5, sure),))
        for info, sure in ((first, 0.5), (second, 0.9))
    ]
    (row,) = atlas(extractions=tuple(made)).tables["candidates"]
    assert row["document_id"] == "doc_b.txt"
    assert row["confidence"] == 0.9


def test_ids_are_made_of_latin_letters_or_of_the_name_itself():
    assert identifier("Yun-Que 2.0") == "yun-que-2-0"
    assert identifier("蓝鲸").startswith("new-")
    assert identifier("蓝鲸") == identifier("蓝鲸") != identifier("白鲸")
