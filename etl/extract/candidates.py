"""Names that the lexicon lacks: proposed by their form, judged by what stands beside them, repeated where they are printed again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ahocorasick_rs import AhoCorasick, MatchKind

from etl.extract import organisations, products
from etl.extract.evidence import Judge, Weighed
from etl.extract.glosses import glosses
from etl.extract.latin import is_person, latin_runs
from etl.extract.names import NameRules
from etl.extract.neighbours import Neighbours
from etl.extract.proposals import Proposal
from etl.extract.segment import everyday
from etl.extract.slots import Slots, may_be_named
from etl.extract.tables import cell_names
from etl.extract.text import Document
from etl.model.extraction import Mention

SILENT_ZONES = frozenset({"chrome", "comment", "tags"})
THRESHOLD = 3
ROUNDS = 3
"""An accepted name speaks for its neighbours in a list, which speak for theirs."""

_IN_WORD = re.compile(r"[A-Za-z0-9\-]")
_FAMILY = re.compile(r"[A-Za-z]{3,}(?=[ \-]?\d|[ \-][A-Z])|Yi(?=-)")
_OF_HAN = re.compile(r"-[\u3400-\u9fff]{2,4}(?=[,。;:、()\s的]|$)")
_VERSION = re.compile(r"[ \-]?\d|-[A-Z]")
_QUOTES = '“”‘’"'


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the document speaks, for quick look-up."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def holds(self, start: int, end: int) -> bool:
        index = bisect_right(self.starts, start) - 1
        return index >= 0 and end <= self.ends[index]


class CandidateFinder:
    """The frames, compiled. One instance serves many documents."""

    def __init__(self, names: NameRules) -> None:
        self._names = names
        words = [word for word, _ in names.frames.cues]
        self._looks = [look for _, look in names.frames.cues]
        self._cues = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest) if words else None

    def find(self, document: Document, known: Sequence[Mention]) -> tuple[Mention, ...]:
        """The known mentions together with the unknown names, sorted by start, none overlapping another."""
        names = self._names
        speaking = [sentence for sentence in document.sentences if sentence.zone not in SILENT_ZONES]
        place = _Place(tuple(sentence.start for sentence in speaking), tuple(sentence.end for sentence in speaking))
        judge = Judge(document.folded, names)
        neighbours = Neighbours(known, document.folded)
        titles = [match.span() for match in names.titles.finditer(document.folded)]
        title_place = _Place(tuple(start for start, _ in titles), tuple(end for _, end in titles))
        waiting = [
            each
            for each in self._proposed(document, neighbours)
            if place.holds(each.start, each.end)
            and not title_place.holds(each.start, each.end)
            and not names.is_generic_use(document.folded, each.start, each.end)
        ]
        given = [_mention(document, each, each.kind or "model", 0.85) for each in cell_names(document, names, known)]
        mentions = _joined(known, given)
        weights: dict[Proposal, Weighed] = {}
        for _ in range(ROUNDS):
            neighbours = Neighbours(mentions, document.folded)
            families = frozenset(
                head[0]
                for each in mentions
                if each.kind != "player" and (head := _FAMILY.match(document.folded, each.start, each.end)) is not None
            )
            accepted: list[Mention] = []
            rest: list[Proposal] = []
            for proposal in waiting:
                settled = _cut_free(proposal, neighbours, names)
                if settled is None:
                    continue
                weighed = weights.get(settled) or weights.setdefault(settled, judge.weighed(settled))
                kind, score = judge.verdict(weighed, neighbours)
                if settled.form == "latin" and kind != "player" and _of_family(document.folded[settled.start : settled.end], families):
                    score += 2
                if score >= THRESHOLD:
                    accepted.append(_mention(document, settled, kind, min(0.95, 0.45 + 0.08 * score)))
                else:
                    rest.append(proposal)
            if not accepted:
                break
            mentions, waiting = _joined(mentions, accepted), rest
        others = [each for each in glosses(document.folded, document.text, mentions, names.frames) if place.holds(each.start, each.end)]
        mentions = _joined([each for each in mentions if each.id is not None or not _covered(each, others)], others)
        return tuple(_repeated(document, mentions, place, names.version))

    def _proposed(self, document: Document, neighbours: Neighbours) -> Iterator[Proposal]:
        folded, frames = document.folded, self._names.frames
        for run in latin_runs(folded, lambda word: word.lower() in frames.others, self._names.measures):
            if not is_person(run.words, folded[max(0, run.start - 10) : run.start], frames):
                yield Proposal(run.start, run.end, "latin", None, 1 if run.capital else 0)
        quotes = list(products.QUOTED.finditer(folded))
        for quote in quotes:
            yield from products.quoted(quote, self._names)
        yield from products.pairs(folded, quotes, frames, neighbours)
        for sentence in document.sentences:
            if sentence.zone == "list":
                yield from products.entry_head(folded, sentence.start, sentence.end, frames)
        yield from Slots(folded, self._names.slots, frames, neighbours).proposals(document.sentences)
        if self._cues is None:
            return
        for cue, start, end in self._cues.find_matches_as_indexes(folded):
            yield from self._beside(folded, self._looks[cue], start, end, neighbours)

    def _beside(self, folded: str, look: str, start: int, end: int, neighbours: Neighbours) -> Iterator[Proposal]:
        frames = self._names.frames
        if look == "class":
            return products.classed(folded, start, frames, neighbours)
        if look == "firm":
            return organisations.firm(folded, start, frames, neighbours)
        if look == "institute":
            return organisations.institute(folded, start, end, frames)
        if look == "list":
            return organisations.listed(folded, start, end, frames, neighbours)
        if look == "by":
            return organisations.made_by(folded, end, frames, neighbours)
        if look == "into":
            return products.joined_into(folded, end, frames)
        return iter(())


def _cut_free(proposal: Proposal, neighbours: Neighbours, names: NameRules) -> Proposal | None:
    """The proposal without a maker's name at its front; None where a name already stands there or nothing of its own is left."""
    inside = neighbours.inside(proposal.start, proposal.end)
    if not inside:
        return proposal
    if inside[0].start < proposal.start or inside[-1].end > proposal.end:
        return None
    start = proposal.start
    if inside[0].start == start and inside[0].kind == "player":
        start = inside[0].end
        inside = inside[1:]
    if inside and (inside[0].kind == "player" or inside[-1].end - inside[0].start >= proposal.end - start):
        return None
    if start != proposal.start:
        start = _past_terms(neighbours.folded, start, proposal.end, names)
        words = neighbours.folded[start : proposal.end]
        if len(words) < 2 or names.frames.is_generic(words) or words.lower() in names.frames.others:
            return None
        if proposal.form == "slot" and (proposal.kind == "player" or not may_be_named(words, "model", names.frames, sure=False)):
            return None
        if proposal.form == "latin" and is_person(words, neighbours.folded[max(0, start - 10) : start], names.frames):
            return None
        return replace(proposal, start=start)
    # A longer name around a known product is another product: Code Llama, 盘古气象大模型.
    return replace(proposal, weight=proposal.weight + 2) if proposal.form != "latin" or inside[0].end == proposal.end else None


def _of_family(words: str, families: frozenset[str]) -> bool:
    """Whether it is another version of a product the document names: Claude 2 beside Claude 3 Opus."""
    head = _FAMILY.match(words)
    return head is not None and head[0] in families and _VERSION.search(words) is not None


def _printed_again(folded: str, names: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Every place where one of a document's few names stands."""
    for name in names:
        start = folded.find(name)
        while start >= 0:
            yield name, start, start + len(name)
            start = folded.find(name, start + len(name))


def _covered(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a gloss says whose name a candidate is."""
    return any(other.start <= mention.start and mention.end <= other.end for other in others)


def _past_terms(folded: str, start: int, end: int, names: NameRules) -> int:
    """Where a name begins behind its maker's: joining marks and terms such as CEO are passed over."""
    while start < end:
        if folded[start] in " -的·":
            start += 1
            continue
        stop = folded.find(" ", start, end)
        if stop < 0 or folded[start:stop].lower() not in names.frames.others:
            break
        start = stop
    return start


def _mention(document: Document, proposal: Proposal, kind: str, confidence: float) -> Mention:
    surface = document.text[proposal.start : proposal.end]
    return Mention(document.info.id, None, surface, kind, surface, proposal.start, proposal.end, round(confidence, 2))


def _joined(old: Iterable[Mention], new: Iterable[Mention]) -> list[Mention]:
    """All of them without overlaps: the longer wins, and among equals the one that was there."""
    order = sorted(
        (*((each, 0) for each in old), *((each, 1) for each in new)),
        key=lambda pair: (pair[0].start - pair[0].end, pair[1], -pair[0].confidence),
    )
    starts: list[int] = []
    kept: list[Mention] = []
    for each, _ in order:
        index = bisect_left(starts, each.start)
        clear_before = index == 0 or kept[index - 1].end <= each.start
        clear_after = index == len(kept) or kept[index].start >= each.end
        if clear_before and clear_after:
            starts.insert(index, each.start)
            kept.insert(index, each)
    return kept


def _repeated(document: Document, mentions: list[Mention], place: _Place, version: re.Pattern[str]) -> list[Mention]:
    """A name found once is found wherever it is printed as itself: Latin names whole, Chinese ones from three characters on."""
    found: dict[str, Mention] = {}
    for each in sorted(mentions, key=lambda mention: -mention.confidence):
        if each.id is None:
            found.setdefault(document.folded[each.start : each.end].strip(_QUOTES), each)
    names = [name for name in found if len(name) >= 3 or (len(name) == 2 and not name.isascii() and not everyday(name))]
    if not names:
        return mentions
    more = []
    for name, start, found_end in _printed_again(document.folded, names):
        end = found_end
        if (name[0].isascii() and _IN_WORD.match(document.folded, max(0, start - 1), start)) or (
            name[-1].isascii() and _IN_WORD.match(document.folded, end)
        ):
            continue
        if len(name) == 2 and (everyday(document.folded[start - 1 : end]) or everyday(document.folded[start : end + 1])):
            continue
        further = version if name[-1].isascii() else _OF_HAN
        longer = further.match(document.folded, end) if found[name].kind == "model" else None
        end = longer.end() if longer is not None else end
        if place.holds(start, end):
            surface = document.text[start:end]
            printed = found[name].name if longer is None else surface
            more.append(replace(found[name], name=printed, surface=surface, start=start, end=end, confidence=0.7))
    return _joined(mentions, more)
