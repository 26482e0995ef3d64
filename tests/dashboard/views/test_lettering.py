"""Names on the tiles of the map: whole where there is a way, cut only at the end."""

from __future__ import annotations

import itertools

import pytest

from dashboard.theme import canvas_of
from dashboard.views.drawing.text import width_px
from dashboard.views.map.lettering import letter, lines_wanted, without_owner

ROW = {"player_id": "yunque", "player_zh": "云雀科技", "player_en": "Yunque Tech", "status": "asserted", "contested": False}


def tile(*products, industries=(), **changes):
    names = {
        f"{kind}_{language}": list(each) for language in ("zh", "en") for kind, each in (("products", products), ("industries", industries))
    }
    return ROW | names | {"label_zh": "云雀", "label_en": "Yunque"} | changes


@pytest.mark.parametrize(
    ("name", "owner", "left"),
    [
        ("Yunque smart office suite", ("云雀科技", "Yunque Tech", "yunque"), "Smart office suite"),
        ("云雀行业大模型", ("云雀科技", "Yunque Tech", "yunque"), "行业大模型"),
        ("77 next search engine", ("七七", "Seven", "77"), "Next search engine"),
        ("770 next search engine", ("七七", "Seven", "77"), "770 next search engine"),
        ("YunqueGPT for teachers", ("云雀科技", "Yunque Tech", "yunque"), "YunqueGPT for teachers"),
        ("77 LLM", ("七七", "Seven", "77"), "77 LLM"),
        ("云雀大模型", ("云雀科技", "Yunque Tech", "yunque"), "云雀大模型"),
        ("百灵助手增强版", ("云雀科技", "Yunque Tech", "yunque"), "百灵助手增强版"),
    ],
)
def test_what_the_line_above_says_is_not_said_again(name, owner, left):
    assert without_owner(name, owner) == left


def test_a_long_name_takes_a_second_line_before_it_is_cut():
    canvas = canvas_of("slide", language="en")
    row = tile("Assistant for municipal hotlines of cities")
    assert lines_wanted(row, canvas, 190, named=True, size=14) == 2
    assert letter(row, canvas, 190, named=True, size=14, lines=1).cut
    assert letter(row, canvas, 190, named=True, size=14, lines=2).detail == ("Assistant for municipal", "hotlines of cities")


def test_a_list_says_how_many_more_there_are_and_never_on_a_line_of_its_own():
    canvas = canvas_of("slide", language="en")
    row = tile("Larkspur graph networks", "Lark", "Finch", industries=("Energy",))
    for width, lines in itertools.product((110, 140, 170, 200, 240), (1, 2)):
        detail = letter(row, canvas, width, named=True, size=14, lines=lines).detail
        assert all(width_px(line, 14) <= width - 12 for line in detail)
        assert "+" in detail[-1] or "Finch" in detail[-1]
        assert not detail[-1].strip().startswith("+")


def test_a_status_takes_no_room_from_the_name():
    canvas = canvas_of("slide", language="zh")
    said, planned = (
        letter(tile("百灵助手", status=status), canvas, 150, named=True, size=17, lines=1) for status in ("asserted", "planned")
    )
    assert said.detail == planned.detail == ("百灵助手",)
