import pytest

from etl.extract.patterns import Pattern, load_patterns
from tests.extract.said import printed, said, shipped_patterns

PATTERNS = shipped_patterns().patterns
BY_ID = {pattern.id: pattern for pattern in PATTERNS}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_a_pattern_reads_its_examples_and_leaves_what_is_not_its_own(pattern: Pattern) -> None:
    assert pattern.match
    assert len(pattern.miss) >= 3
    for example in pattern.match:
        statements = [each for each in said(example["text"]) if each.predicate == pattern.predicate]
        assert sorted(map(printed, statements)) == sorted(example["say"]), example["text"]
    hits = [each.rule for example in pattern.match for each in said(example["text"])]
    assert pattern.id in hits, "none of the examples needs this pattern"
    for text in pattern.miss:
        assert pattern.id not in [each.rule for each in said(text)], text


def test_a_faulty_pattern_is_named_and_the_others_stand(tmp_path) -> None:
    (tmp_path / "one.yml").write_text(
        "patterns:\n"
        "  - {id: a, predicate: owner, template: '{owner}的{subject}'}\n"
        "  - {id: b, predicate: owner, template: '{owner}(的{subject}'}\n"
        "  - {id: c, predicate: nonsense, template: '{owner}'}\n"
        "  - {id: d, predicate: owner, template: '{nobody}'}\n"
        "  - {id: a, predicate: owner, template: '{owner}'}\n",
        "utf-8",
    )
    patterns, problems = load_patterns(tmp_path)
    assert [each.id for each in patterns.patterns] == ["a"]
    assert {dict(each.parameters)["rule"] for each in problems} == {"a", "b", "c", "d"}
    for each in problems:
        assert each.code == "D520"
        assert "反例" in each.text("zh")


def test_a_file_that_is_no_yaml_is_named(tmp_path) -> None:
    (tmp_path / "bad.yml").write_text("patterns: [", "utf-8")
    patterns, problems = load_patterns(tmp_path)
    assert not patterns.patterns
    assert [each.code for each in problems] == ["D510"]
