"""Folders to catalog: what is replaced, what falls back, what is passed over, and how long it takes."""

import time
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.catalog import CatalogRoots, load_catalog
from etl.catalog.load import load_vocabularies
from etl.errors import Problem
from tests.catalog.world import BASE, ROOT, load, schema_line, vocabularies, write

CURATED = ROOT / "curated"


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [each.code for each in problems]


def test_the_shipped_catalog_has_no_problem_of_any_kind() -> None:
    catalog, problems = load_catalog(CatalogRoots(CURATED, CURATED))
    assert [each.text("en") for each in problems] == []
    assert catalog.lexicon()


def test_another_catalog_replaces_the_records_and_keeps_the_shipped_vocabularies(tmp_path: Path) -> None:
    shipped = write(tmp_path / "shipped", {**vocabularies(), **BASE})
    own = write(
        tmp_path / "own",
        {
            "players/solo.yml": schema_line("player") + "id: solo\nname: 独\nkind: startup\nsource: mine\nlayers: general\n",
            "sources/mine.yml": schema_line("source") + "id: mine\ntitle: 记\npublisher: 我\n",
        },
    )
    catalog, problems = load_catalog(CatalogRoots(own, shipped))
    assert problems == ()
    assert [each.id for each in catalog.entities] == ["solo"]
    assert [each.id for each in catalog.sources] == ["mine"]
    assert {each.vocabulary for each in catalog.terms} >= {"layers", "industries"}
    assert ("vocabulary/layers.yml" in dict(catalog.digests)) is True
    assert "players/acme.yml" not in dict(catalog.digests)


def test_a_vocabulary_of_the_own_catalog_replaces_the_shipped_one_of_that_name_alone(tmp_path: Path) -> None:
    shipped = write(tmp_path / "shipped", {**vocabularies(), **BASE})
    own = write(tmp_path / "own", {**BASE, "vocabulary/routes.yml": schema_line("vocabulary") + "terms:\n  - {id: to_moon, name: 登月}\n"})
    catalog, problems = load_catalog(CatalogRoots(own, shipped))
    assert problems == ()
    assert [each.id for each in catalog.terms if each.vocabulary == "routes"] == ["to_moon"]
    assert len([each for each in catalog.terms if each.vocabulary == "layers"]) == 4


def test_a_source_that_a_shipped_vocabulary_cites_comes_along(tmp_path: Path) -> None:
    defined = schema_line("vocabulary") + "terms:\n  - {id: general, name: 通用, definition: 什么都能做, source: weekly}\n"
    shipped = write(tmp_path / "shipped", {**vocabularies(), **BASE, "vocabulary/layers.yml": defined})
    mine = schema_line("source") + "id: mine\ntitle: 记\npublisher: 我\n"
    solo = schema_line("player") + "id: solo\nname: 独\nkind: startup\nsource: mine\n"
    own = write(tmp_path / "own", {"players/solo.yml": solo, "sources/mine.yml": mine})
    catalog, problems = load_catalog(CatalogRoots(own, shipped))
    assert problems == ()
    assert sorted(each.id for each in catalog.sources) == ["mine", "weekly"]


@pytest.mark.parametrize("there", ["nothing", "a file", "an empty folder"])
def test_what_is_no_catalog_is_named_in_one_line(tmp_path: Path, there: str) -> None:
    if there == "a file":
        (tmp_path / "x").write_text("x")
    elif there == "an empty folder":
        (tmp_path / "x").mkdir()
    catalog, problems = load_catalog(CatalogRoots(tmp_path / "x", CURATED))
    assert catalog.entities == ()
    assert codes(problems) == ["C308"]
    assert (tmp_path / "x").as_posix() in problems[0].text("zh")


def test_broken_predicates_are_reported_and_accuse_no_record(tmp_path: Path) -> None:
    catalog, problems = load(tmp_path, {"vocabulary/predicates.yml": schema_line("predicates") + "predicates: [\n"})
    assert codes(problems) == ["C102"]
    assert catalog.statements == ()


def test_a_missing_vocabulary_is_named_where_it_is_needed(tmp_path: Path) -> None:
    write(tmp_path, {**vocabularies(), **BASE})
    (tmp_path / "vocabulary" / "player_kinds.yml").unlink()
    _, problems = load_catalog(CatalogRoots(tmp_path, tmp_path))
    assert [(each.code, each.line) for each in problems] == [("C309", 4)]


def test_a_record_with_an_error_leaves_the_others_standing(tmp_path: Path) -> None:
    bad = schema_line("player") + "id: bad\nname: 坏\nkind: nonsense\nsource: weekly\nlayers: general\n"
    catalog, problems = load(tmp_path, {"players/bad.yml": bad})
    assert codes(problems) == ["C303"]
    assert {each.id for each in catalog.entities} == {"acme", "peak", "home", "bad"}
    assert [each.predicate for each in catalog.statements if each.subject.id == "bad"] == ["layer"]


def test_the_second_bearer_of_an_id_says_nothing_in_the_catalog(tmp_path: Path) -> None:
    twin = schema_line("player") + "id: twin\nname: 双\nkind: startup\nsource: weekly\nmodels:\n  - {id: acme, name: 影, parameters: 1亿}\n"
    catalog, problems = load(tmp_path, {"players/twin.yml": twin})
    assert codes(problems) == ["C304"]
    assert [each for each in catalog.statements if each.predicate == "parameters"] == []
    assert len({each.id for each in catalog.entities}) == len(catalog.entities)


def test_thousands_of_wrong_ids_are_answered_in_bounded_time(tmp_path: Path) -> None:
    partners = "".join(f"  - wrong-{n}\n" for n in range(5000))
    many = schema_line("player") + f"id: many\nname: 多\nkind: startup\nsource: weekly\npartners:\n{partners}"
    started = time.process_time()
    _, problems = load(tmp_path, {"players/many.yml": many})
    assert codes(problems) == ["C301"] * 5000
    assert time.process_time() - started < 10


def test_a_folder_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {**vocabularies(), **BASE})
    listed = Path.iterdir

    def refuse(folder: Path) -> object:
        if folder.name == "sources":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    _, problems = load_catalog(CatalogRoots(tmp_path, tmp_path))
    assert "C117" in codes(problems)


def test_hidden_files_and_other_suffixes_are_passed_over(tmp_path: Path) -> None:
    _, problems = load(tmp_path, {"players/.swap.yml": "x: [", "players/notes.txt": "x", "players/acme.yml~": "x: ["})
    assert problems == ()


def test_problems_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    body = "id: {0}\nname: {0}\nkind: startup\nsource: weekly\nlayers: zzz\nfoo: 1\n"
    files = {f"players/{name}.yml": schema_line("player") + body.format(name) for name in ("b1", "a1")}
    _, problems = load(tmp_path, files)
    places = [(each.path, each.line, each.column) for each in problems]
    assert len(places) == 4
    assert places == sorted(places)


DAMAGE = (
    "",
    "\n",
    " ",
    "  ",
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "#",
    "&a ",
    "*a",
    "!x ",
    "~",
    "，",
    "：",
    "\t",
    "\x00",
    "value: ",
    "- - ",
    "99",
)


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_damaged_files_are_reported_and_never_raise(tmp_path_factory: pytest.TempPathFactory, random: Random) -> None:
    files = {}
    for path in sorted(CURATED.glob("*/*.yml")):
        text = path.read_text(encoding="utf-8")
        for _ in range(random.randint(1, 3)):
            start = random.randrange(len(text))
            text = text[:start] + random.choice(DAMAGE) + text[start + random.randint(0, 12) :]
        files[path.relative_to(CURATED).as_posix()] = text
    folder = write(tmp_path_factory.mktemp("damaged"), files)
    catalog, problems = load_catalog(CatalogRoots(folder, folder))
    assert all(each.text(language) for each in problems for language in ("zh", "en"))
    assert len({each.id for each in catalog.entities}) == len(catalog.entities)
    assert len({each.id for each in catalog.statements}) <= len(catalog.statements)


def test_vocabularies_of_one_folder(tmp_path: Path) -> None:
    write(tmp_path, vocabularies())
    terms, predicates, problems = load_vocabularies(tmp_path / "vocabulary")
    assert problems == ()
    assert {each.id for each in terms if each.vocabulary == "tiers"} == {"L0", "L1", "L2"}
    assert {each.id: each.catalog_key for each in predicates}["released_on"] == "released"


def test_five_thousand_entries_cost_no_more_than_reading_their_yaml_twice(tmp_path: Path) -> None:
    star = (
        "  - id: star-{n}\n    name: {{zh: 星{n}号, en: Star {n}}}\n    aliases: [恒星{n}]\n    released: 2023-05\n    owner: nova-{p}\n"
        "    parameters: {{value: 1750亿, bound: about, at: [10, 20]}}\n    layers: [{{value: general, source: weekly}}]\n"
    )
    files = {
        f"players/nova-{p}.yml": schema_line("player")
        + f"id: nova-{p}\nname: 新{p}\nkind: startup\nsource: weekly\nmodels:\n"
        + "".join(star.format(n=f"{p}-{n}", p=p) for n in range(49))
        for p in range(100)
    }
    write(tmp_path, {**vocabularies(), **BASE, **files})
    ratios = []
    for _ in range(3):
        started = time.process_time()
        catalog, problems = load_catalog(CatalogRoots(tmp_path, tmp_path))
        checked = time.process_time()
        for text in files.values():
            yaml.load(text, Loader=yaml.CSafeLoader)
        ratios.append((checked - started) / (time.process_time() - checked))
    assert problems == ()
    assert len(catalog.entities) == 5003
    assert min(ratios) < 2


@pytest.mark.parametrize(
    ("date", "accessed", "expected"),
    [
        ("2023-06-30", "2024-01-05", []),
        ("2023", "2024-01-05", []),
        ("2023-07-01", "2024-01-05", ["C403"]),
        ("2024-01-05", "2024-01-05", ["C403"]),
        ("2024-01-06", "2024-01-05", ["C402"]),
        ("2024-01-31", "2024-01", ["C403"]),
        ("2024-02", "2024-01", ["C402"]),
        ("2024", "2024-01", ["C403"]),
    ],
)
def test_a_date_is_later_than_its_source_only_if_no_day_of_it_can_be_earlier(
    tmp_path: Path, date: str, accessed: str, expected: list[str]
) -> None:
    weekly = BASE["sources/weekly.yml"].replace("2024-01-05", accessed)
    star = schema_line("player") + (
        f"id: nova\nname: 新\nkind: startup\nsource: weekly\nmodels:\n  - {{id: star, name: 星, released: {date}, announced: {{value: 2030, status: planned}}}}\n"
    )
    _, problems = load(tmp_path, {"sources/weekly.yml": weekly, "players/nova.yml": star})
    assert codes(problems) == expected
