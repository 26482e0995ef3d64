"""The files of a corpus: each named so that no two share a name, each content once, in an order that no command line changes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from etl.engine.matching import File, file_of, printable
from etl.errors import Problem, problem
from etl.extract.text import SUFFIXES, corpus_files


def listed(paths: Sequence[Path]) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The files below some folders, or named themselves, each content once; and what lies there and cannot be read."""
    problems = [fault for path in dict.fromkeys(paths) if path.is_dir() for fault in _unseen(path)]
    found: dict[str, File] = {}
    for shown, path, root in _named(paths):
        file, faults = file_of(path, root, shown)
        problems += faults
        if file is None:
            continue
        known = found.setdefault(file.sha256, file)
        if known is not file:
            problems.append(problem("S617", file.shown, other=known.shown))
    return tuple(found.values()), tuple(problems)


def _named(paths: Sequence[Path]) -> list[tuple[str, Path, Path]]:
    """Every file once, with the folder its name is told from: of files whose names are alike, one so far up that they differ."""
    roots: dict[Path, Path] = {}
    for given in sorted({_absolute(path) for path in paths}, key=str, reverse=True):
        root = given if given.is_dir() else given.parent
        roots |= dict.fromkeys(corpus_files(given), root)
    while True:
        names = {path: path.relative_to(root).as_posix() for path, root in roots.items()}
        often = Counter(names.values())
        alike = [path for path, name in names.items() if often[name] > 1 and roots[path] != roots[path].parent]
        if not alike:
            return sorted((names[path], path, root) for path, root in roots.items())
        roots |= {path: roots[path].parent for path in alike}


def _unseen(folder: Path) -> Iterator[Problem]:
    """What a walk through a folder passes by without a word: subfolders one may not read, and links that lead nowhere."""
    refused: list[OSError] = []
    for here, inside, names in os.walk(folder, onerror=refused.append):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        for path in (Path(here, name) for name in sorted(names) if not name.startswith(".")):
            if path.suffix.lower() in SUFFIXES and path.is_symlink() and not path.exists():
                yield problem("S619", printable(path.relative_to(folder).as_posix()))
    for error in refused:
        where = Path(error.filename or folder)
        shown = where.relative_to(folder).as_posix() if where != folder and where.is_relative_to(folder) else where.name
        yield problem("S612", printable(shown), reason=error.strerror or type(error).__name__)


def _absolute(path: Path) -> Path:
    """The path from the top, links not followed: their names are what the user knows."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute keeps `..`, by which one file would get two names
