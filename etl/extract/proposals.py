"""Spans that may be names, and how the run of characters before a cue is cut to one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.extract.frames import FrameRules
from etl.extract.segment import only_ordinary, person, runs_on


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that may be a name. `kind` is what its own form says, with that weight; None leaves it to the frames."""

    start: int
    end: int
    form: str
    kind: str | None
    weight: int


HAN = re.compile(r"[\u3400-\u9fff]")
_RUN = re.compile(r"[\u3400-\u9fffA-Za-z0-9·.\- ]*$")


def run_before(folded: str, end: int, longest: int) -> int:
    """Where the run of name characters that ends at `end` begins, at most `longest` back."""
    match = _RUN.search(folded[max(0, end - longest) : end])
    return end - len(match[0].lstrip(" .-·")) if match is not None else end


def after_pattern(pattern: re.Pattern[str], words: str) -> int:
    """How long the match at the head of `words` is."""
    match = pattern.match(words)
    return match.end() if match is not None else 0


def is_org_like(subject: str, frames: FrameRules) -> bool:
    """Whether a subject may be an organisation: no person, no description, no piece of a sentence."""
    if not 2 <= len(subject) <= 9 or HAN.search(subject) is None or frames.form("function").search(subject):
        return False
    if frames.form("no_firm").search(subject):
        return False
    if frames.form("office").search(subject) or frames.is_generic(subject) or subject.lower() in frames.others:
        return False
    return not (person(subject) or only_ordinary(subject) or runs_on(subject))
