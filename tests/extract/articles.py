"""Whole articles with everything they say, as gold: `python -m tests.extract.articles [--errors]` prints the scores.

They stand in articles.yml, were written before the rules were widened for them, and judge what planted sentences are too simple for.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import yaml

from tests.bench.planted import PREDICATES, errors, print_scores, score
from tests.planted.documents import Planted

HERE = Path(__file__).parent
KINDS = {"p": "player", "m": "model", "f": "platform", "a": "application"}
STATUSES = {"planned", "rumoured", "denied"}


def _entity(line: str) -> dict[str, Any]:
    """One entry of `names`: the name, its kind, other forms behind `=`, `?` where no reader must name it."""
    words = line.split()
    place = max(at for at, word in enumerate(words) if word in KINDS)
    forms = [word.lstrip("=") for word in words[place + 1 :] if word not in {"?", "="}]
    entity = {"name": " ".join(words[:place]), "kind": KINDS[words[place]], "surfaces": [" ".join(words[:place]), *forms]}
    return entity | ({"optional": "in passing"} if "?" in words[place + 1 :] else {})


def _value(predicate: str, words: list[str]) -> tuple[dict[str, Any], str]:
    bound = words.pop(0) if words[0] in {"~", ">=", "<="} else "="
    if predicate in {"released_on", "announced_on"}:
        return {"date": words[0]}, bound
    if predicate in {"parameters", "training_tokens"}:
        return {"number": float(words[0]), "high": None}, bound
    if predicate == "cost":
        amount, currency, kind, *rest = words
        per = rest[0] if rest and rest[0].startswith("per_") else None
        return {"amount": float(amount), "high": None, "currency": currency, "kind": kind, "per": per}, bound
    if predicate == "hardware":
        return {"count": float(words[0]), "device": words[1]}, bound
    if predicate == "duration":
        return {"hours": float(words[0])}, bound
    if predicate == "market_count":
        return {"number": float(words[0]), "what": words[1]}, bound
    if predicate in {"layer", "tier"}:
        return {"id": words[0]}, bound
    printed = " ".join(words)
    return {"id": printed, "name": printed}, bound


def _statement(line: str, number: int) -> dict[str, Any]:
    head, subject, value = (part.strip() for part in line.split(" | "))
    *status, predicate = head.split()
    first, *others = (form.strip() for form in subject.split(" / "))
    said: dict[str, Any] = {"id": str(number), "predicate": predicate, "subject": first, "alt_subject": others, "start": 0, "end": 0}
    if value.endswith(" ?"):
        said["optional"], value = "a reader may leave it", value[:-2]
    chosen, *more = value.split(" / ")
    said["value"], said["bound"] = _value(predicate, chosen.split())
    if predicate == "cost":
        said["alt_value"] = [said["value"] | {"kind": kind} for kind in more]
    else:
        said["alt_value"] = [{"id": form, "name": form} for form in more]
    said["status"] = next((word for word in status if word in STATUSES), "asserted")
    return said


def articles() -> list[Planted]:
    """The articles in the form of planted documents."""
    made = []
    for record in yaml.safe_load((HERE / "articles.yml").read_text("utf-8"))["articles"]:
        document = Planted(record["name"], record["text"], "simplified")
        document.entities = [_entity(line) for line in record["names"].split(", ")]
        document.statements = [_statement(line, number) for number, line in enumerate(record["say"])]
        made.append(document)
    return made


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--errors", action="store_true")
    if cli.parse_args().errors:
        print("\n".join(errors(articles())))
    else:
        print_scores({name: row for name, row in score(articles()).items() if name in {*PREDICATES, "STATEMENTS", "ENTITIES"}})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
