"""Tables, lines of the form `参数量：720亿`, questions and answers: the subject or the predicate stands elsewhere than the value.

The words that head a column or open a line are data (curated/patterns/tables.yml). A table is known by its head, whatever draws it: bars,
tabs or commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from etl.extract.clauses import Told
from etl.extract.dates import DateHit
from etl.extract.patterns import Patterns
from etl.extract.quantities import Quantity, find_quantities
from etl.extract.rules import Draft, reference
from etl.extract.skeleton import DEVICE, INDUSTRY, NAME_MARKS, PLAYER, PRODUCTS, Word
from etl.extract.text import Sentence
from etl.extract.values import entity, hardware_of, money_value, number_value
from etl.model.extraction import Mention
from etl.model.statement import DurationValue, MoneyValue, TermValue, Value

_CELL = {"|": re.compile(r"[^|]+"), "\t": re.compile(r"[^\t]+"), ",": re.compile(r"[^,]+")}
_ASKED = ("owner", "released_on", "training_tokens", "parameters", "base_model", "cost_training", "cost_inference", "duration")
"""What a question may ask, the more telling words first."""
_LINES = frozenset({"table", "list", "heading", "title"})
_RULE_LINE = re.compile(r"[\s|:+\-=—]+")
_UNIT = re.compile(r"[((/]\s?(?:单位:?)?([^()]{1,16}?)[))]?\s?\Z")
_DECOR = " *#`·•-_\t\u3000“”"
_LINE = re.compile(r"\s*(?:[-•·●*+]|\d{1,2}[.、)])?\s*\**([^:,。;|]{2,12}?)\**\s?[::]\s*\**\s*(?=\S)")


@dataclass(slots=True)
class Seen:
    """What is already known of a line: names, dates, chips and industries inside it."""

    folded: str
    sentence: Sentence
    names: Sequence[Mention]
    days: Sequence[DateHit]
    words: Sequence[tuple[str, Word]]


@dataclass(slots=True)
class _Column:
    predicate: str | None
    unit: str | None = None


@dataclass(slots=True)
class Layouts:
    """Remembers the head of the table and the question that is open."""

    patterns: Patterns
    _heads: Mapping[str, str] = field(default_factory=dict)
    _columns: list[_Column] = field(default_factory=list)
    _mark: str = "|"
    _asked: tuple[str, Mention] | None = None
    _gap: int = 0

    def __post_init__(self) -> None:
        self._heads = {word.lower(): column for column, words in self.patterns.tables.items() for word in words}

    @property
    def waiting(self) -> bool:
        """Whether a question is open or a table goes on: then a line without any known word may still say something."""
        return self._asked is not None or bool(self._columns)

    def read(self, seen: Seen, told: Told) -> list[Draft] | None:
        """Drafts of a line that a layout explains, None for prose."""
        text = seen.folded[seen.sentence.start : seen.sentence.end]
        if self._columns or "|" in text or "\t" in text or ("," in text and len(text) < 60 and seen.sentence.zone in _LINES):
            row = self._row(seen, text)
            if row is not None:
                return row
        answer = self._answer(seen, text, told)
        if answer is not None:
            return answer
        return self._line(seen, text, told) if ":" in text[:24] else None

    def _cells(self, text: str, mark: str) -> list[tuple[int, int]]:
        inner = text.strip().strip("|") if mark == "|" else text
        shift = text.find(inner) if inner else 0
        return [(shift + cell.start(), shift + cell.end()) for cell in _CELL[mark].finditer(inner)]

    def _row(self, seen: Seen, text: str) -> list[Draft] | None:
        if _RULE_LINE.fullmatch(text):
            return [] if self._columns or "|" in text else None
        for mark in ("|", "\t", ","):
            if mark in text:
                cells = self._cells(text, mark)
                columns = [self._column(text[start:end], loose=True) for start, end in cells]
                known = [column.predicate for column in columns if column.predicate]
                if len(known) >= 2 and "subject" in known and len(known) * 2 >= len(columns):
                    self._columns, self._mark = columns, mark
                    return []
        if not self._columns or self._mark not in text:
            self._columns = []
            return None
        cells = self._cells(text, self._mark)
        if len(cells) != len(self._columns):
            if self._mark == ",":
                self._columns = []
            return None
        return list(self._cells_of(seen, cells))

    def _column(self, head: str, *, loose: bool = False) -> _Column:
        """What a head means; `loose` also takes the longest known word inside it: 模型或应用, 首次发布时间."""
        plain = head.strip(_DECOR)
        unit = _UNIT.search(plain)
        bare = _UNIT.sub("", plain).strip(_DECOR) if unit else plain
        predicate = self._heads.get(plain.lower()) or self._heads.get(bare.lower())
        if predicate is None and loose and 2 < len(bare) <= 10:
            inside = [word for word in self._heads if len(word) > 1 and word in bare.lower()]
            predicate = self._heads[max(inside, key=lambda word: (len(word), word))] if inside else None
        return _Column(predicate, unit[1] if unit else None)

    def _cells_of(self, seen: Seen, cells: Sequence[tuple[int, int]]) -> Iterator[Draft]:
        base = seen.sentence.start
        subject: Mention | None = None
        for column, (start, end) in zip(self._columns, cells, strict=True):
            if column.predicate == "subject" and subject is None:
                inside = [name for name in seen.names if base + start <= name.start < base + end and name.kind != "player"]
                subject = inside[0] if inside else None
        if subject is None:
            return
        for column, (start, end) in zip(self._columns, cells, strict=True):
            if column.predicate and column.predicate != "subject":
                yield from self._drafts(seen, column, subject, (base + start, base + end), "table.cell", 0.93)

    def _line(self, seen: Seen, text: str, told: Told) -> list[Draft] | None:
        found = _LINE.match(text)
        column = self._column(found[1]) if found else _Column(None)
        if found is None or column.predicate is None:
            return None
        start, end = seen.sentence.start + found.end(), seen.sentence.end
        if column.predicate == "subject":
            inside = [name for name in seen.names if start <= name.start and name.kind != "player"]
            if inside:
                told.section, told.topic, told.topic_age = (inside[0],), (inside[0],), 0
            return None
        if len(told.section) != 1 or end - start > 60:
            return None
        return list(self._drafts(seen, column, told.section[0], (start, end), "line.label", 0.9))

    def _answer(self, seen: Seen, text: str, told: Told) -> list[Draft] | None:
        cues = self.patterns.cues
        if cues["question"].search(text):
            self._asked = None
            products = [name for name in seen.names if name.kind != "player"]
            subject = products[0] if len({name.name for name in products}) == 1 else None
            if not products and len(told.topic) == 1 and cues["asks_on"].search(text):
                subject = told.topic[0]
            if subject is not None:
                told.topic, told.topic_age = (subject,), 0
                for predicate in _ASKED:
                    if cues["asks_" + predicate].search(text):
                        self._asked = (predicate, subject)
                        break
            return [] if self._asked and "," not in text else None
        if self._asked is None:
            return None
        (predicate, subject), self._asked = self._asked, None
        if len(text) > 26 or any(name.kind != "player" and name.name != subject.name for name in seen.names if predicate != "base_model"):
            return None
        made = list(self._drafts(seen, _Column(predicate), subject, (seen.sentence.start, seen.sentence.end), "answer", 0.88))
        return made or None

    def _drafts(  # noqa: PLR0913, PLR0917 - one cell with all that tells what it means
        self, seen: Seen, column: _Column, subject: Mention, span: tuple[int, int], rule: str, confidence: float
    ) -> Iterator[Draft]:
        cues, text = self.patterns.cues, seen.folded
        status = "asserted"
        if column.predicate != "owner":
            if cues["rumoured"].search(text, *span):
                status = "rumoured"
            elif cues["planned"].search(text, *span):
                status = "planned"
        for value, bound, start, end in self._values(seen, column, span):
            name = getattr(value, "name", None)
            if name == subject.name:
                continue
            predicate = str(column.predicate).split("_")[0] if str(column.predicate).startswith("cost") else str(column.predicate)
            place = (seen.sentence.start, seen.sentence.end)
            yield Draft(
                reference(subject), predicate, value, start, end, place, bound, status, None, confidence, rule, start, explicit=True
            )

    def _values(self, seen: Seen, column: _Column, span: tuple[int, int]) -> Iterator[tuple[Value, str, int, int]]:
        start, end = span
        kind = column.predicate
        names = [name for name in seen.names if start <= name.start and name.end <= end]
        if kind in {"owner", "base_model"}:
            marks = PLAYER if kind == "owner" else PRODUCTS
            for name in names:
                if NAME_MARKS.get(name.kind, "?") in marks:
                    yield entity(name), "=", name.start, name.end
        elif kind in {"released_on", "announced_on"}:
            days = [day for day in seen.days if start <= day.start and day.end <= end and day.value]
            if len(days) == 1 and days[0].value:
                yield days[0].value, "<=" if days[0].vague else "=", days[0].start, days[0].end
        elif kind == "industry":
            for mark, word in seen.words:
                if mark == INDUSTRY and start <= word.start and word.end <= end:
                    yield TermValue(word.id, word.name), "=", word.start, word.end
        elif kind in {"layer", "tier"}:
            for constant in ("general", "vertical", "L0", "L1", "L2"):
                found = self.patterns.cues["cell_" + constant].search(seen.folded, start, end)
                if found and (kind == "tier") == constant.startswith("L"):
                    yield TermValue(constant), "=", found.start(), found.end()
        else:
            yield from self._amounts(seen, column, span)

    def _amounts(self, seen: Seen, column: _Column, span: tuple[int, int]) -> Iterator[tuple[Value, str, int, int]]:
        kind = str(column.predicate)
        names = [(name.start, name.end) for name in seen.names]
        days = [(day.start, day.end) for day in seen.days]
        taken = sorted([*names, *days, *((word.start, word.end) for mark, word in seen.words if mark == DEVICE)])
        amounts = find_quantities(seen.folded, *span, taken)
        chips = [word for mark, word in seen.words if mark == DEVICE and span[0] <= word.start and word.end <= span[1]]
        if kind == "hardware":
            if chips:
                count = next((each for each in amounts if each.kind in {"count", "plain"}), None)
                chip = hardware_of(chips[0].name, count, "training")
                if chip is not None:
                    first = min(chips[0].start, count.start if count else chips[0].start)
                    yield chip, count.bound if count else "=", first, max(chips[0].end, count.end if count else 0)
            return
        for amount in amounts:
            scaled = _in_unit(amount, column.unit, seen.folded)
            value = _amount_value(kind, scaled)
            if value is not None:
                yield value, scaled.bound, amount.start, amount.end


def _in_unit(amount: Quantity, unit: str | None, folded: str) -> Quantity:
    """A bare number under a head that names the unit: 参数量(亿), 价格(元/百万tokens)."""
    if not unit or amount.scaled or amount.kind == "money":
        return amount
    printed = folded[amount.core : amount.end].strip() + unit
    read = find_quantities(printed, 0, len(printed))
    return read[0] if len(read) == 1 else amount


def _amount_value(kind: str, amount: Quantity) -> Value | None:
    if kind == "parameters":
        return number_value(kind, amount) if amount.scaled or amount.magnitude else None
    if kind in {"training_tokens", "training_data_bytes"}:
        return number_value(kind, amount) if amount.kind == "tokens" or (amount.kind == "plain" and amount.scaled) else None
    if kind == "duration":
        return DurationValue(amount.number, "training", amount.high) if amount.kind == "hours" else None
    if kind == "cost_training":
        return money_value(amount, "training")
    if kind == "cost_inference":
        value = money_value(amount, "inference_price")
        return value if isinstance(value, MoneyValue) and value.per else None
    return None
