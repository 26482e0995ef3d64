"""What the overview counts, each count with the statements it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.views.drawing.rows import Reading, Said

BANDS = ("platform", "general", "vertical", "application")
_EMPTY: Mapping[str, Any] = {
    "total": None,
    "detail_zh": "",
    "detail_en": "",
    "band": None,
    "industry": None,
    "player_kind": None,
    "severity": None,
    "conflict_id": None,
    "members": [],
}
_PRODUCT_KINDS = {"model", "platform", "application"}
_COVERED = (
    ("layer", "player", ("layer",), "玩家已归层", "players with a layer"),
    ("released", "product", ("released_on",), "产品有发布日期", "products with a date"),
    ("parameters", "model", ("parameters",), "模型有参数量", "models with parameters"),
    ("cost", "model", ("cost",), "模型有成本数字", "models with a cost"),
)


def key_figures(reading: Reading, conflicts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Players, products, statements, sources, conflicts: numbers with what they rest on. Nothing where nothing is recorded."""
    said = reading.every()
    if not said:
        return []
    owners = {owner for each in said for owner in reading.owners.get(each.subject_id, ())}
    players = {each.subject_id for each in said if each.subject_kind == "player"} | owners
    of_players = [each for each in said if each.subject_id in players or owners.intersection(reading.owners.get(each.subject_id, ()))]
    # A name that only extraction found may be a product under another name: it is told apart until somebody has looked at it.
    every = [each for each in said if each.subject_kind in _PRODUCT_KINDS]
    products = [each for each in every if reading.catalogued(each.subject_id)]
    unknown = len({each.subject_id for each in every} - {each.subject_id for each in products})
    kinds = {
        kind: len({each.subject_id for each in products if each.subject_kind == kind}) for kind in ("model", "platform", "application")
    }
    backed = {each.fact_id for each in said if each.independent > 1}
    facts = {each.fact_id for each in said}
    unreviewed = [each for each in said if each.origin == "extracted"]
    listed = {source for each in said for source in each.source_ids}
    ids = {statement for row in conflicts for statement in row["statement_ids"]}
    several = sum(len(reading.facets["layer"].get(player, ())) > 1 for player in players)
    grave = sum(row["severity"] == "high" for row in conflicts)
    rivals = [each for each in reading.contested() if each.statement_id in ids]
    rows = [
        _figure(
            reading, "players", of_players, number=len(players), words=("玩家", "Players"), members=players,
            detail=(f"{several} 家不止一层", f"{several} in several layers"),
        ),
        _figure(
            reading, "products", products, number=sum(kinds.values()), words=("模型与产品", "Models and products"), members={each.subject_id for each in products},
            detail=(f"{kinds['model']} 模型 · +{unknown} 未审", f"+{unknown} unreviewed names") if unknown else
                   (f"{kinds['model']} 模型 · {kinds['platform']} 平台 · {kinds['application']} 应用",
                    f"{kinds['model']} models, {kinds['platform'] + kinds['application']} others"),
        ),
        _figure(
            reading, "facts", said, number=len(facts), words=("事实", "Facts"),
            detail=(f"{len(backed)} 条有两个以上独立来源", f"{len(backed)} corroborated"),
        ),
        _figure(
            reading, "sources", said, number=len(listed), words=("来源", "Sources"), members=listed,
            detail=(f"{len(unreviewed)} 条抽取未审", f"{len(unreviewed)} unreviewed"),
        ),
        _figure(
            reading, "conflicts", rivals, number=len(conflicts), words=("冲突", "Conflicts"), detail=(f"{grave} 处严重", f"{grave} grave")
        ),
    ]  # fmt: skip
    return [row for row in rows if row["statement_ids"]]


def _figure(  # noqa: PLR0913 - options, keyword-only
    reading: Reading,
    key: str,
    said: Sequence[Said],
    *,
    number: int,
    words: tuple[str, str],
    detail: tuple[str, str],
    members: Iterable[str] = (),
) -> dict[str, Any]:
    row = reading.mark(f"overview:{key}", "", said, lead=said, label=words)
    # A count is no statement of one origin: only a conflict's own count bears the badge.
    state = {"origin": "curated", "basis": "stated", "status": "asserted", "contested": key == "conflicts" and number > 0}
    return {
        **_EMPTY,
        **row,
        **state,
        "part": "figures",
        "key": key,
        "number": number,
        "detail_zh": detail[0],
        "detail_en": detail[1],
        "members": sorted(members),
    }


def placed(reading: Reading) -> list[dict[str, Any]]:
    """One square a player and layer, in the vertical layer one a player and industry."""
    squares: dict[tuple[str, str | None, str], list[Said]] = defaultdict(list)
    industries: dict[str, list[str]] = defaultdict(list)
    for each in reading.said("industry"):
        industries[each.subject_id].append(each.term)
    for each in reading.said("layer"):
        if each.term not in BANDS:
            continue
        holders: Iterable[str] = (
            (each.subject_id,) if each.subject_kind == "player" else reading.owners.get(each.subject_id) or (each.subject_id,)
        )
        columns = (industries[each.subject_id] or ["?"]) if each.term == "vertical" else [None]
        for holder in holders:
            for column in dict.fromkeys(columns):
                squares[each.term, column, holder].append(each)
    named = {holder for _, column, holder in squares if column not in {None, "?"}}
    rows = []
    for (band, industry, holder), said in squares.items():
        if industry == "?" and holder in named:
            # Its products already stand in their industries.
            continue
        where = f"{band}:{industry}" if industry else band
        row = reading.mark(f"overview:{where}:{holder}", holder, said, lead=said, label=reading.name(holder))
        products = [each.subject_id for each in said if each.subject_kind != "player"]
        if products and row["status"] == "asserted":
            row["status"] = reading.outlook(products)
        more = {
            "part": "map",
            "key": "square",
            "number": 1,
            "band": band,
            "industry": industry,
            "player_kind": reading.kinds.get(holder, ""),
        }
        rows.append({**_EMPTY, **row, **more})
    order = list(reading.terms("player_kinds"))
    rank = {kind: number for number, kind in enumerate(order)}
    return sorted(rows, key=lambda row: (BANDS.index(row["band"]), row["industry"] or "", rank.get(row["player_kind"], 99), row["mark_id"]))


def coverage(reading: Reading) -> list[dict[str, Any]]:
    """Of how many subjects a property is known: what the atlas lacks is said, not hidden."""
    every = reading.every()
    owners = {owner for each in every for owner in reading.owners.get(each.subject_id, ())}
    subjects = {
        "player": {each.subject_id for each in every if each.subject_kind == "player"} | owners,
        "model": {each.subject_id for each in every if each.subject_kind == "model" and reading.catalogued(each.subject_id)},
        "product": {each.subject_id for each in every if each.subject_kind in _PRODUCT_KINDS and reading.catalogued(each.subject_id)},
    }
    rows = []
    for key, kind, predicates, zh, en in _COVERED:
        of = subjects[kind]
        said = [each for each in every if each.predicate in predicates]
        hit = {
            subject
            for each in said
            for subject in ((each.subject_id, *reading.owners.get(each.subject_id, ())) if kind == "player" else (each.subject_id,))
        }
        lead = said or [each for each in every if each.subject_id in of]
        if not of or not lead:
            continue
        row = reading.mark(f"overview:coverage:{key}", "", lead, lead=lead, label=(zh, en))
        state = {"origin": "curated", "basis": "stated", "status": "asserted", "contested": False}
        rows.append({**_EMPTY, **row, **state, "part": "coverage", "key": key, "number": len(hit & of), "total": len(of)})
    return rows
