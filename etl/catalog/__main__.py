"""`python -m etl.catalog [FOLDER] [--lang zh|en] [--schemas]`: the problems of a catalog, or its schemas written anew."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from etl.catalog import CatalogRoots, load_catalog, write_schemas


def main() -> int:
    """Prints every problem; 1 if there is an error among them."""
    parser = argparse.ArgumentParser(prog="python -m etl.catalog", description=__doc__)
    parser.add_argument("folder", nargs="?", default="curated", type=Path, help="the catalog's folder")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the messages")
    parser.add_argument("--schemas", action="store_true", help="write FOLDER/schema/*.schema.json instead")
    given = parser.parse_args()
    if given.schemas:
        write_schemas(given.folder / "schema")
        return 0
    package = Path(__file__).resolve().parents[1]
    shipped = next((each for each in (package / "_curated", package.parent / "curated") if each.is_dir()), given.folder)
    catalog, problems = load_catalog(CatalogRoots(given.folder, shipped))
    for each in problems:
        sys.stderr.write(each.text(given.lang) + "\n")
    counts = f"{len(catalog.entities)} entities, {len(catalog.statements)} statements, {len(catalog.sources)} sources"
    sys.stdout.write(f"{counts}, {len(catalog.disputes)} disputes, {len(problems)} problems\n")
    return int(any(each.severity == "error" for each in problems))


if __name__ == "__main__":
    sys.exit(main())
