from __future__ import annotations

import csv
import io
import json

import pytest

from gawah.publish import CLAIM_COLUMNS, TOLL_COLUMNS, as_csv, as_geojson, claim_rows, toll_rows
from gawah.publish.tables import Cell, safe_cell
from tests.publish.made import account


def test_tolls_are_one_row_each_and_lead_to_claims() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(TOLL_COLUMNS, toll_rows(account())))))
    assert [(row["outcome"], row["low"], row["best"], row["high"], row["part_of"]) for row in rows] == [
        ("killed", "12", "", "", ""),
        ("killed", "3", "3", "3", "t1"),
        ("", "", "", "", ""),
    ]
    assert all(row["claims"] for row in rows)
    assert rows[2]["precision"] == "unresolved"


def test_claims_carry_the_words() -> None:
    made = account()
    rows = list(csv.DictReader(io.StringIO(as_csv(CLAIM_COLUMNS, claim_rows(made)))))
    assert len(rows) == len(made.claims)
    for row in rows:
        document = made.documents[row["document"]]
        assert document.text[int(row["start"]) : int(row["end"])] == row["quote"]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+A1", "'+A1"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (" =1", "' =1"),
        (-2, -2),
        ("2022-05-09", "2022-05-09"),
        (None, None),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: Cell, safe: Cell) -> None:
    assert safe_cell(cell) == safe


def test_geojson_has_a_radius_and_no_false_point() -> None:
    found = json.loads(as_geojson(account()))["features"]
    assert found[0]["geometry"]["coordinates"] == [69.5, 35.5]
    assert found[0]["properties"]["radius_m"] == 20_000
    assert found[1]["geometry"] is None
