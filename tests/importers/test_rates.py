from pathlib import Path

import pytest

from etl.importers.rates import COLUMNS, read_rates

HEADER = ",".join(COLUMNS)
SHIPPED = Path(__file__).parents[2] / "curated" / "reference" / "fx_ecb.csv"


@pytest.fixture
def table(tmp_path):
    def write(*lines):
        path = tmp_path / "fx.csv"
        path.write_text("\n".join([HEADER, *lines]), "utf-8")
        return path

    return write


def test_the_shipped_table_is_read_whole_and_covers_2023():
    rows, problems = read_rates(SHIPPED)
    assert not problems
    assert len(rows) > 2000
    days = {row["date"]: row["usd_cny"] for row in rows}
    assert 7.0 < days["2023-11-09"] < 7.5


def test_a_damaged_line_is_named_and_the_others_are_kept(table):
    rows, problems = read_rates(
        table("2023-05-05,1.1,7.6,8.6,6.9", "5/6/2023,1.1,7.6,8.6,6.9", "2023-05-08,1.1,-7.6,8.6,6.9", "2023-05-09,1.1")
    )
    assert [row["date"] for row in rows] == ["2023-05-05"]
    assert [each.line for each in problems] == [3, 4, 5]
    assert all(each.code == "S630" and "—" in each.text("en") for each in problems)


def test_a_missing_table_means_no_conversion_and_no_problem(tmp_path):
    assert read_rates(tmp_path / "none.csv") == ((), ())


def test_a_file_that_is_no_table_is_a_problem(tmp_path):
    path = tmp_path / "fx.csv"
    path.write_bytes(b"\xff\xfe\x00\x01\x02")
    assert read_rates(path)[1]
