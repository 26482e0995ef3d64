"""The editors' handbook is true: its files check, each key's example checks, and no key is missing from its tables."""

import re
import shutil
from pathlib import Path

import pytest

from etl.catalog import CatalogRoots, load_catalog, shapes
from etl.catalog.load import load_vocabularies
from tests.catalog.world import ROOT, schema_line

CURATED = ROOT / "curated"
HANDBOOK = (CURATED / "README.md").read_text(encoding="utf-8")
KINDS = {"玩家": "player", "模型": "model", "平台": "platform", "应用": "application", "市场": "market", "任务": "task"}


def section(title: str) -> str:
    return HANDBOOK.split(f"### {title}\n", 1)[1].split("\n### ", 1)[0]


def rows(title: str) -> list[list[str]]:
    lines = [line for line in section(title).splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in lines]


def keys(title: str) -> list[str]:
    return [key for row in rows(title) for key in re.findall(r"`([a-z_0-9]+)`", row[0])]


def complete_files() -> dict[str, str]:
    return dict(re.findall(r"<!-- (\S+\.yml) -->\n```yaml\n(.*?)```", HANDBOOK, re.DOTALL))


def record_with(number: int, kind: str, example: str) -> tuple[str, str]:
    """(path, text) of a file with one record of a kind that holds the example."""
    own = {line.split(":", 1)[0] for line in [example]}
    identity = {"id": f"handbook-{number}", "name": f"手册例{number}", "source": "bmr-2023-05-17"}
    lines = [f"{key}: {word}" for key, word in identity.items() if key not in own] + [example]
    if kind in {"market", "task"}:
        path = f"markets/handbook-{number}.yml"
        return path, schema_line("market") + "\n".join([*lines, f"kind: {kind}"]) + "\n"
    path = f"players/handbook-{number}.yml"
    if kind == "player":
        return path, schema_line("player") + "\n".join([*lines, *([] if "kind" in own else ["kind: startup"])]) + "\n"
    player = f"id: handbook-{number}\nname: 手册玩家{number}\nkind: startup\nsource: bmr-2023-05-17\n{kind}s:\n"
    lines[0] = f"id: handbook-{number}-{kind}"
    return path, schema_line("player") + player + "  - " + "\n    ".join(lines) + "\n"


def checked(tmp_path: Path, files: dict[str, str]) -> list[str]:
    """Problems of files put into a copy of the shipped catalog."""
    for folder in ("players", "sources", "markets", "disputes"):
        shutil.copytree(CURATED / folder, tmp_path / folder)
    for path, text in files.items():
        target = tmp_path / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    _, problems = load_catalog(CatalogRoots(tmp_path, CURATED))
    return [each.text("en") for each in problems if any(each.path.endswith(path) for path in files)]


def test_the_files_of_the_handbook_check(tmp_path: Path) -> None:
    files = complete_files()
    assert {path.split("/")[0] for path in files} == {"players", "sources", "disputes", "vocabulary"}
    assert checked(tmp_path, files) == []


def test_every_example_of_the_tables_checks_for_everyone_who_may_have_it(tmp_path: Path) -> None:
    files = {}
    number = 0
    for _, who, _, example in rows("陈述"):
        for kind in KINDS.values() if who == "所有" else [KINDS[each] for each in who.split("、")]:
            number += 1
            path, text = record_with(number, kind, example.strip("`"))
            files[path] = text
    for row in rows("长式里的限定"):
        if row[2].startswith("`"):
            number += 1
            path, text = record_with(number, "model", row[2].strip("`"))
            files[path] = text
    assert number > 80
    assert checked(tmp_path, files) == []


@pytest.mark.parametrize("row", rows("玩家、模型、平台、应用、市场记录共有"), ids=lambda row: row[0])
def test_every_example_of_the_shared_keys_checks(tmp_path: Path, row: list[str]) -> None:
    path, text = record_with(1, "player", row[2].strip("`"))
    problems = checked(tmp_path, {path: text})
    own = [each for each in problems if " C304 " not in each and " C214 " not in each and " C305 " not in each]
    assert own == []


def test_the_tables_name_every_key_and_no_other() -> None:
    _, predicates, _ = load_vocabularies(CURATED / "vocabulary")
    assert set(keys("陈述")) == {each.catalog_key for each in predicates}
    assert set(keys("玩家、模型、平台、应用、市场记录共有")) == {field.key for field in shapes.MODEL.fields}
    qualifiers = {key for each in predicates for key in shapes.qualifiers(each.id, each.value, each.vocabulary)}
    assert set(keys("长式里的限定")) == {"value", *qualifiers}
    assert set(keys("来源")) == {field.key for field in shapes.SOURCE.fields}


def test_the_table_says_who_may_have_each_key() -> None:
    _, predicates, _ = load_vocabularies(CURATED / "vocabulary")
    subjects = {each.catalog_key: set(each.subjects) for each in predicates}
    for key, who, _, _ in rows("陈述"):
        said = set(KINDS.values()) if who == "所有" else {KINDS[each] for each in who.split("、")}
        assert said == subjects[key.strip("`")], key


@pytest.mark.parametrize(("path", "kind"), [("disputes/example-large.yml", shapes.DISPUTE), ("vocabulary/example_words.yml", shapes.TERM)])
def test_the_examples_of_disputes_and_vocabularies_show_every_key(path: str, kind: shapes.Kind) -> None:
    text = complete_files()[path]
    assert [field.key for field in kind.fields if f"{field.key}:" not in text] == []


def test_the_error_it_explains_is_one_the_check_prints(tmp_path: Path) -> None:
    line = re.search(r"^players/\S+: C201 .*$", HANDBOOK, re.MULTILINE)
    assert line is not None
    wrong = complete_files()["players/example-nova.yml"].replace("    released:", "    release:")
    files = {**complete_files(), "players/example-nova.yml": wrong}
    assert [each for each in checked_zh(tmp_path, files) if " C201 " in each] == [line[0]]


def checked_zh(tmp_path: Path, files: dict[str, str]) -> list[str]:
    checked(tmp_path, files)
    _, problems = load_catalog(CatalogRoots(tmp_path, CURATED))
    return [each.text("zh").removeprefix(f"{tmp_path.as_posix()}/") for each in problems]
