"""The default corpus does what it is for: on the first run many marks lead to a sentence."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.config import settings
from etl.model.snapshot import Snapshot
from etl.pipeline import build
from etl.publish.store import read_snapshot


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    chosen = settings(out=tmp_path_factory.mktemp("build"), environment={})
    assert not build(chosen).problems
    return read_snapshot(chosen.out)


@pytest.fixture(scope="module")
def walked(snapshot: Snapshot) -> pd.DataFrame:
    evidence = snapshot.tables["evidence"]
    told = evidence[(evidence["kind"] == "span") & evidence["sentence"].notna()]
    statements = snapshot.tables["statements"]
    return statements[statements["drawn"] & statements["statement_id"].isin(told["statement_id"])]


def test_many_drawn_statements_lead_to_a_sentence(walked: pd.DataFrame) -> None:
    assert len(walked) >= 100


def test_every_kind_of_mark_has_some(walked: pd.DataFrame) -> None:
    for predicate in ("owner", "released_on", "layer", "tier", "industry", "cost", "parameters", "base_model", "market_count"):
        assert (walked["predicate"] == predicate).any(), predicate


def test_briefs_are_described_and_never_independent(snapshot: Snapshot) -> None:
    documents = snapshot.tables["documents"]
    assert not documents["source_id"].isna().any()
    assert not documents["independent"].any()
    spans = snapshot.tables["evidence"].query("kind == 'span'")
    assert not spans["independent"].any()


def test_no_brief_is_newer_than_the_market_it_tells_of(snapshot: Snapshot) -> None:
    assert snapshot.as_of is not None
    assert snapshot.as_of.startswith("2023")
