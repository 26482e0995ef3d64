"""What a key figure of the overview counts: names, sources or kinds of fact, in place of hundreds of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.components.reader import Payload, conflict_group
from dashboard.components.words import say
from dashboard.dossier import Dossiers


def groups_of_figure(row: Mapping[Any, Any], sources: Mapping[str, Mapping[str, Any]], books: Dossiers, language: str) -> list[Payload]:
    """The groups that the reader shows for a key figure: what it counts, then the sources it rests on."""
    statements = [str(each) for each in row["statement_ids"]]
    if row["key"] == "conflicts":
        groups = [conflict_group(books.rivalries(statements), language)]
    elif row["key"] == "facts":
        kinds = Counter(card.predicate_name for card in books.cards(statements, passages=False))
        groups = [_group(None, [(name, say(language, "n_statements", n=count)) for name, count in kinds.most_common()])]
    elif row["key"] == "sources":
        groups = []
    else:
        names = [books.entities[each].name for each in row["members"] if each in books.entities]
        groups = [_group(None, [(name, "") for name in sorted(names, key=str.casefold)])]
    told = [sources[each] for each in row["source_ids"]]
    lines = [(str(each["title"]), " · ".join(str(each[key]) for key in ("publisher", "date_published") if each[key])) for each in told]
    return [*groups, _group(say(language, "its_sources"), sorted(lines))]


def _group(heading: str | None, lines: Iterable[tuple[str, str]]) -> Payload:
    cards = [
        {
            "id": None,
            "subject": None,
            "predicate": None,
            "value": name,
            "badges": [],
            "notes": [note] if note else [],
            "passages": [],
            "tone": "line",
        }
        for name, note in lines
    ]
    return {"heading": heading, "count": len(cards), "cards": cards, "rivalries": []}
