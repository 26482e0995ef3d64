"""The commands of the ETL: build, check, extract, review, diff. They parse, print and exit; what they do is in `etl.pipeline`.

Exit status: 0 done, 1 the input is wrong (said on standard error), 2 wrong usage. Each command imports only what it needs.
"""

from __future__ import annotations

import functools
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, Self

import typer
from typer.core import TyperGroup

from etl.config import Settings, settings
from etl.errors import CODES, InputError, Problem, problem, register

if TYPE_CHECKING:
    from etl.pipeline import BuildReport, Progress
    from etl.publish.review import Finding

register(
    {
        "U811": (
            "error",
            "系统不让读写：{reason}",
            "the system refuses to read or write: {reason}",
            "检查磁盘空间与权限",
            "check the space on the disk and the rights",
        ),
    }
)


class Commands(TyperGroup):
    """The commands; they speak UTF-8 whatever the locale says, and a character that cannot be written stops none of them."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs a command."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="replace")
        return super().main(*args, **kwargs)


app = typer.Typer(
    name="baimo",
    cls=Commands,
    help="百模图：每个标记都能追到原句的大模型版图。\n\nBaimo Atlas: a landscape of the large-language-model market in which every mark leads to its sentence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Engine(StrEnum):
    """Where documents are read."""

    local = "local"


class Format(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"


Corpus = Annotated[
    list[Path] | None,
    typer.Option(
        "--corpus", help="文章的文件夹，可多次给出；不给则读自带的简报 · folder of articles, may be repeated; default: the shipped briefs"
    ),
]
CatalogFolder = Annotated[Path | None, typer.Option("--catalog", help="目录文件夹 · folder of the catalog (players, sources, …)")]
Out = Annotated[Path | None, typer.Option("--out", help="快照放在哪里 · where snapshots are kept")]
AsJson = Annotated[bool, typer.Option("--json", help="在标准输出写一份 JSON · one JSON document on standard output")]


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose user never sees a traceback for what is wrong with the input."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except InputError as error:
            fail(error.problems)
        except BrokenPipeError:
            # The reader of a pipe (head, less) has seen enough: that is no fault of the input, and Python's own message at exit is noise.
            _close_output()
            raise typer.Exit(0) from None
        except OSError as error:
            try:
                sys.stdout.flush()
            except OSError:
                _close_output()
            fail([problem("U811", str(error.filename or "baimo"), reason=error.strerror or str(error))])

    return run


def _close_output() -> None:
    """Sends what is still to be written nowhere: else Python fails on it once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(problems: Sequence[Problem]) -> NoReturn:
    """Prints problems on standard error and exits with 1."""
    tell(problems)
    raise typer.Exit(1)


def tell(problems: Iterable[Problem]) -> None:
    """Prints problems on standard error, in the reader's language."""
    language = settings().language
    for each in problems:
        typer.echo(each.text(language), err=True)


def words(zh: str, en: str) -> str:
    """The wording in the reader's language."""
    return zh if settings().language == "zh" else en


@app.command(epilog="例 · Example:  baimo build --corpus articles --corpus more-articles")
@guarded
def build(  # noqa: PLR0913, PLR0917 - the options of the command
    corpus: Corpus = None,
    catalog: CatalogFolder = None,
    out: Out = None,
    engine: Annotated[Engine, typer.Option("--engine", help="在哪里读文章 · where documents are read")] = Engine.local,
    workers: Annotated[int, typer.Option("--workers", min=1, max=256, help="读文章的进程数 · processes that read documents")] = 1,
    verify: Annotated[
        bool, typer.Option("--verify", help="不用缓存再构建一次并比较 · build a second time without the cache and compare")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """构建并发布一个快照 · Build and publish one snapshot."""
    from etl import pipeline

    chosen = settings(catalog=catalog, corpora=corpus or (), out=out, workers=workers)
    with Bar() as bar:
        report = pipeline.build(chosen, progress=bar.progress(), verify=verify)
    tell(report.problems)
    if as_json:
        _print_json(report.published.manifest)
    else:
        typer.echo(_built(report, engine))


@app.command(epilog="例 · Example:  baimo check --format sarif > problems.sarif")
@guarded
def check(
    catalog: CatalogFolder = None,
    form: Annotated[Format, typer.Option("--format", help="输出格式 · how problems are printed")] = Format.text,
) -> None:
    """检查目录，一次列出所有问题 · Check the catalog: every problem in one run."""
    from etl import pipeline

    chosen = settings(catalog=catalog)
    found, problems = pipeline.check(chosen)
    errors = sum(each.severity == "error" for each in problems)
    if form is Format.json:
        _print_json([_problem_record(each, chosen.language) for each in problems])
    elif form is Format.sarif:
        _print_json(_sarif(problems, chosen.language))
    else:
        for each in problems:
            typer.echo(each.text(chosen.language))
        counts = len(found.entities), len(found.statements), len(found.sources)
        zh = f"{counts[0]} 个条目，{counts[1]} 条陈述，{counts[2]} 个来源；{errors} 个错误，{len(problems) - errors} 个提醒"
        en = f"{counts[0]} records, {counts[1]} statements, {counts[2]} sources; {errors} errors, {len(problems) - errors} warnings"
        typer.echo(words(zh, en), err=True)
    if errors:
        raise typer.Exit(1)


@app.command(epilog="例 · Example:  baimo extract article.txt articles/ > statements.jsonl")
@guarded
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE-OR-DIR…", help="文章或文件夹 · articles or folders")],
    mentions: Annotated[bool, typer.Option("--mentions", help="只列名字 · names instead of statements")] = False,
    catalog: CatalogFolder = None,
) -> None:
    """从文章里提取陈述，每行一条 JSON · Statements of documents, one JSON object a line; no snapshot is touched."""
    from etl import pipeline

    failed = False
    for line in pipeline.extract(paths, settings(catalog=catalog), mentions=mentions):
        if isinstance(line, Problem):
            tell([line])
            failed = failed or line.severity == "error"
        else:
            typer.echo(json.dumps(line, ensure_ascii=False))
    if failed:
        raise typer.Exit(1)


@app.command(epilog="例 · Example:  baimo review --limit 20")
@guarded
def review(
    limit: Annotated[int, typer.Option("--limit", min=1, help="最多列几条 · how many at most")] = 50,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """目录缺少或与文章相左的内容，附可粘贴的 YAML · What the catalog lacks or contradicts, with YAML to paste."""
    from etl.publish.review import review as findings
    from etl.publish.store import read_snapshot

    found = findings(read_snapshot(settings(out=out).out))
    shown = found[:limit]
    if as_json:
        _print_json([each.record() for each in shown])
        return
    for each in shown:
        typer.echo(_finding(each))
    typer.echo(words(f"共 {len(found)} 条，列出 {len(shown)} 条", f"{len(found)} findings, {len(shown)} shown"), err=True)


@app.command(epilog="例 · Example:  baimo diff 3f2a 91bc")
@guarded
def diff(
    old: Annotated[str | None, typer.Argument(help="旧快照的开头几位或文件夹 · first letters of the older digest, or a folder")] = None,
    new: Annotated[str | None, typer.Argument(help="新快照，默认是当前的 · the newer one; default: the current one")] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """两个快照之间变了什么，默认比较最近两个 · What changed between two snapshots; default: the last two."""
    from etl.publish.diff import diff as changes
    from etl.publish.store import read_snapshot

    chosen = settings(out=out)
    before, after = _pair(chosen, old, new)
    found = changes(read_snapshot(before), read_snapshot(after))
    if as_json:
        _print_json(
            {
                "old": before.name,
                "new": after.name,
                "changes": [{"kind": each.kind, "id": each.id, "zh": each.text_zh, "en": each.text_en} for each in found],
            }
        )
        return
    for each in found:
        typer.echo(each.text(chosen.language))
    typer.echo(
        words(
            f"{before.name[:12]} → {after.name[:12]}：{len(found)} 处变化", f"{before.name[:12]} → {after.name[:12]}: {len(found)} changes"
        ),
        err=True,
    )


class Bar:
    """A progress bar on a terminal's standard error; nothing in a pipe."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress as RichProgress

            self._bar = RichProgress(console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def progress(self) -> Progress:
        """What a build calls."""
        from etl.pipeline import Progress

        if self._bar is None:
            return Progress()
        task = self._bar.add_task(words("读文章", "Reading"), total=None)
        return Progress(start=lambda total: self._bar.update(task, total=total), step=lambda: self._bar.advance(task))


def _pair(chosen: Settings, old: str | None, new: str | None) -> tuple[Path, Path]:
    from etl.publish.store import history

    known = history(chosen.out)
    if old is None or new is None:
        if not known:
            raise InputError([problem("S601", str(chosen.out))])
        if old is None and len(known) < 2:
            raise InputError([problem("S606", str(chosen.out), count=len(known))])
    before = _snapshot_folder(chosen, old) if old else chosen.out / known[1]
    after = _snapshot_folder(chosen, new) if new else chosen.out / known[0]
    return before, after


def _snapshot_folder(chosen: Settings, name: str) -> Path:
    from etl.publish.store import MANIFEST, find

    folder = Path(name)
    return folder if (folder / MANIFEST).is_file() else find(chosen.out, name)


def _built(report: BuildReport, engine: Engine) -> str:
    counts = report.published.manifest["counts"]
    # What could not be read was read too, but is no document.
    read = counts["documents"] - report.remembered
    skipped = report.read - read
    seconds = f"{sum(report.seconds.values()):.1f}"
    digest = report.published.digest[:12]
    zh = (
        f"{'新快照' if report.published.fresh else '内容未变，快照'} {digest}（{report.published.folder}）\n"
        f"{counts['players']} 家厂商，{counts['models']} 个模型，{counts['platforms']} 个平台，{counts['applications']} 个应用；"
        f"{counts['statements']} 条陈述，{counts['conflicts']} 处冲突，{counts['candidates']} 个未编目的名字\n"
        f"{counts['documents']} 篇文章（新读 {read}，沿用 {report.remembered}）{f'，{skipped} 个文件未能读取' if skipped else ''}，{len(report.problems)} 个提醒，{engine}，{seconds} 秒"
    )
    en = (
        f"{'New snapshot' if report.published.fresh else 'Nothing changed, snapshot'} {digest} ({report.published.folder})\n"
        f"{counts['players']} players, {counts['models']} models, {counts['platforms']} platforms, {counts['applications']} applications; "
        f"{counts['statements']} statements, {counts['conflicts']} conflicts, {counts['candidates']} names the catalog lacks\n"
        f"{counts['documents']} documents ({read} read, {report.remembered} remembered){f', {skipped} files not readable' if skipped else ''}, {len(report.problems)} warnings, {engine}, {seconds} s"
    )
    return words(zh, en)


def _finding(each: Finding) -> str:
    where = f"{each.path}:{each.start}" if each.start is not None else each.path
    head = {
        "contradicts": words("与目录相左", "contradicts the catalog"),
        "new": words("目录没有", "new"),
        "unknown_name": words("未知的名字", "unknown name"),
    }
    about = words(each.about_zh, each.about_en)
    return f"[{head[each.kind]}] {about}\n  {where}  {each.sentence}\n" + "\n".join(f"    {line}" for line in each.yaml.splitlines()) + "\n"


def _print_json(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _problem_record(each: Problem, language: str) -> Mapping[str, object]:
    return {
        "code": each.code,
        "severity": each.severity,
        "path": each.path,
        "line": each.line,
        "column": each.column,
        "message": each.message(language),
        "remedy": each.remedy(language),
    }


def _sarif(problems: Sequence[Problem], language: str) -> Mapping[str, object]:
    """SARIF 2.1.0, as code hosts and editors show it beside the line."""
    rules = [
        {"id": code, "shortDescription": {"text": CODES[code].message_zh if language == "zh" else CODES[code].message_en}}
        for code in sorted({each.code for each in problems})
    ]
    results = [
        {
            "ruleId": each.code,
            "level": each.severity,
            "message": {"text": f"{each.message(language)} — {each.remedy(language)}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": each.path},
                        **({"region": {"startLine": each.line, "startColumn": max(each.column, 1)}} if each.line else {}),
                    }
                }
            ],
        }
        for each in problems
    ]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "baimo", "rules": rules}}, "results": results}],
    }


if __name__ == "__main__":
    app()
