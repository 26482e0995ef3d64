"""Files to documents: decoded, laid out, cut into sentences, with the document's own date."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from etl.errors import Problem, problem
from etl.extract.decoding import decode
from etl.extract.folding import fold
from etl.extract.published import published_on
from etl.extract.record import record_lines
from etl.extract.sentences import split
from etl.extract.webpage import page_text
from etl.extract.zones import Line, ZoneRules, shipped_zone_rules, zoned
from etl.model.digest import short_id
from etl.model.source import DocumentInfo

_SCRIPT_SAMPLE = 1500
_HAN = re.compile("[\u3400-\u9fff]")
_NAMED_TITLE = re.compile(r"(?:原文)?标题\s*:\s*(?=\S)")
SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Half-open span [start, end) of one sentence, list entry or table row, and the zone it stands in.

    Zones: title, body, heading, list, table, summary (second-hand), tags, chrome (navigation, bylines, repeats), comment, qa.
    """

    start: int
    end: int
    zone: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text ready for rules: `folded` is what rules match on, character for character as long as `text`."""

    info: DocumentInfo
    text: str
    folded: str
    sentences: tuple[Sentence, ...]


def corpus_files(folder: Path) -> tuple[Path, ...]:
    """The documents of a folder and its subfolders, sorted; hidden files and sidecars are none."""
    if folder.is_file():
        return (folder,) if folder.suffix.lower() in SUFFIXES else ()
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return tuple(sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)))


def read_document(path: Path, root: Path, zones: ZoneRules | None = None) -> tuple[Document | None, tuple[Problem, ...]]:
    """One file as a document, or the problem that keeps it from being read. `root` is what its path is shown relative to."""
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, (problem("D504", name, reason=error.strerror or type(error).__name__),)
    decoded, problems = decode(raw, name)
    if decoded is None:
        return None, problems
    text, title, date = decoded.text, None, None
    if path.suffix.lower() in {".html", ".htm"}:
        page = page_text(decoded.text)
        text, title, date = page.text, page.title, page.date
    if not text.strip():
        problems += (problem("D505", name),)
    digest = hashlib.sha256(raw).hexdigest()
    document = document_of(text, name=name, sha256=digest, encoding=decoded.encoding, title=title, date=date, zones=zones)
    return document, problems


def document_of(  # noqa: PLR0913 - every option is keyword-only and has a default
    text: str,
    *,
    name: str = "text.txt",
    sha256: str | None = None,
    encoding: str = "utf-8",
    title: str | None = None,
    date: str | None = None,
    zones: ZoneRules | None = None,
) -> Document:
    """A document of a text at hand; the suffix of `name` tells the layout. `date` is one that the page's own metadata gives."""
    rules = zones if zones is not None else shipped_zone_rules()
    folded = fold(text)
    digest = sha256 if sha256 is not None else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    layout = _layout(name)
    lines = record_lines(folded, rules)
    if lines:
        layout = "record"
    else:
        lines = zoned(folded, rules, first=_front_matter(folded), markdown=layout == "markdown")
    own_date, basis = published_on(folded, lines, rules)
    if date is not None:
        own_date, basis = date, "header"
    info = DocumentInfo(
        id=short_id("doc", digest),
        path=name,
        sha256=digest,
        encoding=encoding,
        layout=layout,
        script=_script(text, folded),
        chars=len(text),
        title=title or _title(text, folded, lines),
        date=own_date,
        date_basis=basis,
    )
    return Document(info, text, folded, _sentences(folded, lines))


def _layout(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}.get(suffix, "text")


def _front_matter(folded: str) -> int:
    """Where the text begins behind a block of `---` at its top."""
    if not folded.startswith("---\n"):
        return 0
    close = folded.find("\n---", 4, 4000)
    return 0 if close < 0 else close + 4


def _script(text: str, folded: str) -> str:
    """simplified, traditional or mixed: by how many of the first Chinese characters the conversion changed."""
    sample = _HAN.findall(text, 0, _SCRIPT_SAMPLE)
    if text == folded or not sample:
        return "simplified"
    changed = sum(before != after for before, after in zip(sample, _HAN.findall(folded, 0, _SCRIPT_SAMPLE), strict=False))
    if changed * 500 <= len(sample):
        return "simplified"
    return "mixed" if changed * 50 < len(sample) else "traditional"


def _title(text: str, folded: str, lines: tuple[Line, ...]) -> str | None:
    """A title that the page names as such, else the first line that looks like one."""
    for line in (*lines[-12:], *lines[:12]):
        named = _NAMED_TITLE.match(folded, line.start, line.end) if line.zone == "chrome" else None
        if named is not None:
            return text[named.end() : line.end]
    for line in lines:
        if line.zone == "title" or (line.zone == "heading" and text[line.start] == "#"):
            return text[line.start : line.end].lstrip("# ").strip() or None
    return None


def _sentences(folded: str, lines: tuple[Line, ...]) -> tuple[Sentence, ...]:
    made: list[Sentence] = []
    for line in lines:
        if line.zone in {"table", "tags"} and line.end - line.start <= 2000:
            made.append(Sentence(line.start, line.end, line.zone))
        else:
            made += [Sentence(start, end, line.zone) for start, end in split(folded, line.start, line.end)]
    return tuple(made)
