"""Words that are no names but that rules must know: trigger words, industries, chips. Two passes over a text, both automata."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from etl.extract.folding import fold
from etl.extract.patterns import Pattern
from etl.extract.skeleton import DEVICE, INDUSTRY, Word
from etl.model.vocabulary import Term

_LATIN = re.compile(r"[A-Za-z0-9]")
_BARE_NUMBER = re.compile(r"\d+[A-Z]?")
_VENDOR = re.compile(r"(?:英伟达|NVIDIA|Nvidia|nvidia|AMD|华为|谷歌|Google|GeForce|Tesla|寒武纪|百度|英特尔|Intel)(?:的)?\s?\Z")
_CARDS = re.compile(r"[张块片枚颗]\s?\Z|(?:张|块|RTX|显卡|GPU)\s?\Z")
_AFTER_DEVICE = re.compile(
    r"(?:[-\s]?(?:\d{2,3}\s?GB?|SXM\d?|PCIe))?(?:\s?(?:Tensor Core|NPU|GPU|gpu|显卡|芯片|加速卡|处理器|AI芯片|卡(?!时)))?"
)
_NO_DEVICE = re.compile(r"[级度]|[A-Za-z0-9]|-\d*[A-Za-z]")


class Triggers:
    """Which patterns a sentence's words and marks call. Sets of patterns are integers with a bit for each."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        by_word: dict[str, int] = {}
        for place, pattern in enumerate(patterns):
            for word in pattern.triggers:
                by_word[word] = by_word.get(word, 0) | 1 << place
        self._calls = list(by_word.values())
        self._automaton = AhoCorasick(list(by_word), matchkind=MatchKind.Standard) if by_word else None
        self.always = self.of(lambda pattern: not pattern.triggers)
        self._fitting: dict[frozenset[str], int] = {}

    def of(self, wanted: Callable[[Pattern], bool]) -> int:
        """The set of patterns with a property."""
        return sum(1 << place for place, pattern in enumerate(self._patterns) if wanted(pattern))

    def called(self, text: str) -> int:
        """The patterns that the words of a sentence call; words inside longer words count."""
        called = 0
        if self._automaton is not None:
            calls = self._calls
            for word in {hit[0] for hit in self._automaton.find_matches_as_indexes(text, overlapping=True)}:
                called |= calls[word]
        return called

    def fitting(self, called: int, marks: frozenset[str]) -> list[Pattern]:
        """Those of the called patterns that find the marks they need, in their order."""
        fitting = self._fitting.get(marks)
        if fitting is None:
            fitting = self._fitting[marks] = self.of(lambda pattern: all(not marks.isdisjoint(group) for group in pattern.needs))
        rest = called & fitting
        chosen = []
        while rest:
            lowest = rest & -rest
            chosen.append(self._patterns[lowest.bit_length() - 1])
            rest ^= lowest
        return chosen


class Vocabulary:
    """Industries and chips in a text."""

    def __init__(self, terms: Sequence[Term], devices: Mapping[str, str]) -> None:
        self._made: dict[str, tuple[str, str | None, str]] = {}
        for term in terms:
            if term.vocabulary == "industries":
                for form in (term.name_zh, *term.synonyms):
                    self._made.setdefault(fold(form), (INDUSTRY, term.id, term.name_zh))
        for form, name in devices.items():
            self._made[fold(form)] = (DEVICE, name, name)
        self._forms = sorted(self._made)
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.LeftmostLongest) if self._forms else None

    def hits(self, text: str) -> list[tuple[str, Word]]:
        """(mark, word) in order; a chip takes its vendor's name and the word 显卡 with it."""
        if self._automaton is None:
            return []
        found: list[tuple[str, Word]] = []
        for form, start, end in self._automaton.find_matches_as_indexes(text):
            mark, identity, name = self._made[self._forms[form]]
            if mark == DEVICE:
                word = _device(text, start, end, name, self._forms[form])
                found += [(mark, word)] if word else []
            else:
                found.append((mark, Word(start, end, identity, name)))
        return found


def _device(text: str, start: int, end: int, name: str, form: str) -> Word | None:
    if _NO_DEVICE.match(text, end) or (start and _LATIN.match(text[start - 1])):
        return None
    if _BARE_NUMBER.fullmatch(form) and form[-1].isdigit() and not _CARDS.search(text, max(0, start - 5), start):
        return None
    vendor = _VENDOR.search(text, max(0, start - 12), start)
    after = _AFTER_DEVICE.match(text, end)
    return Word(vendor.start() if vendor else start, after.end() if after else end, name, name)
