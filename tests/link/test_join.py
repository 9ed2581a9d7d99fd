"""Worked cases of joining, and what must hold for all of them."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from gawah.link import Linked, link
from gawah.model import Judgement, Resolved, Verdict
from tests.link.made import claim, claim_of, imprints

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/link/joining.yml").read_text("utf-8"))


def claims_of(case: dict[str, Any]) -> list[Resolved]:
    return [claim_of({k: str(v) if k in {"when", "told"} else v for k, v in row.items()}) for row in case["claims"]]


def judgements_of(case: dict[str, Any], claims: list[Resolved]) -> list[Judgement]:
    return [
        Judgement(
            id=f"j{at}",
            subject=claims[one].claim.id,
            other=claims[other].claim.id,
            verdict=Verdict(verdict),
            reviewer="Amina",
            at=datetime(2022, 6, 1 + at, tzinfo=UTC),
        )
        for at, (one, verdict, other) in enumerate(case.get("judgements", ()))
    ]


def groups(linked: Linked) -> set[frozenset[str]]:
    return {frozenset(member.claim for member in incident.members) for incident in linked.incidents}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_cases(case: dict[str, Any]) -> None:
    claims = claims_of(case)
    judgements = judgements_of(case, claims)
    linked = link(claims, imprints(claims), judgements)
    ids = [item.claim.id for item in claims]
    assert groups(linked) == {frozenset(ids[n] for n in group) for group in case["incidents"]}
    home = {member.claim: incident for incident in linked.incidents for member in incident.members}
    for part, summary in case.get("parents", {}).items():
        assert home[ids[part]].parent == home[ids[summary]].id
    asked = {frozenset((question.one, question.other)) for question in linked.unsure}
    for one, other in case.get("unsure", ()):
        assert frozenset((ids[one], ids[other])) in asked
    mixed = claims[:]
    random.Random(7).shuffle(mixed)
    assert link(mixed, imprints(claims), judgements[::-1]) == linked


def test_nothing_gives_nothing() -> None:
    assert link([], {}) == Linked(incidents=(), unsure=())


def test_a_thousand_copies_are_one_incident() -> None:
    text = "Gunmen stormed the wedding of Haji Rahim in Qasan and killed seven guests, a local elder told reporters on Monday"
    claims = [
        claim(f"d{n}", text, event="attack_on_civilians", where="Qasan", when="2022-05-09", killed=7) for n in range(1000)
    ]
    linked = link(claims, imprints(claims))
    assert len(linked.incidents) == 1
    assert len(linked.incidents[0].members) == 1000
