"""A small invented catalog that every test of this folder starts from, and files written over it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from etl.catalog import CatalogRoots, load_catalog
from etl.errors import Problem
from etl.model.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
PREDICATES = ROOT / "curated" / "vocabulary" / "predicates.yml"

WORDS = {
    "layers": "general vertical application platform",
    "tiers": "L0 L1 L2",
    "routes": "to_c to_sme to_b to_g",
    "weights": "open closed api",
    "release_statuses": "developing previewed closed_beta open_beta released filed",
    "player_kinds": "bigtech startup university",
    "countries": "CN US",
    "cost_kinds": "training finetune inference_price infrastructure electricity saving other",
    "modalities": "text image",
    "origin_types": "own derived hype",
    "stages": "closed_beta open_beta applied",
    "metrics": "users applicants",
    "units": "persons companies percent",
}


def schema_line(kind: str) -> str:
    """The first line of a file of a kind."""
    return f"# yaml-language-server: $schema=../schema/{kind}.schema.json\n"


BASE: Mapping[str, str] = {
    "sources/weekly.yml": schema_line("source")
    + "id: weekly\ntitle: 六月的模型\npublisher: 示例周刊\ndate_published: 2023-06\ndate_accessed: 2024-01-05\n",
    "players/acme.yml": schema_line("player")
    + "id: acme\nname: {zh: 顶点科技, en: Acme}\nkind: bigtech\nsource: weekly\nmodels:\n  - {id: peak, name: {zh: 顶峰, en: Peak}}\n",
    "markets/home.yml": schema_line("market") + "id: home\nname: {zh: 本地市场, en: Home market}\nkind: market\nsource: weekly\n",
}


def vocabularies() -> dict[str, str]:
    """Small vocabularies, so that a new word in the shipped ones changes no expected message; the predicates are the shipped ones."""
    files = {f"vocabulary/{name}.yml": schema_line("vocabulary") + _terms(words) for name, words in WORDS.items()}
    files["vocabulary/industries.yml"] = schema_line("vocabulary") + (
        "terms:\n  - {id: finance, name: {zh: 金融, en: Finance}, synonyms: [银行]}\n  - {id: education, name: {zh: 教育, en: Education}}\n"
    )
    return files | {"vocabulary/predicates.yml": PREDICATES.read_text(encoding="utf-8")}


def _terms(words: str) -> str:
    return "terms:\n" + "".join(f"  - {{id: {word}, name: {word}}}\n" for word in words.split())


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files under a folder and returns it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def load(folder: Path, files: Mapping[str, str | bytes]) -> tuple[Catalog, tuple[Problem, ...]]:
    """Loads the small world with files written over it."""
    write(folder, {**vocabularies(), **BASE, **files})
    return load_catalog(CatalogRoots(folder, folder))


def texts(problems: tuple[Problem, ...], folder: Path, language: str) -> list[str]:
    """The problems as an editor reads them, with paths inside the catalog."""
    return [each.text(language).replace(f"{folder.as_posix()}/", "").replace(folder.as_posix(), ".") for each in problems]
