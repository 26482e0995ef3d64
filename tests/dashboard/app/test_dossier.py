from __future__ import annotations

import pytest

from dashboard.components.reader import _unrepeated, by_fact, groups_of, page_of
from dashboard.components.words import say
from dashboard.dossier import Dossiers, restricted
from dashboard.dossier.books import _cut
from dashboard.selection import Selection, known_by, known_statements
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


def test_a_sentence_that_editors_cite_and_extraction_found_stands_once_and_says_so():
    home = {"url": None, "text": "示例晨报", "meta": "2023-05", "place": None}
    edited = {"before": "云雀科技说，", "quote": "模型有 70 亿参数", "after": "。", "source": home | {"place": "目录 players/a.yml:9"}}
    found = {"before": "", "quote": "云雀科技说，模型有 70 亿", "after": "参数。", "source": home}
    other = {"before": "", "quote": "另一句。", "after": "", "source": home}
    for order in ([edited, found, other], [found, edited, other]):
        first, second = _unrepeated(order, "zh")
        assert (first["before"], first["quote"], first["after"]) == ("", "云雀科技说，模型有 70 亿参数", "。")
        assert first["source"]["place"] == "目录 players/a.yml:9"
        assert say("zh", "cited_twice") in first["source"]["meta"]
        assert second == other


def test_who_is_quoted_bears_the_name_of_the_readers_language():
    snapshot = full_snapshot()
    player = snapshot.tables["players"].iloc[0]
    snapshot.tables["statements"]["attributed_to"] = [player["name_zh"], *["无名研究员"] * (len(snapshot.tables["statements"]) - 1)]
    ids = list(snapshot.tables["statements"]["statement_id"])
    english, chinese = (Dossiers(snapshot, language=language) for language in ("en", "zh"))
    assert english.cards(ids[:1])[0].attributed_to == player["name_en"]
    assert chinese.cards(ids[:1])[0].attributed_to == player["name_zh"]
    assert english.cards(ids[1:2])[0].attributed_to == "无名研究员"


def test_as_of_a_day_nobody_who_spoke_later_is_heard_or_counted():
    snapshot = conflict_snapshot()
    published = dict(zip(snapshot.tables["sources"]["source_id"], snapshot.tables["sources"]["date_published"], strict=True))
    days = sorted({day for day in published.values() if day and len(day) == 10})
    day = days[len(days) // 2]
    later = {source for source, when in published.items() if not known_by(when, day)}
    assert later
    known = known_statements(snapshot, day)
    assert len(known)
    assert all(later.isdisjoint(sources) for sources in known["corroborated_by"])
    books = Dossiers(snapshot, as_of=day)
    cards = [card for entity in books.entities for card in books.about(entity)]
    assert cards
    assert not {passage.source.id for card in cards for passage in card.passages} & later
    assert not {position.source.id for rivalry in books.all_rivalries() for position in rivalry.positions} & later
