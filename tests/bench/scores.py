"""Scores of the extractor on a folder of texts with gold: `python -m tests.bench.scores --texts DIR --gold FILE`.

The lexicon is that of the shipped catalog: ids, kinds and names, none of its statements. `--without-lexicon` leaves every name to the
candidate finder.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from etl.catalog import CatalogRoots, load_catalog
from etl.extract.names import load_name_rules
from etl.extract.patterns import load_patterns
from etl.extract.shipped import shipped_folder
from etl.extract.statements import Extractor, mention_row, statement_row
from etl.extract.text import corpus_files, read_document
from tests.bench.scoring import document_key, score_entities, score_statements


def shipped_extractor(*, lexicon: bool = True) -> Extractor:
    """The extractor as shipped."""
    folder = shipped_folder()
    catalog, _ = load_catalog(CatalogRoots(folder, folder))
    rules, _ = load_name_rules(folder / "lexicon")
    patterns, _ = load_patterns(folder / "patterns")
    return Extractor(catalog.lexicon() if lexicon else (), rules, patterns, terms=catalog.terms)


def read_folder(extractor: Extractor, folder: Path) -> tuple[dict[str, list[Any]], dict[str, list[Any]], int]:
    """Statement rows and mention rows by document, and how many spans do not equal their quotes."""
    statements: dict[str, list[Any]] = defaultdict(list)
    mentions: dict[str, list[Any]] = defaultdict(list)
    bad = 0
    for path in corpus_files(folder):
        document, _ = read_document(path, folder)
        if document is None:
            continue
        extraction, key = extractor.read(document), document_key(path.name)
        for statement in extraction.statements:
            row = statement_row(statement, document)
            bad += document.text[row["start"] : row["end"]] != row["quote"]
            statements[key].append(row)
        mentions[key] += [mention_row(each, document) for each in extraction.mentions]
    return statements, mentions, bad


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--texts", type=Path, required=True)
    cli.add_argument("--gold", type=Path, required=True)
    cli.add_argument("--without-lexicon", action="store_true")
    asked = cli.parse_args()
    for path in (asked.texts, asked.gold):
        if not path.exists():
            print(f"{path}: no such file or folder", file=sys.stderr)
            return 1
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    gold = yaml.load(asked.gold.read_text("utf-8"), loader)  # noqa: S506 - a safe loader, the C one where there is one
    statements, mentions, bad = read_folder(shipped_extractor(lexicon=not asked.without_lexicon), asked.texts)
    score = score_statements(gold, statements)
    score["STATEMENTS"]["bad_spans"] = bad
    score |= score_entities(gold, mentions)
    print(f"{'':18}{'P':>7}{'R':>7}{'F1':>7}{'hit':>8}{'got':>6}{'gold':>6}")
    for name, row in score.items():
        rest = "".join(f"  {key} {row[key]:.3g}" for key in ("trapped", "bad_spans", "kinds") if key in row)
        print(
            f"{name:18}{row['precision']:7.3f}{row['recall']:7.3f}{row['f1']:7.3f}{row['hit']:8.1f}{row['got']:6.0f}{row['gold']:6.0f}{rest}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
