"""Numbers, dates and ids as editors write them. The patterns here are also the patterns of the JSON Schemas."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from etl.model.quantity import PartialDate

ID_PATTERN = r"[a-z0-9]+(?:[-._][a-z0-9]+)*"
TERM_PATTERN = r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*"
DATE_PATTERN = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
NUMBER_PATTERN = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,2})? ?[十百千]?万?亿?"
URL_PATTERN = r"https?://[^\s/]+(?:/\S*)?"
SHA256_PATTERN = r"[0-9a-f]{64}"

_ID = re.compile(ID_PATTERN)
_TERM = re.compile(TERM_PATTERN)
_NUMBER = re.compile(r"(?P<digits>.*?) ?(?P<small>[十百千]?)(?P<wan>万?)(?P<yi>亿?)")
_WHOLE_NUMBER = re.compile(NUMBER_PATTERN, re.ASCII)
_LOOSE_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?\s*[月日号]?")
_SMALL = {"": 1, "十": 10, "百": 100, "千": 1000}
_EARLIEST, _LATEST = 1800, 2199


def is_id(text: str) -> bool:
    """Whether a text can be the id of a record: lower-case letters and digits, joined by - . or _."""
    return len(text) <= 80 and _ID.fullmatch(text) is not None


def is_term_id(text: str) -> bool:
    """Whether a text can be the id of a term: as of a record, capitals allowed (L0, CN)."""
    return len(text) <= 80 and _TERM.fullmatch(text) is not None


def suggest_id(text: str) -> str:
    """The nearest id to what was written, for a remedy: 'Ernie Bot' gives ernie-bot."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    joined = re.sub(r"[^a-z0-9]+", lambda run: run[0] if run[0] in {".", "_"} else "-", plain)
    return joined.strip("-._")[:80].rstrip("-._") or "ernie-bot"


def read_number(text: str) -> float | None:
    """1200万, 1.6万亿, 1,024 or 1.4e12 as a number; None for anything else. Full-width digits are read as plain ones."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > 40 or not _WHOLE_NUMBER.fullmatch(plain):
        return None
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    times = _SMALL[match["small"]] * (10_000 if match["wan"] else 1) * (100_000_000 if match["yi"] else 1)
    try:
        # Decimal, because 1.1 times 1e8 is 110000000.00000001 in binary, and that would be printed.
        return float(Decimal(match["digits"].replace(",", "")) * times)
    except InvalidOperation:
        return None


def read_date(text: str) -> PartialDate | None:
    """2023, 2023-05 or 2023-05-06 with its precision; None for anything else, an impossible day included."""
    try:
        found = PartialDate(text)
    except ValueError:
        return None
    return found if _EARLIEST <= found.first_day.year <= _LATEST else None


def suggest_date(text: str) -> str | None:
    """What was probably meant by 2023/5/6, 2023.5 or 2023年5月, or None."""
    match = _LOOSE_DATE.fullmatch(text.strip())
    if not match:
        return None
    parts = [match[1], *(f"{int(part):02d}" for part in match.groups()[1:] if part)]
    found = read_date("-".join(parts))
    return found.text if found else None
