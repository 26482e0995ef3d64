"""Known names in a document, and with the candidate frames the unknown ones too."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from etl.extract.aliases import Alias, Aliases, Automaton, Hit, Squeezed, squeeze
from etl.extract.candidates import CandidateFinder
from etl.extract.context import REACH, Boundaries, bearer, near, stands_out
from etl.extract.names import NameRules
from etl.extract.segment import everyday
from etl.extract.text import Document, Sentence
from etl.model.entity import LexiconEntry
from etl.model.extraction import Mention

SILENT_ZONES = frozenset({"chrome", "comment"})
_HAN_SHORT = re.compile(r"[\u3400-\u9fff]{2,3}$")
_NUMBER = re.compile(r"\d+$")


class Gazetteer:
    """The lexicon, compiled. One instance serves many documents; it keeps nothing of them."""

    def __init__(self, lexicon: Sequence[LexiconEntry], names: NameRules) -> None:
        self._rules = names
        self._aliases = Aliases(lexicon, names)
        self._automaton = Automaton(self._aliases, names)
        self._need_of: dict[str, tuple[str, ...] | None] = {}
        self._finder = CandidateFinder(names)
        self._boundaries = Boundaries(lambda: [key for key in self._aliases if _HAN_SHORT.match(key)])

    def mentions(self, document: Document) -> tuple[Mention, ...]:
        """Every name in the document, known or not, sorted by start, none overlapping another."""
        known = self.known(document)
        return self._finder.find(document, known)

    def known(self, document: Document) -> tuple[Mention, ...]:
        """The names of the lexicon in the document."""
        squeezed = squeeze(document.folded)
        hits = self._in_text(document, squeezed)
        accepted = self._accepted(document.folded, hits)
        ends: dict[int, str] = {}
        mentions: list[Mention] = []
        for hit in accepted:
            mention = self._mention(document, hit, ends)
            if mentions and mention.start < mentions[-1].end:
                continue
            ends[hit.end] = mention.kind
            mentions.append(mention)
        return tuple(mentions)

    def _in_text(self, document: Document, squeezed: Squeezed) -> list[Hit]:
        """Hits in zones that speak, outside titles of works and generic uses."""
        starts = [sentence.start for sentence in document.sentences]
        titles = [match.span() for match in self._rules.titles.finditer(document.folded)]
        title_starts = [start for start, _ in titles]
        kept: list[Hit] = []
        for hit in self._automaton.hits(document.folded, squeezed):
            sentence = _holding(document.sentences, starts, hit)
            if sentence is None or sentence.zone in SILENT_ZONES:
                continue
            place = bisect_right(title_starts, hit.start) - 1
            if place >= 0 and hit.end <= titles[place][1]:
                continue
            if not self._generic(document.folded, hit):
                kept.append(hit)
        return kept

    def _generic(self, folded: str, hit: Hit) -> bool:
        if self._rules.is_generic_use(folded, hit.start, hit.end):
            return True
        if _NUMBER.match(hit.alias.key):
            return self._is_count(folded[max(0, hit.start - 12) : hit.start], folded[hit.end : hit.end + 12])
        is_analyst = self._rules.analysts.search(hit.alias.key) is not None
        return is_analyst and self._rules.analyst_source.search(folded, hit.end, hit.end + 40) is not None

    def _is_count(self, before: str, after: str) -> bool:
        """Whether a name of digits is just a number here."""
        following = after.lstrip()[:1]
        return following in self._rules.measures or self._rules.number_before.search(before) is not None

    def _accepted(self, folded: str, hits: Sequence[Hit]) -> list[Hit]:
        """The undoubted hits; then those whose context vouches for them; then repeats of a name vouched for."""
        needs = [self._needs(hit.alias) for hit in hits]
        ends = {hit.end: _first_kind(hit) for hit, need in zip(hits, needs, strict=True) if need is None}
        starts = {hit.start: _first_kind(hit) for hit, need in zip(hits, needs, strict=True) if need is None}
        verdicts: list[bool | None] = [True if need is None else None for need in needs]
        for _ in range(2):
            for index, hit in enumerate(hits):
                need = needs[index]
                if verdicts[index] is not None or need is None:
                    continue
                if need:
                    window = folded[max(0, hit.start - REACH) : hit.end + REACH].lower()
                    verdicts[index] = near(window, need)
                elif stands_out(folded, hit, self._rules, ends, starts):
                    verdicts[index] = True
                if verdicts[index]:
                    ends[hit.end] = starts[hit.start] = _first_kind(hit)
        vouched = {entry.id for hit, verdict in zip(hits, verdicts, strict=True) if verdict for entry in hit.alias.entries}
        kept: list[Hit] = []
        for hit, verdict in zip(hits, verdicts, strict=True):
            known_here = any(entry.id in vouched for entry in hit.alias.entries)
            if verdict or (verdict is None and known_here and self._boundaries.hold(folded, hit.start, hit.end)):
                kept.append(hit)
        return kept

    def _needs(self, alias: Alias) -> tuple[str, ...] | None:
        if alias.key not in self._need_of:
            self._need_of[alias.key] = self._need(alias)
        return self._need_of[alias.key]

    def _need(self, alias: Alias) -> tuple[str, ...] | None:
        """None: needs no context. Empty: needs some context. Else the names one of which must be near."""
        listed = self._rules.ambiguous.get(alias.key)
        if listed is not None:
            return listed
        if "player" not in alias.kinds and _HAN_SHORT.match(alias.key) and everyday(alias.key):
            return ()
        return None

    def _mention(self, document: Document, hit: Hit, ends: dict[int, str]) -> Mention:
        """The mention of a hit: with its class word, or as the version of it that is printed."""
        entry, kind, confidence = bearer(document.folded, hit, self._rules, ends)
        start, end = hit.start, hit.end
        name = entry.name if entry is not None else document.text[start:end]
        identity = entry.id if entry is not None else None
        if kind != "player":
            further = self._version_end(document.folded, hit)
            if further > end:
                end, identity = further, None
                name, confidence = document.text[start:end], 0.9
            tail = self._rules.context("class_tail").match(document.folded, end)
            if tail is not None and kind == "model":
                end = tail.end()
        else:
            house = self._rules.context("firm_tail").match(document.folded, end)
            institute = self._rules.context("institute_tail").match(document.folded, end) if house is None else None
            if house is not None:
                end = house.end()
            elif institute is not None and document.folded[start].isascii() is False:
                end, identity, confidence = institute.end(), None, 0.85
                name = document.text[start:end]
        return Mention(document.info.id, identity, name, kind, document.text[start:end], start, end, confidence)

    def _version_end(self, folded: str, hit: Hit) -> int:
        """The end of the version printed behind a name; the hit's own end where there is none."""
        match = self._rules.version.match(folded, hit.end)
        if folded[hit.end - 1].isascii():
            longer = self._rules.context("name_goes_on").match(folded, match.end() if match is not None else hit.end)
            if longer is not None:
                return longer.end()
        if match is None:
            return hit.end
        suffix, end = match[0], match.end()
        if suffix[-1:].isdigit() or suffix.startswith(" "):
            after = folded[end : end + 2].lstrip()[:1]
            if after in self._rules.measures and after not in "小大系":
                return hit.end
        if not folded[hit.end - 1].isascii() and suffix.strip().isdigit():
            return hit.end
        return end


def _first_kind(hit: Hit) -> str:
    kinds = hit.alias.kinds
    return "player" if "player" in kinds else next(iter(sorted(kinds)))


def _holding(sentences: Sequence[Sentence], starts: Sequence[int], hit: Hit) -> Sentence | None:
    place = bisect_right(starts, hit.start) - 1
    return sentences[place] if place >= 0 and hit.start < sentences[place].end else None
