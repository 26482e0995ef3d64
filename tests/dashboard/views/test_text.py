from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.views.drawing.text import ELLIPSIS, counted, ems, escaped, fit, sized, width_px, wrap

TEXTS = st.text(alphabet=st.sampled_from("百模图大模型，。；（）L0L1GPT-4 abcMWil…·"), max_size=60)


@given(TEXTS, st.floats(min_value=0, max_value=900))
def test_a_fitted_text_is_never_wider_than_its_room(text, room):
    assert width_px(fit(text, 17, room), 17) <= room


@given(TEXTS, st.floats(min_value=60, max_value=900), st.integers(min_value=1, max_value=4))
def test_wrapped_lines_fit_and_are_no_more_than_asked_for(text, room, lines):
    broken = wrap(text, 17, room, lines=lines)
    assert len(broken) <= lines
    assert all(width_px(line, 17) <= room for line in broken)


@given(TEXTS)
def test_wrapping_with_room_enough_loses_nothing_but_spaces(text):
    assert "".join(wrap(text, 17, 120, lines=99)).replace(" ", "") == text.replace(" ", "") or any(
        width_px(word, 17) > 120 for word in text.split(" ")
    )


def test_a_chinese_character_is_one_em_and_latin_letters_less():
    assert ems("百模") == 2
    assert 0.3 < ems("i") + ems("l") < 0.7
    assert ems("é") < 1


def test_a_line_never_begins_with_closing_punctuation():
    for room in range(60, 300, 7):
        assert not any(
            line.startswith(tuple("，。；）")) for line in wrap("大模型，的层；和级。（一）（二）然后，就这样。", 17, room, lines=99)[1:]
        )


def test_what_does_not_fit_ends_in_an_ellipsis_and_too_little_room_gives_nothing():
    assert fit("阿尔法蛋儿童认知", 17, 80).endswith(ELLIPSIS)
    assert fit("阿尔法", 17, 4) == ""
    assert fit("阿尔法", 17, 52) == "阿尔法"


def test_html_is_escaped_and_sizes_are_set():
    assert escaped("<b>&") == "&lt;b&gt;&amp;"
    assert sized("<x>", 20, bold=True) == '<span style="font-size:20px"><b>&lt;x&gt;</b></span>'


def test_english_nouns_agree_with_their_number():
    assert (counted(1, "player"), counted(2, "player")) == ("1 player", "2 players")
