"""JSON Schemas for editors, generated from the tables that `decode` reads by, so that completion and check never disagree.

Draft 7, because that is what YAML language servers know. An editor's language server types its scalars (360 is a number there), so
a text may be a string, a number or a boolean; the check itself reads every scalar as text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from etl.catalog import scalars, shapes
from etl.catalog.load import keys_by_kind, load_vocabularies
from etl.catalog.shapes import Field
from etl.errors import InputError
from etl.model.vocabulary import Predicate, Term

Schema = dict[str, Any]

_ANY_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_ID: Schema = {"type": ["string", "integer"], "pattern": f"^(?:{scalars.ID_PATTERN})$"}
_TERM_ID: Schema = {"type": ["string", "integer"], "pattern": f"^(?:{scalars.TERM_PATTERN})$"}
_DATE: Schema = {"type": ["string", "integer"], "pattern": f"^(?:{scalars.DATE_PATTERN})$", "minimum": 1800, "maximum": 2199}
_NUMBER: Schema = {"type": ["string", "number"], "pattern": f"^(?:{scalars.NUMBER_PATTERN})$"}
_NAME_ONLY: Schema = {"type": "object", "properties": {"name": _ANY_TEXT}, "required": ["name"], "additionalProperties": False}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Writes `<kind>.schema.json` for every kind of file; predicates and vocabularies are read from the folder beside it.

    Raises InputError with the problems of the vocabularies if they cannot be read.
    """
    terms, predicates, problems = load_vocabularies(folder.parent / "vocabulary")
    if any(each.severity == "error" for each in problems):
        raise InputError(problems)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas(predicates, terms).items():
        file = folder / f"{name}.schema.json"
        file.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(file)
    return tuple(written)


def schemas(predicates: Iterable[Predicate], terms: Iterable[Term]) -> dict[str, Schema]:
    """Kind of file -> its schema."""
    keys = keys_by_kind(predicates)
    listed = list(terms)
    return {kind: _Printer(keys, listed).file(kind) for kind in ("player", "market", "source", "dispute", "vocabulary", "predicates")}


class _Printer:
    """Fields and predicates of one file as JSON Schema; the vocabularies become the words an editor is offered."""

    def __init__(self, keys: Mapping[str, Mapping[str, Predicate]], terms: Iterable[Term]) -> None:
        self.keys = keys
        self.definitions: dict[str, Schema] = {}
        self.terms: dict[str, list[Term]] = {}
        for term in terms:
            self.terms.setdefault(term.vocabulary, []).append(term)
        self.shapes: Mapping[str, Callable[[Field], Schema]] = {
            "text": lambda _: _ANY_TEXT,
            "texts": lambda _: _one_or_many(_ANY_TEXT),
            "id": lambda _: _ID,
            "term_id": lambda _: _TERM_ID,
            "ids": lambda _: _one_or_many(_ID),
            "entities": lambda _: _one_or_many(_ID),
            "source": lambda _: _ID,
            "localized": lambda _: _LOCALIZED,
            "number": lambda _: _NUMBER,
            "date": lambda _: _DATE,
            "choice": lambda field: {"enum": list(field.choices)},
            "choices": lambda field: _one_or_many({"enum": list(field.choices)}),
            "flag": lambda _: {"type": "boolean"},
            "span": lambda _: {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
            "url": lambda _: {"type": "string", "pattern": f"^(?:{scalars.URL_PATTERN})$"},
            "sha256": lambda _: {"type": "string", "pattern": f"^(?:{scalars.SHA256_PATTERN})$"},
            "records": lambda field: self.list_of(shapes.NESTED[field.key]),
            "positions": lambda _: {**self.list_of("position"), "minItems": 2},
            "terms": lambda _: self.list_of("term"),
            "predicates": lambda _: self.list_of("predicate"),
            "reviewed": lambda _: self.defined("reviewed", lambda: self.record("reviewed")),
            "entity": lambda _: {"anyOf": [_ID, _NAME_ONLY]},
            "term": lambda field: self.words(field.vocabulary or field.key),
            "open_term": lambda field: {"anyOf": [self.words(field.vocabulary or field.key), _ANY_TEXT]},
        }

    def file(self, kind: str) -> Schema:
        """The schema of one kind of file, with the definitions it uses."""
        record = self.record(kind)
        schema: Schema = {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": f"{shapes.KINDS[kind].zh} — {shapes.KINDS[kind].en}",
            **record,
        }
        return {**schema, "definitions": dict(sorted(self.definitions.items()))} if self.definitions else schema

    def defined(self, name: str, make: Callable[[], Schema]) -> Schema:
        """A reference to a definition that is printed once, however often it is used."""
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = make()
        return {"$ref": f"#/definitions/{name}"}

    def list_of(self, kind: str) -> Schema:
        """A list of records of one kind."""
        return {"type": "array", "items": self.defined(kind, lambda: self.record(kind))}

    def record(self, kind: str) -> Schema:
        """One kind of record: its own keys and its statement keys; any other key is an error."""
        fields = shapes.KINDS[kind].fields
        properties = {field.key: self.key(field) for field in fields}
        required = [field.key for field in fields if field.required]
        schema: Schema = {"type": "object", "additionalProperties": False}
        if kind == "market":
            tasks, markets = self.keys["task"], self.keys["market"]
            properties |= {key: self.statement(each) for key, each in {**tasks, **markets}.items()}
            schema["if"] = {"properties": {"kind": {"const": "task"}}}
            schema["then"] = {"properties": dict.fromkeys(sorted(markets.keys() - tasks.keys()), False)}
            schema["else"] = {"properties": dict.fromkeys(sorted(tasks.keys() - markets.keys()), False)}
        elif kind in self.keys:
            properties |= {key: self.statement(each) for key, each in self.keys[kind].items()}
            required += [key for key in shapes.REQUIRED_STATEMENTS.get(kind, ()) if key in self.keys[kind]]
        return {**schema, "properties": properties, "required": required} if required else {**schema, "properties": properties}

    def field(self, field: Field) -> Schema:
        """One key with what it means, in both languages."""
        shape = self.shapes[field.shape](field)
        words = {"description": f"{field.zh} — {field.en}", "examples": [field.example]}
        # Draft 7 ignores whatever stands beside a $ref.
        return {**words, "allOf": [shape]} if "$ref" in shape else {**words, **shape}

    def key(self, field: Field) -> Schema:
        """One key; those that many records or predicates share are printed once."""
        if field in shapes.COMMON_QUALIFIERS:
            return self.defined(f"qualifier_{field.key}", lambda: self.field(field))
        return self.defined(f"key_{field.key}", lambda: self.field(field)) if field in shapes.MODEL.fields else self.field(field)

    def statement(self, predicate: Predicate) -> Schema:
        """A bare value, a long form, or a list of either."""
        words = f"{predicate.name_zh}：{predicate.definition_zh or ''} — {predicate.name_en}: {predicate.definition_en or ''}"

        def make() -> Schema:
            one = self.defined(f"one_{predicate.id}", lambda: self.one(predicate))
            return {"description": words, "anyOf": [one, {"type": "array", "items": one}]}

        return self.defined(f"statement_{predicate.id}", make)

    def one(self, predicate: Predicate) -> Schema:
        """One value of a predicate, bare or with its qualifiers; a key that needs a qualifier has no bare value."""
        fields = shapes.qualifiers(predicate.id, predicate.value, predicate.vocabulary)
        value = self.value(predicate)
        required = [field.key for field in fields.values() if field.required]
        long_form: Schema = {
            "type": "object",
            "additionalProperties": False,
            "properties": {"value": value, **{key: self.key(field) for key, field in fields.items()}},
        }
        if "name" in fields:
            long_form["oneOf"] = [{"required": ["value"]}, {"required": ["name"]}]
        else:
            long_form["required"] = ["value", *required]
        return long_form if required else {"anyOf": [value, long_form]}

    def value(self, predicate: Predicate) -> Schema:
        """The bare value of a predicate."""
        if predicate.value == "term":
            return self.words(predicate.vocabulary or predicate.catalog_key)
        plain = {"date": _DATE, "number": _NUMBER, "money": _NUMBER, "duration": _NUMBER, "entity": {"anyOf": [_ID, _NAME_ONLY]}}
        return plain.get(predicate.value, _ANY_TEXT)

    def words(self, vocabulary: str) -> Schema:
        """The ids of a vocabulary, each with its labels; an open one also takes a name."""

        def make() -> Schema:
            terms = self.terms.get(vocabulary, [])
            labels = [f"{term.name_zh} — {term.name_en}" for term in terms]
            return {"enum": [term.id for term in terms], "markdownEnumDescriptions": labels}

        listed = self.defined(f"words_{vocabulary}", make)
        return {"anyOf": [listed, _NAME_ONLY]} if vocabulary in shapes.OPEN_VOCABULARIES else listed


def _one_or_many(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "array", "items": schema}]}


def _localized(languages: Sequence[str] = ("zh", "en")) -> Schema:
    properties = dict.fromkeys(languages, _ANY_TEXT)
    both: Schema = {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}
    return {"anyOf": [_ANY_TEXT, both]}


_LOCALIZED = _localized()
