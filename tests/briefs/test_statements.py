"""What the extractor takes from the briefs, against what a reader wrote down before it read one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from etl.catalog import CatalogRoots, load_catalog
from etl.extract.names import load_name_rules
from etl.extract.patterns import load_patterns
from etl.extract.statements import Extractor
from etl.extract.text import corpus_files, read_document
from etl.model.extraction import Extraction
from etl.model.statement import Statement, value_record

CURATED = Path(__file__).parents[2] / "curated"
EXPECTED: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "expected.yml").read_text(encoding="utf-8"))
NOT_OUT = ("hunyuan", "hunyuan-aide", "mathgpt", "yanxi-industry-llm", "360-search", "360-personal-assistant", "zs-digital-twin")
"""Teased, rumoured, planned or still being developed in every brief that names them."""


@cache
def extractions() -> dict[str, Extraction]:
    catalog, problems = load_catalog(CatalogRoots(CURATED, CURATED))
    names, more = load_name_rules(CURATED / "lexicon")
    patterns, most = load_patterns(CURATED / "patterns")
    assert not [each for each in (*problems, *more, *most) if each.severity == "error"]
    extractor = Extractor(catalog.lexicon(), names, patterns, terms=catalog.terms)
    read = {}
    for path in corpus_files(CURATED / "briefs"):
        document, faults = read_document(path, CURATED)
        assert document is not None
        assert not faults
        read[path.stem] = extractor.read(document)
    return read


def told(statement: Statement) -> Iterator[str]:
    """A statement as `expected.yml` writes it: by the id of what it points at, and by its name."""
    value = value_record(statement.value)
    subject = statement.subject.id or statement.subject.name
    match statement.predicate:
        case "cost":
            yield f"{subject} cost {value['amount']:.0f} {value['currency']} {value['kind']}"
        case "funding":
            yield f"{subject} funding {value['amount']:.0f} {value['currency']}"
        case "hardware":
            yield f"{subject} hardware {value['count']:.0f} {value['device']}"
        case "duration":
            yield f"{subject} duration {value['hours']:.0f}"
        case "market_count":
            yield f"{subject} market_count {value['number']:.0f} {value['what']}"
        case "parameters" | "training_tokens":
            yield f"{subject} {statement.predicate} {value['number']:.0f}"
        case _:
            for key in ("date", "id", "name"):
                if value.get(key):
                    yield f"{subject} {statement.predicate} {value[key]}"


def found(brief: str) -> set[str]:
    return {line for statement in extractions()[brief].statements for line in told(statement)}


@pytest.mark.parametrize("brief", sorted(EXPECTED))
def test_every_brief_yields_statements(brief: str) -> None:
    assert len(extractions()[brief].statements) >= 2
    assert found(brief) & set(EXPECTED[brief])


def test_every_brief_has_its_expectations() -> None:
    assert set(EXPECTED) == set(extractions())


def test_most_of_what_a_reader_takes_is_found() -> None:
    wanted = [(brief, line) for brief, lines in EXPECTED.items() for line in lines]
    missed = [f"{brief}: {line}" for brief, line in wanted if line not in found(brief)]
    assert 1 - len(missed) / len(wanted) >= 0.65, "\n".join(missed)


def test_they_speak_of_many_things() -> None:
    pairs = {(each.subject.key, each.predicate) for extraction in extractions().values() for each in extraction.statements}
    assert len(pairs) >= 40


def test_spans_quote_the_brief() -> None:
    for path in corpus_files(CURATED / "briefs"):
        document, _ = read_document(path, CURATED)
        assert document is not None
        for statement in extractions()[path.stem].statements:
            span = statement.provenance.span
            assert span is not None
            assert document.text[span.start : span.end] == span.quote
            assert span.sentence_start <= span.start < span.end <= span.sentence_end


def test_what_is_not_out_is_never_said_to_be() -> None:
    out = [
        (brief, each.subject.id, each.provenance.span.quote if each.provenance.span else "")
        for brief, extraction in extractions().items()
        for each in extraction.statements
        if each.predicate == "released_on" and each.status == "asserted" and each.subject.id in NOT_OUT
    ]
    assert not out


def test_rivals_stay_rivals() -> None:
    costs = {
        (each.attributed_to, value_record(each.value)["amount"])
        for each in extractions()["training-cost"].statements
        if each.subject.id == "gpt-3" and each.predicate == "cost"
    }
    assert {("英伟达", 12_000_000.0), ("国盛证券", 1_400_000.0)} <= costs
