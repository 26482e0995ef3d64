import pytest

from etl.errors import CODES, LANGUAGES, InputError, problem, register


@pytest.fixture
def code():
    register({"T999": ("error", "缺少 {name}", "{name} is missing", "补上 {name}", "add {name}")})
    yield "T999"
    del CODES["T999"]


def test_a_problem_names_place_code_message_and_remedy_in_both_languages(code):
    found = problem(code, "players/x.yml", 3, 7, name="id")
    assert found.text("en") == "players/x.yml:3:7: T999 id is missing — add id"
    assert found.text("zh") == "players/x.yml:3:7: T999 缺少 id — 补上 id"
    assert problem(code, "x.yml", name="id").text("en").startswith("x.yml: T999")
    assert InputError([found]).problems == (found,)


def test_a_code_is_given_once(code):
    with pytest.raises(ValueError, match="taken"):
        register({code: ("error", "", "", "", "")})


def test_every_registered_code_has_a_message_and_a_remedy_in_every_language():
    for name, row in CODES.items():
        assert row.severity in {"error", "warning"}, name
        for language in LANGUAGES:
            assert getattr(row, f"message_{language}"), name
            assert getattr(row, f"remedy_{language}"), name
