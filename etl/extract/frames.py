"""Frames in which names that the lexicon lacks are printed. Data of `curated/lexicon/frames.yml` and `other_names.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from etl.errors import Problem, problem
from etl.extract.rulefile import Rule, alternation, read_yaml, rules_of, words

_NOTHING = re.compile(r"(?!)")
_EDGES = " -·“”‘’\"'()的之"


@dataclass(frozen=True, slots=True)
class Frame:
    """What speaks for a kind (or for a product of any kind), and how loudly."""

    kind: str
    weight: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class FrameRules:
    """What the candidate finder knows.

    `generic` are the words of which a description is made (行业, 通用, 大): a name has something else in it. `others` are proper names of
    what is no mention: chips, data sets, benchmarks, frameworks, media. `classes` are the words that tell what a Chinese run before them is.
    """

    left: tuple[Frame, ...] = ()
    right: tuple[Frame, ...] = ()
    shapes: tuple[Frame, ...] = ()
    any_left: re.Pattern[str] = _NOTHING
    """Any of `left`: most proposals have nothing beside them, and one look tells."""
    any_right: re.Pattern[str] = _NOTHING
    any_shape: re.Pattern[str] = _NOTHING
    generic: re.Pattern[str] = _NOTHING
    generic_end: re.Pattern[str] = _NOTHING
    stressed: re.Pattern[str] = _NOTHING
    after_stress: re.Pattern[str] = _NOTHING
    others: frozenset[str] = frozenset()
    headers: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def is_generic(self, words: str) -> bool:
        """Whether nothing but descriptive words stands there."""
        return not self.generic.sub("", words).strip(_EDGES)

    def own_part(self, words: str) -> str:
        """What is left of a name without its descriptive words."""
        return self.generic.sub("", words).strip(_EDGES)


def load_frame_rules(folder: Path) -> tuple[FrameRules, tuple[Problem, ...]]:
    """The frames of a lexicon folder; `others` and `headers` are lower-cased."""
    path = folder / "frames.yml"
    record, problems = read_yaml(path)
    others, more = read_yaml(folder / "other_names.yml")
    problems += more
    raw = record.get("parts")
    parts = {str(name): _part(value) for name, value in raw.items()} if isinstance(raw, dict) else {}
    sides: dict[str, tuple[Frame, ...]] = {}
    for side in ("left", "right", "shapes"):
        rules, more = rules_of(record.get(side), path, parts=parts)
        problems += more
        sides[side] = tuple(Frame(str(rule.options.get("kind", "product")), int(rule.options.get("weight", 1)), rule) for rule in rules)
    headers, classes = record.get("headers"), record.get("classes")
    generic = words(record, "generic")
    patterns: dict[str, re.Pattern[str]] = {}
    for name in ("stressed", "after_stress"):
        try:
            patterns[name] = re.compile(str(record[name])) if name in record else _NOTHING
        except re.error as error:
            problems += (problem("D511", str(path), rule=name, reason=str(error)),)
    made = FrameRules(
        generic=re.compile(alternation(generic), re.IGNORECASE) if generic else _NOTHING,
        generic_end=re.compile(f"{alternation(generic)}+$", re.IGNORECASE) if generic else _NOTHING,
        others=frozenset(name.lower() for key in others for name in words(others, key)),
        headers={word.lower(): kind for kind in headers for word in words(headers, kind)} if isinstance(headers, dict) else {},
        classes={str(kind): words(classes, kind) for kind in classes} if isinstance(classes, dict) else {},
        left=sides["left"],
        right=sides["right"],
        shapes=sides["shapes"],
        any_left=_any(sides["left"]),
        any_right=_any(sides["right"]),
        any_shape=_any(sides["shapes"]),
        stressed=patterns.get("stressed", _NOTHING),
        after_stress=patterns.get("after_stress", _NOTHING),
    )
    return made, problems


def _any(frames: tuple[Frame, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{frame.rule.pattern.pattern})" for frame in frames)) if frames else _NOTHING


def _part(value: object) -> str:
    """A part is a pattern as it stands, or a list of words."""
    return alternation(str(word) for word in value) if isinstance(value, list) else str(value)
