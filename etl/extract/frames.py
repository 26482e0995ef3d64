"""Frames in which names that the lexicon lacks are printed. Data of `curated/lexicon/frames.yml` and `other_names.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from etl.errors import Problem
from etl.extract.rulefile import Rule, alternation, read_yaml, rules_of, words


@dataclass(frozen=True, slots=True)
class FrameRules:
    """What the candidate finder knows.

    `generic` are the words of which a description is made (行业, 通用, 大): a name has something else in it. `others` are proper names of
    what is no mention: chips, data sets, benchmarks, frameworks, media.
    """

    frames: tuple[Rule, ...] = ()
    generic: re.Pattern[str] = field(default_factory=lambda: re.compile(r"(?!)"))
    others: frozenset[str] = frozenset()
    headers: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)

    def is_generic(self, words: str) -> bool:
        """Whether nothing but descriptive words stands there."""
        return not self.generic.sub("", words).strip(" -“”‘’\"'()的之")


def load_frame_rules(folder: Path) -> tuple[FrameRules, tuple[Problem, ...]]:
    """The frames of a lexicon folder; `others` are lower-cased."""
    path = folder / "frames.yml"
    record, problems = read_yaml(path)
    others, more = read_yaml(folder / "other_names.yml")
    problems += more
    raw = record.get("parts")
    parts = {str(name): _part(value) for name, value in raw.items()} if isinstance(raw, dict) else {}
    frames, more = rules_of(record.get("frames"), path, parts=parts)
    problems += more
    headers = record.get("headers")
    by_header = {word: kind for kind in headers for word in words(headers, kind)} if isinstance(headers, dict) else {}
    generic = words(record, "generic")
    rules = FrameRules(
        frames=frames,
        generic=re.compile(alternation(generic), re.IGNORECASE) if generic else re.compile(r"(?!)"),
        others=frozenset(name.lower() for key in others for name in words(others, key)),
        headers=by_header,
        parts=parts,
    )
    return rules, problems


def _part(value: object) -> str:
    """A part is a pattern as it stands, or a list of words."""
    return alternation(str(word) for word in value) if isinstance(value, list) else str(value)
