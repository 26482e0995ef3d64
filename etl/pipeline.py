"""The pipeline: catalog, documents, extraction, merge, snapshot. The only place that knows this order.

A build whose catalog is broken publishes nothing and says what to mend; the last snapshot stays. What only extraction needs is
imported at the top; publishing brings pandas and is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from etl.catalog import load_catalog
from etl.config import Settings
from etl.engine.listing import listed
from etl.engine.local import Job, Reader, Reading, Rules, read_all, sound_reader
from etl.engine.matching import Described, File, describe, printable
from etl.errors import InputError, Problem, problem
from etl.extract.statements import rows
from etl.importers.rates import read_rates
from etl.merge import Atlas, citations, merge
from etl.merge.evidence import Row
from etl.model.catalog import Catalog
from etl.model.extraction import Extraction

if TYPE_CHECKING:
    from etl.publish.store import Published


@dataclass(frozen=True, slots=True)
class Progress:
    """What a build tells while it runs: how many documents there are, and each one done."""

    start: Callable[[int], None] = field(default=lambda _: None)
    step: Callable[[], None] = field(default=lambda: None)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `read` documents were read, `remembered` ones taken from the cache; `problems` are warnings."""

    published: Published
    problems: tuple[Problem, ...]
    read: int
    remembered: int
    seconds: Mapping[str, float]


def check(settings: Settings) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog and every problem of it, of the extraction rules and of the briefs that come with it."""
    catalog, problems = load_catalog(settings.roots)
    if not settings.catalog.is_dir():
        return catalog, problems
    rules = Reader(rules_of(settings, catalog)).problems
    briefs, unread = listed([path for path in settings.corpora if path.is_dir()])
    return catalog, (*problems, *rules, *unread, *_described(settings, briefs, catalog)[1])


def build(settings: Settings, *, progress: Progress | None = None, verify: bool = False) -> BuildReport:
    """Builds and publishes one snapshot.

    With `verify` everything is read and merged a second time, without the cache and in the opposite order, and must come out the same.
    Raises InputError where the catalog or a rule has errors, no document can be read or the folder cannot be written; nothing is published then.
    """
    from etl.publish.store import publish

    progress = progress or Progress()
    clock = _Clock()
    catalog, warnings = sound_catalog(settings)
    clock.lap("catalog")
    described, problems = corpus(settings, catalog)
    rules = rules_of(settings, catalog)
    jobs = jobs_of(described, catalog)
    clock.lap("sources")
    progress.start(len(jobs))
    readings = _read(settings, jobs, rules, progress, cached=True)
    clock.lap("extraction")
    rates, unread = read_rates(settings.rates)
    atlas = _merged(catalog, readings, described, rates)
    clock.lap("merge")
    problems = (*warnings, *problems, *unread, *(each for reading in readings for each in reading.problems))
    manifest = _manifest(catalog, rules, atlas, readings, problems)
    published = publish(settings.out, atlas.tables, manifest, timings=clock.laps)
    clock.lap("publish")
    if verify:
        again = _read(settings, jobs[::-1], rules, Progress(), cached=False)
        _verified(atlas, _merged(catalog, again, described[::-1], rates))
        clock.lap("verify")
    remembered = sum(reading.remembered for reading in readings)
    return BuildReport(published, problems, len(readings) - remembered, remembered, clock.laps)


def extract(paths: Sequence[Path], settings: Settings, *, mentions: bool = False) -> Iterator[Mapping[str, Any] | Problem]:
    """The lines of `baimo extract`, document by document, with problems where a document cannot be read.

    Raises InputError before the first line where the catalog or a rule has errors or a path holds nothing to read.
    """
    catalog, _ = sound_catalog(settings)
    files, problems = _files(paths)
    described, faults = describe(files, catalog.sources)
    reader = sound_reader(rules_of(settings, catalog))
    yield from (*problems, *faults)
    for job in jobs_of(described, catalog):
        for part in reader.parts(job):
            if isinstance(part, Problem):
                yield part
            else:
                yield from rows(part, mentions=mentions)


def sound_catalog(settings: Settings) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog and its warnings. Raises InputError with all problems where one of them is an error."""
    catalog, problems = load_catalog(settings.roots)
    if any(each.severity == "error" for each in problems):
        raise InputError(problems)
    return catalog, problems


def corpus(settings: Settings, catalog: Catalog) -> tuple[tuple[Described, ...], tuple[Problem, ...]]:
    """The documents of the corpus with their sources, each content once. Raises InputError for a corpus that holds none."""
    files, problems = _files(settings.corpora)
    described, faults = _described(settings, files, catalog)
    return described, (*problems, *faults)


def rules_of(settings: Settings, catalog: Catalog) -> Rules:
    """What extraction may know: the flat lexicon, the words of the vocabularies, the rules. No statement of the catalog."""
    return Rules(catalog.lexicon(), catalog.terms, settings.lexicon, settings.patterns)


def jobs_of(described: Iterable[Described], catalog: Catalog) -> tuple[Job, ...]:
    """One job a document."""
    cited = citations(catalog)
    made = []
    for each in described:
        source = each.source
        spans: tuple[tuple[int, int], ...] = ()
        if source and source.sha256 == each.file.sha256:
            kin = [known.id for known in catalog.sources if known.derived_from == source.id and known.sha256 is None]
            spans = tuple(sorted({span for name in (source.id, *kin) for span in cited.get(name, ())}))
        made.append(
            Job(
                each.file.path,
                each.file.root,
                each.file.sha256,
                source_id=source.id if source else None,
                title=source.title if source else None,
                date=source.date_published if source else None,
                independent=source.independent if source else True,
                cited=spans,
            )
        )
    return tuple(made)


def _described(settings: Settings, files: Iterable[File], catalog: Catalog) -> tuple[tuple[Described, ...], tuple[Problem, ...]]:
    """Files with their sources. The shipped briefs cite sources of the shipped catalog, which is no fault of another one."""
    described, problems = describe(files, catalog.sources)
    foreign = settings.catalog != settings.shipped and settings.corpora == (settings.shipped / "briefs",)
    return described, tuple(each for each in problems if not (foreign and each.code == "S615"))


class _Clock:
    """Seconds per step; they go into the manifest's timings and into nothing that is hashed."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, name: str) -> None:
        now = perf_counter()
        self.laps[name] = round(now - self._last, 3)
        self._last = now


def _files(paths: Sequence[Path]) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    wrong = [problem("S610", printable(str(path))) for path in paths if not path.exists()]
    if wrong:
        raise InputError(wrong)
    found, problems = listed(paths)
    if not found:
        raise InputError([*problems, *(problem("S611", printable(str(path))) for path in paths)])
    return found, problems


def _read(settings: Settings, jobs: Sequence[Job], rules: Rules, progress: Progress, *, cached: bool) -> tuple[Reading, ...]:
    try:
        readings = read_all(jobs, rules, cache=settings.cache if cached else None, workers=settings.workers, done=progress.step)
    except OSError as error:
        raise InputError([problem("S603", str(error.filename or settings.out), reason=error.strerror or str(error))]) from error
    if not any(reading.extraction for reading in readings):
        raise InputError([each for reading in readings for each in reading.problems])
    return readings


def _merged(catalog: Catalog, readings: Sequence[Reading], described: Sequence[Described], rates: tuple[Row, ...]) -> Atlas:
    extractions = [reading.extraction for reading in readings if reading.extraction]
    known = {source.id for source in catalog.sources}
    atlas = merge(catalog, extractions, [each.source for each in described if each.source and each.source.id not in known])
    return replace(atlas, tables={**atlas.tables, "fx": rates})


def _manifest(catalog: Catalog, rules: Rules, atlas: Atlas, readings: Sequence[Reading], problems: Sequence[Problem]) -> dict[str, Any]:
    documents: list[Extraction] = [reading.extraction for reading in readings if reading.extraction]
    return {
        "as_of": atlas.as_of,
        "versions": {"baimo-atlas": _version(), "rules": rules.digest},
        "inputs": {
            "catalog": dict(catalog.digests),
            "documents": {each.document.path: each.document.sha256 for each in sorted(documents, key=lambda each: each.document.path)},
        },
        "counts": {name: len(found) for name, found in sorted(atlas.tables.items())},
        "warnings": [*map(_warning, problems), *({"code": None, "zh": noticed, "en": noticed} for noticed in atlas.warnings)],
    }


def _warning(each: Problem) -> dict[str, Any]:
    """A warning as the manifest keeps it, in both languages: who reads a snapshot did not run its build."""
    return {"code": each.code, "path": each.path, "line": each.line, "zh": each.text("zh"), "en": each.text("en")}


def _verified(first: Atlas, second: Atlas) -> None:
    from etl.publish.tables import arrow_of

    different = [name for name in first.tables if not arrow_of(name, first.tables[name]).equals(arrow_of(name, second.tables[name]))]
    if different:
        raise InputError([problem("S607", "", tables=", ".join(different))])


def _version() -> str:
    try:
        return metadata.version("baimo-atlas")
    except metadata.PackageNotFoundError:
        return "0"
