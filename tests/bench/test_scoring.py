import subprocess
import sys

from tests.bench.scoring import Names, credit, document_key, score_entities, score_statements

ENTITIES = [
    {"id": "baike", "name": "百科", "kind": "model", "surfaces": ["百科", "百科大模型"]},
    {"id": "yunque", "name": "云雀", "kind": "player", "surfaces": ["雲雀"]},
]


def said(predicate: str, value: dict, subject: str = "百科", **more) -> dict:
    return {"predicate": predicate, "value": value, "subject": {"id": None, "name": subject, "kind": "model"}, "start": 0, "end": 5} | more


def wanted(predicate: str, value: dict, **more) -> dict:
    return {"predicate": predicate, "value": value, "subject": "百科"} | more


def test_credit_is_whole_half_or_nothing() -> None:
    names = Names(ENTITIES)
    day = {"date": "2024-05-06", "precision": "day"}
    assert credit(said("released_on", day), wanted("released_on", day), names) == 1.0
    assert credit(said("released_on", {"date": "2024-05"}), wanted("released_on", day), names) == 0.5
    assert credit(said("released_on", {"date": "2024"}), wanted("released_on", day), names) == 0.0
    assert credit(said("released_on", day), wanted("released_on", day, status="planned"), names) == 0.0
    assert credit(said("released_on", day, status="rumoured"), wanted("released_on", day, status="planned"), names) == 0.5
    assert credit(said("parameters", {"number": 7e9}, bound="~"), wanted("parameters", {"number": 7.05e9}), names) == 0.5
    assert credit(said("owner", {"id": None, "name": "雲雀"}), wanted("owner", {"id": "yunque", "name": "云雀"}), names) == 1.0
    assert credit(said("owner", {"name": "云雀"}, subject="别的"), wanted("owner", {"id": "yunque", "name": "云雀"}), names) == 0.0


def test_prices_compare_per_token_and_chips_by_name() -> None:
    names = Names(ENTITIES)
    price = {"amount": 2, "currency": "CNY", "kind": "inference_price", "per": "per_1m_tokens"}
    small = {"amount": 0.002, "currency": "CNY", "kind": "inference_price", "per": "per_1k_tokens"}
    assert credit(said("cost", small), wanted("cost", price), names) == 1.0
    assert credit(said("cost", small | {"kind": "training"}), wanted("cost", price), names) == 0.0
    assert credit(said("cost", small | {"currency": "USD"}), wanted("cost", price), names) == 0.0
    chips = {"device": "NVIDIA A100", "count": 8}
    assert credit(said("hardware", chips), wanted("hardware", {"device": "A100", "count": 8}), names) == 1.0
    assert credit(said("hardware", chips), wanted("hardware", {"device": "A100", "count": 16}), names) == 0.0


def test_false_alarms_traps_and_repeats_are_counted() -> None:
    owner = {"id": "yunque", "name": "云雀"}
    gold = {
        "predicates": ["owner", "released_on"],
        "kinds": ["model", "player"],
        "documents": [
            {
                "id": "1",
                "entities": ENTITIES,
                "statements": [wanted("owner", owner), wanted("released_on", {"date": "2024"}, optional="loose")],
                "traps": [{"start": 40, "end": 50}],
            }
        ],
    }
    wrong = said("released_on", {"date": "2021"}, start=45, end=60)
    rows = [said("owner", owner), said("released_on", {"date": "2024"}), wrong, dict(wrong)]
    score = score_statements(gold, {"1": rows})
    assert (score["STATEMENTS"]["hit"], score["STATEMENTS"]["got"], score["STATEMENTS"]["gold"]) == (1.0, 2, 1)
    assert score["STATEMENTS"]["trapped"] == 1
    mentions = [
        {"id": None, "surface": "百科大模型", "name": "百科大模型", "kind": "model"},
        {"id": None, "surface": "某某", "name": "某某", "kind": "player"},
    ]
    entities = score_entities(gold, {"1": mentions})["ENTITIES"]
    assert (entities["precision"], entities["recall"], entities["kinds"]) == (0.5, 0.5, 1.0)


def test_documents_are_paired_by_the_head_of_their_name() -> None:
    assert [document_key(name) for name in ("000_ab.txt", "folder/p0001_x-y.txt", "a.md")] == ["000", "p0001", "a"]


def test_a_missing_folder_is_told_without_a_traceback(tmp_path) -> None:
    command = [sys.executable, "-m", "tests.bench.scores", "--texts", str(tmp_path / "none"), "--gold", str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "none" in ended.stderr
    assert "Traceback" not in ended.stderr
