"""A selection in words, for subtitles: what the reader filtered for, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.selection import Selection

_NAMES = {
    "layers": ("层", "layer"),
    "tiers": ("层级", "tier"),
    "industries": ("行业", "industry"),
    "players": ("玩家", "player"),
    "player_kinds": ("企业性质", "kind of player"),
    "statuses": ("状态", "status"),
    "origins": ("来历", "origin"),
}
_VOCABULARIES = {"layers": "layers", "tiers": "tiers", "industries": "industries", "player_kinds": "player_kinds"}
_FIXED = {
    "asserted": ("已发生", "asserted"),
    "planned": ("计划", "planned"),
    "rumoured": ("传闻", "rumoured"),
    "denied": ("否认", "denied"),
    "curated": ("人工整理", "curated"),
    "imported": ("导入", "imported"),
    "extracted": ("自动抽取", "extracted"),
}


def filter_words(
    selection: Selection,
    terms: Callable[[str], Mapping[str, tuple[str, str]]],
    name: Callable[[str], tuple[str, str]],
) -> dict[str, str]:
    """The active filters as one phrase a language, empty where nothing is filtered; `terms` and `name` give the words of ids."""
    said: dict[str, list[str]] = {"zh": [], "en": []}
    for field, (zh, en) in _NAMES.items():
        values = getattr(selection, field)
        if not values:
            continue
        vocabulary = terms(_VOCABULARIES[field]) if field in _VOCABULARIES else {}
        words = [vocabulary.get(value) or _FIXED.get(value) or name(value) for value in values]
        said["zh"].append(f"{zh}：{'、'.join(word[0] for word in words)}")
        said["en"].append(f"{en}: {', '.join(word[1] for word in words)}")
    if selection.query.strip():
        said["zh"].append(f"名称含“{selection.query.strip()}”")
        said["en"].append(f"name has “{selection.query.strip()}”")
    if selection.as_of:
        said["zh"].append(f"截至 {selection.as_of} 已知")
        said["en"].append(f"as known on {selection.as_of}")
    return {"zh": "；".join(said["zh"]), "en": "; ".join(said["en"])}
