"""How sure the text is of what it says, and who says it: plan, rumour, denial, attribution.

The cues are data (curated/patterns/cues.yml); here stands only how far each of them reaches. A plan reaches over its own clause, a rumour
over its sentence, a correction back over the sentence before.
"""

from __future__ import annotations

from etl.extract.patterns import Patterns
from etl.extract.skeleton import DATE, PLAYER, PRODUCTS, Skeleton

_MARKS = DATE + PLAYER + PRODUCTS


def status_of(skeleton: Skeleton, patterns: Patterns, start: int, end: int) -> str | None:
    """Status of what is said in [start, end) of the skeleton; None where it is only supposed or asked."""
    cues = patterns.cues
    text = skeleton.text
    place, clauses = skeleton.clause(start), skeleton.clauses
    clause_start, clause_end = clauses[place]
    last_end = max(clause_end if end <= clause_end else clauses[skeleton.clause(max(start, end - 1))][1], end)
    if cues["supposed"].search(text, 0, end) or cues["asked"].search(text, start, min(len(text), last_end + 1)):
        return None
    if cues["refutes"].search(text, 0, start) or cues["refuted"].search(text, end):
        return "denied"
    if cues["rumoured"].search(text, 0, last_end) or cues["unconfirmed"].search(text, end):
        return "rumoured"
    if cues["denied"].search(text, clause_start, last_end):
        return "denied"
    if cues["planned"].search(text, clause_start, clause_end) or cues["planned"].search(text, start, end):
        return "planned"
    # 计划于D,正式发布X: a plan that ends its clause, or only gives a date, goes on in the next one.
    goes_on = place > 0 and cues["plan_goes_on"].search(text, clauses[place - 1][0], clause_start)
    return "planned" if goes_on else "asserted"


def corrected_by(text: str, patterns: Patterns) -> str | None:
    """What a following sentence makes of the one before: rumoured, denied or None."""
    if patterns.cues["takes_up"].search(text) is None:
        return None
    if patterns.cues["denies_before"].search(text):
        return "denied"
    if patterns.cues["doubts_before"].search(text):
        return "rumoured"
    return None


def attribution_of(skeleton: Skeleton, patterns: Patterns, folded: str) -> tuple[str | None, frozenset[int]]:
    """Who is said to say what a sentence holds, and the places of names that only say it.

    An industry may be part of an unlisted name (X证券), so that the name is read from the document's text.
    """
    text, cues = skeleton.text, patterns.cues
    named: list[tuple[int, int]] = []
    if "据" in text or "按" in text:
        named += [found.span("by") for found in cues["attribution"].finditer(text)]
    for verb in cues["says"].finditer(text):
        found = cues["sayer"].search(text, max(0, verb.start() - 24), verb.start())
        if found is not None:
            named.append(found.span("says"))
    speakers: set[int] = set()
    who: str | None = None
    for start, end in sorted(named):
        token = skeleton.token(start)
        if token is not None and token.mark == PLAYER:
            speakers.add(token.at)
            who = who or getattr(token.item, "name", None)
        elif who is None and not any(mark in text[start:end] for mark in _MARKS):
            name = folded[slice(*skeleton.span(start, end))].strip("“”‘’\"' ")
            who = None if cues["nobody"].search(name) else name
    return who, frozenset(speakers)
