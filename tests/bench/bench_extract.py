"""How fast texts are read beside plain `jieba.lcut`, in one process and in process time: `python -m tests.bench.bench_extract`.

Reading is all of it: decoding aside, from the text to statements with names, boundaries and status checked. It takes turns with jieba on the
same documents, every one of them different from the others; the median of the rounds counts. rjieba's bare cutting is printed beside them,
then how time grows on one long line, how long a fresh process takes to the statements of five documents, and its peak memory.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from etl.catalog import CatalogRoots, load_catalog
from etl.extract.names import load_name_rules
from etl.extract.patterns import load_patterns
from etl.extract.shipped import shipped_folder
from etl.extract.statements import Extractor
from etl.extract.text import document_of
from etl.model.entity import LexiconEntry

CHARS = 200_000
_SYLLABLES = "安博辰达恩方格海嘉凯朗明诺普启瑞思泰维新星言毅智卓"
_FRESH = """
import json, sys, time
from pathlib import Path
from tests.bench.bench_extract import extractor, invented, texts_of
from etl.extract.text import document_of
imported = time.process_time()
names = invented(int(sys.argv[1]))
begun = time.process_time()
reader = extractor(names)
ready = time.process_time()
count = sum(len(reader.read(document_of(text)).statements) for text in texts_of(Path(sys.argv[2]) if sys.argv[2] else None, 1)[:5])
heavy = sorted({"pandas", "streamlit", "plotly", "jieba"} & set(sys.modules))
done = time.process_time()
# Not getrusage: its peak is inherited from the process that started this one.
status = Path("/proc/self/status")
peak = next((int(line.split()[1]) // 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM")), 0) if status.exists() else 0
print(json.dumps([count, imported, ready - begun, done - ready, peak, heavy]))
"""


def texts_of(folder: Path | None, chars: int) -> list[str]:
    """Documents of a folder, or the briefs that ship, each once; then again with other numbers in them until the size is reached."""
    files = sorted((folder if folder is not None else shipped_folder() / "briefs").glob("*.*"))
    base = [path.read_text("utf-8-sig") for path in files if path.suffix in {".md", ".txt"}]
    made = list(base)
    rng = random.Random(7)  # noqa: S311 - reproducible, not secret
    while sum(map(len, made)) < chars and base:
        made.append("".join(rng.choice("3456789") if char in "3456789" else char for char in rng.choice(base)))
    return made


def invented(size: int) -> list[LexiconEntry]:
    """Invented names of the usual shapes."""
    rng = random.Random(11)  # noqa: S311
    entries: list[LexiconEntry] = []
    for number in range(size):
        stem = "".join(rng.choices(_SYLLABLES, k=3))
        latin = "".join(rng.choices("abcdefghiklmnoprstuvz", k=6)).capitalize()
        kind = ("player", "model", "platform", "application")[number % 4]
        names = {"player": (f"{stem}科技", f"{latin} Tech"), "model": (f"{stem}大模型", f"{latin}-{number % 90 + 1}B")}.get(
            kind, (f"{stem}平台", latin)
        )
        entries.append(LexiconEntry(f"e{number}", kind, names[0], names))
    return entries


def extractor(names: Sequence[LexiconEntry]) -> Extractor:
    """The extractor as shipped: the shipped catalog's names, about 300, and further ones."""
    folder = shipped_folder()
    rules, _ = load_name_rules(folder / "lexicon")
    patterns, _ = load_patterns(folder / "patterns")
    catalog, _ = load_catalog(CatalogRoots(folder, folder))
    return Extractor((*catalog.lexicon(), *names), rules, patterns, terms=catalog.terms)


def spent(work: Callable[[], object]) -> float:
    """Process seconds of one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def ratios(texts: Sequence[str], reader: Extractor, rounds: int) -> tuple[float, float, float]:
    """Mega-characters per second of reading, of `jieba.lcut` and of `rjieba.cut`."""
    import jieba
    import rjieba

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    works: tuple[Callable[[], object], ...] = (
        lambda: [reader.read(document_of(text)) for text in texts],
        lambda: [jieba.lcut(text) for text in texts],
        lambda: [rjieba.cut(text) for text in texts],
    )
    times: list[list[float]] = [[], [], []]
    for _ in range(rounds):
        for index, work in enumerate(works):
            times[index].append(spent(work))
    chars = sum(map(len, texts)) / 1e6
    read, plain, rust = (chars / statistics.median(each) for each in times)
    return read, plain, rust


def tell_fresh(size: int, folder: Path | None) -> None:
    """Prints what a fresh process spends until it has the statements of five documents."""
    made = subprocess.run(
        [sys.executable, "-c", _FRESH, str(size), str(folder or "")], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    count, imports, ready, read, megabytes, heavy = json.loads(made.stdout)
    print(
        f"shipped names and {size:6}, fresh process: {imports:.2f} s imports, {ready:.2f} s catalog, rules and lexicon, {read:.2f} s five documents "
        f"({count} statements); peak {megabytes} MB; heavy imports: {heavy or 'none'}"
    )


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--texts", type=Path, help="folder of .txt and .md files; the shipped briefs when left out")
    cli.add_argument("--chars", type=int, default=CHARS)
    cli.add_argument("--rounds", type=int, default=5)
    asked = cli.parse_args()
    texts = texts_of(asked.texts, asked.chars)
    for size in (0, 30_000):
        reader = extractor(invented(size))
        read, plain, rust = ratios(texts, reader, asked.rounds)
        print(
            f"shipped names and {size:6}: read {read:.2f} Mchar/s, jieba.lcut {plain:.3f} ({read / plain:.1f} x), rjieba.cut {rust:.2f} ({read / rust:.2f} x)"
        )
    line = "".join(texts).replace("\n", "")
    flat = line.translate(dict.fromkeys(map(ord, "，。、；：！？,.;:!?"), None))
    for name, long in (("punctuation", line), ("no punctuation", flat)):
        for size in (len(long) // 4, len(long)):
            took = spent(lambda long=long, size=size: reader.read(document_of(long[:size])))  # type: ignore[misc]
            print(f"one line of {size} characters, {name}: {took:.2f} s, {size / took / 1e6:.2f} Mchar/s")
    for size in (0, 30_000):
        tell_fresh(size, asked.texts)


if __name__ == "__main__":
    main()
