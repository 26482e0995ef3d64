"""Rules of extraction as data: read from curated/patterns, compiled once, every fault named with its place.

A template is a regular expression over skeletons (see `etl.extract.skeleton`). `{slots}` stand for marks and bind what a statement is made
of; `<parts>` stand for groups of words defined in parts.yml. A pattern runs only where one of its triggers stands in the sentence and the
marks it needs are there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.errors import Problem, problem, register
from etl.extract import skeleton as marks
from etl.extract.rulefile import alternation, read_yaml, rule_files, words

register(
    {
        "D520": (
            "error",
            "抽取规则“{rule}”有误：{reason}",
            "extraction pattern {rule!r} is faulty: {reason}",
            "请参照同一文件里的其他规则改正；每条规则要有例句和三条反例",
            "write it like the other patterns of the file; each has examples that match and three that must not",
        ),
    }
)

PREDICATES = frozenset(
    [
        "released_on",
        "announced_on",
        "founded_on",
        "release_status",
        "parameters",
        "training_tokens",
        "training_data_bytes",
        "cost",
        "hardware",
        "duration",
        "base_model",
        "owner",
        "part_of",
        "integrates_with",
        "partner",
        "investor",
        "founder",
        "named",
        "same_as",
        "ratio",
        "layer",
        "tier",
        "industry",
        "route",
        "weights",
        "funding",
        "market_count",
        "metric",
        "milestone",
    ]
)
_P, _X = marks.PLAYER, marks.PRODUCTS
_ANY = _P + _X
_GLOSS = r"(?:\([^()]{0,60}\))?"
_VALUES = {
    "number": marks.NUMBER, "tokens": marks.TOKENS, "bytes": marks.BYTES, "money": marks.MONEY, "hours": marks.HOURS, "percent": marks.PERCENT,
    "device": marks.DEVICE, "industry": marks.INDUSTRY, "date": marks.DATE, "model": marks.MODEL, "product": _X, "player": _P, "platform": marks.PLATFORM, "name": _ANY,
}  # fmt: skip
_GUARDS = frozenset(["not", "not_inside", "not_before", "around", "about", "only"])
_SLOT = re.compile(r"\{(?P<name>[a-z_]+?)(?P<many>_list|_pairs)?(?::(?P<kind>[a-z]+|\d+)(?P<many_kind>_list)?)?\}")
_PART = re.compile(r"<([a-z_]+)>")
_ROLES = {"subject": "product", "owner": "player", "value": "number", "object": "name", "count": "number", "date": "date", "who": "player"}
_JOIN = r"(?:(?:、|和|与|,?以及|及|并|/|&)(?:[^,;。、!?:\ue000-\ue003]{0,16}的)?|{comma}联合|携手)"
_OF = rf"(?:{_P}(?:的|旗下的?|推出的|发布的|家的|研发的)?)?"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One rule. `needs` are groups of marks of which the sentence must hold one each; `options` what the engine reads of the record."""

    id: str
    predicate: str
    triggers: tuple[str, ...]
    template: re.Pattern[str]
    needs: tuple[str, ...]
    confidence: float
    options: Mapping[str, Any]
    match: tuple[Mapping[str, Any], ...]
    miss: tuple[str, ...]
    guarded: bool = False
    """Whether a cue may forbid a match."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """Everything under curated/patterns: the patterns in order, cue words as compiled expressions, chips."""

    patterns: tuple[Pattern, ...] = ()
    cues: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    devices: Mapping[str, str] = field(default_factory=dict)
    """Printed form of a chip, folded -> its name."""
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Column -> words that head it."""
    version: str = ""


def _slot(found: re.Match[str], suffix: str, used: set[str]) -> str:
    name, kind = found["name"], found["kind"]
    if name == "gap":
        return f"[^,;。!?:\ue000-\ue003]{{0,{kind or 12}}}?"
    if name == "run":
        return f"[^;。!?]{{0,{kind or 30}}}?"
    kind = kind or _ROLES.get(name, name)
    if kind not in _VALUES:
        msg = f"unknown slot {found[0]}"
        raise ValueError(msg)
    charset = _VALUES[kind]
    one = f"[{charset}]"
    after = f"{_GLOSS}{suffix}{_GLOSS}" if set(charset) & set(_X) else _GLOSS if charset == _P else ""
    if found["many"] or found["many_kind"]:
        pairs = found["many"] == "_pairs"
        ahead = charset + _P if pairs else charset
        join = _JOIN.replace("{comma}", "" if charset == _P else f",(?=[{ahead}])|")
        before = _OF if pairs else ""
        body = f"{before}{one}{after}(?:{join}{before}{one}{after}){{0,11}}"
    else:
        body = one
    group = name if name in _ROLES else ""
    if not group:
        return f"(?:{body}){after if not found['many'] else ''}"
    if group in used:
        msg = f"slot {name} twice"
        raise ValueError(msg)
    used.add(group)
    return f"(?P<{group}>{body}){after if not found['many'] else ''}"


def compile_template(template: str, parts: Mapping[str, str]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The expression of a template and the groups of marks it needs. Raises ValueError or re.error for a faulty one."""
    for _ in range(4):
        template = _PART.sub(lambda found: parts.get(found[1], found[0]), template)
    used: set[str] = set()
    needs: list[str] = []
    depth, depths, optional = 0, [], "|" in _without_groups(template)
    for mark in template:
        depth += (mark == "(") - (mark == ")")
        depths.append(depth)

    def put(found: re.Match[str]) -> str:
        made = _slot(found, parts.get("noun_after", ""), used)
        kind = found["kind"] or _ROLES.get(found["name"], found["name"])
        # What stands in an alternative or is optional cannot be asked for.
        if kind in _VALUES and not optional and depths[found.start()] == 0 and template[found.end() : found.end() + 1] != "?":
            needs.append(_VALUES[kind])
        return made

    return re.compile(_SLOT.sub(put, template)), tuple(dict.fromkeys(needs))


def _without_groups(template: str) -> str:
    flat, before = template, ""
    while flat != before:
        before, flat = flat, re.sub(r"\([^()]*\)|\[[^\]]*\]", "", flat)
    return flat


def _pattern(record: object, path: Path, parts: Mapping[str, str]) -> tuple[Pattern | None, Problem | None]:
    if not isinstance(record, dict):
        return None, problem("D520", str(path), rule=str(record)[:40], reason="a mapping is expected")
    name = str(record.get("id", "?"))
    predicate, template = str(record.get("predicate", "")), record.get("template")
    if predicate not in PREDICATES or not isinstance(template, str):
        return None, problem("D520", str(path), rule=name, reason="id, predicate and template are expected")
    try:
        compiled, needs = compile_template(template, parts)
    except (ValueError, re.error) as error:
        return None, problem("D520", str(path), rule=name, reason=str(error))
    known = {"id", "predicate", "triggers", "template", "needs", "confidence", "match", "miss"}
    options = {key: value for key, value in record.items() if key not in known}
    asked = tuple("".join(_VALUES[each] for each in str(group).split("|")) for group in record.get("needs", ()))
    examples = tuple(each for each in record.get("match", ()) if isinstance(each, dict))
    pattern = Pattern(
        name,
        predicate,
        tuple(word for each in words(record, "triggers") for word in _spelled(each, parts)),
        compiled,
        (*needs, *asked),
        float(record.get("confidence", 0.9)),
        options,
        examples,
        words(record, "miss"),
        not _GUARDS.isdisjoint(options),
    )
    return pattern, None


def _spelled(trigger: str, parts: Mapping[str, str]) -> Sequence[str]:
    """A trigger, or for `<part>` the words of that part, which must be a plain list."""
    found = _PART.fullmatch(trigger)
    return parts[found[1]].removeprefix("(?:").removesuffix(")").split("|") if found else (trigger,)


def load_patterns(folder: Path) -> tuple[Patterns, tuple[Problem, ...]]:
    """All of a folder of patterns, with the shipped files it lacks; what is faulty is left out and named."""
    problems: list[Problem] = []
    records: dict[str, Mapping[str, Any]] = {}
    for path in rule_files(folder):
        records[path.name], faults = read_yaml(path)
        problems += faults
    raw_parts = records.get("parts.yml", {}).get("parts", {})
    parts = {str(key): alternation(map(str, value)) if isinstance(value, list) else str(value) for key, value in dict(raw_parts).items()}
    made: list[Pattern] = []
    for name, record in records.items():
        for one in record.get("patterns", ()):
            pattern, fault = _pattern(one, folder / name, parts)
            if pattern and any(each.id == pattern.id for each in made):
                fault, pattern = problem("D520", str(folder / name), rule=pattern.id, reason="id given twice"), None
            made += [pattern] if pattern else []
            problems += [fault] if fault else []
    cues: dict[str, re.Pattern[str]] = {}
    for key, value in records.get("cues.yml", {}).get("cues", {}).items():
        try:
            text = "|".join(map(str, value)) if isinstance(value, list) else str(value)
            for slot, charset in {"{P}": _P, "{X}": f"[{_X}]", "{D}": marks.DATE, "{N}": f"[{_ANY}]"}.items():
                text = text.replace(slot, charset)
            cues[str(key)] = re.compile(_PART.sub(lambda found: parts.get(found[1], found[0]), text))
        except re.error as error:
            problems.append(problem("D520", str(folder / "cues.yml"), rule=str(key), reason=str(error)))
    devices = {
        str(form): str(name) for name, forms in records.get("devices.yml", {}).get("devices", {}).items() for form in [name, *(forms or [])]
    }
    tables = {str(key): tuple(map(str, value)) for key, value in records.get("tables.yml", {}).get("columns", {}).items()}
    return Patterns(tuple(made), cues, devices, tables), tuple(problems)
