"""The one command, `baimo`: mounts the commands of the ETL and adds those of the dashboard.

Streamlit, Plotly and pandas are imported inside the commands that need them, so that `baimo extract` starts at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from etl.cli import CatalogFolder, Corpus, app, fail, guarded, tell, words
from etl.config import Settings, settings
from etl.errors import InputError, register

if TYPE_CHECKING:
    from dashboard.server import Address

register(
    {
        "U804": (
            "error",
            "没有名为 {name} 的视图",
            "there is no view {name}",
            "可选的有：{known}，或 all",
            "choose one of: {known}, or all",
        ),
        "U805": (
            "error",
            "不支持的格式 {form}",
            "unknown format {form}",
            "可选的有：{known}",
            "choose one of: {known}",
        ),
        "U806": (
            "error",
            "{count} 个文件不能写进一个文件 {out}",
            "{count} files do not fit into one file {out}",
            "--out 给一个文件夹，例如 --out pictures",
            "give a folder as --out, for example --out pictures",
        ),
        "U807": (
            "error",
            "{option} 的值 {value} 无法识别",
            "{option} cannot be {value}",
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
    }
)

Host = Annotated[str, typer.Option("--host", help="监听的地址 · address to listen on")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="端口 · port")]
BasePath = Annotated[str, typer.Option("--base-path", help="网址前缀，用于反向代理 · prefix of the address, behind a proxy")]


@app.command(epilog="例 · Example:  baimo up --corpus articles --port 8600")
@guarded
def up(
    corpus: Corpus = None,
    catalog: CatalogFolder = None,
    host: Host = "127.0.0.1",
    port: Port = 8501,
    base_path: BasePath = "",
) -> None:
    """构建并打开看板；改动目录或文章后刷新页面即可看到 · Build, then serve; edits show on the next page load."""
    from dashboard import server

    where = server.address(host, port, base_path)
    chosen = settings(catalog=catalog, corpora=corpus or ())
    _first_build(chosen)
    _serve(where, chosen)


@app.command(epilog="例 · Example:  baimo serve --port 8600")
@guarded
def serve(
    snapshot: Annotated[Path | None, typer.Option("--snapshot", help="固定显示这个快照 · show this snapshot and no other")] = None,
    host: Host = "127.0.0.1",
    port: Port = 8501,
    base_path: BasePath = "",
) -> None:
    """打开最新快照的看板 · The dashboard on the newest snapshot."""
    from dashboard import server
    from etl.publish.store import read_snapshot

    where = server.address(host, port, base_path)
    chosen = settings()
    read_snapshot(snapshot or chosen.out)
    _serve(where, chosen, snapshot=snapshot)


@app.command(epilog="例 · Example:  baimo doctor")
@guarded
def doctor(catalog: CatalogFolder = None) -> None:
    """检查字体、浏览器、快照与目录，说明怎么修 · What works here, what does not, and the command that mends it."""
    from dashboard.doctor import examine

    broken = False
    signs = {"ok": "✓", "warning": "!", "error": "✗"}
    for each in examine(settings(catalog=catalog)):
        broken = broken or each.state == "error"
        remedy = words(*each.remedy)
        typer.echo(f"{signs[each.state]} {words(*each.name)}  {words(*each.found)}{f' — {remedy}' if remedy else ''}")
    if broken:
        raise typer.Exit(1)


def main() -> None:
    """The entry point of the package."""
    app()


def _first_build(chosen: Settings) -> None:
    """Builds before serving. Where only the catalog is broken, the last good snapshot is served with the problems listed."""
    from etl.cli import _Bar
    from etl.pipeline import build
    from etl.publish.store import current

    try:
        with _Bar() as bar:
            tell(build(chosen, progress=bar.progress()).problems)
    except InputError as error:
        editors = all(each.code.startswith("C") for each in error.problems)
        if not editors or current(chosen.out) is None:
            fail(error.problems)
        tell(error.problems)
        typer.echo(
            words("以上问题改好之前，看板显示上一次正确的快照。", "Until these are mended the last good snapshot is shown."), err=True
        )


def _serve(where: Address, chosen: Settings, *, snapshot: Path | None = None) -> None:
    from dashboard import refresh, server

    refresh.serve_from(chosen, snapshot=snapshot)
    ready = words("百模图已就绪", "Baimo Atlas is ready")
    stop = words("按 Ctrl+C 停止", "Ctrl+C stops it")
    server.run(where, ready=lambda url: typer.echo(f"{ready}: {url}  ({stop})"))


if __name__ == "__main__":
    main()
