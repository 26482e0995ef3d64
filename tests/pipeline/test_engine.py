"""The engine: readings survive the way to disk and back, and nothing stale is trusted."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.config import settings
from etl.engine import local
from etl.engine.codec import decode, encode
from etl.engine.local import Job, Rules, read_all
from etl.model.entity import EntityRef, LexiconEntry
from etl.model.extraction import Extraction, Mention
from etl.model.source import DocumentInfo
from etl.model.statement import (
    DateValue,
    DurationValue,
    EntityValue,
    HardwareValue,
    MoneyValue,
    NumberValue,
    Provenance,
    Span,
    Statement,
    TermValue,
    TextValue,
)

TEXT = st.text(max_size=8)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
MAYBE = st.none() | TEXT
VALUES = st.one_of(
    st.builds(DateValue, TEXT, TEXT, MAYBE, MAYBE),
    st.builds(NumberValue, NUMBER, st.none() | NUMBER, MAYBE, MAYBE, MAYBE, st.booleans(), MAYBE, MAYBE, MAYBE),
    st.builds(MoneyValue, NUMBER, MAYBE, st.none() | NUMBER, MAYBE, MAYBE, MAYBE),
    st.builds(HardwareValue, TEXT, st.none() | NUMBER, MAYBE, st.none() | NUMBER),
    st.builds(DurationValue, NUMBER, MAYBE, st.none() | NUMBER),
    st.builds(EntityValue, MAYBE, TEXT, MAYBE),
    st.builds(TermValue, MAYBE, MAYBE),
    st.builds(TextValue, TEXT),
)
INDEX = st.integers(0, 10**6)
STATEMENTS = st.builds(
    Statement,
    st.builds(EntityRef, MAYBE, TEXT, TEXT, MAYBE),
    TEXT,
    VALUES,
    st.builds(Provenance, MAYBE, span=st.none() | st.builds(Span, TEXT, INDEX, INDEX, INDEX, INDEX, TEXT)),
    st.just("extracted"),
    confidence=st.floats(0, 1),
    rule=MAYBE,
)
INFOS = st.builds(DocumentInfo, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, INDEX, MAYBE, MAYBE, MAYBE, MAYBE, st.booleans())
EXTRACTIONS = st.builds(
    Extraction,
    INFOS,
    st.lists(st.builds(Mention, TEXT, MAYBE, TEXT, TEXT, TEXT, INDEX, INDEX, st.floats(0, 1)), max_size=3).map(tuple),
    st.lists(STATEMENTS, max_size=3).map(tuple),
    st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple),
    st.lists(TEXT, max_size=2).map(tuple),
    st.lists(st.tuples(INDEX, INDEX, TEXT), max_size=3).map(tuple),
)


@given(EXTRACTIONS)
def test_a_reading_comes_back_as_it_was(extraction):
    assert decode(encode(extraction)) == extraction


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"":"Extraction"}', '{"":"Popen","args":["true"]}', '{"":"Span"}', "[" * 2000, '{"":"TextValue","name":"x"}'],
)
def test_anything_else_is_refused_and_never_run(text):
    with pytest.raises(ValueError, match=r".*"):
        decode(text)


@pytest.fixture
def rules(tmp_path):
    for name in ("lexicon", "patterns"):
        shutil.copytree(settings(environment={}).shipped / name, tmp_path / name)
    entry = LexiconEntry("yunque", "model", "云雀大模型", ("云雀大模型",))
    return Rules((entry,), (), tmp_path / "lexicon", tmp_path / "patterns")


@pytest.fixture
def job(tmp_path):
    path = tmp_path / "corpus" / "a.txt"
    path.parent.mkdir()
    path.write_text("云雀大模型来了。\n", encoding="utf-8")
    return Job(path, path.parent, "0" * 64)


def test_names_rules_and_their_files_change_the_digest(rules):
    before = rules.digest
    assert before == replace(rules).digest
    assert replace(rules, lexicon=()).digest != before
    (rules.patterns_folder / "own.yml").write_text("patterns: []\n", encoding="utf-8")
    assert rules.digest != before


def test_the_digest_is_that_of_the_rules_really_read(rules):
    before = rules.digest
    cues = rules.patterns_folder / "cues.yml"
    cues.unlink()
    assert rules.digest == before
    cues.write_text("cues: {}\n", encoding="utf-8")
    assert rules.digest != before


@pytest.mark.parametrize(
    "change", [{"sha256": "1" * 64}, {"source_id": "s"}, {"date": "2023"}, {"independent": False}, {"title": "t"}, {"cited": ((1, 2),)}]
)
def test_all_that_can_change_a_reading_changes_its_key(job, change):
    assert replace(job, **change).key != job.key


def test_a_moved_file_is_remembered_under_its_new_path(rules, job, tmp_path):
    cache = tmp_path / "cache"
    assert not read_all([job], rules, cache=cache)[0].remembered
    moved = job.path.rename(job.path.with_name("b.txt"))
    (again,) = read_all([replace(job, path=moved)], rules, cache=cache)
    assert again.remembered
    assert again.extraction.document.path == "b.txt"


def test_caches_of_older_rules_are_kept_for_a_while_and_then_forgotten(rules, job, tmp_path):
    cache = tmp_path / "cache"
    for number in range(local.GENERATIONS + 2):
        (rules.patterns_folder / "own.yml").write_text(f"patterns: []  # {number}\n", encoding="utf-8")
        read_all([job], rules, cache=cache)
        newest = cache / rules.digest[:32]
        os.utime(newest, (number, number))
    read_all([job], rules, cache=cache)
    assert len(list(cache.iterdir())) == local.GENERATIONS
    assert newest.is_dir()


def test_without_a_cache_nothing_is_written(rules, job, tmp_path):
    read_all([job], rules, cache=None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "lexicon", "patterns"]


def test_the_sentences_of_citations_and_of_unknown_names_are_kept(rules, job):
    job.path.write_text("第一句在这里。云雀大模型来了。第三句。\n", encoding="utf-8")
    (reading,) = read_all([replace(job, cited=((1, 3),))], rules, cache=None)
    assert [words for _, _, words in reading.extraction.around] == ["第一句在这里。"]
