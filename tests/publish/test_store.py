"""The store: same content, same folder and bytes; one atomic switch; a reader never sees half a snapshot."""

from __future__ import annotations

import hashlib
import os
import threading

import pandas as pd
import pytest

from etl.errors import InputError
from etl.model.snapshot import TABLES
from etl.publish import store
from etl.publish.store import current, find, history, publish, read_snapshot
from etl.publish.tables import SORT_KEYS, empty_tables, frame_of

ROW = {"statement_id": "st_1", "subject_id": "bird", "predicate": "parameters", "slot_id": "sl_1", "number": 7e9, "conflict_ids": ["cf_1"]}


def rows(*numbers):
    return {"statements": [ROW | {"statement_id": f"st_{number}", "number": number} for number in numbers]}


def code_of(error):
    return [each.code for each in error.value.problems]


def bytes_of(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.parquet")}


def test_every_table_has_typed_columns_and_an_order():
    tables = empty_tables()
    assert set(tables) == set(TABLES) == set(SORT_KEYS)
    for name, columns in TABLES.items():
        assert list(tables[name].columns) == [column.name for column in columns]
        assert set(SORT_KEYS[name]) <= set(tables[name].columns)


def test_a_missing_text_is_none_a_missing_list_empty_and_a_missing_flag_false():
    row = frame_of("statements", [ROW]).iloc[0]
    assert row["note"] is None
    assert row["corroborated_by"] == []
    assert row["conflict_ids"] == ["cf_1"]
    assert not row["drawn"]
    assert row["line"] is pd.NA


def test_a_column_the_table_lacks_is_refused():
    with pytest.raises(KeyError, match="colour"):
        frame_of("statements", [ROW | {"colour": "red"}])


def test_what_is_read_is_what_was_published(tmp_path):
    publish(tmp_path, rows(1.0, 2.0), {"as_of": "2023-05-10"})
    snapshot = read_snapshot(tmp_path)
    pd.testing.assert_frame_equal(snapshot.tables["statements"], frame_of("statements", rows(1.0, 2.0)["statements"]))
    assert snapshot.as_of == "2023-05-10"
    assert snapshot.digest == snapshot.manifest["digest"] == current(tmp_path).name


def test_the_same_content_in_any_order_gives_the_same_bytes_and_digest(tmp_path):
    first = publish(tmp_path / "a", rows(1.0, 2.0), {}, timings={"merge": 0.5})
    second = publish(tmp_path / "b", rows(2.0, 1.0), {}, timings={"merge": 9.9})
    assert first.digest == second.digest
    assert bytes_of(first.folder) == bytes_of(second.folder)


def test_publishing_the_same_again_changes_nothing_and_keeps_the_history_short(tmp_path):
    first = publish(tmp_path, rows(1.0), {})
    again = publish(tmp_path, rows(1.0), {})
    assert (first.fresh, again.fresh) == (True, False)
    assert history(tmp_path) == (first.digest,)


def test_going_back_makes_the_older_snapshot_current_and_the_newer_the_last(tmp_path):
    first, second = publish(tmp_path, rows(1.0), {}), publish(tmp_path, rows(2.0), {})
    publish(tmp_path, rows(1.0), {})
    assert history(tmp_path) == (first.digest, second.digest)


def test_the_last_twenty_are_kept(tmp_path):
    made = [publish(tmp_path, rows(float(number)), {}).digest for number in range(store.KEPT + 3)]
    assert history(tmp_path) == tuple(reversed(made[3:]))
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == sorted(made[3:])


def test_folders_of_other_people_are_never_pruned_nor_read(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "KEPT", 1)
    foreign = tmp_path / "website"
    foreign.mkdir()
    (foreign / "manifest.json").write_text("{}")
    last = [publish(tmp_path, rows(float(number)), {}).digest for number in range(3)][-1]
    assert (foreign / "manifest.json").is_file()
    (tmp_path / "current").write_text("website\n../elsewhere\n")
    assert history(tmp_path) == (last,)


@pytest.mark.parametrize("lost", [None, b"", b"\xff\xfe garbage", b"0" * 64, "first line"])
def test_a_lost_pointer_costs_no_snapshot(tmp_path, monkeypatch, lost):
    monkeypatch.setattr(store, "KEPT", 3)
    made = [publish(tmp_path, rows(float(number)), {}).digest for number in range(3)]
    for age, name in enumerate(made):
        os.utime(tmp_path / name / "manifest.json", (age, age))
    (tmp_path / made[0] / "manifest.json").write_text("{}")
    pointer = tmp_path / "current"
    pointer.write_bytes(f"{made[2]}\nhalf".encode() if lost == "first line" else lost or b"")
    if lost is None:
        pointer.unlink()
    assert history(tmp_path) == (made[2], made[1])
    assert read_snapshot(tmp_path).digest == made[2]
    more = [publish(tmp_path, rows(9.0), {}).digest]
    assert history(tmp_path) == (more[0], made[2], made[1])
    assert all((tmp_path / name).is_dir() for name in made)
    more.append(publish(tmp_path, rows(10.0), {}).digest)
    assert history(tmp_path) == (more[1], more[0], made[2])


def test_readers_see_a_whole_snapshot_while_others_are_published(tmp_path):
    first = publish(tmp_path, rows(1.0), {})
    seen = {first.digest}
    stop = threading.Event()
    failures = []

    def reads():
        while not stop.is_set():
            try:
                snapshot = read_snapshot(tmp_path)
                numbers = list(snapshot.tables["statements"]["number"])
                if numbers != [snapshot.manifest["number"]]:
                    failures.append(numbers)
            except InputError as error:
                failures.append(error)

    publish(tmp_path, rows(1.0), {"number": 1.0})
    reader = threading.Thread(target=reads)
    reader.start()
    for number in range(2, 8):
        seen.add(publish(tmp_path, rows(float(number)), {"number": float(number)}).digest)
    stop.set()
    reader.join()
    assert failures == []
    assert set(history(tmp_path)) >= seen - {first.digest}


def test_a_build_that_dies_while_writing_leaves_the_old_snapshot_and_no_litter(tmp_path, monkeypatch):
    first = publish(tmp_path, rows(1.0), {})
    written = store._write_table

    def dies(folder, name, content):
        if name == "sources":
            raise KeyboardInterrupt
        return written(folder, name, content)

    monkeypatch.setattr(store, "_write_table", dies)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, rows(2.0), {})
    assert read_snapshot(tmp_path).digest == first.digest
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [first.digest]


def test_a_build_that_dies_before_the_switch_leaves_the_old_snapshot_current(tmp_path, monkeypatch):
    first = publish(tmp_path, rows(1.0), {})

    def dies(build, name):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(store, "_point_at", dies)
        with pytest.raises(KeyboardInterrupt):
            publish(tmp_path, rows(2.0), {})
    assert read_snapshot(tmp_path).digest == first.digest
    assert publish(tmp_path, rows(2.0), {}).digest == read_snapshot(tmp_path).digest


def test_what_a_killed_build_left_is_swept_by_the_next(tmp_path):
    (tmp_path / f"{store._ASIDE}dead").mkdir()
    (tmp_path / f"{store._ASIDE}dead" / "statements.parquet").write_bytes(b"half")
    publish(tmp_path, rows(1.0), {})
    assert not list(tmp_path.glob(f"{store._ASIDE}*"))


@pytest.mark.parametrize("damage", ["statements.parquet", "manifest.json"])
def test_damage_is_noticed_and_mended_by_the_next_build(tmp_path, damage):
    first = publish(tmp_path, rows(1.0), {})
    path = first.folder / damage
    path.write_bytes(path.read_bytes().replace(b"st_1", b"st_9").replace(b"rows", b"rowz") + b" ")
    if damage == "manifest.json":
        path.write_text(path.read_text().replace('"rowz": 1', '"rowz": 2'))
    with pytest.raises(InputError) as error:
        read_snapshot(tmp_path)
    assert code_of(error) == ["S602"]
    assert publish(tmp_path, rows(1.0), {}).fresh
    assert read_snapshot(tmp_path).digest == first.digest


def test_a_missing_table_is_damage(tmp_path):
    (publish(tmp_path, rows(1.0), {}).folder / "players.parquet").unlink()
    with pytest.raises(InputError) as error:
        read_snapshot(tmp_path)
    assert code_of(error) == ["S602"]


def test_a_snapshot_of_another_format_says_so(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(store, "FORMAT", 0)
        publish(tmp_path, rows(1.0), {})
    with pytest.raises(InputError) as error:
        read_snapshot(tmp_path)
    assert code_of(error) == ["S605"]


def test_no_snapshot_and_no_folder_are_told_apart_from_damage(tmp_path):
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(InputError) as error:
            read_snapshot(folder)
        assert code_of(error) == ["S601"]
        assert current(folder) is None


def test_a_folder_nobody_may_write_to_is_a_problem_and_no_traceback(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError) as error:
        publish(tmp_path / "file", rows(1.0), {})
    assert code_of(error) == ["S603"]


def test_a_snapshot_is_found_by_the_first_letters_of_its_digest(tmp_path):
    digest = publish(tmp_path, rows(1.0), {}).digest
    assert find(tmp_path, digest[:6]).name == digest
    for prefix in ("", "zz"):
        with pytest.raises(InputError) as error:
            find(tmp_path, prefix)
        assert code_of(error) == ["S604"]


def test_published_files_can_be_read_by_others(tmp_path):
    folder = publish(tmp_path, rows(1.0), {}).folder
    assert folder.stat().st_mode & 0o055 == 0o055
