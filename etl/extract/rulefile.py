"""Rules as data: YAML files of the lexicon, read once, every fault named with its place.

A rule is a pattern with examples that must match and examples that must not; the examples are its test.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from etl.errors import Problem, problem, register
from etl.extract.shipped import shipped_folder

register(
    {
        "D510": (
            "error",
            "不是合法的 YAML：{reason}",
            "not valid YAML: {reason}",
            "请按提示的位置修正缩进、引号或冒号",
            "mend the indentation, quotes or colon at that place",
        ),
        "D511": (
            "error",
            "规则“{rule}”有误：{reason}",
            "rule {rule!r} is faulty: {reason}",
            "请参照同一文件里的其他规则改正",
            "write it like the other rules of the file",
        ),
    }
)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PART = re.compile("%([a-z_]+)%")


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern with its examples."""

    id: str
    pattern: re.Pattern[str]
    match: tuple[str, ...]
    miss: tuple[str, ...]
    options: Mapping[str, Any]


def rule_files(folder: Path) -> tuple[Path, ...]:
    """The files of a folder of rules by name: its own, and of those it lacks the shipped ones. To do without one, leave an empty file."""
    shipped = (shipped_folder() / folder.name).glob("*.yml")
    return tuple(each for _, each in sorted({path.name: path for path in (*shipped, *folder.glob("*.yml"))}.items()))


def read_yaml(path: Path) -> tuple[Mapping[str, Any], tuple[Problem, ...]]:
    """The mapping a file holds; for an absent file that of the shipped one of its name, which may be none."""
    try:
        loaded = yaml.load(path.read_text("utf-8-sig"), _LOADER)  # noqa: S506 - a safe loader, the C one where there is one
    except FileNotFoundError:
        shipped = shipped_folder() / path.parent.name / path.name
        return read_yaml(shipped) if shipped.is_file() and shipped != path else ({}, ())
    except (OSError, UnicodeDecodeError) as error:
        return {}, (problem("D510", str(path), reason=type(error).__name__),)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        return {}, (problem("D510", str(path), line, column, reason=error.problem or "syntax"),)
    except yaml.YAMLError as error:
        return {}, (problem("D510", str(path), reason=str(error)),)
    if loaded is None:
        return {}, ()
    if not isinstance(loaded, dict):
        return {}, (problem("D511", str(path), 1, 1, rule=path.stem, reason="a mapping is expected"),)
    return loaded, ()


def words(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of words; numbers and the like are taken as their text."""
    raw = record.get(key) or ()
    return tuple(str(each) for each in raw) if isinstance(raw, list | tuple) else (str(raw),)


def rules_of(records: object, path: Path, *, parts: Mapping[str, str] | None = None) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """Rules of one list, in its order. `%name%` in a pattern stands for `parts[name]`."""
    made: list[Rule] = []
    problems: list[Problem] = []
    for record in records if isinstance(records, list) else []:
        if not isinstance(record, dict) or not isinstance(record.get("pattern"), str):
            problems.append(problem("D511", str(path), rule=str(record)[:40], reason="id and pattern are expected"))
            continue
        name = str(record.get("id", record["pattern"]))
        try:
            pattern = re.compile(spelled_out(record["pattern"], parts or {}))
        except re.error as error:
            problems.append(problem("D511", str(path), rule=name, reason=str(error)))
            continue
        options = {key: value for key, value in record.items() if key not in {"id", "pattern", "match", "miss"}}
        made.append(Rule(name, pattern, words(record, "match"), words(record, "miss"), options))
    return tuple(made), tuple(problems)


def spelled_out(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with its named parts put in, parts of parts included."""
    for _ in range(6):
        fuller = _PART.sub(lambda hole: parts.get(hole[1], hole[0]), pattern)
        if fuller == pattern:
            break
        pattern = fuller
    return pattern


def alternation(forms: Iterable[str]) -> str:
    """A group that matches any of the words, longest first."""
    return "(?:" + "|".join(re.escape(form) for form in sorted(set(forms), key=lambda form: (-len(form), form))) + ")"


def any_of(rules: Iterable[Rule]) -> re.Pattern[str]:
    """One pattern for all of them: most places match none, and one look tells."""
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in rules) or "(?!)")
