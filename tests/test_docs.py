"""README and CHANGELOG say what is true: their commands exist, their example runs, their map is the tree."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import typer
from PIL import Image
from typer.testing import CliRunner

from dashboard.cli import app
from etl.config import BUILD_VARIABLE, CATALOG_VARIABLE, LANGUAGE_VARIABLE, settings
from etl.pipeline import build
from etl.publish.store import read_snapshot

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MAPPED = ("curated", "etl", "dashboard", "tests")
SCREENSHOT_BYTES = 600_000


def fenced(language: str) -> list[str]:
    blocks: list[tuple[str, list[str]]] = []
    inside = False
    for line in README.splitlines():
        if line.startswith("```"):
            inside = not inside
            if inside:
                blocks.append((line.removeprefix("```"), []))
        elif inside:
            blocks[-1][1].append(line)
    return ["\n".join(lines) for name, lines in blocks if name == language]


def shell_lines() -> list[list[str]]:
    quoted = re.findall(r"`((?:uv run )?baimo [^`\n]+)`", README + CHANGELOG)
    lines = [line for block in fenced("bash") for line in block.splitlines() if line.strip()]
    return [shlex.split(line) for line in [*lines, *quoted]]


def baimo_lines() -> list[list[str]]:
    found = [words[words.index("baimo") + 1 :] for words in shell_lines() if "baimo" in words]
    return [list(words) for words in dict.fromkeys(map(tuple, found))]


def commands() -> set[str]:
    return set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", baimo_lines(), ids=" ".join)
def test_every_command_it_names_exists_with_an_example_and_its_options(words: list[str]) -> None:
    name, options = words[0], [word for word in words if word.startswith("--")]
    shown = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"})
    assert shown.exit_code == 0, shown.output
    assert f"baimo {name}" in shown.output.split("\n", 2)[2], "its help holds no example"
    for option in options:
        assert option in shown.output, option


def test_the_table_of_commands_leaves_none_out() -> None:
    listed = set(re.findall(r"^\| `baimo ([a-z-]+)`", README, re.MULTILINE))
    assert listed == commands()


def test_the_variables_it_names_are_the_ones_that_are_read() -> None:
    assert set(re.findall(r"BAIMO_[A-Z]+", README)) == {BUILD_VARIABLE, CATALOG_VARIABLE, LANGUAGE_VARIABLE}


def test_a_first_run_needs_two_commands() -> None:
    first = fenced("bash")[0].splitlines()
    assert first == ["pip install uv", "uv run baimo up"]


def test_the_map_of_the_folders_is_the_tree() -> None:
    drawn: set[str] = set()
    parent = ""
    for line in fenced("")[0].splitlines():
        name = line.split()[0].rstrip("/")
        parent = name if not line.startswith(" ") else parent
        drawn.add(name if not line.startswith(" ") else f"{parent}/{name}")
    held = {folder for folder in MAPPED if (ROOT / folder).is_dir()}
    for folder in ("curated", "etl", "dashboard"):
        held |= {f"{folder}/{path.name}" for path in (ROOT / folder).iterdir() if path.is_dir() and any(path.glob("[!_.]*"))}
    assert drawn == held


def test_every_dependency_is_explained_once() -> None:
    listed = re.findall(r"^\| ([a-z][a-z0-9_-]+) \| \S", README, re.MULTILINE)
    required = [re.split(r"[\[<>=~! ;]", each)[0] for each in PROJECT["dependencies"]]
    assert listed == sorted(required)


def test_the_pandas_example_runs_and_is_five_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = fenced("python")
    assert len([line for line in example.splitlines() if line]) == 5
    build(settings(corpora=[ROOT / "curated" / "briefs" / "training-cost.md"], out=tmp_path / "build", environment={}))
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - the example is ours, and running it is the test
    shown = capsys.readouterr().out
    assert "GPT-3" in shown
    assert "英伟达" in shown


def test_the_description_of_an_article_is_understood(tmp_path: Path) -> None:
    corpus = tmp_path / "articles"
    corpus.mkdir()
    (corpus / "六月.txt").write_text("2023年6月1日，百度发布了一个新版本的文心一言。", encoding="utf-8")
    (corpus / "六月.txt.source.yml").write_text(fenced("yaml")[0], encoding="utf-8")
    report = build(settings(corpora=[corpus], out=tmp_path / "build", environment={}))
    assert not report.problems
    sources = read_snapshot(tmp_path / "build").tables["sources"].set_index("title")
    assert sources.loc["六月的大模型", ["publisher", "date_published"]].tolist() == ["示例周刊", "2023-06-18"]


def test_its_links_lead_somewhere() -> None:
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", README) if "://" not in target]
    assert targets
    for target in targets:
        path, _, anchor = target.partition("#")
        assert not path or (ROOT / path).is_file(), target
        assert not anchor or f'<a id="{anchor}"></a>' in README, target


def test_the_picture_is_wide_and_light() -> None:
    path = ROOT / re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)[0]
    with Image.open(path) as picture:
        assert picture.width >= 1200
        assert picture.width > picture.height
    assert path.stat().st_size <= SCREENSHOT_BYTES


def test_the_changelog_knows_the_version() -> None:
    assert re.findall(r"^## \[([^\]]+)\]", CHANGELOG, re.MULTILINE)[:2] == ["Unreleased", PROJECT["version"]]
