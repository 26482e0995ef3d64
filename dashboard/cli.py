"""The one command, `baimo`: mounts the commands of the ETL and adds those of the dashboard.

Streamlit, Plotly and pandas are imported inside the commands that need them, so that `baimo extract` starts at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from etl.cli import Bar, CatalogFolder, Corpus, app, fail, guarded, tell, words
from etl.config import Settings, settings
from etl.errors import InputError

if TYPE_CHECKING:
    from dashboard.server import Address

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


@app.command(epilog="例 · Example:  baimo export map --out map.png --lang en · baimo export all --out pictures --format svg")
@guarded
def export(  # noqa: PLR0913, PLR0917 - the options of the command
    views: Annotated[list[str], typer.Argument(metavar="VIEW…|all", help="视图 · views: overview map tiers cost timeline")],
    out: Annotated[Path, typer.Option("--out", help="文件或文件夹 · file or folder")],
    form: Annotated[
        str | None, typer.Option("--format", help="png svg pdf csv；默认看 --out 的后缀 · default: the suffix of --out")
    ] = None,
    scale: Annotated[int, typer.Option("--scale", help="1 为 1920×1080，2 为 3840×2160 · 1 is 1920×1080, 2 is 3840×2160")] = 1,
    lang: Annotated[str | None, typer.Option("--lang", help="zh | en")] = None,
    theme: Annotated[str | None, typer.Option("--theme", help="light | dark")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="截至哪一天 · what was known on that day")] = None,
    state: Annotated[
        str, typer.Option("--state", metavar="QUERY", help="页面地址 ? 之后的部分 · what follows the ? in a page's address")
    ] = "",
    snapshot: Annotated[Path | None, typer.Option("--snapshot", help="快照文件夹 · folder of a snapshot")] = None,
) -> None:
    """把图导出为可直接放进幻灯片的文件 · Slide-ready pictures, and the table of exactly what is drawn."""
    from dataclasses import replace

    from dashboard import exporting
    from etl.publish.store import read_snapshot

    wish = exporting.wish_of(views, out, form=form, scale=scale)
    selection, problems = exporting.selection_of(state, language=lang, theme=theme, as_of=as_of)
    tell(problems)
    shown = read_snapshot(snapshot or settings().out)
    exporting.check_values(shown, selection)
    for path in exporting.export(shown, replace(wish, selection=selection)):
        typer.echo(path)


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
    from etl.pipeline import build
    from etl.publish.store import current

    try:
        with Bar() as bar:
            tell(build(chosen, progress=bar.progress()).problems)
    except InputError as error:
        editors = all(each.code.startswith(("C", "D51", "D52")) for each in error.problems)  # catalog and rules
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
