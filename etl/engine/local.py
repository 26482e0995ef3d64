"""The local engine: reads documents on this machine, in this process or in several, and remembers what it has read.

The cache is keyed by all that can change a reading: the document's bytes, what its source says (date, independence), the lexicon,
the rules and the code itself. An entry that cannot be decoded is read anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from etl.engine.codec import decode, encode
from etl.errors import InputError, Problem
from etl.extract.blocks import is_large, joined, read_blocks, shifted
from etl.extract.names import load_name_rules
from etl.extract.patterns import load_patterns
from etl.extract.rulefile import rule_files
from etl.extract.statements import Extractor
from etl.extract.text import Document, Sentence, read_document
from etl.extract.zones import ZoneRules, load_zone_rules
from etl.model.digest import digest
from etl.model.entity import LexiconEntry
from etl.model.extraction import Extraction
from etl.model.vocabulary import Term

GENERATIONS = 3
"""Caches of older rules that are kept: an editor who goes back and forth between two versions waits for neither."""

_WORTH_PROCESSES = 16


@dataclass(frozen=True, slots=True)
class Rules:
    """All that reading depends on beside the document. `folder` holds `lexicon` and `patterns`."""

    lexicon: tuple[LexiconEntry, ...]
    terms: tuple[Term, ...]
    lexicon_folder: Path
    patterns_folder: Path

    @property
    def digest(self) -> str:
        """Changes with any name, term, rule or line of code that a reading can depend on."""
        terms = (f"{term.vocabulary}/{term.id}/{term.name_zh}/{term.name_en}/{'|'.join(term.synonyms)}" for term in self.terms)
        names = (f"{entry.id}/{entry.kind}/{entry.name}/{'|'.join(entry.names)}" for entry in self.lexicon)
        files = (*rule_files(self.lexicon_folder), *rule_files(self.patterns_folder))
        return digest(code_digest(), *names, "", *terms, "", *(f"{path.name}:{_sha256(path)}" for path in files))


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read: where it is, its checksum, and what its source says of it. `cited` are the spans editors cite."""

    path: Path
    root: Path
    sha256: str
    source_id: str | None = None
    title: str | None = None
    date: str | None = None
    independent: bool = True
    cited: tuple[tuple[int, int], ...] = ()

    @property
    def key(self) -> str:
        """What a reading of this document is remembered by, under given rules."""
        cited = ",".join(f"{start}-{end}" for start, end in self.cited)
        return digest(
            self.sha256, self.path.suffix.lower(), self.source_id or "", self.title or "", self.date or "", str(self.independent), cited
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a job: an extraction or problems, and whether it was remembered."""

    extraction: Extraction | None
    problems: tuple[Problem, ...] = ()
    remembered: bool = False


class Reader:
    """Reads documents by rules loaded once. Raises nothing for what a document holds."""

    def __init__(self, rules: Rules) -> None:
        names, name_problems = load_name_rules(rules.lexicon_folder)
        patterns, pattern_problems = load_patterns(rules.patterns_folder)
        self._zones: ZoneRules
        self._zones, zone_problems = load_zone_rules(rules.lexicon_folder)
        self.problems: tuple[Problem, ...] = (*name_problems, *pattern_problems, *zone_problems)
        self._extractor = Extractor(rules.lexicon, names, patterns, terms=rules.terms)

    def document(self, job: Job) -> tuple[Document | None, tuple[Problem, ...]]:
        """The document with what its source says of it; a date printed in it goes before the source's."""
        document, problems = read_document(job.path, job.root, self._zones)
        return (_described(document, job) if document is not None else None), problems

    def read(self, job: Job) -> Reading:
        """Document to extraction, with the sentences that unknown names and citations stand in."""
        parts = list(self.parts(job))
        problems = tuple(part for part in parts if isinstance(part, Problem))
        return Reading(joined(part for part in parts if isinstance(part, Extraction)), problems)

    def parts(self, job: Job) -> Iterator[Extraction | Problem]:
        """The extraction of a document; of a large file those of its blocks, one after the other, so that it is never held whole."""
        if not is_large(job.path):
            document, problems = self.document(job)
            yield from problems
            if document is not None:
                yield self._part(document, job, 0)
            return
        for block in read_blocks(job.path, job.root, self._zones):
            yield block if isinstance(block, Problem) else self._part(_described(block[0], job), job, block[1])

    def _part(self, document: Document, job: Job, offset: int) -> Extraction:
        cited = [(start - offset, end - offset) for start, end in job.cited]
        extraction = self._extractor.read(document)
        return shifted(replace(extraction, around=_around(document, extraction, cited)), offset)


def sound_reader(rules: Rules) -> Reader:
    """A reader. Raises InputError where a rule is faulty: without it statements would be missing and nobody would know."""
    reader = Reader(rules)
    if reader.problems:
        raise InputError(reader.problems)
    return reader


def _described(document: Document, job: Job) -> Document:
    """The document with what its source says of it; a date printed in it goes before the source's."""
    info = replace(document.info, source_id=job.source_id, independent=job.independent, title=document.info.title or job.title)
    if info.date is None and job.date is not None:
        info = replace(info, date=job.date, date_basis="source")
    return replace(document, info=info)


def read_all(
    jobs: Sequence[Job], rules: Rules, *, cache: Path | None, workers: int = 1, done: Callable[[], None] = lambda: None
) -> tuple[Reading, ...]:
    """Reads every job, in their order; `done` is called once for each.

    Raises InputError for faulty rules. Where everything is remembered they are not loaded: only sound ones leave anything to remember.
    """
    home = cache / rules.digest[:32] if cache else None
    readings: dict[int, Reading] = {}
    missing: list[int] = []
    for place, job in enumerate(jobs):
        found = _remembered(home, job)
        if found is None:
            missing.append(place)
        else:
            readings[place] = found
            done()
    for place, reading in zip(missing, _read([jobs[place] for place in missing], rules, workers), strict=True):
        readings[place] = reading
        _remember(home, jobs[place], reading)
        done()
    if cache and home:
        _forget_old(cache, home)
    return tuple(readings[place] for place in range(len(jobs)))


@lru_cache(maxsize=1)
def code_digest() -> str:
    """The digest of the code that reads: after an upgrade nothing stale is trusted."""
    package = Path(__file__).resolve().parents[1]
    files = sorted(path for folder in ("extract", "engine", "model") for path in (package / folder).glob("*.py"))
    return digest(*(f"{path.name}:{_sha256(path)}" for path in files))


def _read(jobs: list[Job], rules: Rules, workers: int) -> Iterator[Reading]:
    if not jobs:
        return
    reader = sound_reader(rules)
    if workers <= 1 or len(jobs) < _WORTH_PROCESSES:
        yield from map(reader.read, jobs)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start, initargs=(rules,)) as pool:
        yield from pool.map(_read_one, jobs, chunksize=max(1, len(jobs) // (workers * 8)))


_reader: list[Reader] = []
"""The reader of a worker process, made once by `_start`."""


def _start(rules: Rules) -> None:
    _reader[:] = [Reader(rules)]


def _read_one(job: Job) -> Reading:
    return _reader[0].read(job)


def _remembered(home: Path | None, job: Job) -> Reading | None:
    if home is None:
        return None
    try:
        extraction = decode((home / f"{job.key}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    shown = job.path.relative_to(job.root).as_posix() if job.path.is_relative_to(job.root) else job.path.as_posix()
    return Reading(replace(extraction, document=replace(extraction.document, path=shown)), remembered=True)


def _remember(home: Path | None, job: Job, reading: Reading) -> None:
    """Readings with problems are not remembered, so that the problems are told again."""
    if home is None or reading.extraction is None or reading.problems:
        return
    home.mkdir(parents=True, exist_ok=True)
    aside = home / f".{job.key}.{os.getpid()}"
    aside.write_text(encode(reading.extraction), encoding="utf-8")
    aside.replace(home / f"{job.key}.json")


def _forget_old(cache: Path, home: Path) -> None:
    if home.is_dir():
        os.utime(home)
    if cache.is_dir():
        generations = sorted((path for path in cache.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in generations[GENERATIONS:]:
            shutil.rmtree(path, ignore_errors=True)


def _around(document: Document, extraction: Extraction, cited: Iterable[tuple[int, int]]) -> tuple[tuple[int, int, str], ...]:
    wanted = [*cited, *((mention.start, mention.end) for mention in extraction.mentions if mention.id is None)]
    sentences = sorted(document.sentences, key=lambda each: (each.start, each.end))
    ends = [each.end for each in sentences]
    kept: set[Sentence] = set()
    for start, end in wanted:
        for sentence in sentences[bisect_right(ends, start) :]:
            if sentence.start >= end:
                break
            kept.add(sentence)
    return tuple((each.start, each.end, document.text[each.start : each.end]) for each in sorted(kept, key=lambda each: each.start))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
