"""Where every statement comes from, and that nobody's sentences came with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

CHARACTERS = {
    "baijiahao-1766790416337570001": 4186,
    "baijiahao-1766790416337570001-summary": 4186,
    "hao333-2023-11-09": 2940,
    "utechfun-214187": 3982,
    "bmr-2023-05-17": 4756,
    "leiphone-zhongshu-xinke": 4662,
}
"""Code points of the cited texts; the summary is cited by the offsets of the record it stands in."""

ARTICLES = [name for name in CHARACTERS if not name.endswith("-summary")]


def _citations(catalog):
    for each in catalog.statements:
        where = each.provenance
        yield f"{each.subject.id} {each.predicate}", where.source_id, where.cited_start, where.cited_end
    for dispute in catalog.disputes:
        for position in dispute.positions:
            yield dispute.id, position.source_id, position.cited_start, position.cited_end


def test_every_statement_names_a_source_that_is_described(catalog):
    described = {each.id for each in catalog.sources}
    assert [what for what, source, _, _ in _citations(catalog) if source not in described] == []


def test_every_citation_lies_inside_its_text(catalog):
    outside = [
        (what, source, start, end)
        for what, source, start, end in _citations(catalog)
        if start is not None and not (end is not None and 0 <= start < end <= CHARACTERS[source])
    ]
    assert outside == []


def test_what_an_article_says_is_cited_to_the_place(catalog):
    cited = [start is not None for _, source, start, _ in _citations(catalog) if source in CHARACTERS]
    assert cited.count(False) <= 1
    assert len(cited) > 550


def test_each_article_is_known_by_its_checksum(catalog):
    sources = {each.id: each for each in catalog.sources}
    checksums = [sources[name].sha256 for name in ARTICLES]
    assert None not in checksums
    assert len(set(checksums)) == len(ARTICLES)
    assert sources["bmr-2023-05-17"].date_published == "2023-05-17"
    undated = [name for name in ARTICLES if name != "bmr-2023-05-17"]
    assert [name for name in undated if not sources[name].date_basis] == []


def test_a_summary_and_the_editors_never_corroborate(catalog):
    sources = {each.id: each for each in catalog.sources}
    assert sources["baijiahao-1766790416337570001-summary"].derived_from == "baijiahao-1766790416337570001"
    assert not sources["baijiahao-1766790416337570001-summary"].independent
    assert not sources["baimo-editors"].independent
    judged = {each.predicate for each in catalog.statements if each.provenance.source_id == "baimo-editors"}
    assert judged == {"kind", "part_of", "same_as"}
    of_editors = [each for each in catalog.statements if each.provenance.source_id == "baimo-editors" and each.predicate != "kind"]
    assert {each.basis for each in of_editors} == {"inferred"}


def _texts(node):
    if isinstance(node, dict):
        for item in node.values():
            yield from _texts(item)
    elif isinstance(node, list):
        for item in node:
            yield from _texts(item)
    elif isinstance(node, str):
        yield node


@pytest.mark.parametrize("folder", ["players", "markets", "disputes"])
def test_remarks_are_short_and_quote_nobody_at_length(curated: Path, folder: str):
    faults = []
    for path in sorted((curated / folder).glob("*.yml")):
        for text in _texts(yaml.safe_load(path.read_text("utf-8"))):
            han = len(re.findall(r"[\u4e00-\u9fff]", text))
            if han > 60 or re.search(r"“[^”a-z]{16,}”", text):
                faults.append((path.name, text))
    assert faults == []
