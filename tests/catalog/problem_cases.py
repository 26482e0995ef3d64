"""The golden table of bad YAML: each file of `golden/problems` holds files of a catalog and the exact problems they give.

After a deliberate change of a message: `python -m tests.catalog.problem_cases` writes the expected lines anew; the diff is reviewed.
"""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.catalog.world import load, texts

FOLDER = Path(__file__).parent / "golden" / "problems"
_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})")
_SECTION = re.compile(r"^=== (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One file of the table: the catalog's files and the problems expected in both languages."""

    name: str
    files: dict[str, str]
    expected: dict[str, str]


def read_case(path: Path) -> Case:
    """A case from its text. In a section marked `escaped`, `\\xNN` is a byte that could not be seen."""
    parts = _SECTION.split(path.read_text(encoding="utf-8"))[1:]
    sections = dict(zip(parts[::2], (part.removeprefix("\n") for part in parts[1::2]), strict=True))
    expected = {name: sections.pop(name, "") for name in ("zh", "en")}
    return Case(path.stem, sections, expected)


def catalog_files(case: Case) -> dict[str, str | bytes]:
    """The files of a case, escapes resolved."""
    found: dict[str, str | bytes] = {}
    for name, text in case.files.items():
        if name.endswith(" escaped"):
            found[name.removesuffix(" escaped")] = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), text.encode("utf-8"))
        else:
            found[name] = text
    return found


def problems_of(case: Case, folder: Path) -> dict[str, str]:
    """What the catalog says of a case, in both languages."""
    _, problems = load(folder, catalog_files(case))
    return {language: "".join(f"{line}\n" for line in texts(problems, folder, language)) for language in ("zh", "en")}


def main() -> int:
    """Writes the expected lines of every case anew."""
    for path in sorted(FOLDER.glob("*.txt")):
        case = read_case(path)
        with tempfile.TemporaryDirectory() as folder:
            found = problems_of(case, Path(folder))
        sections = [f"=== {name}\n{text}" for name, text in {**case.files, **found}.items()]
        path.write_text("".join(sections), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
