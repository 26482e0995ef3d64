"""Reading the keys of one mapping by the table of its shapes: what is unknown, missing or of the wrong shape is reported in place."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as AbstractMapping
from typing import Any

from etl.catalog import scalars, yamlfaults
from etl.catalog.log import Log, closest, hint
from etl.catalog.shapes import KINDS, Field
from etl.catalog.yamlsource import Listing, Mapping, Node, Scalar
from etl.model.quantity import PartialDate

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_CUT_NUMBER = re.compile(r"\d{3}")
_GLUED_KEY = re.compile(r"([A-Za-z_]+)(：|:|\s)")
_WIDE_SEPARATOR = re.compile("[，、；]")

TEXT = ("文字", "a text")
LIST = ("列表", "a list")
MAPPING = ("键值表", "a mapping")


def is_nothing(node: Node) -> bool:
    """Whether a key was written without a value. A quoted text is a value, `""` excepted."""
    return isinstance(node, Scalar) and ((node.plain and node.text in _NOTHING) or not node.text.strip())


def read(
    node: Mapping, fields: AbstractMapping[str, Field], log: Log, *, record: tuple[str, str], ignore: AbstractMapping[str, object]
) -> dict[str, Any]:
    """Values of a mapping's keys by their shapes; what cannot be read is left out. Keys in `ignore` are read by the caller.

    `record` names the kind of record in both languages.
    """
    found: dict[str, Any] = {}
    meant: set[str | None] = set()
    for key, (place, value) in node.entries.items():
        field = fields.get(key)
        if field is None:
            if key not in ignore:
                meant.add(unknown_key(node, place, [*fields, *ignore], log, record=record))
        elif is_nothing(value):
            log.report("C204", value, key=key, example=f"{key}: {field.example}")
        else:
            result = _READERS[field.shape](value, field, log)
            if result is not None:
                found[key] = result
    for field in fields.values():
        if field.required and field.key not in node.entries and field.key not in meant:
            log.report("C203", node, key=field.key, record_zh=record[0], record_en=record[1], example=f"{field.key}: {field.example}")
    return found


def unknown_key(node: Mapping, place: Scalar, known: list[str], log: Log, *, record: tuple[str, str]) -> str | None:
    """Reports a key nobody knows; the key that was probably meant, which then is not missing as well.

    Inside braces a colon without its space, or a full-width one, makes key and value one key: that is told apart, as is a number cut
    at its comma.
    """
    if _CUT_NUMBER.fullmatch(place.text) and is_nothing(node.entries[place.text][1]):
        before = [value for key, value in node.entries.values() if (key.line, key.column) < (place.line, place.column)]
        head = before[-1].text if before and isinstance(before[-1], Scalar) else ""
        log.report("C212", place, joined=f"{head}{place.text}", quoted=f"{head},{place.text}")
        return None
    glued = _GLUED_KEY.match(place.text)
    if glued and glued[1] in known:
        if glued[2] == "：":
            log.report("C114", place, mark="：", ascii=":")
        else:
            log.report("C102", place, **yamlfaults.words(yamlfaults.GLUED if glued[2] == ":" else yamlfaults.NO_COLON))
        return glued[1]
    log.report("C201", place, key=place.text, record_zh=record[0], record_en=record[1], **hint(place.text, known))
    return closest(place.text, known)


def text(node: Node, field: Field, log: Log) -> str | None:
    """A text as written, without the blanks around it."""
    if isinstance(node, Scalar):
        return node.text.strip()
    log.wrong_type(node, field.key, TEXT, f"{field.key}: {field.example}")
    return None


def _texts(node: Node, field: Field, log: Log) -> tuple[str, ...] | None:
    items = node.items if isinstance(node, Listing) else (node,)
    found = []
    for each in items:
        if not isinstance(each, Scalar):
            log.wrong_type(each, field.key, TEXT, f"{field.key}: {field.example}")
        elif is_nothing(each):
            log.report("C204", each, key=field.key, example=f"{field.key}: {field.example}")
        else:
            if each.plain and (wide := _WIDE_SEPARATOR.search(each.text)):
                log.report("C217", each, mark=wide[0])
            found.append(each.text.strip())
    return tuple(found)


def record_id(node: Node, field: Field, log: Log) -> Scalar | None:
    """An id with its place; a text that cannot be one is reported with one that can."""
    word = text(node, field, log)
    if word is None or not isinstance(node, Scalar):
        return None
    allowed = scalars.is_term_id if field.shape == "term_id" else scalars.is_id
    if not allowed(word):
        log.report("C205", node, text=word, example=scalars.suggest_id(word))
        return None
    return node


def _ids(node: Node, field: Field, log: Log) -> tuple[Scalar, ...]:
    items = node.items if isinstance(node, Listing) else (node,)
    return tuple(found for each in items if (found := record_id(each, field, log)))


def localized(node: Node, field: Field, log: Log) -> tuple[str, str] | None:
    """(zh, en); a bare word, or one language alone, stands for both."""
    if isinstance(node, Scalar):
        word = node.text.strip()
        return word, word
    if not isinstance(node, Mapping):
        log.wrong_type(node, field.key, MAPPING, f"{field.key}: {field.example}")
        return None
    languages = {key: Field(key, "text", "", "", f"…（{key}）") for key in ("zh", "en")}
    found = read(node, languages, log, record=(f"「{field.key}」", f"'{field.key}'"), ignore={})
    if not found:
        if not node.entries:
            log.report("C204", node, key=field.key, example=f"{field.key}: {field.example}")
        return None
    return found.get("zh") or found["en"], found.get("en") or found["zh"]


def number(node: Node, field: Field, log: Log) -> float | None:
    """A number as editors write it."""
    word = text(node, field, log)
    if word is None:
        return None
    found = scalars.read_number(word)
    if found is None:
        log.report("C206", node, key=field.key, text=word)
    return found


def partial_date(node: Node, field: Field, log: Log) -> PartialDate | None:
    """A date with its own precision."""
    word = text(node, field, log)
    if word is None:
        return None
    found = scalars.read_date(word)
    if found is None:
        guess = scalars.suggest_date(word)
        if guess:
            words = {"hint_zh": f"写成 {guess}", "hint_en": f"write {guess}"}
        else:
            words = {
                "hint_zh": "写成 2023、2023-05 或 2023-05-06，日子要存在",
                "hint_en": "write 2023, 2023-05 or 2023-05-06, a day that exists",
            }
        log.report("C207", node, key=field.key, text=word, **words)
    return found


def choice(node: Node, field: Field, log: Log) -> str | None:
    """One of the field's words."""
    word = text(node, field, log)
    if word is None or word in field.choices:
        return word
    log.report("C208", node, key=field.key, text=word, **hint(word, field.choices))
    return None


def _choices(node: Node, field: Field, log: Log) -> tuple[str, ...]:
    items = node.items if isinstance(node, Listing) else (node,)
    return tuple(found for each in items if (found := choice(each, field, log)))


def _flag(node: Node, field: Field, log: Log) -> bool | None:
    word = text(node, field, log)
    if word in {"true", "false"}:
        return word == "true"
    if word is not None:
        log.report("C208", node, key=field.key, text=word, **hint(word, ("true", "false")))
    return None


def _span(node: Node, field: Field, log: Log) -> tuple[int, int] | None:
    words = [each.text for each in node.items if isinstance(each, Scalar)] if isinstance(node, Listing) else []
    if len(words) == 2 and all(word.isascii() and word.isdigit() and len(word) < 10 for word in words) and int(words[0]) < int(words[1]):
        return int(words[0]), int(words[1])
    log.report("C211", node, key=field.key)
    return None


def _pattern(pattern: str, name: tuple[str, str]) -> Callable[[Node, Field, Log], str | None]:
    compiled = re.compile(pattern)

    def reader(node: Node, field: Field, log: Log) -> str | None:
        word = text(node, field, log)
        if word is None or compiled.fullmatch(word):
            return word
        log.report(
            "C216", node, key=field.key, text=word, expected_zh=name[0], expected_en=name[1], example=f"{field.key}: {field.example}"
        )
        return None

    return reader


def _records(node: Node, field: Field, log: Log) -> tuple[Mapping, ...]:
    if not isinstance(node, Listing):
        log.wrong_type(node, field.key, LIST, f"{field.key}: {field.example}")
        return ()
    found = []
    for each in node.items:
        if isinstance(each, Mapping):
            found.append(each)
        else:
            log.wrong_type(each, field.key, MAPPING, f"{field.key}: {field.example}")
    return tuple(found)


def _reviewed(node: Node, field: Field, log: Log) -> dict[str, Any] | None:
    if not isinstance(node, Mapping):
        log.wrong_type(node, field.key, MAPPING, f"{field.key}: {field.example}")
        return None
    kind = KINDS["reviewed"]
    return read(node, {each.key: each for each in kind.fields}, log, record=(kind.zh, kind.en), ignore={})


_URL = _pattern(scalars.URL_PATTERN, ("网址", "a web address"))
_SHA256 = _pattern(scalars.SHA256_PATTERN, (" SHA-256（64 位小写十六进制）", "a SHA-256 of 64 lower-case hex digits"))


def _node(node: Node, _field: Field, _log: Log) -> Node:
    """Left as it is for the decoder, which knows what it may point at."""
    return node


_READERS: AbstractMapping[str, Callable[[Node, Field, Log], Any]] = {
    "text": text,
    "texts": _texts,
    "id": record_id,
    "term_id": record_id,
    "ids": _ids,
    "entities": _ids,
    "source": record_id,
    "localized": localized,
    "number": number,
    "date": partial_date,
    "choice": choice,
    "choices": _choices,
    "flag": _flag,
    "span": _span,
    "url": _URL,
    "sha256": _SHA256,
    "records": _records,
    "positions": _records,
    "terms": _records,
    "predicates": _records,
    "reviewed": _reviewed,
    "entity": _node,
    "term": _node,
    "open_term": _node,
}
