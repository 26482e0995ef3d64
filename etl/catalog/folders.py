"""The folders of a catalog: which files count, what is taken from the shipped one, what would be passed over in silence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from etl.catalog import shapes
from etl.catalog.index import Index
from etl.catalog.log import Log, closest
from etl.catalog.yamlsource import Mapping, YamlFile, read_yaml
from etl.errors import Problem, problem

OWN_FOLDERS = ("players", "sources", "markets", "disputes")
KNOWN_FOLDERS = (*OWN_FOLDERS, "vocabulary", "patterns", "lexicon", "schema", "briefs", "reference")

_WRITTEN_ID = re.compile(r"(?:^|[\s{,-])id:\s*[\"']?([^\s\"'#,}]+)")


@dataclass(frozen=True, slots=True)
class CatalogRoots:
    """`catalog` holds players, sources, markets and disputes; what else it lacks is taken from `shipped`."""

    catalog: Path
    shipped: Path


@dataclass(slots=True)
class Reading:
    """One run over a catalog: its files, its problems and what was decoded so far."""

    problems: list[Problem] = field(default_factory=list)
    files: list[YamlFile] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    index: Index = field(default_factory=Index)

    def log(self, file: YamlFile) -> Log:
        """Where the problems of one file go."""
        return Log(file.path, file.shown, self.problems)


def folders_exist(roots: CatalogRoots, reading: Reading) -> bool:
    """Whether there is a catalog to read; a folder or file that would be passed over in silence is reported."""
    shown = shown_path(roots.catalog)
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
            reading.problems.append(problem("C118", shown_path(each), 0, 0, **words))
    if "players" not in present:
        words = {
            "message_zh": "目录里没有 players 文件夹",
            "message_en": "the catalog has no folder players",
            "hint_zh": "建立 players/，每个玩家一个 <id>.yml",
            "hint_en": "make players/ with one <id>.yml per player",
        }
        reading.problems.append(problem("C308", shown, 0, 0, **words))
    return "players" in present


def read_files(roots: CatalogRoots, reading: Reading) -> dict[str, list[YamlFile]]:
    """Files by kind of record: vocabularies of both roots, name by name, everything else of the catalog alone."""
    by_kind: dict[str, list[YamlFile]] = defaultdict(list)
    for folder in OWN_FOLDERS:
        for file in _yaml_files(roots.catalog / folder, reading):
            by_kind[shapes.FOLDERS[folder]].append(read_file(file, f"{folder}/{file.name}", shapes.FOLDERS[folder], reading))
    by_kind.update(read_vocabularies((roots.shipped / "vocabulary", roots.catalog / "vocabulary"), reading))
    reading.index.salvaged = frozenset(
        word
        for file in reading.files
        if not file.whole
        for word in (Path(file.path).stem, *(match[1] for match in _WRITTEN_ID.finditer(file.text)))
    )
    return by_kind


def read_vocabularies(folders: Iterable[Path], reading: Reading) -> dict[str, list[YamlFile]]:
    """The vocabularies of several folders, the last one to have a name winning."""
    by_kind: dict[str, list[YamlFile]] = defaultdict(list)
    files = {file.name: file for folder in folders for file in _yaml_files(folder, reading)}
    for name in sorted(files):
        kind = "predicates" if name == "predicates.yml" else "vocabulary"
        by_kind[kind].append(read_file(files[name], f"vocabulary/{name}", kind, reading))
    return by_kind


def _yaml_files(folder: Path, reading: Reading) -> list[Path]:
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
            fault = problem("C118", shown_path(each), 0, 0, **words)
            if fault not in reading.problems:
                reading.problems.append(fault)
    return found


def _listing(folder: Path, reading: Reading) -> list[Path]:
    """What a folder holds, by name; a folder that may not be read is a problem."""
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        reading.problems.append(problem("C117", shown_path(folder), reason=error.strerror or error))
        return []


def shown_path(path: Path) -> str:
    """The path as the editor knows it; bytes of a name that are no text are shown as marks."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def read_file(file: Path, path: str, kind: str, reading: Reading) -> YamlFile:
    """One file, with its problems and those of its first line; `path` is relative to the catalog's root."""
    found, problems = read_yaml(file, path=path, shown=shown_path(file))
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
