"""Where an unknown product may stand: in quotation marks, before a class word, at the head of a list entry, behind 接入."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.extract.frames import FrameRules
from etl.extract.names import NameRules
from etl.extract.neighbours import Neighbours
from etl.extract.proposals import HAN, Proposal, after_pattern, run_before
from etl.extract.segment import idiom, name_start, only_ordinary, proper, runs_on

QUOTED = re.compile(r"[“‘]([^“”‘’\n]{2,18})[”’]")
_LATIN_TAIL = re.compile("[A-Za-z]+$")
_NEVER_BEFORE = frozenset("的了等是和与及在个款种类家大,。、;:!?“”‘’()\n ")
_NEVER_FIRST = frozenset("上下里中内外前后做用把将")
_LATIN_NEAR = re.compile("[A-Za-z0-9]")
_ROW_CHARS = 26
_OF = re.compile("(?:的|旗下的?)$")


def quoted(match: re.Match[str], names: NameRules) -> Iterator[Proposal]:
    """A quotation that does not merely stress its words."""
    frames, words = names.frames, match[1]
    bracket = words.find("(")
    if bracket > 1:
        words = words[:bracket]
    if frames.stressed.search(words) or "+" in words or words.isdigit() or words.lower() in frames.others or frames.is_generic(words):
        return
    if HAN.search(words) is None:
        if " " in words and words.islower():
            return
    elif frames.form("function").search(words) or idiom(words):
        return
    latin = _LATIN_TAIL.search(words)
    if latin is not None and any(rule.pattern.search(words[: latin.start()]) for rule in names.generic_before):
        return
    yield Proposal(match.start(1), match.start(1) + len(words), "quoted", None, 0)


def classed(folded: str, start: int, frames: FrameRules, neighbours: Neighbours) -> Iterator[Proposal]:
    """A run before a class word, if anything but descriptive words stands in it; and its owner before 的 or a bracket."""
    if (
        start == 0
        or folded[start - 1] in _NEVER_BEFORE
        or (folded.startswith("模型", start) and not _LATIN_NEAR.search(folded[max(0, start - 8) : start]))
    ):
        return
    word = frames.form("product_class").match(folded, start)
    if word is None or not _may_end_a_name(folded, start, frames):
        return
    kind = "platform" if word[0].endswith("平台") else "model"
    bare = word[0] in {"模型", "平台"}
    first = run_before(folded, start, 20)
    known = neighbours.inside(first, start)
    if known:
        last = known[-1]
        between = folded[last.end : start]
        if last.end >= start:
            return
        if last.kind != "player" and kind == "model" and not bare and len(between) <= 10 and not frames.form("not_derived").search(between):
            yield Proposal(last.start, word.end(), "han", kind, 3)
            return
        first = max(first, last.end)
    first += max((each.end() for each in frames.form("cut").finditer(folded[first:start])), default=0)
    run = folded[first:start]
    tail_chars = frames.generic.tail(run)
    if tail_chars >= len(run):
        return
    begin = first + name_start(run, tail_chars, verbs_cut=True)
    begin += after_pattern(frames.form("first_words"), folded[begin:start])
    begin = start - len(folded[begin:start].lstrip(" .-·"))
    own = frames.own_part(folded[begin:start])
    if len(own) < 2 or frames.form("function").search(own) or only_ordinary(own) or runs_on(own) or own[0] in _NEVER_FIRST:
        return
    if HAN.search(own) is None:
        return  # a Latin name: proposed as such
    if word[0] in {"模型", "GPT"} and not _mixed(own, word[0]):
        return
    yield Proposal(begin, word.end(), "han", kind, 1 if bare else 2)
    if kind == "model" and not bare:
        yield from _owner_of(folded, begin, frames, neighbours)


def _may_end_a_name(folded: str, start: int, frames: FrameRules) -> bool:
    before = folded[start - 1]
    if HAN.match(before):
        return True
    return before.isalnum() and (folded.startswith("模型", start) or frames.generic.tail(folded[max(0, start - 6) : start]) > 0)


def _mixed(own: str, word: str) -> bool:
    """A plain 模型 or GPT makes a name only of a Chinese stem: with Latin words behind it, or a proper one before GPT."""
    stem = re.match(r"[\u3400-\u9fff]{2,6}", own)
    if stem is None or not proper(stem[0]):
        return False
    return word == "GPT" or bool(re.search("[A-Za-z0-9]", own))


def _owner_of(folded: str, begin: int, frames: FrameRules, neighbours: Neighbours) -> Iterator[Proposal]:
    if begin == 0 or folded[begin - 1] not in "的(":
        return
    run = owner_run(folded, begin - (folded[begin - 1] == "("), frames)
    if run is not None and not neighbours.inside(*run) and proper(folded[run[0] : run[1]]):
        yield Proposal(run[0], run[1], "han", "player", 2)


def owner_run(folded: str, end: int, frames: FrameRules) -> tuple[int, int] | None:
    """The owner printed before a product, with or without 的."""
    first = run_before(folded, end, 12)
    bare = _OF.sub("", folded[first:end])
    first += max((each.end() for each in frames.form("cut").finditer(bare)), default=0)
    bare = folded[first : first + len(_OF.sub("", folded[first:end]))]
    start = first + after_pattern(frames.form("leads"), bare)
    owner = folded[start : first + len(bare)]
    if (
        not 2 <= len(owner) <= 8
        or frames.form("function").search(owner)
        or frames.is_generic(owner)
        or only_ordinary(owner)
        or runs_on(owner)
    ):
        return None
    return start, start + len(owner)


def pairs(folded: str, quotes: list[re.Match[str]], frames: FrameRules, neighbours: Neighbours) -> Iterator[Proposal]:
    """Owner and quoted product side by side, two or more such pairs in a row: 甲“子”、乙“丑”."""
    near = [quote.start() for quote in quotes]
    close = [
        (index > 0 and at - near[index - 1] <= _ROW_CHARS) or (index + 1 < len(near) and near[index + 1] - at <= _ROW_CHARS)
        for index, at in enumerate(near)
    ]
    runs = [
        owner_run(folded, quote.start(), frames) if beside and not frames.stressed.search(quote[1]) else None
        for quote, beside in zip(quotes, close, strict=True)
    ]
    for index, quote in enumerate(quotes):
        run = runs[index]
        if run is None or neighbours.inside(*run):
            continue
        beside = [quotes[other] for other in (index - 1, index + 1) if 0 <= other < len(quotes) and runs[other] is not None]
        if any(_in_a_row(folded, quote, other) for other in beside):
            yield Proposal(run[0], run[1], "han", "player", 3)
            yield Proposal(quote.start(1), quote.end(1), "quoted", "model", 3)


def _in_a_row(folded: str, one: re.Match[str], other: re.Match[str]) -> bool:
    first, second = sorted((one, other), key=lambda quote: quote.start())
    return second.start() - first.start() <= _ROW_CHARS and "。" not in folded[first.end() : second.start()]


def joined_into(folded: str, end: int, frames: FrameRules) -> Iterator[Proposal]:
    """What a model is put into: 接入某某."""
    match = frames.form("into_what").match(folded, end)
    if match is None or frames.is_generic(match[1]) or frames.form("function").search(match[1]):
        return
    if proper(match[1]) and not only_ordinary(match[1]):
        yield Proposal(match.start(1), match.end(1), "han", "application", 3)


def entry_head(folded: str, start: int, end: int, frames: FrameRules) -> Iterator[Proposal]:
    """The name that a list entry opens with, and its other name in brackets."""
    match = frames.form("head").match(folded[start:end])
    if match is None:
        return
    words = match[1].strip(" “”")
    if frames.is_generic(words) or words.lower() in frames.others or frames.form("function").search(words):
        return
    if HAN.search(words) and (only_ordinary(words) or frames.form("cut").search(words)):
        return
    begin = start + match.start(1) + match[1].index(words)
    for kind in ("product", "player"):
        if frames.form(f"head_{kind}").match(folded, start + match.end(), end):
            yield Proposal(begin, begin + len(words), "head", "model" if kind == "product" else "player", 3)
            return
