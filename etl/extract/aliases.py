"""The names of the lexicon as one automaton over texts without inner spaces and hyphens.

GPT-4, GPT4 and gpt 4 are one key, so no variants are enumerated: 30,000 names stay 30,000 patterns. A hit may bridge a gap of the text only
at a seam of the name: where the name itself has a space or hyphen, or where letters meet digits or Chinese.
"""

from __future__ import annotations

import gc
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from etl.extract.folding import fold, lowered
from etl.extract.names import NameRules
from etl.model.entity import LexiconEntry

# It begins with a set of characters, and looks back from there: a search for such an expression is six times as fast.
GAP = re.compile(r"[ \t\u200b_·•\-\u2010-\u2015](?<=[a-z0-9\u3400-\u9fff].)[ \t\u200b_·•\-\u2010-\u2015]?(?=[a-z0-9\u3400-\u9fff])")
_GLOSS = re.compile(r"(?<=\S)\s+\([^()]*\)$")
_OWN_NAME = re.compile(r"[\u3400-\u9fff]{2}")
_UNTIDY = re.compile(r"(?![ \n])\s|  |(?m:^ | $)")
_LETTERS = re.compile(r"[A-Za-z]+$")
_SEAM = re.compile(
    r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])|(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])"
)


Bearers = dict[str, tuple[tuple[LexiconEntry, str], ...]]
"""Key -> (entry, printed form)."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One key with the entities that bear it. `forms` are the printed names behind it, folded."""

    key: str
    entries: tuple[LexiconEntry, ...]
    forms: tuple[str, ...]
    kinds: frozenset[str]
    """Kinds of the entities that bear it."""
    maker: int = 0
    """Length of the maker's name at its front (360智脑), which is a mention of its own; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An alias found: half-open span in the text."""

    alias: Alias
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A lower-case text without the gaps inside words, and the way back to the text's own offsets."""

    text: str
    gaps: tuple[int, ...]
    """Where in the squeezed text each gap was."""
    removed: tuple[int, ...]
    """How many characters were removed up to and with each gap."""

    def origin(self, index: int) -> int:
        """The offset in the text of a character of the squeezed text."""
        before = bisect_right(self.gaps, index)
        return index + (self.removed[before - 1] if before else 0)

    def inner_gaps(self, start: int, end: int) -> Sequence[int]:
        """Gaps strictly inside a span of the squeezed text, relative to its start."""
        first = bisect_right(self.gaps, start)
        last = bisect_right(self.gaps, end - 1)
        return [gap - start for gap in self.gaps[first:last]]


def squeeze(folded: str) -> Squeezed:
    """The form of a text that names are looked up in."""
    low = lowered(folded)
    gaps: list[int] = []
    removed: list[int] = []
    total = 0
    for gap in GAP.finditer(low):
        gaps.append(gap.start() - total)
        total += gap.end() - gap.start()
        removed.append(total)
    return Squeezed(GAP.sub("", low) if gaps else low, tuple(gaps), tuple(removed))


def seams(form: str) -> frozenset[int]:
    """Places of a name, counted without its gaps, where a text may print a space or hyphen."""
    found: set[int] = set()
    total = 0
    low = lowered(form)
    for gap in GAP.finditer(low):
        found.add(gap.start() - total)
        total += gap.end() - gap.start()
    bare = "".join(char for char, kept in zip(form, _kept(low), strict=True) if kept)
    found.update(match.start() for match in _SEAM.finditer(bare))
    return frozenset(found)


def _kept(low: str) -> list[bool]:
    kept = [True] * len(low)
    for gap in GAP.finditer(low):
        kept[gap.start() : gap.end()] = [False] * (gap.end() - gap.start())
    return kept


def printed_forms(name: str) -> tuple[str, ...]:
    """A folded name as it may be printed: `GPT (family)` is also GPT, `A / B` is two."""
    bare = _GLOSS.sub("", name)
    return tuple(form.strip() for form in (name, bare, *bare.split(" / ")) if form.strip())


def _keyed(lexicon: Sequence[LexiconEntry]) -> Iterator[tuple[LexiconEntry, list[tuple[str, str]]]]:
    """Each entry with (key, form) of its names; all are folded in one go, as a conversion costs more per call than per name."""
    flat = "\n".join([name for entry in lexicon for name in entry.names])
    if _UNTIDY.search(flat) or flat.count("\n") != max(0, sum([len(entry.names) for entry in lexicon]) - 1):
        flat = "\n".join(" ".join(name.split()) for entry in lexicon for name in entry.names)
    flat = fold(flat)
    forms, keys = flat.split("\n"), GAP.sub("", lowered(flat)).split("\n")
    at = 0
    for entry in lexicon:
        end = at + len(entry.names)
        pairs = list(zip(keys[at:end], forms[at:end], strict=True))
        for _, form in tuple(pairs):
            if form[-1:] == ")" or " / " in form:
                pairs += [(GAP.sub("", lowered(each)), each) for each in printed_forms(form)]
        at = end
        yield entry, pairs


class Aliases:
    """Every key of the lexicon. An alias is made when a text first prints its key: of 30,000 a text holds a few hundred.

    A product's name behind its maker's is two mentions: such joint names are left out.
    """

    def __init__(self, lexicon: Sequence[LexiconEntry], names: NameRules) -> None:
        self._generic = names.frames.is_generic
        # Nothing made here is garbage, and the collector would look at all of it again and again.
        collecting = gc.isenabled()
        gc.disable()
        try:
            self._bearers, self._players = _bearers(lexicon)
        finally:
            if collecting:
                gc.enable()
        self._shortest = max(2, min(map(len, self._players), default=2))

    def __iter__(self) -> Iterator[str]:
        return iter(self._bearers)

    def __contains__(self, key: object) -> bool:
        return key in self._bearers

    def alias(self, key: str) -> Alias:
        """The alias of a key."""
        bearers = self._bearers[key]
        entries = {entry.id: entry for entry, _ in reversed(bearers)}
        kinds = frozenset(entry.kind for entry in entries.values())
        maker = 0
        if "player" not in kinds:
            cuts = (cut for cut in range(self._shortest, len(key) - 1) if key[:cut] in self._players)
            maker = max((cut for cut in cuts if _OWN_NAME.match(key, cut) and not self._generic(key[cut:])), default=0)
        forms = tuple(sorted({form for _, form in bearers}))
        return Alias(key, tuple(entries[each] for each in sorted(entries)), forms, kinds, maker)


def _bearers(lexicon: Sequence[LexiconEntry]) -> tuple[Bearers, set[str]]:
    """The keys with those who bear them, and the keys of players; joint names left out."""
    bearers: Bearers = {}
    several: list[tuple[LexiconEntry, list[tuple[str, str]]]] = []
    players: set[str] = set()
    for entry, pairs in _keyed(lexicon):
        for key, form in pairs:
            if len(key) >= 2:
                bearers[key] = (*bearers[key], (entry, form)) if key in bearers else ((entry, form),)
        if entry.kind == "player":
            players.update(key for key, _ in pairs if len(key) >= 2)
        elif len({key[-1:] for key, _ in pairs}) < len(pairs):
            several.append((entry, pairs))
    for entry, pairs in several:
        for key in _joint([key for key, _ in pairs], players):
            rest = tuple(pair for pair in bearers.get(key, ()) if pair[0].id != entry.id)
            if rest:
                bearers[key] = rest
            else:
                bearers.pop(key, None)
    return bearers, players


def _joint(keys: Sequence[str], players: set[str]) -> list[str]:
    """Those of an entry's keys that are a maker's before another of them."""
    return [
        key
        for key in keys
        if any(2 <= len(own) <= len(key) - 2 and key.endswith(own) and key[: len(key) - len(own)] in players for own in keys)
    ]


class Automaton:
    """All keys and blocker words in one pass, leftmost and longest."""

    def __init__(self, aliases: Aliases, names: NameRules) -> None:
        self._version = names.version
        self._lexicon = aliases
        self._keys = [*aliases, *(word for word in names.blockers if word not in aliases)]
        self._aliases: dict[int, Alias | None] = {}
        self._seams: dict[int, frozenset[int]] = {}
        self._matcher = (
            # Of the kinds of automata the one that is both small and quick, whatever the number of names.
            AhoCorasick(self._keys, matchkind=MatchKind.LeftmostLongest, store_patterns=False, implementation=Implementation.ContiguousNFA)
            if self._keys
            else None
        )

    def _alias(self, pattern: int) -> Alias | None:
        """What a pattern stands for; a blocker word for nothing."""
        if pattern not in self._aliases:
            key = self._keys[pattern]
            self._aliases[pattern] = self._lexicon.alias(key) if key in self._lexicon else None
        return self._aliases[pattern]

    def hits(self, folded: str, squeezed: Squeezed) -> Iterator[Hit]:
        """Names whose edges and gaps are right, in order. A hit refused gives way to names inside it."""
        if self._matcher is None:
            return
        for pattern, start, end in self._matcher.find_matches_as_indexes(squeezed.text):
            alias = self._alias(pattern)
            if alias is None:
                continue
            hit = self._placed(folded, squeezed, pattern, alias, start, end)
            if hit is not None and alias.maker:
                cut = squeezed.origin(start + alias.maker)
                yield Hit(self._lexicon.alias(alias.key[: alias.maker]), hit.start, squeezed.origin(start + alias.maker - 1) + 1)
                yield Hit(alias, cut, hit.end)
            elif hit is not None:
                yield hit
            elif end - start > 3:
                yield from self._inside(folded, squeezed, start + 1, end)

    def _inside(self, folded: str, squeezed: Squeezed, start: int, end: int) -> Iterator[Hit]:
        if self._matcher is None:
            return
        for pattern, inner_start, inner_end in self._matcher.find_matches_as_indexes(squeezed.text[start:end]):
            alias = self._alias(pattern)
            if alias is not None:
                hit = self._placed(folded, squeezed, pattern, alias, start + inner_start, start + inner_end)
                if hit is not None:
                    yield hit

    def _placed(self, folded: str, squeezed: Squeezed, pattern: int, alias: Alias, start: int, end: int) -> Hit | None:  # noqa: PLR0913, PLR0917
        if squeezed.gaps:
            gaps = squeezed.inner_gaps(start, end)
            if gaps:
                allowed = self._seams.get(pattern)
                if allowed is None:
                    allowed = self._seams[pattern] = frozenset().union(*(seams(form) for form in alias.forms))
                if not allowed.issuperset(gaps):
                    return None
            first, last = squeezed.origin(start), squeezed.origin(end - 1) + 1
        else:
            first, last = start, end
        return Hit(alias, first, last) if self._edges_hold(folded, first, last, alias) else None

    def _edges_hold(self, folded: str, start: int, end: int, alias: Alias) -> bool:
        """Letters and digits end a name only at their own edge, and a short word in small letters is no name."""
        first, last = folded[start], folded[end - 1]
        if first.isascii() and start:
            before = folded[start - 1]
            if before.isascii() and (
                before.isalnum() or (before in "-_" and start > 1 and folded[start - 2].isascii() and folded[start - 2].isalnum())
            ):
                return False
            if before == "." and first.isdigit():
                return False
        if last.isascii() and end < len(folded):
            after = folded[end]
            if after.isascii() and after.isalnum() and ((after.isdigit() and last.isdigit()) or not self._version.match(folded, end)):
                return False
        surface = folded[start:end]
        if len(surface) <= 5 and _LETTERS.match(surface) and surface.islower():
            return any(form == surface for form in alias.forms)
        return True
