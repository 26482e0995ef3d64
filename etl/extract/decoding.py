"""Bytes to text: UTF-8, UTF-16 with a mark, GB18030 and Big5; anything else is refused with a remedy.

A detector alone is not trusted: GB18030 accepts nearly every Big5 text and yields rare characters. The reading with the larger share of
everyday characters wins.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from etl.errors import Problem, problem, register

register(
    {
        "D501": (
            "error",
            "这不是文本文件（第 {offset} 字节处是二进制内容）",
            "not a text file (binary content at byte {offset})",
            "请把文章另存为 UTF-8 编码的 .txt、.md 或 .html 文件再放进语料文件夹",
            "save the article as .txt, .md or .html in UTF-8 and put that into the corpus folder",
        ),
        "D502": (
            "error",
            "无法识别文字编码（第 {offset} 字节起不是 UTF-8，也不像 GB18030 或 Big5）",
            "unknown text encoding (not UTF-8 from byte {offset} on, and not plausible as GB18030 or Big5)",
            "请用编辑器打开并另存为 UTF-8 编码",
            "open it in an editor and save it as UTF-8",
        ),
        "D503": (
            "warning",
            "有 {count} 处字节不是合法的 UTF-8，已用 � 代替",
            "{count} places are not valid UTF-8 and were replaced by �",
            "如果文字有缺失，请重新下载或另存为 UTF-8 编码",
            "if words are missing, download it again or save it as UTF-8",
        ),
        "D504": (
            "error",
            "无法读取文件：{reason}",
            "the file cannot be read: {reason}",
            "请检查路径和读取权限",
            "check the path and the permission to read it",
        ),
        "D505": (
            "warning",
            "文件里没有文字",
            "there is no text in the file",
            "请删除该文件，或放入文章正文",
            "remove the file or put the article's text into it",
        ),
    }
)

_SAMPLE_BYTES = 200_000
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HAN = re.compile("[\u3400-\u9fff]")
_EVERYDAY = re.compile(
    "[的一是在不了有和人这這中大为為爲上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子说說产產"
    "种種面而方后後多定行学學法所民得经經十三之进進着等部度家电電力里裡如水化高自二理起小物现現实實加量都两兩体體制机機当當使点點从從"
    "业業本去把性好应應开開它合还還因由其些然前外天政四日那社义義事平形相全表间間样樣与與关關各重新线線内內数數正心反你明看原又么麼利比"
    "或但质質气氣第向道命此变變条條没沒结結解问問意建月公无無系军軍很情者最立代想已通并並提直题題党黨程展五果料象员員革位入常文总總次品"
    "式活设設及管特件长長求老头頭基资資边邊流路级級少图圖山统統接知较較将將组組见見计計别別她手角期根论論运運农農指几幾九区區强強放决決]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte-order mark, and the encoding it was read with."""

    text: str
    encoding: str


def _everyday_share(text: str) -> float:
    """Share of everyday characters among the Chinese ones; 0 where there are none."""
    han = len(_HAN.findall(text))
    return len(_EVERYDAY.findall(text)) / han if han else 0.0


def _marked(raw: bytes) -> tuple[str, str] | None:
    """The encoding and its decoder's name, where a byte-order mark names them."""
    if raw.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", "utf-8-sig"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", "utf-16"
    return None


def _legacy(raw: bytes) -> str | None:
    """gb18030 or big5, whichever reads as everyday Chinese; what the detector proposes is judged by the same measure."""
    from charset_normalizer import from_bytes

    sample = raw[:_SAMPLE_BYTES]
    best = from_bytes(sample).best()
    proposed = [best.encoding] if best is not None and best.encoding in {"gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950"} else []
    shares: dict[str, float] = {}
    for encoding in dict.fromkeys(["gb18030", "big5", "big5hkscs", *proposed]):
        text = sample.decode(encoding, "replace")
        broken = text.count("\ufffd")
        if broken <= max(1, len(text) // 500):
            shares[encoding] = _everyday_share(text) - broken / max(1, len(text))
    found = max(shares, key=lambda name: (round(shares[name], 3), name == "gb18030"), default=None)
    # Prose has two thirds of everyday characters, a list of names a quarter; a wrong guess has a tenth.
    return found if found is not None and shares[found] > 0.2 else None


def decode(raw: bytes, path: str) -> tuple[Decoded | None, tuple[Problem, ...]]:
    """The text of a file, or the problem that keeps it from being read."""
    marked = _marked(raw)
    if marked is not None:
        text = raw.decode(marked[1], "replace")
        return _checked(Decoded(text, marked[0]), path)
    control = _CONTROL.search(raw[:_SAMPLE_BYTES])
    if control is not None:
        return None, (problem("D501", path, offset=control.start()),)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8"), ()
    except UnicodeDecodeError as error:
        offset = error.start
    repaired = raw.decode("utf-8", "replace")
    han, broken = len(_HAN.findall(repaired)), repaired.count("\ufffd")
    if broken <= max(3, len(repaired) // 1000) and han > 20 * broken:
        return Decoded(repaired, "utf-8"), (problem("D503", path, count=broken),)
    legacy = _legacy(raw)
    if legacy is None:
        return None, (problem("D502", path, offset=offset),)
    return _checked(Decoded(raw.decode(legacy, "replace"), legacy), path)


def _checked(decoded: Decoded, path: str) -> tuple[Decoded | None, tuple[Problem, ...]]:
    if "\x00" in decoded.text[:_SAMPLE_BYTES]:
        return None, (problem("D501", path, offset=decoded.text.index("\x00")),)
    return decoded, ()
