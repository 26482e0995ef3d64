"""Documents to statements: names, sentences, skeletons, patterns; then one statement for each thing said.

Only a sentence that holds a name or a trigger is looked at closely. What a document says twice is kept once, at its most precise; a
sentence that takes back the one before changes its status.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from etl.extract.amend import consolidate
from etl.extract.folding import fold
from etl.extract.gazetteer import Gazetteer
from etl.extract.names import NameRules
from etl.extract.patterns import Patterns
from etl.extract.reading import SentenceReader
from etl.extract.rules import Draft
from etl.extract.text import Document
from etl.model.entity import LexiconEntry
from etl.model.extraction import Extraction, Mention
from etl.model.statement import Provenance, Span, Statement, value_record
from etl.model.vocabulary import Term


class Extractor:
    """Reads documents. Its lexicon holds ids, kinds and names, nothing else of the catalog; `terms` are vocabulary words."""

    def __init__(self, lexicon: Sequence[LexiconEntry], name_rules: NameRules, patterns: Patterns, *, terms: Sequence[Term] = ()) -> None:
        self._gazetteer = Gazetteer(lexicon, name_rules)
        self._reader = SentenceReader(patterns, terms, _owners(lexicon))

    def read(self, document: Document) -> Extraction:
        """Names and statements of one document."""
        return self.extraction(document, self._gazetteer.mentions(document))

    def extraction(self, document: Document, mentions: Sequence[Mention]) -> Extraction:
        """Statements of a document whose names are given."""
        drafts = self._reader.drafts(document, mentions)
        statements, sentences = [], {}
        for draft in consolidate(drafts):
            statement = _statement(draft, document)
            statements.append(statement)
            sentences[statement.id] = document.text[draft.sentence[0] : draft.sentence[1]]
        return Extraction(document.info, tuple(mentions), tuple(statements), tuple(sentences.items()))


def _owners(lexicon: Sequence[LexiconEntry]) -> dict[str, tuple[str, str, str]]:
    """(id, name, form) of the players by the folded forms of their names; all are folded in one go, as a conversion costs more per call than per name."""
    named = [(entry, name) for entry in lexicon if entry.kind == "player" for name in entry.names]
    forms = fold("\n".join(name.replace("\n", " ") for _, name in named)).split("\n")
    return {form: (entry.id, entry.name, name) for form, (entry, name) in zip(forms, named, strict=bool(named))}


def _statement(draft: Draft, document: Document) -> Statement:
    span = Span(document.info.id, draft.start, draft.end, *draft.sentence, document.text[draft.start : draft.end])
    return Statement(
        draft.subject,
        draft.predicate,
        draft.value,
        Provenance(document.info.source_id, span=span),
        "extracted",
        bound=draft.bound,
        status=draft.status,
        attributed_to=draft.attributed_to,
        confidence=draft.confidence,
        rule=draft.rule,
    )


def statement_row(statement: Statement, document: Document | Extraction) -> Mapping[str, Any]:
    """One line of `baimo extract`, as the contract prints it."""
    span, subject = statement.provenance.span, statement.subject
    if span is None:
        msg = "a statement without a span is not an extracted one"
        raise ValueError(msg)
    return {
        "doc": _path_of(document),
        "subject": {"id": subject.id, "name": subject.name, "surface": subject.surface or subject.name, "kind": subject.kind},
        "predicate": statement.predicate,
        "value": value_record(statement.value),
        "bound": statement.bound,
        "status": statement.status,
        "attributed_to": statement.attributed_to,
        "quote": span.quote,
        "start": span.start,
        "end": span.end,
        "sentence": [span.sentence_start, span.sentence_end],
        "confidence": statement.confidence,
        "rule": statement.rule,
    }


def mention_row(mention: Mention, document: Document | Extraction) -> Mapping[str, Any]:
    """One line of `baimo extract --mentions`."""
    return {
        "doc": _path_of(document),
        "id": mention.id,
        "name": mention.name,
        "kind": mention.kind,
        "surface": mention.surface,
        "start": mention.start,
        "end": mention.end,
    }


def rows(extraction: Extraction, *, mentions: bool = False) -> Iterable[Mapping[str, Any]]:
    """All lines of one document, or of one block of it."""
    if mentions:
        return [mention_row(each, extraction) for each in extraction.mentions]
    return [statement_row(each, extraction) for each in extraction.statements]


def _path_of(document: Document | Extraction) -> str:
    return document.document.path if isinstance(document, Extraction) else document.info.path
