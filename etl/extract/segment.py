"""The one place that asks a segmenter: rjieba, loaded when first needed, never run over a whole text."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

# Words that no name begins with or runs across: verbs, adverbs, prepositions, conjunctions, particles, pronouns, numbers, measures, time.
_STOPS = frozenset({"c", "d", "f", "m", "p", "q", "r", "t", "u", "ud", "ug", "uj", "ul", "uv", "uz", "v", "vd", "vg", "vi", "w", "y"})

_PLAIN = frozenset({"a", "ad", "an", "vn", "s", "b", "l", "i", "z", "k", "h"})
_HARD = frozenset("的了等指比较")


@lru_cache(maxsize=1)
def segmenter() -> Any:
    """The segmenter with its own dictionary: the one that the package makes when it is imported, as a second one costs as much again."""
    import rjieba

    return rjieba


@lru_cache(maxsize=16_384)
def tagged(words: str) -> tuple[tuple[str, str], ...]:
    """The words of a short run with their parts of speech: several questions are asked of the same run."""
    return tuple(segmenter().tag(words))


@lru_cache(maxsize=4096)
def everyday(word: str) -> bool:
    """Whether the dictionary has the word: it may then mean just that."""
    return bool(segmenter().has_word(word))


@lru_cache(maxsize=8192)
def person(word: str) -> bool:
    """Whether the word as a whole is tagged as a person's name."""
    tags = tagged(word)
    return len(tags) == 1 and tags[0][1].startswith("nr")


def name_start(run: str, tail: int, *, least: int = 2, verbs_cut: bool = False) -> int:
    """Where a name at the end of a run begins: the words before the last `tail` characters, back to one that no name holds.

    At least `least` characters are taken before a short word ends it, so that 云从科技 keeps its 从; particles and longer function words
    end it at once, and so do longer verbs with `verbs_cut`.
    """
    at = len(run)
    for word, tag in reversed(tagged(run)):
        start = at - len(word)
        taken = len(run) - tail - at
        if start < len(run) - tail and tag in _STOPS:
            longer = len(word) >= 2 and (verbs_cut or tag not in {"v", "m", "y"})
            if taken >= least or longer or word in _HARD:
                return at
        at = start
    return 0


def only_ordinary(words: str) -> bool:
    """Whether every word of it is a verb, an adverb or the like: then it names nothing."""
    tags = tagged(words)
    if len(tags) > 1 and all(len(word) == 1 for word, _ in tags) and any(tag not in _STOPS for _, tag in tags):
        return False  # the dictionary knows no word of it: 奇元
    return all(tag in _STOPS or tag in _PLAIN for _, tag in tags)


def runs_on(words: str) -> bool:
    """Whether a conjunction, an adverb, a pronoun or the like stands in it: a piece of a sentence, no name."""
    tags = tagged(words)
    if len(words) >= 6 and len(tags) > 2 and any(len(word) >= 2 and tag == "v" for word, tag in tags[:-1]):
        return True
    return any(len(word) >= 2 and tag in {"c", "d", "r", "p", "t", "u", "f"} for word, tag in tags)


def leads_on(words: str) -> bool:
    """Whether it begins like a piece of a sentence: with a verb and its object, an adverb, a time, a pronoun."""
    tags = tagged(words)
    if len(tags) == 1:
        return tags[0][1] in {"t", "f", "d", "m", "r", "c", "p", "q", "u", "y", "z", "ad"}
    if all(len(word) == 1 for word, _ in tags):
        return tags[0][1] in {"f", "p", "d", "c", "u", "r"}
    if tags[0][1] == "m" and len(tags[0][0]) > 1:
        return True
    return tags[0][1] in {"v", "p", "d", "c", "r", "u", "t", "f"} or any(tag in {"r", "c", "ul", "uj", "uz"} for _, tag in tags)


@lru_cache(maxsize=4096)
def idiom(word: str) -> bool:
    """Whether it is a set phrase."""
    tags = tagged(word)
    return len(tags) == 1 and tags[0][1] in {"i", "l"}


@lru_cache(maxsize=8192)
def proper(word: str) -> bool:
    """Whether a word may be a proper name: the dictionary lacks it, or has it as a name other than a place."""
    tags = tagged(word)
    return len(tags) != 1 or not everyday(word) or tags[0][1] in {"nz", "nt", "nrt", "nrfg", "nr", "eng", "x"}
