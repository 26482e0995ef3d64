"""From a document to drafts: what to look at, the skeleton of each sentence, the patterns its words call."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import itemgetter

from etl.extract.amend import best_readings, corrected
from etl.extract.clauses import Scope, Told
from etl.extract.dates import DateHit, DateReader
from etl.extract.folding import fold
from etl.extract.inside import NameWords
from etl.extract.layouts import Layouts, Seen
from etl.extract.patterns import Patterns
from etl.extract.quantities import find_quantities
from etl.extract.rules import Draft, Reading
from etl.extract.skeleton import DATE, INDUSTRY, NAME_MARKS, QUANTITY_MARKS, Item, Skeleton, Word, build
from etl.extract.status import attribution_of, corrected_by
from etl.extract.text import Document, Sentence
from etl.extract.values import DATE_PREDICATES
from etl.extract.words import Triggers, Vocabulary
from etl.model.extraction import Mention
from etl.model.statement import TermValue
from etl.model.vocabulary import Term

SILENT_ZONES = frozenset({"summary", "tags", "chrome", "comment"})
"""Zones that make no statements of their own: second-hand summaries, tag lines, page furniture, readers' comments."""

_place = itemgetter(0, 1)
_NUMERAL = re.compile(r"\d|[十百千万亿两半]")
LONGEST = 4000
"""A longer run without a stop is no sentence: nothing in it has a scope."""
NUMERIC = frozenset(
    ["parameters", "training_tokens", "training_data_bytes", "cost", "hardware", "duration", "metric", "market_count", "funding", "ratio"]
)


class SentenceReader:
    """Applies patterns to documents whose names are known."""

    def __init__(self, patterns: Patterns, terms: Sequence[Term], owners: Mapping[str, tuple[str, str, str]]) -> None:
        self._patterns = patterns
        self._triggers = Triggers(patterns.patterns)
        self._vocabulary = Vocabulary(terms, patterns.devices)
        industries = {
            fold(form): TermValue(term.id, term.name_zh)
            for term in terms
            if term.vocabulary == "industries"
            for form in (term.name_zh, *term.synonyms)
        }
        self._names = NameWords(owners, industries)
        self._numeric = self._triggers.of(lambda pattern: pattern.predicate in NUMERIC)
        self._dated = self._triggers.of(lambda pattern: pattern.predicate in DATE_PREDICATES)
        self._industrial = self._triggers.of(lambda pattern: pattern.predicate == "industry")
        names = set(NAME_MARKS.values())
        self._nameless = self._triggers.of(lambda pattern: not any(set(group) <= names for group in pattern.needs))

    def drafts(self, document: Document, mentions: Sequence[Mention]) -> list[Draft]:
        """What every sentence says, in the order of the text."""
        folded, told, layouts = document.folded, Told(), Layouts(self._patterns)
        words = self._vocabulary.hits(folded)
        word_at = [word.start for _, word in words]
        mention_at = [each.start for each in mentions]
        dates = DateReader(document.info.date)
        made: list[Draft] = []
        last: list[Draft] = []
        for sentence in document.sentences:
            start, end = sentence.start, sentence.end
            if sentence.zone in SILENT_ZONES or end - start > LONGEST:
                last = []
                continue
            names = mentions[bisect_left(mention_at, start) : bisect_left(mention_at, end)]
            days = dates.read(folded, start, end)
            dates.end_sentence()
            called = self._triggers.called(folded[start:end]) | (self._triggers.always if names else 0)
            told.grow_older()
            if last and (status := corrected_by(folded[start:end], self._patterns)):
                made[len(made) - len(last) :] = corrected(last, status)
            last = []
            if not (names or called or days or layouts.waiting):
                continue
            if not names and sentence.zone == "body" and not layouts.waiting and folded[end - 1] != "?":
                # Without a name only an amount, a date or an industry can say something of what was told before.
                called &= self._nameless
                counts = called & self._numeric and _NUMERAL.search(folded, start, end)
                if not (counts or (called & self._dated and days) or called & self._industrial):
                    told.note(folded[start:end], days, self._patterns)
                    continue
            known = words[bisect_left(word_at, start) : bisect_left(word_at, end)]
            laid_out = layouts.read(Seen(folded, sentence, names, days, known), told)
            if laid_out is not None:
                made += laid_out
                continue
            skeleton = self._skeleton(folded, sentence, names, days, known, numeric=bool(names or called & self._numeric))
            last = self._read(document, skeleton, called, told)
            made += last
        return made

    def _skeleton(  # noqa: PLR0913 - all that is known of one sentence
        self,
        folded: str,
        sentence: Sentence,
        names: Sequence[Mention],
        days: Sequence[DateHit],
        words: Sequence[tuple[str, Word]],
        *,
        numeric: bool,
    ) -> Skeleton:
        """Names, chips and dates first, amounts outside them, industries last."""
        marked: list[tuple[int, int, str, Item]] = [(word.start, word.end, mark, word) for mark, word in words if mark != INDUSTRY]
        chips = list(marked)
        marked += [
            (name.start, name.end, NAME_MARKS[name.kind], name)
            for name in names
            if name.kind in NAME_MARKS and not (chips and _overlaps(chips, name.start, name.end)) and not self._swallows(name, folded)
        ]
        if days:
            firm = list(marked)
            marked += [(day.start, day.end, DATE, day) for day in days if not _overlaps(firm, day.start, day.end)]
        if chips or days:
            marked.sort(key=_place)
        if numeric and _NUMERAL.search(folded, sentence.start, sentence.end):
            blocked = [(start, end) for start, end, _, _ in marked]
            for amount in find_quantities(folded, sentence.start, sentence.end, blocked):
                if not _overlaps(marked, amount.start, amount.end):
                    marked.append((amount.start, amount.end, QUANTITY_MARKS[amount.kind], amount))
                elif not _overlaps(marked, amount.core, amount.end):
                    marked.append((amount.core, amount.end, QUANTITY_MARKS[amount.kind], amount))
        if words:
            marked += [
                (word.start, word.end, mark, word)
                for mark, word in words
                if mark == INDUSTRY and not _overlaps(marked, word.start, word.end)
            ]
        marked.sort(key=_place)
        return build(folded, sentence.start, sentence.end, sentence.zone, marked)

    def _swallows(self, name: Mention, folded: str) -> bool:
        """Whether a candidate took the word in that tells a plan, a denial or a supposition: then the word must be read, not the name."""
        return name.id is None and self._patterns.cues["swallowed"].search(folded, name.start, name.end) is not None

    def _read(self, document: Document, skeleton: Skeleton, called: int, told: Told) -> list[Draft]:
        patterns = self._triggers.fitting(called, frozenset(token.mark for token in skeleton.tokens))
        speaker, speakers = attribution_of(skeleton, self._patterns, document.folded)
        scope = Scope(skeleton, self._patterns, told, speakers)
        drafts = best_readings(Reading(skeleton, scope, speaker, document.info.date).apply(patterns))
        drafts += self._names.read(skeleton)
        scope.remember()
        return drafts


def _overlaps(marked: Sequence[tuple[int, int, str, Item]], start: int, end: int) -> bool:
    for first, last, _, _ in marked:  # noqa: SIM110 - a loop costs half of what `any` over a generator does, and this runs for every word
        if first < end and start < last:
            return True
    return False
