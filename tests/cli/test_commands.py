"""The commands as a user meets them: what they print, with which exit status, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from etl.cli import app
from tests.pipeline.world import ARTICLE, world

RUNNER = CliRunner()
COMMANDS = ("build", "check", "extract", "review", "diff")


@pytest.fixture
def place(tmp_path, monkeypatch):
    for name in ("BAIMO_CATALOG", "BAIMO_BUILD", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BAIMO_LANG", "en")
    return world(tmp_path)


def run(*words):
    return RUNNER.invoke(app, [str(word) for word in words])


def built(place, *more):
    return run("build", "--catalog", place.catalog, "--corpus", place.corpora[0], "--out", place.out, *more)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"baimo {command}" in result.stdout


def test_build_tells_what_it_made_in_the_readers_language(place, monkeypatch):
    result = built(place)
    assert result.exit_code == 0
    assert "1 players, 1 models" in result.stdout
    assert result.stderr == ""
    monkeypatch.setenv("BAIMO_LANG", "zh")
    assert "内容未变" in built(place).stdout


def test_build_json_is_one_document_the_manifest(place):
    manifest = json.loads(built(place, "--json", "--verify").stdout)
    assert manifest["counts"]["players"] == 1
    assert (place.out / manifest["digest"] / "manifest.json").is_file()


def test_a_broken_catalog_is_named_by_line_and_publishes_nothing(place):
    built(place)
    path = place.catalog / "players" / "yunque-co.yml"
    path.write_text(path.read_text("utf-8").replace("name:", "nmae:", 1), encoding="utf-8")
    before = (place.out / "current").read_text()
    for result in (built(place), run("check", "--catalog", place.catalog)):
        assert result.exit_code == 1
        assert "yunque-co.yml:3:1: C2" in result.stdout + result.stderr
        assert " — " in result.stdout + result.stderr
    assert (place.out / "current").read_text() == before


def test_check_of_a_sound_catalog_prints_no_problem(place):
    result = run("check", "--catalog", place.catalog)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 errors" in result.stderr


def test_check_speaks_json_and_sarif(place):
    (place.catalog / "players" / "yunque-co.yml").write_text("id: [\n", encoding="utf-8")
    found = json.loads(run("check", "--catalog", place.catalog, "--format", "json").stdout)
    assert {"code", "severity", "path", "line", "column", "message", "remedy"} == set(found[0])
    sarif = json.loads(run("check", "--catalog", place.catalog, "--format", "sarif").stdout)
    result = sarif["runs"][0]["results"][0]
    assert sarif["version"] == "2.1.0"
    assert result["ruleId"] in {rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1


def test_extract_prints_one_json_object_a_line_in_the_promised_shape(place):
    result = run("extract", place.corpora[0], "--catalog", place.catalog)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, bool(lines)) == (0, True)
    for line in lines:
        assert list(line) == [
            "doc", "subject", "predicate", "value", "bound", "status", "attributed_to", "quote", "start", "end", "sentence", "confidence", "rule",
        ]  # fmt: skip
        assert ARTICLE[line["start"] : line["end"]] == line["quote"]
    mentions = [json.loads(line) for line in run("extract", place.corpora[0], "--mentions", "--catalog", place.catalog).stdout.splitlines()]
    assert set(mentions[0]) == {"doc", "id", "name", "kind", "surface", "start", "end"}


def test_extract_goes_on_after_a_binary_file_and_ends_with_one(place):
    (place.corpora[0] / "picture.txt").write_bytes(bytes(range(256)) * 40)
    result = run("extract", place.corpora[0], "--catalog", place.catalog)
    assert result.exit_code == 1
    assert "yunque.txt" in result.stdout
    assert "picture.txt" in result.stderr


def test_review_and_diff_read_the_snapshots(place):
    built(place)
    assert run("review", "--out", place.out).exit_code == 0
    assert isinstance(json.loads(run("review", "--out", place.out, "--json", "--limit", "3").stdout), list)
    assert run("diff", "--out", place.out).exit_code == 1
    path = place.catalog / "players" / "yunque-co.yml"
    path.write_text(path.read_text("utf-8").replace("70亿", "80亿"), encoding="utf-8")
    built(place)
    result = run("diff", "--out", place.out)
    assert result.exit_code == 0
    assert "7 billion parameters → 8 billion parameters" in result.stdout
    changes = json.loads(run("diff", "--out", place.out, "--json").stdout)
    assert changes["changes"][0]["kind"] == "statement_changed"
    back = run("diff", changes["new"][:8], changes["old"][:8], "--out", place.out)
    assert "8 billion parameters → 7 billion parameters" in back.stdout
    assert run("diff", place.out / changes["old"], place.out / changes["new"], "--out", place.out).stdout == result.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("build", "--corpus", "{nowhere}", "--out", "{out}"), "S610"),
        (("build", "--corpus", "{empty}", "--out", "{out}"), "S611"),
        (("build", "--corpus", "{binary}", "--out", "{out}"), "D5"),
        (("build", "--corpus", "{corpus}", "--out", "{file}"), "S603"),
        (("build", "--catalog", "{nowhere}", "--out", "{out}"), "C3"),
        (("build", "--catalog", "{file}", "--out", "{out}"), "C3"),
        (("check", "--catalog", "{nowhere}"), "C3"),
        (("check", "--catalog", "{empty}"), "C3"),
        (("extract", "{nowhere}"), "S610"),
        (("extract", "{empty}"), "S611"),
        (("extract", "{binary}"), "D5"),
        (("review", "--out", "{empty}"), "S601"),
        (("review", "--out", "{file}"), "S601"),
        (("diff", "--out", "{nowhere}"), "S601"),
        (("diff", "aaaa", "bbbb", "--out", "{out}"), "S604"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_wrong_input_ends_in_a_message_with_its_remedy(place, tmp_path, monkeypatch, words, code, language):
    monkeypatch.setenv("BAIMO_LANG", language)
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    paths = {name: tmp_path / name for name in ("nowhere", "empty", "file", "out", "corpus")} | {"binary": tmp_path / "binary.txt"}
    result = run(*(word.format(**paths) for word in words))
    output = result.stdout + result.stderr
    assert result.exit_code == 1
    assert f": {code}" in output
    assert " — " in output
    assert "Traceback" not in output
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--engine", "abacus"),
        ("build", "--workers", "0"),
        ("extract",),
        ("nothing",),
        ("check", "--format", "xml"),
        ("diff", "--nope"),
    ],
)
def test_wrong_usage_ends_with_two(words):
    assert run(*words).exit_code == 2


def test_extract_loads_no_pandas_streamlit_or_plotly(place):
    script = (
        "import sys\n"
        "from etl.cli import app\n"
        f"app(['extract', {str(place.corpora[0])!r}, '--catalog', {str(place.catalog)!r}], standalone_mode=False)\n"
        "heavy = sorted(set(sys.modules) & {'pandas', 'streamlit', 'plotly', 'pyarrow', 'numpy'})\n"
        "sys.exit(3 if heavy else 0)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, env={**os.environ, "PYTHONUTF8": "1"}
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("\n") >= 1


def test_a_reader_that_leaves_early_is_no_error(place):
    for number in range(60):
        (place.corpora[0] / f"a{number}.txt").write_text(f"{ARTICLE}第{number}篇。\n", encoding="utf-8")
    command = f"{sys.executable} -m etl.cli extract {place.corpora[0]} --catalog {place.catalog} | head -n 1"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("\n") == 1


@pytest.mark.parametrize("words", ["extract {corpus}", "build --json --corpus {corpus} --out {out}"])
def test_a_full_disk_is_a_message(place, words):
    words = words.format(corpus=place.corpora[0], out=place.out)
    command = f"{sys.executable} -m etl.cli {words} --catalog {place.catalog} > /dev/full"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "U811" in result.stderr
    assert not {"Traceback", "Exception ignored"} & set(result.stderr.replace(":", "\n").split("\n"))
    assert "No space left" in result.stderr


def test_help_is_utf_8_where_the_locale_is_not():
    bare = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    bare.pop("PYTHONIOENCODING", None)
    result = subprocess.run([sys.executable, "-m", "etl.cli", "--help"], capture_output=True, check=False, env=bare)
    assert (result.returncode, result.stderr) == (0, b"")
    assert "百模图" in result.stdout.decode("utf-8")
