"""The pages as Streamlit runs them, on a published snapshot of invented players, and on a world small enough to rebuild."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import refresh
from etl.config import settings
from tests.dashboard.app.shelf import shelve
from tests.dashboard.atlas_fixture import empty_snapshot, full_snapshot
from tests.pipeline.world import world

APP = Path(refresh.__file__).parent / "entry" / "atlas.py"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("snapshots")
    return {"full": shelve(full_snapshot(), folder / "full"), "empty": shelve(empty_snapshot(), folder / "empty")}


@pytest.fixture
def fresh_caches():
    st.cache_resource.clear()
    yield
    refresh._SERVED.clear()
    st.cache_resource.clear()


@pytest.fixture
def opened(shelf, fresh_caches):
    """Opens a page of the full atlas with a query and returns it after its first run."""

    def at(page="overview", *, atlas="full", **query):
        refresh.serve_from(snapshot=shelf[atlas])
        app = AppTest.from_file(str(APP), default_timeout=60)
        if page != "overview":
            app.run().switch_page(f"../pages/{page}.py")
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return at


@pytest.fixture
def small(tmp_path, fresh_caches):
    """A catalog of one player and a corpus of one article, served with refresh."""
    place = world(tmp_path)
    here = settings(catalog=place.catalog, corpora=place.corpora, out=place.out, environment={})
    refresh.serve_from(here)
    return here
