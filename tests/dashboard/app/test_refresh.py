from __future__ import annotations

import os
import threading
import time

from streamlit.testing.v1 import AppTest

from dashboard import refresh
from dashboard.components.words import say
from dashboard.refresh import Freshness, Refresher, Watched
from etl.errors import InputError, problem
from etl.publish.store import current, read_snapshot
from tests.dashboard.app.conftest import APP
from tests.dashboard.app.test_pages import text_of


def test_an_edit_is_seen_even_within_one_tick_of_the_clock_and_of_the_same_length(tmp_path):
    path = tmp_path / "a.yml"
    path.write_text("id: one\n")
    watched = Watched([tmp_path])
    before = watched.fingerprint()
    times = path.stat()
    path.write_text("id: two\n")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert watched.fingerprint() != before


def test_files_that_have_been_quiet_are_not_read_again(tmp_path, monkeypatch):
    path = tmp_path / "a.yml"
    path.write_text("id: one\n")
    os.utime(path, (time.time() - 60, time.time() - 60))
    watched = Watched([tmp_path])
    before = watched.fingerprint()
    monkeypatch.setattr(type(path), "read_bytes", lambda _: (_ for _ in ()).throw(AssertionError("read again")))
    assert watched.fingerprint() == before


def test_a_touch_without_a_change_builds_nothing(tmp_path):
    path = tmp_path / "a.yml"
    path.write_text("id: one\n")
    builds = []
    refresher = Refresher([tmp_path], lambda: builds.append(1) or ())
    refresher.check()
    os.utime(path)
    refresher.check()
    assert builds == [1]


def test_a_hidden_file_of_an_editor_builds_nothing(tmp_path):
    (tmp_path / "a.yml").write_text("id: one\n")
    builds = []
    refresher = Refresher([tmp_path], lambda: builds.append(1) or ())
    refresher.check()
    (tmp_path / ".a.yml.swp").write_text("half")
    refresher.check()
    assert builds == [1]


def test_sessions_that_ask_at_once_share_one_build(tmp_path):
    (tmp_path / "a.yml").write_text("id: one\n")
    builds = []

    def build():
        builds.append(1)
        time.sleep(0.2)
        return ()

    refresher = Refresher([tmp_path], build)
    askers = [threading.Thread(target=refresher.check) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert builds == [1]


def test_a_long_build_does_not_hold_the_page(tmp_path):
    (tmp_path / "a.yml").write_text("id: one\n")
    gate = threading.Event()
    refresher = Refresher([tmp_path], lambda: (gate.wait(10), ())[1])
    assert refresher.check(wait_seconds=0.05) == Freshness((), "building")
    gate.set()
    assert refresher.check(wait_seconds=10) == Freshness()


def test_problems_stay_listed_until_the_files_change(tmp_path):
    path = tmp_path / "a.yml"
    path.write_text("id: one\n")

    def build():
        if "broken" in path.read_text():
            raise InputError([problem("S610", str(path), 3, 1)])
        return ()

    refresher = Refresher([tmp_path], build)
    assert refresher.check() == Freshness()
    path.write_text("broken\n")
    assert [each.line for each in refresher.check().problems] == [3]
    assert [each.line for each in refresher.check().problems] == [3]
    path.write_text("id: one\n")
    assert refresher.check() == Freshness()


def test_a_build_that_fails_is_told_without_a_trace(tmp_path):
    (tmp_path / "a.yml").write_text("id: one\n")
    refresher = Refresher([tmp_path], lambda: 1 / 0)
    assert refresher.check() == Freshness((), "build_failed")


def test_the_page_keeps_the_last_good_snapshot_and_names_the_line_in_the_readers_language(small):
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["lang"] = "en"
    app.run()
    assert not app.exception
    good = current(small.out)
    player = small.catalog / "players" / "yunque-co.yml"
    sound = player.read_text("utf-8")
    player.write_text(sound.replace("name:", "nmae:", 1), encoding="utf-8")
    app.run()
    assert not app.exception
    assert "players/yunque-co.yml:3" in text_of(app)
    assert "last good snapshot" in text_of(app)
    assert current(small.out) == good
    assert app.get("plotly_chart")
    player.write_text(sound.replace("Yunque}", "Yunque Labs}", 1), encoding="utf-8")
    app.run()
    assert "players/yunque-co.yml" not in text_of(app)
    assert current(small.out) != good


def test_without_any_snapshot_the_page_says_what_to_run(tmp_path, fresh_caches):
    refresh.serve_from(snapshot=tmp_path)
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not app.exception
    assert say("zh", "no_snapshot_remedy") in text_of(app)


def test_a_file_that_cannot_be_read_is_told_apart_from_a_broken_catalog(small):
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    good = current(small.out)
    article = next(small.corpora[0].glob("*.txt"))
    article.with_name("picture.txt").write_bytes(b"\x89PNG\x00\x00\x00\rIHDR" * 9)
    article.write_text(article.read_text("utf-8") + "\n云雀科技还说了别的。\n", encoding="utf-8")
    app.run()
    assert not app.exception
    assert current(small.out) != good
    assert app.expander[0].label == say("zh", "skipped", n=1)
    assert "picture.txt" in text_of(app)
    assert not app.error
    kept = read_snapshot(small.out).manifest["warnings"]
    assert any("picture.txt" in each["zh"] for each in kept)
    assert say("zh", "fresh_warnings", n=len(kept)) in [each.proto.label for each in app.get("page_link")]
