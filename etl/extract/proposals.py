"""Where an unknown Chinese name may stand: in quotation marks, before a class word, before what only an organisation does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.extract.names import NameRules
from etl.extract.segment import idiom, name_start, only_ordinary, person, proper, runs_on

if TYPE_CHECKING:
    from etl.extract.evidence import Neighbours


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that may be a name. `kind` is what its own form says, with that weight; None leaves it to the frames."""

    start: int
    end: int
    form: str
    kind: str | None
    weight: int


_QUOTED = re.compile(r"[“‘]([^“”‘’\n]{2,18})[”’]")
_LATIN_TAIL = re.compile("[A-Za-z]+$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NO_NAME_CHAR = re.compile(r".*[^\u3400-\u9fffA-Za-z0-9·.\- ]", re.DOTALL)
_CLASS = re.compile(r"(?:大语言模型|大模型|语言模型)(?:(?:服务|开发|开放|应用)?平台)?|(?:人工智能|AI|MaaS|智算|开放|云)?平台")
_CONTINUES = re.compile(r"[的等及和与在是、,将用了着过或]|(?:发布|推出|基于|作为)")
_INSTITUTE = re.compile(
    r"(?:人工智能)?(?:大学|研究院|研究所|实验室|科学院)|(?:科技|智能|集团|创投|资本|数科|软件|数码)(?=[、,。;:)“\s]|$|[和与及的等也已将在]|发布|推出|宣布|联合|旗下|公司|集团|创始|首席|CEO|董事|总裁|表示|成立|自研|开源|训练|打造|提供|[A-Z])"
)
_STRONG_INSTITUTE = re.compile("(?:大学|研究院|研究所|实验室|科学院)$")
_FIRM_VERB = re.compile(
    r"(?:宣布|推出|正式发布|发布了|发布|官网|董事会|副总裁|总裁|总经理|开源了|官宣|旗下|成立于|完成了?[^,。;]{0,12}融资|联合创始人|创始人|CEO|CTO|董事长|首席(?:执行官|科学家|技术官))"
)
_CLAUSE_START = re.compile(r".*(?:[,。;:!?、()“”\n\s]|^)", re.DOTALL)
_ADVERBS = re.compile(
    r"(?:也|已|已经|将|还|则|又|再次|正式|近日|日前|今日|昨日|今天|不久|全新|正|率先|正在|首次|同步|随后|曾|最新|官方|当天|当日|宣布|计划|准备|开始|于|在|的|\d{1,2}月(?:\d{1,2}日)?|(?:19|20)\d\d年|今年|去年|年初|年底|上半年|下半年|方面|公司|集团|团队|同样|随即|陆续|先后|相继|纷纷|共同|都|均|就|刚刚|刚)+$"
)
_LEADS = re.compile(
    r"^(?:(?:近日|日前|目前|还有|再到|传言|据悉|据了解|虽然|即便|尽管|如今|此外|另外|随后|同时|今年|去年|同年|次年|此前|其中|例如|比如|诸如|而|但|且|并|又|再|从|由|据|以|像|如|有|被|与|和|及|在|对|让|使|当|随着|包括|来自|继|到|向|连|即|就|且|(?:19|20)\d\d年|\d{1,2}月|\d{1,2}日|上月|本月|本周|上周|国内|国外|海外|中国|美国|法国|英国|德国|日本|韩国|以色列|加拿大|知名|著名|著|老牌|新锐|明星|AI|人工智能|初创|创业|科技|互联网|云计算|搜索|电商|社交|游戏|手机|芯片)?(?:公司|巨头|大厂|厂商|企业|独角兽)?)"
)
_FIRST_WORDS = re.compile("(?:还有|以及|来自|例如|比如|包括|由|据|被|让|使|是|在|和|与|及|或|但|而|的|了|从|有|以|像|如)*")
_CUT = re.compile(
    "发布|推出|宣布|上线|打造|研发|掀起|成为|入局|助力|基于|面向|针对|围绕|接入|调用|使用|采用|选择|旗下|开发|相较|形容|实际|指|[的了等]"
)
_OFFICE = re.compile("(?:联合)?创始人|董事|总裁|副总|首席|CEO|CTO|总经理|主席|院长|教授")
_OFFICES = re.compile(
    "(?:副总裁|总裁|董事长|总经理|创始人|联合|首席|执行官|兼|副|高级|技术|战略|营销|部|负责人|研究员|教授|博士|先生|AI|与|大数据|平台)+$"
)
_ETC = re.compile("等(?:人|多家|多个|一众|众多|国内|国产|知名|头部)?")
_ETC_KINDS = (
    (
        "player",
        re.compile(
            r"[^,。;]{0,14}?(?:企业|公司|厂商|大厂|巨头|机构|玩家|高校|独角兽|团队)(?!级)|(?:都|均|也)?已?(?:相继|纷纷|陆续|先后|悉数)?(?:入局|入场|下场)"
        ),
    ),
    ("model", re.compile(r"[^,。;]{0,8}?(?:大模型|语言模型|模型)(?!公司|企业|厂商|平台)")),
    ("platform", re.compile(r"[^,。;]{0,10}?平台")),
    ("application", re.compile(r"[^,。;]{0,8}?(?:App|APP|应用|助手|机器人|软件|智能体)(?!场景|领域|中|于)")),
)
_CLAUSE_BEFORE = re.compile(r".*[,。;:!?()“”\n]", re.DOTALL)
_INTO = re.compile(r"(?:接入|整合进|整合到|嵌入|集成到|集成进|融入)了?([\u3400-\u9fff]{2,4})(?=[,。;、)]|$)")
_JOINT = re.compile("联合|携手|联手|合作|和|与|及|、")
_FUNCTION = re.compile("[的了是在和与及对将把被这那我你他她它们其该各某每什么吗呢吧]")
_OWNER_RUN = re.compile(r"([\u3400-\u9fffA-Za-z0-9]{2,10}?)(?:的|旗下的?)?$")


def proposals(folded: str, names: NameRules, neighbours: Neighbours) -> Iterator[Proposal]:
    """Every Chinese run that its form puts forward."""
    yield from _quoted(folded, names)
    yield from _classed(folded, names, neighbours)
    yield from _institutes(folded, names)
    yield from _firms(folded, names, neighbours)
    yield from _listed(folded, names, neighbours)
    yield from _joined_into(folded, names)


def _quoted(folded: str, names: NameRules) -> Iterator[Proposal]:
    frames = names.frames
    for match in _QUOTED.finditer(folded):
        words = match[1]
        if _HAN.search(words) is None and " " in words and words.islower():
            continue
        if frames.stressed.search(words) or frames.is_generic(words) or words.lower() in frames.others or words.isdigit():
            continue
        bracket = words.find("(")
        if bracket > 1:
            words = words[:bracket]
        latin_tail = _LATIN_TAIL.search(words)
        if latin_tail is not None and any(rule.pattern.search(words[: latin_tail.start()]) for rule in names.generic_before):
            continue
        if "+" in words or (_FUNCTION.search(words) and _HAN.search(words)) or idiom(words):
            continue
        yield Proposal(match.start(1), match.start(1) + len(words), "quoted", None, 0)


def _run_before(folded: str, end: int, longest: int) -> int:
    """Where the run of name characters that ends at `end` begins."""
    first = max(0, end - longest)
    cut = _NO_NAME_CHAR.match(folded[first:end])
    return first + (cut.end() if cut is not None else 0)


def _classed(folded: str, names: NameRules, neighbours: Neighbours) -> Iterator[Proposal]:
    frames = names.frames
    for match in _CLASS.finditer(folded):
        at = match.start()
        if at == 0 or not (_HAN.match(folded[at - 1]) or frames.generic_end.search(folded, max(0, at - 6), at)):
            continue
        kind = "platform" if match[0].endswith("平台") else "model"
        first = _run_before(folded, at, 20)
        known = neighbours.inside(first, at)
        if known:
            last = known[-1]
            between = folded[last.end : at]
            if last.end >= at:
                continue
            if last.kind != "player" and kind == "model" and len(between) <= 10 and not _CONTINUES.search(between):
                yield Proposal(last.start, match.end(), "han", kind, 3)
                continue
            first = max(first, last.end)
        run = folded[first:at]
        cut = max((each.end() for each in _CUT.finditer(run)), default=0)
        first, run = first + cut, run[cut:]
        tail = frames.generic_end.search(run)
        tail_chars = len(tail[0]) if tail is not None else 0
        if tail_chars >= len(run):
            continue
        start = first + name_start(run, tail_chars, verbs_cut=True)
        start += len(_FIRST_WORDS.match(folded[start:at])[0])  # type: ignore[index]
        own = frames.own_part(folded[start:at])
        if len(own) < 2 or _FUNCTION.search(own) or only_ordinary(own) or runs_on(own):
            continue
        yield Proposal(start, match.end(), "han", kind, 1 if match[0] == "平台" else 2)


def _institutes(folded: str, names: NameRules) -> Iterator[Proposal]:
    frames = names.frames
    for match in _INSTITUTE.finditer(folded):
        first = _run_before(folded, match.start(), 14)
        run = folded[first : match.end()]
        lead = len(match[0])
        if len(run) <= lead:
            continue
        start = first + name_start(run, lead)
        start += len(_FIRST_WORDS.match(folded[start : match.start()])[0])  # type: ignore[index]
        own = frames.own_part(folded[start : match.end()])
        whole = folded[start : match.end()]
        if len(own) < 2 or _FUNCTION.search(own) or whole.lower() in frames.others or frames.is_generic(whole):
            continue
        yield Proposal(start, match.end(), "han", "player", 3 if _STRONG_INSTITUTE.search(match[0]) else 2)


def _firms(folded: str, names: NameRules, neighbours: Neighbours) -> Iterator[Proposal]:
    """Who does what only an organisation does, printed at the head of its clause."""
    frames = names.frames
    for match in _FIRM_VERB.finditer(folded):
        first = max(0, match.start() - 26)
        clause = folded[first : match.start()]
        head = _CLAUSE_START.match(clause)
        start = first + (head.end() if head is not None else 0)
        if neighbours.inside(start, match.start()):
            continue
        clause_end = match.start()
        for begin, subject in _subjects(folded, start, clause_end):
            if not 2 <= len(subject) <= 8 or not _HAN.search(subject) or _FUNCTION.search(subject):
                continue
            if (
                frames.is_generic(subject)
                or subject.lower() in frames.others
                or person(subject)
                or only_ordinary(subject)
                or runs_on(subject)
            ):
                continue
            yield Proposal(
                begin,
                begin + len(subject),
                "han",
                "player",
                (3 if match[0] not in {"推出", "发布", "官网"} else 2) if proper(subject) else 0,
            )


def _subjects(folded: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The names in a subject of one or more organisations, without what leads to them and what follows them."""
    at = start
    for part in (*_JOINT.finditer(folded, start, end), None):
        stop = part.start() if part is not None else end
        subject = _OFFICES.sub("", _ADVERBS.sub("", folded[at:stop]))
        lead = _LEADS.match(subject)
        skip = lead.end() if lead is not None else 0
        yield at + skip, subject[skip:]
        if part is not None:
            at = part.end()


def _listed(folded: str, names: NameRules, neighbours: Neighbours) -> Iterator[Proposal]:
    """The entries of a list that ends in 等 and a class word: 甲、乙、丙等企业."""
    frames = names.frames
    for match in _ETC.finditer(folded):
        kind = next((kind for kind, pattern in _ETC_KINDS if pattern.match(folded, match.end(), match.end() + 22)), None)
        if kind is None:
            continue
        first = max(0, match.start() - 90)
        head = _CLAUSE_BEFORE.match(folded[first : match.start()])
        first += head.end() if head is not None else 0
        if "、" not in folded[first : match.start()]:
            continue
        at = first
        for number, entry in enumerate(re.split("[、]|和|与|以及", folded[first : match.start()])):
            start, words = at, entry
            at += len(entry) + (2 if folded.startswith("以及", at + len(entry)) else 1)
            if number == 0:
                lead = _LEADS.match(words)
                start, words = start + (lead.end() if lead else 0), words[lead.end() if lead else 0 :]
                verb = name_start(words, 0, verbs_cut=True)
                start, words = start + verb, words[verb:]
            words = words.strip(" ")
            known = neighbours.inside(start, start + len(words))
            if known and known[0].start == start and known[0].kind == "player" and known[-1].end < start + len(words) and kind != "player":
                start, words = known[-1].end, folded[known[-1].end : start + len(words)]
                known = ()
            if known or _OFFICE.match(words) or not 2 <= len(words) <= 8 or _NO_NAME_CHAR.match(words) or _FUNCTION.search(words):
                continue
            if frames.is_generic(words) or words.lower() in frames.others:
                continue
            yield Proposal(start, start + len(words), "han", kind, 3 if proper(words) else 0)


def _joined_into(folded: str, names: NameRules) -> Iterator[Proposal]:
    """What a model is put into: 接入某某."""
    for match in _INTO.finditer(folded):
        words = match[1]
        if proper(words) and not names.frames.is_generic(words) and not _FUNCTION.search(words) and not only_ordinary(words):
            yield Proposal(match.start(1), match.end(1), "han", "application", 3)


def pairs(folded: str, names: NameRules, neighbours: Neighbours) -> Iterator[Proposal]:
    """Owner and quoted product side by side, two or more such pairs in a row: 甲“子”、乙“丑”."""
    quotes = [match for match in _QUOTED.finditer(folded) if not names.frames.stressed.search(match[1])]
    runs = [_owner_run(folded, match.start(), names) for match in quotes]
    for index, match in enumerate(quotes):
        run = runs[index]
        if run is None or neighbours.inside(*run):
            continue
        beside = [other for other in (index - 1, index + 1) if 0 <= other < len(quotes) and runs[other] is not None]
        if any(
            abs(quotes[other].start() - match.start()) <= 26
            and "。" not in folded[min(quotes[other].end(), match.end()) : max(quotes[other].start(), match.start())]
            for other in beside
        ):
            yield Proposal(run[0], run[1], "han", "player", 3)
            yield Proposal(match.start(1), match.end(1), "quoted", "model", 3)


def _owner_run(folded: str, quote: int, names: NameRules) -> tuple[int, int] | None:
    first = _run_before(folded, quote, 12)
    run = folded[first:quote]
    bare = re.sub("(?:的|旗下的?)$", "", run)
    lead = _LEADS.match(bare)
    start = first + (lead.end() if lead is not None else 0)
    owner = folded[start : first + len(bare)]
    if not 2 <= len(owner) <= 8 or _FUNCTION.search(owner) or names.frames.is_generic(owner) or only_ordinary(owner):
        return None
    return start, start + len(owner)
