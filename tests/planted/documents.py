"""Documents with known statements, written from templates: the second judge of the extractor.

`planted("judging", documents=120, seed=7)` returns documents and gold in the format of `baimo eval`. Names and owners come from
curated/reference/chinese_llms.csv (wgwang/awesome-LLMs-In-China, Apache-2.0, and the other lists credited in NOTICE), so that most of
them are not in the catalog; figures are drawn at random. The same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from opencc import OpenCC

HERE = Path(__file__).parent
NAMES = HERE.parents[1] / "curated" / "reference" / "chinese_llms.csv"
LAYOUTS = ("prose", "headline", "list", "table", "qa", "traps")
SLOT = re.compile(r"\{(\w+)\}")
PLAIN_NAME = re.compile(r"^[\w\-.·]{2,16}$")
PLAIN_OWNER = re.compile(r"^[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z ]{1,13}$")
GENERIC = re.compile(r"^(大模型|模型|通用|行业|Chat|LLM|AI)$")


@dataclass(frozen=True, slots=True)
class Slot:
    """One filled place of a template: what is printed and what it means."""

    text: str
    value: dict[str, Any]


@dataclass
class Planted:
    """One document with its gold: entities, statements and traps, offsets in code points of `text`."""

    name: str
    text: str
    script: str
    entities: list[dict[str, Any]] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)
    traps: list[dict[str, int]] = field(default_factory=list)


def sealed(half: str) -> bool:
    """Whether the judging half is byte for byte what was written before the first rule."""
    return hashlib.sha256((HERE / f"{half}.yml").read_bytes()).hexdigest() == (HERE / f"{half}.sha256").read_text().split()[0]


def real_names() -> tuple[list[str], list[str]]:
    """Model names and organisations of the public lists that can stand in a sentence, in file order, without repeats."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    models = [row["name"] for row in rows if PLAIN_NAME.match(row["name"]) and not GENERIC.match(row["name"]) and not row["name"].isdigit()]
    owners = [row["organisation"] for row in rows if PLAIN_OWNER.match(row["organisation"])]
    organisations = list(dict.fromkeys(owners))
    return [name for name in dict.fromkeys(models) if name not in set(organisations)], organisations


def date_slot(rng: random.Random, precision: str) -> Slot:
    """A date of 2023 to 2025 in one of the usual printed forms; years are printed, since planted texts have no header to lean on."""
    year, month, day = rng.choice((2023, 2024, 2025)), rng.randint(1, 12), rng.randint(1, 28)
    if precision == "year":
        return Slot(f"{year}年", {"date": f"{year}", "precision": "year"})
    if precision == "month":
        return Slot(f"{year}年{month}月", {"date": f"{year}-{month:02}", "precision": "month"})
    forms = (
        f"{year}年{month}月{day}日",
        f"{year}年{month}月{day}日",
        f"{year}-{month:02}-{day:02}",
        f"{year}/{month}/{day}",
        f"{year}.{month}.{day}",
    )
    return Slot(rng.choice(forms), {"date": f"{year}-{month:02}-{day:02}", "precision": "day"})


def count_slot(rng: random.Random) -> Slot:
    """A parameter count in 亿, B or plain words."""
    billions = rng.choice((1.3, 6, 7, 13, 14, 30, 34, 65, 70, 72, 130, 175, 180, 314))
    in_yi = billions * 10
    text = rng.choice((f"{billions:g}B", f"{in_yi:g}亿", f"{in_yi:g} 亿", f"{billions:g}B"))
    return Slot(text, {"number": billions * 1e9, "high": None})


def slots(rng: random.Random, spec: dict[str, Any], models: list[str], owners: list[str]) -> dict[str, Slot]:
    """A value for every slot a template can name."""
    model, model2, model3 = rng.sample(models, 3)
    owner, owner2, owner3 = rng.sample(owners, 3)
    base = rng.choice(spec["bases"])
    low = rng.randint(2, 40) * 10
    currency, word = rng.choice((("USD", "美元"), ("CNY", "元")))
    small = rng.choice((200, 300, 500, 800, 1200, 5000))
    price = rng.choice((0.002, 0.008, 0.012, 0.5, 1, 2, 4, 15))
    tokens = rng.choice((0.3, 1, 1.4, 2, 2.6, 3, 8.1, 15))
    cards, cards2 = rng.choice((64, 256, 512, 1024, 2048, 10000)), rng.choice((1, 2, 4, 8, 16))
    days, hours = rng.choice((12, 21, 34, 54, 90)), rng.choice((3, 5, 12, 20))
    params, params2 = rng.sample([count_slot(rng) for _ in range(12)], 2)
    while params2.value == params.value:
        params2 = count_slot(rng)
    chip = rng.choice(spec["chips"])
    kinds = {"千亿": 1e11, "百亿": 1e10, "万亿": 1e12}
    magnitude = rng.choice(sorted(kinds))
    number = rng.choice((20, 40, 80, 117, 188, 200, 305))
    filled = {
        "model": Slot(model, {"name": model}),
        "model2": Slot(model2, {"name": model2}),
        "model3": Slot(model3, {"name": model3}),
        "owner": Slot(owner, {"name": owner}),
        "owner2": Slot(owner2, {"name": owner2}),
        "owner3": Slot(owner3, {"name": owner3}),
        "base": Slot(base, {"name": base}),
        "date": date_slot(rng, "day"),
        "date2": date_slot(rng, "day"),
        "month": date_slot(rng, "month"),
        "year": date_slot(rng, "year"),
        "params": params,
        "params2": params2,
        "magnitude": Slot(magnitude, {"number": kinds[magnitude], "high": None, "magnitude": True}),
        "tokens": Slot(f"{tokens:g}万亿", {"number": tokens * 1e12}),
        "money": Slot(f"{low}万{word}", {"amount": low * 1e4, "high": None, "currency": currency, "per": None}),
        "money2": Slot(f"{low * 4}万{word}", {"amount": low * 4e4, "currency": currency}),
        "small": Slot(f"{small}{word}", {"amount": small, "high": None, "currency": currency, "per": None}),
        "price": Slot(f"{price:g}{word}", {"amount": price, "high": None, "currency": currency, "per": None}),
        "chip": Slot(chip, {"device": chip}),
        "cards": Slot(f"{cards}", {"count": cards}),
        "cards2": Slot(f"{cards2}", {"count": cards2}),
        "days": Slot(f"{days}", {"hours": days * 24}),
        "hours": Slot(f"{hours}", {"hours": hours}),
        "number": Slot(f"{number}", {"number": number}),
    }
    for name in ("industry", "authority"):
        word = rng.choice(spec["industries" if name == "industry" else "authorities"])
        filled[name] = Slot(word, {"id": word, "name": word})
    return filled


def fact(line: str, filled: dict[str, Slot]) -> dict[str, Any]:
    """One `say` line as a gold statement, without its place."""
    predicate, subject, *rest = line.split()
    options = dict(word.split("=", 1) for word in rest if re.match(r"\w+=", word))
    plain = [word for word in rest if not re.match(r"\w+=", word)]
    bound = next((word for word in plain if word in {"~", ">=", "<=", "range"}), "=")
    argument = next((word for word in plain if word not in {"~", ">=", "<=", "range", "optional"}), None)
    value: dict[str, Any] = {}
    if predicate in {"layer", "tier"}:
        value = {"id": argument}
    elif argument and ".." in argument:
        low, high = argument.split("..")
        value = filled[low].value | {"high": filled[high].value["amount"]}
    elif argument:
        value = dict(filled[argument].value)
    if "cards" in options:
        value["count"] = filled[options.pop("cards")].value["count"]
    status = options.pop("status", "asserted")
    value |= options
    said = {"predicate": predicate, "value": value, "bound": bound, "status": status}
    said["subject"] = "中国大模型市场" if subject == "market" else filled[subject].text
    if "optional" in plain:
        said["optional"] = "trap"
    return said


def _fill(document: Planted, template: dict[str, Any], filled: dict[str, Slot], *, trap: bool) -> None:
    start = len(document.text)
    document.text += SLOT.sub(lambda match: filled[match[1]].text, template["text"])
    end = len(document.text)
    used = set(SLOT.findall(template["text"]))
    for name in sorted(used & {"model", "model2", "model3", "owner", "owner2", "owner3", "base"}):
        kind = "player" if name.startswith("owner") else "model"
        entity = {"name": filled[name].text, "kind": kind, "surfaces": [filled[name].text]}
        if entity not in document.entities:
            document.entities.append(entity)
    if not any(entity["name"] == "GPT-4" for entity in document.entities) and "GPT-4" in template["text"]:
        document.entities.append({"name": "GPT-4", "kind": "model", "surfaces": ["GPT-4"], "optional": "comparison"})
    document.statements += [fact(line, filled) | {"start": start, "end": end} for line in template["say"]]
    if trap:
        document.traps.append({"start": start, "end": end})


def _traditional(document: Planted, convert: OpenCC) -> Planted:
    """The document in Traditional script, where conversion keeps its length; else as it was."""
    text = convert.convert(document.text)
    if len(text) != len(document.text):
        return document
    document.text, document.script = text, "traditional"
    for entity in document.entities:
        entity["surfaces"] = list(dict.fromkeys([*entity["surfaces"], convert.convert(entity["name"])]))
    return document


def planted(half: str, *, documents: int, seed: int) -> list[Planted]:
    """Documents of one half: prose mixed with distractors, lists, tables, questions and answers, headlines and traps."""
    spec = yaml.safe_load((HERE / f"{half}.yml").read_text("utf-8"))
    models, owners = real_names()
    rng = random.Random(f"{half}-{seed}")  # noqa: S311 - reproducible, not secret
    convert = OpenCC("s2t")
    made = []
    for number in range(documents):
        layout = LAYOUTS[number % len(LAYOUTS)]
        document = Planted(f"p{number:04}_{half}-{layout}.txt", "", "simplified")
        if layout == "table":
            template = rng.choice(spec["table"])
            document.text = template["header"] + "\n"
            for _ in range(rng.randint(3, 6)):
                _fill(document, template, slots(rng, spec, models, owners), trap=False)
                document.text += "\n"
        else:
            blocks = spec["prose"] if layout in {"prose", "traps"} else spec[layout]
            for _ in range(rng.randint(4, 8)):
                trap = layout == "traps" and rng.random() < 0.75
                _fill(document, rng.choice(spec["traps"] if trap else blocks), slots(rng, spec, models, owners), trap=trap)
                document.text += rng.choice(("", "", rng.choice(spec["distractors"]))) if layout in {"prose", "traps"} else ""
                document.text += "\n\n" if layout in {"prose", "traps"} and rng.random() < 0.6 else "\n"
        made.append(_traditional(document, convert) if rng.random() < 0.25 else document)
    return made


def gold(documents: list[Planted]) -> dict[str, Any]:
    """The documents' gold in the format of `baimo eval --gold`."""
    predicates = (
        "released_on announced_on parameters training_tokens cost hardware duration base_model owner layer tier industry market_count"
    )
    return {
        "predicates": predicates.split(),
        "kinds": ["player", "model", "platform", "application"],
        "documents": [
            {
                "id": document.name.split("_")[0],
                "file": document.name,
                "entities": document.entities,
                "statements": [{"id": f"{document.name[:5]}-{place}", **said} for place, said in enumerate(document.statements)],
                "traps": document.traps,
            }
            for document in documents
        ],
    }
