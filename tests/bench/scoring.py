"""Judges statements and names against hand-made gold, in the format and by the rules that `baimo eval` documents.

A prediction earns 1, one half (a date one step coarser or finer, a wrong bound on the right number, a confusion of plan and rumour) or
nothing. A plan, rumour or denial given as asserted earns nothing. The same statement twice in a document counts once.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from opencc import OpenCC

Row = Mapping[str, Any]
DATES = frozenset({"released_on", "announced_on", "founded_on"})
NUMBERS = frozenset({"parameters", "training_tokens", "training_data_bytes", "market_count", "metric"})
JOBS = frozenset({"cost", "hardware", "duration"})
_IGNORED = re.compile(r"[\s\-_·•“”\"'‘’《》「」『』()]")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)b(?![a-z])")
_CHIP_WORDS = re.compile("nvidia|英伟达|gpu|显卡|芯片")
_MEMORY = re.compile(r"(?<=\d)\d{2,3}gb?$")
_PRECISION = {4: 0, 7: 1, 10: 2}
_CONVERTER = OpenCC("t2s")


@cache
def fold(text: str) -> str:
    """A name with script, width, case, quotes, blanks and hyphens put aside."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", _CONVERTER.convert(text)).casefold())


def _text(value: object) -> str:
    return str(value or "")


class Names:
    """Printed forms to entities of one document."""

    def __init__(self, entities: Iterable[Row]) -> None:
        self.kinds: dict[str, str] = {}
        self._keys: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            key = fold(_text(entity.get("id") or entity["name"]))
            self.kinds[key] = _text(entity.get("kind"))
            for form in (entity.get("id"), entity["name"], *(entity.get("surfaces") or ())):
                if form:
                    self._keys[fold(_text(form))].add(key)

    def of(self, *forms: object) -> set[str]:
        """Keys of the first form that is known; of none: the forms themselves."""
        printed = [fold(_text(form)) for form in forms if form]
        return next((self._keys[form] for form in printed if form in self._keys), set(printed))


def _named(record: Row) -> tuple[object, object, object]:
    return record.get("id"), record.get("surface"), record.get("name")


def _close(got: Any, want: Any) -> bool:
    if got is None or want is None:
        return got is want
    try:
        first, second = float(got), float(want)
    except (TypeError, ValueError):
        return False
    return math.isfinite(first) and math.isfinite(second) and abs(first - second) <= 0.01 * max(abs(first), abs(second), 1e-12)


def _date(got: Row, want: Row) -> float:
    first, second = _text(got.get("date")), _text(want.get("date"))
    shared = min(len(first), len(second))
    if shared < 4 or first[:shared] != second[:shared]:
        return 0.0
    apart = abs(_PRECISION.get(len(first), 9) - _PRECISION.get(len(second), 9))
    return {0: 1.0, 1: 0.5}.get(apart, 0.0) * (1.0 if got.get("high") == want.get("high") else 0.5)


def _money(value: Row) -> tuple[Any, str]:
    per, amount = _text(value.get("per")) or "total", value.get("amount")
    tokens = {"per_1k_tokens": 1e3, "per_1m_tokens": 1e6}.get(per)
    return (float(amount) / tokens, "per_token") if tokens and amount is not None else (amount, per)


def _cost(got: Row, want: Row) -> float:
    (amount, per), (wanted, wanted_per) = _money(got), _money(want)
    return float(
        _close(amount, wanted)
        and per == wanted_per
        and _close(got.get("high"), want.get("high"))
        and got.get("currency") == want.get("currency")
        and (want.get("kind") in {None, "other"} or got.get("kind") == want.get("kind"))
    )


def _chips(device: object) -> set[str]:
    parts = (_CHIP_WORDS.sub("", fold(part)) for part in re.split(r"[/、,，]", _text(device)))
    return {_MEMORY.sub("", part) for part in parts} - {""}


def _hardware(got: Row, want: Row) -> float:
    wanted = _chips(want.get("device"))
    right = not wanted or bool(_chips(got.get("device")) & wanted)
    return float(right and (want.get("count") is None or _close(got.get("count"), want["count"])))


def _value(predicate: str, got: Row, want: Row, names: Names) -> float:
    if predicate in DATES:
        return _date(got, want)
    if predicate in NUMBERS:
        same = want.get("what") is None or got.get("what") == want["what"]
        return float(same and _close(got.get("number"), want.get("number")) and _close(got.get("high"), want.get("high")))
    if predicate == "cost":
        return _cost(got, want)
    if predicate == "hardware":
        return _hardware(got, want)
    if predicate == "duration":
        return float(_close(got.get("hours"), want.get("hours")))
    if predicate in {"layer", "tier", "industry"}:
        return float(fold(_text(want.get("id"))) in {fold(_text(got.get("id"))), fold(_text(got.get("name")))})
    if names.of(*_named(got)) & names.of(want.get("id"), want.get("name")):
        return 1.0
    if predicate == "base_model":
        first, second = (fold(_text(each.get("name") or each.get("id"))) for each in (got, want))
        same_family = _SIZE.sub("", first) == _SIZE.sub("", second)
        return float(same_family and not (_SIZE.search(first) and _SIZE.search(second)))
    return 0.0


def _overlap(got: Row, want: Row) -> bool:
    places = (got.get("start"), got.get("end"), want.get("start"), want.get("end"))
    return None not in places and got["start"] < want["end"] and want["start"] < got["end"]


def _same_subject(got: Row, want: Row, names: Names) -> bool:
    if want["predicate"] == "market_count":
        return True
    subject = names.of(*_named(got["subject"]))
    if any(subject & names.of(name) for name in (want["subject"], *want.get("alt_subject", ()))):
        return True
    tasks = got["subject"].get("kind") == want.get("subject_kind") == "task" and got["predicate"] in JOBS
    return bool(tasks and _overlap(got, want) and got["end"] - got["start"] <= 200)


def credit(got: Row, want: Row, names: Names) -> float:
    """0, one half or 1: how right a prediction is as this gold statement."""
    if got["predicate"] not in {want["predicate"], *want.get("alt_predicate", ())} or not _same_subject(got, want, names):
        return 0.0
    right = max(_value(want["predicate"], got["value"], value, names) for value in (want["value"], *want.get("alt_value", ())))
    said, true = _text(got.get("status")) or "asserted", _text(want.get("status")) or "asserted"
    if said != true:
        right *= 0.0 if {said, true} & {"asserted", "denied"} else 0.5
    if want["predicate"] in NUMBERS | {"cost"} and (got.get("bound") or "=") != (want.get("bound") or "="):
        right *= 0.5
    return right


def _pair(want: Sequence[Row], rows: Sequence[Row], names: Names) -> tuple[dict[int, float], set[int]]:
    """Credit per gold statement, best pairs first, and the predictions that match something."""
    every = [(credit(got, one, names), not one.get("optional"), i, j) for j, got in enumerate(rows) for i, one in enumerate(want)]
    pairs = sorted((pair for pair in every if pair[0] > 0), reverse=True)
    earned: dict[int, float] = {}
    used: set[int] = set()
    for right, _, i, j in pairs:
        if i not in earned and j not in used:
            earned[i] = right
            used.add(j)
    for right, _, i, j in pairs:  # gold that says the same thing twice is found by one prediction
        if right == 1.0 and i not in earned and j in used:
            earned[i] = right
    return earned, used | {j for right, _, i, j in pairs if right == 1.0 or want[i].get("optional")}


def _repeats_the_name(got: Row) -> bool:
    size = _SIZE.search(fold(_text(got["subject"].get("name"))))
    return got["predicate"] == "parameters" and size is not None and _close(got["value"].get("number"), float(size[1]) * 1e9)


def measures(hit: float, got: float, gold: float) -> dict[str, float]:
    """Precision, recall and F1 with what they are made of."""
    precision, recall = hit / got if got else 0.0, hit / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "hit": hit, "got": got, "gold": gold}


def score_statements(gold: Row, predicted: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, float]]:
    """Measures per predicate and, under STATEMENTS, over all, with the number trapped."""
    found: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    required: Counter[str] = Counter()
    trapped = 0
    for document in gold["documents"]:
        names = Names(document["entities"])
        want = [one for one in document["statements"] if one["predicate"] in gold["predicates"]]
        rows = [row for row in predicted.get(document["id"], ()) if row["predicate"] in gold["predicates"]]
        earned, matched = _pair(want, rows, names)
        for i, one in enumerate(want):
            if not one.get("optional"):
                required[one["predicate"]] += 1
                found[one["predicate"]] += earned.get(i, 0.0)
                judged[one["predicate"]] += i in earned
        seen: set[str] = set()
        for j, row in enumerate(rows):
            printed = json.dumps(
                [sorted(names.of(*_named(row["subject"]))), row["predicate"], row["value"]], sort_keys=True, ensure_ascii=False
            )
            if j in matched or _repeats_the_name(row) or printed in seen:
                continue
            seen.add(printed)
            judged[row["predicate"]] += 1
            trapped += any(_overlap(row, trap) for trap in document.get("traps") or ())
    score = {each: measures(found[each], judged[each], required[each]) for each in gold["predicates"] if judged[each] or required[each]}
    score["STATEMENTS"] = measures(sum(found.values()), sum(judged.values()), sum(required.values())) | {"trapped": trapped}
    return score


def score_entities(gold: Row, predicted: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, float]]:
    """Per document, the set of names found; `kinds` is the share with the right kind."""
    found = judged = required = kinds = right = 0
    for document in gold["documents"]:
        names = Names(document["entities"])
        want = {fold(_text(one.get("id") or one["name"])) for one in document["entities"] if not one.get("optional")}
        known: dict[str, set[str]] = defaultdict(set)
        stray: set[str] = set()
        for mention in predicted.get(document["id"], ()):
            if mention.get("kind") in gold["kinds"]:
                keys = names.of(mention.get("id"), mention.get("surface"), mention.get("name"))
                for key in keys & set(names.kinds):
                    known[key].add(mention["kind"])
                if not keys & set(names.kinds):
                    stray.add(min(keys, default=""))
        hits = set(known) & want
        found, judged, required = found + len(hits), judged + len(hits) + len(stray), required + len(want)
        kinds, right = kinds + len(known), right + sum(names.kinds[key] in said for key, said in known.items())
    return {"ENTITIES": measures(found, judged, required) | {"kinds": right / kinds if kinds else 0.0}}


def document_key(name: str) -> str:
    """The part of a file name by which gold and documents are paired."""
    return re.split(r"[_.]", name.rsplit("/", 1)[-1])[0]
