"""A YAML reader whose scalars stay text and remember line and column.

PyYAML's loaders turn `NO` into False, `360` into a number and `2023-05` into text but `2023-05-06` into a date, let the last of two
equal keys win, and recurse. This reader builds its tree from libyaml's events instead: no recursion, so nesting is bounded by a
count and not by the stack; no resolving, so a name is what the editor typed; anchors and tags never reach anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import etl.catalog.codes  # noqa: F401 - registers the codes reported below
from etl.catalog import yamlfaults
from etl.errors import Problem, problem

MAX_BYTES = 2_000_000
"""A player's file has a few thousand bytes; beyond this somebody saved something else under the name."""

MAX_DEPTH = 24
"""A record nests five levels; a tower of brackets is no record."""

MAX_PROBLEMS = 100
"""Per file: the hundred-and-first duplicate key helps nobody."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text and where it begins; `plain` if it stands without quotes."""

    text: str
    line: int
    column: int
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """A YAML sequence."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping, in the order written: key text to (key, value)."""

    entries: dict[str, tuple[Scalar, Node]]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        found = self.entries.get(key)
        return found[1] if found else None


Node = Scalar | Listing | Mapping

_LEFT_OUT = Scalar("", 0, 0)
"""Stands for a node that was reported and is not read: an alias, a key that is no text."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """One file read: `path` relative to the catalog's root, `shown` as the editor knows it.

    `whole` is False where a syntax error was skipped over: `root` then holds what could be read, and `text` everything.
    """

    path: str
    shown: str
    sha256: str
    text: str
    root: Node | None
    whole: bool = True


@dataclass(slots=True)
class _Open:
    """A collection being filled; `key` waits for its value."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]] | None = None
    children: list[Node] = field(default_factory=list)
    key: Scalar | None = None


class _Stop(Exception):  # noqa: N818 - not an error of the program: the text cannot be read further
    """Carries the problem that ends the reading of a text."""

    def __init__(self, fault: Problem) -> None:
        super().__init__(fault.code)
        self.fault = fault


def read_yaml(file: Path, *, path: str, shown: str) -> tuple[YamlFile, tuple[Problem, ...]]:
    """Reads one file. Never raises for its content: what is wrong comes back as problems, several in one run."""
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            return YamlFile(path, shown, "", "", None, whole=False), (problem("C113", shown, size=size, limit=MAX_BYTES),)
        raw = file.read_bytes()
    except OSError as error:
        return YamlFile(path, shown, "", "", None, whole=False), (problem("C117", shown, reason=error.strerror or error),)
    text, faults = yamlfaults.decode(raw, shown)
    if faults and not text:
        return YamlFile(path, shown, hashlib.sha256(raw).hexdigest(), "", None, whole=False), faults
    root, more = parse(text, shown)
    syntax = any(each.code not in yamlfaults.HARMLESS for each in more)
    return YamlFile(path, shown, hashlib.sha256(raw).hexdigest(), text, root, whole=not syntax), (*faults, *more)


def parse(text: str, shown: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of a text and its problems. Where the text breaks, the top-level blocks that stand alone are still read."""
    marks = yamlfaults.marks(text, shown)
    if marks:
        return None, marks
    try:
        root, faults = _compose(text, shown, 0)
    except _Stop as stop:
        return _blocks(text, shown, stop.fault)
    if root is None:
        return None, (*faults, problem("C106", shown, 1, 1))
    return root, tuple(faults)


def _blocks(text: str, shown: str, first: Problem) -> tuple[Node | None, tuple[Problem, ...]]:
    """Reads each top-level block alone, so that one broken block hides neither its own place nor the faults of the others."""
    entries: dict[str, tuple[Scalar, Node]] = {}
    faults: list[Problem] = []
    stopped = False
    for offset, block in yamlfaults.top_level_blocks(text) if first.code in yamlfaults.LOCAL else ():
        try:
            root, more = _compose(block, shown, offset)
        except _Stop as stop:
            faults.append(stop.fault)
            stopped = True
            continue
        faults.extend(more)
        for key, entry in root.entries.items() if isinstance(root, Mapping) else ():
            entries.setdefault(key, entry)
    if not stopped:
        faults.append(first)
    faults.sort(key=lambda each: (each.line, each.column))
    return (Mapping(entries, 1, 1) if entries else None), tuple(faults[:MAX_PROBLEMS])


def _events(text: str) -> Iterator[Any]:
    """The events of a text: libyaml's where PyYAML was built with it, else PyYAML's own, which are the same."""
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def _compose(text: str, shown: str, offset: int) -> tuple[Node | None, list[Problem]]:
    """Builds the tree without recursion; `offset` lines stand before the text. Raises _Stop where it cannot go on."""
    builder = _Builder(shown, offset)
    scalar, mapping, sequence, alias = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent
    ends, document = (yaml.MappingEndEvent, yaml.SequenceEndEvent), yaml.DocumentStartEvent
    try:
        for event in _events(text):
            kind = type(event)
            if kind is scalar:
                builder.scalar(event)
            elif kind is mapping:
                builder.open(event, entries={})
            elif kind is sequence:
                builder.open(event, entries=None)
            elif kind in ends:
                builder.close()
            elif kind is alias:
                builder.alias(event)
            elif kind is document and not builder.document(event):
                break
    except yaml.YAMLError as error:
        raise _Stop(yamlfaults.explain(error, text, shown, offset=offset, long_quote=builder.long_quote)) from None
    return builder.root, builder.faults


class _Builder:
    """The stack of collections being filled, and what is wrong with them."""

    def __init__(self, shown: str, offset: int) -> None:
        self.shown = shown
        self.offset = offset + 1
        self.root: Node | None = None
        self.faults: list[Problem] = []
        self.long_quote: tuple[int, int, str, int] | None = None
        self._stack: list[_Open] = []
        self._documents = 0

    def report(self, code: str, line: int, column: int, **parameters: object) -> None:
        if len(self.faults) < MAX_PROBLEMS:
            self.faults.append(problem(code, self.shown, line, column, **parameters))

    def document(self, event: Any) -> bool:
        """Whether to go on: the first document is read, a second one only named."""
        self._documents += 1
        if self._documents > 1:
            self.report("C105", event.start_mark.line + self.offset, event.start_mark.column + 1)
        return self._documents == 1

    def scalar(self, event: Any) -> None:
        mark = event.start_mark
        line, column = mark.line + self.offset, mark.column + 1
        plain = not event.style
        if event.anchor is not None or event.tag is not None:
            self._decorated(event, line, column)
        if not plain and event.style in {"'", '"'} and event.end_mark.line != mark.line:
            self.long_quote = (line, column, event.style, event.end_mark.line + self.offset)
        self._put(Scalar(event.value, line, column, plain))

    def open(self, event: Any, *, entries: dict[str, tuple[Scalar, Node]] | None) -> None:
        mark = event.start_mark
        line, column = mark.line + self.offset, mark.column + 1
        if event.anchor is not None or event.tag is not None:
            self._decorated(event, line, column)
        if len(self._stack) >= MAX_DEPTH:
            raise _Stop(problem("C112", self.shown, line, column, limit=MAX_DEPTH))
        self._stack.append(_Open(line, column, entries))

    def close(self) -> None:
        done = self._stack.pop()
        if done.entries is None:
            self._put(Listing(tuple(done.children), done.line, done.column))
        else:
            self._put(Mapping(done.entries, done.line, done.column))

    def alias(self, event: Any) -> None:
        mark = event.start_mark
        line, column = mark.line + self.offset, mark.column + 1
        self.report("C111", line, column, mark=f"*{event.anchor}")
        self._put(_LEFT_OUT)

    def _decorated(self, event: Any, line: int, column: int) -> None:
        if event.anchor is not None:
            self.report("C111", line, column, mark=f"&{event.anchor}")
        if event.tag is not None:
            self.report("C110", line, column, tag=event.tag)

    def _put(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if top.entries is None:
            if node is not _LEFT_OUT:
                top.children.append(node)
        elif top.key is None:
            top.key = self._key(node)
        else:
            if node is not _LEFT_OUT and top.key is not _LEFT_OUT:
                self._entry(top.entries, top.key, node)
            top.key = None

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.report("C115", node.line, node.column)
        return _LEFT_OUT

    def _entry(self, entries: dict[str, tuple[Scalar, Node]], key: Scalar, node: Node) -> None:
        if key.text == "<<" and key.plain:
            self.report("C111", key.line, key.column, mark="<<")
        elif key.text in entries:
            self.report("C101", key.line, key.column, key=key.text, first=entries[key.text][0].line)
        else:
            entries[key.text] = (key, node)
