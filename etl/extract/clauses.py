"""Scope: which product a property belongs to, and which date an event happened on.

Not the nearest name: the name the clause is about. Names that are only compared with, built on, or quoted as a source are no subjects;
a clause without a subject takes that of the clause before; 该模型 and a bare 参数量 take that of the sentence before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.extract.dates import DateHit
from etl.extract.patterns import Patterns
from etl.extract.skeleton import DATE, NAME_MARKS, PLAYER, PRODUCTS, Skeleton, Token
from etl.model.extraction import Mention
from etl.model.statement import DateValue

_STOPS = ";。!?"


@dataclass(slots=True)
class Told:
    """What the document is telling, carried from sentence to sentence."""

    topic: tuple[Mention, ...] = ()
    topic_age: int = 99
    players: tuple[Mention, ...] = ()
    players_age: int = 99
    section: tuple[Mention, ...] = ()
    section_date: DateValue | None = None
    day: DateValue | None = None
    day_age: int = 99
    layer: str | None = None
    layer_age: int = 99
    tiers: dict[str, str] = field(default_factory=dict)

    def grow_older(self) -> None:
        """One sentence on."""
        self.topic_age += 1
        self.players_age += 1
        self.day_age += 1
        self.layer_age += 1

    def note(self, text: str, days: Sequence[DateHit], patterns: Patterns) -> None:
        """What a sentence says that the next one may refer to, names aside: its classes of models, its day."""
        if "L1" in text or "L0" in text:
            for found in patterns.cues["tier_defined"].finditer(text):
                self.tiers[found["noun"]] = found["term"]
        if "大模型" in text:
            classes = list(patterns.cues["names_layer"].finditer(text))
            if classes:
                self.layer, self.layer_age = classes[-1].lastgroup, 0
        told = next((day for day in days if day.value), None)
        if told is not None:
            self.day, self.day_age = told.value, 0


@dataclass(slots=True)
class Found:
    """Subjects with where they stand (tokens of this sentence, none for those carried over) and how safe the step was."""

    mentions: tuple[Mention, ...]
    tokens: tuple[Token, ...] = ()
    safety: float = 1.0


@dataclass(slots=True)
class Scope:
    """Answers for one sentence."""

    skeleton: Skeleton
    patterns: Patterns
    told: Told
    speakers: frozenset[int] = field(default_factory=frozenset)
    _asides: dict[int, bool] = field(default_factory=dict)

    def is_aside(self, token: Token) -> bool:
        """Whether a name is only compared with, built on or quoted: 比GPT-4便宜, 基于LLaMA, 是GPT-3的16倍."""
        known = self._asides.get(token.at)
        if known is None:
            text, cues = self.skeleton.text, self.patterns.cues
            known = (
                token.at in self.speakers
                or cues["aside_before"].search(text, max(0, token.at - 8), token.at) is not None
                or cues["aside_after"].match(text, token.at + 1) is not None
            )
            self._asides[token.at] = known
        return known

    def group(self, tokens: Sequence[Token], chosen: Token) -> tuple[Token, ...]:
        """The enumeration that a token stands in: A、B和C."""
        if len(tokens) == 1:
            return (chosen,)
        text, members = self.skeleton.text, [chosen]
        place = list(tokens).index(chosen)
        for neighbour in reversed(tokens[:place]):
            if not self.patterns.cues["joins"].fullmatch(text, neighbour.at + 1, members[0].at):
                break
            members.insert(0, neighbour)
        for neighbour in tokens[place + 1 :]:
            if not self.patterns.cues["joins"].fullmatch(text, members[-1].at + 1, neighbour.at):
                break
            members.append(neighbour)
        return tuple(members)

    def subjects(self, at: int, told: tuple[int, int], wanted: str = PRODUCTS) -> Found | None:
        """The names with one of the marks that a value at `at`, told in a span, is said of, or None where that is not clear."""
        skeleton, text = self.skeleton, self.skeleton.text
        index = skeleton.clause(at)
        start, _ = skeleton.clauses[index]
        here = [token for token in skeleton.within(start, at, wanted) if not self.is_aside(token)]
        if here:
            return self._found(self.group(here, here[-1]), 1.0)
        if self.patterns.cues["others"].search(text, start, at):
            return None
        anaphor = self.patterns.cues["anaphor"].search(text, 0, at) is not None
        if not anaphor and not self._is_bare(start, *told):
            return None
        for step in range(1, 5):
            if index - step < 0:
                break
            first, last = skeleton.clauses[index - step]
            if text[last : last + 1] == ";" and not anaphor:
                return None
            if self.patterns.cues["others"].search(text, first, last):
                return None
            names = [token for token in skeleton.within(first, last, wanted) if not self.is_aside(token)]
            if not names:
                continue
            chosen = self._topic_of(names, first)
            return self._found(self.group(names, chosen), 0.97**step)
        return self._carried(at, wanted, anaphor=anaphor)

    def _is_bare(self, start: int, at: int, end: int) -> bool:
        """Whether a clause says [at, end) without a subject of its own, not even one that nobody knows as a name."""
        before = self.patterns.cues["connects"].sub("", self.skeleton.text[start : max(start, at)])
        if len(before) > 2 or before.endswith("的") or self.patterns.cues["latin_name"].search(self.skeleton.text, start, end):
            return False
        return self.patterns.cues["job_of_other"].search(self.skeleton.text, start, end) is None

    def teller(self, at: int) -> Found | None:
        """The one player whose story goes on at `at`: of the clauses before, else of the sentence before."""
        players = [token for token in self.skeleton.within(0, at, PLAYER) if not self.is_aside(token)]
        if players:
            names = {token.item.name for token in players if isinstance(token.item, Mention)}
            leading = [token for token in players if self._opens_clause(token)]
            leaders = {token.item.name for token in leading if isinstance(token.item, Mention)}
            if len(names) == 1 or (len(leaders) == 1 and len(self.group(players, leading[0])) == 1):
                return self._found((leading[0] if len(leaders) == 1 else players[0],), 0.95 if len(names) == 1 else 0.9)
            return None
        told = self.told
        return Found(told.players, safety=0.9) if told.players_age <= 1 and len(told.players) == 1 else None

    def _opens_clause(self, token: Token) -> bool:
        """Whether a name stands where the subject of its clause stands."""
        start, _ = self.skeleton.clauses[self.skeleton.clause(token.at)]
        return self.patterns.cues["before_subject"].fullmatch(self.skeleton.text, start, token.at) is not None

    def worked_on(self, at: int, end: int) -> Found | None:
        """The product that a job named in the clause is done on, printed behind its means: 用2048块H800训练了X."""
        skeleton = self.skeleton
        start, last = skeleton.clauses[skeleton.clause(at)]
        last = max(last, skeleton.clauses[skeleton.clause(max(at, end - 1))][1])
        if skeleton.within(start, at, PRODUCTS):
            return None
        found = self.patterns.cues["works_on"].search(skeleton.text, at, last)
        names = [token for token in skeleton.within(found.end(), last, PRODUCTS) if not self.is_aside(token)] if found else []
        return self._found(self.group(names, names[0]), 1.0) if names else None

    def _topic_of(self, names: list[Token], start: int) -> Token:
        """What a clause is about: the object it introduces, else its first name."""
        for token in reversed(names):
            if self.patterns.cues["introduces"].search(self.skeleton.text, start, token.at):
                return token
        return names[0]

    def _found(self, tokens: tuple[Token, ...], safety: float) -> Found:
        return Found(tuple(token.item for token in tokens if isinstance(token.item, Mention)), tokens, safety)

    def _carried(self, at: int, wanted: str, *, anaphor: bool) -> Found | None:
        told, skeleton = self.told, self.skeleton
        if wanted == PLAYER:
            return Found(told.players, safety=0.85) if told.players_age <= 1 and len(told.players) == 1 else None
        if skeleton.within(0, at, PRODUCTS) and not anaphor:
            return None  # a name that is only an aside: who is meant is not clear
        opening = self.patterns.cues["connects"].sub("", skeleton.text[: skeleton.clauses[skeleton.clause(at)][0]])
        bare = len(opening) <= 4 and not skeleton.within(0, at, PLAYER)
        if len(told.topic) == 1 and told.topic_age <= 1 and (anaphor or (bare and skeleton.zone != "list")):
            told.topic_age = 0  # what goes on about it keeps it in mind
            return Found(told.topic, safety=0.93 if anaphor else 0.9)
        if len(told.section) == 1 and bare:
            return Found(told.section, safety=0.88)
        return None

    def date(self, start: int, end: int) -> tuple[DateValue, Token | None, bool] | None:
        """The date of an event that is told in [start, end): value, token and whether it is only a bound (近日)."""
        skeleton, text = self.skeleton, self.skeleton.text
        first, last = skeleton.clauses[skeleton.clause(start)]
        last = max(last, skeleton.clauses[skeleton.clause(max(start, end - 1))][1])
        inside = [token for token in skeleton.within(first, last, DATE) if self._tells(token)]
        ahead = [token for token in inside if token.at < end]
        if ahead:
            return self._dated(ahead[-1])
        for index in range(skeleton.clause(start) - 1, -1, -1):
            low, high = skeleton.clauses[index]
            if text[high : high + 1] in _STOPS:
                break
            before = [token for token in skeleton.within(low, high, DATE) if self._tells(token)]
            if before:
                return self._dated(before[-1])
        closing = [
            token for token in skeleton.tokens if token.mark == DATE and token.at >= last and getattr(token.item, "bracketed", False)
        ]
        if closing:
            return self._dated(closing[0])
        opening = [token for token in skeleton.tokens if token.mark == DATE and getattr(token.item, "bracketed", False)]
        if opening:
            return self._dated(opening[0])
        if self.told.day and self.told.day_age <= 1 and self.patterns.cues["same_day"].search(text, 0, end):
            return self.told.day, None, False
        if self.told.section_date and skeleton.zone in {"list", "body", "qa"} and not skeleton.within(0, len(text), DATE):
            return self.told.section_date, None, False
        return None

    def _tells(self, token: Token) -> bool:
        """Whether a date dates an event, not the state of knowledge (截至3月底)."""
        return self.patterns.cues["not_an_event"].search(self.skeleton.text, max(0, token.at - 8), token.at) is None

    @staticmethod
    def _dated(token: Token) -> tuple[DateValue, Token, bool] | None:
        hit = token.item
        if not isinstance(hit, DateHit) or hit.value is None:
            return None
        return hit.value, token, hit.vague

    def remember(self) -> None:
        """What the next sentence may refer to."""
        told, skeleton = self.told, self.skeleton
        days = [token.item for token in skeleton.tokens if isinstance(token.item, DateHit)]
        told.note(skeleton.text, days, self.patterns)
        names = [token for token in skeleton.tokens if token.mark in PRODUCTS and not self.is_aside(token)]
        if names:
            first_clause = skeleton.clauses[skeleton.clause(names[0].at)]
            introduces = self.patterns.cues["introduces"]
            chosen = next((token for token in names if introduces.search(skeleton.text, 0, token.at)), None) or self._topic_of(
                [token for token in names if token.at < first_clause[1]] or names, first_clause[0]
            )
            group = self.group(names, chosen)
            told.topic = tuple({token.item.name: token.item for token in group if isinstance(token.item, Mention)}.values())
            told.topic_age = 0
        players = [token for token in skeleton.tokens if token.mark == PLAYER and token.at not in self.speakers]
        if players:
            distinct = {token.item.name: token.item for token in players if isinstance(token.item, Mention)}
            told.players, told.players_age = tuple(distinct.values()), 0
        if skeleton.zone in {"heading", "title"}:
            held = {token.item.name: token.item for token in names if isinstance(token.item, Mention)}
            alone = len(skeleton.text) <= 8 or skeleton.zone == "heading"
            told.section = tuple(held.values()) if len(held) == 1 and alone else ()
            only_date = days and not any(token.mark in NAME_MARKS.values() for token in skeleton.tokens) and len(skeleton.text) <= 14
            told.section_date = told.day if only_date and skeleton.zone == "heading" else None
