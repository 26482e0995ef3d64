"""The snapshot: the tables a build publishes and everything downstream reads.

The columns below are the contract between the ETL and the dashboard, the exports and other people's scripts. Types are Arrow-like
names: str, int, float, bool, list (of str). Every str, int, float may be null unless its note says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type and what it means."""

    name: str
    type: str
    note: str


def _columns(text: str) -> tuple[Column, ...]:
    rows = (line.split(None, 2) for line in text.splitlines() if line.strip())
    return tuple(Column(name, kind, note) for name, kind, note in rows)


_ENTITY = """
entity_id          str   stable id, never null
name_zh            str   canonical Chinese name, never null (the English one where there is none)
name_en            str   canonical English name, never null (the Chinese one where there is none)
aliases            list  every other name
origin             str   curated or imported
nested_under       str   the player in whose file it is edited
owner_ids          list  players said to own it (not denied, not deprecated)
layers             list  layers it is stated or implied to hold
industries         list  industry ids, or the printed word where the vocabulary has none
file               str   catalog file, relative to the catalog's root
line               int   line of the record
reviewed_by        str   editor who last confirmed it
reviewed_on        str   day of that
note               str   editor's note
statements         int   statements with this subject
sources            int   independent origins of knowledge among them
contested          bool  at least one conflict touches it
"""

TABLES: Mapping[str, tuple[Column, ...]] = {
    "players": _columns(
        _ENTITY
        + """
kind               str   kind of player, an id of the vocabulary player_kinds
country            str   ISO 3166 code of the country
listed             str   stock code, or `no`
"""
    ),
    "models": _columns(
        _ENTITY
        + """
tiers              list  L0, L1, L2 as stated or implied
release_status     str   best statement of its release status
released_on        str   earliest asserted release among the best statements
parameters_count   float parameters, best statement, lower end
"""
    ),
    "platforms": _columns(_ENTITY),
    "applications": _columns(_ENTITY),
    "markets": _columns(_ENTITY),
    "statements": _columns(
        """
statement_id       str   stable id, never null; citable in a URL
fact_id            str   statements that say the same thing of the same subject share it; never null
slot_id            str   statements that can rival each other share it (subject, predicate and its key); never null
subject_id         str   entity id, or ?kind:name for a name the catalog lacks; never null
subject_zh         str   name to show in Chinese; never null
subject_en         str   name to show in English; never null
subject_kind       str   player, model, platform, application, task or market; never null
predicate          str   predicate id; never null
value_json         str   the value as `baimo extract` prints it; never null
value_zh           str   the value in Chinese words, with its hedge and unit; never null
value_en           str   the same in English; never null
value_id           str   entity or term the value points at
number             float number, amount, count or hours: lower end
high               float upper end of a range
unit               str   unit of a metric
what               str   what a metric, a market count or a milestone counts
scope              str   scope of a market count
magnitude          bool  an order of magnitude (千亿级), no measurement
currency           str   ISO 4217 code
cost_kind          str   basis of a cost: training, finetune, inference_price, infrastructure, electricity, saving, other
per                str   unit of a cost, null for a total
method             str   method of an imported estimate: cloud, amortised, acquisition
device             str   chip
purpose            str   training, finetune or inference
date               str   ISO date with its own precision
date_precision     str   year, month, day or range
date_high          str   end of a range, inclusive
property           str   property a ratio compares
bound              str   =, <=, >=, ~ or range; never null
status             str   asserted, planned, rumoured or denied; never null
basis              str   stated, implied or inferred; never null
version            str   version the statement is about
stage              str   stage of a release the statement is about
attributed_to      str   who says so, where the source names one
as_of              str   day the value held
note               str   editor's note
origin             str   curated, imported or extracted; never null
rank               str   preferred, normal or deprecated; never null
rank_reason        str   why it is not normal
drawn              bool  among the best of its slot: what a chart draws
reviewed           bool  stands in the catalog, or equals a statement that does
conflict_ids       list  conflicts it is part of
source_id          str   source, null for a document nobody has described
known_on           str   day from which it was known (its source's publication), ISO date with its own precision
confidence         float 0 to 1; 1 for curated
rule               str   extraction rule
file               str   catalog file
line               int   line in it
independent        int   independent origins of knowledge behind the fact; never null
corroborated_by    list  sources behind the fact
"""
    ),
    "evidence": _columns(
        """
evidence_id        str   stable id, never null
statement_id       str   statement it is evidence for: itself, or a curated one that it equals; never null
kind               str   citation (an editor's) or span (in a document of the corpus); never null
source_id          str   source
document_id        str   document of the corpus, null where it is not at hand
start              int   span in the document, inclusive
end                int   span in the document, exclusive
sentence_start     int   sentence around it, inclusive
sentence_end       int   sentence around it, exclusive
quote              str   the words of the span
sentence           str   the words of the sentence
file               str   catalog file
line               int   line in it
root_source        str   origin of knowledge: the named authority, else the root source; never null
independent        bool  counts as an origin of its own; false for briefs and summaries; never null
confidence         float 0 to 1
rule               str   extraction rule
"""
    ),
    "conflicts": _columns(
        """
conflict_id        str   stable id, never null
kind               str   value, date, scope, identity, name, status, arithmetic, kind; taxonomy, opinion, fact: never null
origin             str   detected (by the merge) or curated (a dispute); never null
severity           str   high, medium or low; never null
predicate          str   predicate at issue
subject_ids        list  entities it touches
statement_ids      list  statements that rival each other
statements         int   how many; never null
values             int   different values among them; never null
winner_id          str   statement drawn first
topic_zh           str   what it is about; never null
topic_en           str   the same in English; never null
reason_zh          str   why it is a conflict and why the winner wins; never null
reason_en          str   the same in English; never null
file               str   catalog file of a dispute
line               int   line in it
"""
    ),
    "positions": _columns(
        """
conflict_id        str   dispute it belongs to; never null
by                 str   who holds it; never null
text_zh            str   paraphrase in our own words; never null
text_en            str   the same in English; never null
source_id          str   source; never null
known_on           str   publication of the source
cited_start        int   citation: start in the cited source's text, inclusive
cited_end          int   citation: end, exclusive
sentence           str   the words there, where the document is at hand
"""
    ),
    "candidates": _columns(
        """
candidate_id       str   stable id, never null
name               str   name as printed most often; never null
kind               str   player, model, platform or application; never null
surfaces           list  every printed form
mentions           int   how often; never null
documents          int   in how many documents; never null
statements         int   statements with it as subject or value; never null
document_id        str   document of the best evidence
start              int   best mention, inclusive
end                int   best mention, exclusive
sentence           str   sentence of the best mention
confidence         float 0 to 1
owner              str   owner as extracted, id or name
yaml               str   lines to paste into the catalog
"""
    ),
    "documents": _columns(
        """
document_id        str   stable id, made of the content; never null
path               str   path relative to its corpus folder; never null
sha256             str   of the file's bytes; never null
encoding           str   never null
layout             str   text, markdown, html or record; never null
script             str   simplified, traditional or mixed; never null
chars              int   code points; never null
title              str   as printed or from its source
source_id          str   source, null where nobody has described it
date               str   document's own date
date_basis         str   header, url, byline, source, or null
independent        bool  false for briefs and summaries; never null
mentions           int   never null
statements         int   never null
"""
    ),
    "sources": _columns(
        """
source_id          str   never null
title              str   never null
publisher          str   never null
kind               str   article, report, list, brief or page; never null
url                str   address
date_published     str   ISO date with its own precision
date_basis         str   how an undated source was dated
date_accessed      str   ISO date
licence            str   licence of the text or data
sha256             str   of the article's file
derived_from       str   source it repeats
independent        bool  never null
language           str   zh, zh-Hant or en; never null
statements         int   statements that cite it; never null
at_hand            bool  its document is in the corpus; never null
file               str   catalog file
line               int   line in it
note               str   editor's note
"""
    ),
    "fx": _columns(
        """
date               str   day on which the rates were quoted, ISO date; never null
usd_per_eur        float US dollars per euro
cny_per_eur        float yuan per euro
hkd_per_eur        float Hong Kong dollars per euro
usd_cny            float yuan per US dollar, the cross of the two
"""
    ),
    "vocabulary": _columns(
        """
vocabulary         str   layers, tiers, industries, player_kinds, predicates, units, …; never null
term_id            str   never null
name_zh            str   never null
name_en            str   never null
synonyms           list  printed forms that mean it
definition_zh      str   definition
definition_en      str   the same in English
source_id          str   source of the definition
parent             str   wider term
order              int   order of display; never null
file               str   catalog file
line               int   line in it
"""
    ),
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published state of the atlas: read-only tables by name, as described in `TABLES`.

    `as_of` is the latest publication among the sources drawn, an ISO date; `manifest` what the build wrote about itself.
    """

    digest: str
    as_of: str | None
    tables: Mapping[str, pd.DataFrame]
    manifest: Mapping[str, Any]
