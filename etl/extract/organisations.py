"""Where an unknown organisation may stand: before its suffix, before what only an organisation does, in a list of such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.extract.frames import FrameRules
from etl.extract.neighbours import Neighbours
from etl.extract.proposals import Proposal, after_pattern, is_org_like, run_before
from etl.extract.segment import name_start, proper

_CLAUSE_START = re.compile(r"[^,。;:!?()“”‘’|【】\[\]\t\n]*$")
_LIST_START = re.compile(r"[^,。;:!?()“”\n]*$")
_COMMAS = re.compile("[、]|以及")


def institute(folded: str, start: int, end: int, frames: FrameRules) -> Iterator[Proposal]:
    """A run that ends in 大学, 研究院, 科技 and the like."""
    strong = frames.form("strong_institute").search(folded, start, end) is not None
    if not strong and not frames.form("institute_after").match(folded, end):
        return
    first = run_before(folded, start, 14)
    run = folded[first:end]
    if first == start or frames.is_generic(run):
        return
    campus = frames.form("campus").match(folded, end) if folded.startswith("大学", start) else None
    end = campus.end() if campus is not None else end
    begin = first + name_start(run, len(run) - (start - first))
    begin += after_pattern(frames.form("first_words"), folded[begin:start])
    whole = folded[begin:end]
    own = frames.own_part(whole)
    if len(own) >= 2 and not frames.form("function").search(own) and whole.lower() not in frames.others:
        yield Proposal(begin, end, "han", "player", 3 if strong else 2)


def firm(folded: str, start: int, frames: FrameRules, neighbours: Neighbours) -> Iterator[Proposal]:
    """Who does what only an organisation does, printed at the head of its clause."""
    verb = frames.form("firm_verb").match(folded, start)
    if verb is None:
        return
    stop = max(0, start - 26) + len(frames.form("adverbs").sub("", folded[max(0, start - 26) : start]))
    bracket = folded.rfind("(", max(0, stop - 34), stop) if folded[stop - 1 : stop] == ")" else -1
    stop = bracket if bracket > 0 else start
    clause = _CLAUSE_START.search(folded[max(0, stop - 26) : stop])
    begin = stop - (len(clause[0]) if clause is not None else 0)
    if begin == stop:
        return
    weight = 2 if frames.form("weak_verb").match(verb[0]) else 3
    for at, subject in _subjects(folded, begin, stop, frames):
        if is_org_like(subject, frames) and not neighbours.inside(at, at + len(subject)):
            yield Proposal(at, at + len(subject), "han", "player", weight if proper(subject) else 0)


def _subjects(folded: str, start: int, end: int, frames: FrameRules) -> Iterator[tuple[int, str]]:
    """The names in a subject of one or more organisations, without what leads to them and what follows them."""
    at = start
    for part in (*frames.form("joint").finditer(folded, start, end), None):
        stop = part.start() if part is not None else end
        subject = frames.form("offices").sub("", frames.form("adverbs").sub("", folded[at:stop]))
        of = subject.rfind("的") + 1  # 成立一年有余的某某: what is told of the name stands before it
        skip = of + after_pattern(frames.form("leads"), subject[of:])
        yield at + skip, subject[skip:]
        if part is not None:
            at = part.end()


def made_by(folded: str, end: int, frames: FrameRules, neighbours: Neighbours) -> Iterator[Proposal]:
    """Those between 由 and what they did: 由甲、乙联合研发."""
    match = frames.form("by_verb").match(folded, end, end + 44)
    if match is None or "“" in match[1]:
        return
    for at, subject in _subjects(folded, match.start(1), match.end(1), frames):
        if is_org_like(subject, frames) and proper(subject) and not neighbours.inside(at, at + len(subject)):
            yield Proposal(at, at + len(subject), "han", "player", 3)


def listed(folded: str, start: int, end: int, frames: FrameRules, neighbours: Neighbours) -> Iterator[Proposal]:
    """The entries of a list that ends in 等 and a class word: 甲、乙、丙等企业."""
    if "、" not in folded[max(0, start - 30) : start]:
        return
    kinds = ("player", "model", "platform", "application")
    kind = next((kind for kind in kinds if frames.form(f"etc_{kind}").match(folded, end, end + 24)), None)
    whole = _LIST_START.search(folded[max(0, start - 90) : start])
    if kind is None or whole is None or "、" not in whole[0]:
        return
    at = start - len(whole[0])
    for number, entry in enumerate(_entries(whole[0])):
        offset, words = entry
        begin = at + offset
        if number == 0:
            skip = max((each.end() for each in frames.form("cut").finditer(words)), default=0)
            skip += after_pattern(frames.form("leads"), words[skip:])
            skip += name_start(words[skip:], 0, verbs_cut=True)
            begin, words = begin + skip, words[skip:]
        known = neighbours.inside(begin, begin + len(words))
        maker = known[0] if known and known[0].start == begin and known[0].kind == "player" and kind != "player" else None
        if maker is not None and known[-1].end < begin + len(words):
            begin, words, known = known[-1].end, folded[known[-1].end : begin + len(words)], ()
        if known or not 2 <= len(words) <= 8 or run_before(folded, begin + len(words), len(words)) != begin:
            continue
        if frames.form("office").match(words) or frames.form("function").search(words):
            continue
        if frames.is_generic(words) or words.lower() in frames.others:
            continue
        yield Proposal(begin, begin + len(words), "han", kind, 3 if proper(words) else 0)


def _entries(words: str) -> Iterator[tuple[int, str]]:
    at = 0
    for comma in (*_COMMAS.finditer(words), None):
        stop = comma.start() if comma is not None else len(words)
        entry = words[at:stop]
        lead = len(entry) - len(entry.lstrip())
        yield at + lead, entry.strip()
        at = comma.end() if comma is not None else stop
