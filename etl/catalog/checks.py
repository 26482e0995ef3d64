"""What only the whole catalog shows: doubles, dangling ends, circles, dates later than their source."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from opencc import OpenCC

from etl.catalog.decode import Record
from etl.catalog.index import Index
from etl.catalog.yamlsource import Listing, Scalar
from etl.errors import Problem, problem
from etl.model.entity import NAMED_KINDS, Entity, Place
from etl.model.quantity import PartialDate
from etl.model.source import Source
from etl.model.statement import DateValue, EntityValue, Statement

Report = Callable[..., None]
"""Called with a code, a place and the parameters of the message."""

_NO_CIRCLES = ("part_of", "base_model")


def reporter(shown: Mapping[str, str], problems: list[Problem]) -> Report:
    """A report that turns a place of the catalog into the path the editor knows."""

    def report(code: str, place: Place, **parameters: object) -> None:
        problems.append(problem(code, shown.get(place.path, place.path), place.line, place.column, **parameters))

    return report


def file_names(named: Iterable[tuple[str, Place]], report: Report) -> None:
    """The file of a top-level record is named by its id: that is how an editor finds it."""
    for identifier, place in named:
        stem = PurePosixPath(place.path).stem
        if stem != identifier:
            report("C214", place, stem=stem, id=identifier)


def unique_ids(named: Iterable[tuple[str, Place]], report: Report) -> set[str]:
    """Reports each id but its first bearer; the ids."""
    first: dict[str, Place] = {}
    for identifier, place in named:
        if identifier in first:
            where = first[identifier]
            report("C304", place, id=identifier, where=f"{where.path}:{where.line}")
        else:
            first[identifier] = place
    return set(first)


def former_ids(records: Sequence[Record], index: Index, report: Report) -> None:
    """A former id leads old links to its record, so nobody else may bear it."""
    taken: dict[str, Entity] = {}
    for record in records:
        for node in record.own.get("former_ids") or ():
            word = node.text.strip()
            bearer = index.entities.get(word) or taken.get(word)
            if bearer is not None:
                where = f"{bearer.place.path}:{bearer.place.line}"
                report("C304", record.log.place(node), id=word, where=where)
            taken.setdefault(word, record.entity)


def unique_names(records: Sequence[Record], report: Report) -> None:
    """No two records share a name, whatever its script, case or width, unless one of them says that they do."""
    fold = _folder(name for record in records for name in record.entity.names)
    bearers: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        aliases = record.entity.aliases
        if len(set(aliases)) < len(aliases):
            repeated = next(name for position, name in enumerate(aliases) if name in aliases[:position])
            report("C311", _place_of(repeated, record), name=repeated)
        scope = "named" if record.entity.kind in NAMED_KINDS else record.entity.kind
        for name in dict.fromkeys(fold[each] for each in record.entity.names):
            bearers[scope, name].append(record)
    for sharing in bearers.values():
        for position, record in enumerate(sharing[1:], 1):
            for other in sharing[:position]:
                if not (_shares(record, other) or _shares(other, record)):
                    _report_name(record, other, fold, report)
                    break


def _report_name(record: Record, other: Record, fold: Mapping[str, str], report: Report) -> None:
    theirs = {fold[name] for name in other.entity.names}
    name = next(each for each in record.entity.names if fold[each] in theirs)
    where = f"{other.entity.place.path}:{other.entity.place.line}"
    report("C305", _place_of(name, record), name=name, other=other.entity.id, where=where)


def _place_of(name: str, record: Record) -> Place:
    """Where a name of a record is written, the last time if it is written twice."""
    found = record.entity.place
    pending = [node for key in ("name", "aliases") if (node := record.node.get(key))]
    while pending:
        node = pending.pop(0)
        if isinstance(node, Scalar):
            found = record.log.place(node) if node.text.strip() == name else found
        else:
            pending.extend(node.items if isinstance(node, Listing) else (value for _, value in node.entries.values()))
    return found


def _shares(one: Record, other: Record) -> bool:
    return any(node.text.strip() == other.entity.id for node in one.own.get("shares_name_with") or ())


def _folder(names: Iterable[str]) -> dict[str, str]:
    """Each name folded: width and case by Unicode, script by OpenCC, all in one call because the call is what costs."""
    distinct = [name for name in dict.fromkeys(names) if "\n" not in name]
    folded = OpenCC("t2s").convert("\n".join(distinct)).split("\n") if distinct else []
    pairs = zip(distinct, folded, strict=True)
    return {name: re.sub(r"\s+", " ", unicodedata.normalize("NFKC", each).casefold()) for name, each in pairs}


def no_circles(statements: Sequence[Statement], index: Index, report: Report) -> None:
    """A part is not part of itself, nor a model built on itself, by whatever way round; denied statements are none."""
    for predicate in _NO_CIRCLES:
        links: dict[str, list[tuple[str, Place]]] = defaultdict(list)
        for each in statements:
            if each.predicate == predicate and each.status != "denied" and isinstance(each.value, EntityValue):
                start, end, place = each.subject.id, each.value.id, each.provenance.place
                if start is not None and end is not None and place is not None and start != end:
                    links[start].append((end, place))
        key = next((each.catalog_key for each in index.predicates.values() if each.id == predicate), predicate)
        for ring, place in _circles(links):
            report("C307", place, key=key, ring=" → ".join(ring))


def _circles(links: Mapping[str, Sequence[tuple[str, Place]]]) -> Iterable[tuple[list[str], Place]]:
    """One (ids in a ring, place of the link that closes it) per circle met by a walk that visits each link once."""
    done: set[str] = set()
    for start in links:
        if start in done:
            continue
        depth = {start: 0}
        walk = [(start, iter(links[start]))]
        while walk:
            here, rest = walk[-1]
            step = next(rest, None)
            if step is None:
                walk.pop()
                del depth[here]
                done.add(here)
            elif step[0] in depth:
                yield [*(each for each, _ in walk[depth[step[0]] :]), step[0]], step[1]
            elif step[0] not in done:
                depth[step[0]] = len(walk)
                walk.append((step[0], iter(links.get(step[0], ()))))


def not_oneself(statements: Sequence[Statement], index: Index, report: Report) -> None:
    """Nobody is their own owner, partner or part."""
    for each in statements:
        if isinstance(each.value, EntityValue) and each.value.id is not None and each.value.id == each.subject.id:
            place = each.provenance.place
            if place is not None:
                report("C310", place, key=index.predicates[each.predicate].catalog_key, id=each.value.id)


def no_repeats(statements: Sequence[Statement], report: Report) -> None:
    """Two statements alike in every part that makes their id would be one row of the snapshot."""
    first: dict[tuple[object, ...], Statement] = {}
    for each in statements:
        parts = (
            each.subject.key,
            each.predicate,
            each.value,
            each.bound,
            each.status,
            each.attributed_to,
            each.as_of,
            each.version,
            each.stage,
            each.provenance.source_id,
        )
        before = first.setdefault(parts, each)
        if before is not each and each.provenance.place and before.provenance.place:
            report("C404", each.provenance.place, first=before.provenance.place.line)


def not_later_than_source(statements: Sequence[Statement], index: Index, report: Report) -> None:
    """What a source asserts has happened by the day it was written; without a clock, its own dates decide."""
    dates = {each.id: (_date(each.date_published), _date(each.date_accessed)) for each in index.sources.values()}
    for each in statements:
        value = each.value
        said = value.date if isinstance(value, DateValue) else each.as_of
        if said is None or each.status != "asserted" or each.provenance.source_id not in dates:
            continue
        published, accessed = dates[each.provenance.source_id]
        day, place = PartialDate(said).first_day, each.provenance.place
        parameters = {"key": index.predicates[each.predicate].catalog_key, "date": said, "source": each.provenance.source_id}
        if place is None:
            continue
        if accessed is not None and day > accessed.last_day:
            report("C402", place, seen=accessed.text, **parameters)
        elif published is not None and day > published.last_day:
            report("C403", place, published=published.text, **parameters)


def source_dates(sources: Iterable[Source], report: Report) -> None:
    """A source is read after it was published."""
    for each in sources:
        published, accessed = _date(each.date_published), _date(each.date_accessed)
        if published and accessed and each.place and accessed.last_day < published.first_day:
            names = {"later_key": "date_accessed", "later": accessed.text, "earlier_key": "date_published", "earlier": published.text}
            report("C405", each.place, **names)


def derived_sources(sources: Mapping[str, Source], report: Report) -> None:
    """A chain of repetition ends at a root."""
    links = {
        each.id: [(each.derived_from, each.place)]
        for each in sources.values()
        if each.derived_from in sources and each.derived_from is not None and each.place is not None
    }
    for ring, place in _circles(links):
        report("C307", place, key="derived_from", ring=" → ".join(ring))


def _date(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None
