"""The engine: patterns over one skeleton, each match made into drafts of statements with span, status and authority."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from etl.extract.clauses import Found, Scope
from etl.extract.dates import DateHit
from etl.extract.patterns import Pattern
from etl.extract.quantities import Quantity
from etl.extract.skeleton import DATE, PLAYER, PRODUCTS, Skeleton, Token
from etl.extract.status import status_of
from etl.extract.values import (
    DATE_PREDICATES,
    ENTITY_PREDICATES,
    bound_of,
    duration_value,
    entity,
    hardware_value,
    money_value,
    plain_value,
)
from etl.model.entity import EntityRef
from etl.model.extraction import Mention
from etl.model.quantity import PartialDate
from etl.model.statement import MoneyValue, NumberValue, TermValue, TextValue, Value

PLAYER_SUBJECTS = frozenset(["founded_on", "route", "funding", "partner", "investor", "founder"])
CLASSES = frozenset(["layer", "tier", "industry", "weights", "route"])
"""Predicates of which a denial says something: X is no general model. That nothing was released on a day says nothing."""
Worth = tuple[Value, str, tuple[Token, ...]]
"""A value, its bound and the tokens it stands in."""

MARKET = EntityRef("china-llm-market", "中国大模型市场", "market")


@dataclass(slots=True)
class Draft:
    """A statement before it has a document: [start, end) is its span in the text."""

    subject: EntityRef
    predicate: str
    value: Value
    start: int
    end: int
    sentence: tuple[int, int]
    bound: str
    status: str
    attributed_to: str | None
    confidence: float
    rule: str
    slot: int = -1
    """Where the value's token begins in the text; -1 where there is none."""
    explicit: bool = False
    """Whether a template bound the subject, not scope."""


def _sized(token: Token) -> bool:
    """Whether an amount is printed the way sizes are (7B, 130亿, 千亿级), not the way things are counted."""
    amount = token.item
    return (
        isinstance(amount, Quantity) and (amount.scaled or amount.magnitude) and amount.kind in {"plain", "params"} and amount.number >= 1e7
    )


def reference(mention: Mention) -> EntityRef:
    """A mention as the subject of a statement."""
    return EntityRef(mention.id, mention.name, mention.kind, mention.surface)


@dataclass(slots=True)
class Reading:
    """What one sentence offers to every pattern."""

    skeleton: Skeleton
    scope: Scope
    speaker: str | None
    document_date: str | None
    _statuses: dict[tuple[int, int], str | None] = field(default_factory=dict)

    def apply(self, patterns: Iterable[Pattern]) -> Iterator[Draft]:
        """Drafts of the patterns, in their order; callers pass only those whose marks are there."""
        text = self.skeleton.text
        for pattern in patterns:
            for found in pattern.template.finditer(text):
                yield from self._drafts(pattern, found)

    def _status(self, start: int, end: int) -> str | None:
        if (start, end) in self._statuses:
            return self._statuses[start, end]
        status = self._statuses[start, end] = status_of(self.skeleton, self.scope.patterns, start, end)
        return status

    def _group(self, found: re.Match[str], name: str, marks: str | None = None) -> list[Token]:
        """Tokens of a named group; a list of names holds only names."""
        if name not in found.re.groupindex:
            return []
        start, end = found.span(name)
        return [token for token in self.skeleton.tokens if start <= token.at < end and (marks is None or token.mark in marks)]

    def _drafts(self, pattern: Pattern, found: re.Match[str]) -> Iterator[Draft]:
        options = pattern.options
        if pattern.guarded and not self._allowed(pattern, found):
            return
        status = self._status(*found.span())
        if status == "planned" and options.get("unless_planned"):
            return
        if "status" in options and status not in {None, "denied"}:
            status = str(options["status"])
        if status is None or (status == "denied" and pattern.predicate not in CLASSES):
            return
        if pattern.predicate in {"owner", "market_count"}:
            if status == "rumoured":
                return  # a product that may not exist has no maker
            status = "asserted"  # the maker of a teased product is no plan
        subjects = self._subjects(pattern, found)
        if subjects is None or not subjects.mentions:
            return
        values = list(self._values(pattern, found))
        pairs: Iterable[tuple[Mention, Token | None, Worth]]
        names = [(mention, subjects.tokens[place] if subjects.tokens else None) for place, mention in enumerate(subjects.mentions)]
        if options.get("pairwise"):
            if len(names) != len(values):
                return
            pairs = [(mention, token, value) for (mention, token), value in zip(names, values, strict=True)]
        elif len(names) > 1 and options.get("single"):
            return
        elif len(names) > 1 and len(values) > 1 and self._in_turn(pattern, found):
            # A和B的参数量分别为…: in pairs, or it is not clear whose is which.
            if len(names) != len(values) or not self.scope.patterns.cues["respectively"].search(self.skeleton.text):
                return
            pairs = [(mention, token, value) for (mention, token), value in zip(names, values, strict=True)]
        else:
            pairs = [(mention, token, value) for mention, token in names for value in values]
        for mention, token, (value, bound, tokens) in pairs:
            if isinstance(value, TextValue) or not self._same(mention, value):
                yield self._draft(pattern, found, (mention, token), (value, bound, tokens), status, subjects.safety)

    def _allowed(self, pattern: Pattern, found: re.Match[str]) -> bool:
        """`not` looks around the match, `not_inside` into it; each names a cue that forbids it."""
        cues, text = self.scope.patterns.cues, self.skeleton.text
        around, inside = pattern.options.get("not"), pattern.options.get("not_inside")
        before = pattern.options.get("not_before")
        if before and cues[str(before)].search(text, max(0, found.start() - 20), found.start()):
            return False
        talk = pattern.options.get("around")
        if talk and not cues[str(talk)].search(text):
            return False
        if pattern.options.get("about") == "market" and not cues["market_talk"].search(text) and self.skeleton.within(0, len(text), PLAYER):
            return False
        only = pattern.options.get("only")
        if only and self._purpose(found, "auto") != only:
            return False
        if around and cues[str(around)].search(text, max(0, found.start() - 10), min(len(text), found.end() + 8)):
            return False
        return not (inside and cues[str(inside)].search(text, found.start(), found.end()))

    def _in_turn(self, pattern: Pattern, found: re.Match[str]) -> bool:
        """Whether several values belong to several subjects one by one; several owners may make several products together."""
        if pattern.predicate in CLASSES:
            return False
        if pattern.predicate in ENTITY_PREDICATES:
            return self.scope.patterns.cues["respectively"].search(self.skeleton.text, *found.span()) is not None
        return True

    def _purpose(self, found: re.Match[str], given: str) -> str:
        """What a job was for: told by the last such word before the value, else after it."""
        if given != "auto":
            return given
        text, cues = self.skeleton.text, self.scope.patterns.cues
        at = found.start("value") if "value" in found.re.groupindex else found.end()
        spans = ((0, at), (at, len(text)))
        for start, end in spans:
            best = (-1, "")
            for purpose in ("finetune", "inference", "training"):
                for hit in cues["purpose_" + purpose].finditer(text, start, end):
                    rank = hit.end() if end == at else len(text) - hit.start()
                    best = max(best, (rank, purpose))
            if best[1]:
                return best[1]
        return "training"

    @staticmethod
    def _same(mention: Mention, value: Value) -> bool:
        """Whether a relation would lead from a name to itself."""
        name = getattr(value, "name", None)
        return isinstance(name, str) and (name == mention.name or (mention.id is not None and getattr(value, "id", None) == mention.id))

    def _subjects(self, pattern: Pattern, found: re.Match[str]) -> Found | None:
        if pattern.predicate == "market_count":
            mention = Mention("", MARKET.id, MARKET.name, "market", "", -1, -1)
            return Found((mention,))
        wanted = str(pattern.options.get("subject", ""))
        marks = (
            PLAYER if wanted == "player" or pattern.predicate in PLAYER_SUBJECTS else PLAYER + PRODUCTS if wanted == "name" else PRODUCTS
        )
        bound = self._group(found, "subject", marks)
        if bound:
            if any(token.at in self.scope.speakers for token in bound):
                return None
            if not pattern.options.get("aside_ok"):
                bound = [token for token in bound if not self.scope.is_aside(token)]
            return Found(tuple(token.item for token in bound if isinstance(token.item, Mention)), tuple(bound))
        at = found.start("value") if "value" in found.re.groupindex and found["value"] is not None else found.start()
        if pattern.predicate in {"hardware", "duration", "cost"}:
            return self.scope.worked_on(min(at, found.end()), found.end()) or self.scope.subjects(at, found.span(), marks)
        return self.scope.subjects(at, found.span(), marks)

    def _values(self, pattern: Pattern, found: re.Match[str]) -> Iterator[Worth]:
        predicate, options = pattern.predicate, pattern.options
        if "constant" in options:
            term = self._term(str(options["constant"]), found)
            if term:
                yield TermValue(term), "=", ()
            return
        if predicate in DATE_PREDICATES:
            yield from self._date(found)
            return
        if "owner" in options:
            yield from self._carried_owner(found, anywhere=options["owner"] == "carried")
            return
        tokens = self._group(found, "owner" if predicate == "owner" else "value")
        tokens += self._group(found, str(options["also"])) if "also" in options else []
        if predicate == "hardware":
            yield from self._hardware(pattern, found, tokens)
            return
        for token in tokens:
            if token.at in self.scope.speakers and predicate in ENTITY_PREDICATES:
                continue
            if options.get("unit") == "sized" and not _sized(token):
                continue
            value = self._value(pattern, found, token)
            if value is not None:
                yield value, bound_of(token), (token,)

    def _hardware(self, pattern: Pattern, found: re.Match[str], chips: list[Token]) -> Iterator[Worth]:
        count = self._group(found, "count")
        purpose = self._purpose(found, str(pattern.options.get("for", "training")))
        for chip in chips:
            value = hardware_value(chip, count[0] if count else None, purpose)
            if value is not None:
                yield value, bound_of(count[0] if count else None), (chip, *count)

    def _value(self, pattern: Pattern, found: re.Match[str], token: Token) -> Value | None:
        predicate, options = pattern.predicate, pattern.options
        if isinstance(token.item, Quantity):
            if predicate == "cost":
                return self._cost(pattern, found, token.item)
            if predicate == "funding":
                money = money_value(token.item, "other")
                return MoneyValue(money.amount, money.currency, money.high) if money else None
            if predicate == "duration":
                return duration_value(token.item, self._purpose(found, str(options.get("for", "training"))))
            if predicate in {"market_count", "metric", "ratio"}:
                return self._count(pattern, found, token.item)
        if predicate == "named" and isinstance(token.item, Mention):
            return TextValue(token.item.surface)
        return plain_value(predicate, token)

    def _cost(self, pattern: Pattern, found: re.Match[str], amount: Quantity) -> MoneyValue | None:
        options, per = pattern.options, amount.per or ""
        if options.get("per_tokens") and "token" not in per:
            return None
        if options.get("periodic") and (not per or "token" in per):
            return None
        kind = str(options.get("kind", "other"))
        return money_value(amount, self._purpose(found, "auto") if kind == "auto" else kind)

    def _term(self, constant: str, found: re.Match[str]) -> str | None:
        """A constant, or what the text itself tells: a printed L1, To B as to_b, the class that 这一类 or a definition before means."""
        told = self.scope.told
        if constant == "@term":
            return found["term"]
        if constant == "@route":
            return "to_" + next(letter for letter in found["term"][::-1] if letter in "BCG").lower()
        if constant == "@layer":
            here = list(self.scope.patterns.cues["names_layer"].finditer(self.skeleton.text, 0, found.start()))
            return here[-1].lastgroup if here else told.layer if told.layer_age <= 1 else None
        if constant == "@class":
            return "general" if found["class"][:2] in {"通用", "基础"} else "vertical"
        if constant == "@tier":
            return told.tiers.get(found["class"])
        return constant

    def _carried_owner(self, found: re.Match[str], *, anywhere: bool) -> Iterator[Worth]:
        """The player a story is about, where a clause goes on without naming it: 2021年推出X; 2022年推出Y."""
        if self.skeleton.within(found.start(), found.end(), PLAYER):
            return
        owners = self.scope.teller(found.start())
        if owners is None or not (owners.tokens or anywhere):
            return
        for mention in owners.mentions:
            yield entity(mention), "=", owners.tokens

    def _count(self, pattern: Pattern, found: re.Match[str], quantity: Quantity) -> NumberValue | None:
        options = pattern.options
        least, most = float(options.get("least", 0)), float(options.get("most", 1e18))
        if quantity.vague or not least <= quantity.number <= most or quantity.kind in {"money", "hours"}:
            return None
        if (quantity.kind == "percent") != (pattern.predicate == "ratio") or (quantity.kind == "percent" and quantity.unit != "倍"):
            return None
        if "unit_of" in options and quantity.unit not in set(str(options["unit_of"])):
            return None
        what = str(options["what"]) if "what" in options else None
        if pattern.predicate == "market_count":
            scope = found["scope"] if "scope" in found.re.groupindex else None
            return NumberValue(quantity.number, quantity.high, what=what, scope=scope)
        if pattern.predicate == "ratio":
            other = self._group(found, "object")
            if not other or not isinstance(other[0].item, Mention):
                return None
            name = other[0].item
            return NumberValue(quantity.number, of_id=name.id, of_name=name.name, property=str(options.get("property", "parameters")))
        return NumberValue(quantity.number, quantity.high, unit=str(options.get("unit") or quantity.unit or ""), what=what)

    def _date(self, found: re.Match[str]) -> Iterator[Worth]:
        bound = self._group(found, "date", DATE) or self._group(found, "value", DATE)
        if bound:
            value = plain_value("released_on", bound[0])
            if value is not None:
                yield value, bound_of(None, vague_date=bool(getattr(bound[0].item, "vague", False))), (bound[0],)
            return
        dated = self.scope.date(found.start(), found.end())
        if dated is not None:
            value, token, vague = dated
            yield value, bound_of(None, vague_date=vague), (token,) if token else ()

    def _draft(  # noqa: PLR0913, PLR0917 - what a draft is made of
        self,
        pattern: Pattern,
        found: re.Match[str],
        subject: tuple[Mention, Token | None],
        value: Worth,
        status: str,
        safety: float,
    ) -> Draft:
        skeleton = self.skeleton
        start, end = skeleton.span(found.start(), found.end())
        for token in (subject[1], *value[2]):
            if token is not None:
                start, end = min(start, token.start), max(end, token.end)
        mention, (what, bound, _) = subject[0], value
        told = value[2][0].item if value[2] else None
        # A printed year is trusted; one worked out from the document's day must not lie ahead of that day.
        worked_out = not (isinstance(told, DateHit) and told.explicit)
        if pattern.predicate in DATE_PREDICATES and status == "asserted" and worked_out and self._is_ahead(what):
            status = "planned"
        ref = MARKET if mention.kind == "market" else reference(mention)
        confidence = round(pattern.confidence * safety * min(1.0, 0.5 + mention.confidence / 2), 3)
        slot = value[2][0].start if value[2] else -1
        explicit = "subject" in found.re.groupindex
        sentence = (skeleton.start, skeleton.end)
        return Draft(
            ref, pattern.predicate, what, start, end, sentence, bound, status, self.speaker, confidence, pattern.id, slot, explicit
        )

    def _is_ahead(self, value: Value) -> bool:
        date = getattr(value, "date", None)
        if not isinstance(date, str) or not self.document_date:
            return False
        try:
            return PartialDate(date).first_day > PartialDate(self.document_date[:10]).last_day
        except ValueError:
            return False
