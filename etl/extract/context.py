"""Whether a name that is also an ordinary word is meant as a name, and which bearer of a shared name is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from etl.extract.aliases import Hit
from etl.extract.names import NameRules
from etl.model.entity import LexiconEntry

_OPEN, _CLOSE = '“‘"', '”’"'
_LISTED_BEFORE = re.compile(r"[、/]\s*[“‘]?$|(?:和|与|及|以及)[“‘]?$")
_LISTED_AFTER = re.compile(r"[”’]?\s*(?:[、/]|(?:和|与|及|以及|等)(?![\u3400-\u9fff]{0,2}(?:业|级)))")
REACH = 160
"""How far a companion may stand from a descriptive name: about three sentences."""


class Boundaries:
    """Asks the segmenter whether a name's edges are edges of words, with the lexicon's names known to it."""

    # Measured: at this frequency names win over fragments and still lose against longer ordinary words.
    FREQUENCY = 1000

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        self._names = names
        self._jieba: Any = None

    def hold(self, folded: str, start: int, end: int) -> bool:
        """False where a word straddles an edge of [start, end)."""
        if self._jieba is None:
            from rjieba import Jieba

            self._jieba = Jieba()
            for name in self._names():
                self._jieba.add_word(name, self.FREQUENCY, "nz")
        first = max(0, start - 12)
        window = folded[first : end + 12]
        edges = {first}
        at = first
        for word in self._jieba.cut(window):
            at += len(word)
            edges.add(at)
        return start in edges and end in edges


def stands_out(folded: str, hit: Hit, rules: NameRules, names_end: Mapping[int, str], names_start: Mapping[int, str]) -> bool:
    """Whether a doubtful name has an undoubted context: a class word, an owner, a quotation beside either, or a list of names.

    `names_end` and `names_start` map the edges of the names already accepted to their kinds.
    """
    before, after = folded[max(0, hit.start - 24) : hit.start], folded[hit.end : hit.end + 16]
    if rules.context("class_after").match(after) or rules.context("class_before").search(before):
        return True
    quoted = before[-1:] != "" and before[-1:] in _OPEN and after[:1] != "" and after[:1] in _CLOSE
    owned = rules.context("owned").search(before)
    if owned is not None and names_end.get(hit.start - len(owned[0])) == "player":
        return True
    if quoted and rules.context("release").search(folded, max(0, hit.start - 40), hit.end + 30):
        return True
    return _listed(folded, hit, names_end, names_start)


def _listed(folded: str, hit: Hit, names_end: Mapping[int, str], names_start: Mapping[int, str]) -> bool:
    """A neighbour in a list is an accepted name."""
    before = folded[max(0, hit.start - 6) : hit.start]
    comma = _LISTED_BEFORE.search(before)
    if comma is not None:
        edge = hit.start - len(before) + comma.start()
        if edge in names_end or (edge and folded[edge - 1] in _CLOSE and edge - 1 in names_end):
            return True
    comma = _LISTED_AFTER.match(folded, hit.end, hit.end + 8)
    if comma is None:
        return False
    edge = comma.end() + (comma.end() < len(folded) and folded[comma.end()] in _OPEN)
    return edge in names_start


def near(squeezed_window: str, companions: Sequence[str]) -> bool:
    """Whether one of the companions of a descriptive name stands in the window."""
    return any(companion in squeezed_window for companion in companions)


def bearer(folded: str, hit: Hit, rules: NameRules, names_end: Mapping[int, str]) -> tuple[LexiconEntry | None, str, float]:
    """(entry, kind, confidence) of the bearer meant. Two bearers of one kind that nothing tells apart stay open: the entry is None."""
    entries = hit.alias.entries
    if len(entries) == 1:
        return entries[0], entries[0].kind, 1.0
    kinds = hit.alias.kinds
    kind = _kind_told(folded, hit, rules, names_end, kinds) if len(kinds) > 1 else next(iter(kinds))
    confidence = 0.9
    if kind is None:
        # Nothing beside it tells: the bearer whose own full name this is, and a player before a product.
        full = [entry for entry in entries if entry.name and hit.alias.key == entry.name.lower()]
        kind, confidence = (full or sorted(entries, key=lambda entry: entry.kind != "player"))[0].kind, 0.6
    of_kind = [entry for entry in entries if entry.kind == kind]
    return (of_kind[0], kind, confidence) if len(of_kind) == 1 else (None, kind, 0.5)


def _kind_told(folded: str, hit: Hit, rules: NameRules, names_end: Mapping[int, str], kinds: frozenset[str]) -> str | None:
    after = folded[hit.end : hit.end + 14].lstrip('”’" ')
    for kind, pattern in rules.kinds:
        if kind in kinds and pattern.match(after):
            return kind
    before = folded[max(0, hit.start - 24) : hit.start]
    owned = rules.context("owned").search(before)
    products = [kind for kind in ("model", "application", "platform") if kind in kinds]
    if products and owned is not None and names_end.get(hit.start - len(owned[0])) == "player":
        return products[0]
    if products and rules.context("told_product").search(before):
        return products[0]
    if "player" in kinds and rules.context("told_player").match(after):
        return "player"
    return None
