"""Scores of the extractor on the planted corpus: `python -m tests.bench.planted [--half training|judging] [--documents N]`.

`--errors` lists what the training half has wrong; the judging half shows figures only, so that no rule is written by looking at it.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from etl.extract.statements import mention_row, statement_row
from etl.extract.text import document_of
from tests.bench.scores import shipped_extractor
from tests.bench.scoring import Names, credit, document_key, fold, score_entities, score_statements
from tests.planted.documents import Planted, gold, planted, sealed

HALVES = ("training", "judging")
PREDICATES = frozenset(gold([])["predicates"])


def read_planted(documents: Sequence[Planted], *, lexicon: bool = True) -> tuple[dict[str, list[Any]], dict[str, list[Any]], int]:
    """Statement rows and mention rows by document, and how many spans do not equal their quotes."""
    extractor = shipped_extractor(lexicon=lexicon)
    statements: dict[str, list[Any]] = defaultdict(list)
    mentions: dict[str, list[Any]] = defaultdict(list)
    bad = 0
    for made in documents:
        document = document_of(made.text, name=made.name)
        extraction, key = extractor.read(document), document_key(made.name)
        statements[key] = [dict(statement_row(each, document)) for each in extraction.statements]
        bad += sum(made.text[row["start"] : row["end"]] != row["quote"] for row in statements[key])
        mentions[key] = [dict(mention_row(each, document)) for each in extraction.mentions]
    return statements, mentions, bad


def score(documents: Sequence[Planted], *, lexicon: bool = True) -> dict[str, dict[str, float]]:
    """Measures per predicate, over all statements, and of the names."""
    statements, mentions, bad = read_planted(documents, lexicon=lexicon)
    want = gold(list(documents))
    scored = score_statements(want, statements)
    scored["STATEMENTS"]["bad_spans"] = bad
    return scored | score_entities(want, mentions)


def errors(documents: Sequence[Planted]) -> list[str]:
    """What is missed and what is wrong, a line each, with the sentence it stands in."""
    statements, mentions, _ = read_planted(documents)
    lines: list[str] = []
    for made, record in zip(documents, gold(list(documents))["documents"], strict=True):
        names, rows, found = Names(record["entities"]), statements[record["id"]], mentions[record["id"]]
        for want in record["statements"]:
            if not want.get("optional") and not any(credit(row, want, names) > 0 for row in rows):
                said = made.text[want["start"] : want["end"]].replace("\n", "⏎")
                lines.append(f"missed\t{want['predicate']}\t{want['subject']}\t{_short(want['value'])}\t{said}")
        for row in rows:
            if row["predicate"] in PREDICATES and not any(credit(row, want, names) > 0 for want in record["statements"]):
                said = made.text[row["sentence"][0] : row["sentence"][1]].replace("\n", "⏎")
                lines.append(f"wrong\t{row['predicate']}\t{row['subject']['name']}\t{_short(row['value'])} {row['rule']}\t{said}")
        printed = {fold(str(each["surface"])) for each in found}
        forms = {fold(form) for entity in record["entities"] for form in entity["surfaces"]}
        for entity in record["entities"]:
            if not entity.get("optional") and not printed & {fold(form) for form in entity["surfaces"]}:
                at = max(made.text.find(form) for form in entity["surfaces"])
                lines.append(f"unnamed\t{entity['kind']}\t{entity['name']}\t\t{_around(made.text, at, len(entity['name']))}")
        for each in {fold(str(each["surface"])): each for each in found}.values():
            if fold(str(each["surface"])) not in forms:
                around = _around(made.text, each["start"], each["end"] - each["start"])
                lines.append(f"misnamed\t{each['kind']}\t{each['surface']}\t\t{around}")
    return lines


def _around(text: str, at: int, length: int) -> str:
    return text[max(0, at - 20) : at + length + 20].replace("\n", "⏎")


def _short(value: Mapping[str, Any]) -> str:
    kept = ("date", "number", "amount", "currency", "per", "high", "hours", "device", "count", "id", "name")
    return " ".join(str(value[key]) for key in kept if value.get(key) is not None)


def print_scores(scored: Mapping[str, Mapping[str, float]]) -> None:
    """One line a predicate."""
    print(f"{'':18}{'P':>7}{'R':>7}{'F1':>7}{'hit':>8}{'got':>6}{'gold':>6}")
    for name, row in scored.items():
        rest = "".join(f"  {key} {row[key]:.3g}" for key in ("trapped", "bad_spans", "kinds") if key in row)
        figures = "".join(f"{row[key]:7.3f}" for key in ("precision", "recall", "f1"))
        print(f"{name:18}{figures}{row['hit']:8.1f}{row['got']:6.0f}{row['gold']:6.0f}{rest}")


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--half", choices=HALVES, default="training")
    cli.add_argument("--documents", type=int, default=360)
    cli.add_argument("--seed", type=int, default=7)
    cli.add_argument("--without-lexicon", action="store_true", help="leave every name to the candidate finder")
    cli.add_argument("--errors", action="store_true", help="list the errors of the training half")
    asked = cli.parse_args()
    if asked.half == "judging" and not sealed("judging"):
        print("the judging phrasings are not the ones that were sealed", file=sys.stderr)
        return 1
    if asked.half == "judging" and asked.errors:
        print("errors of the judging half are not shown: rules are written by the training half only", file=sys.stderr)
        return 2
    documents = planted(asked.half, documents=asked.documents, seed=asked.seed)
    if asked.errors:
        print("\n".join(errors(documents)))
        return 0
    print_scores(score(documents, lexicon=not asked.without_lexicon))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
