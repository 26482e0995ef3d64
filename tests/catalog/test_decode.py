"""From YAML to nouns: every form of every value, with its place, its source and its qualifiers."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.catalog import CatalogRoots, load_catalog
from etl.model.catalog import Catalog
from etl.model.entity import Place
from etl.model.statement import (
    DateValue,
    DurationValue,
    EntityValue,
    HardwareValue,
    MoneyValue,
    NumberValue,
    Statement,
    TermValue,
    TextValue,
    Value,
)
from tests.catalog.world import BASE, load, schema_line, vocabularies, write

HEAD = schema_line("player") + "id: nova\nname: {zh: 新星, en: Nova}\nkind: startup\nsource: weekly\n"


def catalog_of(tmp_path: Path, body: str, **files: str) -> Catalog:
    catalog, problems = load(tmp_path, {"players/nova.yml": HEAD + body, **files})
    assert [each.text("en") for each in problems] == []
    return catalog


def said(catalog: Catalog, predicate: str, subject: str = "nova") -> list[Statement]:
    return [each for each in catalog.statements if each.predicate == predicate and each.subject.id == subject]


@pytest.mark.parametrize(
    ("key", "written", "predicate", "value"),
    [
        ("released", "2023-05", "released_on", DateValue("2023-05", "month")),
        ("released", "{value: 2023-01, high: 2023-03-15}", "released_on", DateValue("2023-01", "range", "2023-03-15")),
        ("announced", "2022", "announced_on", DateValue("2022", "year")),
        ("parameters", "1750亿", "parameters", NumberValue(1.75e11)),
        ("parameters", "{value: 1000亿, magnitude: true}", "parameters", NumberValue(1e11, magnitude=True)),
        ("training_tokens", "1.4e12", "training_tokens", NumberValue(1.4e12)),
        ("training_data_bytes", "{value: 45万亿}", "training_data_bytes", NumberValue(4.5e13)),
        (
            "cost",
            "{value: 200万, high: 1200万, currency: USD, kind: training}",
            "cost",
            MoneyValue(2e6, "USD", 1.2e7, "training"),
        ),
        (
            "cost",
            "{value: 0.002, currency: USD, kind: inference_price, per: per_1k_tokens}",
            "cost",
            MoneyValue(0.002, "USD", None, "inference_price", "per_1k_tokens"),
        ),
        ("hardware", '{value: A100, count: "1,024", for: training}', "hardware", HardwareValue("A100", 1024, "training")),
        ("hardware", "A100", "hardware", HardwareValue("A100", None)),
        ("duration", "{value: 34, unit: days, for: training}", "duration", DurationValue(816, "training")),
        ("duration", "5", "duration", DurationValue(5)),
        ("base_model", "peak", "base_model", EntityValue("peak", "顶峰")),
        ("owner", "{name: 未收录公司}", "owner", EntityValue(None, "未收录公司")),
        ("owner", "{value: {name: 未收录公司}}", "owner", EntityValue(None, "未收录公司")),
        ("layers", "general", "layer", TermValue("general")),
        ("tier", "L1", "tier", TermValue("L1")),
        ("industries", "finance", "industry", TermValue("finance", "金融")),
        ("industries", "{name: 养蜂}", "industry", TermValue(None, "养蜂")),
        ("release_status", "{value: released, as_of: 2023-05}", "release_status", TermValue("released")),
        ("named", "红孩子", "named", TextValue("红孩子")),
        (
            "ratio",
            "{value: 16, of: peak, property: parameters}",
            "ratio",
            NumberValue(16, of_id="peak", of_name="顶峰", property="parameters"),
        ),
        ("metrics", "{what: users, value: 12万, unit: persons}", "metric", NumberValue(120_000, unit="persons", what="users")),
        (
            "metrics",
            "{what: growth in a quarter, value: -3, unit: percent}",
            "metric",
            NumberValue(-3, unit="percent", what="growth in a quarter"),
        ),
        ("milestones", "{what: 完成训练, value: 2022-10}", "milestone", DateValue("2022-10", "month", what="完成训练")),
        ("weights", "open", "weights", TermValue("open")),
    ],
)
def test_values_of_a_model(tmp_path: Path, key: str, written: str, predicate: str, value: Value) -> None:
    catalog = catalog_of(tmp_path, f"models:\n  - id: star\n    name: 星\n    {key}: {written}\n")
    assert [each.value for each in said(catalog, predicate, "star")] == [value]


@pytest.mark.parametrize(
    ("key", "written", "predicate", "value"),
    [
        ("founded", "2019", "founded_on", DateValue("2019", "year")),
        ("founders", "{name: 张三}", "founder", EntityValue(None, "张三")),
        ("partners", "acme", "partner", EntityValue("acme", "顶点科技")),
        ("routes", "to_b", "route", TermValue("to_b")),
        ("country", "CN", "country", TermValue("CN")),
        ("listed", "no", "listed", TextValue("no")),
        ("funding", "{value: 1亿, currency: CNY, bound: at_least}", "funding", MoneyValue(1e8, "CNY")),
    ],
)
def test_values_of_a_player(tmp_path: Path, key: str, written: str, predicate: str, value: Value) -> None:
    assert [each.value for each in said(catalog_of(tmp_path, f"{key}: {written}\n"), predicate)] == [value]


def test_a_market_counts_within_its_scope_and_a_task_costs(tmp_path: Path) -> None:
    task = schema_line("market") + (
        "id: serving\nname: 部署一个模型\nkind: task\nsource: weekly\ncost: {value: 4000万, currency: USD, kind: infrastructure}\n"
    )
    counted = BASE["markets/home.yml"] + "market_counts: {value: 20, what: players, scope: 本地, bound: at_least}\n"
    catalog = catalog_of(tmp_path, "", **{"markets/serving.yml": task, "markets/home.yml": counted})
    assert [(each.value, each.bound) for each in said(catalog, "market_count", "home")] == [
        (NumberValue(20, what="players", scope="本地"), ">=")
    ]
    assert [each.subject.kind for each in said(catalog, "cost", "serving")] == ["task"]
    assert {each.id: each.kind for each in catalog.entities if each.id in {"home", "serving"}} == {"home": "market", "serving": "task"}


def test_the_long_form_carries_every_qualifier(tmp_path: Path) -> None:
    catalog = catalog_of(
        tmp_path,
        "models:\n  - id: star\n    name: 星\n    released:\n"
        "      - {value: 2023-06, bound: about, status: rumoured, basis: implied, attributed_to: 甲, as_of: 2023-05, version: 2, stage: closed_beta,\n"
        "         rank: deprecated, rank_reason: 印错, note: 见图, at: [10, 20]}\n",
    )
    (each,) = said(catalog, "released_on", "star")
    assert (each.bound, each.status, each.basis, each.attributed_to, each.as_of) == ("~", "rumoured", "implied", "甲", "2023-05")
    assert (each.version, each.stage, each.rank, each.rank_reason, each.note) == ("2", "closed_beta", "deprecated", "印错", "见图")
    assert (each.provenance.cited_start, each.provenance.cited_end, each.origin) == (10, 20, "curated")
    assert each.provenance.place == Place("players/nova.yml", 10, 17)


@pytest.mark.parametrize(
    ("extra", "bound"),
    [
        ("", "="),
        (", bound: exact", "="),
        (", bound: about", "~"),
        (", bound: at_least", ">="),
        (", bound: at_most", "<="),
        (", high: 9", "range"),
        (", magnitude: true", "~"),
    ],
)
def test_bounds(tmp_path: Path, extra: str, bound: str) -> None:
    catalog = catalog_of(tmp_path, f"models:\n  - {{id: star, name: 星, parameters: {{value: 5{extra}}}}}\n")
    assert [each.bound for each in said(catalog, "parameters", "star")] == [bound]


def test_sources_are_inherited_from_the_nearest_record_that_names_one(tmp_path: Path) -> None:
    daily = schema_line("source") + "id: daily\ntitle: 日报\npublisher: 日报社\n"
    catalog = catalog_of(
        tmp_path,
        "layers: [general, {value: platform, source: daily}]\nmodels:\n  - {id: star, name: 星, layers: general}\n"
        "  - {id: sun, name: 日, source: daily, layers: [general, {value: vertical, source: weekly}]}\n",
        **{"sources/daily.yml": daily},
    )
    sources = {(each.subject.id, each.value): each.provenance.source_id for each in catalog.statements if each.predicate == "layer"}
    assert sources == {
        ("nova", TermValue("general")): "weekly",
        ("nova", TermValue("platform")): "daily",
        ("star", TermValue("general")): "weekly",
        ("sun", TermValue("general")): "daily",
        ("sun", TermValue("vertical")): "weekly",
    }


def test_nesting_says_where_to_edit_and_nothing_of_ownership(tmp_path: Path) -> None:
    catalog = catalog_of(tmp_path, "platforms:\n  - {id: base, name: 基地}\napplications:\n  - {id: talk, name: 聊}\n")
    kinds = {each.id: (each.kind, each.nested_under) for each in catalog.entities}
    assert kinds["base"] == ("platform", "nova")
    assert kinds["talk"] == ("application", "nova")
    assert not [each for each in catalog.statements if each.predicate == "owner"]


def test_an_entity_keeps_its_names_its_place_and_its_history(tmp_path: Path) -> None:
    catalog = catalog_of(
        tmp_path, "aliases: [新星公司, 新星公司集團]\nformer_ids: [old-nova]\nreviewed: {by: 李雷, on: 2024-01-05}\nnote: 说明\n"
    )
    (nova,) = [each for each in catalog.entities if each.id == "nova"]
    assert nova.names == ("新星", "Nova", "新星公司", "新星公司集團")
    assert (nova.former_ids, nova.reviewed_by, nova.reviewed_on, nova.note) == (("old-nova",), "李雷", "2024-01-05", "说明")
    assert nova.place == Place("players/nova.yml", 2, 5)


@pytest.mark.parametrize(
    ("written", "names"), [("甲", ("甲", "甲")), ("{zh: 甲}", ("甲", "甲")), ("{en: A}", ("A", "A")), ("{zh: 甲, en: A}", ("甲", "A"))]
)
def test_one_language_stands_for_both(tmp_path: Path, written: str, names: tuple[str, str]) -> None:
    catalog = catalog_of(tmp_path, f"models:\n  - {{id: star, name: {written}}}\n")
    assert [(each.name_zh, each.name_en) for each in catalog.entities if each.id == "star"] == [names]


def test_disputes_terms_and_sources(tmp_path: Path) -> None:
    word = schema_line("dispute") + (
        "id: word\nkind: taxonomy\nseverity: high\ntheme: definition\ntopic: {zh: 何为大, en: What is large}\nsubjects: [peak]\nsource: weekly\n"
        "positions:\n  - {by: 甲, text: {zh: 参数多, en: Many parameters}, at: [1, 9]}\n  - {by: 乙, text: 能力强}\n"
    )
    catalog = catalog_of(tmp_path, "", **{"disputes/word.yml": word})
    (dispute,) = catalog.disputes
    assert (dispute.kind, dispute.severity, dispute.topic_en, dispute.subject_ids) == ("taxonomy", "high", "What is large", ("peak",))
    assert [(each.by, each.text_en, each.source_id, each.cited_start) for each in dispute.positions] == [
        ("甲", "Many parameters", "weekly", 1),
        ("乙", "能力强", "weekly", None),
    ]
    (finance, _) = [each for each in catalog.terms if each.vocabulary == "industries"]
    assert (finance.id, finance.name_en, finance.synonyms, finance.order) == ("finance", "Finance", ("银行",), 0)
    (source,) = catalog.sources
    assert (source.date_published, source.date_accessed, source.independent, source.kind) == ("2023-06", "2024-01-05", True, "article")


def test_every_statement_leads_to_the_line_where_its_value_stands(tmp_path: Path) -> None:
    catalog = catalog_of(tmp_path, "layers:\n  - general\n  - {source: weekly, value: platform}\nfounders: {name: 张三, note: x}\n")
    lines = {path.name: path.read_text(encoding="utf-8").split("\n") for path in tmp_path.glob("players/*.yml")}
    starts = []
    for each in catalog.statements:
        place = each.provenance.place
        assert place is not None
        starts.append(lines[Path(place.path).name][place.line - 1][place.column - 1 :])
    assert starts == ["bigtech", "startup", "general", "platform}", "{name: 张三, note: x}"]


def test_the_catalog_is_the_same_whatever_the_order_of_the_files_on_disk(tmp_path: Path) -> None:
    files = {
        **vocabularies(),
        **BASE,
        "players/nova.yml": HEAD,
        "players/zeta.yml": HEAD.replace("nova", "zeta").replace("新星", "终").replace("Nova", "Z"),
    }
    one = load_catalog(CatalogRoots(*[write(tmp_path / "one", files)] * 2))
    two = load_catalog(CatalogRoots(*[write(tmp_path / "two", dict(reversed(files.items())))] * 2))
    assert one == two
    assert [path for path, _ in one[0].digests] == sorted(files)


NODES = st.recursive(
    st.sampled_from(["general", "360", "NO", "2023-05", "1200万", "~", "''", "acme", "peak", "weekly", "新", "-1", "[]", "{}"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]"),
        st.dictionaries(
            st.sampled_from(["value", "high", "name", "zh", "of", "at", "source", "currency", "kind", "what", "id", "unit"]),
            inner,
            max_size=4,
        ).map(lambda each: "{" + ", ".join(f"{key}: {value}" for key, value in each.items()) + "}"),
    ),
    max_leaves=6,
)
KEYS = [
    "name",
    "aliases",
    "kind",
    "source",
    "former_ids",
    "shares_name_with",
    "reviewed",
    "note",
    "models",
    "platforms",
    "layers",
    "founded",
    "founders",
]


@given(
    st.dictionaries(
        st.sampled_from([*KEYS, "funding", "industries", "ratio", "metrics", "milestones", "named", "part_of", "listed"]), NODES, max_size=6
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_well_formed_record_is_decoded_or_reported_and_never_raises(tmp_path: Path, keys: dict[str, str]) -> None:
    body = "".join(f"{key}: {value}\n" for key, value in keys.items())
    catalog, problems = load(tmp_path, {"players/nova.yml": schema_line("player") + "id: nova\n" + body})
    for each in problems:
        assert each.text("zh")
        assert each.text("en")
    if not any(each.severity == "error" for each in problems):
        assert {each.id for each in catalog.entities} >= {"acme", "peak", "nova"}
