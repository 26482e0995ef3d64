"""Settings: what was asked for goes before the environment, the environment before the defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import config
from etl.config import settings


def test_a_checkout_builds_into_its_own_folder_and_reads_its_own_catalog():
    chosen = settings(environment={})
    assert (chosen.catalog, chosen.out.name, chosen.language) == (chosen.shipped, "build", "zh")
    assert chosen.corpora == (chosen.shipped / "briefs",)
    assert (chosen.lexicon, chosen.patterns) == (chosen.shipped / "lexicon", chosen.shipped / "patterns")


def test_an_installed_package_builds_into_the_users_data_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "shipped_folder", lambda: tmp_path / "etl" / "_curated")
    assert "baimo-atlas" in str(settings(environment={}).out)
    assert not settings(environment={}).out.is_relative_to(tmp_path)


def test_the_environment_is_read_and_options_go_before_it(tmp_path):
    known = {"BAIMO_CATALOG": str(tmp_path / "c"), "BAIMO_BUILD": str(tmp_path / "b"), "BAIMO_LANG": "en"}
    assert (settings(environment=known).catalog, settings(environment=known).out) == (tmp_path / "c", tmp_path / "b")
    given = settings(catalog=Path("x"), out=Path("y"), language="zh", environment=known)
    assert (given.catalog, given.out, given.language) == (Path("x"), Path("y"), "zh")


def test_a_catalog_with_briefs_lexicon_or_patterns_of_its_own_uses_them(tmp_path):
    for name in ("briefs", "lexicon", "patterns"):
        (tmp_path / name).mkdir()
    empty = settings(catalog=tmp_path, environment={})
    assert (empty.lexicon, empty.patterns) == (empty.shipped / "lexicon", empty.shipped / "patterns")
    assert empty.corpora == (empty.shipped / "briefs",)
    for name in ("lexicon/own.yml", "patterns/own.yml", "briefs/own.md"):
        (tmp_path / name).write_text("")
    chosen = settings(catalog=tmp_path, environment={})
    assert (chosen.corpora, chosen.lexicon, chosen.patterns) == ((tmp_path / "briefs",), tmp_path / "lexicon", tmp_path / "patterns")


@pytest.mark.parametrize(
    ("known", "language"),
    [
        ({}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"BAIMO_LANG": "fr", "LANG": "en"}, "zh"),
        ({"LC_ALL": "zh_CN", "LANG": "en"}, "zh"),
    ],
)
def test_the_language_is_the_readers(known, language):
    assert settings(environment=known).language == language
