"""What speaks for a proposed name: the frames beside it, its own shape, its maker in front, its neighbours in a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.extract.names import NameRules
from etl.extract.neighbours import Neighbours
from etl.extract.proposals import Proposal
from etl.extract.segment import everyday

_OPEN, _CLOSE = '“‘"', '”’"'
_LEFT_CHARS, _RIGHT_CHARS = 26, 40
_GLOSS = re.compile(r"\s*\([^()\n]{1,30}\)")
_OWNED = re.compile(r"(?:的|旗下的?|自研的?|自家的?|推出的?|发布的?|研发的?|开发的?|开源的?|新发布的?)?\s*[“‘]?$")
_BOUNDARY = re.compile(r"(?:^|[\s,。;:!?、()“”‘’\[\]]|的|和|与|及|在|如|像|是|对|由|被|据|让)$")
PRODUCTS = ("model", "application", "platform")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A proposal with what speaks for it by kind; `owner` is where its maker's name would have to end."""

    proposal: Proposal
    scores: dict[str, int]
    owner: int


class Judge:
    """Weighs proposals of one document."""

    def __init__(self, folded: str, names: NameRules) -> None:
        self._folded = folded
        self._frames = names.frames

    def weighed(self, proposal: Proposal) -> Weighed:
        """What its own form and the words beside it say, whatever its neighbours turn out to be."""
        folded, start, end = self._folded, proposal.start, proposal.end
        scores = {"player": 0, "model": 0, "application": 0, "platform": 0, "product": 0}
        if proposal.kind is not None:
            scores[proposal.kind] += proposal.weight
        left = folded[max(0, start - _LEFT_CHARS) : start]
        left = left[max(left.rfind("\n"), left.rfind("。")) + 1 :]
        right = end
        while right < len(folded) and folded[right] in _CLOSE:
            right += 1
        stress = proposal.form == "quoted" and self._frames.after_stress.match(folded, right) is not None
        if not stress:
            self._add_left(scores, left.rstrip(_OPEN))
        self._add_right(scores, right)
        if proposal.form in {"latin", "quoted"}:
            words = folded[start:end]
            if self._frames.any_shape.search(words):
                for frame in self._frames.shapes:
                    if frame.rule.pattern.search(words):
                        scores[frame.kind] += frame.weight
        if proposal.form == "quoted" and left.rstrip(_OPEN).endswith("大模型") and not scores["product"] and everyday(folded[start:end]):
            # A dictionary word in quotation marks right behind the class word is more often stressed than named.
            scores["product"] -= 1
        owned = _OWNED.search(left)
        owner = start - len(owned[0]) if owned is not None and (owned[0] or proposal.form != "latin") else -1
        if proposal.form == "han" and _BOUNDARY.search(left):
            scores[proposal.kind or "model"] += 1
        return Weighed(proposal, scores, owner)

    def _add_left(self, scores: dict[str, int], left: str) -> None:
        if self._frames.any_left.search(left):
            for frame in self._frames.left:
                if frame.rule.pattern.search(left):
                    scores[frame.kind] += frame.weight

    def _add_right(self, scores: dict[str, int], right: int) -> None:
        folded = self._folded
        gloss = _GLOSS.match(folded, right, right + 34) if folded[right : right + 2].lstrip()[:1] == "(" else None
        ends = [
            at
            for at in ((right,) if gloss is None else (right, gloss.end()))
            if self._frames.any_right.match(folded, at, at + _RIGHT_CHARS)
        ]
        for frame in self._frames.right if ends else ():
            if any(frame.rule.pattern.match(folded, at, at + _RIGHT_CHARS) for at in ends):
                scores[frame.kind] += frame.weight

    def verdict(self, weighed: Weighed, neighbours: Neighbours) -> tuple[str, int]:
        """(kind, score) of the best reading, with what the names accepted so far add."""
        proposal, scores = weighed.proposal, dict(weighed.scores)
        if neighbours.ending.get(weighed.owner) == "player":
            scores["product"] += 4 if proposal.form == "quoted" else 3
        if (
            proposal.form == "latin"
            and self._folded[proposal.end : proposal.end + 1] == "的"
            and neighbours.starting.get(proposal.end + 1) in PRODUCTS
        ):
            scores["player"] += 3
        for kind in neighbours.listed_kinds(proposal.start, proposal.end):
            scores[kind] += 2
        return _best(scores, 0 if proposal.kind is not None else proposal.weight)


def _best(scores: dict[str, int], base: int) -> tuple[str, int]:
    product = max(PRODUCTS, key=lambda kind: scores[kind])
    product_score = scores[product] + scores["product"]
    if product_score == 0 and scores["player"] == 0:
        return "model", 0
    if scores["player"] > product_score:
        return "player", scores["player"] + base
    return product, product_score + base
