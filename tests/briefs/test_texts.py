"""The briefs as texts: enough of them, described, in both scripts, and citing sources that exist."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from opencc import OpenCC

from etl.model.quantity import PartialDate

CURATED = Path(__file__).parents[2] / "curated"
PATHS = tuple(sorted((CURATED / "briefs").glob("*.md")))
KEYS = {"id", "title", "date", "language", "sources", "kind"}
HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Brief:
    path: Path
    head: dict[str, Any]
    body: str


def record(text: str) -> dict[str, Any]:
    return dict(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - BaseLoader builds nothing but text, lists and mappings


def read(path: Path) -> Brief:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return Brief(path, record(head), body)


BRIEFS = tuple(read(path) for path in PATHS)
each = pytest.mark.parametrize("brief", BRIEFS, ids=[brief.path.stem for brief in BRIEFS])


def test_there_are_enough_of_them() -> None:
    assert len(BRIEFS) >= 12
    assert sum(len("".join(brief.body.split())) for brief in BRIEFS) >= 6000


def test_at_least_three_are_traditional_through_and_through() -> None:
    simplify = OpenCC("t2s").convert
    traditional = [brief for brief in BRIEFS if brief.head["language"] == "zh-Hant"]
    assert len(traditional) >= 3
    for brief in traditional:
        letters = "".join(HAN.findall(brief.body))
        changed = sum(a != b for a, b in zip(letters, simplify(letters), strict=True))
        assert changed / len(letters) > 0.15, brief.path.name


@each
def test_simplified_ones_hold_no_traditional_character(brief: Brief) -> None:
    if brief.head["language"] == "zh-Hans":
        assert OpenCC("t2s").convert(brief.body) == brief.body


def test_they_come_in_several_layouts() -> None:
    layouts = {
        "table": r"^\| --- \|",
        "list": r"^- ",
        "numbers": r"^1\. ",
        "questions": r"^(\*\*)?[问問]：",
        "interview": r"^\*\*记者\*\*：",
        "bracketed dates": r"^(- )?[【\[]\d{4}",
        "timeline": r"^- \d{4}年\d+月\d+日：",
    }
    for name, shape in layouts.items():
        assert any(re.search(shape, brief.body, re.MULTILINE) for brief in BRIEFS), name


@each
def test_the_head_describes_it(brief: Brief) -> None:
    assert set(brief.head) == KEYS
    assert brief.head["id"] == brief.path.stem
    assert brief.head["kind"] == "brief"
    assert brief.head["language"] in {"zh-Hans", "zh-Hant"}
    assert f"# {brief.head['title']}\n" in brief.body


@each
def test_its_sources_exist_and_were_out_by_its_date(brief: Brief) -> None:
    cited = brief.head["sources"]
    assert cited
    assert len(set(cited)) == len(cited)
    day = PartialDate(str(brief.head["date"]))
    assert day.precision == "day"
    for source in cited:
        cited_source = record((CURATED / "sources" / f"{source}.yml").read_text(encoding="utf-8"))
        assert cited_source["kind"] != "brief", "a brief cites what others published, never another brief"
        assert PartialDate(str(cited_source["date_published"])).last_day <= day.last_day, source
