"""Documents to sources: by the checksum of their bytes, else by a sidecar, else by their own front matter; else nobody described them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

from etl.engine.codes import D_CODES
from etl.errors import Problem, problem
from etl.merge.candidates import identifier
from etl.model.quantity import PartialDate
from etl.model.source import Source

assert D_CODES  # noqa: S101 - importing the codes registers them
_TEXT_KEYS = {field.name for field in fields(Source)} - {"place", "independent"}
_SIDECAR_KEYS = _TEXT_KEYS | {"independent", "source"}
_BRIEF_KEYS = {"id", "title", "date", "language", "sources", "kind", "independent", "publisher", "url", "licence", "note"}
_HEAD_BYTES = 20_000


@dataclass(frozen=True, slots=True)
class File:
    """A file of a corpus, with the checksum of its bytes, and the folder its path is shown relative to."""

    path: Path
    root: Path
    sha256: str

    @property
    def shown(self) -> str:
        """Its path below the corpus folder."""
        return self.path.relative_to(self.root).as_posix() if self.path.is_relative_to(self.root) else self.path.name


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of a file's source, None where nobody has described it."""

    file: File
    source: Source | None


def printable(name: str) -> str:
    """A name that can be written: bytes of it that are no text are spelled out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def file_of(path: Path, root: Path, shown: str) -> tuple[File | None, tuple[Problem, ...]]:
    """A file with its checksum, or the problem that keeps it from being read."""
    if printable(shown) != shown:
        return None, (problem("S618", printable(shown)),)
    try:
        return File(path, root, hashlib.sha256(path.read_bytes()).hexdigest()), ()
    except OSError as error:
        return None, (problem("S612", shown, reason=error.strerror or type(error).__name__),)


def describe(files: Iterable[File], sources: Iterable[Source]) -> tuple[tuple[Described, ...], tuple[Problem, ...]]:
    """Every file with its source, and what is wrong with sidecars and front matters."""
    known = {source.id: source for source in sources}
    by_bytes = {source.sha256: source for source in sorted(known.values(), key=lambda source: source.id, reverse=True) if source.sha256}
    described: list[Described] = []
    problems: list[Problem] = []
    for file in files:
        found = by_bytes.get(file.sha256)
        if found is None:
            found, faults = _own(file, known)
            problems += faults
        described.append(Described(file, found))
    return tuple(described), tuple(problems)


def _own(file: File, known: Mapping[str, Source]) -> tuple[Source | None, list[Problem]]:
    for sidecar in (file.path.with_name(f"{file.path.name}.source.yml"), file.path.with_name(f"{file.path.stem}.source.yml")):
        if sidecar.is_file():
            return _from_sidecar(file, sidecar, known)
    if file.path.suffix.lower() in {".md", ".markdown"}:
        return _from_front_matter(file, known)
    return None, []


def _from_sidecar(file: File, sidecar: Path, known: Mapping[str, Source]) -> tuple[Source | None, list[Problem]]:
    shown = Path(file.shown).with_name(sidecar.name).as_posix()
    record, problems = _record(shown, _read(sidecar), "S613")
    if record is None:
        return None, problems
    named = record.get("source")
    if isinstance(named, str):
        if named in known:
            return known[named], problems
        return None, [*problems, problem("S615", shown, name=named)]
    problems += [problem("S614", shown, key=key, known=", ".join(sorted(_SIDECAR_KEYS))) for key in sorted(set(record) - _SIDECAR_KEYS)]
    texts = {key: text for key in _TEXT_KEYS if isinstance(text := record.get(key), str) and text}
    texts.setdefault("id", identifier(file.path.stem))
    return _source(shown, texts, independent=record.get("independent") != "false", sha256=file.sha256, problems=problems)


def _from_front_matter(file: File, known: Mapping[str, Source]) -> tuple[Source | None, list[Problem]]:
    head = _read(file.path)[:_HEAD_BYTES].removeprefix("\ufeff").replace("\r\n", "\n")
    if not head.startswith("---\n") or "\n---" not in head[4:]:
        return None, []
    record, problems = _record(file.shown, head[4 : head.index("\n---", 4)], "S613")
    if record is None or not record.get("title"):
        return None, problems
    cited = record.get("sources")
    cited = [str(each) for each in cited] if isinstance(cited, list) else []
    problems += [problem("S615", file.shown, name=name) for name in cited if name not in known]
    problems += [problem("S614", file.shown, key=key, known=", ".join(sorted(_BRIEF_KEYS))) for key in sorted(set(record) - _BRIEF_KEYS)]
    texts = {key: text for key in _TEXT_KEYS if isinstance(text := record.get(key), str) and text}
    texts.setdefault("id", identifier(file.path.stem))
    if isinstance(day := record.get("date"), str):
        texts["date_published"] = day
    brief = texts.get("kind", "brief") == "brief"
    if cited:
        texts.setdefault("note", f"据 {'、'.join(cited)}")
    if brief:
        texts.setdefault("publisher", "百模图")
    texts.setdefault("kind", "brief")
    independent = not brief and record.get("independent") != "false"
    return _source(file.shown, texts, independent=independent, sha256=file.sha256, problems=problems)


def _source(
    shown: str, texts: dict[str, str], *, independent: bool, sha256: str, problems: list[Problem]
) -> tuple[Source | None, list[Problem]]:
    """A source of texts; a date that is none is reported and left out, so that the document stays usable."""
    for key in ("date_published", "date_accessed"):
        if key in texts:
            try:
                PartialDate(texts[key])
            except ValueError:
                problems.append(problem("S616", shown, key=key, text=texts.pop(key)))
    texts.setdefault("title", texts["id"])
    texts.setdefault("publisher", "")
    texts["sha256"] = sha256
    return Source(**texts, independent=independent), problems  # type: ignore[arg-type]


def _record(shown: str, text: str, code: str) -> tuple[dict[str, object] | None, list[Problem]]:
    """A YAML mapping whose scalars are all text, whatever YAML thinks of them."""
    try:
        found = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - BaseLoader makes nothing but text, lists and mappings
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        return None, [problem(code, shown, line, column, reason=str(getattr(error, "problem", None) or "YAML"))]
    if not isinstance(found, dict):
        return None, [problem(code, shown, 1, 1, reason="a mapping is expected")]
    return {str(key): part for key, part in found.items()}, []


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")
