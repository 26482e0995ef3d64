"""A file too large to be held whole says what its blocks say, at its own offsets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from etl.errors import Problem
from etl.extract import blocks
from etl.extract.blocks import is_large, joined, read_blocks, shifted
from etl.extract.names import NameRules
from etl.extract.patterns import load_patterns
from etl.extract.shipped import shipped_folder
from etl.extract.statements import Extractor
from etl.model.entity import LexiconEntry

LINES = "".join(
    f"第{number}段：云雀科技于2024年5月{number % 28 + 1}日发布了百灵{number}号大模型，参数量为{number + 1}00亿。\n" for number in range(60)
)


@pytest.fixture
def extractor() -> Extractor:
    patterns, _ = load_patterns(shipped_folder() / "patterns")
    names = [LexiconEntry(f"bailing-{number}", "model", f"百灵{number}号大模型", (f"百灵{number}号大模型",)) for number in range(60)]
    names.append(LexiconEntry("yunque", "player", "云雀科技", ("云雀科技",)))
    return Extractor(names, NameRules(), patterns)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_blocks_say_what_the_file_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extractor: Extractor, encoding: str) -> None:
    path = tmp_path / "long.txt"
    path.write_text(LINES, encoding=encoding, newline="\n")
    monkeypatch.setattr(blocks, "BLOCK", 997)
    monkeypatch.setattr(blocks, "LARGE", 997)
    assert is_large(path)
    parts = [part for part in read_blocks(path, tmp_path) if not isinstance(part, Problem)]
    assert len(parts) > 3
    assert "".join(document.text for document, _ in parts) == LINES
    whole = joined(shifted(extractor.read(document), offset) for document, offset in parts)
    assert whole is not None
    assert whole.document.chars == len(LINES)
    assert len({each.subject.id for each in whole.statements if each.predicate == "parameters"}) == 60
    spans = [each.provenance.span for each in whole.statements]
    assert all(span is not None and LINES[span.start : span.end] == span.quote for span in spans)
    assert all(LINES[each.start : each.end] == each.surface for each in whole.mentions)


def test_a_block_keeps_the_date_of_the_head(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "long.txt"
    path.write_text("发布时间：2024-06-01\n\n" + LINES, encoding="utf-8")
    monkeypatch.setattr(blocks, "BLOCK", 997)
    documents = [part[0] for part in read_blocks(path, tmp_path) if not isinstance(part, Problem)]
    assert {document.info.date for document in documents} == {"2024-06-01"}
    assert len({document.info.id for document in documents}) == 1


def test_a_line_without_an_end_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "line.txt"
    path.write_text("模型" * 5000, encoding="utf-8")
    monkeypatch.setattr(blocks, "BLOCK", 997)
    parts = list(read_blocks(path, tmp_path))
    assert not [part for part in parts if isinstance(part, Problem)]
    assert "".join(part[0].text for part in parts if not isinstance(part, Problem)) == "模型" * 5000


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x00\x01\x02" * 100)
    assert [part.code for part in read_blocks(path, tmp_path) if isinstance(part, Problem)] == ["D501"]
    assert [part.code for part in read_blocks(tmp_path / "none.txt", tmp_path) if isinstance(part, Problem)] == ["D504"]
    assert not is_large(tmp_path / "none.txt")


def test_a_statement_said_in_two_blocks_is_kept_once(extractor: Extractor) -> None:
    from etl.extract.text import document_of

    read = extractor.read(document_of(LINES[:200]))
    again = joined([read, shifted(replace(read, mentions=()), 200)])
    assert again is not None
    assert again.statements == read.statements
    assert again.mentions == read.mentions
