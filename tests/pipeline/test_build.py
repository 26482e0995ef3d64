"""A build from files to a snapshot: what is published, what is refused, what is remembered."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from etl.errors import InputError
from etl.pipeline import Progress, build, check, extract
from etl.publish.store import current, history, read_snapshot
from tests.pipeline.world import ARTICLE, world


@pytest.fixture
def place(tmp_path):
    return world(tmp_path)


def codes(error):
    return {each.code for each in error.value.problems}


def test_a_build_publishes_catalog_and_documents_side_by_side(place):
    report = build(place, verify=True)
    snapshot = read_snapshot(place.out)
    assert snapshot.digest == report.published.digest
    assert list(snapshot.tables["players"]["entity_id"]) == ["yunque-co"]
    documents = snapshot.tables["documents"].iloc[0]
    assert (documents["path"], documents["source_id"]) == ("yunque.txt", "morning")
    owners = snapshot.tables["statements"].query("predicate == 'owner' and origin == 'curated'")["statement_id"]
    evidence = snapshot.tables["evidence"]
    words = evidence[evidence["statement_id"].isin(owners) & (evidence["kind"] == "citation")].iloc[0]
    assert words["quote"] == ARTICLE[11:30]
    assert words["quote"] in words["sentence"]
    assert snapshot.as_of == "2023-05-10"


def test_the_manifest_names_every_input_and_keeps_clocks_out_of_the_digest(place, tmp_path):
    first = build(place)
    manifest = first.published.manifest
    assert manifest["inputs"]["documents"] == {"yunque.txt": hashlib.sha256(ARTICLE.encode()).hexdigest()}
    assert {"players/yunque-co.yml", "sources/morning.yml"} <= {name.split("catalog/")[-1] for name in manifest["inputs"]["catalog"]}
    assert manifest["counts"]["players"] == 1
    assert set(manifest["timings"]) >= {"catalog", "extraction", "merge"}
    other = build(replace(place, out=tmp_path / "elsewhere"))
    assert other.published.digest == first.published.digest


def test_a_second_build_reads_only_what_changed(place):
    (place.corpora[0] / "second.txt").write_text("芦苇研究社的介绍。\n", encoding="utf-8")
    first, second = build(place), build(place)
    assert (first.read, first.remembered) == (2, 0)
    assert (second.read, second.remembered, second.published.fresh) == (0, 2, False)
    (place.corpora[0] / "second.txt").write_text("芦苇研究社的新介绍。\n", encoding="utf-8")
    third = build(place)
    assert (third.read, third.remembered, third.published.fresh) == (1, 1, True)


def test_a_new_name_in_the_catalog_makes_everything_be_read_again(place):
    build(place)
    player = place.catalog / "players" / "yunque-co.yml"
    player.write_text(player.read_text("utf-8").replace("parameters:", "aliases: [小云雀]\n    parameters:"), encoding="utf-8")
    assert build(place).read == 1


def test_a_corrupt_cache_entry_is_read_anew(place):
    first = build(place)
    for entry in place.cache.rglob("*.json"):
        entry.write_text('{"":"Statement"}', encoding="utf-8")
    again = build(place)
    assert (again.read, again.published.digest) == (1, first.published.digest)


def test_a_broken_catalog_publishes_nothing_and_keeps_the_last_snapshot(place):
    first = build(place)
    (place.catalog / "players" / "yunque-co.yml").write_text("id: [yunque-co\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        build(place)
    assert any(code.startswith("C1") for code in codes(error))
    assert all(each.path.endswith("yunque-co.yml") for each in error.value.problems if each.severity == "error")
    assert history(place.out) == (first.published.digest,)
    assert read_snapshot(place.out).digest == first.published.digest


def test_a_broken_rules_file_publishes_nothing_and_keeps_the_last_snapshot(place):
    first = build(place)
    rules = place.catalog / "patterns" / "owner.yml"
    rules.parent.mkdir()
    rules.write_text(f"{(place.shipped / 'patterns' / 'owner.yml').read_text('utf-8')}\nx: [\n", encoding="utf-8")
    for run in (lambda: build(place), lambda: build(place), lambda: next(iter(extract(place.corpora, place)))):
        with pytest.raises(InputError) as error:
            run()
        (fault,) = error.value.problems
        assert (fault.code, fault.path, fault.line > 1) == ("D510", str(rules), True)
    assert history(place.out) == (first.published.digest,)


@pytest.mark.parametrize(
    "name", ["patterns/cues.yml", "patterns/parts.yml", "patterns/owner.yml", "lexicon/frames.yml", "lexicon/zones.yml"]
)
def test_a_rules_file_the_catalog_lacks_is_the_shipped_one(place, name):
    wanted = list(extract(place.corpora, place))
    for folder in ("patterns", "lexicon"):
        shutil.copytree(place.shipped / folder, place.catalog / folder)
    (place.catalog / name).unlink()
    assert wanted
    assert list(extract(place.corpora, place)) == wanted
    assert not [each for each in check(place)[1] if each.severity == "error"]


def test_wrong_corpora_are_told_apart(place, tmp_path):
    with pytest.raises(InputError) as error:
        build(replace(place, corpora=(tmp_path / "nowhere",)))
    assert codes(error) == {"S610"}
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as error:
        build(replace(place, corpora=(tmp_path / "empty",)))
    assert codes(error) == {"S611"}
    (tmp_path / "empty" / "picture.txt").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(InputError) as error:
        build(replace(place, corpora=(tmp_path / "empty",)))
    assert all(code.startswith("D5") for code in codes(error))
    assert current(place.out) is None


def test_one_unreadable_file_among_good_ones_is_a_warning(place):
    (place.corpora[0] / "picture.txt").write_bytes(bytes(range(256)) * 40)
    report = build(place)
    assert [each.path for each in report.problems] == ["picture.txt"]
    (warning,) = report.published.manifest["warnings"]
    assert warning["path"] == "picture.txt"
    assert {"code", "zh", "en", "line"} < set(warning)


def test_a_warning_about_a_document_is_told_by_every_build(place):
    broken = ("云雀科技发布了云雀大模型。" * 40).encode() + b"\xff" + "参数量为70亿。\n".encode()
    (place.corpora[0] / "broken.txt").write_bytes(broken)
    first, second = build(place), build(place)
    assert [each.path for each in first.problems] == ["broken.txt"]
    assert first.problems == second.problems
    assert first.published.digest == second.published.digest


def test_a_copy_of_an_article_is_named_and_read_once(place):
    (place.corpora[0] / "zcopy.txt").write_text(ARTICLE, encoding="utf-8")
    report = build(place)
    assert [(each.code, each.path) for each in report.problems] == [("S617", "zcopy.txt")]
    assert report.published.manifest["counts"]["documents"] == 1


def test_folders_with_files_of_one_name_are_told_apart_in_any_order(place, tmp_path):
    folders = (*place.corpora, tmp_path / "more", tmp_path / "copies")
    for folder, text in zip(folders[1:], ("芦苇研究社的介绍。\n", ARTICLE), strict=True):
        folder.mkdir()
        (folder / "yunque.txt").write_text(text, encoding="utf-8")
    (folders[1] / "yunque.source.yml").write_text("titel: x\n", encoding="utf-8")
    one, other = (build(replace(place, corpora=chosen, out=tmp_path / chosen[0].name)) for chosen in (folders, folders[::-1]))
    assert set(one.published.manifest["inputs"]["documents"]) == {"copies/yunque.txt", "more/yunque.txt"}
    assert [(each.code, each.path) for each in one.problems] == [("S617", "corpus/yunque.txt"), ("S614", "more/yunque.source.yml")]
    assert one.published.digest == other.published.digest
    inner = build(replace(place, corpora=(folders[0], tmp_path / "corpus" / ".." / "corpus"), out=tmp_path / "twice"))
    assert (set(inner.published.manifest["inputs"]["documents"]), inner.problems) == ({"yunque.txt"}, ())


def test_what_cannot_be_read_in_a_corpus_is_named(place, monkeypatch):
    corpus = place.corpora[0]
    Path(os.fsdecode(os.fsencode(corpus) + b"/bad\xff.txt")).write_text("芦苇。\n", encoding="utf-8")
    (corpus / "gone.txt").symlink_to(corpus / "nothing.txt")
    (corpus / "closed").mkdir()
    entries = os.scandir

    def refusing(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return entries(path)

    monkeypatch.setattr(os, "scandir", refusing)
    report = build(place)
    assert {each.code: each.path for each in report.problems} == {
        "S618": r"bad\xff.txt",
        "S619": "gone.txt",
        "S612": "closed",
    }
    assert list(report.published.manifest["inputs"]["documents"]) == ["yunque.txt"]


def test_a_sidecar_describes_an_article_and_front_matter_a_brief(place):
    corpus = place.corpora[0]
    (corpus / "other.txt").write_text("芦苇研究社的介绍。\n", encoding="utf-8")
    (corpus / "other.txt.source.yml").write_text(
        "id: reed-news\ntitle: 芦苇\npublisher: 示例报\ndate_published: 2023-07\n", encoding="utf-8"
    )
    brief = "---\nid: note-one\ntitle: 一则简报\ndate: 2023-08-01\nsources: [morning, nowhere]\n---\n\n云雀科技的云雀大模型参数量为70亿。\n"
    (corpus / "note.md").write_text(brief, encoding="utf-8")
    report = build(place)
    assert [(each.code, each.path) for each in report.problems] == [("S615", "note.md")]
    sources = read_snapshot(place.out).tables["sources"].set_index("source_id")
    assert sources.loc["reed-news"]["date_published"] == "2023-07"
    assert (sources.loc["note-one"]["kind"], bool(sources.loc["note-one"]["independent"])) == ("brief", False)
    documents = read_snapshot(place.out).tables["documents"].set_index("path")
    assert documents.loc["other.txt"]["source_id"] == "reed-news"
    assert documents.loc["other.txt"]["date"] == "2023-07"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title: [芦苇\n", "S613"),
        ("- 芦苇\n", "S613"),
        ("titel: 芦苇\n", "S614"),
        ("source: nowhere\n", "S615"),
        ("date_published: last week\n", "S616"),
    ],
)
def test_a_faulty_sidecar_is_named_and_does_not_stop_the_build(place, text, code):
    (place.corpora[0] / "yunque.source.yml").write_text("title: 无关\n", encoding="utf-8")
    (place.corpora[0] / "other.txt").write_text("芦苇研究社的介绍。\n", encoding="utf-8")
    (place.corpora[0] / "other.source.yml").write_text(text, encoding="utf-8")
    report = build(place)
    assert [each.code for each in report.problems] == [code]
    assert report.published.manifest["counts"]["documents"] == 2


def test_a_sidecar_may_name_a_source_of_the_catalog(place):
    (place.corpora[0] / "other.txt").write_text("芦苇研究社的介绍。\n", encoding="utf-8")
    (place.corpora[0] / "other.source.yml").write_text("source: morning\n", encoding="utf-8")
    build(place)
    assert set(read_snapshot(place.out).tables["documents"]["source_id"]) == {"morning"}


def test_several_processes_give_the_same_snapshot_as_one(place, tmp_path):
    for number in range(20):
        (place.corpora[0] / f"a{number}.txt").write_text(f"2023年5月{number + 1}日，云雀科技推出“云雀{number}”。\n", encoding="utf-8")
    alone = build(place)
    together = build(replace(place, out=tmp_path / "other", workers=2))
    assert together.published.digest == alone.published.digest


def test_progress_is_told_for_every_document(place):
    told = []
    build(place, progress=Progress(start=told.append, step=lambda: told.append("one")))
    assert told == [1, "one"]


def test_extraction_yields_statements_whose_quotes_are_in_the_text(place):
    lines = list(extract(place.corpora, place))
    assert lines
    assert all(ARTICLE[line["start"] : line["end"]] == line["quote"] for line in lines)
    names = list(extract(place.corpora, place, mentions=True))
    assert {line["id"] for line in names} >= {"yunque-co", "yunque"}


def test_extraction_reads_nothing_of_the_catalog_but_names(place):
    """A catalog stripped of all statements gives the same extraction."""
    before = list(extract(place.corpora, place))
    player = place.catalog / "players" / "yunque-co.yml"
    kept = [line for line in player.read_text("utf-8").splitlines() if "owner" not in line and "parameters" not in line]
    player.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert list(extract(place.corpora, place)) == before


def test_a_snapshot_folder_that_is_a_file_is_a_problem(place, tmp_path):
    (tmp_path / "taken").write_text("x")
    with pytest.raises(InputError) as error:
        build(replace(place, out=tmp_path / "taken"))
    assert codes(error) == {"S603"}
