"""The work of `baimo export`: views of a snapshot written as pictures and tables, for the selection of a page's address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd

from dashboard.export.checks import lacking, unwritable
from dashboard.export.image import FORMATS as PICTURES
from dashboard.export.image import image_bytes
from dashboard.export.table import csv_bytes
from dashboard.selection import QUERY_KEYS, URL_NAMES, Selection, read_query
from dashboard.theme import EXPORT_SCALE, canvas_of
from dashboard.views import VIEWS
from dashboard.views.drawing.rows import ORIGINS, STATUSES
from etl.errors import InputError, Problem, problem, register
from etl.model.quantity import PartialDate
from etl.model.snapshot import Snapshot

FORMATS = (*PICTURES, "csv")
EVERYTHING = "all"
_SUFFIXES = frozenset({*FORMATS, "jpg", "jpeg", "gif", "webp", "pptx", "xlsx", "html", "json"})
"""What people name files by: a folder of that name would be a surprise."""

register(
    {
        "U804": ("error", "没有名为 {name} 的视图", "there is no view {name}", "可选的有：{known}", "choose one of: {known}"),
        "U805": ("error", "不支持的格式 {form}", "unknown format {form}", "可选的有：{known}", "choose one of: {known}"),
        "U806": (
            "error",
            "{count} 个视图写不进一个文件",
            "{count} views do not fit into one file",
            "--out 给一个文件夹，例如 --out pictures",
            "give a folder as --out, for example --out pictures",
        ),
        "U807": (
            "error",
            "{option} 不能是 {given}",
            "{option} cannot be {given}",
            "可选的有：{known}",
            "use one of: {known}",
        ),
        "U808": (
            "warning",
            "--state 里有无法识别的条件，已忽略：{text}",
            "--state asks for something unknown, which was ignored: {text}",
            "从页面地址里复制 ? 之后的部分",
            "copy what follows the ? in the address of a page",
        ),
        "U819": (
            "error",
            "快照里没有这些筛选值：{text}",
            "the snapshot has no such values to filter by: {text}",
            "从页面地址里复制 ? 之后的部分",
            "copy what follows the ? in the address of a page",
        ),
        "U810": (
            "error",
            "--out 的后缀是 {suffix}，--format 却是 {form}",
            "--out ends in {suffix}, but --format says {form}",
            "两者写成一样，或 --out 给一个文件夹",
            "make them the same, or give a folder as --out",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What to export: views by id, one format, where to, and at which size (1: 1920×1080, 2: twice that)."""

    views: tuple[str, ...]
    form: str
    targets: tuple[Path, ...]
    selection: Selection
    scale: int = 1


def wish_of(views: Sequence[str], out: Path, *, form: str | None, scale: int) -> Wish:
    """Checks views, format and target. Raises InputError: U804, U805, U806, U807, U810."""
    named = tuple(VIEWS) if EVERYTHING in views else tuple(dict.fromkeys(views))
    unknown = [name for name in named if name not in VIEWS]
    if unknown:
        known = ", ".join([*VIEWS, EVERYTHING])
        raise InputError([problem("U804", "baimo export", name=name, known=known) for name in unknown])
    suffix = out.suffix.removeprefix(".").casefold()
    chosen = (form or (suffix if suffix and not out.is_dir() else "png")).casefold()
    if chosen not in FORMATS:
        raise InputError([problem("U805", "baimo export", form=chosen, known=", ".join(FORMATS))])
    if scale not in {1, 2}:
        raise InputError([problem("U807", "baimo export", option="--scale", given=scale, known="1, 2")])
    is_file = suffix == chosen and not out.is_dir()
    if suffix in _SUFFIXES and not is_file and not out.is_dir():
        raise InputError([problem("U810", str(out), suffix=suffix, form=chosen)])
    if is_file and len(named) > 1:
        raise InputError([problem("U806", str(out), count=len(named))])
    targets = (out,) if is_file else tuple(out / f"baimo-{name}.{chosen}" for name in named)
    return Wish(named, chosen, targets, Selection(), scale)


def selection_of(state: str, *, language: str | None, theme: str | None, as_of: str | None) -> tuple[Selection, tuple[Problem, ...]]:
    """The selection of a page's query string, with what was given beside it. Raises InputError (U807) for a date that is none."""
    asked = dict(parse_qsl(state.partition("?")[2] if "?" in state else state))
    selection, meaningless = read_query(asked)
    ignored = [f"{key}={asked[key]}" for key in asked if key in meaningless or key not in QUERY_KEYS]
    problems = (problem("U808", "baimo export", text=", ".join(ignored)),) if ignored else ()
    if as_of is not None:
        try:
            PartialDate(as_of)
        except ValueError:
            raise InputError([problem("U807", "baimo export", option="--as-of", given=as_of, known="2023, 2023-05, 2023-05-06")]) from None
    for option, given, known in (("--lang", language, ("zh", "en")), ("--theme", theme, ("light", "dark"))):
        if given is not None and given not in known:
            raise InputError([problem("U807", "baimo export", option=option, given=given, known=", ".join(known))])
    return (
        replace(
            selection,
            language=language or selection.language,
            theme=theme or selection.theme,
            as_of=as_of or selection.as_of,
            mark=None,
            entity=None,
        ),
        problems,
    )


def check_values(snapshot: Snapshot, selection: Selection) -> None:
    """Raises InputError (U819) where the selection filters for something the snapshot does not know.

    A page drops such a filter and says so; a picture in a deck cannot, and would show the whole market in place of a part.
    """
    tables = snapshot.tables
    terms = tables["vocabulary"]
    known = {name: set(terms.loc[terms["vocabulary"] == name, "term_id"]) for name in ("layers", "tiers", "industries", "player_kinds")} | {
        "players": set(tables["players"]["entity_id"]),
        "statuses": set(STATUSES),
        "origins": set(ORIGINS),
    }
    printed = tables["statements"]
    known["industries"] |= set(printed.loc[printed["predicate"] == "industry", "value_zh"])
    unknown = [f"{URL_NAMES.get(name, name)}={value}" for name in known for value in getattr(selection, name) if value not in known[name]]
    if unknown:
        raise InputError([problem("U819", "baimo export", text=", ".join(unknown))])


def export(snapshot: Snapshot, wish: Wish) -> Iterator[Path]:
    """Writes one file a view and yields each. Nothing is written before everything is drawn.

    Raises InputError: X7xx where browser, font or characters are missing or a picture fails, S603 where nothing can be written.
    """
    canvas = canvas_of("slide", language=wish.selection.language, theme=wish.selection.theme)
    frames = {name: VIEWS[name].frame(snapshot, wish.selection) for name in wish.views}
    figures = {name: VIEWS[name].figure(frame, canvas) for name, frame in frames.items()}
    if wish.form != "csv":
        problems = (*lacking(), *unwritable(figures))
        if problems:
            raise InputError(problems)
    contents = [_content(name, frames[name], figure, wish) for name, figure in figures.items()]
    for target, content in zip(wish.targets, contents, strict=True):
        _write(target, content)
        yield target


def _content(name: str, frame: pd.DataFrame, figure: Any, wish: Wish) -> bytes:
    if wish.form == "csv":
        return csv_bytes(frame, VIEWS[name].sources(frame), folded=(figure.layout.meta or {}).get("folded", ()))
    return image_bytes(figure, format=wish.form, scale=EXPORT_SCALE * wish.scale)


def _write(target: Path, content: bytes) -> None:
    aside = target.with_name(f".{target.name}.writing")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content)
        aside.replace(target)
    except OSError as error:
        raise InputError([problem("S603", str(error.filename or target), reason=error.strerror or str(error))]) from error
