"""What a name itself says: 百度行业大模型 is Baidu's, Baichuan-13B has 13 billion parameters. Weaker than a sentence, and marked so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from etl.extract.folding import fold
from etl.extract.rulefile import alternation
from etl.extract.rules import Draft, reference
from etl.extract.skeleton import MODEL, PRODUCTS, Skeleton
from etl.model.extraction import Mention
from etl.model.statement import EntityValue, NumberValue, TermValue, Value

_SIZE = re.compile(r"(?<![A-Za-z0-9.])(\d+(?:\.\d+)?)\s?([BbTM])(?![A-Za-z0-9])")
_SCALE = {"B": 1e9, "b": 1e9, "T": 1e12, "M": 1e6}


_AFTER_INDUSTRY = re.compile(r"[\u4e00-\u9fff]{0,3}?(?:大?模型|GPT|LLM)")


class NameWords:
    """What to look for inside names: owners (id, name, form) by the folded forms of their names, industries by theirs."""

    def __init__(self, owners: Mapping[str, tuple[str, str, str]], industries: Mapping[str, TermValue]) -> None:
        self._owners = owners
        self._longest = max(map(len, owners), default=0)
        self._industries = industries
        self._word = re.compile(alternation(industries)) if industries else None
        self._told: dict[tuple[str, str], tuple[tuple[str, Value, str, float], ...]] = {}

    def read(self, skeleton: Skeleton) -> list[Draft]:
        """Sizes, owners and industries printed inside the names of a sentence's products."""
        made: list[Draft] = []
        for token in skeleton.tokens:
            mention = token.item
            if token.mark in PRODUCTS and isinstance(mention, Mention):
                for predicate, value, rule, confidence in self._told_by(mention.surface, token.mark):
                    made.append(
                        Draft(
                            reference(mention),
                            predicate,
                            value,
                            mention.start,
                            mention.end,
                            (skeleton.start, skeleton.end),
                            "=",
                            "asserted",
                            None,
                            confidence,
                            rule,
                        )
                    )
        return made

    def _told_by(self, surface: str, mark: str) -> tuple[tuple[str, Value, str, float], ...]:
        key = (surface, mark)
        if key not in self._told:
            self._told[key] = tuple(self._parts(fold(surface).strip("“”‘’\"' "), mark))
        return self._told[key]

    def _parts(self, surface: str, mark: str) -> Iterator[tuple[str, Value, str, float]]:
        size = _SIZE.search(surface)
        if size and mark == MODEL:
            yield "parameters", NumberValue(float(size[1]) * _SCALE[size[2]]), "parameters.from_name", 0.7
        for length in range(min(self._longest, len(surface) - 2), 1, -1):
            owner = self._owners.get(surface[:length])
            if owner is not None and not (surface[length].isascii() and surface[length - 1].isascii() and surface[length].isalnum()):
                yield "owner", EntityValue(*owner), "owner.from_name", 0.75
                break
        word = self._word.search(surface) if self._word else None
        if word and (_AFTER_INDUSTRY.match(surface, word.end())):
            yield "industry", self._industries[word[0]], "industry.from_name", 0.8
