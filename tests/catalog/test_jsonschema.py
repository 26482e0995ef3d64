"""The schemas that editors complete by say what the check says: one table, two readers."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from etl.catalog.jsonschema import Schema, schemas, write_schemas
from etl.catalog.load import load_vocabularies
from etl.catalog.yamlsource import Listing, Node, Scalar, parse
from etl.errors import InputError
from tests.catalog.problem_cases import FOLDER, catalog_files, read_case
from tests.catalog.world import BASE, ROOT, schema_line, vocabularies, write

CURATED = ROOT / "curated"
KIND_OF_FOLDER = {"players": "player", "sources": "source", "markets": "market", "disputes": "dispute", "vocabulary": "vocabulary"}

SEEN_BY_A_SCHEMA = {"C201", "C202", "C203", "C205", "C207", "C208", "C210", "C215", "C216", "C218"}
"""Codes whose fault shows in one file alone, whatever the rest of the catalog holds."""


def typed(node: Node | None) -> object:
    """The values a YAML 1.2 language server sees: numbers, booleans and nulls where they stand unquoted."""
    if isinstance(node, Listing):
        return [typed(each) for each in node.items]
    if not isinstance(node, Scalar):
        return {key: typed(value) for key, (_, value) in node.entries.items()} if node else None
    if not node.plain:
        return node.text
    if re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    if re.fullmatch(r"[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?", node.text):
        return float(node.text)
    return {"true": True, "false": False, "~": None, "": None, "null": None}.get(node.text, node.text)


def kind_of(path: str) -> str:
    return "predicates" if path == "vocabulary/predicates.yml" else KIND_OF_FOLDER[path.split("/", maxsplit=1)[0]]


@pytest.fixture(scope="module")
def shipped() -> dict[str, Schema]:
    terms, predicates, problems = load_vocabularies(CURATED / "vocabulary")
    assert problems == ()
    return schemas(predicates, terms)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Schema]:
    folder = write(tmp_path_factory.mktemp("small"), vocabularies())
    terms, predicates, _ = load_vocabularies(folder / "vocabulary")
    return schemas(predicates, terms)


def test_the_committed_schemas_are_current(shipped: dict[str, Schema]) -> None:
    committed = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (CURATED / "schema").iterdir()}
    assert committed == {f"{kind}.schema.json": schema for kind, schema in shipped.items()}


def test_each_schema_is_a_schema(shipped: dict[str, Schema]) -> None:
    for schema in shipped.values():
        Draft7Validator.check_schema(schema)


def test_every_file_of_the_shipped_catalog_is_valid(shipped: dict[str, Schema]) -> None:
    files = [path for folder in KIND_OF_FOLDER for path in sorted((CURATED / folder).glob("*.yml"))]
    assert len(files) > 50
    for path in files:
        root, _ = parse(path.read_text(encoding="utf-8"), path.name)
        kind = kind_of(path.relative_to(CURATED).as_posix())
        assert [each.message for each in Draft7Validator(shipped[kind]).iter_errors(typed(root))] == [], path


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_schema_and_check_agree_on_the_golden_table(path: Path, small: dict[str, Schema]) -> None:
    case = read_case(path)
    found = set(re.findall(r": (C\d{3}) ", case.expected["en"]))
    if any(code.startswith("C1") and code != "C116" for code in found) or any(" escaped" in name for name in case.files):
        assert found or case.name == "bom_is_tolerated"  # what breaks the text is not the schema's business
        return
    verdicts = []
    for name, text in catalog_files(case).items():
        if name.split("/")[0] not in KIND_OF_FOLDER or not name.endswith(".yml") or name.count("/") != 1:
            continue
        root, _ = parse(str(text), name)
        verdicts.append(Draft7Validator(small[kind_of(name)]).is_valid(typed(root)))
    if found & SEEN_BY_A_SCHEMA:
        assert False in verdicts
    if not {code for code in found if code not in {"C116", "C217", "C311", "C312", "C403"}}:
        assert False not in verdicts


def test_every_key_is_described_in_both_languages(shipped: dict[str, Schema]) -> None:
    player = shipped["player"]
    for key, schema in player["properties"].items():
        target = player["definitions"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
        assert re.search(r"[\u4e00-\u9fff].* — .*[A-Za-z]", target["description"]), key


def test_written_schemas_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    write(tmp_path, {**vocabularies(), **BASE})
    first = [path.read_bytes() for path in write_schemas(tmp_path / "schema")]
    assert [path.read_bytes() for path in write_schemas(tmp_path / "schema")] == first
    assert len(first) == 6


def test_schemas_are_not_written_from_broken_vocabularies(tmp_path: Path) -> None:
    write(tmp_path, {"vocabulary/predicates.yml": schema_line("predicates") + "predicates: 1\n"})
    with pytest.raises(InputError) as caught:
        write_schemas(tmp_path / "schema")
    assert [each.code for each in caught.value.problems] == ["C202"]
    assert not (tmp_path / "schema").exists()
