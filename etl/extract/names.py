"""The lexicon's rules on names: which are ambiguous, what makes a version, what is generic use. Data of `curated/lexicon`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from etl.errors import Problem, problem
from etl.extract.folding import fold, lowered
from etl.extract.frames import FrameRules, load_frame_rules
from etl.extract.rulefile import Rule, alternation, any_of, read_yaml, rules_of, words
from etl.extract.slots import SlotRules, load_slot_rules

_SEPARATOR = re.compile(r"(?<=[a-z0-9\u3400-\u9fff])[ \t\u200b_·•\-\u2010-\u2015]{1,2}(?=[a-z0-9\u3400-\u9fff])")
_NEVER = re.compile(r"(?!)")


def key_of(name: str) -> str:
    """What two printings of one name have in common: script, width, case, inner spaces and hyphens put aside."""
    return _SEPARATOR.sub("", lowered(fold(name)).strip())


@dataclass(frozen=True, slots=True)
class NameRules:
    """Everything `Gazetteer` and the candidate finder know beside the catalog's names.

    `ambiguous` maps a name's key to the names one of which must stand close by (none: any of the usual contexts does).
    """

    blockers: tuple[str, ...] = ()
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: tuple[tuple[str, re.Pattern[str]], ...] = ()
    generic_before: tuple[Rule, ...] = ()
    generic_after: tuple[Rule, ...] = ()
    any_before: re.Pattern[str] = _NEVER
    any_after: re.Pattern[str] = _NEVER
    titles: re.Pattern[str] = _NEVER
    analysts: re.Pattern[str] = _NEVER
    analyst_source: re.Pattern[str] = _NEVER
    measures: frozenset[str] = frozenset()
    number_before: re.Pattern[str] = _NEVER
    version: re.Pattern[str] = _NEVER
    contexts: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    frames: FrameRules = field(default_factory=FrameRules)
    slots: SlotRules = field(default_factory=SlotRules)

    def context(self, name: str) -> re.Pattern[str]:
        """A pattern of what stands beside a name; one that matches nothing where the lexicon has none so named."""
        return self.contexts.get(name, _NEVER)

    def is_generic_use(self, folded: str, start: int, end: int) -> bool:
        """Whether the words beside a name say that it is not used for its bearer: 产业版GPT, “ChatGPT”板块."""
        before, after = folded[max(0, start - 12) : start], folded[end : end + 24]
        return self.any_before.search(before) is not None or self.any_after.match(after) is not None


def load_name_rules(folder: Path) -> tuple[NameRules, tuple[Problem, ...]]:
    """The rules of a lexicon folder, and every fault in its files."""
    path = folder / "names.yml"
    record, problems = read_yaml(path)
    blockers, more = read_yaml(folder / "blockers.yml")
    problems += more
    before, more = rules_of(record.get("generic_before"), path)
    problems += more
    after, more = rules_of(record.get("generic_after"), path)
    problems += more
    frames, more = load_frame_rules(folder)
    problems += more
    slots, more = load_slot_rules(folder)
    problems += more
    ambiguous: dict[str, tuple[str, ...]] = {}
    for entry in record.get("ambiguous") or ():
        if isinstance(entry, dict) and entry.get("name"):
            ambiguous[key_of(str(entry["name"]))] = tuple(key_of(word) for word in words(entry, "with"))
        else:
            problems += (problem("D511", str(path), rule=str(entry)[:40], reason="name is expected"),)
    patterns: dict[str, re.Pattern[str]] = {}
    for name in ("titles", "analysts", "analyst_source", "number_before"):
        try:
            patterns[name] = re.compile(str(record[name])) if name in record else _NEVER
        except re.error as error:
            problems += (problem("D511", str(path), rule=name, reason=str(error)),)
    contexts: dict[str, re.Pattern[str]] = {}
    raw = record.get("context")
    for name, pattern in raw.items() if isinstance(raw, dict) else ():
        try:
            contexts[str(name)] = re.compile(str(pattern))
        except re.error as error:
            problems += (problem("D511", str(path), rule=str(name), reason=str(error)),)
    kinds = record.get("kinds")
    rules = NameRules(
        blockers=tuple(dict.fromkeys(key_of(word) for word in words(blockers, "blockers"))),
        ambiguous=ambiguous,
        kinds=tuple((kind, re.compile(alternation(words(kinds, kind)))) for kind in kinds) if isinstance(kinds, dict) else (),
        generic_before=before,
        generic_after=after,
        any_before=any_of(before),
        any_after=any_of(after),
        measures=frozenset(str(record.get("measures", ""))),
        version=_version_pattern(words(record, "version_words")),
        contexts=contexts,
        frames=frames,
        slots=slots,
        titles=patterns["titles"],
        analysts=patterns["analysts"],
        analyst_source=patterns["analyst_source"],
        number_before=patterns["number_before"],
    )
    return rules, problems


def _version_pattern(version_words: tuple[str, ...]) -> re.Pattern[str]:
    """What may follow a name to make a version of it: numbers, sizes and words such as Chat or Turbo, in any order."""
    number = r"[ \-]?[vV]?\d{1,4}(?:\.\d{1,3}){0,2}(?:[xX]\d{1,3})?[bBmMtToO]?(?![A-Za-z0-9]|\.\d|[.,]\d{3})"
    word = rf"[ \-]?{alternation(version_words)}(?![A-Za-z])" if version_words else r"(?!)"
    return re.compile(rf"(?:{number}|{word}|(?<=\d)[oV](?![A-Za-z])|-[A-Z][A-Za-z]{{0,11}}(?=-|\b)|-\d{{2,8}}(?![\dA-Za-z]))+")
