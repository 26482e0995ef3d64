"""What must be true of every chart, whatever it draws."""

from __future__ import annotations

import inspect
import re

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.selection import Selection
from dashboard.theme import FONT_FAMILY, SIZES, Canvas
from dashboard.views import VIEWS
from dashboard.views.drawing.citation import Citation
from dashboard.views.drawing.rows import BASES, MARK_COLUMNS, ORIGINS, STATUSES
from etl.model.snapshot import Snapshot
from tests.dashboard.views.cases import KINDS, STATES, figure_of, frame_of, snapshot_of

pytestmark = pytest.mark.filterwarnings("error")


def test_the_views_are_those_the_pages_and_commands_name():
    assert list(VIEWS) == ["overview", "map", "tiers", "cost", "timeline"]


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_has_the_three_functions_with_one_signature_and_a_title(view):
    module = VIEWS[view]
    expected = {
        "frame": ({"snapshot": Snapshot, "selection": Selection}, pd.DataFrame),
        "figure": ({"frame": pd.DataFrame, "canvas": Canvas}, go.Figure),
        "sources": ({"frame": pd.DataFrame}, tuple[Citation, ...]),
    }
    for name, (parameters, returned) in expected.items():
        signature = inspect.signature(getattr(module, name), eval_str=True)
        assert {key: parameter.annotation for key, parameter in signature.parameters.items()} == parameters
        assert signature.return_annotation == returned
    assert set(module.TITLE) == {"zh", "en"}


@pytest.mark.parametrize(("view", "state"), STATES)
def test_frames_name_every_mark_once_and_rest_each_on_statements_and_sources(view, state):
    frame = frame_of(view, state)
    known = set(snapshot_of(state).tables["statements"]["statement_id"])
    assert list(frame.columns[: len(MARK_COLUMNS)]) == list(MARK_COLUMNS)
    assert frame["mark_id"].is_unique
    assert set(frame["origin"]) <= set(ORIGINS)
    assert set(frame["basis"]) <= set(BASES)
    assert set(frame["status"]) <= set(STATUSES)
    for row in frame.to_dict("records"):
        assert row["statement_ids"]
        assert set(row["statement_ids"]) <= known
        assert row["source_ids"]
        assert row["mark_id"].startswith(f"{view}:")
        assert row["label_zh"]
        assert row["label_en"]


@pytest.mark.parametrize(("view", "state"), STATES)
def test_citations_cover_every_source_of_every_row_and_no_other(view, state):
    frame = frame_of(view, state)
    cited = VIEWS[view].sources(frame)
    assert {each.source_id for each in cited} == {source for ids in frame["source_ids"] for source in ids}
    assert all(each.title and each.marks for each in cited)


@pytest.mark.parametrize(("view", "state"), STATES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_point_names_its_mark_and_every_mark_is_drawn_or_counted_as_folded(view, state, kind):
    frame = frame_of(view, state)
    figure = figure_of(view, state, kind)
    marks, drawn = set(frame["mark_id"]), set()
    for trace in figure.to_plotly_json()["data"]:
        assert isinstance(trace["x"], list)
        assert len(trace["customdata"]) == len(trace["x"])
        for data in trace["customdata"]:
            assert data[0] in marks
            drawn.add(data[0])
    if view not in {"overview", "tiers"}:
        folded = set((figure.layout.meta or {}).get("folded", ()))
        assert drawn | folded == marks
        assert not drawn & folded


@pytest.mark.parametrize(("view", "state"), STATES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_title_scope_sources_day_product_and_snapshot_stand_in_the_picture(view, state, language):
    figure = figure_of(view, state, "slide", language)
    frame = frame_of(view, state)
    texts = [annotation.text for annotation in figure.layout.annotations]
    assert texts[0].startswith("<b>")
    joined = " ".join(texts)
    assert ("来源：" if language == "zh" else "Sources: ") in joined
    assert "百模图 Baimo Atlas" in joined
    assert frame.attrs["digest"][:8] in joined
    if frame.attrs["as_of"]:
        assert frame.attrs["as_of"] in joined


@pytest.mark.parametrize(("view", "state"), STATES)
def test_nothing_on_a_slide_is_smaller_than_fourteen_pixels(view, state):
    figure = figure_of(view, state, "slide").to_plotly_json()
    smallest = SIZES["slide"].small
    assert all(
        annotation["font"]["size"] >= smallest or len(re.sub("<[^>]*>", "", annotation["text"])) == 1
        for annotation in figure["layout"]["annotations"]
    )
    for trace in figure["data"]:
        for text in trace.get("text") or ():
            for size, inner in re.findall(r'font-size:(\d+)px[^>]*">(?:<b>)?([^<]+)<', text):
                # A single shape beside a name is a sign, not a text.
                assert int(size) >= smallest or len(inner) == 1


@pytest.mark.parametrize("view", VIEWS)
def test_names_from_articles_are_escaped_before_plotly_reads_them_as_html(view):
    snapshot = snapshot_of("one_row")
    tables = dict(snapshot.tables)
    nasty = '<b>x</b><a href="javascript:alert(1)">&'
    for table in ("players", "models"):
        tables[table] = tables[table].assign(name_zh=nasty, name_en=nasty)
    tables["statements"] = tables["statements"].assign(subject_zh=nasty, subject_en=nasty)
    module = VIEWS[view]
    frame = module.frame(Snapshot(snapshot.digest, snapshot.as_of, tables, {}), Selection())
    for kind in KINDS:
        text = module.figure(frame, Canvas(kind, 1600, 900)).to_json()
        assert "<a href" not in text
        assert "\\u003ca href" not in text


@pytest.mark.parametrize("view", VIEWS)
def test_filters_are_told_in_the_subtitle_and_an_empty_result_says_why(view):
    module = VIEWS[view]
    selection = Selection(industries=("finance",), origins=("imported",), query="没有这个名字")
    frame = module.frame(snapshot_of("full"), selection)
    assert frame.empty
    texts = " ".join(annotation.text for annotation in module.figure(frame, Canvas("slide", 1600, 900)).layout.annotations)
    assert "金融" in texts
    assert "没有这个名字" in texts
    assert "筛选" in texts
    assert "清除" in texts


@pytest.mark.parametrize("view", VIEWS)
def test_what_was_published_later_is_not_drawn_as_of_an_earlier_day(view):
    frame = VIEWS[view].frame(snapshot_of("full"), Selection(as_of="2023-06"))
    later = {"linjian-2023-11", "qingdan-2023-09"}
    assert not frame.empty
    assert not any(later & set(ids) for ids in frame["source_ids"])
    assert frame.attrs["as_of"] == "2023-06"


@pytest.mark.parametrize("view", VIEWS)
def test_frames_and_figures_do_not_depend_on_the_order_of_the_rows(view):
    snapshot = snapshot_of("full")
    shuffled = {name: table.iloc[::-1].reset_index(drop=True) for name, table in snapshot.tables.items()}
    module = VIEWS[view]
    one = module.figure(module.frame(snapshot, Selection()), Canvas("slide", 1600, 900)).to_json()
    two = module.figure(
        module.frame(Snapshot(snapshot.digest, snapshot.as_of, shuffled, {}), Selection()), Canvas("slide", 1600, 900)
    ).to_json()
    assert one == two


def test_the_font_stack_begins_with_faces_that_hold_chinese():
    assert FONT_FAMILY.startswith('"Noto Sans CJK SC"')
