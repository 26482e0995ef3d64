"""What a catalog file may hold: every key of every kind of record, its shape and what it means, in both languages.

The one source of truth: `decode` reads by these tables, `jsonschema` prints them for editors, the handbook is tested against them.
Statement keys are not here but in `vocabulary/predicates.yml`; what a statement's long form may carry is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Field:
    """One key. `shape` names how it is read; `choices` or `vocabulary` say which words it takes."""

    key: str
    shape: str
    zh: str
    en: str
    example: str
    required: bool = False
    choices: tuple[str, ...] = ()
    vocabulary: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its name in both languages and its own keys, statement keys apart."""

    id: str
    zh: str
    en: str
    fields: tuple[Field, ...]


BOUNDS: Mapping[str, str] = {"exact": "=", "about": "~", "at_least": ">=", "at_most": "<=", "range": "range"}
STATUS_CHOICES = ("asserted", "planned", "rumoured", "denied")
BASIS_CHOICES = ("stated", "implied", "inferred")
RANK_CHOICES = ("normal", "preferred", "deprecated")
PURPOSES = ("training", "finetune", "inference")
PER_CHOICES = ("per_1k_tokens", "per_1m_tokens", "per_hour", "per_day", "per_month", "per_year")
METHODS = ("cloud", "amortised", "acquisition")
CURRENCY_CHOICES = ("USD", "CNY", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW")
COUNTED = ("players", "models", "stocks")
HOURS = {"hours": 1, "days": 24}

OPEN_VOCABULARIES = frozenset({"industries"})
"""Vocabularies that never cover everything: a word they lack is written {name: 词} and keeps its printed form."""

NESTED: Mapping[str, str] = {"models": "model", "platforms": "platform", "applications": "application"}
"""Key of a player's list -> kind of the records in it."""

_ID = Field("id", "id", "唯一的 id；顶层记录等于文件名", "unique id; of a top-level record the file name", "baidu", required=True)
_NAME = Field(
    "name",
    "localized",
    "中英文名；两者相同可只写一个词",
    "name in both languages; one word if they are equal",
    "{zh: 百度, en: Baidu}",
    required=True,
)
_ALIASES = Field("aliases", "texts", "别名，简体繁体都写", "every other name, in both scripts", "[ERNIE-Bot, 文心]")
_FORMER = Field("former_ids", "ids", "改名前的 id，旧链接据此跟随", "ids it had before, so that old links follow", "[old-id]")
_SHARES = Field("shares_name_with", "ids", "确实同名的另一条目", "another record that truly bears the same name", "[other-id]")
_SOURCE = Field("source", "source", "下面各值的默认来源", "default source of the values below", "bmr-2023-05-17")
_REVIEWED = Field("reviewed", "reviewed", "谁在哪天核对过", "who confirmed the record, and when", "{by: 李雷, on: 2024-01-05}")
_NOTE = Field("note", "text", "编者的说明，不参与合并", "an editor's remark; it takes no part in merging", "数字取自图表")

_NAMED = (_ID, _NAME, _ALIASES, _FORMER, _SHARES, _SOURCE, _REVIEWED, _NOTE)

PLAYER = Kind(
    "player",
    "玩家",
    "a player",
    (
        *_NAMED,
        Field("models", "records", "这个玩家名下编辑的模型", "models edited under this player", "[{id: ernie-bot, name: 文心一言}]"),
        Field("platforms", "records", "平台", "platforms", "[{id: wenxin-qianfan, name: 文心千帆}]"),
        Field("applications", "records", "应用", "applications", "[{id: chatgpt, name: ChatGPT}]"),
    ),
)
MODEL = Kind("model", "模型", "a model", _NAMED)
PLATFORM = Kind("platform", "平台", "a platform", _NAMED)
APPLICATION = Kind("application", "应用", "an application", _NAMED)
MARKET = Kind(
    "market",
    "市场记录",
    "a market record",
    (
        *_NAMED,
        Field(
            "kind",
            "choice",
            "市场、一类模型，或没有产品名的训练任务",
            "a market, a class of models, or a job without a product name",
            "market",
            required=True,
            choices=("market", "class", "task"),
        ),
    ),
)
SOURCE = Kind(
    "source",
    "来源",
    "a source",
    (
        _ID,
        Field("title", "text", "标题", "title", "示例文章", required=True),
        Field("publisher", "text", "发布者", "publisher", "示例周刊", required=True),
        Field("url", "url", "网址", "address", "https://example.org/a"),
        Field("date_published", "date", "发表日期，精度照原样", "day, month or year of publication", "2023-05-17"),
        Field("date_basis", "text", "没印日期时，日期从何而来", "how an undated source was dated", "文中最晚的事件"),
        Field("date_accessed", "date", "读到它的日期", "when it was read", "2024-01-05"),
        Field("licence", "text", "许可", "licence", "CC-BY-4.0"),
        Field("sha256", "sha256", "文件字节的 SHA-256", "SHA-256 of the file's bytes", "e3b0…（64 位十六进制）"),
        Field("derived_from", "source", "它转述的来源", "the source it repeats", "other-source"),
        Field(
            "independent", "flag", "能否作为独立佐证；简报和摘要写 false", "whether it corroborates; briefs and summaries do not", "false"
        ),
        Field("kind", "choice", "种类", "kind", "article", choices=("article", "report", "list", "brief", "page")),
        Field("language", "choice", "语言", "language", "zh", choices=("zh", "zh-Hant", "en")),
        _NOTE,
    ),
)
DISPUTE = Kind(
    "dispute",
    "争议",
    "a dispute",
    (
        _ID,
        Field(
            "kind",
            "choice",
            "争的是分类、意见、事实还是“第一”",
            "what is disputed",
            "taxonomy",
            required=True,
            choices=("taxonomy", "opinion", "fact", "superlative"),
        ),
        Field("severity", "choice", "轻重", "how much depends on it", "medium", choices=("high", "medium", "low")),
        Field("theme", "text", "主题词", "theme", "definition", required=True),
        Field("topic", "localized", "争的是什么", "what the dispute is about", "{zh: 垂直指什么, en: What vertical means}", required=True),
        Field("subjects", "entities", "涉及的条目", "records it touches", "[baidu]"),
        Field("source", "source", "各立场的默认来源", "default source of the positions", "bmr-2023-05-17"),
        Field("positions", "positions", "两方或更多立场", "two or more positions", "[{by: 甲, text: {zh: …, en: …}}]", required=True),
        _NOTE,
    ),
)
POSITION = Kind(
    "position",
    "立场",
    "a position",
    (
        Field("by", "text", "谁的立场", "who holds it", "示例周刊", required=True),
        Field("text", "localized", "用自己的话转述", "a paraphrase in our own words", "{zh: …, en: …}", required=True),
        Field("source", "source", "来源", "source", "bmr-2023-05-17"),
        Field("at", "span", "在来源原文中的位置（码位）", "place in the source's text, in code points", "[640, 673]"),
    ),
)
VOCABULARY = Kind(
    "vocabulary", "词表", "a vocabulary", (Field("terms", "terms", "词条", "terms", "[{id: finance, name: 金融}]", required=True),)
)
TERM = Kind(
    "term",
    "词条",
    "a term",
    (
        Field("id", "term_id", "词条的 id", "id of the term", "finance", required=True),
        replace(_NAME, example="{zh: 金融, en: Finance}"),
        Field("synonyms", "texts", "同义的写法", "printed forms that mean it", "[银行, 证券]"),
        Field("definition", "localized", "定义", "definition", "{zh: …, en: …}"),
        Field("source", "source", "定义的来源", "source of the definition", "bmr-2023-05-17"),
        Field("parent", "term_id", "上位词条", "wider term", "finance"),
    ),
)
VALUE_SHAPES = ("date", "number", "money", "hardware", "duration", "entity", "term", "text")
CARDINALITIES = ("one", "many", "events", "status", "names", "scope", "ratio", "free")
SUBJECTS = ("player", "model", "platform", "application", "task", "market")
PREDICATES = Kind(
    "predicates",
    "谓词表",
    "the predicates",
    (Field("predicates", "predicates", "谓词", "predicates", "[{id: owner, …}]", required=True),),
)
PREDICATE = Kind(
    "predicate",
    "谓词",
    "a predicate",
    (
        Field("id", "term_id", "谓词的 id", "id of the predicate", "owner", required=True),
        replace(_NAME, example="{zh: 所有者, en: Owner}"),
        Field(
            "cardinality",
            "choice",
            "能有几个值、何为冲突",
            "how many values, and which rival",
            "many",
            required=True,
            choices=CARDINALITIES,
        ),
        Field("value", "choice", "值的形状", "shape of the value", "entity", required=True, choices=VALUE_SHAPES),
        Field("subjects", "choices", "谁能有它", "kinds of record that have it", "[model]", required=True, choices=SUBJECTS),
        Field("catalog_key", "text", "编者写的键", "the key an editor writes", "owner", required=True),
        Field("objects", "choices", "值可以指向什么", "kinds of record it points at", "[player]", choices=SUBJECTS),
        Field("vocabulary", "text", "值取自哪个词表", "vocabulary of its values", "layers"),
        Field("key", "texts", "这些限定不同就不算对立", "qualifiers that keep two values from being rivals", "[version]"),
        Field("unit", "text", "单位", "unit", "tokens"),
        Field("definition", "localized", "定义", "definition", "{zh: …, en: …}"),
    ),
)
REVIEWED = Kind(
    "reviewed",
    "核对记录",
    "a review",
    (
        Field("by", "text", "谁", "who", "李雷", required=True),
        Field("on", "date", "哪天", "when", "2024-01-05", required=True),
    ),
)

KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (PLAYER, MODEL, PLATFORM, APPLICATION, MARKET, SOURCE, DISPUTE, POSITION, VOCABULARY, TERM, PREDICATES, PREDICATE, REVIEWED)
}

ENTITY_NAMES: Mapping[str, tuple[str, str]] = {
    "player": ("玩家", "a player"),
    "model": ("模型", "a model"),
    "platform": ("平台", "a platform"),
    "application": ("应用", "an application"),
    "task": ("任务（markets 里 kind: task）", "a task (kind: task in markets)"),
    "market": ("市场（markets 里 kind: market 或 class）", "a market (kind: market or class in markets)"),
}
"""Kind of entity -> what a problem calls it."""

REQUIRED_STATEMENTS: Mapping[str, tuple[str, ...]] = {"player": ("kind",)}
"""Statement keys a record cannot do without: the map sorts players by their kind."""

REQUIRED_EXAMPLES: Mapping[str, str] = {"kind": "startup"}

FOLDERS: Mapping[str, str] = {
    "players": "player",
    "sources": "source",
    "markets": "market",
    "disputes": "dispute",
    "vocabulary": "vocabulary",
}
"""Folder of the catalog -> kind of its files; `vocabulary/predicates.yml` is of kind predicates."""

COMMON_QUALIFIERS = (
    Field("source", "source", "这个值的来源", "source of this value", "bmr-2023-05-17"),
    Field("at", "span", "在来源原文中的位置（码位，含起不含止）", "place in the source's text (code points, end exclusive)", "[640, 673]"),
    Field("status", "choice", "已说定、计划、传闻、否认", "asserted, planned, rumoured or denied", "planned", choices=STATUS_CHOICES),
    Field("basis", "choice", "明说、隐含、推断", "stated, implied or inferred", "implied", choices=BASIS_CHOICES),
    Field("attributed_to", "text", "来源里是谁说的", "who says so in the source", "国盛证券"),
    Field("as_of", "date", "这个值在哪天成立", "the day the value held", "2023-03-27"),
    Field("version", "text", "哪个版本", "version it is about", "3.5"),
    Field(
        "stage",
        "term",
        "发布到了哪一步，或与行业是什么关系",
        "stage of a release, or of the tie to an industry",
        "closed_beta",
        vocabulary="stages",
    ),
    Field("rank", "choice", "取舍", "rank", "deprecated", choices=RANK_CHOICES),
    Field("rank_reason", "text", "取舍的理由", "reason of the rank", "印错"),
    _NOTE,
)
_BOUND = Field("bound", "choice", "确数、约、至少、至多、范围", "exact, about, at least, at most, range", "about", choices=tuple(BOUNDS))
_HIGH = Field("high", "number", "范围的高端", "upper end of a range", "1200万")
_MAGNITUDE = Field("magnitude", "flag", "只是数量级（千亿级）", "an order of magnitude only", "true")
_FOR = Field("for", "choice", "用于训练、微调、推理", "for training, fine-tuning or inference", "training", choices=PURPOSES)
_CURRENCY = Field("currency", "choice", "币种", "currency", "USD", required=True, choices=CURRENCY_CHOICES)
_WHAT = Field("what", "text", "数的是什么", "what is counted", "players", required=True)

SHAPE_QUALIFIERS: Mapping[str, tuple[Field, ...]] = {
    "date": (_BOUND, replace(_HIGH, shape="date", example="2023-06", zh="范围的末端（含）", en="end of a range, inclusive")),
    "number": (_BOUND, _HIGH, _MAGNITUDE),
    "money": (_BOUND, _HIGH, _CURRENCY),
    "hardware": (
        _BOUND,
        Field("count", "number", "多少块", "how many", "1024"),
        _HIGH,
        _FOR,
    ),
    "duration": (
        _BOUND,
        _HIGH,
        Field("unit", "choice", "小时或天，默认小时", "hours (default) or days", "days", choices=tuple(HOURS)),
        _FOR,
    ),
    "entity": (),
    "term": (),
    "text": (),
}
PREDICATE_QUALIFIERS: Mapping[str, tuple[Field, ...]] = {
    "cost": (
        Field("kind", "term", "成本口径", "basis of the cost", "training", required=True, vocabulary="cost_kinds"),
        Field("per", "choice", "单价的单位；总额不写", "unit of a price; none for a total", "per_1k_tokens", choices=PER_CHOICES),
        Field("method", "choice", "估算方法", "method of an estimate", "cloud", choices=METHODS),
    ),
    "metric": (
        replace(_WHAT, shape="open_term", vocabulary="metrics", example="users"),
        Field("unit", "term", "单位", "unit", "persons", vocabulary="units"),
    ),
    "market_count": (
        replace(_WHAT, shape="choice", choices=COUNTED, example="players"),
        Field("scope", "text", "数的范围", "what was counted within", "中国大陆"),
    ),
    "ratio": (
        Field("of", "entity", "与谁相比", "compared with what", "gpt-3", required=True),
        Field("property", "text", "比的是哪个属性", "property compared", "parameters", required=True),
    ),
    "milestone": (replace(_WHAT, zh="发生了什么", en="what happened", example="完成训练"),),
}

VALUE_EXAMPLES: Mapping[str, str] = {
    "date": "2023-05-06",
    "number": "1750亿",
    "money": "1200万",
    "hardware": "A100",
    "duration": "34",
    "entity": "baidu",
    "term": "general",
    "text": "360智脑",
}


_NAME_INSTEAD = Field("name", "text", "目录或词表里没有的名字，代替 value", "a name the catalog lacks, instead of value", "张三")


@cache
def qualifiers(predicate_id: str, value: str, vocabulary: str | None) -> Mapping[str, Field]:
    """Every key beside `value` that the long form of a predicate may carry."""
    fields = (*PREDICATE_QUALIFIERS.get(predicate_id, ()), *SHAPE_QUALIFIERS[value], *COMMON_QUALIFIERS)
    if value == "entity" or vocabulary in OPEN_VOCABULARIES:
        fields = (_NAME_INSTEAD, *fields)
    return MappingProxyType({field.key: field for field in fields})


@cache
def required_qualifiers(predicate_id: str, value: str, vocabulary: str | None) -> tuple[Field, ...]:
    """Those without which a value says nothing, such as the currency of an amount."""
    return tuple(field for field in qualifiers(predicate_id, value, vocabulary).values() if field.required)
