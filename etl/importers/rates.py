"""Exchange rates as the European Central Bank publishes them: one row a quoted day, currencies per euro.

Source: ECB euro reference rates, credited in curated/reference/README.md and NOTICE. Conversion happens at drawing time.
"""

from __future__ import annotations

import csv
from pathlib import Path

from etl.errors import Problem, problem, register
from etl.model.quantity import PartialDate
from etl.model.snapshot import TABLES

register(
    {
        "S630": (
            "warning",
            "汇率表读不出这一行：{reason}",
            "the table of exchange rates cannot be read here: {reason}",
            "列为 {columns}，日期写作 2023-05-06，汇率为正数；这一天将按原币种画",
            "columns are {columns}, dates 2023-05-06, rates positive numbers; that day stays in the source's own currency",
        ),
    }
)

COLUMNS = tuple(column.name for column in TABLES["fx"])


def read_rates(path: Path) -> tuple[tuple[dict[str, object], ...], tuple[Problem, ...]]:
    """Rows of the table `fx`, and one problem for each line that is not a day with its rates. A missing file has no rows."""
    if not path.is_file():
        return (), ()
    rows: list[dict[str, object]] = []
    problems: list[Problem] = []
    columns = ", ".join(COLUMNS)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line in csv.DictReader(file):
                try:
                    rows.append(_row(line))
                except (KeyError, AttributeError, TypeError, ValueError) as error:
                    problems.append(problem("S630", str(path), len(rows) + len(problems) + 2, 1, reason=error, columns=columns))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(problem("S630", str(path), reason=error, columns=columns))
    return tuple(rows), tuple(problems)


def _row(line: dict[str, str]) -> dict[str, object]:
    day = PartialDate(line["date"])
    if day.precision != "day":
        raise ValueError(f"not a day: {day.text}")
    row: dict[str, object] = {"date": day.text}
    for name in COLUMNS[1:]:
        rate = float(line[name]) if line[name].strip() else None
        if rate is not None and not 0 < rate < float("inf"):
            raise ValueError(f"{name} is {line[name]}")
        row[name] = rate
    return row
