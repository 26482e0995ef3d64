"""From marks to values: what a predicate takes from the token a pattern bound, or None where the token cannot be its value."""

from __future__ import annotations

from etl.extract.dates import DateHit
from etl.extract.quantities import Quantity
from etl.extract.skeleton import Token, Word
from etl.model.extraction import Mention
from etl.model.statement import (
    DurationValue,
    EntityValue,
    HardwareValue,
    MoneyValue,
    NumberValue,
    TermValue,
    Value,
)

ENTITY_PREDICATES = frozenset(["owner", "base_model", "part_of", "integrates_with", "partner", "investor", "founder", "same_as"])
DATE_PREDICATES = frozenset(["released_on", "announced_on", "founded_on"])


def entity(mention: Mention) -> EntityValue:
    """A name as a value: id, canonical name and what the text prints."""
    return EntityValue(mention.id, mention.name, mention.surface)


def number_value(predicate: str, quantity: Quantity) -> NumberValue | None:
    """A count of parameters, tokens or bytes; what is too small or too vague to be one is refused."""
    if quantity.vague:
        return None
    low = {"parameters": 1e5, "training_tokens": 1e6, "training_data_bytes": 1e6}.get(predicate, 0.0)
    top = {"parameters": 1e15, "training_tokens": 1e16, "training_data_bytes": 1e18}.get(predicate, 1e18)
    if not low <= quantity.number <= top:
        return None
    if predicate == "parameters" and quantity.kind not in {"params", "plain", "count"}:
        return None
    return NumberValue(quantity.number, quantity.high, magnitude=quantity.magnitude and quantity.bound != "range")


def money_value(quantity: Quantity, kind: str) -> MoneyValue | None:
    """An amount of a cost, in its own currency."""
    if quantity.vague or quantity.kind != "money" or quantity.currency is None:
        return None
    return MoneyValue(quantity.number, quantity.currency, quantity.high, kind, quantity.per)


def duration_value(quantity: Quantity, purpose: str) -> DurationValue | None:
    """Hours of a job."""
    if quantity.vague or quantity.kind != "hours":
        return None
    return DurationValue(quantity.number, purpose, quantity.high)


def hardware_of(device: str, count: Quantity | None, purpose: str) -> HardwareValue | None:
    """Chips and how many; None for a count that no cluster has."""
    if count is not None and (count.vague or not 1 <= count.number <= 5e6):
        return None
    return HardwareValue(device, count.number if count else None, purpose, count.high if count else None)


def hardware_value(device: Token, count: Token | None, purpose: str) -> HardwareValue | None:
    """Chips of a sentence."""
    amount = count.item if count is not None else None
    if not isinstance(device.item, Word) or (amount is not None and not isinstance(amount, Quantity)):
        return None
    return hardware_of(device.item.name, amount, purpose)


def plain_value(predicate: str, token: Token) -> Value | None:
    """The value of predicates that need nothing but the token."""
    item = token.item
    if predicate in ENTITY_PREDICATES:
        return entity(item) if isinstance(item, Mention) else None
    if predicate in DATE_PREDICATES:
        return item.value if isinstance(item, DateHit) else None
    if predicate == "industry":
        return TermValue(item.id, item.name) if isinstance(item, Word) else None
    if isinstance(item, Quantity) and predicate in {"parameters", "training_tokens", "training_data_bytes"}:
        return number_value(predicate, item)
    return None


def bound_of(token: Token | None, *, vague_date: bool = False) -> str:
    """The hedge a value carries: of amounts as printed, of 近日 that it is only the latest possible."""
    if vague_date:
        return "<="
    return token.item.bound if token is not None and isinstance(token.item, Quantity) else "="
