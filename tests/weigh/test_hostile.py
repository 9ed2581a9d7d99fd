"""Bad and hostile input: nothing crashes, nothing grows out of bounds, and the reader is told."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from gawah.model import Incident, Member, Numbers
from gawah.weigh import weigh, weigh_all
from tests.weigh.make import Case, case

FLOODS: dict[str, list[dict[str, Any]]] = {
    "names": [{"tolls": [f"killed 1 Karim{n % 40:02d} Azizi{n:04d}"]} for n in range(1500)],
    "speakers": [{"by": f"police of town {n}", "tolls": [f"killed {n % 50} people"]} for n in range(3000)],
    "one speaker": [{"by": "police", "day": n % 28 + 1, "tolls": [f"killed {n % 50} people"]} for n in range(3000)],
    "groups": [{"tolls": [f"killed {n % 50} G{n}s"]} for n in range(1500)],
    "parts": [{"tolls": [f"killed part {n % 50} g{n}" for n in range(800)]}],
    "doers": [{"agents": [f"Brigade{n}"], "tolls": ["killed 2 people"]} for n in range(1500)],
    "citations": [{"by": f"Radio{n}", "cites": f"Radio{n + 1}", "tolls": ["killed 2 people"]} for n in range(3000)],
    "circle": [{"by": f"Radio{n}", "cites": f"Radio{(n + 1) % 2000}", "tolls": ["killed 2 people"]} for n in range(2000)],
}


def weighed(made: Case) -> Incident:
    return weigh(made.incident, made.claims, made.imprints)


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_is_weighed_in_seconds_and_told_in_few_words(flood: str) -> None:
    made = case(FLOODS[flood])
    start = time.process_time()
    incident = weighed(made)
    assert time.process_time() - start < 5
    assert max(len(step.words) for tally in incident.tallies for step in tally.steps) < 2_000
    assert all(len(tally.steps) < 50 for tally in incident.tallies)
    assert all(len(why) < 2_000 for why in incident.standing.why)


def test_members_without_a_claim_are_passed_over_and_doubles_count_once() -> None:
    made = case([{"tolls": ["killed 2 people"]}])
    twice = replace(made.incident, members=(*made.incident.members, *made.incident.members, Member(claim="gone")))
    assert weighed(Case(twice, made.claims, made.imprints)).tallies == weighed(made).tallies


def test_documents_without_an_imprint_are_heard() -> None:
    made = case([{"tolls": ["killed 2 people"]}, {"by": "police", "tolls": ["killed 3 people"]}])
    (tally,) = weighed(Case(made.incident, made.claims, {})).tallies
    assert (tally.low, tally.high) == (2, 3)


def test_an_incident_without_claims_says_so() -> None:
    incident = weigh(Incident(id="i", members=(), event=case([]).incident.event), {}, {})
    assert incident.tallies == ()
    assert incident.standing.numbers is Numbers.NONE
    assert "nobody affirms it" in incident.standing.why


@pytest.mark.parametrize(
    "of", ["=HYPERLINK()", "\u202eevil", "<script>", "'; drop table", "\x00", "🕯" * 500, " ", "of of of", "123"]
)
def test_hostile_phrases_are_only_words(of: str) -> None:
    made = case([{"tolls": ["killed 3 people"]}])
    (item,) = made.claims.values()
    toll = replace(item.claim.tolls[0], of=of)
    claims = {item.claim.id: replace(item, claim=replace(item.claim, tolls=(toll,)))}
    (tally,) = weighed(Case(made.incident, claims, made.imprints)).tallies
    assert (tally.low, tally.best, tally.high) == (3, 3, 3)


def test_numbers_beyond_all_measure_are_kept_whole() -> None:
    huge = 10**30
    made = case([{"tolls": [f"killed {huge} people"]}, {"by": "police", "tolls": ["killed 2 people"]}])
    (tally,) = weighed(made).tallies
    assert (tally.low, tally.high) == (2, huge)


def test_a_parent_that_is_not_there_is_no_parent() -> None:
    made = case([{"tolls": ["killed 2 people"]}])
    (incident,) = weigh_all([replace(made.incident, parent="gone")], made.claims, made.imprints)
    assert incident.tallies[0].best == 2


def test_a_print_of_another_length_is_refused() -> None:
    made = case([{"tolls": ["killed 2 people"]}, {"tolls": ["killed 3 people"]}])
    imprints = {key: replace(one, print=b"short") for key, one in made.imprints.items()}
    with pytest.raises(ValueError, match="has 5 bytes, not 128; make it anew"):
        weighed(Case(made.incident, made.claims, imprints))
