"""After an edit of catalog or corpus the next page load shows it; with broken input the last good snapshot stays.

A page load compares what it finds on disk with what the last build read: modification time and size decide only for files that have
been quiet for a while, all others are hashed, because an editor can save twice within one tick of the clock. One build runs at a time, in
a thread of the server: a page waits a moment for it, then shows what there is.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from etl.config import Settings, settings
from etl.errors import InputError, Problem

_LOG = logging.getLogger("baimo.refresh")
QUIET_SECONDS = 2.0
WAIT_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Freshness:
    """How the page relates to the files: problems that keep them from being built, or the word for what is going on.

    `skipped` are problems in spite of which a snapshot was published: what the page shows is new, but leaves something out.
    """

    problems: tuple[Problem, ...] = ()
    word: str | None = None
    skipped: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Watched:
    """The content of some files, hashed as rarely as is safe."""

    roots: Sequence[Path]
    _seen: dict[Path, tuple[int, int, str]] = field(default_factory=dict)

    def fingerprint(self) -> str:
        """The same for the same names and bytes, whatever their times say."""
        hasher = hashlib.sha256()
        for path in sorted(_files(self.roots)):
            digest = self._digest(path)
            hasher.update(f"{len(str(path))}:{path}{digest}".encode("utf-8", "surrogateescape"))
        return hasher.hexdigest()

    def _digest(self, path: Path) -> str:
        try:
            status = path.stat()
            known = self._seen.get(path)
            quiet = time.time() - status.st_mtime > QUIET_SECONDS
            if known and quiet and known[:2] == (status.st_mtime_ns, status.st_size):
                return known[2]
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            return f"unreadable:{error.errno}"
        self._seen[path] = (status.st_mtime_ns, status.st_size, digest) if quiet else (-1, -1, digest)
        return digest


class Refresher:
    """Builds when the watched files have changed since the last build; one for a server."""

    def __init__(self, roots: Sequence[Path], build: Callable[[], Sequence[Problem]]) -> None:
        self._watched = Watched(roots)
        self._build = build
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._built: str | None = None
        self._outcome = Freshness()

    def check(self, *, wait_seconds: float = WAIT_SECONDS) -> Freshness:
        """Starts a build where one is due and waits a moment for it."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                now = self._watched.fingerprint()
                if now == self._built:
                    return self._outcome
                self._thread = threading.Thread(target=self._run, args=(now,), name="baimo-refresh", daemon=True)
                self._thread.start()
            thread = self._thread
        thread.join(wait_seconds)
        return Freshness(self._outcome.problems, "building") if thread.is_alive() else self._outcome

    def _run(self, fingerprint: str) -> None:
        try:
            # A build that came to its end has published: a file it could not read is missing from the page, not in its way.
            outcome = Freshness(skipped=tuple(each for each in self._build() if each.severity == "error"))
        except InputError as error:
            outcome = Freshness(error.problems)
        except Exception:  # noqa: BLE001 - said below
            # The page keeps the last good snapshot whatever a build does; the trace is for the log.
            _LOG.exception("the rebuild failed")
            outcome = Freshness(word="build_failed")
        self._outcome, self._built = outcome, fingerprint


@dataclass(frozen=True, slots=True)
class Served:
    """What this server shows: the snapshots of a folder and, unless it is a fixed one, what keeps them fresh."""

    snapshots: Path
    refresher: Refresher | None


_SERVED: list[Served] = []


def serve_from(chosen: Settings | None = None, *, snapshot: Path | None = None) -> Served:
    """Decides for this process what is shown: a fixed snapshot, or what the settings build, rebuilt after edits."""
    if snapshot is not None:
        served = Served(snapshot, None)
    else:
        here = chosen or settings()
        served = Served(here.out, Refresher(_inputs(here), lambda: _build(here)))
    _SERVED[:] = [served]
    return served


def refresh(*, wait_seconds: float = WAIT_SECONDS) -> tuple[Path, Freshness]:
    """Called on every page load: the folder whose current snapshot is to be shown, and how it relates to the files."""
    served = _SERVED[0] if _SERVED else serve_from()
    if served.refresher is None:
        return served.snapshots, Freshness()
    return served.snapshots, served.refresher.check(wait_seconds=wait_seconds)


def _build(here: Settings) -> Sequence[Problem]:
    # Imported when something has changed: a server of a finished snapshot loads no dictionaries.
    from etl.pipeline import build

    return build(here).problems


def _inputs(here: Settings) -> tuple[Path, ...]:
    """Everything a build reads; the shipped folder too, because a catalog falls back to its vocabulary and patterns."""
    return tuple(dict.fromkeys((here.catalog, here.shipped, *here.corpora)))


def _files(roots: Iterable[Path]) -> Iterable[Path]:
    """Every file once, as an absolute path; hidden ones (swap files of editors) are not input."""
    seen = set()
    for root in roots:
        for path in [root] if root.is_file() else root.rglob("*"):
            if path.is_file() and not path.name.startswith(".") and path not in seen:
                seen.add(path)
                yield path
