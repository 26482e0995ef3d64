"""The layout of a structured record: one key a line (标题, 链接, 总结, 关键词 …), its value after a colon."""

from __future__ import annotations

import re

from etl.extract.zones import Line, ZoneRules, lines_of

_KEY = re.compile(r"[\W]{0,3}([A-Za-z\u3400-\u9fff]{2,8})\s*[\"'*]{0,2}\s*:\s*")
LEAST_KEYS = 3
"""Fewer known keys are prose that happens to have a colon."""


def record_lines(folded: str, rules: ZoneRules) -> tuple[Line, ...]:
    """The lines of a record with the zones its keys give them; nothing where the text is no record.

    Text in front of the first key, and lines without a key, belong to the key before them. The longest field that is not a tag is the
    article itself, whatever its key; a summary is a summary only beside a longer text.
    """
    keys = rules.record_keys or {}
    found: list[tuple[int, int, str]] = []
    for start, end in lines_of(folded):
        match = _KEY.match(folded, start, end)
        if match is not None and match[1] in keys:
            found.append((start, match.end(), match[1]))
    if len({key for _, _, key in found}) < LEAST_KEYS:
        return ()
    ends = [start for start, _, _ in found[1:]] + [len(folded)]
    telling = [field for field in zip(found, ends, strict=True) if keys[field[0][2]] in {"body", "summary"}]
    longest = max(telling, key=lambda field: field[1] - field[0][1])[0][2] if telling else ""
    lines: list[Line] = [Line(start, end, "chrome") for start, end in lines_of(folded, 0, found[0][0])]
    for (_, value, key), stop in zip(found, ends, strict=True):
        zone = keys[key]
        if zone == "summary" and key == longest and "body" not in {keys[other] for _, _, other in found}:
            zone = "body"
        lines += [Line(start, end, zone) for start, end in lines_of(folded, value, stop)]
    return tuple(lines)
