"""Other names that a text itself gives in brackets: 月之暗面(Moonshot AI), 某公司(股票代码, 下称某某)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from etl.extract.frames import FrameRules
from etl.model.extraction import Mention


def glosses(folded: str, text: str, mentions: Sequence[Mention], frames: FrameRules) -> Iterator[Mention]:
    """Mentions of the same bearer under the name in the bracket behind it. A product's name behind its maker is left to the frames."""
    for mention in mentions:
        at = mention.end
        while at < len(folded) and folded[at] in "”’":
            at += 1
        if folded[at : at + 2].lstrip()[:1] != "(":
            continue
        bracket = frames.form("gloss").match(folded, at)
        if bracket is None:
            continue
        inner = bracket.start(1)
        called = frames.form("gloss_called").search(bracket[1])
        latin = frames.form("gloss_latin").match(bracket[1])
        if called is not None:
            group = called.lastindex or 0
            span = called.span(group)
        elif latin is not None and not _is_other(latin[1], mention, frames):
            span = latin.span(1)
        else:
            continue
        start, end = inner + span[0], inner + span[1]
        words = folded[start:end].strip()
        if len(words) < 2 or words.lower() in frames.others or frames.is_generic(words):
            continue
        surface = text[start : start + len(words)]
        yield replace(mention, surface=surface, start=start, end=start + len(words), confidence=min(mention.confidence, 0.9))


def _is_other(words: str, mention: Mention, frames: FrameRules) -> bool:
    """A ticker, or a product's name behind its maker's."""
    if frames.form("gloss_never").search(words):
        return True
    return mention.kind == "player" and any(frame.kind == "model" and frame.rule.pattern.search(words) for frame in frames.shapes)
