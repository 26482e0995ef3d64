"""Every rule of the lexicon is tested by its own examples; every fault of its files is named."""

import pytest

from etl.errors import LANGUAGES
from etl.extract.names import load_name_rules
from etl.extract.shipped import shipped_folder
from etl.extract.zones import load_zone_rules

FOLDER = shipped_folder() / "lexicon"
NAMES, NAME_PROBLEMS = load_name_rules(FOLDER)
ZONES, ZONE_PROBLEMS = load_zone_rules(FOLDER)

SEARCHED = [*NAMES.generic_before, *(frame.rule for frame in NAMES.frames.left), *(frame.rule for frame in NAMES.frames.shapes)]
MATCHED = [
    *NAMES.generic_after,
    *(frame.rule for frame in NAMES.frames.right),
    *ZONES.chrome,
    *ZONES.comments,
    *ZONES.questions,
    *ZONES.lists,
]
RULES = [*((rule, rule.pattern.search) for rule in SEARCHED), *((rule, rule.pattern.match) for rule in MATCHED)]


def test_the_shipped_lexicon_has_no_fault():
    assert NAME_PROBLEMS == ()
    assert ZONE_PROBLEMS == ()
    assert len(RULES) > 40


@pytest.mark.parametrize(("rule", "look"), RULES, ids=[f"{rule.id}-{number}" for number, (rule, _) in enumerate(RULES)])
def test_a_rule_matches_its_examples_and_misses_its_counterexamples(rule, look):
    assert rule.match
    assert rule.miss
    assert [example for example in rule.match if look(example) is None] == []
    assert [example for example in rule.miss if look(example) is not None] == []


def test_a_faulty_pattern_and_bad_yaml_are_problems_with_their_place(tmp_path):
    (tmp_path / "names.yml").write_text("generic_before:\n  - {id: broken, pattern: '('}\nambiguous: [{nam: x}]\n", "utf-8")
    (tmp_path / "frames.yml").write_text("left: [\n", "utf-8")
    rules, problems = load_name_rules(tmp_path)
    assert [each.code for each in problems] == ["D511", "D510", "D511"]
    assert rules.generic_before == ()
    assert problems[1].line == 2
    for each in problems:
        assert all(each.text(language) for language in LANGUAGES)


def test_an_empty_folder_gives_rules_that_find_nothing_of_their_own(tmp_path):
    rules, problems = load_name_rules(tmp_path)
    assert problems == ()
    assert rules.blockers == ()
    assert rules.frames.left == ()
