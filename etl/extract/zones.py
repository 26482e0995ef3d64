"""What each line of a text is: title, heading, body, list, table, question or answer, or page furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from etl.errors import Problem, problem
from etl.extract.rulefile import Rule, any_of, read_yaml, rules_of, words
from etl.extract.shipped import shipped_folder

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_PROSE_END = re.compile(r"[。!?…][”’\"')\]》]*$")
_CUT_SHORT = re.compile(r"(?:\.{3,}|…+)$")
_UNIT = re.compile(r"[((][^()]*[))]")
_RULE_LINE = re.compile(r"[\s|:+=\-—_*#~.·]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its zone: half-open span without blank space at its edges."""

    start: int
    end: int
    zone: str


@dataclass(frozen=True, slots=True)
class ZoneRules:
    """The patterns that tell page furniture from text."""

    chrome: tuple[Rule, ...] = ()
    comments: tuple[Rule, ...] = ()
    questions: tuple[Rule, ...] = ()
    lists: tuple[Rule, ...] = ()
    tail: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    """Words that head the columns of a table: by two of them a table without bars or tabs is known."""
    record_keys: Mapping[str, str] | None = None
    dates: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """What stands beside a document's own date and beside others."""
    any: re.Pattern[str] = field(default_factory=lambda: re.compile("(?!)"))
    """Any of the patterns: most lines are prose, and one look tells."""


def load_zone_rules(folder: Path) -> tuple[ZoneRules, tuple[Problem, ...]]:
    """The rules of `zones.yml` in a lexicon folder."""
    path = folder / "zones.yml"
    record, problems = read_yaml(path)
    parts: list[tuple[Rule, ...]] = []
    for key in ("chrome", "comments", "qa", "list"):
        rules, more = rules_of(record.get(key), path)
        parts.append(rules)
        problems += more
    keys = record.get("record_keys")
    keys = {str(key): str(zone) for key, zone in keys.items()} if isinstance(keys, dict) else {}
    dates: dict[str, re.Pattern[str]] = {}
    raw = record.get("dates")
    for name, pattern in raw.items() if isinstance(raw, dict) else ():
        try:
            dates[str(name)] = re.compile(str(pattern))
        except re.error as error:
            problems += (problem("D511", str(path), rule=str(name), reason=str(error)),)
    every = any_of(rule for rules in parts for rule in rules)
    chrome, comments, questions, lists = parts
    heads = frozenset(word.lower() for word in words(record, "heads"))
    return ZoneRules(chrome, comments, questions, lists, frozenset(words(record, "tail")), heads, keys, dates, every), problems


@lru_cache(maxsize=1)
def shipped_zone_rules() -> ZoneRules:
    """The rules that come with the package."""
    return load_zone_rules(shipped_folder() / "lexicon")[0]


def lines_of(folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Spans of the lines that hold anything, trimmed."""
    for match in _LINE.finditer(folded, start, len(folded) if end is None else end):
        words_of_line = match[0].strip()
        if words_of_line:
            lead = len(match[0]) - len(match[0].lstrip())
            yield match.start() + lead, match.start() + lead + len(words_of_line)


def zoned(folded: str, rules: ZoneRules, *, first: int = 0, markdown: bool = False) -> tuple[Line, ...]:
    """Every line from `first` on, with its zone."""
    spans = list(lines_of(folded, first))
    lines = [folded[start:end] for start, end in spans]
    zones = _by_own_words(lines, rules, markdown=markdown)
    _mark_tail(lines, zones, rules)
    _mark_repeats(lines, zones)
    _mark_headings(lines, zones)
    return tuple(Line(start, end, zone) for (start, end), (zone, _) in zip(spans, zones, strict=True))


def _first_rule(line: str, rules: Sequence[Rule]) -> str | None:
    return next((rule.id for rule in rules if rule.pattern.match(line)), None)


def _by_own_words(lines: Sequence[str], rules: ZoneRules, *, markdown: bool) -> list[tuple[str, str]]:
    """(zone, rule) of each line as far as its own words tell; an empty zone is still open."""
    zones: list[tuple[str, str]] = []
    rows = _table_rows(lines) | _comma_rows(lines, rules.heads)
    for index, line in enumerate(lines):
        if not line[0].isalnum() and _RULE_LINE.match(line):
            zones.append(("chrome", ""))
        elif index in rows:
            zones.append(("table", ""))
        elif markdown and line.startswith("#"):
            zones.append(("heading", ""))
        elif not rules.any.match(line):
            zones.append(("", ""))
        elif len(line) <= 120 and (rule := _first_rule(line, rules.comments)):
            zones.append(("comment", rule))
        elif len(line) <= 160 and (rule := _first_rule(line, rules.chrome)):
            zones.append(("chrome", rule))
        elif _first_rule(line, rules.questions):
            zones.append(("qa", ""))
        elif _first_rule(line, rules.lists):
            zones.append(("list", ""))
        else:
            zones.append(("", ""))
    return zones


def _table_rows(lines: Sequence[str]) -> frozenset[int]:
    """Lines with as many cells as a neighbour, or framed by bars."""
    cells = {index: _cells(line) for index, line in enumerate(lines) if "|" in line or "\t" in line}
    rows: set[int] = set()
    for index, count in cells.items():
        line = lines[index]
        beside = count in {cells.get(index - 1), cells.get(index + 1)} and count >= (1 if "\t" in line else 2)
        if beside or (count and line.startswith("|") and line.endswith("|")):
            rows.add(index)
    return frozenset(rows)


def _comma_rows(lines: Sequence[str], heads: frozenset[str]) -> frozenset[int]:
    """Lines of a table drawn with commas: a line of nothing but short cells, two of them known heads, and those below with as many."""
    rows: set[int] = set()
    for index, line in enumerate(lines):
        if index in rows or not 5 <= len(line) <= 60 or "," not in line:
            continue
        cells = [_UNIT.sub("", cell).strip().lower() for cell in line.split(",")]
        if sum(cell in heads for cell in cells) * 2 < len(cells) or sum(cell in heads for cell in cells) < 2:
            continue
        below = index + 1
        while below < len(lines) and len(lines[below]) <= 120 and lines[below].count(",") == len(cells) - 1 and not _is_prose(lines[below]):
            below += 1
        if below > index + 1:
            rows.update(range(index, below))
    return frozenset(rows)


def _cells(line: str) -> int:
    """How many cell borders a line holds; a tab is one too."""
    return max(line.strip("|").count("|"), line.count("\t"))


def _is_prose(line: str) -> bool:
    return len(line) >= 50 and _PROSE_END.search(line) is not None


def _mark_tail(lines: Sequence[str], zones: list[tuple[str, str]], rules: ZoneRules) -> None:
    """Related links, log-in forms and comments run on until prose comes again; comments to the end."""
    running = ""
    for index, line in enumerate(lines):
        zone, rule = zones[index]
        if zone == "comment" and rule == "comments":
            running = "comment"
        elif zone == "chrome" and rule in rules.tail and index * 2 >= len(lines) and not running:
            running = "chrome"
        elif running == "chrome" and _is_prose(line):
            running = ""
        if running and zone in {"", "list", "qa", "table"}:
            zones[index] = (running, rule)


def _mark_repeats(lines: Sequence[str], zones: list[tuple[str, str]]) -> None:
    """A caption printed again says nothing new, and a lead cut short is said in full below."""
    counts = Counter(line for line, (zone, _) in zip(lines, zones, strict=True) if not zone and len(line) >= 6)
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if zones[index][0]:
            continue
        if counts[line] > 1 and line in seen:
            zones[index] = ("chrome", "repeat")
        seen.add(line)
        stem = _CUT_SHORT.sub("", line) if line[-1] in ".…" else line
        if stem != line and len(stem) > 20 and any(other.startswith(stem[:-1]) for other in lines[index + 1 : index + 4]):
            zones[index] = ("chrome", "cut-short")


def _mark_headings(lines: Sequence[str], zones: list[tuple[str, str]]) -> None:
    """The first open line may be the title; short open lines without an end mark are headings."""
    total = sum(not zone for zone, _ in zones)
    titled = False
    for index, line in enumerate(lines):
        if zones[index][0]:
            continue
        short = len(line) <= 45 and not _PROSE_END.search(line) and line[-1] not in ",;:、"
        if not titled:
            titled = True
            if total > 1 and len(line) <= 80 and line[-1] not in "。,;:、":
                zones[index] = ("title", "")
                continue
        zones[index] = ("heading" if short and total > 1 else "body", "")
