"""Frames in which names that the lexicon lacks are printed. Data of `curated/lexicon/frames.yml` and `other_names.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from etl.errors import Problem, problem
from etl.extract.rulefile import Rule, alternation, any_of, read_yaml, rules_of, spelled_out, words

_NOTHING = re.compile(r"(?!)")
_EDGES = " -·“”‘’\"'()的之"


class Descriptions:
    """The words of which descriptions are made, looked up without a regular expression: it runs for every cue of a text."""

    def __init__(self, words_: Iterable[str] = ()) -> None:
        self._words = frozenset(word.lower() for word in words_)
        self._longest = max(map(len, self._words), default=0)
        longer = sorted(word for word in self._words if len(word) > 1)
        self._all = AhoCorasick(sorted(self._words), matchkind=MatchKind.LeftmostLongest) if self._words else None
        self._longer = AhoCorasick(longer, matchkind=MatchKind.LeftmostLongest) if longer else None

    def covers(self, words_: str) -> bool:
        """Whether nothing else stands there, marks at the edges and between the words aside."""
        return not _without(self._all, words_).strip(_EDGES)

    def own_part(self, words_: str) -> str:
        """What is left without the words of two characters and more: 上 is a description, the one of 上海 is none."""
        return _without(self._longer, words_).strip(_EDGES)

    def tail(self, words_: str) -> int:
        """How many characters at the end are such words."""
        low, at = words_.lower(), len(words_)
        while at:
            for size in range(min(self._longest, at), 0, -1):
                if low[at - size : at] in self._words:
                    at -= size
                    break
            else:
                break
        return len(words_) - at


def _without(matcher: AhoCorasick | None, words_: str) -> str:
    low = words_.lower()
    if matcher is None or len(low) != len(words_):
        return words_
    kept, at = [], 0
    for _, start, end in matcher.find_matches_as_indexes(low):
        kept.append(words_[at:start])
        at = end
    return "".join(kept) + words_[at:]


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
    what is no mention: chips, data sets, benchmarks, frameworks, media.
    """

    left: tuple[Frame, ...] = ()
    right: tuple[Frame, ...] = ()
    shapes: tuple[Frame, ...] = ()
    any_left: re.Pattern[str] = _NOTHING
    """Any of `left`: most proposals have nothing beside them, and one look tells."""
    any_right: re.Pattern[str] = _NOTHING
    any_shape: re.Pattern[str] = _NOTHING
    generic: Descriptions = field(default_factory=Descriptions)
    stressed: re.Pattern[str] = _NOTHING
    after_stress: re.Pattern[str] = _NOTHING
    others: frozenset[str] = frozenset()
    given_names: frozenset[str] = frozenset()
    headers: Mapping[str, str] = field(default_factory=dict)
    cues: tuple[tuple[str, str], ...] = ()
    """(word, what to look for beside it)."""
    forms: Mapping[str, re.Pattern[str]] = field(default_factory=dict)

    def form(self, name: str) -> re.Pattern[str]:
        """A pattern of the forms; one that matches nothing where the lexicon has none of that name."""
        return self.forms.get(name, _NOTHING)

    def is_generic(self, words: str) -> bool:
        """Whether nothing but descriptive words stands there."""
        return self.generic.covers(words)

    def own_part(self, words: str) -> str:
        """What is left of a name without its descriptive words."""
        return self.generic.own_part(words)


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
    headers, cues, raw_forms = record.get("headers"), record.get("cues"), record.get("forms")
    forms: dict[str, re.Pattern[str]] = {}
    single = dict(raw_forms) if isinstance(raw_forms, dict) else {}
    single |= {name: record[name] for name in ("stressed", "after_stress") if name in record}
    for name, pattern in single.items():
        try:
            forms[str(name)] = re.compile(spelled_out(str(pattern), parts))
        except re.error as error:
            problems += (problem("D511", str(path), rule=str(name), reason=str(error)),)
    made = FrameRules(
        left=sides["left"],
        right=sides["right"],
        shapes=sides["shapes"],
        any_left=any_of(frame.rule for frame in sides["left"]),
        any_right=any_of(frame.rule for frame in sides["right"]),
        any_shape=any_of(frame.rule for frame in sides["shapes"]),
        generic=Descriptions(words(record, "generic")),
        stressed=forms.get("stressed", _NOTHING),
        after_stress=forms.get("after_stress", _NOTHING),
        others=frozenset(name.lower() for key in others if key != "given_names" for name in words(others, key)),
        given_names=frozenset(words(others, "given_names")),
        headers={word.lower(): kind for kind in headers for word in words(headers, kind)} if isinstance(headers, dict) else {},
        cues=tuple((word, str(kind)) for kind in cues for word in words(cues, kind)) if isinstance(cues, dict) else (),
        forms=forms,
    )
    return made, problems


def _part(value: object) -> str:
    """A part is a pattern as it stands, or a list of words."""
    return alternation(str(word) for word in value) if isinstance(value, list) else str(value)
