"""Names by the strongest frames: places of a sentence where nothing but a name can stand. Data of `curated/lexicon/slots.yml`.

The frames tell both edges, so that a name needs no form of its own: 砭石, lychee_law-律知 and inGPT are found like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from etl.errors import Problem
from etl.extract.frames import FrameRules
from etl.extract.latin import is_person
from etl.extract.neighbours import Neighbours
from etl.extract.proposals import HAN, Proposal, after_pattern
from etl.extract.rulefile import Rule, alternation, read_yaml, rules_of, words
from etl.extract.segment import leads_on, only_ordinary, person, proper, runs_on
from etl.extract.text import Sentence

_HEAD = re.compile(r"[^,。;:!?()“”‘’|【】\[\]\n\t]*$")
_NAME = re.compile(r"[A-Za-z0-9\u3400-\u9fff][A-Za-z0-9\u3400-\u9fff .·+_&\-/]*")
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.·+_\-]*(?: (?:[A-Z][A-Za-z0-9.\-]*|\d{1,3}(?:\.\d+)?[A-Za-z]{0,2})(?![A-Za-z]))*")
_ASCII = re.compile(r"[ -~·]+")
_LINES = frozenset({"list", "qa", "title", "heading", "body"})
_MIXED = re.compile(r"([\u3400-\u9fff]*)([A-Za-z0-9][A-Za-z0-9 .+_&\-]*[A-Za-z0-9])([\u3400-\u9fff]*)")
_BULLET = re.compile(r"(?:\d{1,2}[.、)]\s+|\d{1,2}[、)]|[ *“\-·•●])+")
_OPENING = frozenset("“‘《")
_NEXT = re.compile(r"[”’]?(?:、|和|与|及|以及)[“‘]?(?=[A-Za-z0-9\u3400-\u9fff])")
_LINE_START = re.compile(r"[^\n]+")
LONGEST_LINE = 90

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SlotRules:
    """The frames, compiled. `cues` are the words at which one looks, each with the frames that begin there."""

    cues: AhoCorasick | None = None
    looks: tuple[tuple[tuple[str, Rule], ...], ...] = ()
    lines: tuple[Rule, ...] = ()


def load_slot_rules(folder: Path) -> tuple[SlotRules, tuple[Problem, ...]]:
    """The frames of `slots.yml` in a lexicon folder."""
    path = folder / "slots.yml"
    record, problems = read_yaml(path)
    raw = record.get("parts")
    parts = {str(name): alternation(map(str, each)) if isinstance(each, list) else str(each) for name, each in dict(raw or {}).items()}
    by_cue: dict[str, list[tuple[str, Rule]]] = {}
    for side in ("subject", "object"):
        rules, more = rules_of(record.get(side), path, parts=parts)
        problems += more
        for rule in rules:
            for cue in words(rule.options, "cues"):
                by_cue.setdefault(cue, []).append((side, rule))
    lines, more = rules_of(record.get("line"), path, parts=parts)
    cues = list(by_cue)
    matcher = AhoCorasick(cues, matchkind=MatchKind.Standard) if cues else None
    return SlotRules(matcher, tuple(tuple(by_cue[cue]) for cue in cues), lines), problems + more


class Slots:
    """Looks for names in the slots of one document."""

    def __init__(self, folded: str, rules: SlotRules, frames: FrameRules, neighbours: Neighbours) -> None:
        self._folded = folded
        self._rules = rules
        self._frames = frames
        self._neighbours = neighbours

    def proposals(self, sentences: Iterable[Sentence]) -> Iterator[Proposal]:
        """Every name that a slot holds."""
        if self._rules.cues is not None:
            for cue, start, _ in self._rules.cues.find_matches_as_indexes(self._folded, overlapping=True):
                for side, rule in self._rules.looks[cue]:
                    found = rule.pattern.match(self._folded, start, start + 90)
                    if found is not None:
                        yield from self._subject(rule, start) if side == "subject" else self._objects(rule, found.end())
        shapes: dict[str, list[tuple[Span, Span]]] = {}
        for sentence in sentences:
            if sentence.zone in _LINES and sentence.end - sentence.start <= LONGEST_LINE:
                yield from self._line(sentence)
                yield from self._record(sentence, shapes)
        for pairs in shapes.values():
            yield from self._either(pairs)

    def _either(self, pairs: Sequence[tuple[Span, Span]]) -> Iterator[Proposal]:
        """Lines of two names of which one made the other: all lines of one shape are read the same way round, as most of them tell."""
        lean = sum(self._lean(*first) - self._lean(*second) for first, second in pairs)
        for first, second in pairs if lean else ():
            player, product = (first, second) if lean > 0 else (second, first)
            for span, kind in ((player, "player"), (product, "model")):
                made = self.checked(*span, kind, 4, sure=True)
                if made is not None:
                    yield made

    def _lean(self, start: int, end: int) -> int:
        """How much a name looks like a maker's (positive) or a product's (negative)."""
        name, known = self._folded[start:end], self._neighbours.inside(start, end)
        if known:
            return 2 if known[-1].kind == "player" else -2
        if self._frames.form("firm_form").search(name):
            return 3
        if self._frames.form("product_form").search(name):
            return -3
        if self._frames.any_shape.search(name):
            return -2
        han = len(HAN.findall(name))
        return 1 if han >= 4 else -1 if han in {2, 3} else 0

    def _record(self, sentence: Sentence, shapes: dict[str, list[tuple[Span, Span]]]) -> Iterator[Proposal]:
        """A line of short parts, such as `名称，机构，7B，2024年5月`: what is neither a date nor a size is a name."""
        folded, frames = self._folded, self._frames
        names: list[Span] = []
        makers: list[Span] = []
        shape = ""
        data = 0
        parts = list(frames.form("record_part").finditer(folded, sentence.start, sentence.end))
        # Most lines are prose: whether a part may be a name, which takes long to tell, is asked only beside a part that is data.
        if len(parts) < 2 or not any(self._is_data(part[0].strip(" *“”-·•●")) for part in parts):
            return
        for part in parts:
            words = part[0].strip(" *“”-·•●")
            if not words:
                shape += part[0].strip()
                continue
            start = part.start() + part[0].index(words)
            end = start + len(words)
            by = frames.form("record_by").fullmatch(words)
            if frames.form("record_data").fullmatch(words):
                data += 2 if any(char.isdigit() for char in words) else 1
                shape += "0"
            elif words.endswith("模型") and frames.is_generic(words):
                data += 1
                shape += "0"
            elif by is not None:
                makers.append((start + by.start(1), start + by.end(1)))
                data += 2 * (by.end(1) < len(words))
                shape += "1"
            elif words.isdigit():
                shape += "#"
            elif names and folded[start - 1] == "(" and words.isascii() and not data:
                shape += "a"  # another name of the one before
                made = self.checked(start, end, "model", 4, sure=True)
                if made is not None and frames.any_shape.search(words):
                    yield made
            elif len(words) <= 20 and (self._named(start, end) or may_be_named(words, "player", frames, sure=True)):
                names.append(self._bare(start, end))
                shape += "n"
            else:
                shape += "x"
            shape += folded[part.end() : part.end() + 1].strip()
        # In a list a kind (金融大模型) tells enough; elsewhere a date or a size must stand there.
        if data < (1 if sentence.zone == "list" else 2) or shape.count("x") > 1:
            return
        if len(names) == 2 and not makers:
            shapes.setdefault(shape, []).append((names[0], names[1]))
        elif len(names) == 1 and len(makers) == 1:
            for span, kind in ((names[0], "model"), (makers[0], "player")):
                made = self.checked(*span, kind, 4, sure=True)
                if made is not None:
                    yield made

    def _is_data(self, words: str) -> bool:
        """Whether a part of a line is a date or a size, or a maker with one."""
        if not words:
            return False
        by = self._frames.form("record_by").fullmatch(words)
        return self._frames.form("record_data").fullmatch(words) is not None or (by is not None and by.end(1) < len(words))

    def _subject(self, rule: Rule, stop: int) -> Iterator[Proposal]:
        head = _HEAD.search(self._folded, max(0, stop - 40), stop)
        if head is None or (head.start() == stop - 40 and stop > 40):
            return
        start, end = self._trimmed(head.start(), stop)
        if rule.options.get("kind") == "player":
            yield from self._players(rule, start, end)
            return
        # 甲的乙: the product is the last part; 大模型的前期训练 is of no product at all.
        of = self._folded.rfind("的", start, end)
        if of >= 0 and self._frames.is_generic(self._folded[start:of]):
            return
        start, end = self._bare(of + 1 if of >= 0 else start, end)
        yield from self._kept(rule, start, end)

    def _players(self, rule: Rule, start: int, end: int) -> Iterator[Proposal]:
        """The players of a subject: one, or several that act together."""
        at = start
        for joint in (*self._frames.form("joint").finditer(self._folded, start, end), None):
            first, last = self._bare(at, joint.start() if joint is not None else end)
            yield from self._kept(rule, first, last)
            at = joint.end() if joint is not None else end

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A subject without what leads to it and what stands between it and its verb."""
        folded, frames = self._folded, self._frames
        end = start + len(frames.form("before_verb").sub("", folded[start:end]))
        cuts = list(frames.form("subject_cut").finditer(folded, start, end))
        start = cuts[-1].end() if cuts else start
        start += after_pattern(frames.form("before_name"), folded[start:end])
        return start, end

    def _bare(self, start: int, end: int) -> tuple[int, int]:
        """A name without marks at its edges, the noun in front of it and a term behind it: 入门级产品Foo, Foo API."""
        folded, frames = self._folded, self._frames
        bullet = _BULLET.match(folded, start, end)
        start = bullet.end() if bullet is not None else start
        while end > start and folded[end - 1] in " *”的":
            end -= 1
        start += after_pattern(frames.form("noun_before"), folded[start:end])
        blank = folded.rfind(" ", start, end)
        if blank > start and folded[blank + 1 : end].lower() in frames.others:
            end = blank
        mixed = _MIXED.fullmatch(folded, start, end)
        if (
            mixed is not None
            and mixed[3]
            and not frames.form("name_tail").fullmatch(mixed[3])
            and not frames.form("firm_form").search(mixed[0])
        ):
            end = mixed.start(3)  # Chinese right behind a Latin name is no part of it: Foo-7B定于, Foo-7B并没有
        if mixed is not None and mixed[1] and mixed[1][-1] in "在于用从":
            return end, end
        if mixed is not None and mixed[1] and (leads_on(mixed[1]) or only_ordinary(mixed[1])):
            start = mixed.start(2)
        return start, end

    def _objects(self, rule: Rule, start: int) -> Iterator[Proposal]:
        for _ in range(6):
            end = self._object_end(start)
            if end <= start:
                return
            start, end = self._bare(start, end)
            made = list(self._kept(rule, start, end))
            if not made and not self._neighbours.inside(start, end):
                return
            yield from made
            further = _NEXT.match(self._folded, end)
            if further is None:
                return
            start = further.end()

    def _object_end(self, start: int) -> int:
        folded = self._folded
        latin = _LATIN.match(folded, start)
        if latin is not None:
            end = latin.end()
            if HAN.match(folded, end) is None:
                return end - (folded[end - 1] in ".-")
        found = _NAME.match(folded, start, start + 26)
        if found is None:
            return start
        stop = self._frames.form("name_ends").search(folded, start + 1, found.end())
        end = stop.start() if stop is not None else found.end()
        if latin is not None and end > latin.end() and stop is None:
            end = latin.end() if self._frames.is_generic(folded[latin.end() : end]) else end
        return start + len(folded[start:end].rstrip(" .-"))

    def _kept(self, rule: Rule, start: int, end: int) -> Iterator[Proposal]:
        kind, weight = str(rule.options.get("kind", "model")), int(rule.options.get("weight", 3))
        sure = bool(rule.options.get("sure"))
        made = self.checked(start, end, None if kind == "product" else kind, weight, sure=sure)
        if made is not None:
            yield made

    def _named(self, start: int, end: int) -> bool:
        """Whether the span is a known name, or may be one."""
        inside = self._neighbours.inside(start, end)
        if inside:
            return inside[0].start <= start and end <= inside[-1].end
        return may_be_named(self._folded[start:end], "model", self._frames, sure=True)

    def _line(self, sentence: Sentence) -> Iterator[Proposal]:
        folded = self._folded
        for rule in self._rules.lines:
            found = rule.pattern.match(folded, sentence.start, min(len(folded), sentence.end + 60))
            if found is None:
                continue
            for kind in ("player", "model"):
                if kind in rule.pattern.groupindex and found[kind]:
                    made = self.checked(*self._bare(*found.span(kind)), kind, 4, sure=True)
                    if made is not None:
                        yield made
            if not rule.options.get("more"):
                return

    def checked(self, start: int, end: int, kind: str | None, weight: int, *, sure: bool) -> Proposal | None:
        """The proposal, if what stands there may be a name at all."""
        name = self._folded[start:end]
        if kind == "player" and name.isascii() and is_person(name, self._folded[max(0, start - 10) : start], self._frames):
            return None
        if not may_be_named(name, kind or "model", self._frames, sure=sure and self._ends_well(end)):
            return None
        return Proposal(start, end, "slot", kind or "model", weight)

    def _ends_well(self, end: int) -> bool:
        """Whether no opening quotation mark follows: 形成“…” is a verb with its object."""
        return self._folded[end : end + 1] not in _OPENING


def may_be_named(name: str, kind: str, frames: FrameRules, *, sure: bool) -> bool:
    """Whether a run of characters in a name's place may be a name: no description, no piece of a sentence."""
    if not 2 <= len(name) <= 26 or name.isdigit() or frames.is_generic(name) or name.lower() in frames.others:
        return False
    if frames.form("no_name").search(name):
        return False
    han = "".join(HAN.findall(name))
    if not han:
        return _ASCII.fullmatch(name) is not None and any(char.isalpha() for char in name) and name.count(" ") <= 3
    if len(han) > (16 if kind == "player" else 10) or frames.form("function").search(name):
        return False
    if kind == "player":
        if frames.form("product_end").search(name) or frames.form("no_firm").search(name):
            return False
        return not (person(name) or leads_on(name) or (not sure and len(han) <= 9 and only_ordinary(name)))
    if len(han) < len(name):
        return not runs_on(han)
    if frames.form("common").fullmatch(name) or runs_on(name) or leads_on(name):
        return False
    return sure or (proper(name) and not only_ordinary(name))
