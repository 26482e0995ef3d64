"""The folders of a catalog to the catalog: finds the files, reads them, decodes them in order of dependence, checks the whole."""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from etl.catalog import checks, decode, shapes
from etl.catalog.index import Index
from etl.catalog.log import Log, closest
from etl.catalog.statements import statements_of
from etl.catalog.yamlsource import Mapping, YamlFile, read_yaml
from etl.errors import Problem, problem
from etl.model.catalog import Catalog, Dispute
from etl.model.entity import Place
from etl.model.source import Source
from etl.model.statement import Statement
from etl.model.vocabulary import Predicate, Term

OWN_FOLDERS = ("players", "sources", "markets", "disputes")
KNOWN_FOLDERS = (*OWN_FOLDERS, "vocabulary", "patterns", "lexicon", "schema", "briefs", "reference")

_WRITTEN_ID = re.compile(r"(?:^|[\s{,-])id:\s*[\"']?([^\s\"'#,}]+)")
_UNCERTAIN = frozenset({"C203", "C401"})
"""Not reported of a file with a syntax error: what is missing may stand in the part that could not be read."""


@dataclass(frozen=True, slots=True)
class CatalogRoots:
    """`catalog` holds players, sources, markets and disputes; what else it lacks is taken from `shipped`."""

    catalog: Path
    shipped: Path


@dataclass(slots=True)
class _Reading:
    """One run over a catalog: its files, its problems and what was decoded so far."""

    problems: list[Problem] = field(default_factory=list)
    files: list[YamlFile] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    index: Index = field(default_factory=Index)

    def log(self, file: YamlFile) -> Log:
        return Log(file.path, file.shown, self.problems)


def load_catalog(roots: CatalogRoots) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog and every problem of it, in the order of files and lines. Never raises for what an editor wrote.

    Where there are errors, the catalog holds what could be read.
    """
    with _collector_paused():
        return _load(roots)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No cycle is made while reading, but half a million small objects are: looking for cycles among them doubled the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _load(roots: CatalogRoots) -> tuple[Catalog, tuple[Problem, ...]]:
    reading = _Reading()
    if not _folders_exist(roots, reading):
        return Catalog(), tuple(reading.problems)
    by_kind = _read_files(roots, reading)
    terms, predicates = _vocabularies(by_kind, roots, reading)
    sources = _sources(by_kind["source"], terms, roots, reading)
    records = _entities(by_kind, reading) if predicates else []
    statements = _statements(records, reading)
    disputes = _disputes(by_kind["dispute"], reading) if predicates else []
    uncertain = {file.shown for file in reading.files if not file.whole}
    kept = {each for each in reading.problems if not (each.path in uncertain and each.code in _UNCERTAIN)}
    catalog = Catalog(
        entities=tuple(reading.index.entities.values()),
        statements=tuple(statements),
        sources=tuple(sources),
        terms=tuple(terms),
        predicates=tuple(predicates),
        disputes=tuple(disputes),
        digests=tuple(sorted((file.path, file.sha256) for file in reading.files)),
    )
    return catalog, tuple(sorted(kept, key=lambda each: (each.path, each.line, each.column, each.code, each.parameters)))


def _folders_exist(roots: CatalogRoots, reading: _Reading) -> bool:
    shown = _shown(roots.catalog)
    if not roots.catalog.is_dir():
        there = roots.catalog.exists()
        words = {
            "message_zh": "这不是文件夹" if there else "没有这个文件夹",
            "message_en": "this is not a folder" if there else "there is no such folder",
            "hint_zh": "给出含 players/ 和 sources/ 的文件夹",
            "hint_en": "name a folder that holds players/ and sources/",
        }
        reading.problems.append(problem("C308", shown, 0, 0, **words))
        return False
    present = {each.name for each in _listing(roots.catalog, reading) if each.is_dir()}
    for name in sorted(present - set(KNOWN_FOLDERS)):
        guess = closest(name, OWN_FOLDERS)
        if guess is not None:
            words = {
                "message_zh": "不认识的文件夹，里面的文件不会被读取",
                "message_en": "an unknown folder; its files are not read",
                "hint_zh": f"是不是 {guess}？",
                "hint_en": f"did you mean {guess}?",
            }
            reading.problems.append(problem("C308", f"{shown}/{name}", 0, 0, **words))
    for each in _listing(roots.catalog, reading):
        if each.suffix in {".yml", ".yaml"} and not each.name.startswith(".") and each.is_file():
            words = {
                "reason_zh": "它不在任何文件夹里",
                "reason_en": "it lies in no folder",
                "remedy_zh": "移到 players/、sources/、markets/ 或 disputes/",
                "remedy_en": "move it to players/, sources/, markets/ or disputes/",
            }
            reading.problems.append(problem("C118", _shown(each), 0, 0, **words))
    if "players" not in present:
        words = {
            "message_zh": "目录里没有 players 文件夹",
            "message_en": "the catalog has no folder players",
            "hint_zh": "建立 players/，每个玩家一个 <id>.yml",
            "hint_en": "make players/ with one <id>.yml per player",
        }
        reading.problems.append(problem("C308", shown, 0, 0, **words))
    return "players" in present


def _read_files(roots: CatalogRoots, reading: _Reading) -> dict[str, list[YamlFile]]:
    """Files by kind of record: vocabularies of both roots, name by name, everything else of the catalog alone."""
    by_kind: dict[str, list[YamlFile]] = defaultdict(list)
    for folder in OWN_FOLDERS:
        for file in _yaml_files(roots.catalog / folder, reading):
            by_kind[shapes.FOLDERS[folder]].append(_read(file, f"{folder}/{file.name}", shapes.FOLDERS[folder], reading))
    by_kind.update(_read_vocabularies((roots.shipped / "vocabulary", roots.catalog / "vocabulary"), reading))
    reading.index.salvaged = frozenset(
        word
        for file in reading.files
        if not file.whole
        for word in (Path(file.path).stem, *(match[1] for match in _WRITTEN_ID.finditer(file.text)))
    )
    return by_kind


def _read_vocabularies(folders: Iterable[Path], reading: _Reading) -> dict[str, list[YamlFile]]:
    """The vocabularies of several folders, the last one to have a name winning."""
    by_kind: dict[str, list[YamlFile]] = defaultdict(list)
    files = {file.name: file for folder in folders for file in _yaml_files(folder, reading)}
    for name in sorted(files):
        kind = "predicates" if name == "predicates.yml" else "vocabulary"
        by_kind[kind].append(_read(files[name], f"vocabulary/{name}", kind, reading))
    return by_kind


def _yaml_files(folder: Path, reading: _Reading) -> list[Path]:
    """The .yml files of a folder by name; what looks like one but would be passed over in silence is reported."""
    found = []
    for each in _listing(folder, reading) if folder.is_dir() else ():
        if each.name.startswith("."):
            continue
        if each.suffix == ".yml" and not each.is_dir():
            found.append(each)
        elif each.is_dir() or each.suffix in {".yaml", ".YML", ".YAML"}:
            folder_words = ("文件夹里再建的文件夹", "a folder inside the folder", "把里面的文件移到上一层", "move its files one level up")
            suffix_words = ("扩展名不是 .yml", "its name does not end in .yml", f"改名为 {each.stem}.yml", f"rename it to {each.stem}.yml")
            names = ("reason_zh", "reason_en", "remedy_zh", "remedy_en")
            words = dict(zip(names, folder_words if each.is_dir() else suffix_words, strict=True))
            fault = problem("C118", _shown(each), 0, 0, **words)
            if fault not in reading.problems:
                reading.problems.append(fault)
    return found


def _listing(folder: Path, reading: _Reading) -> list[Path]:
    """What a folder holds, by name; a folder that may not be read is a problem."""
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        reading.problems.append(problem("C117", _shown(folder), reason=error.strerror or error))
        return []


def _shown(path: Path) -> str:
    """The path as the editor knows it; bytes of a name that are no text are shown as marks."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def _read(file: Path, path: str, kind: str, reading: _Reading) -> YamlFile:
    found, problems = read_yaml(file, path=path, shown=_shown(file))
    reading.files.append(found)
    reading.shown[path] = found.shown
    reading.problems.extend(problems)
    line = f"# yaml-language-server: $schema=../schema/{kind}.schema.json"
    first = found.text.split("\n", 1)[0].strip()
    if found.text and not re.fullmatch(rf"# yaml-language-server: \$schema=\S*\b{kind}\.schema\.json", first):
        reading.problems.append(problem("C116", found.shown, 1, 1, modeline=line))
    if found.root is not None and not isinstance(found.root, Mapping):
        reading.log(found).wrong_type(found.root, kind, ("键值表", "a mapping"), "id: baidu")
    return found


def _vocabularies(by_kind: dict[str, list[YamlFile]], roots: CatalogRoots, reading: _Reading) -> tuple[list[Term], list[Predicate]]:
    report = checks.reporter(reading.shown, reading.problems)
    terms: list[Term] = []
    for file in by_kind["vocabulary"]:
        name = Path(file.path).stem
        listed = reading.index.terms.setdefault(name, {})
        if isinstance(file.root, Mapping):
            pairs = list(decode.vocabulary_terms(file.root, name, reading.log(file)))
            checks.unique_ids(((term.id, term.place) for term, _ in pairs if term.place), report)
            for term, _ in pairs:
                listed.setdefault(term.id, term)
            for _, own in pairs:
                if "parent" in own:
                    reading.index.term(name, own["parent"], reading.log(file))
            terms.extend(listed.values())
    predicates: dict[str, Predicate] = {}
    for file in by_kind["predicates"]:
        if isinstance(file.root, Mapping):
            found = [each for each, _ in decode.predicates_of(file.root, reading.log(file))]
            checks.unique_ids(((each.id, each.place) for each in found if each.place), report)
            for each in found:
                predicates.setdefault(each.id, each)
            for kind in shapes.ENTITY_NAMES:
                checks.unique_ids(((each.catalog_key, each.place) for each in found if kind in each.subjects and each.place), report)
    if not by_kind["predicates"]:
        reading.problems.append(problem("C309", _shown(roots.shipped / "vocabulary"), vocabulary="predicates"))
    reading.index.predicates = predicates
    return terms, list(predicates.values())


def _sources(files: list[YamlFile], terms: list[Term], roots: CatalogRoots, reading: _Reading) -> list[Source]:
    """The catalog's sources and, where a shipped vocabulary cites one that it lacks, that one too."""
    report = checks.reporter(reading.shown, reading.problems)
    pairs = [
        (file, found) for file in files if isinstance(file.root, Mapping) and (found := decode.source_record(file.root, reading.log(file)))
    ]
    named: list[tuple[str, Place]] = [(source.id, source.place) for _, (source, _) in pairs if source.place]
    checks.file_names(named, report)
    checks.unique_ids(named, report)
    index = reading.index
    for _, (source, _) in pairs:
        index.sources.setdefault(source.id, source)
    for file, (_, own) in pairs:
        if "derived_from" in own:
            index.source(own["derived_from"], reading.log(file))
    checks.source_dates((source for _, (source, _) in pairs), report)
    checks.derived_sources(index.sources, report)
    _cited_by_vocabulary(terms, roots, reading)
    return list(index.sources.values())


def _cited_by_vocabulary(terms: list[Term], roots: CatalogRoots, reading: _Reading) -> None:
    for term in terms:
        wanted = term.source_id
        if wanted is None or wanted in reading.index.sources or wanted in reading.index.salvaged or term.place is None:
            continue
        file = roots.shipped / "sources" / f"{wanted}.yml"
        own = reading.shown.get(term.place.path, "").startswith(_shown(roots.catalog) + "/")
        found = None
        if not own and file.is_file():
            read = _read(file, f"sources/{wanted}.yml", "source", reading)
            found = decode.source_record(read.root, reading.log(read)) if isinstance(read.root, Mapping) else None
        if found is not None:
            reading.index.sources[wanted] = found[0]
        else:
            report = checks.reporter(reading.shown, reading.problems)
            report(
                "C302",
                term.place,
                id=wanted,
                hint_zh="写一份 sources/ 里的来源，或删除",
                hint_en="write a source in sources/, or delete it",
            )


def _entities(by_kind: dict[str, list[YamlFile]], reading: _Reading) -> list[decode.Record]:
    """Every record; those with an id go into the index, the first bearer of an id counting."""
    report = checks.reporter(reading.shown, reading.problems)
    keys = keys_by_kind(reading.index.predicates.values())
    records: list[decode.Record] = []
    for kind in ("player", "market"):
        for file in by_kind[kind]:
            if isinstance(file.root, Mapping):
                records.extend(decode.entity_records(file.root, kind, reading.log(file), keys))
    named = [(each.entity.id, each.entity.place) for each in records if each.named]
    checks.file_names(((each.entity.id, each.entity.place) for each in records if each.named and each.entity.nested_under is None), report)
    checks.unique_ids(named, report)
    kept: dict[str, decode.Record] = {}
    for each in records:
        if each.named:
            kept.setdefault(each.entity.id, each)
    reading.index.entities = {identifier: each.entity for identifier, each in kept.items()}
    for each in records:
        for node in each.own.get("shares_name_with") or ():
            reading.index.entity(node, each.log)
        if not each.inherited and each.source is not None:
            reading.index.source(each.source, each.log)
    checks.former_ids(list(kept.values()), reading.index, report)
    checks.unique_names(list(kept.values()), report)
    return records


def _statements(records: list[decode.Record], reading: _Reading) -> list[Statement]:
    index = reading.index
    keys = keys_by_kind(index.predicates.values())
    kept = {id(each) for each in index.entities.values()}
    statements = []
    for record in records:
        found = statements_of(record, keys[record.entity.kind], index)
        if id(record.entity) in kept:
            statements.extend(found)
    report = checks.reporter(reading.shown, reading.problems)
    checks.no_repeats(statements, report)
    checks.not_oneself(statements, index, report)
    checks.no_circles(statements, index, report)
    checks.not_later_than_source(statements, index, report)
    return statements


def _disputes(files: list[YamlFile], reading: _Reading) -> list[Dispute]:
    report = checks.reporter(reading.shown, reading.problems)
    found = [
        dispute
        for file in files
        if isinstance(file.root, Mapping) and (dispute := decode.dispute_record(file.root, reading.log(file), reading.index))
    ]
    named: list[tuple[str, Place]] = [(each.id, each.place) for each in found if each.place]
    checks.file_names(named, report)
    checks.unique_ids(named, report)
    return found


def load_vocabularies(folder: Path) -> tuple[tuple[Term, ...], tuple[Predicate, ...], tuple[Problem, ...]]:
    """The terms and predicates of one folder of vocabularies, and their problems; sources are not looked up."""
    reading = _Reading()
    by_kind = _read_vocabularies((folder,), reading)
    terms, predicates = _vocabularies(by_kind, CatalogRoots(folder.parent, folder.parent), reading)
    return tuple(terms), tuple(predicates), tuple(reading.problems)


def keys_by_kind(predicates: Iterable[Predicate]) -> dict[str, dict[str, Predicate]]:
    """Kind of entity -> key an editor writes -> predicate."""
    return {kind: {each.catalog_key: each for each in predicates if kind in each.subjects} for kind in shapes.ENTITY_NAMES}
