"""Names the catalog lacks: gathered over all documents, with the best evidence and the lines that would catalogue them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from etl.merge.compare import fold
from etl.merge.evidence import Row
from etl.merge.origins import Sourced
from etl.model.digest import short_id
from etl.model.entity import NAMED_KINDS
from etl.model.extraction import Extraction, Mention
from etl.model.statement import DateValue, EntityValue

_SECTION = {"model": "models", "platform": "platforms", "application": "applications"}


@dataclass(frozen=True, slots=True)
class _Seen:
    mention: Mention
    extraction: Extraction
    sentence: str | None


def candidate_rows(extractions: Sequence[Extraction], statements: Sequence[Sourced]) -> list[Row]:
    """One row for each unknown name and kind, sorted by id."""
    seen: dict[tuple[str, str], list[_Seen]] = {}
    for extraction in extractions:
        for mention in extraction.mentions:
            if mention.id is None and mention.kind in NAMED_KINDS and fold(mention.name):
                seen.setdefault((mention.kind, fold(mention.name)), []).append(_Seen(mention, extraction, _sentence(extraction, mention)))
    about: dict[tuple[str, str], list[Sourced]] = {}
    values: Counter[str] = Counter()
    for each in statements:
        subject, value = each.statement.subject, each.statement.value
        if subject.id is None:
            about.setdefault((subject.kind, fold(subject.name)), []).append(each)
        if isinstance(value, EntityValue) and value.id is None:
            values[fold(value.name)] += 1
    return [_row(kind, name, seen[kind, name], about.get((kind, name), []), values[name]) for kind, name in sorted(seen)]


def _row(kind: str, folded: str, seen: list[_Seen], about: list[Sourced], as_value: int) -> Row:
    best = min(seen, key=lambda one: (-one.mention.confidence, one.sentence is None, one.extraction.document.path, one.mention.start))
    printed = Counter(one.mention.name for one in seen)
    name = min(printed, key=lambda word: (-printed[word], word))
    owner = _owner(about)
    return {
        "candidate_id": short_id("ca", kind, folded),
        "name": name,
        "kind": kind,
        "surfaces": sorted({one.mention.surface for one in seen}),
        "mentions": len(seen),
        "documents": len({one.extraction.document.id for one in seen}),
        "statements": len(about) + as_value,
        "document_id": best.extraction.document.id,
        "start": best.mention.start,
        "end": best.mention.end,
        "sentence": best.sentence,
        "confidence": best.mention.confidence,
        "owner": (owner.id or owner.name) if owner else None,
        "yaml": _yaml(kind, name, owner, best, about),
    }


def _owner(about: list[Sourced]) -> EntityValue | None:
    said = [each for each in about if each.statement.predicate == "owner" and each.statement.status == "asserted"]
    best = min(said, key=lambda each: (-each.statement.confidence, each.id), default=None)
    return best.statement.value if best and isinstance(best.statement.value, EntityValue) else None


def _sentence(extraction: Extraction, mention: Mention) -> str | None:
    for start, end, words in extraction.around:
        if start <= mention.start and mention.end <= end:
            return words
    return None


def _yaml(kind: str, name: str, owner: EntityValue | None, best: _Seen, about: list[Sourced]) -> str:
    """Lines that `baimo check` accepts once the source is described; values it was told, each with its source and span."""
    entity_id = identifier(name)
    source = best.extraction.document.source_id
    latin = name.isascii()
    names = f"{{zh: {_scalar(name)}, en: {_scalar(name if latin else entity_id)}}}"
    lines = [f"id: {_scalar(entity_id)}", f"name: {names}"]
    if source:
        lines.append(f"source: {source}")
    if kind != "player":
        if owner and owner.id:
            lines.append(f"owner: {_scalar(owner.id)}")
        lines += _dated(about, source)
    if kind == "player":
        head = f"# curated/players/{entity_id}.yml"
        return "\n".join([head, "# yaml-language-server: $schema=../schema/player.schema.json", *lines])
    home = owner.id if owner and owner.id else "<player>"
    head = f"# curated/players/{home}.yml"
    return "\n".join([head, f"{_SECTION[kind]}:", f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])])


def _dated(about: list[Sourced], source: str | None) -> list[str]:
    lines = []
    for predicate, key in (("released_on", "released"), ("announced_on", "announced")):
        for each in about:
            value, span = each.statement.value, each.statement.provenance.span
            same_source = each.source.id == source if each.source else source is None
            if each.statement.predicate == predicate and isinstance(value, DateValue) and value.high is None and span and same_source:
                lines.append(f"{key}: {{value: {_scalar(value.date)}, at: [{span.start}, {span.end}]}}")
                break
    return lines


def identifier(name: str) -> str:
    """An id for a name: its Latin letters and digits, else a short one made of the name, which an editor may better."""
    latin = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name.casefold())
    slug = "-".join(part for part in latin.split("-") if part)
    return slug if any(letter.isalpha() for letter in slug) and len(slug) > 1 else short_id("new", name).replace("_", "-")[:12]


def _scalar(text: str) -> str:
    """A YAML scalar; quoted where YAML would read something else into it."""
    plain = text and text[0].isalnum() and all(letter.isalnum() or letter in "-._ " for letter in text) and not text[0].isdigit()
    return (
        text
        if plain and text == text.strip() and text.casefold() not in {"no", "yes", "on", "off", "null", "true", "false", "y", "n"}
        else f"'{text.replace(chr(39), chr(39) * 2)}'"
    )
