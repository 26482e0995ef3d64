"""A checkout in miniature: a catalog of three files on the shipped vocabulary, and a folder of articles in our own words."""

from __future__ import annotations

import hashlib
from pathlib import Path

from etl.config import Settings, settings

ARTICLE = "云雀科技发布新模型\n\n2023年5月6日，云雀科技正式发布大语言模型“云雀大模型”，参数量为70亿。\n\n芦苇研究社也在准备自己的模型。\n"
PLAYER = """\
# yaml-language-server: $schema=../schema/player.schema.json
id: yunque-co
name: {zh: 云雀科技, en: Yunque}
kind: startup
source: morning
models:
  - id: yunque
    name: {zh: 云雀大模型, en: Yunque LLM}
    owner: {value: yunque-co, at: [11, 30]}
    parameters: 70亿
"""
SOURCE = """\
# yaml-language-server: $schema=../schema/source.schema.json
id: morning
title: 云雀科技发布新模型
publisher: 示例晨报
date_published: 2023-05-10
date_accessed: 2024-01-05
kind: article
language: zh
sha256: %s
"""


def kind_of_player() -> str:
    """Any kind of player that the shipped vocabulary knows."""
    import yaml

    terms = yaml.safe_load((settings(environment={}).shipped / "vocabulary" / "player_kinds.yml").read_text("utf-8"))["terms"]
    return str(terms[0]["id"])


def world(folder: Path) -> Settings:
    """Writes the catalog and the corpus below a folder; the settings to build them."""
    corpus, catalog = folder / "corpus", folder / "catalog"
    corpus.mkdir(parents=True)
    (corpus / "yunque.txt").write_text(ARTICLE, encoding="utf-8")
    for name, text in {
        "players/yunque-co.yml": PLAYER.replace("startup", kind_of_player()),
        "sources/morning.yml": SOURCE % hashlib.sha256(ARTICLE.encode()).hexdigest(),
    }.items():
        path = catalog / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return settings(catalog=catalog, corpora=(corpus,), out=folder / "build", environment={})
