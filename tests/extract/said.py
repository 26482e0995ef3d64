"""Sentences with their names marked, as the pattern files write their examples: `{百灵:m}` is a model named 百灵.

p is a player, m a model, f a platform, a an application.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from etl.extract.names import NameRules
from etl.extract.patterns import Patterns, load_patterns
from etl.extract.shipped import shipped_folder
from etl.extract.statements import Extractor
from etl.extract.text import Document, document_of
from etl.model.extraction import Mention
from etl.model.statement import (
    DateValue,
    DurationValue,
    HardwareValue,
    MoneyValue,
    NumberValue,
    Statement,
    TermValue,
)
from etl.model.vocabulary import Term

MARK = re.compile(r"\{([^{}:]+):([pmfa])\}")
KINDS = {"p": "player", "m": "model", "f": "platform", "a": "application"}
WORDS = {
    "finance": ("金融", ["银行", "证券", "保险"]), "healthcare": ("医疗", ["医学", "健康"]), "education": ("教育", ["教学"]),
    "law": ("法律", ["司法"]), "mining": ("矿山", ["煤矿"]), "power": ("电力", ["电网"]), "energy": ("能源", []), "retail": ("零售", ["电商"]),
    "manufacturing": ("制造", []), "media": ("传媒", ["媒体"]), "government": ("政务", []), "film": ("影视", []), "tourism": ("文旅", []),
}  # fmt: skip
TERMS = tuple(Term(key, "industries", name, key, tuple(forms)) for key, (name, forms) in WORDS.items())


@cache
def shipped_patterns() -> Patterns:
    patterns, problems = load_patterns(shipped_folder() / "patterns")
    assert not problems, [each.text("en") for each in problems]
    return patterns


@cache
def extractor() -> Extractor:
    return Extractor((), NameRules(), shipped_patterns(), terms=TERMS)


def marked(text: str, date: str | None = None) -> tuple[Document, list[Mention]]:
    """A document and its mentions from marked text."""
    plain, mentions, at = "", [], 0
    for found in MARK.finditer(text):
        plain += text[at : found.start()]
        mentions.append((found[1], KINDS[found[2]], len(plain)))
        plain += found[1]
        at = found.end()
    plain += text[at:]
    document = document_of(plain, name="said.txt", date=date)
    named = [Mention(document.info.id, None, name, kind, name, start, start + len(name)) for name, kind, start in mentions]
    return document, named


def said(text: str, date: str | None = None) -> list[Statement]:
    """Everything the shipped patterns read in a marked text."""
    document, mentions = marked(text, date)
    statements = extractor().extraction(document, mentions).statements
    for each in statements:
        span = each.provenance.span
        assert span is not None
        assert document.text[span.start : span.end] == span.quote != ""
        assert span.sentence_start <= span.start < span.end <= span.sentence_end
    return list(statements)


def _count(number: float) -> str:
    if number >= 1e7:
        digits = f"{number:.6e}".split("e")
        return f"{float(digits[0]):g}e{int(digits[1])}"
    return f"{number:g}"


def _value(value: Any) -> str:
    if isinstance(value, DateValue):
        return value.date + (f"..{value.high}" if value.high else "")
    if isinstance(value, NumberValue):
        text = _count(value.number) + (f"..{_count(value.high)}" if value.high else "")
        return " ".join(part for part in (text, value.unit if value.what else None, value.what, value.of_name) if part)
    if isinstance(value, MoneyValue):
        text = f"{value.amount:g}" + (f"..{value.high:g}" if value.high else "")
        return " ".join(part for part in (text, value.currency, value.kind, value.per) if part)
    if isinstance(value, HardwareValue):
        return f"{value.count:g} {value.device} {value.purpose}" if value.count else f"{value.device} {value.purpose}"
    if isinstance(value, DurationValue):
        return f"{value.hours:g} h {value.purpose}"
    if isinstance(value, TermValue):
        return value.name or value.id or ""
    return str(value.name)


def printed(statement: Statement) -> str:
    """A statement in one line: subject | status bound value."""
    words = [
        "" if statement.status == "asserted" else statement.status,
        "" if statement.bound in {"=", "range"} else statement.bound,
        _value(statement.value),
    ]
    return f"{statement.subject.name} | " + " ".join(word for word in words if word)
