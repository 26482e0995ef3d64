from __future__ import annotations

import socket
import subprocess
import sys
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from dashboard import doctor, server
from dashboard.cli import app
from dashboard.export import checks, fonts
from dashboard.exporting import check_values, export, selection_of, wish_of
from dashboard.selection import Selection
from dashboard.server import Address, streamlit_options
from etl.errors import InputError
from tests.dashboard.atlas_fixture import full_snapshot
from tests.pipeline.world import world

RUNNER = CliRunner()


@pytest.fixture
def place(tmp_path, monkeypatch):
    for name in ("BAIMO_CATALOG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BAIMO_LANG", "en")
    monkeypatch.setenv("BAIMO_BUILD", str(tmp_path / "build"))
    return world(tmp_path)


@pytest.fixture
def taken():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen(1)
        yield holder.getsockname()[1]


@pytest.fixture
def serving(monkeypatch):
    """What would be served, instead of serving it for ever."""
    seen = []
    monkeypatch.setattr(server, "run", lambda where, *, ready: (seen.append(where), ready(where.url)))
    return seen


def run(*words):
    return RUNNER.invoke(app, [str(word) for word in words])


@pytest.mark.parametrize("command", ["up", "serve", "export", "doctor", "build", "check"])
def test_every_command_is_one_of_baimo_and_has_an_example(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"baimo {command}" in result.stdout


def test_the_commands_of_the_etl_load_nothing_of_the_dashboard():
    heavy = "{'streamlit', 'plotly', 'pandas', 'kaleido'}"
    code = f"import sys, dashboard.cli; sys.exit(str(sorted({heavy} & set(sys.modules))) if {heavy} & set(sys.modules) else 0)"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True).stderr == ""


def test_up_builds_then_tells_the_address(place, serving):
    result = run("up", "--catalog", place.catalog, "--corpus", place.corpora[0], "--port", 18999, "--base-path", "/atlas/")
    assert result.exit_code == 0
    assert serving == [Address("127.0.0.1", 18999, "atlas")]
    assert "http://127.0.0.1:18999/atlas/" in result.stdout
    assert (place.out / "current").is_file()


def test_up_on_a_broken_catalog_serves_the_last_good_snapshot_and_lists_the_problems(place, serving):
    words = ("up", "--catalog", place.catalog, "--corpus", place.corpora[0], "--port", 18999)
    player = place.catalog / "players" / "yunque-co.yml"
    sound = player.read_text("utf-8")
    player.write_text(sound.replace("name:", "nmae:", 1), encoding="utf-8")
    first = run(*words)
    assert (first.exit_code, serving) == (1, [])
    player.write_text(sound, encoding="utf-8")
    run(*words)
    player.write_text(sound.replace("name:", "nmae:", 1), encoding="utf-8")
    again = run(*words)
    assert again.exit_code == 0
    assert "yunque-co.yml:3" in again.stderr
    assert len(serving) == 2


@pytest.mark.parametrize("command", ["up", "serve"])
def test_a_port_that_is_taken_is_named_with_another_to_use(place, taken, command):
    result = run(command, "--port", taken)
    assert result.exit_code == 1
    assert f"port {taken} is taken" in result.stderr
    assert f"--port {taken + 1}" in result.stderr


def test_a_folder_of_articles_that_is_missing_is_named(place, serving):
    result = run("up", "--catalog", place.catalog, "--corpus", place.corpora[0] / "nowhere", "--port", 18999)
    assert (result.exit_code, serving) == (1, [])
    assert "nowhere" in result.stderr


def test_serving_without_a_snapshot_says_to_build_one(place, serving):
    result = run("serve", "--port", 18999)
    assert (result.exit_code, serving) == (1, [])
    assert "baimo build" in result.stderr


@pytest.mark.parametrize(("option", "value"), [("--host", "256.1.1.1"), ("--base-path", "a b?c")])
def test_an_address_nobody_can_listen_on_is_refused(place, option, value):
    result = run("serve", "--port", 18999, option, value)
    assert result.exit_code == 1
    assert "U80" in result.stderr


def test_options_come_with_the_package_and_the_address_with_the_command():
    options = streamlit_options(Address("0.0.0.0", 9001, "atlas"))  # noqa: S104 - compared, not bound
    assert options["server_address"] == "0.0.0.0"  # noqa: S104
    assert (options["server_port"], options["server_baseUrlPath"]) == (9001, "atlas")
    assert options["client_showErrorDetails"] == "none"
    assert options["browser_gatherUsageStats"] is False
    assert options["runner_postScriptGC"] is False
    assert options["server_fileWatcherType"] == "none"


def test_a_server_that_does_not_answer_is_not_healthy(taken):
    assert not Address(port=1).healthy()


def test_doctor_names_what_is_missing_and_what_mends_it(place, monkeypatch):
    monkeypatch.setattr(doctor, "find_browser", lambda: None)
    monkeypatch.setattr(doctor, "find_font", lambda: None)
    result = run("doctor", "--catalog", place.catalog)
    assert result.exit_code == 1
    for remedy in ("apt-get install fonts-noto-cjk", "apt-get install chromium", "baimo build"):
        assert remedy in result.stdout
    assert "✓ Python" in result.stdout


def test_doctor_is_content_once_everything_is_there(place, monkeypatch):
    monkeypatch.setattr(doctor, "find_browser", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(doctor, "find_font", lambda: "Noto Sans CJK")
    run("build", "--catalog", place.catalog, "--corpus", place.corpora[0])
    result = run("doctor", "--catalog", place.catalog)
    assert result.exit_code == 0, result.stdout
    assert "✗" not in result.stdout


def test_a_browser_named_in_the_environment_must_be_one(tmp_path, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "nothing"))
    assert doctor.find_browser() is None


@pytest.mark.parametrize(
    ("views", "out", "form", "code"),
    [
        (["nothing"], "x.png", None, "U804"),
        (["map"], "x.bmp", None, "U805"),
        (["map"], "x.png", "gif", "U805"),
        (["map", "cost"], "x.png", None, "U806"),
        (["map"], "x.svg", "pdf", "U810"),
        (["all"], "deck.pptx", "png", "U810"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_before_anything_is_read(tmp_path, views, out, form, code):
    with pytest.raises(InputError) as caught:
        wish_of(views, tmp_path / out, form=form, scale=1)
    assert [each.code for each in caught.value.problems] == [code]


def test_a_day_that_is_none_is_refused():
    with pytest.raises(InputError):
        selection_of("", language=None, theme=None, as_of="soon")


def test_the_address_of_a_page_gives_its_selection():
    selection, problems = selection_of(
        "http://127.0.0.1/map?layers=general,vertical&lang=en&as_of=x&foo=bar&tab=sources", language=None, theme="dark", as_of="2023-06"
    )
    assert (selection.layers, selection.language, selection.theme, selection.as_of) == (("general", "vertical"), "en", "dark", "2023-06")
    assert [each.code for each in problems] == ["U808"]
    assert "as_of=x, foo=bar" in problems[0].message("en")
    assert "tab" not in problems[0].message("en")


def test_a_filter_for_what_the_snapshot_does_not_know_is_refused():
    known = Selection(layers=("general",), statuses=("planned",))
    check_values(full_snapshot(), known)
    with pytest.raises(InputError) as caught:
        check_values(full_snapshot(), replace(known, layers=("general", "nonsense"), players=("nobody",)))
    assert "layers=nonsense, players=nobody" in caught.value.problems[0].message("zh")


@pytest.mark.parametrize(
    ("module", "name", "answer", "code"),
    [
        (checks, "find_browser", lambda: None, "X701"),
        (checks, "font_file", lambda: None, "X705"),
        (fonts, "characters_of", lambda _: frozenset(range(0x20, 0x80)), "X704"),
    ],
)
def test_without_browser_font_or_characters_nothing_is_written(tmp_path, monkeypatch, module, name, answer, code):
    monkeypatch.setattr(module, name, answer)
    with pytest.raises(InputError) as caught:
        list(export(full_snapshot(), wish_of(["all"], tmp_path / "out", form="png", scale=1)))
    assert {each.code for each in caught.value.problems} == {code}
    assert all("apt-get install" in each.remedy("en") for each in caught.value.problems)
    assert list(tmp_path.iterdir()) == []
    assert list(export(full_snapshot(), wish_of(["map"], tmp_path / "map.csv", form=None, scale=1)))


def test_tables_of_every_view_land_in_a_folder(tmp_path):
    wish = wish_of(["all"], tmp_path / "tables", form="csv", scale=1)
    written = list(export(full_snapshot(), wish))
    assert [path.name for path in written] == [f"baimo-{name}.csv" for name in ("overview", "map", "tiers", "cost", "timeline")]
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in written)


def test_a_picture_has_the_size_of_a_slide(tmp_path):
    path = next(export(full_snapshot(), wish_of(["map"], tmp_path / "map.png", form=None, scale=1)))
    head = path.read_bytes()[:24]
    assert [int.from_bytes(head[at : at + 4], "big") for at in (16, 20)] == [1920, 1080]
