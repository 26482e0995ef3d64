"""The reader: text stays text, everything keeps its place, and nothing an editor writes makes it raise."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.catalog.yamlsource import MAX_BYTES, MAX_PROBLEMS, Listing, Mapping, Node, Scalar, parse, read_yaml

MARKS = [
    ": ",
    ":",
    "\n",
    "\n  ",
    "\n- ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "'",
    '"',
    "&a ",
    "*a",
    "!!int ",
    "? ",
    ">-",
    "#",
    "\t",
    "---\n",
    "...",
    "%YAML",
    "<<<<<<< HEAD\n",
    "\x00",
    "\ufeff",
    "\r\n",
    "\x85",
    "~",
]
WORDS = ["id", "name", "<<", "百度", "：", "，", "2023-05", "360", "NO", "𠀀"]
YAML_ISH = st.lists(st.sampled_from([*MARKS, *WORDS, "| "]), max_size=60).map("".join)


def found(text: str) -> tuple[Node | None, list[tuple[str, int, int]]]:
    root, problems = parse(text, "x.yml")
    return root, [(each.code, each.line, each.column) for each in problems]


def scalars(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Listing):
        return [each for item in node.items for each in scalars(item)]
    if isinstance(node, Mapping):
        return [each for key, value in node.entries.values() for each in (key, *scalars(value))]
    return []


@given(st.one_of(st.text(), YAML_ISH))
@settings(max_examples=400, deadline=None)
def test_arbitrary_text_gives_a_tree_or_problems_and_never_an_exception(text: str) -> None:
    root, problems = parse(text, "x.yml")
    assert root is not None or problems
    for each in problems:
        assert each.text("zh")
        assert each.text("en")
        assert each.line >= 1
        assert each.column >= 1


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_arbitrary_bytes_in_a_file_never_raise(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.yml"
    file.write_bytes(raw)
    read, problems = read_yaml(file, path="bytes.yml", shown="bytes.yml")
    assert read.root is not None or problems


@given(YAML_ISH)
@settings(max_examples=300, deadline=None)
def test_what_it_accepts_without_a_problem_reads_as_in_a_plain_yaml_loader(text: str) -> None:
    root, problems = parse(text, "x.yml")
    if not problems:
        assert plain(root) == yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - the loader that resolves nothing


def plain(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [plain(each) for each in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()} if node else None


def test_scalars_keep_their_text_and_their_place() -> None:
    text = "id: 360\nname: {zh: NO, en: '2023-05'}\nlist:\n  - 1e9\n  - 12:30\n  - 𠀀, 尾: 好\n"
    root, problems = parse(text, "x.yml")
    assert problems == ()
    lines = text.split("\n")
    for each in scalars(root):
        begins = lines[each.line - 1][each.column - 1 :].lstrip("'")
        assert begins.startswith(each.text)
    assert {"360", "NO", "2023-05", "1e9", "12:30"} <= {each.text for each in scalars(root)}


def test_every_duplicate_key_is_reported_and_the_first_value_stays() -> None:
    root, problems = found("a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n")
    assert problems == [("C101", 2, 11), ("C101", 3, 1), ("C101", 4, 1)]
    assert plain(root) == {"a": "1", "b": {"c": "1"}}


def test_the_same_key_quoted_is_a_duplicate_too() -> None:
    assert found("a: 1\n'a': 2\n")[1] == [("C101", 2, 1)]


def test_problems_of_one_file_are_bounded() -> None:
    _, problems = parse("a: 1\n" * 5000, "x.yml")
    assert len(problems) == MAX_PROBLEMS


def test_blocks_beside_a_broken_one_are_still_read() -> None:
    root, problems = found("a: 1\nb: [1, 2\nc: 3\nd: 'x\n")
    assert [code for code, _, _ in problems] == ["C102", "C104"]
    assert plain(root) == {"a": "1", "c": "3"}


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes(b"\xef\xbb\xbfid: a\r\nname: b\r\n")
    read, problems = read_yaml(file, path="x.yml", shown="x.yml")
    assert problems == ()
    assert plain(read.root) == {"id": "a", "name": "b"}
    assert [(each.line, each.column) for each in scalars(read.root)] == [(1, 1), (1, 5), (2, 1), (2, 7)]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: " + "{b: " * 100_000,
        "- " * 200_000,
        "? " * 200_000,
        "a: &a [x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(20_000)),
        "".join(f"%TAG !{n}! tag:x,2000:\n" for n in range(50_000)) + "---\na: 1\n",
        "a\n" * 400_000,
        "a: 'x\n" * 50_000,
        "a: " + "x" * 1_500_000,
        "!" * 300_000,
        "a: |\n" + "  \tx\n" * 200_000,
        "a: [" + "{b: c} " * 100_000,
    ],
    ids=["brackets", "braces", "dashes", "questions", "aliases", "directives", "lines", "quotes", "long", "tags", "block", "row"],
)
def test_hostile_text_is_answered_in_bounded_time(text: str) -> None:
    started = time.process_time()
    parse(text, "x.yml")
    assert time.process_time() - started < 10


def test_a_file_beyond_the_limit_is_named_with_its_size(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes(b"a: " + b"x" * MAX_BYTES)
    _, problems = read_yaml(file, path="x.yml", shown="x.yml")
    assert [each.code for each in problems] == ["C113"]
    assert str(MAX_BYTES + 3) in problems[0].text("en")


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    _, problems = read_yaml(tmp_path / "none.yml", path="none.yml", shown="none.yml")
    assert [each.code for each in problems] == ["C117"]
