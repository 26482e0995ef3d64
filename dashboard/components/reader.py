"""The reader of evidence: statements with their sentences, sources and rivals, drawn by a component that only writes text nodes.

Why a component of our own: sentences come from other people's articles, and every Markdown or HTML element of Streamlit parses what it
shows. Here nothing is parsed, and a panel of forty statements is one element on the page instead of two hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.components.words import WORDS, say
from dashboard.dossier import Card, Passage, Rivalry, Source

_HERE = Path(__file__).parent
_MOUNT = st.components.v2.component(
    "baimo_reader",
    html='<div class="reader"></div>',
    css=(_HERE / "reader.css").read_text(encoding="utf-8"),
    js=(_HERE / "reader.js").read_text(encoding="utf-8"),
)

Payload = dict[str, Any]
_LAYOUT = " \t-*•#>|"


def show_reader(payload: Payload, *, key: str, on_close: Callable[[], None] | None = None) -> None:
    """Draws a payload made by the functions below; `on_close` is called when the reader is closed by its button."""
    _MOUNT(key=key, data=payload, on_closed_change=on_close or (lambda: None))


def page_of(  # noqa: PLR0913 - keyword-only, each with a default
    title: str | None,
    groups: Sequence[Payload],
    *,
    language: str,
    subtitle: str | None = None,
    empty: str | None = None,
    closable: bool = False,
    wide: bool = False,
    worded: bool = True,
) -> Payload:
    """A whole reader: a title, groups of statements, or a sentence saying why there are none. `worded` is False for mere lists of names."""
    return {
        "title": title,
        "subtitle": subtitle,
        "groups": list(groups),
        "empty": None if groups else empty,
        "footnote": say(language, "sentence_elsewhere") if worded and groups and not _worded(groups) else None,
        "close": say(language, "close") if closable else None,
        "wide": wide,
        "language": language,
    }


def _worded(groups: Sequence[Payload]) -> bool:
    """Whether any words of a document are shown."""
    cards = [card for group in groups for card in (*group["cards"], *(side for each in group["rivalries"] for side in each["cards"]))]
    return any(passage["quote"] or passage["before"] for card in cards for passage in card["passages"])


def groups_of(cards: Sequence[Card], rivalries: Sequence[Rivalry], language: str, *, subject: str | None = None) -> list[Payload]:
    """Statements by predicate, each group followed by the conflicts about it; a subject named in the title is not repeated."""
    groups = []
    position = {name: number for number, name in enumerate(dict.fromkeys(card.predicate for card in cards))}
    ordered = sorted(cards, key=lambda card: position[card.predicate])
    left = {rivalry.conflict_id: rivalry for rivalry in rivalries}
    for name, run in groupby(ordered, key=lambda card: (card.predicate, card.predicate_name)):
        members = list(run)
        ids = {card.statement_id for card in members}
        own = [left.pop(key) for key in list(left) if ids.intersection(card.statement_id for card in left[key].cards)]
        groups.append(
            {
                "heading": name[1],
                "count": len(members),
                "cards": [card_of(facts, language, subject=subject) for facts in by_fact(members)],
                "rivalries": [rivalry_of(rivalry, language, shown=ids, opened=True) for rivalry in own],
            }
        )
    if left:
        groups.append(conflict_group([*left.values()], language, opened=True))
    return groups


def catalogue_of(cards: Sequence[Card], rivalries: Sequence[Rivalry], language: str, *, subject: str) -> list[Payload]:
    """Everything about one name: first where sources disagree, then one card a statement, each naming its predicate."""
    groups = [conflict_group(rivalries, language, heading=say(language, "conflicts"))] if rivalries else []
    if cards:
        heading = say(language, "statements") if rivalries else None
        shown = [card_of(facts, language, subject=subject, predicate=True) for facts in by_fact(cards)]
        groups.append({"heading": heading, "count": len(cards), "cards": shown, "rivalries": []})
    return groups


def conflict_group(rivalries: Sequence[Rivalry], language: str, *, heading: str | None = None, opened: bool = False) -> Payload:
    """Conflicts alone: their topics, why they are conflicts, and both sides."""
    return {
        "heading": heading,
        "count": len(rivalries),
        "cards": [],
        "rivalries": [rivalry_of(rivalry, language, opened=opened) for rivalry in rivalries],
    }


def others_group(heading: str, cards: Sequence[Card], language: str) -> Payload:
    """Statements of others that point at one entity: who says it is the news here, so the subject stands in the value's place."""
    payloads = []
    for facts in by_fact(cards):
        payload = card_of(facts, language, predicate=True)
        colon = "：" if language == "zh" else ": "
        said = f"{facts[0].predicate_name}{colon}{facts[0].value}"
        payloads.append({**payload, "subject": None, "predicate": said, "value": facts[0].subject})
    return {"heading": heading, "count": len(cards), "cards": payloads, "rivalries": []}


def by_fact(cards: Sequence[Card]) -> list[list[Card]]:
    """Statements that say the same thing of the same subject, together and in order: one card with several sources."""
    facts: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        facts.setdefault((card.fact_id, card.status), []).append(card)
    return list(facts.values())


def card_of(facts: Sequence[Card], language: str, *, subject: str | None = None, predicate: bool = False) -> Payload:
    """One fact as the reader draws it: the best of its statements, and who says it."""
    best = facts[0]
    passages = [each for card in facts for each in _passages(card, language)]
    return {
        "id": best.statement_id,
        "subject": best.subject if best.subject != subject else None,
        "predicate": best.predicate_name if predicate else None,
        "value": best.value,
        "badges": _badges(best, language),
        "notes": _notes(best, language),
        "passages": _unrepeated(passages, language),
        "tone": f"{best.origin}{'' if best.drawn else ' muted'}",
    }


def rivalry_of(rivalry: Rivalry, language: str, *, shown: set[str] | None = None, opened: bool = False) -> Payload:
    """One conflict as the reader draws it; sides that stand above it already are named without their sentences again."""
    cards = []
    for facts in by_fact(rivalry.cards):
        side = card_of(facts, language, predicate=True)
        if any(card.statement_id == rivalry.winner_id for card in facts):
            side["badges"] = [_badge(say(language, "winner"), "strong"), *side["badges"]]
        if shown and any(card.statement_id in shown for card in facts):
            side["passages"] = _unrepeated((_citation(card.source, language) for card in facts), language)
        cards.append(side)
    for position in rivalry.positions:
        sentence = position.sentence or ""
        cards.append(
            {
                "id": None,
                "subject": position.by,
                "predicate": None,
                "value": position.text,
                "badges": [],
                "notes": [],
                "passages": [{"before": "", "quote": sentence, "after": "", "source": _source(position.source, language)}],
                "tone": "curated",
            }
        )
    severity = say(language, rivalry.severity) if rivalry.severity in WORDS else rivalry.severity
    kind = say(language, f"kind_{rivalry.kind}") if f"kind_{rivalry.kind}" in WORDS else rivalry.kind
    return {
        "topic": rivalry.topic,
        "reason": rivalry.reason,
        "badges": [_badge(kind, "plain"), _badge(severity, "problem" if rivalry.severity == "high" else "plain")],
        "cards": cards,
        "sides": _sides(cards),
        "place": say(language, "catalog_place", place=rivalry.place) if rivalry.place else None,
        "open": opened,
    }


def _sides(cards: Sequence[Payload]) -> str:
    """What stands against what, in one line: the values, or where they are all the same (or only positions) who they are said of."""
    values = list(dict.fromkeys(str(each["value"]) for each in cards if each["id"]))
    subjects = list(dict.fromkeys(str(each["subject"]) for each in cards))
    return " ↔ ".join(values if len(values) > 1 else subjects)


def _badge(text: str, tone: str, note: str | None = None) -> Payload:
    return {"text": text, "tone": tone, "help": note}


def _badges(card: Card, language: str) -> list[Payload]:
    badges = []
    if not card.drawn:
        badges.append(_badge(say(language, "not_drawn"), "plain"))
    elif card.contested:
        badges.append(_badge(say(language, "drawn"), "strong"))
    badges.append(_badge(say(language, card.origin), "dashed" if card.origin == "extracted" else "plain"))
    if not card.reviewed:
        badges.append(_badge(say(language, "unreviewed"), "dashed"))
    if card.status != "asserted":
        badges.append(_badge(say(language, card.status), "dashed"))
    if card.basis != "stated":
        badges.append(_badge(say(language, card.basis), "dashed"))
    if card.rank != "normal":
        badges.append(_badge(say(language, card.rank), "plain", card.rank_reason))
    if card.contested:
        badges.append(_badge(say(language, "contested"), "problem"))
    if card.independent > 1:
        badges.append(_badge(say(language, "corroborated", n=card.independent), "plain"))
    return badges


def _notes(card: Card, language: str) -> list[str]:
    notes = []
    if card.version:
        notes.append(say(language, "version", text=card.version))
    if card.stage:
        notes.append(say(language, "stage", text=card.stage))
    if card.as_of:
        notes.append(say(language, "held_on", date=card.as_of))
    if card.rank != "normal" and card.rank_reason:
        notes.append(say(language, "rank_reason", rank=say(language, card.rank), text=card.rank_reason))
    if card.note:
        notes.append(say(language, "note", text=card.note))
    if card.confidence is not None:
        notes.append(say(language, "confidence", n=f"{card.confidence:.2f}"))
    return notes


def _passages(card: Card, language: str) -> list[Payload]:
    """Who says it, with the words where they are at hand; the authority a source names stands with that source."""
    if not card.passages:
        return [_citation(card.source, language, attributed=card.attributed_to, place=card.place)]
    return [_passage(each, language, attributed=card.attributed_to) for each in card.passages]


def _passage(passage: Passage, language: str, *, attributed: str | None) -> Payload:
    # The bullet of a list or the marks of a heading are layout, not words.
    words = {"before": passage.before.lstrip(_LAYOUT), "quote": passage.quote, "after": passage.after}
    where = passage.document if any(words.values()) else None
    return words | {"source": _source(passage.source, language, attributed=attributed, where=where, place=passage.place)}


def _citation(source: Source, language: str, *, attributed: str | None = None, place: str | None = None) -> Payload:
    return {"before": "", "quote": "", "after": "", "source": _source(source, language, attributed=attributed, place=place)}


def _unrepeated(passages: Iterable[Payload], language: str) -> list[Payload]:
    """The same sentence of the same source once, however many statements rest on it; citations without words by all they say.

    Editors and extraction mark different spans of a sentence: the passage shows both as one, and says that both point at it.
    """
    unique: dict[tuple[object, ...], Payload] = {}
    for each in passages:
        source = each["source"]
        sentence = (each["before"] + each["quote"] + each["after"]).lstrip(_LAYOUT).rstrip()
        key = (sentence, source["text"]) if sentence else (source["text"], source["meta"], source["place"])
        known = unique.get(key)
        unique[key] = each if known is None else _joined(known, each, language) if sentence else known
    return list(unique.values())


def _joined(one: Payload, two: Payload, language: str) -> Payload:
    """Two passages of one sentence: from the first to the last word that either marks."""
    words = one["before"] + one["quote"] + one["after"]
    start, end = len(one["before"]), len(one["before"]) + len(one["quote"])
    if words == two["before"] + two["quote"] + two["after"] and two["quote"]:
        other = len(two["before"]), len(two["before"]) + len(two["quote"])
        start, end = (min(start, other[0]), max(end, other[1])) if end > start else other
    first, second = one["source"], two["source"]
    place = first["place"] or second["place"]
    # A passage with a place in the catalog is the editors', one without was found by extraction.
    both = say(language, "cited_twice") if bool(first["place"]) != bool(second["place"]) else None
    meta = first["meta"] if not both or both in first["meta"] else " · ".join(part for part in (first["meta"], both) if part)
    return {"before": words[:start], "quote": words[start:end], "after": words[end:], "source": first | {"meta": meta, "place": place}}


def _source(source: Source, language: str, *, attributed: str | None = None, where: str | None = None, place: str | None = None) -> Payload:
    title = source.title if source.described else say(language, "source_not_described", name=source.title)
    parts = [source.publisher, source.date or say(language, "undated"), where]
    if attributed:
        parts.insert(0, say(language, "according_to", who=attributed))
    return {
        "text": title,
        "url": source.url,
        "meta": " · ".join(part for part in parts if part),
        "place": say(language, "catalog_place", place=place) if place else None,
    }
