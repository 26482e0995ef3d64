"""The golden table: bad YAML in, the exact lines an editor reads out, in both languages."""

from pathlib import Path

import pytest

from etl.errors import CODES
from tests.catalog.problem_cases import FOLDER, Case, problems_of, read_case

CASES = [read_case(path) for path in sorted(FOLDER.glob("*.txt"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_yaml_gives_exactly_these_lines(case: Case, tmp_path: Path) -> None:
    assert problems_of(case, tmp_path) == case.expected


def test_every_code_of_the_catalog_has_a_case() -> None:
    shown = "".join(case.expected["en"] for case in CASES)
    unseen = {"C113", "C117", "C309"}  # a large file, an unreadable one, a missing vocabulary: tested in test_load
    missing = [code for code in CODES if code[0] == "C" and code not in unseen and f": {code} " not in shown]
    assert missing == []


def test_every_message_names_a_remedy_in_both_languages() -> None:
    for case in CASES:
        for language in ("zh", "en"):
            for line in case.expected[language].splitlines():
                message, _, remedy = line.partition(" — ")
                assert message
                assert remedy, line
