"""The worked cases: input claims, the expected incident, and the printed reasons."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from gawah.model import Incident, Tally
from gawah.weigh import weigh_all
from tests.weigh.make import case

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "weigh"
CASES = [
    pytest.param(row, id=f"{path.stem}: {row['name']}")
    for path in sorted(FOLDER.glob("*.yml"))
    for row in yaml.safe_load(path.read_text("utf-8"))
]


def shown(tally: Tally, incident: str) -> str:
    ends = " ".join("open" if end is None else str(end) for end in (tally.low, tally.best, tally.high))
    party = " party" if tally.party else ""
    status = f" {tally.status}" if tally.status != "unknown" else ""
    inside = f" in {tally.part_of.removeprefix(f'{incident}:')}" if tally.part_of else ""
    return f"{ends}{party}{status}{inside}"


def weighed(row: dict[str, Any]) -> Incident:
    made = case(
        row["claims"],
        event=row.get("event", "shelling_or_missile"),
        docs=row.get("docs"),
        summary=row.get("summary", False),
        judgements=row.get("judgements", ()),
    )
    incidents, claims, imprints = [made.incident], dict(made.claims), dict(made.imprints)
    for at, rows in enumerate(row.get("parts", ())):
        named = [{**part, "id": f"p{at}-{n}", "doc": f"part{at}-{part.get('doc', n)}"} for n, part in enumerate(rows)]
        part = case(named, event=row.get("event", "shelling_or_missile"), name=f"i{at + 2}")
        incidents.append(replace(part.incident, parent=made.incident.id))
        claims |= part.claims
        imprints |= part.imprints
    return weigh_all(incidents, claims, imprints, row.get("profile", "gawah"), made.judgements)[0]


@pytest.mark.parametrize("row", CASES)
def test_case(row: dict[str, Any]) -> None:
    incident = weighed(row)
    assert {tally.id.removeprefix("i1:"): shown(tally, "i1") for tally in incident.tallies} == {
        key: " ".join(str(value).split()) for key, value in row["expect"].items()
    }
    standing = incident.standing
    if "standing" in row:
        assert f"{standing.corroboration} / {standing.responsibility} / {standing.numbers}" == row["standing"]
    printed = [step.words for tally in incident.tallies for step in tally.steps] + list(standing.why)
    for reason in row.get("reasons", ()):
        assert any(reason in words for words in printed), f"{reason!r} is not among {printed}"


def test_there_are_cases_of_every_problem() -> None:
    problems = [problem for param in CASES for problem in param.values[0]["problem"]]
    assert len(CASES) >= 60
    assert set(problems) >= set(range(1, 11))
