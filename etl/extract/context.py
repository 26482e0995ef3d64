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
_OWNED = re.compile(
    r"(?:的|旗下的?|自研的?|推出的?|发布的?|开发的?|自主研发的?|打造的?|[(])?(?:[\u3400-\u9fff]{0,6}大模型(?:产品)?(?:——|-)?)?[“‘]?$"
)
_CLASS_AFTER = re.compile(
    r"[”’]?\s*(?:[vV]?\d+(?:\.\d+)?\s*)?(?:AI|认知|通用|语言|大语言|人工智能|基础|多模态|行业|产业)*(?:大?模型|大语言模型|平台|团队|助手|App|APP|智能体|机器人|GPT|系列|[A-Z][A-Za-z]+)|\s*[vV]?\d+\.\d"
)
_CLASS_BEFORE = re.compile(
    r"(?:大?模型|平台|产品|应用|助手|机器人|App|系统|命名为|取名|名为|名叫|叫做|称为|叫|即)(?:产品)?(?:——|-|:|是|为)?[“‘]$|(?:大|语言)模型$"
)
_RELEASE = re.compile("发布|推出|上线|开源|公测|内测|升级|接入|大模型|参数|AI|能力|回答|对话|生成|速度")
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


def stands_out(folded: str, hit: Hit, names_end: Mapping[int, str], names_start: Mapping[int, str]) -> bool:
    """Whether a doubtful name has an undoubted context: a class word, an owner, a quotation beside either, or a list of names.

    `names_end` and `names_start` map the edges of the names already accepted to their kinds.
    """
    before, after = folded[max(0, hit.start - 24) : hit.start], folded[hit.end : hit.end + 16]
    if _CLASS_AFTER.match(after) or _CLASS_BEFORE.search(before):
        return True
    quoted = before[-1:] != "" and before[-1:] in _OPEN and after[:1] != "" and after[:1] in _CLOSE
    owned = _OWNED.search(before)
    if owned is not None and names_end.get(hit.start - len(owned[0])) == "player":
        return True
    if quoted and _RELEASE.search(folded, max(0, hit.start - 40), hit.end + 30):
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
    owned = _OWNED.search(before)
    products = [kind for kind in ("model", "application", "platform") if kind in kinds]
    if products and owned is not None and names_end.get(hit.start - len(owned[0])) == "player":
        return products[0]
    if products and (re.search(r"(?:发布|推出|上线|开源|接入|基于|搭载)了?[“‘]?$", before)):
        return products[0]
    if "player" in kinds and re.match(
        r"(?:也|已|将|正式|近日|今日|宣布|率先|正在|还|则|又)*(?:发布|推出|宣布|表示|开源了|上线了|称|认为|成立|完成|获得)", after
    ):
        return "player"
    return None
