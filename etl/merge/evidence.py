"""Evidence: from a statement to the words. An editor's citation is joined to the document it cites, where that is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.merge.origins import Origins, Sourced
from etl.merge.slots import Fact
from etl.model.catalog import Catalog
from etl.model.digest import short_id
from etl.model.extraction import Extraction
from etl.model.statement import Statement

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Words:
    """A span in a document at hand, with its words and the sentence (or sentences) around it."""

    document_id: str
    start: int
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Library:
    """Documents at hand by the source they are the text of: offsets hold only for the very bytes an editor cited."""

    documents: Mapping[str, Extraction]

    def cited(self, source_id: str | None, start: int | None, end: int | None) -> Words | None:
        """The words of a citation, None where the document is not at hand or ends before it."""
        extraction = self.documents.get(source_id or "")
        if extraction is None or start is None or end is None:
            return None
        touching = [one for one in extraction.around if one[0] < end and start < one[1]]
        if not touching or touching[0][0] > start or touching[-1][1] < end:
            return None
        text = _joined(touching)
        first = touching[0][0]
        return Words(extraction.document.id, start, end, text[start - first : end - first], first, touching[-1][1], text)


def library_of(extractions: Sequence[Extraction], origins: Origins) -> Library:
    """The documents whose bytes are those of a described source; a summary without bytes of its own is cited in its body's file."""
    found: dict[str, Extraction] = {}
    for extraction in sorted(extractions, key=lambda each: (each.document.path, each.document.id)):
        source = origins.sources.get(extraction.document.source_id or "")
        if source is not None and source.sha256 == extraction.document.sha256:
            found.setdefault(source.id, extraction)
    for source in origins.sources.values():
        if source.sha256 is None and source.derived_from in found:
            found.setdefault(source.id, found[source.derived_from])
    return Library(found)


def citations(catalog: Catalog) -> dict[str, tuple[tuple[int, int], ...]]:
    """Every span the catalog cites, by source: what reading has to keep the sentences of."""
    found: dict[str, set[tuple[int, int]]] = {}
    for statement in catalog.statements:
        where = statement.provenance
        if where.source_id and where.cited_start is not None and where.cited_end is not None:
            found.setdefault(where.source_id, set()).add((where.cited_start, where.cited_end))
    for dispute in catalog.disputes:
        for position in dispute.positions:
            if position.cited_start is not None and position.cited_end is not None:
                found.setdefault(position.source_id, set()).add((position.cited_start, position.cited_end))
    return {key: tuple(sorted(spans)) for key, spans in found.items()}


def evidence_rows(fact: Fact, library: Library) -> Iterator[Row]:
    """The evidence of every statement of a fact; spans also stand behind the curated statements they equal."""
    curated = [member for member in fact.members if member.statement.origin == "curated"]
    for member in fact.members:
        for statement, sentence in zip(member.repeats, member.sentences, strict=True):
            if statement.provenance.span is None:
                yield _citation(member, statement, library)
                continue
            for target in (member, *_equalled(member, curated)):
                yield _span(target, member, statement, sentence)


def _equalled(member: Sourced, curated: list[Sourced]) -> list[Sourced]:
    """The curated statements an extracted one stands behind: those of its own source, else all that say the same."""
    if member.statement.origin == "curated":
        return []
    return [each for each in curated if member.source and each.source == member.source] or curated


def _citation(member: Sourced, statement: Statement, library: Library) -> Row:
    where = statement.provenance
    words = library.cited(where.source_id, where.cited_start, where.cited_end)
    place = where.place
    row: Row = {
        "evidence_id": short_id("ev", member.id, "citation", str(where.cited_start), str(where.cited_end), place.path if place else ""),
        "statement_id": member.id,
        "kind": "citation",
        "source_id": where.source_id,
        "start": where.cited_start,
        "end": where.cited_end,
        "file": place.path if place else None,
        "line": place.line if place else None,
        **_origin(member, statement),
    }
    return row | (_words(words) if words else {})


def _span(target: Sourced, member: Sourced, statement: Statement, sentence: str | None) -> Row:
    span = statement.provenance.span
    assert span is not None  # noqa: S101 - the caller told spans from citations
    return {
        "evidence_id": short_id("ev", target.id, "span", member.id, span.document_id, str(span.start), str(span.end)),
        "statement_id": target.id,
        "kind": "span",
        "source_id": member.source.id if member.source else None,
        "document_id": span.document_id,
        "start": span.start,
        "end": span.end,
        "sentence_start": span.sentence_start,
        "sentence_end": span.sentence_end,
        "quote": span.quote,
        "sentence": sentence,
        **_origin(member, statement),
    }


def _origin(member: Sourced, statement: Statement) -> Row:
    return {"root_source": member.root, "independent": member.independent, "confidence": statement.confidence, "rule": statement.rule}


def _words(words: Words) -> Row:
    return {
        "document_id": words.document_id,
        "start": words.start,
        "end": words.end,
        "sentence_start": words.sentence_start,
        "sentence_end": words.sentence_end,
        "quote": words.quote,
        "sentence": words.sentence,
    }


def _joined(sentences: Iterable[tuple[int, int, str]]) -> str:
    """Neighbouring sentences as one text; what lies between them (line ends, blanks) is kept as wide as it is."""
    text = ""
    here: int | None = None
    for start, end, words in sentences:
        if here is not None and start > here:
            text += " " * (start - here)
        text += words
        here = end
    return text
