"""Files too large to be held whole: read block by block, each a document of its own, with offsets counted from the file's beginning.

Blocks end at ends of lines. What one says is told again in the next only by its date and title, so that a subject is not carried across.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from etl.errors import Problem, problem
from etl.extract.decoding import decode
from etl.extract.text import Document, document_of
from etl.extract.zones import ZoneRules
from etl.model.extraction import Extraction
from etl.model.statement import Statement

LARGE = 8_000_000
"""Bytes above which a file is read in blocks."""
BLOCK = 1_000_000
"""Bytes that are read at a time."""

_PAGES = frozenset({".html", ".htm"})


def is_large(path: Path) -> bool:
    """Whether a file is read in blocks; a page cannot be, as its layout is known only at its end."""
    try:
        return path.suffix.lower() not in _PAGES and path.stat().st_size > LARGE
    except OSError:
        return False


def read_blocks(path: Path, root: Path, zones: ZoneRules | None = None) -> Iterator[tuple[Document, int] | Problem]:
    """(document, how many code points stand before it) of each block, or the problem that keeps the file from being read."""
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            sample = file.read(BLOCK)
            decoded, problems = decode(_whole(sample), name)
            yield from problems
            if decoded is None:
                return
            file.seek(0)
            raw = iter(lambda: file.read(BLOCK), b"")
            first: Document | None = None
            offset = 0
            for text in _lines(raw, decoded.encoding):
                document = document_of(text, name=name, sha256=digest, encoding=decoded.encoding, zones=zones)
                if first is not None:
                    told = first.info
                    info = replace(document.info, title=told.title, date=told.date, date_basis=told.date_basis, script=told.script)
                    document = replace(document, info=info)
                first = first or document
                yield document, offset
                offset += len(text)
    except OSError as error:
        yield problem("D504", name, reason=error.strerror or type(error).__name__)


def _whole(sample: bytes) -> bytes:
    """A sample without what its end cuts off: a line or, in a text without lines, the last character."""
    cut = sample.rfind(b"\n") + 1
    begun = next((back for back in range(1, min(4, len(sample)) + 1) if sample[-back] >= 0xC0), 0)
    return sample[:cut] if cut else sample[: len(sample) - begun]


def _lines(raw: Iterable[bytes], encoding: str) -> Iterator[str]:
    """The text in pieces that end where a line ends, or a sentence, or, in a text of neither, anywhere."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    rest = ""
    for piece in raw:
        rest += decoder.decode(piece)
        cut = rest.rfind("\n") + 1 or rest.rfind("。") + 1 or len(rest)
        if rest[:cut]:
            yield rest[:cut]
        rest = rest[cut:]
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest


def shifted(extraction: Extraction, offset: int) -> Extraction:
    """The extraction of a block with the offsets of its file."""
    if not offset:
        return extraction
    return replace(
        extraction,
        mentions=tuple(replace(each, start=each.start + offset, end=each.end + offset) for each in extraction.mentions),
        statements=tuple(_moved(each, offset) for each in extraction.statements),
        around=tuple((start + offset, end + offset, words) for start, end, words in extraction.around),
    )


def _moved(statement: Statement, offset: int) -> Statement:
    span = statement.provenance.span
    if span is None:
        return statement
    moved = replace(
        span,
        start=span.start + offset,
        end=span.end + offset,
        sentence_start=span.sentence_start + offset,
        sentence_end=span.sentence_end + offset,
    )
    return replace(statement, provenance=replace(statement.provenance, span=moved))


def joined(extractions: Iterable[Extraction]) -> Extraction | None:
    """One extraction of those of all blocks, in their order; each statement once, where it is first said."""
    whole: Extraction | None = None
    statements: dict[str, Statement] = {}
    parts: list[Extraction] = []
    for part in extractions:
        whole = part if whole is None else whole
        parts.append(part)
        for statement in part.statements:
            statements.setdefault(statement.id, statement)
    if whole is None:
        return None
    return replace(
        whole,
        document=replace(whole.document, chars=sum(part.document.chars for part in parts)),
        mentions=tuple(mention for part in parts for mention in part.mentions),
        statements=tuple(statements.values()),
        sentences=tuple({name: words for part in reversed(parts) for name, words in part.sentences}.items()),
        around=tuple(each for part in parts for each in part.around),
    )
