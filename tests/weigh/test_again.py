"""Weighing again after a change gives what weighing anew gives, and weighs only what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gawah.model import Count, Imprint, Incident, Resolved
from gawah.weigh import Weighed, weigh_again, weigh_all
from tests.weigh.make import Case, case, judgement
from tests.weigh.test_properties import CASES, EXAMPLES


def cases(found: list[list[dict[str, Any]]]) -> list[Case]:
    """An incident for each list of rows; the first is a summary above the others."""
    made = []
    for at, rows in enumerate(found):
        named = [{**row, "id": f"c{at}-{n}", "doc": f"i{at}-{row.get('doc', n)}"} for n, row in enumerate(rows)]
        one = case(named, summary=at == 0, name=f"i{at}")
        made.append(replace(one, incident=replace(one.incident, parent="i0" if at else "")))
    return made


def given_by(made: list[Case]) -> tuple[list[Incident], Mapping[str, Resolved], Mapping[str, Imprint]]:
    claims = {key: item for one in made for key, item in one.claims.items()}
    return [one.incident for one in made], claims, {key: item for one in made for key, item in one.imprints.items()}


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(CASES, min_size=1, max_size=4),
    st.lists(CASES, min_size=1, max_size=4),
    st.lists(st.sampled_from(["accept", "reject", "discount"]), max_size=4),
)
def test_weighing_again_gives_what_weighing_anew_gives(
    one: list[list[dict[str, Any]]], other: list[list[dict[str, Any]]], verdicts: list[str]
) -> None:
    before, after = given_by(cases(one)), given_by(cases([*one[:1], *other]))
    judged = [judgement({"subject": f"c{n % 2}-0", "verdict": verdict}, n) for n, verdict in enumerate(verdicts)]
    first = weigh_again(None, *before)
    again = weigh_again(first, *after, judgements=judged)
    assert list(again.incidents) == weigh_all(*after, judgements=judged)
    assert list(weigh_again(again, *before).incidents) == weigh_all(*before)


MADE = cases([[{"tolls": [f"killed {n + 2} people"]}, {"by": "police", "tolls": ["killed 3 people"]}] for n in range(3)])


def anew(first: Weighed, again: Weighed) -> list[str]:
    """The incidents that were weighed again."""
    return [key for key, incident in again.alone.items() if first.alone[key] is not incident]


DISCOUNT = judgement({"subject": "c1-0", "verdict": "discount"}, 0)


@pytest.mark.parametrize(
    ("change", "touched"), [({}, []), ({"judgements": [DISCOUNT]}, ["i1"]), ({"profile": "ucdp"}, ["i0", "i1", "i2"])]
)
def test_only_what_a_change_touches_is_weighed_again(change: dict[str, Any], touched: list[str]) -> None:
    first = weigh_again(None, *given_by(MADE))
    assert anew(first, weigh_again(first, *given_by(MADE), **change)) == touched


def test_only_the_incident_of_a_claim_that_is_read_otherwise_is_weighed_again() -> None:
    incidents, claims, imprints = given_by(MADE)
    first = weigh_again(None, incidents, claims, imprints)
    item = claims["c2-0"]
    other = replace(item, claim=replace(item.claim, tolls=(replace(item.claim.tolls[0], count=Count(9, 9)),)))
    again = weigh_again(first, incidents, {**claims, "c2-0": other}, imprints)
    assert anew(first, again) == ["i2"]
    assert again.incidents[2].tallies[0].high == 9


def test_only_the_incident_of_a_document_with_another_publisher_is_weighed_again() -> None:
    incidents, claims, imprints = given_by(MADE)
    first = weigh_again(None, incidents, claims, imprints)
    document = claims["c1-0"].claim.document
    again = weigh_again(first, incidents, claims, {**imprints, document: replace(imprints[document], publisher="Voice")})
    assert anew(first, again) == ["i1"]
