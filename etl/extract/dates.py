"""Dates in running text, resolved as far as the text itself supports.

A year is carried forward the way a reader does it: a bare 3月16日 after 2023年2月7日 is of 2023, and a look back such as
此前2022年10月 dates its own clause only. Where the document is dated, a bare month is the latest one not after that day. An undated
document gives a bare month no year unless an explicit one came before. Nothing finer than what is printed is made up.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from etl.model.quantity import PartialDate
from etl.model.statement import DateValue

_NUMERALS = {word: number for number, word in enumerate("一二三四五六七八九", 1)} | {"十": 10, "十一": 11, "十二": 12}
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_PART = r"(?:年?初|年中|年底|年末|末|底|上半年|下半年|第?[一二三四1-4]季度|Q[1-4]|[一二三四]季度|春季?|夏季?|秋季?|冬季?)"
_DATE = re.compile(
    rf"""(?=[0-9一二三四五六七八九十今去前明后本同当次翌年上下第Q昨这近日最不刚])(?:  # one look instead of ten at most places
    (?<![\d.])(?P<y1>(?:19|20)\d\d)\s?[-/.]\s?(?P<m1>0?[1-9]|1[0-2])(?:\s?[-/.]\s?(?P<d1>{_DAY}))?(?![\d%])(?!\s?[万亿BMKTG元美])
    |(?<![\d.])(?P<y2>(?:19|20)\d\d|(?<![\d])[12]\d(?=\s?年\s?{_MONTH}\s?月)|二[〇零][一二三〇零]{{1}}[〇零一二三四五六七八九])\s?年
        (?:\s?度?\s?(?:(?P<m2>{_MONTH})\s?月(?:份|\s?(?P<d2>{_DAY})\s?[日号])?(?P<xun2>[上中下]旬|初|底|末)?|(?P<p2>{_PART})))?(?!代|前|[历老轻龄])
    |(?P<rel>今年|去年|前年|明年|后年|本年度?|同年|当年|次年|翌年|同期)
        (?:的?\s?(?:(?P<m3>{_MONTH})\s?月(?:份|\s?(?P<d3>{_DAY})\s?[日号])?(?P<xun3>[上中下]旬|初|底|末)?|(?P<p3>{_PART})))?
    |(?<![\d.个])(?P<m4>{_MONTH})\s?月(?:份|\s?(?P<d4>{_DAY})\s?[日号])?(?P<xun4>[上中下]旬|初|底|末)?(?![活亮球光饼色薪费租均度])
    |(?P<p5>年初|上半年|下半年|年中|年底|年末|第?[一二三四]季度|Q[1-4](?![A-Za-z0-9]))
    |(?P<day>今[天日](?!头条)|昨[天日]|前天|明天)|(?P<month>本月|这个月|上个?月|下个?月)|(?P<recent>近日|日前|近期|最近|不久前|刚刚)
    |(?<![\d.:])(?P<d6>{_DAY})日(?=[,,\s上下晚凌消讯电],?|[^本常元用益活均报志])
    )""",
    re.VERBOSE,
)
_HINT = re.compile(
    r"[年月日季Q昨今明前近最刚不12](?:(?<=[年月日季Q昨])|(?<=[今明前])天|(?<=近)期|(?<=最)近|(?<=刚)刚|(?<=不)久前|(?:(?<=1)9|(?<=2)0)\d\d\s?[-/.])"
)
"""Without one of these no date stands in a text. It begins with a set of characters, which is what makes a search fast."""
_LOOKS_BACK = re.compile(r"(?:此前|早在|之前|曾经?|先前|早先|追溯到|始于|成立于|创立于|创办于|上一次|继|自从?|从|回顾)[^,;。]{0,4}\Z")
_RANGE = re.compile(r"\s?(?:-|—|–|~|～|至|到)\s?")
_BRACKET = re.compile(r"[(【\[〔]\s?\Z")


@dataclass(frozen=True, slots=True)
class DateHit:
    """A date in the text: half-open span; `value` None where the text does not say which year is meant.

    `vague` marks 近日 and its like, whose value is only a bound.
    """

    start: int
    end: int
    value: DateValue | None
    vague: bool = False
    explicit: bool = False
    bracketed: bool = False


def _number(text: str | None) -> int | None:
    if not text:
        return None
    return _NUMERALS[text] if text in _NUMERALS else int(text)


def _year(text: str) -> int:
    if text[0] == "二":
        return int("".join(str("〇一二三四五六七八九".index(mark.replace("零", "〇"))) for mark in text))
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day_value(year: int, month: int | None = None, day: int | None = None) -> DateValue | None:
    text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    try:
        return DateValue(text, PartialDate(text).precision)
    except ValueError:
        return None


_PARTS = {
    "初": (1, 3), "年初": (1, 3), "年中": (6, 7), "底": (11, 12), "年底": (11, 12), "末": (11, 12), "年末": (11, 12),
    "上半年": (1, 6), "下半年": (7, 12), "春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 12),
}  # fmt: skip
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _part_value(year: int, part: str) -> DateValue:
    """年初, 上半年, Q1 of a year as a range of months (both inclusive)."""
    quarter = re.search(r"[一二三四1-4](?=季)|(?<=Q)[1-4]", part)
    if quarter:
        last = _QUARTERS[quarter[0]] * 3
        first = last - 2
    else:
        first, last = _PARTS[part.removesuffix("季")]
    return DateValue(f"{year:04d}-{first:02d}", "range", f"{year:04d}-{last:02d}")


class DateReader:
    """Reads the dates of one document in order, remembering the year that is being told."""

    def __init__(self, document_date: str | None) -> None:
        self._today: PartialDate | None = None
        if document_date:
            try:
                self._today = PartialDate(document_date[:10])
            except ValueError:
                self._today = None
        self._year: int | None = None
        """Year of the narrative; a look back does not change it."""
        self._last: tuple[int, int, int] | None = None
        """(position, year, month) of the last dated point, look backs included: what 同年 and a bare month beside it mean."""

    def read(self, text: str, start: int = 0, end: int | None = None, stops: Iterable[int] = ()) -> list[DateHit]:
        """Every date in text[start:end]; `stops` are ends of sentences, ascending: what a sentence tells of its own year stays in it."""
        stop = len(text) if end is None else end
        if _HINT.search(text, start, stop) is None:
            return []
        found: list[DateHit] = []
        ends = iter(sorted(stops))
        sentence_end = next(ends, stop)
        for hit in _DATE.finditer(text, start, stop):
            while hit.start() >= sentence_end and sentence_end < stop:
                sentence_end = next(ends, stop)
                self._last = None
            one = self._resolve(text, hit, start)
            if one is None:
                continue
            previous = found[-1] if found else None
            if previous and previous.value and one.value and not one.vague and _RANGE.fullmatch(text, previous.end, one.start):
                joined = _span_of(previous.value, one.value)
                if joined:
                    found[-1] = DateHit(previous.start, one.end, joined, explicit=previous.explicit)
                    continue
            found.append(one)
        return found

    def end_sentence(self) -> None:
        """Forgets what only the sentence just read may refer to."""
        self._last = None

    def _resolve(self, text: str, hit: re.Match[str], start: int) -> DateHit | None:
        bracketed = bool(_BRACKET.search(text, max(start, hit.start() - 2), hit.start()))
        explicit = hit["y1"] or hit["y2"]
        month = _number(hit["m1"] or hit["m2"] or hit["m3"] or hit["m4"])
        day = _number(hit["d1"] or hit["d2"] or hit["d3"] or hit["d4"])
        part = hit["p2"] or hit["p3"] or hit["p5"]
        back = bool(_LOOKS_BACK.search(text, max(start, hit.start() - 9), hit.start()))
        if explicit:
            year: int | None = _year(explicit)
        elif hit["rel"]:
            year = self._relative_year(hit["rel"])
        elif hit["m4"] or hit["p5"]:
            year = self._bare_year(month or int(_part_value(2000, str(part)).date[5:7]), day)
        else:
            return self._relative_day(hit)
        value = None
        if year is not None:
            value = _part_value(year, part) if part else _day_value(year, month, day)
            if value is None:
                return None
            self._remember(hit.start(), year, month or 1, back=back)
        return DateHit(hit.start(), hit.end(), value, explicit=bool(explicit), bracketed=bracketed)

    def _remember(self, position: int, year: int, month: int, *, back: bool) -> None:
        self._last = (position, year, month)
        if not back:
            self._year = year

    def _relative_year(self, word: str) -> int | None:
        if word in {"同年", "当年", "次年", "翌年", "同期"}:
            base = self._last[1] if self._last else self._year
            return None if base is None else base + (word in {"次年", "翌年"})
        if self._today is None:
            return None
        shift = {"去年": -1, "前年": -2, "明年": 1, "后年": 2}.get(word, 0)
        return self._today.first_day.year + shift

    def _bare_year(self, month: int, day: int | None) -> int | None:
        """The year of a bare month: the sentence's own, else the latest not after the document, else the one carried."""
        if self._last is not None:
            return self._last[1]
        if self._today is not None:
            today = self._today.last_day
            last = calendar.monthrange(today.year, month)[1]
            candidate = date(today.year, month, min(day or 1, last))
            # A month or so ahead is a plan of this year, not a memory of the last one.
            return today.year if candidate <= today + timedelta(days=75) else today.year - 1
        return self._year

    def _relative_day(self, hit: re.Match[str]) -> DateHit | None:
        """今天, 本月, 近日, a bare 16日: all need the day of the document."""
        if hit["day"] and self._today and self._today.precision == "day":
            shift = {"昨": -1, "前": -2, "明": 1}.get(hit["day"][0], 0)
            moment = self._today.first_day + timedelta(days=shift)
            return DateHit(hit.start(), hit.end(), DateValue(moment.isoformat(), "day"))
        if hit["d6"]:
            if self._today is None or self._today.precision == "year":
                return DateHit(hit.start(), hit.end(), None)
            base = self._today.last_day
            month_first = base.replace(day=1)
            if int(hit["d6"]) > base.day:
                month_first = (month_first - timedelta(days=1)).replace(day=1)
            value = _day_value(month_first.year, month_first.month, int(hit["d6"]))
            return DateHit(hit.start(), hit.end(), value) if value else None
        if self._today is None or self._today.precision == "year":
            return DateHit(hit.start(), hit.end(), None, vague=bool(hit["recent"]))
        first = self._today.first_day.replace(day=1)
        if hit["month"]:
            shift = -1 if hit["month"][0] == "上" else 1 if hit["month"][0] == "下" else 0
            first = (first + timedelta(days=31 * shift)).replace(day=1) if shift >= 0 else (first - timedelta(days=1)).replace(day=1)
        return DateHit(hit.start(), hit.end(), DateValue(first.isoformat()[:7], "month"), vague=bool(hit["recent"]))


def _span_of(first: DateValue, second: DateValue) -> DateValue | None:
    if first.high or second.high or first.date >= second.date:
        return None
    return DateValue(first.date, "range", second.date)


def later_than(value: DateValue, document_date: str | None) -> bool:
    """Whether a date lies after the document's own day: what it tells has not happened yet."""
    if not document_date:
        return False
    try:
        return PartialDate(value.date).first_day > PartialDate(document_date[:10]).last_day
    except ValueError:
        return False
