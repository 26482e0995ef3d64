"""The names of the lexicon as one automaton over texts without inner spaces and hyphens.

GPT-4, GPT4 and gpt 4 are one key, so no variants are enumerated: 30,000 names stay 30,000 patterns. A hit may bridge a gap of the text only
at a seam of the name: where the name itself has a space or hyphen, or where letters meet digits or Chinese.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from etl.extract.folding import fold, lowered
from etl.extract.names import NameRules
from etl.model.entity import LexiconEntry

GAP = re.compile(r"(?<=[a-z0-9\u3400-\u9fff])[ \t\u200b_·•\-\u2010-\u2015]{1,2}(?=[a-z0-9\u3400-\u9fff])")
_GLOSS = re.compile(r"(?<=\S)\s+\([^()]*\)$")
_OWN_NAME = re.compile(r"[\u3400-\u9fff]{2}")
_LETTERS = re.compile(r"[A-Za-z]+$")
_SEAM = re.compile(
    r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])|(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])"
)


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


def printed_forms(names: Iterable[str]) -> tuple[str, ...]:
    """The folded names of an entry as they may be printed: `GPT (family)` is also GPT, `A / B` is two."""
    forms: list[str] = []
    for name in names:
        bare = _GLOSS.sub("", name) if name.endswith(")") else name
        forms += [name, bare, *(bare.split(" / ") if " / " in bare else ())]
    return tuple(dict.fromkeys(form.strip() for form in forms if form.strip()))


def _folded(lexicon: Sequence[LexiconEntry]) -> Iterator[tuple[LexiconEntry, tuple[str, ...]]]:
    """Each entry with its names folded; all of them in one go, as the conversion costs more per call than per name."""
    flat = fold("\n".join(" ".join(name.split()) for entry in lexicon for name in entry.names)).split("\n")
    at = 0
    for entry in lexicon:
        yield entry, printed_forms(flat[at : at + len(entry.names)])
        at += len(entry.names)


def collect(lexicon: Sequence[LexiconEntry], names: NameRules) -> dict[str, Alias]:
    """Every key of the lexicon. A product's name behind its maker's is two mentions: such joint names are left out."""
    found: dict[str, dict[str, tuple[LexiconEntry, list[str]]]] = {}
    own: dict[str, set[str]] = {}
    for entry, forms in _folded(lexicon):
        for form in forms:
            key = GAP.sub("", lowered(form))
            if len(key) < 2:
                continue
            found.setdefault(key, {}).setdefault(entry.id, (entry, []))[1].append(form)
            own.setdefault(entry.id, set()).add(key)
    players = {key for key, bearers in found.items() if any(entry.kind == "player" for entry, _ in bearers.values())}
    shortest = min(map(len, players), default=0)
    aliases: dict[str, Alias] = {}
    for key, bearers in found.items():
        cuts = [cut for cut in range(max(2, shortest), len(key) - 1) if key[:cut] in players] if players else []
        kept = [
            (entry, forms)
            for entry, forms in bearers.values()
            if entry.kind == "player" or not any(key[cut:] in own[entry.id] for cut in cuts)
        ]
        if not kept:
            continue
        entries = tuple(sorted((entry for entry, _ in kept), key=lambda entry: entry.id))
        kinds = frozenset(entry.kind for entry in entries)
        maker = 0
        if cuts and "player" not in kinds:
            maker = max((cut for cut in cuts if _OWN_NAME.match(key, cut) and not names.frames.is_generic(key[cut:])), default=0)
        aliases[key] = Alias(key, entries, tuple(sorted({form for _, forms in kept for form in forms})), kinds, maker)
    return aliases


class Automaton:
    """All keys and blocker words in one pass, leftmost and longest."""

    def __init__(self, aliases: Mapping[str, Alias], names: NameRules) -> None:
        self._version = names.version
        self._by_key = aliases
        keys = [*aliases, *(word for word in names.blockers if word not in aliases)]
        self._aliases: list[Alias | None] = [aliases.get(key) for key in keys]
        self._seams: dict[int, frozenset[int]] = {}
        self._matcher = AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest, store_patterns=False) if keys else None

    def hits(self, folded: str, squeezed: Squeezed) -> Iterator[Hit]:
        """Names whose edges and gaps are right, in order. A hit refused gives way to names inside it."""
        if self._matcher is None:
            return
        for pattern, start, end in self._matcher.find_matches_as_indexes(squeezed.text):
            alias = self._aliases[pattern]
            if alias is None:
                continue
            hit = self._placed(folded, squeezed, pattern, alias, start, end)
            if hit is not None and alias.maker:
                cut = squeezed.origin(start + alias.maker)
                yield Hit(self._by_key[alias.key[: alias.maker]], hit.start, squeezed.origin(start + alias.maker - 1) + 1)
                yield Hit(alias, cut, hit.end)
            elif hit is not None:
                yield hit
            elif end - start > 3:
                yield from self._inside(folded, squeezed, start + 1, end)

    def _inside(self, folded: str, squeezed: Squeezed, start: int, end: int) -> Iterator[Hit]:
        if self._matcher is None:
            return
        for pattern, inner_start, inner_end in self._matcher.find_matches_as_indexes(squeezed.text[start:end]):
            alias = self._aliases[pattern]
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
