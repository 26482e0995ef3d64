from __future__ import annotations

import struct

import kaleido
import pytest

from dashboard.export import fonts
from dashboard.export.fonts import characters_of, missing_characters
from dashboard.export.image import image_bytes, write_image
from dashboard.selection import Selection
from dashboard.theme import canvas_of
from dashboard.views import VIEWS
from dashboard.views import map as market_map
from etl.errors import InputError
from tests.dashboard.atlas_fixture import full_snapshot, one_row_snapshot


def _figure():
    return market_map.figure(market_map.frame(one_row_snapshot(), Selection()), canvas_of("slide"))


def test_a_slide_is_drawn_at_1920_by_1080_as_text_in_the_named_font(tmp_path):
    file = tmp_path / "map.png"
    write_image(_figure(), file)
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (1920, 1080)
    svg = image_bytes(_figure(), format="svg").decode("utf-8")
    assert 'width="1920"' in svg
    assert "Noto Sans CJK SC" in svg
    assert "星河集团" in svg


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(InputError) as caught:
        image_bytes(_figure(), format="gif")
    assert "png" in caught.value.problems[0].remedy("zh")


def test_a_missing_browser_is_a_problem_with_a_remedy(monkeypatch):
    def fail(**_):
        raise RuntimeError("no browser")

    monkeypatch.setattr(kaleido, "start_sync_server", fail)
    with pytest.raises(InputError) as caught:
        image_bytes(_figure())
    assert caught.value.problems[0].code == "X701"
    assert "BROWSER_PATH" in caught.value.problems[0].remedy("en")


def test_a_browser_that_fails_is_a_problem_too(monkeypatch):
    def fail(*_, **__):
        raise TimeoutError

    monkeypatch.setattr(kaleido, "start_sync_server", lambda **_: None)
    monkeypatch.setattr(kaleido, "calc_fig_sync", fail)
    with pytest.raises(InputError) as caught:
        image_bytes(_figure())
    assert caught.value.problems[0].code == "X702"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_figure_asks_for_a_character_that_noto_lacks(view, language, monkeypatch):
    # The signs the charts add themselves; names of articles are checked before each export.
    frame = VIEWS[view].frame(full_snapshot(), Selection())
    figure = VIEWS[view].figure(frame, canvas_of("slide", language=language))
    drawn = {character for text in fonts._texts(figure) for character in text}
    assert not drawn & set("⚑◈⟐⚠️▸✕⌀")
    monkeypatch.setattr(fonts, "characters_of", lambda _: frozenset(map(ord, drawn - {"百"})))
    assert missing_characters(figure, fonts.Path("any.ttc")) == (("百",) if "百" in drawn else ())


def test_a_file_that_is_no_font_has_no_characters(tmp_path):
    file = tmp_path / "broken.ttf"
    file.write_bytes(b"not a font")
    assert characters_of(file) == frozenset()
    assert missing_characters(_figure(), file) == ()
