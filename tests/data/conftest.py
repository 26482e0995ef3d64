"""The shipped catalog, read once: these tests judge what editors wrote, not the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.catalog import CatalogRoots, load_catalog
from etl.model.catalog import Catalog
from etl.model.statement import Statement

CURATED = Path(__file__).parents[2] / "curated"


@pytest.fixture(scope="session")
def curated() -> Path:
    return CURATED


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    found, problems = load_catalog(CatalogRoots(CURATED, CURATED))
    assert [each.text("en") for each in problems] == []
    return found


@pytest.fixture(scope="session")
def said(catalog):
    """Statements of one subject and predicate, deprecated ones left out."""

    def statements(subject: str, predicate: str) -> list[Statement]:
        return [
            each for each in catalog.statements if each.subject.id == subject and each.predicate == predicate and each.rank != "deprecated"
        ]

    return statements
