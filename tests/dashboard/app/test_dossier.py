from __future__ import annotations

import pytest

from dashboard.components.reader import by_fact, groups_of, page_of
from dashboard.dossier import Dossiers, restricted
from dashboard.dossier.books import _cut
from dashboard.selection import Selection
from etl.pipeline import build
from etl.publish.store import read_snapshot
from tests.dashboard.atlas_fixture import conflict_snapshot, full_snapshot
from tests.pipeline.world import ARTICLE, world


@pytest.fixture(scope="module")
def small_books(tmp_path_factory):
    place = world(tmp_path_factory.mktemp("small"))
    build(place)
    return Dossiers(read_snapshot(place.out))


def test_the_sentence_is_cut_at_the_span(small_books):
    card = next(each for each in small_books.about("yunque") if each.predicate == "parameters")
    passage = next(each for each in card.passages if each.quote)
    assert passage.before + passage.quote + passage.after in ARTICLE.replace("\n", "")
    assert "70亿" in passage.quote
    assert passage.source.publisher == "示例晨报"


def test_a_curated_value_names_its_file_and_line(small_books):
    card = next(each for each in small_books.about("yunque") if each.predicate == "owner" and each.origin == "curated")
    assert card.place == "players/yunque-co.yml:9"


def test_an_address_that_no_browser_should_open_is_no_link():
    snapshot = full_snapshot()
    snapshot.tables["sources"]["url"] = "javascript:alert(1)"
    books = Dossiers(snapshot)
    assert all(card.source.url is None for entity in books.entities for card in books.about(entity))


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ({"sentence": "甲乙丙", "quote": "乙", "start": 11, "sentence_start": 10}, ("甲", "乙", "丙")),
        ({"sentence": "甲乙丙", "quote": "乙", "start": 99, "sentence_start": 10}, ("甲", "乙", "丙")),
        ({"sentence": None, "quote": "乙", "start": None, "sentence_start": None}, ("", "乙", "")),
        ({"sentence": "甲乙丙", "quote": "丁", "start": 11, "sentence_start": 10}, ("", "丁", "")),
        ({"sentence": None, "quote": None, "start": None, "sentence_start": None}, ("", "", "")),
    ],
)
def test_a_span_is_marked_where_it_is_and_never_where_it_is_not(row, parts):
    assert _cut(row) == parts


def test_a_conflict_shows_every_side_with_who_says_so():
    books = Dossiers(conflict_snapshot())
    rivalry = books.all_rivalries()[0]
    assert len(rivalry.cards) > 1
    assert len({card.statement_id for card in rivalry.cards}) == len(rivalry.cards)
    payload = page_of("x", groups_of(rivalry.cards, [rivalry], "en"), language="en")
    shown = [side for group in payload["groups"] for each in group["rivalries"] for side in each["cards"]]
    assert len(shown) == len(by_fact(rivalry.cards))
    assert all(side["passages"] for side in shown)


def test_a_conflict_is_unknown_before_its_second_side_was():
    snapshot = conflict_snapshot()
    everything, early = Dossiers(snapshot), Dossiers(snapshot, as_of="1990")
    assert everything.all_rivalries()
    assert early.all_rivalries() == ()


def test_filters_on_status_and_origin_reach_the_cards():
    books = Dossiers(full_snapshot())
    cards = [card for entity in books.entities for card in books.about(entity)]
    planned = restricted(cards, Selection(statuses=("planned",)))
    assert planned
    assert {card.status for card in planned} == {"planned"}
    assert {card.origin for card in restricted(cards, Selection(origins=("extracted",)))} == {"extracted"}


def test_statements_of_the_same_fact_share_a_card_and_keep_every_source():
    books = Dossiers(full_snapshot())
    for entity in books.entities:
        cards = books.about(entity)
        facts = by_fact(cards)
        assert sum(len(each) for each in facts) == len(cards)
        assert all(len({card.fact_id for card in each}) == 1 for each in facts)
