"""Where the problems of one file are collected, and what was probably meant by a word nobody knows."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from etl.catalog.yamlsource import Listing, Mapping, Node, Scalar
from etl.errors import Problem, problem
from etl.model.entity import Place

_CLOSE = 70
_LISTED = 16
_COMPARED = 80
_FEW = 200
_LONGEST = 400

FOUND = {Scalar: ("文字", "a text"), Listing: ("列表", "a list"), Mapping: ("键值表", "a mapping")}


@dataclass(frozen=True, slots=True)
class Log:
    """Problems of one file: `path` relative to the catalog's root, `shown` as the editor knows it."""

    path: str
    shown: str
    problems: list[Problem]

    def report(self, code: str, node: Node, **parameters: object) -> None:
        """Adds a problem at a node."""
        short = {name: _short(word) if isinstance(word, str) else word for name, word in parameters.items()}
        self.problems.append(problem(code, self.shown, node.line, node.column, **short))

    def wrong_type(self, node: Node, key: str, expected: tuple[str, str], example: str) -> None:
        """Reports a node of the wrong kind: a list where a text belongs."""
        found_zh, found_en = FOUND[type(node)]
        names = {"expected_zh": expected[0], "expected_en": expected[1], "found_zh": found_zh, "found_en": found_en}
        self.report("C202", node, key=key, example=example, **names)

    def place(self, node: Node) -> Place:
        """The node's place, relative to the catalog's root."""
        return Place(self.path, node.line, node.column)


def _short(word: str) -> str:
    """A line that a terminal can show, whatever was pasted into the file."""
    line = " ".join(word.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def closest(text: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant, or None. Case is no difference among few; ids, of which there are many, have none."""
    if len(text) > _COMPARED:
        return None
    words = list(candidates)
    fold = str.casefold if len(words) < _FEW else None
    found = process.extractOne(text, words, scorer=fuzz.ratio, score_cutoff=_CLOSE, processor=fold)
    return str(found[0]) if found else None


def hint(text: str, candidates: Collection[str], *, meant: str | None = None) -> dict[str, str]:
    """A remedy in both languages: the word probably meant, else the words there are. `meant` is a better guess, if there is one."""
    guess = meant or closest(text, candidates)
    if guess:
        return {"hint_zh": f"是不是 {guess}？", "hint_en": f"did you mean {guess}?"}
    if not candidates:
        return {"hint_zh": "删掉它", "hint_en": "delete it"}
    more_zh, more_en = ("……", ", …") if len(candidates) > _LISTED else ("", "")
    words = heapq.nsmallest(_LISTED, candidates)
    return {"hint_zh": f"可用：{'、'.join(words)}{more_zh}", "hint_en": f"one of: {', '.join(words)}{more_en}"}
