"""The folders of a catalog to the catalog: finds the files, reads them, decodes them in order of dependence, checks the whole."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.catalog import checks, decode, shapes
from etl.catalog.folders import CatalogRoots, Reading, folders_exist, read_file, read_files, read_vocabularies, shown_path
from etl.catalog.statements import statements_of
from etl.catalog.yamlsource import Mapping, YamlFile
from etl.errors import Problem, problem
from etl.model.catalog import Catalog, Dispute
from etl.model.entity import Place
from etl.model.source import Source
from etl.model.statement import Statement
from etl.model.vocabulary import Predicate, Term

_UNCERTAIN = frozenset({"C203", "C401"})
"""Not reported of a file with a syntax error: what is missing may stand in the part that could not be read."""


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
    reading = Reading()
    if not folders_exist(roots, reading):
        return Catalog(), tuple(reading.problems)
    by_kind = read_files(roots, reading)
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


def _vocabularies(by_kind: dict[str, list[YamlFile]], roots: CatalogRoots, reading: Reading) -> tuple[list[Term], list[Predicate]]:
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
            found = list(decode.predicates_of(file.root, reading.log(file)))
            checks.unique_ids(((each.id, each.place) for each in found if each.place), report)
            for each in found:
                predicates.setdefault(each.id, each)
            for kind in shapes.ENTITY_NAMES:
                checks.unique_ids(((each.catalog_key, each.place) for each in found if kind in each.subjects and each.place), report)
    if not by_kind["predicates"]:
        reading.problems.append(problem("C309", shown_path(roots.shipped / "vocabulary"), vocabulary="predicates"))
    reading.index.predicates = predicates
    return terms, list(predicates.values())


def _sources(files: list[YamlFile], terms: list[Term], roots: CatalogRoots, reading: Reading) -> list[Source]:
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


def _cited_by_vocabulary(terms: list[Term], roots: CatalogRoots, reading: Reading) -> None:
    for term in terms:
        wanted = term.source_id
        if wanted is None or wanted in reading.index.sources or wanted in reading.index.salvaged or term.place is None:
            continue
        file = roots.shipped / "sources" / f"{wanted}.yml"
        own = reading.shown.get(term.place.path, "").startswith(shown_path(roots.catalog) + "/")
        found = None
        if not own and file.is_file():
            read = read_file(file, f"sources/{wanted}.yml", "source", reading)
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


def _entities(by_kind: dict[str, list[YamlFile]], reading: Reading) -> list[decode.Record]:
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


def _statements(records: list[decode.Record], reading: Reading) -> list[Statement]:
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


def _disputes(files: list[YamlFile], reading: Reading) -> list[Dispute]:
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
    reading = Reading()
    by_kind = read_vocabularies((folder,), reading)
    terms, predicates = _vocabularies(by_kind, CatalogRoots(folder.parent, folder.parent), reading)
    return tuple(terms), tuple(predicates), tuple(reading.problems)


def keys_by_kind(predicates: Iterable[Predicate]) -> dict[str, dict[str, Predicate]]:
    """Kind of entity -> key an editor writes -> predicate."""
    return {kind: {each.catalog_key: each for each in predicates if kind in each.subjects} for kind in shapes.ENTITY_NAMES}
