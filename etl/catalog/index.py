"""What the catalog holds, by id: records look each other up here, and a dangling id is reported with the one that was meant."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field

from etl.catalog.log import Log, closest, hint
from etl.catalog.yamlsource import Scalar
from etl.model.entity import Entity
from etl.model.source import Source
from etl.model.vocabulary import Predicate, Term

_GUESSES = 1000
"""Ids looked up with their neighbours in one run; where more than these are wrong, a guess at each helps nobody."""


@dataclass(slots=True)
class Index:
    """Everything that can be pointed at. `salvaged` are ids of files that could not be read whole: no reference to them is called dangling."""

    entities: dict[str, Entity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, dict[str, Term]] = field(default_factory=dict)
    predicates: dict[str, Predicate] = field(default_factory=dict)
    salvaged: frozenset[str] = frozenset()
    _guesses: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    _words: dict[str, dict[str, str]] = field(default_factory=dict)

    def entity(self, node: Scalar, log: Log) -> Entity | None:
        """The entity of an id, or None with a problem."""
        word = node.text.strip()
        found = self.entities.get(word)
        if found is None and word not in self.salvaged:
            log.report("C301", node, id=word, **self._guess("entity", word, self.entities, self._entity_names))
        return found

    def source(self, node: Scalar, log: Log) -> str | None:
        """The id itself if there is such a source, else None with a problem."""
        word = node.text.strip()
        if word in self.sources or word in self.salvaged:
            return word
        log.report("C302", node, id=word, **self._guess("source", word, self.sources, dict))
        return None

    def term(self, vocabulary: str, node: Scalar, log: Log) -> Term | None:
        """The term of an id, or None with a problem; a label or synonym is answered with its id."""
        terms = self.terms.get(vocabulary)
        if terms is None:
            log.report("C309", node, vocabulary=vocabulary)
            return None
        word = node.text.strip()
        found = terms.get(word)
        if found is None:
            words = self._guess(vocabulary, word, terms, lambda: self._term_names(vocabulary))
            log.report("C303", node, vocabulary=vocabulary, text=word, **words)
        return found

    def word(self, vocabulary: str, node: Scalar, log: Log) -> str:
        """A word that may stand outside its vocabulary; one that looks like a slip of a listed id is warned of."""
        text = node.text.strip()
        terms = self.terms.get(vocabulary, {})
        if text not in terms and (meant := closest(text, terms)):
            log.report("C312", node, vocabulary=vocabulary, text=text, meant=meant)
        return text

    def _guess(self, kind: str, word: str, ids: AbstractMapping[str, object], names: object) -> dict[str, str]:
        """Remembered, because one misspelt default source may be used by hundreds of values."""
        known = self._guesses.get((kind, word))
        if known is None:
            by_name = names() if callable(names) else {}
            known = hint(word, ids.keys() if len(self._guesses) < _GUESSES else (), meant=by_name.get(word.casefold()))
            self._guesses[kind, word] = known
        return known

    def _entity_names(self) -> dict[str, str]:
        if "entity" not in self._words:
            self._words["entity"] = {name.casefold(): each.id for each in self.entities.values() for name in each.names}
        return self._words["entity"]

    def _term_names(self, vocabulary: str) -> dict[str, str]:
        return {
            name.casefold(): term.id for term in self.terms[vocabulary].values() for name in (*term.synonyms, term.name_en, term.name_zh)
        }
