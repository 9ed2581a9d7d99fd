from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from eval.muc4.__main__ import main
from eval.muc4.adapter import dateline, templates
from eval.muc4.parties import as_number, kind_of
from eval.muc4.tables import NINE, head_word, tables

from gawah.extract import extract
from gawah.language import load
from gawah.model import Count, Document

BOMBING = """SAN SALVADOR, 14 MAR 89 (PRENSA) -- [TEXT] A POWERFUL BOMB EXPLODED
YESTERDAY IN A RESTAURANT IN SAN SALVADOR, KILLING TWO WAITERS AND WOUNDING
THREE CUSTOMERS, POLICE SOURCES REPORTED TODAY.
"""
MURDER = """BOGOTA, 9 SEP 89 -- [TEXT] JUDGE ANTONIO RESTREPO WAS MURDERED YESTERDAY IN
MEDELLIN BY UNIDENTIFIED GUNMEN, AUTHORITIES REPORTED.
"""
CLASH = """SAN SALVADOR, 3 JAN 90 -- [TEXT] SIX GUERRILLAS AND TWO SOLDIERS WERE KILLED
TODAY DURING A CLASH NEAR USULUTAN, THE ARMY REPORTED.
"""
LONG_AGO = """LIMA, 12 FEB 90 -- [TEXT] THE MAYOR OF HUANCAYO WAS MURDERED ON 3 MARCH 1985
BY SHINING PATH TERRORISTS.
"""
ELSEWHERE = """MADRID, 12 FEB 90 -- [TEXT] A BOMB EXPLODED TODAY IN MADRID, SPAIN, KILLING
TWO POLICEMEN IN THE SPANISH CAPITAL.
"""
QUIET = """SANTIAGO, 5 JAN 90 -- [TEXT] THE GOVERNMENT YESTERDAY APPROVED A BILL ON THE
PRICES OF BREAD AND MILK.
"""


def read(text: str) -> list[dict[str, Any]]:
    document = Document(id="one", text=text, published=dateline(text))
    parsed = next(iter(load("en").parse_many([text])))
    return templates(document, parsed, extract(document, parsed))


def values(template: dict[str, Any], slot: str) -> list[str]:
    filled = template.get(slot) or []
    return [one if isinstance(one, str) else one["value"] for one in ([filled] if isinstance(filled, str) else filled)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("   SAN SALVADOR, 3 JAN 90 -- [REPORT]", date(1990, 1, 3)),
        ("LIMA, 25 JUNE 1989 (EFE)", date(1989, 6, 25)),
        ("LIMA, 31 FEB 90 --", None),
        ("A REPORT WITHOUT A DAY", None),
    ],
)
def test_the_day_of_a_dateline(text: str, day: date | None) -> None:
    assert dateline(text) == day


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(5, 5), "5"),
        (Count(30, 30, approximate=True), "~30"),
        (Count(23), "23-"),
        (Count(None, 20), "-20"),
        (Count(3, 4), "3-4"),
        (Count(), "PLURAL"),
    ],
)
def test_a_count_as_muc_writes_it(count: Count, words: str) -> None:
    assert as_number(count) == words


@pytest.mark.parametrize(
    ("phrase", "head"), [("MAYOR OF ACHI", "MAYOR"), ("THE U.S. EMBASSY", "EMBASSY"), ("MEN IN UNIFORM", "MEN"), ("", "")]
)
def test_the_head_of_a_phrase(phrase: str, head: str) -> None:
    assert head_word(phrase) == head


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("JUDGE", "LEGAL OR JUDICIAL"),
        ("FORMER MINISTER", "FORMER GOVERNMENT OFFICIAL"),
        ("ARMY COLONEL", "ACTIVE MILITARY"),
        ("RETIRED GENERAL", "FORMER ACTIVE MILITARY"),
        ("POLICE LIEUTENANT", "LAW ENFORCEMENT"),
        ("SHOEMAKERS", "CIVILIAN"),
    ],
)
def test_the_type_of_a_human_target(words: str, kind: str) -> None:
    assert kind_of(words) == kind


def test_a_bombing_has_its_slots() -> None:
    (made,) = read(BOMBING)
    assert made["incident_type"] == "BOMBING"
    assert made["incident_date"] == "13 MAR 89"
    assert made["incident_location"] == "EL SALVADOR: SAN SALVADOR (CITY)"
    assert values(made, "phys_tgt_id") == ["RESTAURANT"]
    assert values(made, "incident_instrument_type") == ["BOMB"]
    assert sorted(zip(values(made, "hum_tgt_number"), values(made, "hum_tgt_effect_of_incident"), strict=True)) == [
        ("2", "DEATH"),
        ("3", "INJURY"),
    ]


def test_a_murder_names_victim_and_killers() -> None:
    (made,) = read(MURDER)
    assert made["incident_type"] == "ATTACK"
    assert values(made, "hum_tgt_name") == ["ANTONIO RESTREPO"]
    assert values(made, "hum_tgt_description") == ["JUDGE"]
    assert values(made, "hum_tgt_effect_of_incident") == ["DEATH"]
    assert values(made, "perp_individual_id") == ["UNIDENTIFIED GUNMEN"]
    assert made["incident_location"] == "COLOMBIA: MEDELLIN (CITY)"


@pytest.mark.parametrize("text", [CLASH, LONG_AGO, ELSEWHERE, QUIET])
def test_what_the_rules_of_1992_leave_out(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["", " \n ", "BOMB", "EXPLODED. EXPLODED. KILLED", "LIMA, 5 JAN 90 -- KILLED KILLED KILLED."])
def test_a_text_that_says_little(text: str) -> None:
    assert isinstance(read(text), list)


def test_one_line_a_document(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps({"docid": name, "text": text}) + "\n" for name, text in (("A", MURDER), ("B", QUIET))))
    assert main(["predict", str(source), str(target)]) == 0
    rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [(row["docid"], len(row["templates"])) for row in rows] == [("A", 1), ("B", 0)]


def test_places_lie_in_the_nine_countries() -> None:
    assert {country for country, _ in tables().places.values()} <= set(NINE)
