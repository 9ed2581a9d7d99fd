"""Joining again after a change gives what joining anew gives, and leaves alone what the change does not touch."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gawah.link import Linked, link, relink
from gawah.model import Imprint, Incident, Judgement, Member, Resolved, Verdict
from tests.link.made import claim, imprints
from tests.link.test_properties import ROWS, made

QUIET = settings(
    max_examples=int(os.environ.get("GAWAH_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["come", "go", "reread", "judge", "judge", "withdraw", "nothing"]), st.integers(0, 10**6)),
    min_size=1,
    max_size=8,
)


def judged(one: Resolved, other: Resolved, dice: random.Random, at: int) -> Judgement:
    verdict = dice.choice([Verdict.SAME, Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE])
    day = datetime(2022, 6, 1, 12, at % 60, tzinfo=UTC)
    return Judgement(id=f"j{at}", subject=one.claim.id, other=other.claim.id, verdict=verdict, reviewer="Amina", at=day)


def stepped(step: str, dice: random.Random, here: list[Resolved], away: list[Resolved], judgements: list[Judgement]) -> None:
    """One change: a document comes or goes, a claim is read anew, a reviewer judges or withdraws."""
    if step == "come" and away:
        document = dice.choice(away).claim.document
        here += [item for item in away if item.claim.document == document]
        away[:] = [item for item in away if item.claim.document != document]
    elif step == "go" and here:
        document = dice.choice(here).claim.document
        away += [item for item in here if item.claim.document == document]
        here[:] = [item for item in here if item.claim.document != document]
    elif step == "reread" and here:
        at = dice.randrange(len(here))
        here[at] = replace(here[at], claim=replace(here[at].claim, happening=dice.choice(["", "h0", "h1"])))
    elif step == "judge" and len(here) > 1:
        judgements.append(judged(*dice.sample(here, 2), dice, len(judgements)))
    elif step == "withdraw" and judgements:
        gone = dice.choice(judgements)
        at = len(judgements)
        judgements.append(
            Judgement(
                id=f"j{at}",
                subject=gone.id,
                verdict=Verdict.WITHDRAW,
                reviewer="Amina",
                at=datetime(2022, 6, 1, 12, at % 60, tzinfo=UTC),
            )
        )


@pytest.fixture(autouse=True, params=[30, 2])
def _always_again(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """However much changed, only that is looked at; and crowds are as small as made-up cases are."""
    monkeypatch.setattr(sys.modules["gawah.link.relink"], "MOST", 2.0)
    for limit in ("CROWD", "COMMON"):
        monkeypatch.setattr(sys.modules["gawah.link.block"], limit, request.param)


@QUIET
@given(ROWS, st.integers(0, 14), STEPS)
def test_joining_again_gives_what_joining_anew_gives(rows: list[tuple], cut: int, steps: list[tuple[str, int]]) -> None:
    claims = made(rows)
    prints = imprints(claims)
    here, away, judgements = claims[:cut], claims[cut:], []
    linked = link(here, prints)
    for step, seed in steps:
        dice = random.Random(seed)
        stepped(step, dice, here, away, judgements)
        dice.shuffle(here)
        before, linked = linked, relink(linked, here, prints, judgements)
        assert linked == link(here, prints, judgements, known=before.incidents)


def remembered(known: list[Incident], incidents: Sequence[Incident]) -> list[Incident]:
    """What a case knows of incidents after it was told of these: an id that is no more keeps what it last had."""
    living, gone = {one.id: one for one in incidents}, {old for one in incidents for old in one.merged}
    return [*incidents, *(one for one in known if one.id not in living and one.id not in gone)]


@QUIET
@given(ROWS, st.integers(0, 14), STEPS, st.lists(st.booleans(), min_size=8, max_size=8))
def test_ids_are_those_that_the_case_knows(
    rows: list[tuple], cut: int, steps: list[tuple[str, int]], noted: list[bool]
) -> None:
    claims = made(rows)
    prints = imprints(claims)
    here, away, judgements = claims[:cut], claims[cut:], []
    linked, known = link(here, prints), []
    for (step, seed), note in zip(steps, noted, strict=False):
        known = remembered(known, linked.incidents) if note else known
        stepped(step, random.Random(seed), here, away, judgements)
        linked = relink(linked, here, prints, judgements, known=known)
        assert linked == link(here, prints, judgements, known=known)


def test_a_claim_that_comes_back_finds_its_old_id() -> None:
    claims, prints = war(7)
    rest = [item for item in claims if item.claim.document != "s6"]
    first = link(claims, prints)
    (lone,) = (one for one in first.incidents if one.summary)
    known = [replace(one, id="of old") if one is lone else one for one in first.incidents]
    without = relink(first, rest, prints, known=known)
    known = remembered(known, without.incidents)
    again = relink(without, claims, prints, known=known)
    assert again == link(claims, prints, known=known)
    assert [one.id for one in again.incidents if one.summary] == ["of old"]


def test_an_incident_that_is_no_more_does_not_make_all_anew() -> None:
    claims, prints = war(28)
    late = [item for item in claims if item.claim.document == "d20-3-1"]
    first = link([item for item in claims if item not in late], prints)
    gone = replace(first.incidents[0], id="of old", members=(Member(claim="no longer read"),))
    again = relink(first, claims, prints, known=[*first.incidents, gone])
    assert again == link(claims, prints, known=[*first.incidents, gone])
    assert 0 < changed(first, again) < 30


def story(dice: random.Random) -> str:
    """Twenty words of one happening."""
    return " ".join("".join(dice.choice("bdfgklmnrst") + dice.choice("aeiou") for _ in range(3)) for _ in range(20))


def war(days: int) -> tuple[list[Resolved], dict[str, Imprint]]:
    """Five happenings a day, three reports each and a copy of the first; every week a summary."""
    claims, dice = [], random.Random(1)
    for day in range(days):
        for n, place in enumerate(["Qasan", "Deh Salah", "Kunduz", "Andarab", None]):
            when, told = f"2022-{5 + day // 28:02d}-{1 + day % 28:02d}", story(dice)
            kind, dead = dice.choice(["armed_clash", "air_or_drone_strike", "arrest"]), dice.randrange(2, 40)
            for report in range(4):
                words = f"{told} {story(dice)}" if report % 3 else f"{told} reporters write"
                told_of = {"where": place, "when": when, "told": when, "event": kind, "killed": dead + report % 2}
                claims.append(claim(f"d{day}-{n}-{report}", words, **told_of))
        if day % 7 == 6:
            span = f"2022-{5 + (day - 6) // 28:02d}-{1 + (day - 6) % 28:02d}/{when}"
            claims.append(claim(f"s{day}", "In a week many died", where="Baghlan", when=span, killed=60, scope="several"))
    return claims, imprints(claims)


def test_a_document_touches_only_what_is_near() -> None:
    claims, prints = war(28)
    late = [item for item in claims if item.claim.document == "d20-3-1"]
    first = link([item for item in claims if item not in late], prints)
    again = relink(first, claims, prints)
    assert again == link(claims, prints, known=first.incidents)
    assert 0 < changed(first, again) < 30
    assert len(again.incidents) > 100


def test_a_judgement_touches_only_its_incidents() -> None:
    claims, prints = war(28)
    first = link(claims, prints)
    one, other = (next(item for item in claims if item.claim.document == name) for name in ("d3-0-0", "d9-2-0"))
    said = [judged(one, other, random.Random(3), 0)]
    again = relink(first, claims, prints, said)
    assert again == link(claims, prints, said, known=first.incidents)
    assert 0 < changed(first, again) < 10


def test_where_nothing_changed_every_incident_is_the_same_record() -> None:
    claims, prints = war(7)
    first = link(claims, prints)
    again = relink(first, claims, prints)
    assert changed(first, again) == 0
    assert again == first


def changed(first: Linked, again: Linked) -> int:
    """How many incidents are records that were not there before."""
    before = {id(incident) for incident in first.incidents}
    return sum(id(incident) not in before for incident in again.incidents)
