"""The store of snapshots: one folder per content digest and a pointer, `current`, swapped in one step.

Why a pointer file and no symbolic link: Windows needs rights for links, and one small file replaced by `os.replace` is atomic
everywhere. Its first line is the current digest, the lines below are earlier ones, newest first: `diff` needs the order in which
snapshots were published, which neither names nor clocks of folders give.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import etl.publish.problems  # noqa: F401 - registers the codes used below
from etl.errors import InputError, problem
from etl.model.digest import digest
from etl.model.snapshot import TABLES, Snapshot
from etl.publish.tables import Row, arrow_of, frame_from_arrow

FORMAT = 1
KEPT = 20
POINTER = "current"
MANIFEST = "manifest.json"
_ASIDE = ".writing-"
_DIGEST = re.compile(r"[0-9a-f]{64}")
"""Names of our own folders: nothing else below the build folder is ever read as a snapshot or pruned."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did: where the snapshot is, and whether it is a new one."""

    digest: str
    folder: Path
    fresh: bool
    manifest: Mapping[str, Any]


def publish(
    build: Path, tables: Mapping[str, Sequence[Row]], manifest: Mapping[str, Any], *, timings: Mapping[str, float] | None = None
) -> Published:
    """Writes a snapshot aside, verifies it, moves it into place and points `current` at it; keeps the last 20.

    `manifest` is what the build knows of itself; digests and row counts are added, `timings` kept out of the content digest.
    Raises InputError (S603) where the folder cannot be written. Whatever happens, the old snapshot stays readable.
    """
    try:
        build.mkdir(parents=True, exist_ok=True)
        with _locked(build):
            _sweep(build)
            return _publish(build, tables, manifest, timings or {})
    except OSError as error:
        raise InputError([problem("S603", str(error.filename or build), reason=error.strerror or str(error))]) from error


def read_snapshot(folder: Path) -> Snapshot:
    """Reads a snapshot, or the current one of a build folder, checking every digest.

    Raises InputError: S601 nothing there, S602 damaged, S605 of another format.
    """
    if not (folder / MANIFEST).is_file():
        found = current(folder)
        if found is None:
            raise InputError([problem("S601", str(folder))])
        folder = found
    manifest = _checked_manifest(folder)
    frames = {name: frame_from_arrow(name, _read_table(folder, name, manifest)) for name in TABLES}
    return Snapshot(str(manifest["digest"]), manifest.get("as_of"), frames, manifest)


def current(build: Path) -> Path | None:
    """The folder of the current snapshot of a build folder, None where nothing was published."""
    known = history(build)
    return build / known[0] if known else None


def history(build: Path) -> tuple[str, ...]:
    """Digests of the snapshots that are kept, newest first."""
    return _history(build)[0]


def find(build: Path, prefix: str) -> Path:
    """The kept snapshot whose digest starts with `prefix`. Raises InputError (S604) for none or several."""
    known = history(build)
    found = [name for name in known if prefix and name.startswith(prefix)]
    if len(found) != 1:
        raise InputError([problem("S604", str(build), digest=prefix, known=", ".join(name[:12] for name in known) or "-")])
    return build / found[0]


def _history(build: Path) -> tuple[tuple[str, ...], bool]:
    """The history, and whether the pointer tells it. Where that is lost or garbled, the sound snapshots that lie there do, by their age."""
    try:
        lines = (build / POINTER).read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        lines = []
    known = [line for line in dict.fromkeys(lines) if _DIGEST.fullmatch(line) and (build / line / MANIFEST).is_file()]
    told = bool(known) and all(_DIGEST.fullmatch(line) for line in lines)
    return (tuple(known) if told else (*known, *_unlisted(build, known))), told


def _unlisted(build: Path, known: Sequence[str]) -> list[str]:
    """The sound snapshots of a build folder that are not among the known ones, newest first."""
    found: list[tuple[float, str]] = []
    for path in build.glob(f"*/{MANIFEST}"):
        name = path.parent.name
        try:
            if _DIGEST.fullmatch(name) and name not in known and _checked_manifest(path.parent)["digest"] == name:
                found.append((path.stat().st_mtime, name))
        except (InputError, OSError):
            continue
    return [name for _, name in sorted(found, reverse=True)]


def _publish(build: Path, tables: Mapping[str, Sequence[Row]], manifest: Mapping[str, Any], timings: Mapping[str, float]) -> Published:
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=build))
    try:
        written = {name: _write_table(aside, name, tables.get(name, ())) for name in TABLES}
        content = {"format": FORMAT, **manifest, "tables": written}
        name = digest(_canonical(content))
        _write_durably(aside / MANIFEST, _pretty({"digest": name, **content, "timings": dict(timings)}))
        aside.chmod(0o755)
        checked = _checked_manifest(aside)
        for table in TABLES:
            _read_table(aside, table, checked)
        _flush(aside)
        target = build / name
        fresh = not _stands(target)
        if fresh:
            shutil.rmtree(target, ignore_errors=True)
            aside.rename(target)
            _flush(build)
        _point_at(build, name)
        return Published(name, target, fresh, _checked_manifest(target))
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _point_at(build: Path, name: str) -> None:
    known, told = _history(build)
    kept = [name, *(line for line in known if line != name)]
    if told:
        kept = kept[:KEPT]
    aside = build / f"{_ASIDE}{POINTER}"
    _write_durably(aside, "\n".join(kept) + "\n")
    aside.replace(build / POINTER)
    _flush(build)
    # A history put together from what lies there is a guess: nothing is thrown away on the strength of it.
    for folder in build.iterdir() if told else ():
        if _DIGEST.fullmatch(folder.name) and folder.name not in kept and (folder / MANIFEST).is_file():
            shutil.rmtree(folder, ignore_errors=True)


def _stands(folder: Path) -> bool:
    """Whether an equal snapshot is already there and whole: a damaged one is replaced."""
    try:
        manifest = _checked_manifest(folder)
        for name in TABLES:
            _read_table(folder, name, manifest)
    except InputError:
        return False
    return True


def _write_table(folder: Path, name: str, rows: Sequence[Row]) -> dict[str, Any]:
    table = arrow_of(name, rows)
    path = folder / f"{name}.parquet"
    pq.write_table(table, path, compression="zstd", version="2.6", data_page_version="1.0", store_schema=False)
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    return {"rows": table.num_rows, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def _read_table(folder: Path, name: str, manifest: Mapping[str, Any]) -> pa.Table:
    path = folder / f"{name}.parquet"
    try:
        raw = path.read_bytes()
        wanted = manifest["tables"][name]["sha256"]
    except (OSError, KeyError, TypeError) as error:
        raise InputError([problem("S602", str(path), what=f"{name}.parquet")]) from error
    if hashlib.sha256(raw).hexdigest() != wanted:
        raise InputError([problem("S602", str(path), what=f"{name}.parquet")])
    return pq.read_table(pa.BufferReader(raw))


def _checked_manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        content = {key: part for key, part in manifest.items() if key not in {"digest", "timings"}}
        sound = manifest["digest"] == digest(_canonical(content))
        found = manifest["format"]
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise InputError([problem("S602", str(path), what=MANIFEST)]) from error
    if not sound:
        raise InputError([problem("S602", str(path), what=MANIFEST)])
    if found != FORMAT:
        raise InputError([problem("S605", str(path), found=found, wanted=FORMAT)])
    return dict(manifest)


def _canonical(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _pretty(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _write_durably(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """Makes renames inside a folder survive a power cut; Windows cannot open folders and does without."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(build: Path) -> None:
    """Removes what a build that died left behind; the lock says that nobody else is writing."""
    for path in build.glob(f"{_ASIDE}*"):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


@contextmanager
def _locked(build: Path) -> Iterator[None]:
    """One writer at a time: two builds would prune each other's folders. The system lets go of the lock of a dead process."""
    with (build / ".lock").open("w") as file:
        if os.name != "nt":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
