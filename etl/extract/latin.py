"""Runs of Latin words and numbers in a Chinese text: Claude 3.5 Sonnet, Stability AI, 01.AI's Yi-34B."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from etl.extract.frames import FrameRules

_WORD = r"[A-Za-z][A-Za-z0-9]*(?:[-.+'&_/][A-Za-z0-9]+)*(?:\+{1,2}(?![\u3400-\u9fff]))?"
_RUN = re.compile(
    rf"(?<![A-Za-z0-9_@.\-])(?:{_WORD})(?:[ ](?:[A-Z][A-Za-z0-9]*(?:[-.+'&_][A-Za-z0-9]+)*(?:\+(?![\u3400-\u9fff]))?|[vV]?\d{{1,3}}(?:\.\d+){{0,2}}[A-Za-z]{{0,2}}(?![A-Za-z0-9.%])|mini|turbo|pro))*"
)
_TOKEN = re.compile(r"[^ ]+")
_ADDRESS = re.compile(r"(?i)\.(?:com|cn|net|org|html?|io|gov|edu|htm|php|ai)(?:/|$)|^www|^https?|_|^[a-z]+/[a-z]+|@")
_PERSON_WORD = re.compile(r"[A-Z][a-zA-Z'\-]*\.?")
_HAS_CAPITAL = re.compile(r"[A-Z]")
MOST_WORDS = 6
"""A longer run is an English sentence or a title, no name."""


@dataclass(frozen=True, slots=True)
class LatinRun:
    """A run that may be a name: half-open span; `capital` tells that it has a capital letter."""

    start: int
    end: int
    words: str
    capital: bool


def latin_runs(folded: str, others: Callable[[str], bool], measures: frozenset[str]) -> Iterator[LatinRun]:
    """Runs without the words at their edges that are terms, and without a number that counts what follows."""
    for match in _RUN.finditer(folded):
        whole = match[0]
        if others(whole):
            continue
        tokens = [(token.start(), token.end()) for token in _TOKEN.finditer(whole)]
        if len(tokens) > MOST_WORDS or _ADDRESS.search(whole):
            continue
        while tokens and _is_edge(whole, tokens, -1, others):
            tokens.pop()
        while tokens and _is_edge(whole, tokens, 0, others):
            tokens.pop(0)
        if len(tokens) > 1 and tokens[-1][1] == len(whole) and whole[tokens[-1][0]].isdigit() and whole[-1].isdigit():
            following = folded[match.end() : match.end() + 2].lstrip()[:1]
            if following and following in measures:
                tokens.pop()
        if not tokens or not whole[tokens[0][0]].isalpha():
            continue
        start, end = tokens[0][0], tokens[-1][1]
        words = whole[start:end]
        if len(words) >= 2 and not others(words):
            yield LatinRun(match.start() + start, match.start() + end, words, _HAS_CAPITAL.search(words) is not None)


def is_person(words: str, left: str, frames: FrameRules) -> bool:
    """Whether a run is a person's name: capitalised words without digits behind a given name or an office."""
    tokens = words.split(" ")
    if not 1 <= len(tokens) <= 3 or not all(_PERSON_WORD.fullmatch(token) for token in tokens):
        return False
    if len(tokens) > 1 and tokens[0] in frames.given_names:
        return True
    return frames.form("office_left").search(left) is not None


def _is_edge(whole: str, tokens: list[tuple[int, int]], place: int, others: Callable[[str], bool]) -> bool:
    """Whether the token at an edge is a term of its own: the CEO of `Foo CEO`; a version word behind a name is part of it."""
    start, end = tokens[place]
    token = whole[start:end]
    if (
        place == -1
        and len(tokens) > 1
        and token in {"AI", "Pro", "Plus", "Max", "Turbo", "Mini", "Lite", "Chat", "Base", "Instruct", "Preview", "Vision"}
    ):
        return False
    if place == -1 and len(tokens) > 1 and token in {"Lab", "Labs", "Inc", "Research", "Cloud", "University", "Institute", "Group"}:
        return False
    return others(token)
