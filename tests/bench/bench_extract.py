"""How fast texts are read beside plain `jieba.lcut`, in one process and in process time: `python -m tests.bench.bench_extract`.

Reading and jieba take turns on the same documents; the median of the rounds counts. rjieba's bare cutting is printed beside them.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from etl.extract.gazetteer import Gazetteer
from etl.extract.names import load_name_rules
from etl.extract.shipped import shipped_folder
from etl.extract.text import document_of
from etl.model.entity import LexiconEntry

CHARS = 400_000
_SYLLABLES = "安博辰达恩方格海嘉凯朗明诺普启瑞思泰维新星言毅智卓"


def texts_of(folder: Path | None, chars: int) -> list[str]:
    """Documents of a folder, or the briefs that ship, repeated to the size asked for with their numbers changed."""
    files = sorted((folder if folder is not None else shipped_folder() / "briefs").glob("*.*"))
    base = [path.read_text("utf-8-sig") for path in files if path.suffix in {".md", ".txt"}]
    made: list[str] = []
    rng = random.Random(7)  # noqa: S311 - reproducible, not secret
    while sum(map(len, made)) < chars and base:
        made.append(rng.choice(base).replace("3", rng.choice("3456789")))
    return made


def lexicon_of(size: int) -> list[LexiconEntry]:
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


def spent(work: Callable[[], object]) -> float:
    """Process seconds of one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def ratios(texts: Sequence[str], size: int, rounds: int) -> tuple[float, float, float]:
    """Mega-characters per second of reading, of `jieba.lcut` and of `rjieba.cut`."""
    import jieba
    import rjieba

    rules, _ = load_name_rules(shipped_folder() / "lexicon")
    gazetteer = Gazetteer(lexicon_of(size), rules)
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    segmenter = rjieba.Jieba()
    works: tuple[Callable[[], object], ...] = (
        lambda: [gazetteer.mentions(document_of(text)) for text in texts],
        lambda: [jieba.lcut(text) for text in texts],
        lambda: [segmenter.cut(text) for text in texts],
    )
    times: list[list[float]] = [[], [], []]
    for _ in range(rounds):
        for index, work in enumerate(works):
            times[index].append(spent(work))
    chars = sum(map(len, texts)) / 1e6
    read, plain, rust = (chars / statistics.median(each) for each in times)
    return read, plain, rust


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--texts", type=Path, help="folder of .txt and .md files; the shipped briefs when left out")
    cli.add_argument("--chars", type=int, default=CHARS)
    cli.add_argument("--rounds", type=int, default=5)
    asked = cli.parse_args()
    texts = texts_of(asked.texts, asked.chars)
    for size in (300, 30_000):
        read, plain, rust = ratios(texts, size, asked.rounds)
        print(
            f"{size:6} names: read {read:.2f} Mchar/s, jieba.lcut {plain:.3f} ({read / plain:.1f} x), rjieba.cut {rust:.2f} ({read / rust:.2f} x)"
        )
    line = "".join(texts).replace("\n", "")[:1_000_000]
    flat = line.translate(dict.fromkeys(map(ord, "，。、；：！？,.;:!?"), None))
    rules, _ = load_name_rules(shipped_folder() / "lexicon")
    gazetteer = Gazetteer(lexicon_of(300), rules)
    for size in (len(flat) // 4, len(flat)):
        took = spent(lambda size=size: gazetteer.mentions(document_of(flat[:size])))  # type: ignore[misc]
        print(f"one line of {size} characters without punctuation: {took:.2f} s, {size / took / 1e6:.2f} Mchar/s")


if __name__ == "__main__":
    main()
