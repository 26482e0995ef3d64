"""What breaks a YAML text before it is a tree: encodings, conflict marks, tabs, quotes; each with its place.

libyaml stops at its first error and names it in the words of a parser. The editor gets the cause: the quote that was opened and
never closed, not the colon that libyaml met twenty lines later.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

import yaml

import etl.catalog.codes  # noqa: F401 - registers the codes reported below
from etl.errors import Problem, problem

HARMLESS = frozenset({"C101", "C105", "C110", "C115"})
"""Faults beside which the tree is still complete enough to look for more."""

LOCAL = frozenset({"C102", "C103", "C104", "C112", "C114"})
"""Faults of one block: the other top-level blocks can be read alone."""

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |\r?$)", re.MULTILINE)
_CONTROL = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_DIRECTIVE = re.compile(r"^%.*$", re.MULTILINE)
_BLOCK_START = re.compile(r"^[^\s#\-\]}].*$", re.MULTILINE)
_WIDE_COLON = re.compile("^(\\s*(?:- +)?[A-Za-z_][A-Za-z0-9_]*)：")
_WIDE_COMMA = re.compile("[{\\[].*(，)\\s*[A-Za-z_]+:")
_LINE = 2000
"""Characters of a line in which a cause is looked for: nobody wrote the rest by hand."""

_NO_SPACE = re.compile(r"^(\s*(?:- +)?[A-Za-z_]+):[^\s/]")

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)

NO_COLON = ("键后面没有冒号", "a key without its colon", "写成 键: 值，冒号后空一格", "write key: value, with a space after the colon")

# libyaml's words -> (detail zh, detail en, remedy zh, remedy en)
_EXPLAINED: tuple[tuple[str, tuple[str, str, str, str]], ...] = (
    (
        "mapping values are not allowed",
        (
            "这里不能再有冒号",
            "a colon is not allowed here",
            "值里有冒号就给整个值加引号；是新的键就另起一行并对齐缩进",
            "quote a value that holds a colon; put a new key on its own line, aligned with its neighbours",
        ),
    ),
    ("could not find expected ':'", NO_COLON),
    (
        "did not find expected key",
        (
            "缩进与上一行对不齐，或引号、括号没有配对",
            "indentation that fits no line above, or a quote or bracket without its partner",
            "同一层的键左边对齐；检查上一行的引号和括号",
            "align the keys of one level; look at quotes and brackets of the line above",
        ),
    ),
    (
        "did not find expected '-' indicator",
        ("列表各项没有对齐", "list items that do not align", "同一列表的 - 左边对齐", "align the - of one list"),
    ),
    (
        "block sequence entries are not allowed",
        (
            "这里不能开始列表项",
            "a list item cannot begin here",
            "- 另起一行，比它的键多缩进两格",
            "put the - on its own line, two spaces deeper than its key",
        ),
    ),
    (
        "block mapping entries are not allowed",
        ("这里不能开始新的键", "a key cannot begin here", "另起一行并对齐缩进", "put it on its own line, aligned"),
    ),
    (
        "did not find expected ',' or ']'",
        ("方括号没有闭合，或各项间少了逗号", "a [ without its ], or items without a comma", "补上 ] 或逗号", "add the ] or the comma"),
    ),
    (
        "did not find expected ',' or '}'",
        ("花括号没有闭合，或各键间少了逗号", "a { without its }, or keys without a comma", "补上 } 或逗号", "add the } or the comma"),
    ),
    (
        "found unknown escape character",
        (
            "双引号里有不认识的转义",
            "an unknown escape inside double quotes",
            "改用单引号，或把 \\ 写成 \\\\",
            "use single quotes, or write \\ as \\\\",
        ),
    ),
    (
        "found character that cannot start any token",
        (
            "值以 YAML 的保留字符开头",
            "a value begins with a character that YAML keeps for itself",
            "给整个值加引号",
            "quote the whole value",
        ),
    ),
    (
        "did not find expected the document start",
        ("顶层内容断成了两截", "the top level breaks in two", "同一层的键左边对齐", "align the keys of one level"),
    ),
)
GLUED = ("冒号后面没有空格", "no space after the colon", "冒号后空一格", "put a space after the colon")
_OTHERWISE = (
    "看不懂这一行",
    "this line cannot be read",
    "检查这一行和上一行的缩进、冒号、引号",
    "look at indentation, colons and quotes here and one line above",
)


def decode(raw: bytes, shown: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file's bytes: UTF-8 with or without byte-order mark; any other encoding is named, and read if it can be."""
    for bom, codec, name in _BOMS:
        if raw.startswith(bom):
            return raw.decode(codec, "replace").lstrip("\ufeff"), (problem("C108", shown, 1, 1, encoding=name),)
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    for codec, name in (("gb18030", "GB18030"), ("big5", "Big5")):
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        return text, (problem("C108", shown, line, column, encoding=name),)
    return "", (problem("C108", shown, line, column, encoding="binary"),)


def marks(text: str, shown: str) -> tuple[Problem, ...]:
    """Invisible characters, marks of a merge and directives, which no reading of the rest can make good."""
    found: list[Problem] = []
    for match in _CONTROL.finditer(text):
        found.append(_at("C107", shown, text, match.start(), character=f"U+{ord(match[0]):04X}"))
        if len(found) >= 20:
            break
    found.extend(_at("C109", shown, text, match.start(), mark=match[0]) for match in _CONFLICT.finditer(text) if match[0][0] == "<")
    if not found and (stray := _CONFLICT.search(text)):
        found.append(_at("C109", shown, text, stray.start(), mark=stray[0]))
    if directive := _DIRECTIVE.search(text):
        found.append(_at("C119", shown, text, directive.start(), mark=directive[0]))
    return tuple(found)


MAX_BLOCKS = 200
"""A record has some thirty keys; a text with more blocks is no record and is not read piecemeal."""


def top_level_blocks(text: str) -> Iterator[tuple[int, str]]:
    """(lines before it, text) of each block that begins at the left margin."""
    starts = [match.start() for match in _BLOCK_START.finditer(text)]
    if not 0 < len(starts) <= MAX_BLOCKS:
        return
    starts[0] = 0
    line = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield line, text[start:end]
        line += text.count("\n", start, end)


def explain(error: yaml.YAMLError, text: str, shown: str, *, offset: int, long_quote: tuple[int, int, str, int] | None) -> Problem:
    """The error of libyaml as the editor's problem. `long_quote`: the last quoted text over several lines, as (line, column, quote, end line)."""
    mark: Any = getattr(error, "problem_mark", None)
    context: Any = getattr(error, "context_mark", None)
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    lines = dict(enumerate(text.split("\n"), offset + 1))
    line, column = (min(mark.line + offset + 1, max(lines)), mark.column + 1) if mark else (offset + 1, 1)
    opened = (context.line + offset + 1, context.column + 1) if context else (line, column)
    if "quoted scalar" in said and "escape" not in said:
        return problem("C104", shown, *opened, quote=lines[opened[0]][opened[1] - 1 : opened[1]])
    if long_quote and line - long_quote[3] in {0, 1}:
        return problem("C104", shown, long_quote[0], long_quote[1], quote=long_quote[2])
    for number in (line - 1, line):
        written = lines.get(number, "")
        indent = written[: len(written) - len(written.lstrip())]
        if "\t" in indent and written.strip():
            return problem("C103", shown, number, indent.index("\t") + 1)
        if wide := _WIDE_COLON.match(written):
            return problem("C114", shown, number, len(wide[1]) + 1, mark="：", ascii=":")
        if "':'" in said and (glued := _NO_SPACE.match(written)):
            return _syntax(shown, number, len(glued[1]) + 2, GLUED)
    if "unexpected ':'" in said:
        return _syntax(shown, line, column + 1, GLUED)
    if "',' or" in said and (wide_comma := _WIDE_COMMA.search(lines[line][:_LINE])) and wide_comma.start(1) < column:
        return problem("C114", shown, line, wide_comma.start(1) + 1, mark="，", ascii=",")
    if "',' or" in said and opened[0] < line:
        # A bracket that is never closed is met lines later: its opening is the place to look at.
        line, column = opened
    return _syntax(shown, line, column, next((each for key, each in _EXPLAINED if key in said), _OTHERWISE))


def words(explained: tuple[str, str, str, str]) -> dict[str, str]:
    """An explanation as the parameters of C102."""
    return dict(zip(("detail_zh", "detail_en", "remedy_zh", "remedy_en"), explained, strict=True))


def _syntax(shown: str, line: int, column: int, explained: tuple[str, str, str, str]) -> Problem:
    return problem("C102", shown, line, column, **words(explained))


def _at(code: str, shown: str, text: str, position: int, **parameters: object) -> Problem:
    line = text.count("\n", 0, position) + 1
    return problem(code, shown, line, position - text.rfind("\n", 0, position), **parameters)
