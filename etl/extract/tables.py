"""Names in the columns of a table, told by the column's heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from etl.extract.names import NameRules
from etl.extract.proposals import Proposal
from etl.extract.text import Document, Sentence
from etl.model.extraction import Mention

_CELL = re.compile(r"[^|\t]+")
_COMMA_CELL = re.compile(r"[^,]+")
_PART = re.compile(r"[^、;/]+")
_BAR = re.compile(r"[\s:\-—=]+$")
_BETWEEN_ROWS = re.compile(r"[ \t|]*\r?\n(?:[ \t]*[|:+=\-— \t]+\r?\n)?[ \t|]*")
_DRESS = ' *_`“”‘’"[]'
_NO_NAME = re.compile(r"^[\d.,%万亿元¥$~≈<>年月日\-/ ]*$|[。!?]|^(?:无|未公开|未披露|不详|暂无|其他|N/A|-+|—+|是|否)$")


def cell_names(document: Document, names: NameRules, known: Sequence[Mention]) -> Iterator[Proposal]:
    """Names in cells of columns headed 模型, 公司 and the like, where none is known."""
    taken = {position for mention in known for position in (mention.start, mention.end - 1)}
    columns: list[str | None] = []
    last_end = -1
    for row in (sentence for sentence in document.sentences if sentence.zone == "table"):
        cells = list(_cells(document.folded, row))
        if last_end < 0 or not _BETWEEN_ROWS.fullmatch(document.folded, last_end, row.start):
            columns = [_heading(document.folded[start:end], names) for start, end in cells]
            last_end = row.end
            continue
        last_end = row.end
        for kind, (start, end) in zip(columns, cells, strict=False):
            if kind is None or _BAR.match(document.folded, start, end):
                continue
            for part in _PART.finditer(document.folded, start, end):
                span = _bare(document.folded, part.start(), part.end())
                words = document.folded[span[0] : span[1]]
                if (
                    not 2 <= len(words) <= 24
                    or _NO_NAME.search(words)
                    or words.lower() in names.frames.others
                    or names.frames.is_generic(words)
                ):
                    continue
                inside = [each for each in known if span[0] <= each.start and each.end <= span[1]]
                longer = len(inside) == 1 and inside[0].kind != "player" and inside[0].end - inside[0].start < span[1] - span[0]
                if longer or not taken.intersection(range(*span)):
                    yield Proposal(span[0], span[1], "cell", kind, 4)


def _cells(folded: str, row: Sentence) -> Iterator[tuple[int, int]]:
    drawn = "|" in folded[row.start : row.end] or "\t" in folded[row.start : row.end]
    for cell in (_CELL if drawn else _COMMA_CELL).finditer(folded, row.start, row.end):
        if cell[0].strip():
            yield cell.start(), cell.end()


def _heading(words: str, names: NameRules) -> str | None:
    return names.frames.headers.get(words.strip(_DRESS).lower())


def _bare(folded: str, start: int, end: int) -> tuple[int, int]:
    """The span without emphasis, links and a gloss in brackets."""
    bracket = folded.find("(", start, end)
    if bracket > start + 1:
        end = bracket
    while start < end and folded[start] in _DRESS:
        start += 1
    while end > start and folded[end - 1] in _DRESS:
        end -= 1
    return start, end
