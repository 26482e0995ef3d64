"""What works here and what does not, each with the command that mends it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dashboard.export.checks import find_browser, find_font
from etl.config import Settings
from etl.errors import InputError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `state` is ok, warning or error; the remedy is empty where all is well."""

    state: str
    name: tuple[str, str]
    found: tuple[str, str]
    remedy: tuple[str, str] = ("", "")


def examine(here: Settings) -> Iterator[Finding]:
    """Looks at everything, cheapest first."""
    checks: tuple[Callable[[], Finding], ...] = (
        _python,
        _font,
        _browser,
        lambda: _catalog(here),
        lambda: _corpus(here),
        lambda: _writable(here),
        lambda: _snapshot(here),
    )
    for check in checks:
        yield check()


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    good = sys.version_info >= (3, 11)
    return Finding(
        "ok" if good else "error",
        ("Python", "Python"),
        (version, version),
        ("", "") if good else ("安装 Python 3.11 或更新版本", "install Python 3.11 or newer"),
    )


def _font() -> Finding:
    found = find_font()
    if found:
        return Finding("ok", ("中文字体", "Chinese font"), (found, found))
    return Finding(
        "error",
        ("中文字体", "Chinese font"),
        ("没有找到，导出的图片会出现方框", "none found: pictures would show boxes"),
        ("apt-get install fonts-noto-cjk（或安装思源黑体）", "apt-get install fonts-noto-cjk (or install Source Han Sans)"),
    )


def _browser() -> Finding:
    found = find_browser()
    if found:
        return Finding("ok", ("画图用的浏览器", "Browser for pictures"), (found, found))
    return Finding(
        "error",
        ("画图用的浏览器", "Browser for pictures"),
        ("没有找到 Chromium 或 Chrome，PNG 与 SVG 无法导出", "no Chromium or Chrome: PNG and SVG cannot be exported"),
        (
            "apt-get install chromium，或把路径写进环境变量 BROWSER_PATH",
            "apt-get install chromium, or put its path into the environment variable BROWSER_PATH",
        ),
    )


def _catalog(here: Settings) -> Finding:
    from etl.pipeline import check

    name = ("目录", "Catalog")
    catalog, problems = check(here)
    errors = sum(each.severity == "error" for each in problems)
    where = f"{here.catalog} ({len(catalog.entities)})"
    if errors:
        return Finding(
            "error",
            name,
            (f"{here.catalog}：{errors} 处错误", f"{here.catalog}: {errors} errors"),
            ("运行 baimo check 逐条查看", "run baimo check for each of them"),
        )
    return Finding("ok", name, (where, where))


def _corpus(here: Settings) -> Finding:
    from etl.extract.text import corpus_files

    name = ("语料", "Corpus")
    missing = [str(path) for path in here.corpora if not path.exists()]
    count = sum(len(corpus_files(path)) for path in here.corpora if path.exists())
    where = ", ".join(str(path) for path in here.corpora)
    if missing or not count:
        return Finding(
            "error",
            name,
            (f"{where} 里没有可读的文章", f"no article that can be read in {where}"),
            ("用 --corpus 指定文章所在的文件夹", "name the folder of articles with --corpus"),
        )
    return Finding("ok", name, (f"{where}（{count} 篇）", f"{where} ({count} documents)"))


def _writable(here: Settings) -> Finding:
    name = ("快照文件夹", "Snapshot folder")
    try:
        here.out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=here.out):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        return Finding(
            "error",
            name,
            (f"{here.out}：{reason}", f"{here.out}: {reason}"),
            ("用环境变量 BAIMO_BUILD 另选一个可写的文件夹", "choose a folder you may write to with the environment variable BAIMO_BUILD"),
        )
    return Finding("ok", name, (str(here.out), str(here.out)))


def _snapshot(here: Settings) -> Finding:
    from etl.publish.store import read_snapshot

    name = ("当前快照", "Current snapshot")
    try:
        snapshot = read_snapshot(here.out)
    except InputError as error:
        first = error.problems[0]
        return Finding("error", name, (first.message("zh"), first.message("en")), (first.remedy("zh"), first.remedy("en")))
    as_of = snapshot.as_of or "?"
    return Finding("ok", name, (f"{snapshot.digest[:12]}，截至 {as_of}", f"{snapshot.digest[:12]}, as of {as_of}"))
