"""The work of `baimo export`: views of a snapshot written as pictures and tables, for the selection of a page's address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl

from dashboard.export.fonts import missing_characters
from dashboard.export.image import FORMATS as PICTURES
from dashboard.export.image import image_bytes
from dashboard.export.table import csv_bytes
from dashboard.selection import Selection, read_query
from dashboard.theme import EXPORT_SCALE, canvas_of
from dashboard.views import VIEWS
from etl.errors import InputError, Problem, problem, register
from etl.model.quantity import PartialDate
from etl.model.snapshot import Snapshot

FORMATS = (*PICTURES, "csv")
EVERYTHING = "all"

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
        "U809": (
            "warning",
            "字体里没有这些字，图上会是方框：{text}",
            "the font lacks these characters, which come out as boxes: {text}",
            "apt-get install fonts-noto-cjk，或换一个名称",
            "apt-get install fonts-noto-cjk, or choose another name",
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
    """Checks views, format and target. Raises InputError: U804, U805, U806, U807."""
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
    if is_file and len(named) > 1:
        raise InputError([problem("U806", str(out), count=len(named))])
    targets = (out,) if is_file else tuple(out / f"baimo-{name}.{chosen}" for name in named)
    return Wish(named, chosen, targets, Selection(), scale)


def selection_of(state: str, *, language: str | None, theme: str | None, as_of: str | None) -> tuple[Selection, tuple[Problem, ...]]:
    """The selection of a page's query string, with what was given beside it. Raises InputError (U807) for a date that is none."""
    asked = dict(parse_qsl(state.partition("?")[2] if "?" in state else state))
    selection, ignored = read_query(asked)
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


def export(snapshot: Snapshot, wish: Wish) -> Iterator[tuple[Path, tuple[Problem, ...]]]:
    """Writes one file a view; yields each with its warnings. Raises InputError: X7xx of the picture, S603 where nothing can be written."""
    canvas = canvas_of("slide", language=wish.selection.language, theme=wish.selection.theme)
    for name, target in zip(wish.views, wish.targets, strict=True):
        view = VIEWS[name]
        frame = view.frame(snapshot, wish.selection)
        figure = view.figure(frame, canvas)
        warnings: tuple[Problem, ...] = ()
        if wish.form == "csv":
            content = csv_bytes(frame, view.sources(frame), folded=(figure.layout.meta or {}).get("folded", ()))
        else:
            lacking = missing_characters(figure)
            warnings = (problem("U809", name, text=" ".join(lacking)),) if lacking else ()
            content = image_bytes(figure, format=wish.form, scale=EXPORT_SCALE * wish.scale)
        _write(target, content)
        yield target, warnings


def _write(target: Path, content: bytes) -> None:
    aside = target.with_name(f".{target.name}.writing")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content)
        aside.replace(target)
    except OSError as error:
        raise InputError([problem("S603", str(error.filename or target), reason=error.strerror or str(error))]) from error
